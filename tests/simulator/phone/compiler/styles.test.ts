import { compileStyles, replaceRpx, rpxToPx } from '../../../../simulator/phone/compiler/styles'
import { rewriteSelector } from '../../../../simulator/phone/compiler/selectors'
import type { Owner } from '../../../../simulator/phone/compiler/selectors'

const APP: Owner = { kind: 'app' }
const PAGE: Owner = { kind: 'page', route: 'pages/a/index' }
const COMPONENT: Owner = { kind: 'component', scope: 'c' }
const SHARED: Owner = { kind: 'component' }
const IS = ':where([is="pages/a/index"])'
const ON = ':where([is="pages/a/index"], [is="pages/a/index"] *)'

const css = (owner: Owner, files: Readonly<Record<string, string>>, path = 'x') =>
  compileStyles(path, owner, {
    read: (name) => files[name],
    exists: (name) => name in files,
  })

describe('rpx', () => {
  test.each([
    ['16rpx', 'calc(var(--rpx) * 16)'],
    ['-4.5rpx auto', 'calc(var(--rpx) * -4.5) auto'],
    ['.5rpx', 'calc(var(--rpx) * .5)'],
    ['8rpx 16rpx', 'calc(var(--rpx) * 8) calc(var(--rpx) * 16)'],
    ['calc(100% - 20rpx)', 'calc(100% - calc(var(--rpx) * 20))'],
    ['translate(-50rpx,-1rpx)', 'translate(calc(var(--rpx) * -50),calc(var(--rpx) * -1))'],
    ['1RPX', 'calc(var(--rpx) * 1)'],
    ['var(--space-8rpx)', 'var(--space-8rpx)'],
    ['"8rpx"', '"8rpx"'],
    ['url(/a/8rpx.png) 8rpx', 'url(/a/8rpx.png) calc(var(--rpx) * 8)'],
    ['8rpxs', '8rpxs'],
    ['10px', '10px'],
  ])('%s', (value, expected) => {
    expect(replaceRpx(value)).toBe(expected)
  })

  test('a media query counts them for a phone of 375px', () => {
    expect(rpxToPx('(min-width: 700rpx) and (max-width: 751rpx)')).toBe('(min-width: 350px) and (max-width: 375.5px)')
  })
})

describe('selectors', () => {
  test.each<[string, Owner, string]>([
    ['.a', APP, '.a'],
    ['page', APP, '.wx-page'],
    [':root', APP, '.wx-page'],
    ['page .a, view > text.b', APP, '.wx-page .a, wx-view > wx-text.b'],
    ['scroll-view::after', APP, 'wx-scroll-view::after'],
    ['.a:not(view):nth-child(2n + 1)', APP, '.a:not(wx-view):nth-child(2n + 1)'],
    ['*', APP, '*'],
    ['.a', PAGE, `${IS} .a`],
    ['.a,.b .c', PAGE, `${IS} .a,${IS} .b .c`],
    ['page', PAGE, `.wx-page${ON}`],
    ['page view', PAGE, `.wx-page${ON} wx-view`],
    ['.a--b', COMPONENT, '.c--a--b'],
    ['.a.b > .d:before', COMPONENT, '.c--a.c--b > .c--d:before'],
    ['.a:not(.b)', COMPONENT, '.c--a:not(.c--b)'],
    [':host', COMPONENT, '[wx-host=c]'],
    [':host(.open) .a', COMPONENT, '[wx-host=c].c--open .c--a'],
    [String.raw`.w-1\/2`, COMPONENT, String.raw`.c--w-1\/2`],
    ['page', COMPONENT, '.wx-page'],
    ['.a view', SHARED, '.a wx-view'],
  ])('%s of %j', (selector, owner, expected) => {
    expect(rewriteSelector(selector, owner)).toBe(expected)
  })
})

