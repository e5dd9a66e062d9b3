import { openStage, type Scene, type Stage } from './stage'

const component = (wxml: string, js: string, json: object = {}, wxss = '') => ({ wxml, js, json, wxss })
type Part = ReturnType<typeof component>

const files = (parts: Readonly<Record<string, Part>>): Record<string, string | object> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([path, { wxml, js, json, wxss }]) => [
      [`${path}.wxml`, wxml],
      [`${path}.js`, js],
      [`${path}.json`, { ...(path.startsWith('parts/') && { component: true }), ...json }],
      [`${path}.wxss`, wxss],
    ]),
  )

const using = (...names: string[]) => ({
  usingComponents: Object.fromEntries(names.map((name) => [name, `/parts/${name}`])),
})

const parts: Record<string, Part> = {
  'parts/counter': component(
    '<view class="box custom-class" bindtap="add">数 {{count}} 双 {{double}} <slot /></view>',
    `Component({
      options: { pureDataPattern: /^_/ },
      externalClasses: ['custom-class'],
      properties: { count: { type: Number, value: 1, observer(next, last) { log('property', last, next) } } },
      data: { double: 0, _hidden: 0 },
      observers: { count(count) { this.setData({ double: count * 2, _hidden: count }) } },
      methods: {
        add() { this.triggerEvent('change', { count: this.data.count + 1 }, { bubbles: true }) },
        value() { return this.data.count + this.data._hidden },
      },
    })`,
  ),
  'parts/frame': component(
    '<view class="head"><slot name="head" /></view><view class="body"><slot /></view>',
    'Component({ options: { multipleSlots: true, virtualHost: true } })',
  ),
  'parts/list': component(
    '<slot />',
    `Component({ relations: { './item': {
      type: 'child',
      linked(item) { log('linked', item.data.label) },
      unlinked(item) { log('unlinked', item.data.label) },
    } }, methods: { labels() { return this.getRelationNodes('./item').map((item) => item.data.label) } } })`,
  ),
  'parts/item': component(
    '<view>{{label}} {{color}}</view>',
    `Component({ properties: { label: String }, data: { color: '' },
      relations: { './list': { type: 'parent', linked() { this.setData({ color: '红' }) } } } })`,
  ),
  'parts/named': component(
    '<view>{{tag}} {{greeting}}</view>',
    `const base = Behavior({
      properties: { tag: String },
      data: { greeting: '' , shared: { a: 1 } },
      lifetimes: { attached() { log('behavior attached') ; this.greet() } },
      methods: { greet() { this.setData({ greeting: '你好' }) } },
    })
    Component({
      behaviors: [base, 'wx://form-field', 'wx://component-export'],
      data: { shared: { b: 2 } },
      lifetimes: { attached() { log('component attached', JSON.stringify(this.data.shared), this.data.name) } },
      export() { return { exported: this.data.tag } },
    })`,
  ),
  'parts/choice': component('<chosen label="泛型" />', 'Component({})', {
    componentGenerics: { chosen: { default: '/parts/item' } },
  }),
  'parts/tree': component(
    '<view>{{depth}}<tree wx:if="{{depth > 0}}" depth="{{depth - 1}}" /></view>',
    'Component({ properties: { depth: Number } })',
    using('tree'),
  ),
  'pages/home/index': component(
    `<page-meta page-style="--care: {{care}}" />
    <counter id="one" count="{{n}}" bind:change="onChange" custom-class="wide">槽</counter>
    <view class="wide" style="width: 375rpx; height: 10vh">宽</view>
    <view wx:for="{{rows}}" wx:key="id" data-row-id="{{item.id}}" bindtap="onRow">{{index}}-{{item.name}}</view>
    <view>{{deep.list[1].name}} {{deep.missing.x}}</view>`,
    `Component({
      data: { n: 3, care: 1, rows: [{ id: 'a', name: '甲' }, { id: 'b', name: '乙' }], deep: { list: [{ name: 0 }, { name: 1 }] } },
      methods: {
        onLoad() { log('component page onLoad') },
        onChange({ detail, target }) { log('change', detail.count, target.id); this.setData({ n: detail.count }) },
        onRow({ currentTarget }) { log('row', currentTarget.dataset.rowId) },
      },
    })`,
    using('counter'),
    '.wide { color: rgb(1, 2, 3); } page { padding-top: env(safe-area-inset-bottom); }',
  ),
  'pages/parts/index': component(
    `<frame><text slot="head">头</text><text>身</text></frame>
    <list id="list"><item wx:for="{{labels}}" wx:key="*this" label="{{item}}" /></list>
    <named id="named" tag="标" name="域" />
    <choice generic:chosen="named" /><choice />
    <tree depth="{{2}}" />`,
    "Page({ data: { labels: ['一', '二'] } })",
    using('frame', 'list', 'item', 'named', 'choice', 'tree'),
  ),
}

