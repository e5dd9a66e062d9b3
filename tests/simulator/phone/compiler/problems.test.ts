import { clean, compile, Fixture, lines, load } from './support'
import type { Files } from './support'

afterAll(clean)

const using = (names: Readonly<Record<string, unknown>>, more: object = {}) =>
  JSON.stringify({ usingComponents: names, ...more }, undefined, 2)

const component = (path: string, json = '{"component": true}'): Files => ({
  [`${path}.json`]: json,
  [`${path}.wxml`]: '<slot />',
  [`${path}.js`]: 'Component({})',
})

test('an app without fault has no problems', async () => {
  const app = await compile({})
  expect(lines(app)).toEqual([])
  expect(app.config).toMatchObject({ pages: ['pages/a/index'], window: {} })
  expect(app.components).toEqual({
    'pages/a/index': { isPage: true, css: '', json: { styleIsolation: 'shared', usingComponents: {} } },
  })
})

describe('app.json', () => {
  test('pages of subpackages are joined in order, by either spelling', async () => {
    for (const key of ['subPackages', 'subpackages']) {
      const json = {
        pages: ['pages/a/index'],
        [key]: [{ root: 'p/', pages: ['x', '/y'] }],
        tabBar: { list: [{ pagePath: 'pages/a/index', text: 'A' }] },
      }
      const files = { 'app.json': JSON.stringify(json), 'p/x.js': '', 'p/x.wxml': '', 'p/y.ts': '', 'p/y.wxml': '' }
      const app = await compile(files)
      expect(lines(app)).toEqual([])
      expect(app.config.pages).toEqual(['pages/a/index', 'p/x', 'p/y'])
      expect(app.config.tabBar?.list).toHaveLength(1)
    }
  })

  test.each<[string, string, string[]]>([
    ['a comma too many', '{\n  "pages": ["pages/a/index",]\n}', ['app.json:2:29 JSON 有错：这里不该是 ]']],
    ['an open end', '{\n  "pages": [\n', ['app.json:2:13 JSON ']],
    ['a list', '[]', ['app.json:1:1 应是一个 JSON 对象']],
    ['no pages', '{}', ['app.json:1:1 pages 里没有页面']],
    [
      'a page that is not there',
      '{\n  "pages": [\n    "pages/a/index",\n    "pages/b/index"\n  ]\n}',
      ['app.json:4:5 没有页面 pages/b/index（缺 .ts 或 .js）'],
    ],
    [
      'a tab that is no page of the main package',
      '{"pages": ["pages/a/index"],\n"tabBar": {"list": [{"pagePath": "pages/c/index"}]}}',
      ['app.json:2:34 标签页 pages/c/index 不在主包的 pages 里'],
    ],
    [
      'a component for all that is not there',
      '{"pages": ["pages/a/index"],\n"usingComponents": {"a-b": "c/d"}}',
      ['app.json:2:28 没有组件 c/d'],
    ],
  ])('%s', async (_, text, expected) => {
    const found = lines(await compile({ 'app.json': text }))
    expect(found).toHaveLength(expected.length)
    for (const [index, line] of expected.entries()) expect(found[index]).toContain(line)
  })

  test('none at all', async () => {
    expect(await new Fixture({}).problems()).toEqual(['app.json:1:1 没有 app.json'])
  })

  test('components for all are known everywhere; its own go first', async () => {
    const app = await compile({
      'app.json': JSON.stringify({ pages: ['pages/a/index'], usingComponents: { one: '/c/one', two: '/c/one' } }),
      ...component('c/one'),
      ...component('c/two', using({}, { component: true })),
      'pages/a/index.json': using({ two: '../../c/two' }),
      'pages/a/index.wxml': '<one/><two/>',
    })
    expect(lines(app)).toEqual([])
    expect(app.components['pages/a/index']?.json.usingComponents).toEqual({ one: 'c/one', two: 'c/two' })
    expect(app.components['c/two']?.json.usingComponents).toEqual({ one: 'c/one', two: 'c/one' })
  })
})

