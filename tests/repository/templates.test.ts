/** What the official compiler lets pass in a template is caught here. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/root'
import { templateMistakes, wcc } from '../../scripts/templates'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'))
  mkdirSync(join(folder, 'page'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function page(
  wxml: string,
  using: Record<string, string> = {},
  script = 'Page({\n  go() {},\n  data: {},\n})\n',
): void {
  writeFileSync(join(folder, 'page/index.wxml'), wxml)
  writeFileSync(join(folder, 'page/index.json'), JSON.stringify({ usingComponents: using }))
  writeFileSync(join(folder, 'page/index.ts'), script)
}

const messages = () => templateMistakes(folder).map(({ file, line, message }) => `${file}:${line} ${message}`)

test.each([
  ['<view bindtap="go" />', {}],
  ['<view bind:tap="go" catch:touchmove="{{handler}}" />', {}],
  ['<van-x>{{a + 1}}</van-x>', { 'van-x': '/x' }],
  ['<block wx:if="{{a}}"><text>x</text></block>', {}],
])('%s is right', (wxml, using) => {
  page(wxml, using as Record<string, string>)
  expect(messages()).toEqual([])
  expect(wcc(folder)).toBeNull()
})

test.each([
  ['<view />\n<view bindtap="gone" />', {}, 'page/index.wxml:2 bindtap="gone": the script has no such method'],
  ['<view capture-bind:tap="gone" />', {}, 'page/index.wxml:1 capture-bind:tap="gone": the script has no such method'],
  ['<van-x />', {}, 'page/index.wxml:1 <van-x> is not in usingComponents'],
  ['<div />', {}, 'page/index.wxml:1 <div> is not in usingComponents'],
  ['<view />', { 'van-x': '/x' }, 'page/index.wxml:1 van-x is declared and not used'],
])('%s is a mistake', (wxml, using, message) => {
  page(wxml, using as Record<string, string>)
  expect(messages()).toEqual([message])
})

test('a handler of an included template is looked for in the page that includes it', () => {
  writeFileSync(join(folder, 'page/part.wxml'), '<view bindtap="gone" />')
  page('<include src="./part.wxml" />')
  expect(messages()).toEqual(['page/index.wxml:1 bindtap="gone": the script has no such method'])
})

test('the template compiler names file, line and column of a broken expression', () => {
  page('<view />\n<view>{{a +}}</view>')
  expect(wcc(folder)).toMatch(/page\/index\.wxml:\d+:\d+/)
})

test('our own templates are without mistakes', () => {
  expect(templateMistakes(join(ROOT, 'miniprogram'))).toEqual([])
  expect(wcc(join(ROOT, 'miniprogram'))).toBeNull()
})
