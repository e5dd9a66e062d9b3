import type { CompiledApp } from '../../../../simulator/phone/types'
import { clean, Fixture, lines, SMALL } from './support'
import type { Files } from './support'

afterAll(clean)

/** An app of many pages, each with a component of its own. */
function many(count: number): Files {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const files = numbers.flatMap((n) => [
    [`p/${n}.json`, JSON.stringify({ usingComponents: { row: `/c/${n}` } })],
    [
      `p/${n}.wxml`,
      `<view wx:for="{{ list }}" wx:key="id" class="row {{ item.on ? 'on' : '' }}"><row>{{ item.text }}</row></view>`,
    ],
    [`p/${n}.wxss`, '.row { padding: 8rpx 16rpx }\n.on { color: red }'],
    [`p/${n}.ts`, `import { help } from '../help'\nPage({ data: { n: help(${n}) as number } })`],
    [`c/${n}.json`, '{"component": true}'],
    [`c/${n}.wxml`, '<view class="a"><slot /></view>'],
    [`c/${n}.wxss`, '.a { margin: 1rpx }'],
    [`c/${n}.js`, 'Component({})'],
  ])
  return {
    'app.json': JSON.stringify({ pages: numbers.map((n) => `p/${n}`) }),
    'app.js': 'App({})',
    'help.ts': 'export const help = (n: number): number => n',
    ...(Object.fromEntries(files) as Files),
  }
}

describe('compiling again', () => {
  const fixture = new Fixture(many(40))
  let first: CompiledApp

  beforeAll(async () => {
    first = await fixture.compile()
    expect(lines(first)).toEqual([])
  })

  const changes: [string, Files, (app: CompiledApp) => unknown, string][] = [
    ['a template', { 'p/7.wxml': '<view>new text</view>' }, (app) => app.templates, 'new text'],
    ['a script', { 'p/8.ts': 'Page({ data: { changed: true } })' }, (app) => app.modules['p/8'], 'changed'],
    ['a shared script', { 'help.ts': 'export const help = () => "changed"' }, (app) => app.modules['help'], 'changed'],
    ['styles', { 'c/9.wxss': '.a { margin: 99rpx }' }, (app) => app.components['c/9']?.css, '* 99)'],
    ['JSON', { 'p/9.json': '{"title": "changed"}' }, (app) => app.components['p/9']?.json['title'], 'changed'],
  ]

  test.each(changes)('%s is compiled at once and changes that alone', async (_, files, get, expected) => {
    expect(get(first)).not.toEqual(expect.stringContaining(expected))
    fixture.write(files)
    const start = performance.now()
    const app = await fixture.compile()
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(get(app)).toEqual(expect.stringContaining(expected))
    expect(app.components['p/1']).toEqual(first.components['p/1'])
    expect(app.modules['p/1']).toBe(first.modules['p/1'])
  })

  test('without a change everything is as it was, but counted', async () => {
    const before = await fixture.compile()
    const { build, ...rest } = await fixture.compile()
    expect({ ...rest, build: before.build }).toEqual(before)
    expect(build).toBe(before.build + 1)
  })

  test('two at once come one after the other', async () => {
    const [one, two] = await Promise.all([fixture.compile(), fixture.compile()])
    expect(two.build).toBe(one.build + 1)
  })
})

