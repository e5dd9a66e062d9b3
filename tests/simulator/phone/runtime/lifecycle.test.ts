import { openStage, type Scene, type Stage } from './stage'

const HANDLERS = 'onLoad,onShow,onReady,onHide,onUnload,onTabItemTap,onResize'
const page = (name: string) => `
const handlers = {}
for (const key of ${JSON.stringify(HANDLERS)}.split(',')) handlers[key] = function (given) {
  log('${name}', key, key === 'onLoad' ? JSON.stringify(given) : key === 'onTabItemTap' ? given.index + given.text : '')
}
Page({ ...handlers, data: { name: '${name}' } })`

const component = (name: string) => `
Component({
  lifetimes: {
    created() { log('${name}', 'created') },
    attached() { log('${name}', 'attached') },
    ready() { log('${name}', 'ready') },
    detached() { log('${name}', 'detached') },
  },
  pageLifetimes: { show() { log('${name}', 'show') }, hide() { log('${name}', 'hide') } },
})`

const pages = ['home', 'second', 'plain', 'broken'].map((name) => `pages/${name}/index`)

let stage: Stage
let scene: Scene
let launched: string[]
const trimmed = async () => (await scene.noted()).map((line) => line.trim())
const route = () => scene.phone.route()

beforeAll(async () => {
  stage = await openStage({
    'app.json': {
      pages,
      window: { navigationBarTitleText: '生命周期' },
      tabBar: {
        list: [
          { pagePath: pages[0], text: '首页' },
          { pagePath: pages[1], text: '第二' },
        ],
      },
    },
    'app.js': `App({
      shared: { count: 1 },
      onLaunch(options) { log('app onLaunch', options.path, JSON.stringify(options.query), options.scene) },
      onShow(options) { log('app onShow', options.path) },
      onHide() { log('app onHide') },
      onError(text) { log('app onError', text.split('\\n')[0]) },
      onPageNotFound({ path }) { log('app onPageNotFound', path) },
      onUnhandledRejection({ reason }) { log('app onUnhandledRejection', reason.message) },
    })`,
    'pages/home/index.js': page('home'),
    'pages/home/index.json': { usingComponents: { outer: '/parts/outer', inner: '/parts/inner' } },
    'pages/home/index.wxml': '<outer><inner /></outer><view>首页内容</view>',
    'pages/second/index.js': page('second'),
    'pages/plain/index.js': page('plain'),
    'pages/plain/index.wxml': '<view bindtap="fail">出错</view><view bindtap="reject">拒绝</view><view>{{name}}</view>',
    'pages/broken/index.js': 'throw new Error("the script is broken")',
    'parts/outer.json': { component: true },
    'parts/outer.wxml': '<slot />',
    'parts/outer.js': component('outer'),
    'parts/inner.json': { component: true },
    'parts/inner.wxml': '<view>内</view>',
    'parts/inner.js': component('inner'),
  })
  scene = await stage.open()
  launched = await trimmed()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  await scene.wx('reLaunch', { url: '/pages/home/index' })
  await scene.noted()
})

test('launch: the app, then the page with its components, in WeChat’s order', () => {
  expect(launched).toEqual([
    'app onLaunch pages/home/index {} 1001',
    'app onShow pages/home/index',
    'outer created',
    'inner created',
    'outer attached',
    'inner attached',
    'home onLoad {}',
    'home onShow',
    'outer show',
    'inner show',
    'inner ready',
    'outer ready',
    'home onReady',
  ])
})

test('a page opened by an address gets its query as it is written', async () => {
  const other = await stage.open({ path: '/pages/plain/index?a=1&b=%E4%BD%A0&c=' })
  expect(await other.noted()).toContain('plain onLoad {"a":"1","b":"%E4%BD%A0","c":""}')
  await other.page.getByRole('button', { name: '回首页' }).click()
  await other.phone.atRoute('pages/home/index')
  await other.phone.close()
})

test('navigateTo hides the page before, navigateBack unloads and shows it again', async () => {
  expect(await scene.wx('navigateTo', { url: '../plain/index?x=1' })).toMatchObject({ errMsg: 'navigateTo:ok' })
  expect(await trimmed()).toEqual([
    'home onHide',
    'outer hide',
    'inner hide',
    'plain onLoad {"x":"1"}',
    'plain onShow',
    'plain onReady',
  ])
  expect(await scene.page.evaluate('getCurrentPages().map((page) => page.route)')).toEqual([pages[0], pages[2]])
  await scene.phone.back()
  await scene.phone.atRoute('pages/home/index')
  expect(await trimmed()).toEqual(['plain onUnload', 'home onShow', 'outer show', 'inner show'])
})

test('redirectTo unloads the page in front first; reLaunch unloads all', async () => {
  await scene.wx('navigateTo', { url: '/pages/plain/index' })
  await trimmed()
  await scene.wx('redirectTo', { url: '/pages/plain/index?again=1' })
  expect(await trimmed()).toEqual(['plain onUnload', 'plain onLoad {"again":"1"}', 'plain onShow', 'plain onReady'])
  await scene.wx('reLaunch', { url: '/pages/second/index' })
  expect(await trimmed()).toEqual([
    'plain onUnload',
    'home onUnload',
    'inner detached',
    'outer detached',
    'second onLoad {}',
    'second onShow',
    'second onReady',
  ])
})

