/** picker, picker-view, swiper, scroll-view, progress, navigator. */
import type { Page } from 'playwright-core'
import { type Case, expectSoon, style, testAll } from './stage'

const drag = async (page: Page, selector: string, dx: number, dy: number): Promise<void> => {
  const box = (await page.locator(selector).first().boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx, y + dy, { steps: 5 })
  await page.mouse.up()
}

const choose = async (page: Page, tap: string, ...options: string[]): Promise<void> => {
  await page.getByText(tap, { exact: true }).click()
  for (const name of options) {
    await page.getByRole('option', { name, exact: true }).first().click()
    await page.getByRole('option', { name, exact: true, selected: true }).first().waitFor()
  }
  await page.getByRole('dialog').getByText('确定').click()
}

const pickers: Case[] = [
  {
    it: 'a selector gives the index of the choice',
    wxml: '<picker range="{{range}}" range-key="name" bindchange="log">选</picker>',
    data: { range: [{ name: '漏水' }, { name: '噪音' }, { name: '电梯' }] },
    act: (page) => choose(page, '选', '电梯'),
    events: [['change', { value: 2 }]],
  },
  {
    it: 'cancel, Escape and a tap beside give cancel',
    wxml: '<picker range="{{[1, 2]}}" bindchange="log" bindcancel="log">选</picker>',
    async act(page) {
      await page.getByText('选', { exact: true }).click()
      await page.getByRole('dialog').getByText('取消').click()
      await page.getByText('选', { exact: true }).click()
      await page.keyboard.press('Escape')
      await page.getByText('选', { exact: true }).click()
      await page.mouse.click(180, 120)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    events: [
      ['cancel', {}],
      ['cancel', {}],
      ['cancel', {}],
    ],
  },
  {
    it: 'columns may change while one is turned',
    wxml: `<picker mode="multiSelector" range="{{range}}" value="{{[0, 1]}}" bindcolumnchange="turned" bindchange="log">选</picker>`,
    data: {
      range: [
        ['A区', 'B区'],
        ['1栋', '2栋'],
      ],
    },
    js: `turned(e) { this.log(e); this.setData({ 'range[1]': ['7栋', '8栋', '9栋'] }) },`,
    act: (page) => choose(page, '选', 'B区', '9栋'),
    events: [
      ['columnchange', { column: 0, value: 1 }],
      ['columnchange', { column: 1, value: 2 }],
      ['change', { value: [1, 2] }],
    ],
  },
  {
    it: 'a time keeps within its limits',
    wxml: '<picker mode="time" value="08:30" start="08:15" end="20:45" bindchange="log">选</picker>',
    act: (page) => choose(page, '选', '20'),
    events: [['change', { value: '20:30' }]],
  },
  {
    it: 'a date knows how long the month is',
    wxml: '<picker mode="date" value="2024-02-29" start="2020-01-01" end="2030-12-31" bindchange="log">选</picker>',
    act: (page) => choose(page, '选', '2023年'),
    events: [['change', { value: '2023-02-28' }]],
  },
  {
    it: 'fields="month" asks for year and month alone',
    wxml: '<picker mode="date" fields="month" value="2024-02" start="2023-11" bindchange="log">选</picker>',
    act: (page) => choose(page, '选', '2023年'),
    events: [['change', { value: '2023-11' }]],
  },
  {
    it: 'a picker of regions is refused',
    wxml: '<picker mode="region">地区</picker>',
    act: (page) => page.getByText('地区').click(),
    problem: /mode="region"/,
  },
  {
    it: 'a picker-view turns under the mouse and by the page',
    wxml: `<picker-view value="{{value}}" style="height: 170px" indicator-style="height: 68rpx" bindpickstart="log" bindchange="log" bindpickend="log">
      <picker-view-column><view wx:for="{{[1, 2, 3, 4]}}" wx:key="*this">{{item}}</view></picker-view-column>
      <picker-view-column><view wx:for="{{[5, 6]}}" wx:key="*this">{{item}}</view></picker-view-column></picker-view>`,
    data: { value: [1, 1] },
    async act(page) {
      await drag(page, 'wx-picker-view-column', 0, -34)
    },
    events: [
      ['pickstart', {}],
      ['change', { value: [2, 1] }],
      ['pickend', {}],
    ],
    async check(page, stage) {
      const top = () =>
        page
          .locator('[data-part="wheel"]')
          .first()
          .evaluate((node) => (node as never as { scrollTop: number }).scrollTop)
      await stage.setData({ value: [0, 0] })
      await expectSoon(top, 0)
    },
  },
]

const SWIPER = `<swiper circular="{{circular}}" current="{{current}}" duration="50" bindchange="log" style="height: 100px">
  <swiper-item item-id="i{{item}}" wx:for="{{[1, 2, 3]}}" wx:key="*this">页{{item}}</swiper-item></swiper>`

const moves: Case[] = [
  {
    it: 'a swiper goes on when swiped, stops at its end, and follows the page',
    wxml: SWIPER,
    data: { circular: false, current: 0 },
    async act(page, stage) {
      await drag(page, 'wx-swiper', 150, 0)
      await page.waitForTimeout(120)
      await drag(page, 'wx-swiper', -150, 0)
      await page.waitForTimeout(120)
      await stage.setData({ current: 2 })
    },
    events: [
      ['change', { current: 1, currentItemId: 'i2', source: 'touch' }],
      ['change', { current: 2, currentItemId: 'i3', source: '' }],
    ],
  },
  {
    it: 'a circular swiper goes round',
    wxml: SWIPER,
    data: { circular: true, current: 0 },
    async act(page) {
      await drag(page, 'wx-swiper', 150, 0)
    },
    events: [['change', { current: 2, currentItemId: 'i3', source: 'touch' }]],
    check: (page) => page.getByText('页3').click(),
  },
  {
    it: 'autoplay goes on by itself',
    wxml: SWIPER.replace('<swiper ', '<swiper autoplay interval="150" '),
    data: { circular: false, current: 1 },
    async check(_page, stage) {
      await expectSoon(
        async () => (await stage.events())[0],
        ['change', { current: 2, currentItemId: 'i3', source: 'autoplay' }],
      )
    },
  },
  {
    it: 'a scroll-view tells its scrolling and its ends once',
    wxml: `<scroll-view scroll-y style="height: 100px" bindscrolltolower="log" bindscrolltoupper="log">
      <view style="height: 400px">长</view></scroll-view>`,
    async act(page) {
      await page.getByText('长').hover({ position: { x: 20, y: 20 } })
      await page.mouse.wheel(0, 400)
      await page.waitForTimeout(150)
      await page.mouse.wheel(0, -400)
    },
    events: [
      ['scrolltolower', { direction: 'bottom' }],
      ['scrolltoupper', { direction: 'top' }],
    ],
  },
  {
    it: 'scroll-into-view and scroll-top move the content',
    wxml: `<scroll-view scroll-y scroll-top="{{top}}" scroll-into-view="{{into}}" style="height: 100px">
      <view style="height: 200px">上</view><view id="low" style="height: 200px">下</view></scroll-view>`,
    data: { into: 'low', top: 0 },
    async check(page, stage) {
      const top = () =>
        page.locator('[data-part="scroll"]').evaluate((node) => (node as never as { scrollTop: number }).scrollTop)
      await expectSoon(top, 200)
      await stage.setData({ top: 30 })
      await expectSoon(top, 30)
      await stage.setData({ into: '' })
      await stage.setData({ into: 'low' })
      await expectSoon(top, 200)
    },
  },
  {
    it: 'a scroll-view scrolls sideways with scroll-x alone',
    wxml: `<scroll-view scroll-x style="width: 100px; white-space: nowrap"><view style="display: inline-block; width: 400px">宽</view></scroll-view>`,
    check: async (page) => expect(await style(page.locator('[data-part="scroll"]'), 'overflow')).toBe('auto hidden'),
  },
  {
    it: 'pulling down refreshes; the page ends it',
    wxml: `<scroll-view scroll-y refresher-enabled refresher-triggered="{{on}}" style="height: 200px" bindrefresherrefresh="log" bindrefresherrestore="log" bindrefresherabort="log">
      <view style="height: 400px">拉</view></scroll-view>`,
    data: { on: false },
    js: `log(e) { globalThis.noted.push([e.type, 0]); if (e.type === 'refresherrefresh') this.setData({ on: true }) },`,
    async act(page, stage) {
      await drag(page, 'wx-scroll-view', 0, 150)
      await stage.setData({ on: false })
    },
    events: [
      ['refresherrefresh', 0],
      ['refresherrestore', 0],
    ],
  },
  {
    it: 'progress shows its share and tells when it has come there',
    wxml: '<progress percent="60" show-info active duration="1" bindactiveend="log" />',
    events: [['activeend', { curPercent: 60 }]],
    check: async (page) => expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('60'),
  },
  {
    it: 'a navigator opens the page that it names, relative ones too',
    wxml: '<navigator url="../home/index">回家</navigator>',
    async check(page, { phone }) {
      await page.getByRole('link', { name: '回家' }).click()
      await phone.atRoute('pages/home/index')
    },
  },
  {
    it: 'a navigator out of the mini-program is refused',
    wxml: '<navigator target="miniProgram" app-id="x">别处</navigator>',
    act: (page) => page.getByText('别处').click(),
    problem: /<navigator> 的 miniProgram navigate/,
  },
]

testAll([...pickers, ...moves])
