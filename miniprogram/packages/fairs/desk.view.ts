/** Who is signed up, at the desk. Pure. */
import type { DeskRow } from '../../contract/fairs'
import type { Tone } from '../../core/bars'
import { timeOf } from '../../core/day'
import { fairHead, type FairHead } from './fair-day.view'
import type { DeskPage } from './fairs.service'

export interface DeskHead extends FairHead {
  came: number
  waiting: number
}

export const deskHead = ({ fair, here }: Pick<DeskPage, 'fair' | 'here'>, now: number): DeskHead => ({
  ...fairHead(fair, now),
  came: here,
  waiting: Math.max(0, fair.signedUp - here),
})

export interface DeskItem {
  id: string
  number: number
  name: string
  facts: string
  state: string
  tone: Tone
}

export const deskItem = ({ id, number, name, checkedIn, hasPhone, talks }: DeskRow): DeskItem => ({
  id,
  number,
  name,
  facts: [
    hasPhone ? '' : '没用手机',
    talks.length > 0 ? `${talks.length} 场，${timeOf(talks[0]?.at ?? 0)} 开始` : '还没排上',
  ]
    .filter((text) => text !== '')
    .join(' · '),
  state: checkedIn ? '到了' : '没到',
  tone: checkedIn ? 'done' : 'quiet',
})

/** Four digits are a code, which checks in at once; anything else is looked for. */
export const isCode = (text: string): boolean => /^\d{4}$/.test(text.trim())

export const emptyText = (find: string): string =>
  find === '' ? '还没有人报名。来了没报名的，点下面登记。' : '没找到。换姓名头一个字、号码试试，没报名的点下面登记。'