describe('whole files', () => {
  test('keyframes keep their steps and count their rpx', () => {
    const { css: text } = css(PAGE, { 'x.wxss': '@keyframes k { from { top: 2rpx } 50% { top: 0 } }' })
    expect(text).toBe('@keyframes k { from { top: calc(var(--rpx) * 2) } 50% { top: 0 } }')
  })

  test('imports stand in place, each read from its own folder', () => {
    const { css: text, problems } = css(
      APP,
      {
        'a/x.wxss': '@import "../b/y.wxss";\n.x{}',
        'b/y.wxss': "@import url('./z.wxss');.y{}",
        'b/z.wxss': '@import "/root.wxss";.z{}',
        'root.wxss': 'page{}',
      },
      'a/x',
    )
    expect(problems).toEqual([])
    expect(text.replace(/\s/g, '')).toBe('.wx-page{}.z{}.y{}.x{}')
  })

  test('an imported file belongs to who imports it', () => {
    expect(css(COMPONENT, { 'x.wxss': '@import "y.wxss";', 'y.wxss': '.y{}' }).css).toBe('.c--y{}')
  })

  test('a file that imports itself, a missing one and a broken one are problems at their place', () => {
    const { problems } = css(APP, {
      'x.wxss': '.x{}\n @import "y.wxss";',
      'y.wxss': '@import "x.wxss";\n@import "none.wxss";\n@import "z.wxss";',
      'z.wxss': '.z {\n  color: red',
    })
    expect(problems).toEqual([
      { file: 'y.wxss', line: 1, column: 1, message: '@import 转了一圈：x.wxss → y.wxss → x.wxss' },
      { file: 'y.wxss', line: 2, column: 1, message: '没有文件 none.wxss' },
      { file: 'z.wxss', line: 1, column: 1, message: '样式有错：Unclosed block' },
    ])
  })

  test('a selector that cannot be read takes only its rule with it', () => {
    const { css: text, problems } = css(APP, { 'x.wxss': '.a) {}\n.b{}' })
    expect(text.trim()).toBe('.b{}')
    expect(problems).toMatchObject([{ file: 'x.wxss', line: 1, column: 1 }])
  })

  test("vant's icons come from the phone itself", () => {
    const face =
      '@font-face{font-family:"vant-icon";src:url(//far/a.woff2?t=1) format("woff2"),url(//far/a.woff) format("woff")}'
    expect(css(COMPONENT, { 'x.wxss': face })).toEqual({
      css: '@font-face{font-family:"vant-icon";src:url(/phone/fonts/vant-icon.woff2) format("woff2")}',
      problems: [],
    })
  })

  test.each([
    [
      'url("data:image/svg+xml;utf8,<svg fill=\'rgb(1,2,3)\'/>")',
      'url("data:image/svg+xml;utf8,<svg fill=\'rgb(1,2,3)\'/>")',
      undefined,
    ],
    ['url(#mask)', 'url("#mask")', undefined],
    ['url(https://far/a.png)', 'url("data:,")', '样式里不能取外面的文件：https://far/a.png'],
    ['url(//far/a.png)', 'url("data:,")', '样式里不能取外面的文件：//far/a.png'],
    ["url('/i.png')", 'url("/phone/files/i.png")', '微信的样式里不能用本地图片，要用 <image> 或 data: /i.png'],
    ['url(none.png)', 'url("/phone/files/none.png")', '没有文件 none.png'],
  ])('%s', (value, expected, message) => {
    const { css: text, problems } = css(APP, { 'x.wxss': `.a{background:${value}}`, 'i.png': '' })
    expect(text).toBe(`.a{background:${expected}}`)
    expect(problems).toEqual(message === undefined ? [] : [{ file: 'x.wxss', line: 1, column: 4, message }])
  })

  test.each(['view', '#a .b', '.a [hidden]'])('%s reaches out of a component', (selector) => {
    const files = { 'x.wxss': `\n  ${selector} {}` }
    expect(css(COMPONENT, files).problems).toEqual([
      { file: 'x.wxss', line: 2, column: 3, message: `组件样式里不能用标签、id、属性选择器：${selector}` },
    ])
    expect(css(PAGE, files).problems).toEqual([])
  })

  test('a formula is no tag', () => {
    expect(css(COMPONENT, { 'x.wxss': '.a:nth-child(2n+1){}' })).toEqual({
      css: '.c--a:nth-child(2n+1){}',
      problems: [],
    })
  })

  test('no file, no styles', () => {
    expect(css(PAGE, {})).toEqual({ css: '', problems: [] })
  })
})