test('tab pages live on; other pages over them are unloaded', async () => {
  await scene.phone.tab('第二')
  await scene.phone.atRoute('pages/second/index')
  const first = await trimmed()
  expect(first).toContain('second onLoad {}')
  expect(first.at(-1)).toMatch(/second onTabItemTap 1第二|second onReady/)
  await scene.wx('navigateTo', { url: '/pages/plain/index' })
  await trimmed()
  await scene.wx('switchTab', { url: '/pages/home/index' })
  expect(await trimmed()).toEqual(['plain onUnload', 'home onShow', 'outer show', 'inner show'])
  await scene.phone.tab('第二')
  expect(await trimmed()).toEqual([
    'home onHide',
    'outer hide',
    'inner hide',
    'second onShow',
    'second onTabItemTap 1第二',
  ])
  expect(await scene.page.evaluate('getCurrentPages().length')).toBe(1)
})

test('what WeChat refuses fails with its words, and the page stays', async () => {
  const failing: readonly (readonly [string, object, string])[] = [
    ['navigateTo', { url: '/pages/second/index' }, 'navigateTo:fail can not navigateTo a tabbar page'],
    ['redirectTo', { url: '/pages/second/index' }, 'redirectTo:fail can not redirectTo a tabbar page'],
    ['switchTab', { url: '/pages/plain/index' }, 'switchTab:fail can not switch to no-tabBar page'],
    ['navigateTo', { url: '/pages/none/index' }, 'navigateTo:fail page "pages/none/index" is not found'],
    ['navigateBack', {}, 'navigateBack:fail cannot navigate back at first page.'],
  ]
  for (const [name, options, errMsg] of failing) expect(await scene.wx(name, options)).toMatchObject({ errMsg })
  expect(await route()).toBe(pages[0])
  expect(await trimmed()).toContain('app onPageNotFound pages/none/index')
})

test('at most ten pages are open; a delta that is too large goes to the first', async () => {
  for (let depth = 2; depth <= 10; depth++)
    expect(await scene.wx('navigateTo', { url: '/pages/plain/index' })).toMatchObject({ errMsg: 'navigateTo:ok' })
  expect(await scene.wx('navigateTo', { url: '/pages/plain/index' })).toMatchObject({
    errMsg: 'navigateTo:fail webview count limit exceed',
  })
  await scene.wx('navigateBack', { delta: 50 })
  expect(await route()).toBe(pages[0])
})

test('opener and opened talk over the event channel', async () => {
  const answer = await scene.page.evaluate(`new Promise((resolve) => {
    const heard = []
    wx.navigateTo({
      url: '/pages/plain/index',
      events: { back(data) { heard.push(data.word); resolve(heard) } },
      success({ eventChannel }) {
        const [, opened] = getCurrentPages()
        const channel = opened.getOpenerEventChannel()
        channel.on('forth', (data) => channel.emit('back', { word: data.word + '!' }))
        eventChannel.emit('forth', { word: '你好' })
      },
    })
  })`)
  expect(answer).toEqual(['你好!'])
})

test('an error in a handler is told to the phone and to the app, and breaks nothing', async () => {
  stage.phones.expectProblem(/a handler failed|a promise failed/)
  await scene.wx('navigateTo', { url: '/pages/plain/index' })
  await scene.page.evaluate(`{
    const page = getCurrentPages()[1]
    page.fail = () => { throw new Error('a handler failed') }
    page.reject = () => Promise.reject(new Error('a promise failed'))
  }`)
  await scene.phone.tap('出错')
  await scene.phone.tap('拒绝')
  const lines = await trimmed()
  expect(lines.join('\n')).toContain('a handler failed')
  expect(lines).toContain('app onUnhandledRejection a promise failed')
  expect((await scene.phone.problems()).join('\n')).toMatch(/a handler failed[\s\S]*a promise failed/)
  await scene.phone.back()
  await scene.phone.see('首页内容')
})

test('a page whose script throws is reported with its place, and opens empty', async () => {
  stage.phones.expectProblem(/the script is broken|没有调用 Page\(\)/)
  await scene.wx('navigateTo', { url: '/pages/broken/index' })
  expect(await route()).toBe(pages[3])
  expect((await scene.phone.problems()).join('\n')).toMatch(/pages\/broken\/index.*the script is broken/)
})

test('the phone goes to the background and comes back', async () => {
  await scene.page.getByRole('button', { name: '离开小程序' }).click()
  expect(await trimmed()).toEqual(['home onHide', 'outer hide', 'inner hide', 'app onHide'])
  await scene.phone.tap('回到小程序')
  expect(await trimmed()).toEqual(['app onShow pages/home/index', 'home onShow', 'outer show', 'inner show'])
})

test('getApp gives the app, also to what runs before App()', async () => {
  expect(await scene.page.evaluate('getApp().shared.count')).toBe(1)
})
