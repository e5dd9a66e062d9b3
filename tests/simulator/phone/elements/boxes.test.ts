/** view, text, image, icon, rich-text, canvas and what concerns every element. */
import { type Case, expectSoon, style, testAll } from './stage'

const SPACE = ' '

const everyElement: Case[] = [
  {
    it: 'hidden takes an element away and gives it back',
    wxml: '<view hidden="{{hidden}}">一</view><text hidden>二</text>',
    data: { hidden: true },
    async check(page, stage) {
      expect(await page.getByText('一').isVisible()).toBe(false)
      expect(await page.getByText('二').isVisible()).toBe(false)
      await stage.setData({ hidden: false })
      expect(await page.getByText('一').isVisible()).toBe(true)
    },
  },
  {
    it: 'roles and aria attributes reach the DOM, where tests and screen readers look',
    wxml: `<view aria-role="tab" aria-label="楼栋" aria-selected="{{true}}" tabindex="0">1</view>
      <view aria-labelledby="name">2</view><view id="name">名字</view>
      <view role="listitem" aria-hidden="{{hidden}}">3</view>`,
    data: { hidden: false },
    async check(page) {
      await page.getByRole('tab', { name: '楼栋', selected: true }).waitFor()
      const id = await page.getByText('名字').getAttribute('id')
      expect(await page.getByText('2', { exact: true }).getAttribute('aria-labelledby')).toBe(id)
      expect(await page.getByRole('listitem').getAttribute('aria-hidden')).toBe('false')
    },
  },
  {
    it: 'an element that the phone has not is refused with its name',
    wxml: '<movable-view>甲</movable-view>',
    problem: /<movable-view> 在这部手机上没有实现/,
  },
  {
    it: 'a map is refused with its name',
    wxml: '<map latitude="1"/>',
    problem: /<map> 在这部手机上没有实现/,
  },
]

const views: Case[] = [
  {
    it: 'hover-class comes while a view is pressed and goes after hover-stay-time',
    wxml: `<view class="box" hover-class="pressed" hover-start-time="{{0}}" hover-stay-time="{{60}}">按</view>`,
    async check(page) {
      const box = page.getByText('按')
      await box.hover()
      await page.mouse.down()
      await expectSoon(() => box.getAttribute('class'), 'box pressed')
      await page.mouse.up()
      await expectSoon(() => box.getAttribute('class'), 'box')
    },
  },
  {
    it: 'hover-stop-propagation keeps the views around from their hover-class',
    wxml: `<view class="outer" hover-class="pressed" hover-start-time="{{0}}">
      <view class="inner" hover-class="pressed" hover-start-time="{{0}}" hover-stop-propagation>按</view></view>`,
    async check(page) {
      await page.getByText('按').hover()
      await page.mouse.down()
      await page.locator('.inner.pressed').waitFor()
      expect(await page.locator('.outer.pressed').count()).toBe(0)
      await page.mouse.up()
    },
  },
  {
    it: 'tap bubbles, catchtap stops it',
    wxml: `<view bindtap="log" id="outer"><view catchtap="log">停</view><view bindtap="log">过</view></view>`,
    js: 'log(e) { globalThis.noted.push([e.type, e.currentTarget.id]) }',
    async act(page) {
      await page.getByText('停').click()
      await page.getByText('过').click()
    },
    events: [
      ['tap', ''],
      ['tap', ''],
      ['tap', 'outer'],
    ],
  },
  {
    it: 'root-portal puts its content out of the clip around it, and events still come to the page',
    wxml: `<view style="overflow: hidden; height: 0"><root-portal wx:if="{{shown}}">
      <view bindtap="log" style="position: absolute; top: 200px">高处</view></root-portal></view>`,
    data: { shown: true },
    async act(page) {
      await page.getByText('高处').click()
    },
    async check(page, stage) {
      expect(await stage.events()).toHaveLength(1)
      await stage.setData({ shown: false })
      expect(await page.getByText('高处').count()).toBe(0)
    },
  },
  {
    it: 'page-meta gives its style to the page, and its changes',
    wxml: `<page-meta page-style="{{style}}" /><view class="page">字</view>`,
    data: { style: 'color: rgb(1, 2, 3)' },
    async check(page, stage) {
      const color = () => style(page.getByText('字'), 'color')
      await expectSoon(color, 'rgb(1, 2, 3)')
      await stage.setData({ style: 'color: rgb(4, 5, 6)' })
      await expectSoon(color, 'rgb(4, 5, 6)')
    },
  },
  {
    it: 'match-media shows what is for this width',
    wxml: `<match-media max-width="400">窄</match-media><match-media min-width="{{401}}">宽</match-media>`,
    async check(page) {
      expect(await page.getByText('窄').isVisible()).toBe(true)
      expect(await page.getByText('宽').isVisible()).toBe(false)
    },
  },
]

