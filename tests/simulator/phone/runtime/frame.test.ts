import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStage, type Scene, type Stage } from './stage'

const rows = '<view wx:for="{{rows}}" wx:key="*this" style="height: 100px">行 {{item}}</view>'

let stage: Stage
let scene: Scene
const evaluate = <T>(code: string): Promise<T> => scene.page.evaluate<T>(code)

beforeAll(async () => {
  stage = await openStage(
    {
      'app.json': {
        pages: ['pages/home/index', 'pages/second/index', 'pages/long/index', 'pages/bare/index'],
        window: {
          navigationBarTitleText: '框',
          navigationBarBackgroundColor: '#102030',
          navigationBarTextStyle: 'white',
        },
        tabBar: {
          selectedColor: '#ff0000',
          list: [
            { pagePath: 'pages/home/index', text: '首页' },
            { pagePath: 'pages/second/index', text: '第二' },
          ],
        },
      },
      'pages/home/index.json': { enablePullDownRefresh: true },
      'pages/home/index.js': `Page({
        onPullDownRefresh() { log('refresh'); setTimeout(() => wx.stopPullDownRefresh(), 100) },
        onShareAppMessage({ from, target }) { log('share', from, target?.dataset.id); return { title: '来看看', path: '/pages/long/index?x=1' } },
      })`,
      'pages/home/index.wxml': '<view>原来的首页</view><button open-type="share" data-id="7">分享</button>',
      'pages/long/index.json': { navigationBarTitleText: '长页', onReachBottomDistance: 100 },
      'pages/long/index.js': `Page({
        data: { rows: Array.from({ length: 20 }, (_, index) => index) },
        onPageScroll({ scrollTop }) { globalThis.scrolled = scrollTop },
        onReachBottom() { log('bottom'); this.setData({ rows: [...this.data.rows, this.data.rows.length] }) },
      })`,
      'pages/long/index.wxml': rows,
      'pages/bare/index.json': { navigationStyle: 'custom', backgroundColor: '#abcdef' },
    },
    true,
  )
  scene = await stage.open()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  await scene.wx('reLaunch', { url: '/pages/home/index' })
  await scene.noted()
})

test('bars take title and colours from the JSON and from wx', async () => {
  const bar = scene.page.locator('.phone-nav')
  const look = () =>
    evaluate<string[]>(
      `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.querySelector('.phone-nav')))`,
    )
  expect(await look()).toEqual(['rgb(255, 255, 255)', 'rgb(16, 32, 48)'])
  await scene.wx('navigateTo', { url: '/pages/long/index' })
  await scene.phone.see('长页')
  await scene.wx('setNavigationBarTitle', { title: '改了' })
  await scene.wx('setNavigationBarColor', { frontColor: '#000000', backgroundColor: '#ffffff' })
  expect(await bar.innerText()).toBe('改了')
  expect(await look()).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await scene.phone.back()
  await scene.phone.see('框')
  expect(await look()).toEqual(['rgb(255, 255, 255)', 'rgb(16, 32, 48)'])
})

test('tabs: the chosen one, badges, red dots, and no bar on other pages', async () => {
  const tabs = scene.page.locator('.phone-tabs')
  await scene.wx('setTabBarBadge', { index: 1, text: '12' })
  expect(await tabs.innerText()).toContain('12')
  await scene.wx('showTabBarRedDot', { index: 1 })
  expect(await tabs.locator('.phone-badge.dot').count()).toBe(1)
  await scene.wx('removeTabBarBadge', { index: 1 })
  expect(await tabs.locator('.phone-badge').count()).toBe(0)
  expect(await tabs.getByRole('tab', { selected: true }).innerText()).toBe('首页')
  const height = () => evaluate<number>('wx.getWindowInfo().windowHeight')
  expect(await height()).toBe(812 - 88 - 84)
  await scene.wx('hideTabBar')
  expect(await height()).toBe(812 - 88)
  await scene.wx('showTabBar')
  await scene.wx('navigateTo', { url: '/pages/long/index' })
  expect(await tabs.isVisible()).toBe(false)
  expect(await height()).toBe(812 - 88)
})

