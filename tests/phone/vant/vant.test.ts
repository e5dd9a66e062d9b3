/** What our pages rely on in vant, on the phone: its own behaviours, by what a person sees and taps. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPhones, type Phone, type Phones } from '../browser'

const MINUTE = 60_000

let phones: Phones
let phone: Phone
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vant-'))
  phones = await openPhones({ app: join(__dirname, 'app') })
}, MINUTE)
afterAll(async () => {
  await phones.stop()
  rmSync(folder, { recursive: true })
})

const last = (text: string | RegExp) => phone.see(typeof text === 'string' ? new RegExp(`^最近：${text}$`) : text)
const part = (name: string) => phone.page.locator(`[class*="${name}"]`).filter({ visible: true })

test('the fixture compiles', async () => {
  expect(await phones.compileProblems()).toEqual([])
})

describe('forms', () => {
  beforeAll(async () => {
    phone = await phones.phone('ada', { path: '/pages/form/index' })
  }, MINUTE)
  afterAll(() => phone.close())

  test('field: types, counts, keeps to its length, clears', async () => {
    await phone.fill('怎么称呼您', '诸葛孔明先生来了')
    expect(await phone.field('怎么称呼您').inputValue()).toBe('诸葛孔明先生')
    await last('name change 诸葛孔明先生')
    await part('van-field__clear-root').first().click()
    await phone.page.waitForFunction("document.querySelector('input[placeholder=\"怎么称呼您\"]').value === ''")
  })

  test('textarea: the error goes with the first word, the count is shown, the field grows', async () => {
    await phone.see('请写几个字')
    const field = phone.field('说说发生了什么')
    const before = (await field.boundingBox())?.height ?? 0
    await field.click()
    await field.fill('楼上拖桌子\n一直到十二点\n老人睡不着\n孩子要上学')
    await phone.gone('请写几个字')
    await phone.see(/\/50\s*$/)
    expect((await field.boundingBox())?.height ?? 0).toBeGreaterThan(before)
  })

  test('a field that is read only is a row to tap', async () => {
    await part('van-field__input').and(phone.page.locator('[class*="disabled"], [class*="readonly"]')).count()
    await phone.text('状态').click()
    expect(await phone.page.locator('input[disabled], input[readonly]').count()).toBeGreaterThan(0)
  })

  test('search: every letter, the key of the keyboard, cancel', async () => {
    await phone.fill('找楼栋', 'A区18')
    await last('search change A区18')
    await phone.field('找楼栋').press('Enter')
    await last(/^最近：search search/)
    await phone.tap('取消')
    await last(/^最近：search (cancel|change)$/)
    expect(await phone.field('找楼栋').inputValue()).toBe('')
  })

  test('checkbox, radio, switch', async () => {
    await phone.tap('我同意')
    await last('agreed change true')
    await phone.tap('我同意')
    await last('agreed change false')
    await phone.tap('养犬')
    await last('kind change dog')
    await part('van-switch').first().click()
    await last('care change true')
  })

  test('stepper stays between its ends, rate counts stars', async () => {
    const plus = part('van-stepper__plus').first()
    for (const count of [2, 3]) {
      await plus.click()
      await last(`count change ${count}`)
    }
    await plus.click()
    await last('count change 3')
    await part('van-rate__icon').nth(3).click()
    await last('stars change 4')
  })

  test('uploader: a chosen picture is read and shown, can be removed', async () => {
    const file = join(folder, 'picture.png')
    writeFileSync(file, Buffer.from(PIXEL, 'base64'))
    await part('van-uploader__upload').first().click()
    await phone.chooseFiles([file], () => phone.tap('从手机相册选择'))
    await last(/^最近：read \d+/)
    await part('van-uploader__preview-image').first().waitFor()
    await part('van-uploader__preview-delete').first().click()
    await last('delete 0')
    await expect(part('van-uploader__preview-image').count()).resolves.toBe(0)
  })

  test('a form takes what its fields hold; a button that is disabled or loading does nothing', async () => {
    await phone.fill('手机号码', '13800000000')
    await phone.tap('提交')
    await last('submit {"phone":"13800000000"}')
    await phone.text('不能点').click()
    await phone.text('正在送出').click()
    await last('submit {"phone":"13800000000"}')
  })
})

describe('sheets', () => {
  beforeAll(async () => {
    phone = await phones.phone('ada', { path: '/pages/sheets/index' })
  }, MINUTE)
  afterAll(() => phone.close())

  test('popup: opens with a motion, closes by its cross and by a tap beside it', async () => {
    await phone.tap('弹出层')
    await phone.see('弹出的内容')
    await part('van-popup__close-icon').first().click()
    await phone.gone('弹出的内容')
    await phone.tap('弹出层')
    await phone.see('弹出的内容')
    await phone.page.mouse.click(187, 300)
    await phone.gone('弹出的内容')
  })

  test('picker: a column turned by the finger', async () => {
    await phone.tap('选择器')
    await phone.see('选楼栋')
    await phone.page.waitForTimeout(500)
    const row = await phone.text('1栋').boundingBox()
    if (!row) throw new Error('no row')
    const [x, y] = [row.x + row.width / 2, row.y + row.height / 2]
    await phone.swipe([x, y], [x, y - 2 * 44])
    await phone.page.waitForTimeout(1_300)
    await phone.tap('确认')
    await last('picked 3栋 2')
  })

  test('picker: a row that is tapped; cancel leaves everything', async () => {
    await phone.tap('选择器')
    await phone.see('选楼栋')
    await phone.page.waitForTimeout(500)
    await phone.tap('5栋')
    await phone.page.waitForTimeout(400)
    await phone.tap('确认')
    await last('picked 5栋 4')
    await phone.tap('选择器')
    await phone.see('选楼栋')
    await phone.page.waitForTimeout(500)
    await part('van-picker__cancel').first().click()
    await last('cancel')
  })

  test('datetime picker begins at its value', async () => {
    await phone.tap('时间')
    await phone.see('确认')
    await phone.page.waitForTimeout(500)
    await phone.tap('确认')
    await last('time 11-4 8:0')
  })

  test('calendar: two days make a range', async () => {
    await phone.tap('日历')
    await phone.see('日期选择')
    await phone.page.waitForTimeout(600)
    await phone.tap('10')
    await phone.tap('13')
    await phone.tap('确定')
    await last('days 10-13')
  })

  test('action sheet: a choice, a disabled one, cancel', async () => {
    await phone.tap('动作面板')
    await phone.see('怎么处理')
    await phone.page.waitForTimeout(400)
    await phone.tap('给同事')
    await last('act 转交')
    await phone.tap('动作面板')
    await phone.see('怎么处理')
    await phone.page.waitForTimeout(400)
    await phone.tap('取消')
    await phone.gone('怎么处理')
  })

  test('dialog: in the template with a slot, and asked by code', async () => {
    await phone.tap('对话框')
    await phone.see('框里的内容')
    await phone.page.waitForTimeout(400)
    await phone.tap('确认')
    await last('dialog confirm')
    await phone.tap('确认框')
    await phone.see('收回以后就不再处理')
    await phone.page.waitForTimeout(400)
    await phone.tap('取消')
    await last('没有收回')
    await phone.tap('确认框')
    await phone.see('收回以后就不再处理')
    await phone.page.waitForTimeout(400)
    await phone.tap('确认')
    await last('收回了')
  })

  test('toast and notify go by themselves, loading when it is told to', async () => {
    await phone.tap('轻提示')
    await phone.see('已送到')
    await phone.gone('已送到')
    await last('提示消失')
    await phone.tap('加载')
    await phone.see('请稍候')
    await phone.gone('请稍候')
    await phone.tap('通知')
    await phone.see('有新的消息')
    await phone.gone('有新的消息')
  })

  test('dropdown: the choice becomes the title', async () => {
    await phone.tap('按时间')
    await phone.page.waitForTimeout(500)
    await phone.tap('按楼栋', -1)
    await last('order 1')
    await phone.see('按楼栋')
  })
})

describe('lists', () => {
  beforeAll(async () => {
    phone = await phones.phone('ada', { path: '/pages/lists/index' })
  }, MINUTE)
  afterAll(() => phone.close())

  test('tabs: a tap, a swipe, one that is disabled; the line follows', async () => {
    const line = async () => (await part('van-tabs__line').first().boundingBox())?.x ?? 0
    const before = await line()
    await phone.tap(/^\s*处理中/)
    await last('tab 1 处理中')
    await phone.page.waitForTimeout(500)
    expect(await line()).toBeGreaterThan(before + 40)
    await phone.text('已办结').click()
    await phone.page.waitForTimeout(100)
    expect(await phone.isSeen(/tab 2/)).toBe(false)
    const content = await phone.text('三件在办').boundingBox()
    if (!content) throw new Error('no content')
    await phone.swipe([60, content.y + 5], [320, content.y + 5])
    await last('tab 0 待接手')
  })

  test('swipe cell opens to the left, and its button is hit', async () => {
    const row = await phone.text('左滑这一条').boundingBox()
    if (!row) throw new Error('no row')
    await phone.swipe([300, row.y + 5], [200, row.y + 5])
    await phone.page.waitForTimeout(700)
    await phone.tap('删除')
    await last('swipe click right')
  })

  test('cell: a tap, and a link to a page and back', async () => {
    await phone.tap('住在这里')
    await last(/^最近：cell click/)
    await phone.tap('去表单')
    await phone.atRoute('pages/form/index')
    await phone.back()
    await phone.atRoute('pages/lists/index')
  })

  test('collapse: one open at a time, with a motion', async () => {
    await phone.see('当天有人联系您')
    await phone.tap('别人会知道吗')
    await last('collapse b')
    await phone.see('不会告诉邻居')
    await phone.page.waitForTimeout(500)
    const closed = await phone.page.getByText('当天有人联系您').evaluate((node) => {
      const wrapper = node as unknown as { closest(selector: string): { clientHeight: number } | null }
      return wrapper.closest('[class*="collapse-item__wrapper"]')?.clientHeight
    })
    expect(closed).toBe(0)
  })

  test('icons are drawn by the bundled font, pictures load, skeletons give way', async () => {
    const fonts = await phone.page.evaluate<string[]>(
      "document.fonts.ready.then((fonts) => [...fonts].filter((font) => font.status === 'loaded').map((font) => font.family))",
    )
    expect(fonts.join()).toContain('vant-icon')
    await phone.see('内容来了')
    await part('van-icon-search').first().click()
    await last('icon click')
  })

  test('grid divides the row, the count-down runs, the notice closes', async () => {
    const cells = await phone.page
      .getByText(/^格\d$/)
      .evaluateAll((nodes) =>
        nodes.map((node) =>
          Math.round((node as unknown as { getBoundingClientRect(): { x: number } }).getBoundingClientRect().x),
        ),
      )
    expect((cells[1] ?? 0) - (cells[0] ?? 0)).toBe((cells[2] ?? 0) - (cells[1] ?? 0))
    expect((cells[1] ?? 0) - (cells[0] ?? 0)).toBeGreaterThan(100)
    await phone.see(/^\s*00:5\d:\d\d\s*$/)
    await phone.see('停水通知')
    await part('van-notice-bar__right-icon').first().click()
    await phone.gone('停水通知')
  })
})

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
