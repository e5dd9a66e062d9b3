/** What our pages rely on in vant's sheets and lists, on the phone: its own behaviours, by what a person sees and taps. */
import { useVant } from './open'

const vant = useVant()

describe('sheets', () => {
  vant.usePage('/pages/sheets/index')

  test('popup: opens with a motion, closes by its cross and by a tap beside it', async () => {
    await vant.phone.tap('弹出层')
    await vant.phone.see('弹出的内容')
    await vant.part('van-popup__close-icon').first().click()
    await vant.phone.gone('弹出的内容')
    await vant.phone.tap('弹出层')
    await vant.phone.see('弹出的内容')
    await vant.phone.page.mouse.click(187, 300)
    await vant.phone.gone('弹出的内容')
  })

  test('picker: a column turned by the finger', async () => {
    await vant.phone.tap('选择器')
    await vant.phone.see('选楼栋')
    await vant.phone.page.waitForTimeout(500)
    const row = await vant.phone.text('1栋').boundingBox()
    if (!row) throw new Error('no row')
    const [x, y] = [row.x + row.width / 2, row.y + row.height / 2]
    await vant.phone.swipe([x, y], [x, y - 2 * 44])
    await vant.phone.page.waitForTimeout(1_300)
    await vant.phone.tap('确认')
    await vant.last('picked 3栋 2')
  })

  test('picker: a row that is tapped; cancel leaves everything', async () => {
    await vant.phone.tap('选择器')
    await vant.phone.see('选楼栋')
    await vant.phone.page.waitForTimeout(500)
    await vant.phone.tap('5栋')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('确认')
    await vant.last('picked 5栋 4')
    await vant.phone.tap('选择器')
    await vant.phone.see('选楼栋')
    await vant.phone.page.waitForTimeout(500)
    await vant.part('van-picker__cancel').first().click()
    await vant.last('cancel')
  })

  test('datetime picker begins at its value', async () => {
    await vant.phone.tap('时间')
    await vant.phone.see('确认')
    await vant.phone.page.waitForTimeout(500)
    await vant.phone.tap('确认')
    await vant.last('time 11-4 8:0')
  })

  test('calendar: two days make a range', async () => {
    await vant.phone.tap('日历')
    await vant.phone.see('日期选择')
    await vant.phone.page.waitForTimeout(600)
    await vant.phone.tap('10')
    await vant.phone.tap('13')
    await vant.phone.tap('确定')
    await vant.last('days 10-13')
  })

  test('action sheet: a choice, a disabled one, cancel', async () => {
    await vant.phone.tap('动作面板')
    await vant.phone.see('怎么处理')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('给同事')
    await vant.last('act 转交')
    await vant.phone.tap('动作面板')
    await vant.phone.see('怎么处理')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('取消')
    await vant.phone.gone('怎么处理')
  })

  test('dialog: in the template with a slot, and asked by code', async () => {
    await vant.phone.tap('对话框')
    await vant.phone.see('框里的内容')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('确认')
    await vant.last('dialog confirm')
    await vant.phone.tap('确认框')
    await vant.phone.see('收回以后就不再处理')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('取消')
    await vant.last('没有收回')
    await vant.phone.tap('确认框')
    await vant.phone.see('收回以后就不再处理')
    await vant.phone.page.waitForTimeout(400)
    await vant.phone.tap('确认')
    await vant.last('收回了')
  })

  test('toast and notify go by themselves, loading when it is told to', async () => {
    await vant.phone.tap('轻提示')
    await vant.phone.see('已送到')
    await vant.phone.gone('已送到')
    await vant.last('提示消失')
    await vant.phone.tap('加载')
    await vant.phone.see('请稍候')
    await vant.phone.gone('请稍候')
    await vant.phone.tap('通知')
    await vant.phone.see('有新的消息')
    await vant.phone.gone('有新的消息')
  })

  test('dropdown: the choice becomes the title', async () => {
    await vant.phone.tap('按时间')
    await vant.phone.page.waitForTimeout(500)
    await vant.phone.tap('按楼栋', -1)
    await vant.last('order 1')
    await vant.phone.see('按楼栋')
  })
})

describe('lists', () => {
  vant.usePage('/pages/lists/index')

  test('tabs: a tap, a swipe, one that is disabled; the line follows', async () => {
    const line = async () => (await vant.part('van-tabs__line').first().boundingBox())?.x ?? 0
    const before = await line()
    await vant.phone.tap(/^\s*处理中/)
    await vant.last('tab 1 处理中')
    await vant.phone.page.waitForTimeout(500)
    expect(await line()).toBeGreaterThan(before + 40)
    await vant.phone.text('已办结').click()
    await vant.phone.page.waitForTimeout(100)
    expect(await vant.phone.isSeen(/tab 2/)).toBe(false)
    const content = await vant.phone.text('三件在办').boundingBox()
    if (!content) throw new Error('no content')
    await vant.phone.swipe([60, content.y + 5], [320, content.y + 5])
    await vant.last('tab 0 待接手')
  })

  test('swipe cell opens to the left, and its button is hit', async () => {
    const row = await vant.phone.text('左滑这一条').boundingBox()
    if (!row) throw new Error('no row')
    await vant.phone.swipe([300, row.y + 5], [200, row.y + 5])
    await vant.phone.page.waitForTimeout(700)
    await vant.phone.tap('删除')
    await vant.last('swipe click right')
  })

  test('cell: a tap, and a link to a page and back', async () => {
    await vant.phone.tap('住在这里')
    await vant.last(/^最近：cell click/)
    await vant.phone.tap('去表单')
    await vant.phone.atRoute('pages/form/index')
    await vant.phone.back()
    await vant.phone.atRoute('pages/lists/index')
  })

  test('collapse: one open at a time, with a motion', async () => {
    await vant.phone.see('当天有人联系您')
    await vant.phone.tap('别人会知道吗')
    await vant.last('collapse b')
    await vant.phone.see('不会告诉邻居')
    await vant.phone.page.waitForTimeout(500)
    const closed = await vant.phone.page.getByText('当天有人联系您').evaluate((node) => {
      const wrapper = node as unknown as { closest(selector: string): { clientHeight: number } | null }
      return wrapper.closest('[class*="collapse-item__wrapper"]')?.clientHeight
    })
    expect(closed).toBe(0)
  })

  test('icons are drawn by the bundled font, pictures load, skeletons give way', async () => {
    const fonts = await vant.phone.page.evaluate<string[]>(
      "document.fonts.ready.then((fonts) => [...fonts].filter((font) => font.status === 'loaded').map((font) => font.family))",
    )
    expect(fonts.join()).toContain('vant-icon')
    await vant.phone.see('内容来了')
    await vant.part('van-icon-search').first().click()
    await vant.last('icon click')
  })

  test('grid divides the row, the count-down runs, the notice closes', async () => {
    const cells = await vant.phone.page
      .getByText(/^格\d$/)
      .evaluateAll((nodes) =>
        nodes.map((node) =>
          Math.round((node as unknown as { getBoundingClientRect(): { x: number } }).getBoundingClientRect().x),
        ),
      )
    expect((cells[1] ?? 0) - (cells[0] ?? 0)).toBe((cells[2] ?? 0) - (cells[1] ?? 0))
    expect((cells[1] ?? 0) - (cells[0] ?? 0)).toBeGreaterThan(100)
    await vant.phone.see(/^\s*00:5\d:\d\d\s*$/)
    await vant.phone.see('停水通知')
    await vant.part('van-notice-bar__right-icon').first().click()
    await vant.phone.gone('停水通知')
  })
})
