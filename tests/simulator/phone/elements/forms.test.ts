/** button, input, textarea. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { type Case, expectSoon, style, testAll } from './stage'

const field = (page: Page) => page.locator('wx-input > input, wx-textarea > textarea').first()

/** A small picture in a file, as a phone's album has. */
const picture = async (): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), 'album-')), 'face.png')
  await writeFile(path, PNG.sync.write(new PNG({ width: 4, height: 4 })))
  return path
}

const buttons: Case[] = [
  {
    it: 'a button is tapped by pointer and by keyboard; a disabled one by neither',
    wxml: '<button bindtap="log">按</button><button disabled bindtap="log">不</button>',
    js: `log(e) { globalThis.noted.push([e.type, 0]) }`,
    async act(page) {
      await page.getByRole('button', { name: '按' }).click()
      await page.getByRole('button', { name: '按' }).press('Enter')
      await page.getByRole('button', { name: '不' }).click({ force: true })
    },
    events: [
      ['tap', 0],
      ['tap', 0],
    ],
  },
  {
    it: 'button-hover while pressed; hover-class none shows nothing',
    wxml: '<button>甲</button><button hover-class="none">乙</button>',
    async check(page) {
      for (const [name, wanted] of [
        ['甲', 1],
        ['乙', 0],
      ] as const) {
        await page.getByRole('button', { name }).hover()
        await page.mouse.down()
        await page.waitForTimeout(60)
        expect(await page.locator('.button-hover').count()).toBe(wanted)
        await page.mouse.up()
        await expectSoon(() => page.locator('.button-hover').count(), 0)
      }
    },
  },
  {
    it: 'getPhoneNumber asks and hands out a code, or says that it was refused',
    wxml: '<button open-type="getPhoneNumber" bindgetphonenumber="log">手机号</button>',
    js: `log(e) { globalThis.noted.push([e.type, { ok: e.detail.errMsg, code: typeof e.detail.code }]) }`,
    async act(page) {
      await page.getByRole('button', { name: '手机号' }).click()
      await page.getByRole('dialog').getByText('不允许').click()
      await page.getByRole('button', { name: '手机号' }).click()
      await page.getByRole('dialog').getByText('允许', { exact: true }).click()
    },
    events: [
      ['getphonenumber', { ok: 'getPhoneNumber:fail user deny', code: 'undefined' }],
      ['getphonenumber', { ok: 'getPhoneNumber:ok', code: 'string' }],
    ],
  },
  {
    it: 'agreePrivacyAuthorization tells WeChat and the page',
    wxml: '<button id="agree" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="log">同意</button>',
    act: (page) => page.getByRole('button', { name: '同意' }).click(),
    events: [['agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' }]],
  },
  {
    it: 'chooseAvatar gives a file that was chosen',
    wxml: '<button open-type="chooseAvatar" bindchooseavatar="log">头像</button>',
    js: `log(e) { globalThis.noted.push([e.type, e.detail.avatarUrl.length > 0]) }`,
    async act(page, { phone }) {
      await page.getByRole('button', { name: '头像' }).click()
      await phone.chooseFiles([await picture()], () => phone.tap('从手机相册选择'))
    },
    events: [['chooseavatar', true]],
  },
  {
    it: 'an open-type that the phone has not is refused by name',
    wxml: '<button open-type="launchApp" binderror="log">回到应用</button>',
    act: (page) => page.getByRole('button', { name: '回到应用' }).click(),
    events: [['error', { errMsg: 'launchApp:fail invalid scene' }]],
    problem: /open-type="launchApp"/,
  },
]