describe('what appears and disappears', () => {
  test('an imported style, a required module, a component, a template, a script', async () => {
    const missing: Files = {
      't.wxss': '.t {}',
      'm.js': 'module.exports = 1',
      'c.json': '{"component": true}',
      'c.wxml': '<slot />',
      'c.js': '',
      't.wxml': '<view>included</view>',
      's.wxs': 'module.exports = 1',
    }
    const fixture = new Fixture({
      ...SMALL,
      'pages/a/index.wxss': '@import "/t.wxss";',
      'pages/a/index.js': 'require("/m")',
      'pages/a/index.json': '{"usingComponents": {"c-c": "/c"}}',
      'pages/a/index.wxml': '<include src="/t.wxml"/><c-c/><wxs src="/s.wxs" module="s"/>',
    })
    const before = await fixture.problems()
    expect(before).toHaveLength(6)
    fixture.write(missing)
    expect(await fixture.problems()).toEqual([])
    for (const path of Object.keys(missing)) fixture.remove(path)
    expect(await fixture.problems()).toEqual(before)
  })

  test('a page that is taken out takes its template along', async () => {
    const fixture = new Fixture(many(2))
    expect((await fixture.compile()).templates).toContain('"c/1"')
    fixture.write({ 'app.json': '{"pages": ["p/0"]}' })
    const app = await fixture.compile()
    expect(Object.keys(app.components)).toEqual(['p/0', 'c/0'])
    expect(app.templates).not.toContain('"c/1"')
    fixture.write({ 'app.json': '{"pages": ["p/0", "p/1"]}' })
    expect((await fixture.compile()).templates).toContain('"c/1"')
  })

  test('a script in a template is translated once for each text', async () => {
    const page = (text: string) => ({
      'pages/a/index.wxml': `<wxs module="a">module.exports = [].constructor + "${text}"</wxs>`,
    })
    const fixture = new Fixture({ ...SMALL, ...page('1') })
    await fixture.compile()
    const again = await fixture.compile()
    expect(again.templates.match(/wxsConstructor\(\[\]\) \+ "1"/g)).toHaveLength(1)
    fixture.write(page('2'))
    expect((await fixture.compile()).templates).toContain('wxsConstructor([]) + "2"')
    fixture.write(page('1'))
    expect((await fixture.compile()).templates).toContain('wxsConstructor([]) + "1"')
  })
})

describe('watching', () => {
  /** Waits for the build after a change. */
  async function next(fixture: Fixture, change: () => void): Promise<CompiledApp> {
    return await new Promise<CompiledApp>((resolve) => {
      const watcher = fixture.compiler.watch((app) => {
        watcher.close()
        resolve(app)
      })
      change()
    })
  }

  const changes: [string, (fixture: Fixture) => void, string[]][] = [
    ['a file', (fixture) => fixture.write({ 'pages/a/index.wxml': '<x-y/>' }), ['pages/a/index.wxml:1:2']],
    [
      'a new folder',
      (fixture) => fixture.write({ 'new/deep/x.js': '', 'app.js': 'require("./new/deep/y")' }),
      ['app.js:1:9'],
    ],
    ['a file that goes', (fixture) => fixture.remove('pages/a/index.wxml'), ['pages/a/index.wxml:1:1']],
    ['a folder that goes', (fixture) => fixture.remove('pages'), ['app.json:1:11', 'app.json:1:1']],
  ]

  test.each(changes)('%s', async (_, change, expected) => {
    const fixture = new Fixture(SMALL)
    await fixture.compile()
    const found = lines(await next(fixture, () => change(fixture)))
    expect(found.map((line) => line.split(' ')[0])).toEqual(expected)
  })

  test('a file that goes and comes back; a folder that does', async () => {
    const fixture = new Fixture(SMALL)
    await fixture.compile()
    const builds: string[][] = []
    const heard: (() => void)[] = []
    const watcher = fixture.compiler.watch((app) => {
      builds.push(lines(app))
      heard.shift()?.()
    })
    const after = (change: () => void) =>
      new Promise<void>((resolve) => {
        heard.push(resolve)
        change()
      })
    await after(() => fixture.remove('pages/a/index.wxml'))
    await after(() => fixture.write({ 'pages/a/index.wxml': '<view/>' }))
    await after(() => {
      fixture.remove('pages')
      fixture.write(SMALL)
    })
    await after(() => fixture.write({ 'pages/a/index.wxml': '<x-y/>' }))
    watcher.close()
    expect(builds.map(({ length }) => length)).toEqual([1, 0, 0, 1])
  })

  test('many changes at once are one build, and none comes after closing', async () => {
    const fixture = new Fixture(SMALL)
    await fixture.compile()
    const builds: number[] = []
    const watcher = fixture.compiler.watch(({ build }) => builds.push(build))
    for (let count = 0; count < 20; count += 1) fixture.write({ 'app.js': `// ${count}` })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(builds).toEqual([2])
    fixture.write({ 'app.js': '// last' })
    watcher.close()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(builds).toEqual([2])
  })
})
