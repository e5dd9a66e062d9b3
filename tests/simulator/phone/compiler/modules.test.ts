import { clean, compile, lines, load, run } from './support'
import type { Files } from './support'

afterAll(clean)

/** Loads an app and gives what its page's script exports. */
async function exportsOf(files: Files): Promise<unknown> {
  const app = await compile(files)
  expect(lines(app)).toEqual([])
  return run(load(app), 'pages/a/index')
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? '') : String(error))

async function failure(files: Files): Promise<string> {
  try {
    await exportsOf(files)
  } catch (error) {
    return stackOf(error)
  }
  throw new Error('nothing failed')
}

describe('require', () => {
  test.each<[string, Files]>([
    ['beside', { 'pages/a/b.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("./b")' }],
    [
      'with its extension',
      { 'pages/a/b.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("./b.js")' },
    ],
    ['above', { 'u/b.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("../../u/b")' }],
    ['from the root', { 'u/b.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("/u/b")' }],
    ['a folder', { 'u/index.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("../../u")' }],
    ['TypeScript', { 'u/b.ts': 'export = 1 as number', 'pages/a/index.js': 'module.exports = require("/u/b")' }],
    [
      'TypeScript first',
      {
        'u/b.ts': 'export = 1',
        'u/b.js': 'module.exports = 2',
        'pages/a/index.js': 'module.exports = require("/u/b")',
      },
    ],
    ['a TypeScript page first', { 'pages/a/index.ts': 'export = 1', 'pages/a/index.js': 'module.exports = 2' }],
    [
      'a name with dots',
      { 'u/b.min.js': 'module.exports = 1', 'pages/a/index.js': 'module.exports = require("/u/b.min")' },
    ],
  ])('%s', async (_, files) => {
    expect(await exportsOf(files)).toBe(1)
  })

  test('two modules that need each other', async () => {
    const files = {
      'pages/a/index.js': 'exports.name = "a"; exports.other = require("./b").name',
      'pages/a/b.js': 'exports.name = require("./index").name + "b"',
    }
    expect(await exportsOf(files)).toEqual({ name: 'a', other: 'ab' })
  })

  test('imports, exports and types of TypeScript', async () => {
    const files = {
      'pages/a/index.ts': [
        "import type { A } from './none-at-all'",
        "import { B, type C } from './b'",
        "import d, { e as f } from './b'",
        'const c: C = { n: d }',
        'export const all: unknown = [new B(c.n).n, f, c satisfies A]',
      ].join('\n'),
      'pages/a/b.ts':
        'export interface C { n: number }\nexport class B { constructor(readonly n: number) {} }\nexport const e = 2\nexport default 1',
    }
    expect(await exportsOf(files)).toEqual({ all: [1, 2, { n: 1 }] })
  })

  test('an import of a module that is a type alone vanishes', async () => {
    expect(await exportsOf({ 'pages/a/index.ts': "import { A } from './none'\nexport = 1 as unknown as A" })).toBe(1)
  })

  test('another subpackage, later', async () => {
    const app = await compile({
      'app.json': JSON.stringify({ pages: ['pages/a/index'], subPackages: [{ root: 'p', pages: [] }] }),
      'pages/a/index.js': 'require.async("../../p/b"); require("/p/c", () => 1)',
      'p/b.js': '',
      'p/c.js': '',
    })
    expect(lines(app)).toEqual([])
    expect(Object.keys(app.modules)).toEqual(expect.arrayContaining(['p/b', 'p/c']))
    expect(app.modules['pages/a/index']).toContain('require.async("/p/b")')
  })
})

