import { openStage, type Scene, type Stage } from '../runtime/stage'

const PAGE = `
<view class="box" id="first" data-x="{{7}}" style="width:100px;height:40px;margin:10px 0 0 20px;opacity:0.5">一</view>
<view class="box" style="width:50px;height:20px">二</view>
<scroll-view id="list" scroll-y style="height:60px"><view style="height:300px"></view></scroll-view>
<canvas type="2d" id="drawing" style="width:60px;height:30px" />
<part id="part" />
<view id="moving" animation="{{animation}}" style="width:10px;height:10px"></view>
<view style="height:1500px"></view>
<view id="far" data-name="far" style="height:100px">远</view>
<view style="height:900px"></view>`

let stage: Stage
let scene: Scene
beforeAll(async () => {
  stage = await openStage({
    'app.json': { pages: ['pages/a/index'], window: { navigationBarTitleText: '画' } },
    'pages/a/index.json': { usingComponents: { part: '/part/index' } },
    'pages/a/index.wxml': PAGE,
    'pages/a/index.js': 'Page({ data: {}, onReady() { globalThis.here = this } })',
    'part/index.json': { component: true },
    'part/index.wxml': '<view class="inner" style="height:33px">里</view>',
    'part/index.js':
      'Component({ properties: { size: { type: Number, value: 3 } }, attached() { globalThis.part = this } })',
  })
  scene = await stage.open()
})
afterAll(() => stage.stop())

const query = <T = unknown[]>(chain: string): Promise<T> =>
  scene.page.evaluate<T>(`new Promise((resolve) => wx.createSelectorQuery()${chain}.exec(resolve))`)

describe('the selector query', () => {
  test('tells places from below the navigation bar', async () => {
    expect(await query(`.select('#first').boundingClientRect()`)).toEqual([
      { id: 'first', dataset: { x: 7 }, left: 20, top: 10, right: 120, bottom: 50, width: 100, height: 40 },
    ])
    const [boxes, none, missing] = await query<[{ width: number }[], unknown, unknown]>(
      `.selectAll('.box').boundingClientRect().selectAll('.none').boundingClientRect().select('.none').boundingClientRect()`,
    )
    expect([boxes.map(({ width }) => width), none, missing]).toEqual([[100, 50], [], null])
  })

  test('gives fields, styles and properties', async () => {
    const fields = `{ id: true, size: true, computedStyle: ['opacity', 'marginLeft'], properties: ['hoverClass'] }`
    expect(await query(`.select('#first').fields(${fields})`)).toEqual([
      { id: 'first', width: 100, height: 40, opacity: '0.5', marginLeft: '20px', hoverClass: expect.any(String) },
    ])
    expect(await query(`.select('#part').fields({ properties: ['size'] })`)).toEqual([{ size: 3 }])
  })

  test('looks inside of a component when it is told to', async () => {
    expect(await query(`.select('.inner').boundingClientRect()`)).toEqual([null])
    expect(await query(`.in(part).select('.inner').boundingClientRect()`)).toMatchObject([{ height: 33 }])
    expect(
      await scene.page.evaluate(
        `new Promise((resolve) => part.createSelectorQuery().select('.inner').boundingClientRect(resolve).exec())`,
      ),
    ).toMatchObject({ height: 33 })
  })

  test('tells how far things are scrolled', async () => {
    await scene.page.evaluate(`wx.pageScrollTo({ scrollTop: 5, duration: 0 })`)
    expect(await query(`.selectViewport().scrollOffset()`)).toMatchObject([{ id: '', scrollTop: 5, scrollLeft: 0 }])
    expect(await query(`.select('#list').scrollOffset()`)).toMatchObject([{ scrollTop: 0, scrollHeight: 300 }])
    await scene.page.evaluate(`wx.pageScrollTo({ scrollTop: 0, duration: 0 })`)
  })

  test('hands out the canvas, which becomes a file', async () => {
    const size = await scene.page.evaluate(`(async () => {
      const [{ node }] = await new Promise((resolve) => wx.createSelectorQuery().select('#drawing').fields({ node: true, size: true }).exec(resolve))
      node.width = 60; node.height = 30
      node.getContext('2d').fillRect(0, 0, 60, 30)
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: node, destWidth: 60, destHeight: 30 })
      const { width, height } = await wx.getImageInfo({ src: tempFilePath })
      return [width, height, typeof node.createImage]
    })()`)
    expect(size).toEqual([60, 30, 'function'])
  })
})

test('the page scrolls to a node', async () => {
  await scene.page.evaluate(`wx.pageScrollTo({ selector: '#far', duration: 0, offsetTop: -10 })`)
  expect(await query(`.select('#far').boundingClientRect()`)).toMatchObject([{ top: 10 }])
  expect(await scene.wx('pageScrollTo', { selector: '#none' })).toEqual({
    errMsg: 'pageScrollTo:fail No node found for selector "#none"',
  })
  await scene.page.evaluate(`wx.pageScrollTo({ scrollTop: 0, duration: 0 })`)
})

test('an observer hears when a node comes and goes', async () => {
  await scene.page.evaluate(`(() => {
    globalThis.seen = []
    globalThis.observer = here.createIntersectionObserver().relativeToViewport()
    observer.observe('#far', (result) => seen.push([result.dataset.name, result.intersectionRatio > 0]))
  })()`)
  await scene.settle()
  expect(await scene.page.evaluate('seen')).toEqual([])
  await scene.page.evaluate(`wx.pageScrollTo({ selector: '#far', duration: 0 })`)
  await scene.page.waitForFunction('seen.length === 1')
  await scene.page.evaluate(`wx.pageScrollTo({ scrollTop: 0, duration: 0 })`)
  await scene.page.waitForFunction('seen.length === 2')
  expect(await scene.page.evaluate('seen')).toEqual([
    ['far', true],
    ['far', false],
  ])
  await scene.page.evaluate(`(observer.disconnect(), wx.pageScrollTo({ selector: '#far', duration: 0 }))`)
  await scene.settle()
  expect(await scene.page.evaluate('seen.length')).toBe(2)
  await scene.page.evaluate(`wx.pageScrollTo({ scrollTop: 0, duration: 0 })`)
})

test('an animation moves an element of the page', async () => {
  await scene.page.evaluate(
    `here.setData({ animation: wx.createAnimation({ duration: 20 }).width(80).step().export() })`,
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await query(`.select('#moving').boundingClientRect()`)).toMatchObject([{ width: 80 }])
})

test('the window is the page between the bars', async () => {
  const { windowHeight, windowWidth, screenTop } =
    await scene.page.evaluate<Record<string, number>>('wx.getWindowInfo()')
  expect({ windowHeight, windowWidth, screenTop }).toEqual({ windowHeight: 812 - 88, windowWidth: 375, screenTop: 88 })
  expect(await scene.page.evaluate(`wx.getMenuButtonBoundingClientRect().right`)).toBeLessThan(375)
})