describe('components', () => {
  test('two that use each other, and one that uses itself', async () => {
    const app = await compile({
      'pages/a/index.json': using({ one: '/c/one' }),
      ...component('c/one', using({ two: './two', one: './one' }, { component: true })),
      ...component('c/two', using({ one: 'one' }, { component: true })),
    })
    expect(lines(app)).toEqual([])
    expect(Object.keys(app.components)).toEqual(['pages/a/index', 'c/one', 'c/two'])
  })

  test('defaults of generics are resolved and compiled', async () => {
    const json = using({}, { component: true, componentGenerics: { row: { default: './row' }, head: true } })
    const app = await compile({
      'pages/a/index.json': using({ list: '/c/list' }),
      ...component('c/list', json),
      'c/list.wxml': '<row/><head/>',
      ...component('c/row'),
    })
    expect(lines(app)).toEqual([])
    expect(app.components['c/list']?.json['componentGenerics']).toEqual({ row: { default: 'c/row' }, head: true })
    expect(app.components).toHaveProperty(['c/row'])
  })

  test('scopes are fit for a class and never the same; shared styles have none', async () => {
    const names = ['c/x-y/index', 'c-x/y', 'c/x/y', '1/2']
    const app = await compile({
      'pages/a/index.json': using(Object.fromEntries([...names, 'c/shared'].map((name, i) => [`n${i}`, `/${name}`]))),
      ...Object.assign({}, ...names.map((name) => component(name))),
      ...component('c/shared', using({}, { component: true, styleIsolation: 'shared' })),
      'c/shared.wxss': '.a {}',
    })
    expect(lines(app)).toEqual([])
    const scopes = names.map((name) => app.components[name]?.scope)
    expect(new Set(scopes).size).toBe(names.length)
    for (const scope of scopes) expect(scope).toMatch(/^[a-z][\w-]*$/)
    expect(app.components['c/shared']).toMatchObject({ css: '.a {}' })
    expect(app.components['c/shared']).not.toHaveProperty('scope')
  })

  test.each<[string, Files, string[]]>([
    [
      'names that lead nowhere',
      { 'pages/a/index.json': using({ 'a-b': '../b', 'c-d': 'c/d', 'e-f': 'plugin://e/f', 'g-h': 1 }) },
      [
        'pages/a/index.json:3:12 没有组件 ../b',
        'pages/a/index.json:4:12 没有组件 c/d',
        'pages/a/index.json:5:12 没有组件 plugin://e/f',
        'pages/a/index.json:1:1 没有组件 1',
      ],
    ],
    [
      'a default of a generic that is not there',
      { 'pages/a/index.json': '{"componentGenerics": {"row": {"default": "./row"}}}' },
      ['pages/a/index.json:1:43 没有组件 ./row'],
    ],
    [
      'JSON',
      { 'pages/a/index.json': '{\n  "usingComponents": {}\n  "a": 1\n}' },
      ['pages/a/index.json:3:3 JSON 有错：这里不该是 "'],
    ],
    [
      'files that are missing, and what makes a component',
      { 'pages/a/index.json': using({ a: '/c/a', b: '/c/b' }), 'c/a.json': '{}', 'c/b.wxml': '' },
      [
        'c/a.wxml:1:1 缺这个文件',
        'c/a.js:1:1 缺 .ts 或 .js',
        'c/a.json:1:1 组件要写 "component": true',
        'c/b.js:1:1 缺 .ts 或 .js',
        'c/b.json:1:1 组件要写 "component": true',
      ],
    ],
    [
      'a component of another subpackage without a placeholder',
      {
        'app.json': JSON.stringify({ pages: ['pages/a/index'], subPackages: [{ root: 'p', pages: [] }] }),
        'pages/a/index.json': using({ a: '/p/a', b: '/p/a' }, { componentPlaceholder: { b: 'view' } }),
        ...component('p/a'),
      },
      ['pages/a/index.json:3:5 分包 p 的组件在这里取不到：只能用主包和自己分包的'],
    ],
  ])('%s', async (_, files, expected) => {
    const found = lines(await compile(files))
    expect(found).toHaveLength(expected.length)
    for (const [index, line] of expected.entries()) expect(found[index]).toContain(line)
  })
})

