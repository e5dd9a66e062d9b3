import { clean, compile, Fixture, lines, load, run, SMALL } from './support'

afterAll(clean)

const COMPONENT = { 'index.json': '{"component":true}', 'index.wxml': '<view />', 'index.js': 'module.exports = "own"' }

/** The files of a component in a folder. */
const at = (folder: string, files: Readonly<Record<string, string>> = COMPONENT) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

const using = (path: string) => ({ 'pages/a/index.json': JSON.stringify({ usingComponents: { 'x-y': path } }) })

const VAN = 'miniprogram_npm/@vant/weapp'

describe('components of npm', () => {
  test('stand under miniprogram_npm, with all they need', async () => {
    const app = await compile({
      ...using('@vant/weapp/button/index'),
      'pages/a/index.wxml': '<x-y />',
    })
    expect(lines(app)).toEqual([])
    expect(app.components['pages/a/index']?.json.usingComponents).toEqual({ 'x-y': `${VAN}/button/index` })
    expect(Object.keys(app.components)).toEqual(
      ['button', 'icon', 'loading', 'info'].reduce(
        (paths, name) => [...paths, `${VAN}/${name}/index`],
        ['pages/a/index'],
      ),
    )
    expect(app.components[`${VAN}/button/index`]).toMatchObject({
      isPage: false,
      scope: 'vant-weapp-button',
      json: { component: true, usingComponents: { 'van-icon': `${VAN}/icon/index` } },
      css: expect.stringContaining('.vant-weapp-button--van-button{') as string,
    })
    expect(app.modules).toHaveProperty([`${VAN}/common/component`])
  })

  test('may be named by a path as well', async () => {
    const app = await compile({
      ...using('/miniprogram_npm/@vant/weapp/loading/index'),
      'pages/a/index.wxml': '<x-y />',
    })
    expect(lines(app)).toEqual([])
    expect(app.components).toHaveProperty([`${VAN}/loading/index`])
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['the field "miniprogram"', { ...at('lib'), 'package.json': '{"miniprogram":"lib"}' }],
    ['the folder miniprogram_dist', { ...at('miniprogram_dist'), 'package.json': '{}' }],
    ['neither', { ...at('.'), 'package.json': '{}' }],
    ['an unreadable package.json', { ...at('.'), 'package.json': '{' }],
  ])('by %s', async (_, files) => {
    const npm = new Fixture(at('node_modules/pack', files))
    const app = await compile({ ...using('pack'), 'pages/a/index.wxml': '<x-y />' }, npm.root)
    expect(lines(app)).toEqual([])
    expect(app.components['pages/a/index']?.json.usingComponents).toEqual({ 'x-y': 'miniprogram_npm/pack/index' })
    expect(run(load(app), 'miniprogram_npm/pack/index')).toBe('own')
  })

  test('come from the folder that WeChat built when no project is named', async () => {
    const fixture = new Fixture({ ...SMALL, ...using('pack'), ...at('miniprogram_npm/pack') }, '/nowhere')
    const app = await fixture.compile()
    expect(lines(app)).toEqual([])
    expect(app.components).toHaveProperty(['miniprogram_npm/pack/index'])
  })

  test("a component of the app's own goes first, then the nearest miniprogram_npm", async () => {
    const near = await compile({ ...using('pack/index'), ...at('pages/a/pack'), ...at('miniprogram_npm/pack') })
    expect(near.components['pages/a/index']?.json.usingComponents).toEqual({ 'x-y': 'pages/a/pack/index' })
    const nearer = await compile({
      ...using('pack/index'),
      ...at('pages/miniprogram_npm/pack'),
      ...at('miniprogram_npm/pack'),
    })
    expect(nearer.components['pages/a/index']?.json.usingComponents).toEqual({
      'x-y': 'pages/miniprogram_npm/pack/index',
    })
  })
})

describe('modules of npm', () => {
  test("a package's entry", async () => {
    const app = await compile({ 'pages/a/index.ts': "import dayjs from 'dayjs'\nexport = dayjs('2026-01-02').date()" })
    expect(lines(app)).toEqual([])
    expect(run(load(app), 'pages/a/index')).toBe(2)
    expect(app.modules).toHaveProperty(['miniprogram_npm/dayjs/dayjs.min'])
  })

  test('a file of a package made for mini-programs', async () => {
    const app = await compile({
      'pages/a/index.js': 'module.exports = require("@vant/weapp/common/validator").isDef(0)',
    })
    expect(lines(app)).toEqual([])
    expect(run(load(app), 'pages/a/index')).toBe(true)
  })

  test('a package of ES modules that needs another', async () => {
    const npm = new Fixture({
      'node_modules/one/package.json': '{"main":"lib/main"}',
      'node_modules/one/lib/main.js': 'import two from "two/inside"\nexport default two + 1',
      'node_modules/two/package.json': '{}',
      'node_modules/two/inside.js': 'export default 1',
    })
    const app = await compile({ 'pages/a/index.js': 'import one from "one"\nexport default one' }, npm.root)
    expect(lines(app)).toEqual([])
    expect(run(load(app), 'pages/a/index')).toEqual({ default: 2 })
  })
})

test('all of vant compiles without a problem, and again in no time', async () => {
  const names =
    'button field popup tabs tab uploader datetime-picker dialog toast calendar cascader search action-sheet'
  const fixture = new Fixture({
    ...SMALL,
    'pages/a/index.json': JSON.stringify({
      usingComponents: Object.fromEntries(names.split(' ').map((name) => [`van-${name}`, `@vant/weapp/${name}/index`])),
    }),
    'pages/a/index.wxml': names
      .split(' ')
      .map((name) => `<van-${name} />`)
      .join(''),
  })
  const app = await fixture.compile()
  expect(lines(app)).toEqual([])
  const loaded = load(app)
  for (const path of Object.keys(app.components)) expect(loaded.templates).toHaveProperty([path])
  const start = performance.now()
  fixture.write({ 'pages/a/index.wxml': '<van-button>{{ text }}</van-button>' })
  const next = await fixture.compile()
  expect(performance.now() - start).toBeLessThan(5_000)
  expect(next.templates).not.toBe(app.templates)
  expect(next.build).toBe(app.build + 1)
})