describe('problems', () => {
  test.each<[string, Files, string[]]>([
    [
      'a missing module in JavaScript',
      { 'pages/a/index.js': '// "./none"\n  require("./none")' },
      ['pages/a/index.js:2:11 没有模块 ./none'],
    ],
    [
      'a missing module in TypeScript',
      { 'pages/a/index.ts': "import type { A } from './a'\n\nimport { b } from './none'\n\nb satisfies A" },
      ['pages/a/index.ts:3:19 没有模块 ./none'],
    ],
    [
      'a missing module far down',
      {
        'pages/a/index.ts': 'interface A {\n  a: 1\n}\n\nfunction f(a: A) {\n  return [a, require("../none")]\n}\nf()',
      },
      ['pages/a/index.ts:6:22 没有模块 ../none'],
    ],
    [
      'JSON',
      { 'pages/a/index.js': 'require("./x.json")', 'pages/a/x.json': '{}' },
      ['pages/a/index.js:1:9 微信不能 require JSON 文件：./x.json'],
    ],
    [
      'a file inside a package that WeChat would not pack',
      { 'pages/a/index.js': 'require("dayjs/plugin/utc")' },
      ['pages/a/index.js:1:9 没有模块 dayjs/plugin/utc（微信只打包 npm 包的入口）'],
    ],
    [
      'an unknown package',
      { 'pages/a/index.js': 'require("no-such-package")' },
      ['pages/a/index.js:1:9 没有模块 no-such-package'],
    ],
    [
      'syntax',
      { 'pages/a/index.ts': 'const a = 1\nconst 中文 = = 2' },
      ['pages/a/index.ts:2:12 脚本有错：Unexpected "="'],
    ],
    [
      'a module of another subpackage',
      {
        'app.json': JSON.stringify({
          pages: ['pages/a/index'],
          subpackages: [
            { root: 'p', pages: ['x'] },
            { root: 'q', pages: [] },
          ],
        }),
        'pages/a/index.js': '\nrequire("/p/x")',
        'p/x.js': 'require("./y"); require("../q/z"); require("../app")',
        'p/x.wxml': '',
        'p/y.js': '',
        'q/z.js': '',
      },
      [
        'pages/a/index.js:2:9 分包 p 的 p/x.js 在这里取不到：只能用主包和自己分包的',
        'p/x.js:1:25 分包 q 的 q/z.js 在这里取不到：只能用主包和自己分包的',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(lines(await compile(files))).toEqual(expected)
  })

  test('a script with a syntax error says where when it runs, and others run', async () => {
    const app = load(await compile({ 'pages/a/index.js': 'const = 1', 'app.js': 'module.exports = 1' }))
    expect(() => run(app, 'pages/a/index')).toThrow('pages/a/index.js:1:7')
    expect(run(app, 'app')).toBe(1)
  })
})

describe('at run time', () => {
  test('a stack names the file of the app and its line', async () => {
    const source = [
      "import dayjs from 'dayjs'",
      '',
      'interface A {',
      '  b: string',
      '}',
      '',
      'function fail(a: A): void {',
      '  const text = `x',
      '    ${a.b}`',
      '  throw new Error(text + String(dayjs.name === undefined))',
      '}',
      '',
      'class B {',
      '  a?: A',
      '  run() {',
      "    fail({ b: '' })",
      '  }',
      '}',
      'new B().run()',
    ].join('\n')
    const stack = await failure({ 'pages/a/index.ts': source })
    expect(stack).toMatch(/fail \(pages\/a\/index\.js:10:/)
    expect(stack).toMatch(/run \(pages\/a\/index\.js:16:/)
    expect(stack).toMatch(/pages\/a\/index\.js:19:/)
  })

  test('text over several lines stays as it was written', async () => {
    const source = 'type A = 1\n\n\nexport const a = `x\n\n  y ${\n  1 +\n\n  1\n} z\n  `\n\nexport const b = 2'
    expect(await exportsOf({ 'pages/a/index.ts': source })).toEqual({ a: 'x\n\n  y 2 z\n  ', b: 2 })
  })

  test('code is strict and has none of the browser', async () => {
    const names = 'window,document,localStorage,fetch,location,self,URL,alert,XMLHttpRequest'
    const source = `module.exports = [${names}].map((x) => typeof x).concat(typeof (function () { return this })())`
    expect(await exportsOf({ 'pages/a/index.js': source })).toEqual(Array<string>(10).fill('undefined'))
  })

  test('only what is required runs, once', async () => {
    const app = load(
      await compile({
        'app.js': 'throw new Error("not wanted")',
        'pages/a/index.js': 'module.exports = require("./b") === require("./c")',
        'pages/a/b.js': 'module.exports = {}',
        'pages/a/c.js': 'module.exports = require("./b")',
      }),
    )
    expect(run(app, 'pages/a/index')).toBe(true)
  })

  test('text that ends a script or a line elsewhere does no harm', async () => {
    const text = `</script>\u2028\u2029\\n'"\``
    expect(await exportsOf({ 'pages/a/index.js': `module.exports = ${JSON.stringify(text)} // end` })).toBe(text)
  })
})