describe('templates', () => {
  test('what they include is compiled too', async () => {
    const app = await compile({
      'pages/a/index.wxml': '<import src="./b.wxml"/><include src="/t/c"/><template is="b"/>',
      'pages/a/b.wxml': '<import src="../../t/d.wxml"/><template name="b"><view/></template>',
      't/c.wxml': '<wxs src="./e.wxs" module="e"/><text>{{ e }}</text>',
      't/d.wxml': '<view/>',
      't/e.wxs': 'module.exports = 1',
    })
    expect(lines(app)).toEqual([])
    expect(Object.keys(load(app).templates).sort()).toEqual(['pages/a/b', 'pages/a/index', 't/c', 't/d'])
  })

  test.each<[string, string, string[]]>([
    ['an expression', '<view>\n  中文{{ a + }}</view>', ['2:12 模板有错：unexpected character inside expression']],
    ['an open tag', '<view>\n  <text>\n</view>', ['2:4 模板有错：missing end tag']],
    ['an end without a beginning', '<view/></text>', ['1:8 模板有错：invalid end tag']],
    ['an attribute twice', '<view a="1" a="2"/>', ['1:13 模板有错：duplicated attribute']],
    [
      'files that are not there',
      '<import src="./b.wxml"/>\n<include src="/c"/>\n<wxs src="../d.wxs" module="d"/>',
      ['1:14 没有文件 pages/a/b.wxml', '2:15 没有文件 c.wxml', '3:11 没有文件 pages/d.wxs'],
    ],
    [
      'a component that is not registered',
      '<!-- <x-y> -->\n<view a="<b>" b="{{ 1 > 0 ? "<c>" : 0 }}">\n <van-button/></view>',
      ['3:3 组件 <van-button> 没有在 usingComponents 里登记'],
    ],
    ['none of what a script says', '<wxs module="a">var b = "<x-y>"</wxs><view/>', []],
  ])('%s', async (_, text, expected) => {
    const found = lines(await compile({ 'pages/a/index.wxml': text }))
    expect(found).toEqual(expected.map((line) => `pages/a/index.wxml:${line}`))
  })

  test('a page with a fault leaves the others alive', async () => {
    const app = await compile({
      'app.json': JSON.stringify({ pages: ['pages/a/index', 'pages/b/index'] }),
      'pages/a/index.wxml': '<view>{{ a + }}<',
      'pages/a/index.wxss': '.a {',
      'pages/a/index.json': '{',
      'pages/a/index.js': 'Page({',
      'pages/b/index.wxml': '<view/>',
      'pages/b/index.wxss': '.b {}',
      'pages/b/index.js': 'Page({})',
    })
    expect(new Set(app.problems.map(({ file }) => file.split('.').at(-1)))).toEqual(
      new Set(['json', 'wxml', 'wxss', 'js']),
    )
    expect(app.problems.every(({ file }) => file.startsWith('pages/a/'))).toBe(true)
    const loaded = load(app)
    expect(loaded.templates).toHaveProperty(['pages/b/index'])
    expect(loaded.components['pages/b/index']?.css).toContain('.b {}')
    expect(loaded.modules).toHaveProperty(['pages/b/index'])
  })
})

test('the same fault is told once', async () => {
  const files = { 'app.wxss': '@import "t.wxss";', 'pages/a/index.wxss': '@import "../../t.wxss";', 't.wxss': '.a {' }
  expect(lines(await compile(files))).toEqual(['t.wxss:1:1 样式有错：Unclosed block'])
})