const texts: Case[] = [
  {
    it: 'text keeps line breaks, those written \\n too',
    wxml: '<text>{{words}}</text>',
    data: { words: '一\n二\\n三' },
    check: async (page) => expect(await page.locator('wx-text').innerText()).toBe('一\n二\n三'),
  },
  {
    it: 'decode turns entities into characters, in later texts too; without it they stay',
    wxml: '<text decode>{{words}}</text><text class="raw">{{words}}</text>',
    data: { words: 'a&lt;b&amp;c' },
    async check(page, stage) {
      expect(await page.locator('wx-text').first().innerText()).toBe('a<b&c')
      expect(await page.locator('.raw').innerText()).toBe('a&lt;b&amp;c')
      await stage.setData({ words: '&gt;' })
      await expectSoon(() => page.locator('wx-text').first().innerText(), '>')
    },
  },
  {
    it: 'space="nbsp" keeps spaces in a row',
    wxml: '<text space="nbsp">a  b</text>',
    check: async (page) => expect(await page.locator('wx-text').textContent()).toBe(`a${SPACE}${SPACE}b`),
  },
  {
    it: 'only a selectable text can be selected',
    wxml: '<text>甲</text><text user-select>乙</text>',
    async check(page) {
      const mode = (words: string) => style(page.getByText(words), 'user-select')
      expect([await mode('甲'), await mode('乙')]).toEqual(['none', 'text'])
    },
  },
  {
    it: 'rich-text draws what is allowed and leaves out the rest',
    wxml: '<rich-text nodes="{{html}}" />',
    data: {
      html: '<p class="x" style="color: red" onclick="bad()">好</p><script>bad()</script><iframe></iframe><foo>无</foo>',
    },
    check: async (page) =>
      expect(await page.locator('wx-rich-text').innerHTML()).toBe('<p class="x" style="color: red;">好</p>'),
  },
  {
    it: 'rich-text takes nodes as an array, entities decoded',
    wxml: '<rich-text nodes="{{nodes}}" />',
    data: {
      nodes: [
        { name: 'div', attrs: { style: 'width: 75rpx' }, children: [{ type: 'text', text: 'a&lt;b' }] },
        { name: 'a', attrs: { href: 'javascript:bad()' }, children: [{ type: 'text', text: '链' }] },
      ],
    },
    async check(page) {
      expect(await page.locator('wx-rich-text').innerText()).toBe('a<b\n链')
      expect(await page.locator('wx-rich-text a').getAttribute('href')).toBeNull()
      expect(
        await page
          .locator('wx-rich-text div')
          .evaluate((node) => (node as unknown as { offsetWidth: number }).offsetWidth),
      ).toBeCloseTo(38, 0)
    },
  },
]

const size = (selector: string) => `(() => {
  const { width, height } = document.querySelector('.phone-page:last-of-type ${selector}').getBoundingClientRect()
  return [Math.round(width), Math.round(height)]
})()`

