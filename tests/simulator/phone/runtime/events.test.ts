import { openStage, type Scene, type Stage } from './stage'

const names = ['outer', 'inner', 'capture', 'stopped', 'long', 'anyTap', 'touch', 'swallow', 'ended']
const handlers = names
  .map((name) => `${name}(event) { log('${name}', event.type, JSON.stringify(pick(event))) }`)
  .join(',')

const INDEX = `
const pick = ({ currentTarget, target, mark, detail, touches, changedTouches, type }) => ({
  at: currentTarget.id, from: target.id, ...(Object.keys(mark).length && { mark }),
  ...(type === 'tap' && { x: Math.round(detail.x), y: Math.round(detail.y) }),
  ...(type.startsWith('touch') && { touches: touches.length, changed: changedTouches.length }),
})
Page({
  ${handlers},
  data: { on: false },
  data1: 0,
  onData({ currentTarget: { dataset } }) { log(JSON.stringify(dataset)) },
  onLeft({ currentTarget }) { log('left', currentTarget.offsetLeft > 0) },
  grow() { this.setData({ on: true }) },
})`

const WXML = `
<view id="outer" bindtap="outer" mark:a="1" capture-bind:tap="capture">
  <view id="inner" bind:tap="inner" mark:b="{{2}}" style="height: 40px">里</view>
  <view id="stop" catchtap="stopped" style="height: 40px">止</view>
</view>
<view id="long" bindtap="anyTap" bindlongpress="long" style="height: 40px">长按</view>
<view id="soft" bindtap="anyTap" bindlongtap="long" style="height: 40px">软按</view>
<view id="touch" bindtouchstart="touch" bindtouchmove="touch" bindtouchend="touch" bindtap="anyTap" style="height: 40px">划</view>
<view data-user-id="{{7}}" data-list="{{[1]}}" bindtap="onData">数据</view>
<view style="padding-left: 20px"><text bindtap="onLeft">位置</text></view>
<view bindtap="grow" bindtransitionend="ended" id="grow" style="width: {{on ? 100 : 60}}px; transition: width 30ms">变宽</view>
<view id="missing" bindtap="nothing">没有</view>
<view style="height: 2000px"></view>`

let stage: Stage
let scene: Scene

beforeAll(async () => {
  stage = await openStage({
    'app.json': { pages: ['pages/home/index'] },
    'pages/home/index.js': INDEX,
    'pages/home/index.wxml': WXML,
  })
  scene = await stage.open()
})
afterAll(() => stage.stop())
beforeEach(() => scene.noted())

const centre = async (text: string): Promise<[number, number]> => {
  const box = await scene.phone.text(text).boundingBox()
  if (!box) throw new Error(`${text} is not seen`)
  return [box.x + box.width / 2, box.y + box.height / 2]
}

const press = async (text: string, ms: number): Promise<void> => {
  await scene.page.mouse.move(...(await centre(text)))
  await scene.page.mouse.down()
  await scene.page.waitForTimeout(ms)
  await scene.page.mouse.up()
}

test('a tap is captured, reaches the target, and bubbles with its marks and its place in the page', async () => {
  await scene.phone.tap('里')
  expect(await scene.noted()).toEqual([
    'capture tap {"at":"outer","from":"inner","mark":{"b":2,"a":"1"},"x":187,"y":20}',
    'inner tap {"at":"inner","from":"inner","mark":{"b":2,"a":"1"},"x":187,"y":20}',
    'outer tap {"at":"outer","from":"inner","mark":{"b":2,"a":"1"},"x":187,"y":20}',
  ])
})

test('catch stops the bubbling', async () => {
  await scene.phone.tap('止')
  expect((await scene.noted()).map((note) => note.split(' ')[0])).toEqual(['capture', 'stopped'])
})

test('a long press is no tap; longtap leaves the tap alone', async () => {
  await press('长按', 450)
  expect(await scene.noted()).toEqual(['long longpress {"at":"long","from":"long"}'])
  await press('长按', 50)
  expect((await scene.noted())[0]).toMatch(/^anyTap tap/)
  await press('软按', 450)
  expect((await scene.noted()).map((note) => note.split(' ')[1])).toEqual(['longtap', 'tap'])
})

test('the mouse is a finger; moved by more than ten pixels it does not tap', async () => {
  const [x, y] = await centre('划')
  await scene.phone.swipe([x, y], [x + 30, y])
  const notes = await scene.noted()
  expect(notes[0]).toBe('touch touchstart {"at":"touch","from":"touch","touches":1,"changed":1}')
  expect(notes.at(-1)).toBe('touch touchend {"at":"touch","from":"touch","touches":0,"changed":1}')
  expect(notes.filter((note) => note.startsWith('touch touchmove')).length).toBeGreaterThan(2)
  await scene.phone.swipe([x, y], [x + 5, y])
  expect((await scene.noted()).at(-1)).toMatch(/^anyTap tap/)
})

test('data-* has the names and types of WeChat', async () => {
  await scene.phone.tap('数据')
  expect(await scene.noted()).toEqual(['{"userId":7,"list":[1]}'])
  await scene.phone.tap('位置')
  expect(await scene.noted()).toEqual(['left true'])
})

test('ends of transitions are events', async () => {
  await scene.phone.tap('变宽')
  await scene.page.waitForTimeout(120)
  expect(await scene.noted()).toEqual(['ended transitionend {"at":"grow","from":"grow"}'])
})

test('a handler that is missing is named on the console', async () => {
  const warnings: string[] = []
  scene.page.on('console', (message) => warnings.push(message.text()))
  await scene.phone.tap('没有')
  await scene.settle()
  expect(warnings).toEqual(['Component "pages/home/index" does not have a method "nothing" to handle an event.'])
})

test('fingers do the same on a touch screen', async () => {
  const context = await stage.phones.browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true })
  const page = await context.newPage()
  await page.goto(`${stage.phones.origin}/phone/?openid=stage-person`)
  await page.waitForFunction('globalThis.__phone?.ready')
  await page.getByText('划').tap()
  await page.waitForTimeout(60)
  const notes = await page.evaluate<string[]>('globalThis.notes')
  expect(notes.map((note) => note.split(' ').slice(0, 2).join(' '))).toEqual([
    'touch touchstart',
    'touch touchend',
    'anyTap tap',
  ])
  await context.close()
})