test('a page without a navigation bar fills the phone', async () => {
  await scene.wx('navigateTo', { url: '/pages/bare/index' })
  expect(await evaluate('wx.getWindowInfo().windowHeight')).toBe(812)
  expect(await scene.page.locator('.phone-nav').isVisible()).toBe(false)
  expect(await scene.page.locator('.phone-capsule').isVisible()).toBe(true)
})

test('scrolling is told; the bottom once for each length; the place is kept under other pages', async () => {
  await scene.wx('navigateTo', { url: '/pages/long/index' })
  await scene.phone.scroll(300)
  await scene.page.waitForFunction('globalThis.scrolled === 300')
  await scene.wx('navigateTo', { url: '/pages/bare/index' })
  await scene.wx('navigateBack')
  expect(await evaluate('document.querySelector(".phone-page:last-child .phone-scroller").scrollTop')).toBe(300)
  expect(await scene.noted()).toEqual([])
  await scene.phone.scroll(5000)
  await scene.until('bottom')
  await scene.phone.see('行 20')
  await scene.phone.scroll(5000)
  await scene.page.waitForFunction('globalThis.notes.filter((note) => note === "bottom").length === 2')
})

test('pulled down, the page refreshes', async () => {
  await scene.phone.swipe([187, 200], [187, 500])
  await scene.until('refresh')
  await scene.page.locator('.phone-pull').waitFor({ state: 'detached' })
  await scene.noted()
  await scene.phone.swipe([187, 200], [187, 240])
  expect(await scene.noted()).toEqual([])
  await scene.wx('startPullDownRefresh')
  expect(await scene.noted()).toEqual(['refresh'])
})

test('the menu shares what the page says; a share button says which it was', async () => {
  await scene.page.getByRole('button', { name: '小程序菜单' }).click()
  await scene.phone.tap('转发')
  await scene.phone.see('来看看')
  await scene.phone.see('/pages/long/index?x=1')
  await scene.phone.tap('知道了')
  await scene.phone.tap('分享')
  await scene.phone.tap('知道了')
  expect(await scene.noted()).toEqual(['share menu ', 'share button 7'])
})

test('a message comes as a banner and opens its page; the shell opens a page too', async () => {
  const { subscribe } = stage.phones.cloud.cloud.openapi
  const message = { template_id: 'any', data: { thing1: { value: '有进展了' } } }
  subscribe.answer('stage-person', ['any', 'any'], true)
  await subscribe.send({ ...message, touser: 'stage-person', page: 'pages/long/index?id=9' })
  await scene.phone.tap('有进展了')
  await scene.phone.atRoute('pages/long/index')
  expect(await evaluate('getCurrentPages().at(-1).options')).toEqual({ id: '9' })
  await subscribe.send({ ...message, touser: 'stage-person', page: 'pages/second/index' })
  await scene.phone.tap('有进展了')
  await scene.phone.atRoute('pages/second/index')
  await evaluate(`window.postMessage({ type: 'open', url: '/pages/bare/index' }, location.origin)`)
  await scene.phone.atRoute('pages/bare/index')
})

test('time travel moves Date of the app', async () => {
  const shift = () => evaluate<number>('Date.now() - performance.timeOrigin - performance.now()')
  await stage.phones.cloud.shift(5_000)
  await scene.page.waitForFunction('Date.now() - performance.timeOrigin - performance.now() > 4_000')
  expect(await shift()).toBeLessThan(60_000)
  expect(
    await evaluate(
      '[new Date() instanceof Date, new Date().constructor === Date, typeof Date(), new Date(0).getTime()]',
    ),
  ).toEqual([true, true, 'string', 0])
})

test('a change of the source reloads the phone at the page that was open; a mistake is shown', async () => {
  await scene.wx('navigateTo', { url: '/pages/long/index' })
  writeFileSync(join(stage.root, 'pages/long/index.wxml'), '<view>新的长页</view>')
  await scene.phone.see('新的长页', 10_000)
  expect(await scene.phone.route()).toBe('pages/long/index')
  writeFileSync(join(stage.root, 'pages/long/index.wxml'), '<view>没关')
  await scene.phone.see(/编译有 1 处问题/, 10_000)
  await scene.phone.see(/pages\/long\/index\.wxml:1:/)
  writeFileSync(join(stage.root, 'pages/long/index.wxml'), '<view>好了</view>')
  await scene.phone.see('好了', 10_000)
  await scene.phone.gone(/编译有/)
})