const pictures: Case[] = [
  {
    it: 'an image loads a file of the app and tells its size',
    wxml: '<image src="/images/dot.svg" bindload="log" aria-label="黑块" />',
    events: [['load', { width: 40, height: 20 }]],
    async check(page) {
      await page.getByRole('img', { name: '黑块' }).waitFor()
      expect(await page.evaluate(size('wx-image'))).toEqual([320, 240])
    },
  },
  {
    it: 'a path may be relative to the page',
    wxml: '<image src="../../images/dot.svg" bindload="log" />',
    events: [['load', { width: 40, height: 20 }]],
  },
  {
    it: 'widthFix makes the height follow, heightFix the width',
    wxml: `<image class="w" mode="widthFix" src="/images/dot.svg" style="width: 100px" bindload="log" />
      <image class="h" mode="heightFix" src="/images/dot.svg" style="height: 100px" bindload="log" />`,
    async check(page, stage) {
      await expectSoon(async () => (await stage.events()).length, 2)
      expect(await page.evaluate(size('.w'))).toEqual([100, 50])
      expect(await page.evaluate(size('.h'))).toEqual([200, 100])
    },
  },
  {
    it: 'aspectFit, aspectFill and the corners are cut as their names say',
    wxml: `<image mode="aspectFit" /><image mode="aspectFill" /><image mode="top left" />`,
    check: async (page) =>
      expect(
        await Promise.all([0, 1, 2].map((i) => style(page.locator('wx-image > img').nth(i), 'object-fit'))),
      ).toEqual(['contain', 'cover', 'none']),
  },
  {
    it: 'a mode that WeChat does not know is a mistake',
    wxml: '<image mode="stretch" />',
    problem: /<image> 没有 mode="stretch"/,
  },
  {
    it: 'a file that is not there fires error and is a problem',
    wxml: '<image src="/images/none.png" binderror="log" />',
    async check(_page, stage) {
      await expectSoon(async () => ((await stage.events())[0] as unknown[] | undefined)?.[0], 'error')
    },
    problem: /none\.png/,
  },
  {
    it: 'a lazy image far below loads when it comes near',
    wxml: `<view style="height: 6000px">远</view><image lazy-load src="/images/dot.svg" bindload="log" />`,
    async check(page, stage) {
      await page.waitForTimeout(200)
      expect(await stage.events()).toEqual([])
      await page.mouse.move(180, 400)
      await page.mouse.wheel(0, 5000)
      await expectSoon(() => stage.events(), [['load', { width: 40, height: 20 }]])
    },
  },
  {
    it: 'icon draws the set of WeChat in size and color',
    wxml: '<icon type="warn" size="40" color="rgb(9, 8, 7)" />',
    async check(page) {
      expect(await page.evaluate(size('wx-icon svg'))).toEqual([40, 40])
      expect(await page.locator('wx-icon circle').getAttribute('fill')).toBe('rgb(9, 8, 7)')
    },
  },
  {
    it: 'a canvas of type 2d gives its node by a selector query and draws',
    wxml: '<canvas type="2d" id="c" style="width: 100px; height: 50px" />',
    js: `onReady() {
      this.createSelectorQuery().select('#c').fields({ node: true, size: true }).exec(([{ node, width, height }]) => {
        node.width = width; node.height = height
        const ctx = node.getContext('2d')
        ctx.fillStyle = '#010203'
        ctx.fillRect(0, 0, width, height)
        globalThis.noted.push(['drawn', [...ctx.getImageData(5, 5, 1, 1).data, width, height]])
      })
    }`,
    events: [['drawn', [1, 2, 3, 255, 100, 50]]],
  },
  {
    it: 'video plays in the browser’s own player',
    wxml: '<video src="" controls="{{false}}" loop muted object-fit="cover" />',
    check: async (page) =>
      expect(
        await page.locator('wx-video video').evaluate((node) => {
          const { controls, loop, muted } = node as unknown as { controls: boolean; loop: boolean; muted: boolean }
          return [controls, loop, muted]
        }),
      ).toEqual([false, true, true]),
  },
]

testAll([...everyElement, ...views, ...texts, ...pictures])
