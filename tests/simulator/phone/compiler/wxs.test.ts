import { translateWxs, WXS_RUNTIME } from '../../../../simulator/phone/compiler/wxs'
import { clean, compile, lines, load } from './support'

afterAll(clean)

/** Runs a script as the phone does. */
function run(source: string): unknown {
  const { code, errors } = translateWxs(source)
  expect(errors).toEqual([])
  const module = { exports: {} as unknown }
  new Function('module', 'require', `${WXS_RUNTIME};${code}`)(module, () => undefined)
  return module.exports
}

describe('values', () => {
  test.each<[string, unknown]>([
    ['[].constructor', 'Array'],
    ['({}).constructor', 'Object'],
    ['"".constructor', 'String'],
    ['(1).constructor', 'Number'],
    ['true.constructor', 'Boolean'],
    ['(function () {}).constructor', 'Function'],
    ['getDate().constructor', 'Date'],
    ['getRegExp("a").constructor', 'RegExp'],
    ["[]['constructor']", 'Array'],
    ['[].constructor.constructor', 'String'],
    ['[].slice(0). constructor', 'Array'],
    ['[[]][0].constructor.length', 5],
    ['({ constructor: 1 }).constructor', 1],
    ['({ constructor: 1 })', { constructor: 1 }],
    [String.raw`getRegExp('^-?\d+(\.\d+)?$').test('-1.5')`, true],
    [String.raw`getRegExp('^\d+$').test('d')`, false],
    [String.raw`getRegExp("[A-Z]", 'g').source`, '[A-Z]'],
    [String.raw`'a\nb\tc'`, 'a\nb\tc'],
    [String.raw`'\d'`, String.raw`\d`],
    [String.raw`'\u4e2d'`, String.raw`\u4e2d`],
    ['getDate(2020, 0, 2).getDate()', 2],
    ['getDate(0).getTime()', 0],
    ['"文字"', '文字'],
  ])('%s', (expression, expected) => {
    expect(run(`module.exports = ${expression}`)).toEqual(expected)
  })

  test('nothing has no constructor', () => {
    expect(run('var x; module.exports = x.constructor')).toBeUndefined()
  })
})

describe('what WeChat refuses', () => {
  test.each([
    ['let a = 1', 0, 'let'],
    ['var a = 1\nconst b = 2', 10, 'const'],
    ['var a = function () { return (x) => x }', 29, '箭头函数'],
    ['var a = `x`', 8, '模板字符串'],
    ['var a = /x/', 8, '正则字面量（用 getRegExp）'],
    ['var a = { b }', 10, '简写属性'],
    ['var a = { b() {} }', 10, '简写属性'],
    ['var a = { [b]: 1 }', 10, '这样的属性'],
    ['try { a() } catch (e) {}', 0, 'try'],
    ['throw 1', 0, 'throw'],
    ['var a = new Date()', 8, 'new'],
    ['class A {}', 0, 'class'],
    ['for (var k in a) {}', 0, 'for…in'],
    ['var a = b instanceof c', 8, 'instanceof'],
    ['var a = f(...b)', 10, '展开运算符'],
    ['a = b ?? c', 4, '??'],
    ['a = b?.c', 4, '?.'],
  ])('%s', (source, index, what) => {
    const { code, errors } = translateWxs(source)
    expect(errors).toEqual([{ index, message: `WXS 里不能用 ${what}` }])
    expect(code).toBe('')
    expect(translateWxs(source, { isPackage: true }).errors).toEqual([])
  })

  test.each(['Object.keys(a)', 'window.a', 'setTimeout(a)', 'wx.request'])('%s', (source) => {
    const [name = ''] = source.split('.')
    expect(translateWxs(source).errors).toEqual([{ index: 0, message: `WXS 里没有 ${name.split('(')[0] ?? ''}` }])
  })

  test('a name of a property is free', () => {
    expect(translateWxs('var a = { Object: 1 }; a.window = a.Map').errors).toEqual([])
  })

  test('syntax', () => {
    expect(translateWxs('var a = ;').errors).toEqual([{ index: 8, message: 'WXS 有错：Unexpected token' }])
  })
})

describe('in an app', () => {
  test('scripts of files and of tags run in the templates', async () => {
    const app = await compile({
      'pages/a/index.wxml':
        '<wxs src="/u/a.wxs" module="a" /><wxs module="b">\nvar a = require("../../u/a.wxs")\nmodule.exports = a.twice</wxs><view>{{ a.twice(n) }}{{ b(n) }}</view>',
      'u/a.wxs': 'var b = require("./b")\nmodule.exports = { twice: function (x) { return b(x) + b(x) } }',
      'u/b.wxs': 'module.exports = function (x) { return x.constructor }',
    })
    expect(lines(app)).toEqual([])
    expect(() => load(app)).not.toThrow()
  })

  test('errors have their place in the file, in a tag too, and leave the rest alive', async () => {
    const app = await compile({
      'pages/a/index.wxml':
        '<view>{{ b.f() }}</view>\n<wxs module="b">\n  let x = 1\n</wxs>\n<wxs src="./c.wxs" module="c"/>',
      'pages/a/c.wxs': 'var a = 1\nvar b = Object.keys(a)\nvar d = require("./none.wxs")',
    })
    expect(lines(app)).toEqual([
      'pages/a/index.wxml:3:3 WXS 里不能用 let',
      'pages/a/c.wxs:2:9 WXS 里没有 Object',
      'pages/a/c.wxs:3:17 没有文件 pages/a/none.wxs',
    ])
    expect(load(app).templates['pages/a/index']).toBeDefined()
  })

  test('a script that fails at its start says so and leaves the templates alive', async () => {
    const app = await compile({
      'pages/a/index.wxml': '<wxs module="b">var a; module.exports = a.b.c</wxs>',
    })
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(load(app).templates['pages/a/index']).toBeDefined()
    expect(error.mock.calls.join()).toContain('pages/a/index#b')
    error.mockRestore()
  })
})
