import { openStage, type Scene, type Stage } from './stage'

const tab = (index: number) => `Page({
  onShow() { this.getTabBar().setData({ selected: ${index} }) },
  onLoad() { log('load ${index}') },
})`

let stage: Stage
let scene: Scene
const evaluate = <T>(code: string): Promise<T> => scene.page.evaluate<T>(code)
/** Runs code with `page`, the page in front. */
const inPage = <T>(code: string): Promise<T> =>
  evaluate<T>(`(() => { const page = getCurrentPages().at(-1); ${code} })()`)

beforeAll(async () => {
  stage = await openStage({
    'app.json': {
      pages: ['pages/home/index', 'pages/second/index', 'pages/box/index'],
      entryPagePath: 'pages/home/index',
      tabBar: {
        custom: true,
        list: [
          { pagePath: 'pages/home/index', text: '首页' },
          { pagePath: 'pages/second/index', text: '第二' },
        ],
      },
    },
    'custom-tab-bar/index.json': { component: true },
    'custom-tab-bar/index.wxml': `<view class="bar">
      <view wx:for="{{list}}" wx:key="*this" bindtap="go" data-url="{{item}}">{{index === selected ? '在' : '去'}}{{index}}</view>
    </view>`,
    'custom-tab-bar/index.wxss': '.bar { position: fixed; bottom: 0; left: 0; right: 0; height: 50px; display: flex; }',
    'custom-tab-bar/index.js': `Component({
      data: { selected: 0, list: ['/pages/home/index', '/pages/second/index'] },
      methods: { go({ currentTarget }) { wx.switchTab({ url: currentTarget.dataset.url }) } },
    })`,
    'pages/home/index.js': tab(0),
    'pages/second/index.js': tab(1),
    'pages/box/index.js': `const shared = require('../../lib/shared')
      Page({
        data: { on: true },
        helper: { calls: 0 },
        onLoad() { this.helper.calls++; log('shared', shared.count(), require('/lib/shared.js').count(), this.helper.calls) },
      })`,
    'pages/box/index.wxml': '<view id="box" data-kind="盒" style="width: 100px; height: 40px; opacity: 1">盒子</view>',
    'lib/shared.js': 'let n = 0; module.exports = { count: () => ++n }',
  })
  scene = await stage.open()
})
afterAll(() => stage.stop())

test('an app may draw its own tab bar', async () => {
  await scene.phone.see('在0')
  expect(await evaluate('wx.getWindowInfo().windowHeight')).toBe(812 - 88)
  await scene.phone.tap('去1')
  await scene.phone.atRoute('pages/second/index')
  await scene.phone.see('在1')
  expect(await scene.noted()).toEqual(['load 0', 'load 1'])
})

test('modules run once; fields of a page are its own', async () => {
  for (const calls of [1, 1]) {
    await scene.wx('navigateTo', { url: '/pages/box/index' })
    expect((await scene.noted()).at(-1)).toMatch(new RegExp(`^shared \\d \\d ${calls}$`))
    await scene.wx('navigateBack')
  }
})

test('instances ask for nodes, watch them and animate them', async () => {
  await scene.wx('navigateTo', { url: '/pages/box/index' })
  const found = await inPage(`return new Promise((resolve) =>
    page.createSelectorQuery().select('#box').boundingClientRect().exec(([box]) => resolve(box)))`)
  expect(found).toMatchObject({ id: 'box', dataset: { kind: '盒' }, left: 0, top: 0, width: 100, height: 40 })
  const seen = await inPage(`return new Promise((resolve) =>
    page.createIntersectionObserver().relativeToViewport().observe('#box', ({ dataset, intersectionRatio }) =>
      resolve([dataset.kind, intersectionRatio])))`)
  expect(seen).toEqual(['盒', 1])
  const animated = await inPage<string[]>(`
    const style = () => getComputedStyle(document.querySelector('[id$="box"], [data-route="pages/box/index"] wx-view'))
    const look = () => [style().opacity, style().transform]
    return new Promise((resolve) => page.animate('#box', [{ opacity: 1 }, { opacity: 0.5, translateX: 20 }], 30, () => {
      const after = look()
      page.clearAnimation('#box', () => resolve([...after, ...look()]))
    }))`)
  expect(animated).toEqual(['0.5', 'matrix(1, 0, 0, 1, 20, 0)', '1', 'none'])
})

test('setData with what is no object is refused aloud', async () => {
  stage.phones.expectProblem(/setData 的参数应是对象/)
  await inPage('page.setData("x")')
  expect((await scene.phone.problems()).at(-1)).toBe('pages/box/index: setData 的参数应是对象')
})
