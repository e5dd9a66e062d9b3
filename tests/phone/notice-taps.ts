/** The pages of the notices, and what an author taps there. */
import type { Phone } from './phone'

export const HOME = '/pages/home/index'
export const LIST = '/packages/notices/pages/list/index'
export const NOTICE = '/packages/notices/pages/notice/index'
export const PUBLISH = '/packages/notices/pages/publish/index'
export const MANAGE = '/packages/notices/pages/manage/index'
export const TITLE_FIELD = '比如：明天上午停水'
export const TEXT_FIELD = '内容'
export const LOOK = '看看发出去的样子'

/** The dialog's answer has the words of the button that asked for it. */
export const answer = (phone: Phone, words: string): Promise<void> => phone.tap(words, -1)

export async function write(phone: Phone, title: string, text: string): Promise<void> {
  await phone.fill(TITLE_FIELD, title)
  await phone.fill(TEXT_FIELD, text)
}

export async function sendOut(phone: Phone): Promise<void> {
  await phone.tap(LOOK)
  await phone.see('再改改')
  await sendNow(phone)
}

export async function sendNow(phone: Phone): Promise<void> {
  await phone.tap('发出去')
  await phone.see('发出去？')
  await answer(phone, '发出去')
}

export async function sendCorrection(phone: Phone): Promise<void> {
  await phone.tap('改好了，就这样')
  await phone.see('改好了？')
  await answer(phone, '改好了')
}