const inputs: Case[] = [
  {
    it: 'typing tells value, cursor and key; focus, confirm and blur come in order',
    wxml: '<input bindfocus="log" bindinput="log" bindconfirm="log" bindblur="log" />',
    async act(page) {
      await field(page).click()
      await page.keyboard.type('ab')
      await page.keyboard.press('Enter')
    },
    events: [
      ['focus', { value: '', height: 0 }],
      ['input', { value: 'a', cursor: 1, keyCode: 65 }],
      ['input', { value: 'ab', cursor: 2, keyCode: 66 }],
      ['confirm', { value: 'ab' }],
      ['blur', { value: 'ab', cursor: 2 }],
    ],
  },
  {
    it: 'confirm-hold keeps the focus',
    wxml: '<input confirm-hold bindconfirm="log" bindblur="log" />',
    async act(page) {
      await field(page).press('Enter')
    },
    events: [['confirm', { value: '' }]],
  },
  {
    it: 'filling by a program fires input once',
    wxml: '<input bindinput="log" />',
    act: (page) => field(page).fill('三单元'),
    events: [['input', { value: '三单元', cursor: 3, keyCode: 0 }]],
  },
  {
    it: 'what the handler returns replaces the text, with the cursor where it says',
    wxml: '<input bindinput="change" />',
    js: `change(e) { return { value: e.detail.value.toUpperCase() + '!', cursor: 1 } }`,
    async act(page) {
      await field(page).click()
      await page.keyboard.type('ab')
    },
    check: async (page) => expect(await field(page).inputValue()).toBe('AB!!'),
  },
  {
    it: 'a value that the page sets again is shown again, though the page never changed its mind',
    wxml: '<input value="{{value}}" />',
    data: { value: '' },
    async check(page, stage) {
      await field(page).fill('打了字')
      await stage.setData({ value: '' })
      expect(await field(page).inputValue()).toBe('')
    },
  },
  {
    it: 'model:value carries the text to the page and back',
    wxml: '<input model:value="{{value}}" /><text>{{value}}</text>',
    data: { value: '始' },
    async check(page, stage) {
      expect(await field(page).inputValue()).toBe('始')
      await field(page).fill('终')
      await expectSoon(() => page.locator('wx-text').innerText(), '终')
      await stage.setData({ value: '' })
      await expectSoon(() => field(page).inputValue(), '')
    },
  },
  {
    it: 'an input takes 140 UTF-16 units, and never half an emoji',
    wxml: '<input /><input class="five" maxlength="5" bindinput="log" /><input class="free" maxlength="{{-1}}" />',
    async check(page) {
      await field(page).fill('字'.repeat(150))
      expect(await field(page).inputValue()).toHaveLength(140)
      await page.locator('.five input').fill('一二三四😀')
      expect(await page.locator('.five input').inputValue()).toBe('一二三四')
      await page.locator('.free input').fill('字'.repeat(500))
      expect(await page.locator('.free input').inputValue()).toHaveLength(500)
    },
  },
  {
    it: 'an input method composes in peace: one input event, when the word is chosen',
    wxml: '<input maxlength="2" bindinput="log" bindkeyboardcompositionstart="log" />',
    async act(page) {
      await field(page).click()
      const session = await page.context().newCDPSession(page)
      await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
      await session.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
      await session.send('Input.insertText', { text: '你好' })
    },
    check: async (page, stage) => {
      expect(await field(page).inputValue()).toBe('你好')
      const events = (await stage.events()) as [string, { value?: string }][]
      expect(events.filter(([type]) => type === 'input').map(([, detail]) => detail.value)).toEqual(['你好'])
      expect(events[0]![0]).toBe('keyboardcompositionstart')
    },
  },
  {
    it: 'focus, disabled, type and placeholder are as the page says',
    wxml: `<input focus="{{focus}}" type="digit" placeholder="数" placeholder-style="color: rgb(1, 2, 3)" />
      <input class="off" disabled value="定" /><input class="secret" password value="密" />`,
    data: { focus: false },
    async check(page, stage) {
      const focused = () => page.evaluate('document.activeElement?.placeholder')
      await stage.setData({ focus: true })
      await expectSoon(focused, '数')
      await stage.setData({ focus: false })
      await expectSoon(focused, undefined)
      expect(await field(page).getAttribute('inputmode')).toBe('decimal')
      const hint = page.getByText('数')
      expect(await style(hint, 'color')).toBe('rgb(1, 2, 3)')
      await field(page).fill('3')
      expect(await hint.isVisible()).toBe(false)
      expect(await page.locator('.off input').isDisabled()).toBe(true)
      expect(await page.locator('.secret input').getAttribute('type')).toBe('password')
    },
  },
  {
    it: 'a type that WeChat has not is a mistake',
    wxml: '<input type="email" />',
    problem: /<input> 没有 type="email"/,
  },
  {
    it: 'a textarea with auto-height grows by its lines; what its handler returns is ignored',
    wxml: '<textarea auto-height bindlinechange="log" bindinput="back" placeholder="说" />',
    js: `back(e) { globalThis.noted.push([e.type, e.detail.value]); return 'no' }, log(e) { globalThis.noted.push([e.type, e.detail.lineCount]) }`,
    async act(page) {
      await page.getByPlaceholder('说').fill('一\n二\n三')
    },
    events: [
      ['linechange', 1],
      ['linechange', 3],
      ['input', '一\n二\n三'],
    ],
    check: async (page) => expect(await field(page).inputValue()).toBe('一\n二\n三'),
  },
  {
    it: 'Enter in a textarea breaks the line, unless confirm-type says otherwise',
    wxml: '<textarea class="a" bindconfirm="log" /><textarea class="b" confirm-type="send" bindconfirm="log" />',
    async act(page) {
      await page.locator('.a textarea').pressSequentially('x\ny')
      await page.locator('.b textarea').pressSequentially('x\n')
    },
    events: [['confirm', { value: 'x' }]],
    check: async (page) => expect(await page.locator('.a textarea').inputValue()).toBe('x\ny'),
  },
]

testAll([...buttons, ...inputs])