let stage: Stage
let scene: Scene
const evaluate = <T>(code: string): Promise<T> => scene.page.evaluate<T>(code)

beforeAll(async () => {
  stage = await openStage({ 'app.json': { pages: ['pages/home/index', 'pages/parts/index'] }, ...files(parts) })
  scene = await stage.open()
})
afterAll(() => stage.stop())

test('a component as a page; properties, observers, pure data, events of components', async () => {
  expect(await scene.noted()).toEqual(['property 1 3', 'component page onLoad'])
  await scene.phone.see(/数 3 双 6/)
  await scene.phone.tap(/数 3/)
  await scene.phone.see(/数 4 双 8/)
  expect(await scene.noted()).toEqual(['change 4 one', 'property 3 4'])
  expect(await evaluate('getCurrentPages()[0].selectComponent("#one").value()')).toBe(8)
})

test('setData by paths; lists keep their rows by key', async () => {
  await evaluate(
    `getCurrentPages()[0].setData({ 'deep.list[1].name': '深', 'rows[0].name': '丙', 'deep.missing.x': '新' })`,
  )
  await scene.phone.see('深 新')
  const rows = scene.page.locator('[data-kept]')
  await scene.phone.text('0-丙').evaluate((node) => node.setAttribute('data-kept', ''))
  await evaluate(`getCurrentPages()[0].setData({ rows: [{ id: 'c', name: '丁' }, { id: 'a', name: '丙' }] })`)
  expect(await rows.innerText()).toBe('1-丙')
  await scene.phone.tap('1-丙')
  expect(await scene.noted()).toEqual(['row a'])
})

test('every setData is counted with its bytes', async () => {
  const before = (await scene.phone.setData()).length
  await evaluate(`getCurrentPages()[0].setData({ care: '一' })`)
  const records = (await scene.phone.setData()).slice(before)
  expect(records).toEqual([{ page: 'pages/home/index', component: 'pages/home/index', bytes: 14 }])
})

test('page-meta, rpx, vh and the safe area are measures of the phone', async () => {
  await evaluate('getCurrentPages()[0].setData({ care: 1.3 })')
  const style = await evaluate<{
    care: string
    padding: string
    width: number
    height: number
    color: string
  }>(`(() => {
    const page = document.querySelector('.wx-page')
    const box = [...document.querySelectorAll('wx-view')].find((node) => node.textContent === '宽')
    const { width, height } = box.getBoundingClientRect()
    const { paddingTop } = getComputedStyle(page)
    const color = getComputedStyle(document.querySelector('wx-counter wx-view')).color
    return { care: page.style.getPropertyValue('--care').trim(), padding: paddingTop, width, height, color }
  })()`)
  expect(style).toEqual({
    care: '1.3',
    padding: '34px',
    width: 187.5,
    height: expect.closeTo(72.4, 1) as number,
    color: 'rgb(1, 2, 3)',
  })
})

test('slots, relations, behaviours, generics and components within themselves', async () => {
  await scene.noted()
  await scene.wx('navigateTo', { url: '/pages/parts/index' })
  const notes = await scene.noted()
  expect(notes.filter((note) => note.startsWith('linked'))).toEqual(['linked 一', 'linked 二'])
  expect(notes.filter((note) => /attached/.test(note))).toEqual([
    'behavior attached',
    'component attached {"a":1,"b":2} 域',
    'behavior attached',
    'component attached {"a":1,"b":2} ',
  ])
  for (const text of ['头', '身', '一 红', '标 你好', '泛型']) await scene.phone.see(text)
  expect(await scene.page.locator('[class$="head"]').innerText()).toBe('头')
  const call = (code: string) => evaluate(`(() => { const page = getCurrentPages().at(-1); return ${code} })()`)
  expect(await call('page.selectComponent("#list").labels()')).toEqual(['一', '二'])
  expect(await call('page.selectComponent("#named").exported')).toBe('标')
  await call('page.setData({ labels: ["二"] })')
  expect(await scene.noted()).toEqual(['unlinked 一'])
  expect(await call('document.querySelectorAll("wx-tree").length')).toBe(3)
})
