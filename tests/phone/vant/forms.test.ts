/** What our forms rely on in vant, on the phone: its own behaviours, by what a person sees and taps. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { useVant } from './open'

const vant = useVant()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vant-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the fixture compiles', async () => {
  expect(await vant.phones.compileProblems()).toEqual([])
})

describe('forms', () => {
  vant.usePage('/pages/form/index')

  test('field: types, counts, keeps to its length, clears', async () => {
    await vant.phone.fill('怎么称呼您', '诸葛孔明先生来了')
    expect(await vant.phone.field('怎么称呼您').inputValue()).toBe('诸葛孔明先生')
    await vant.last('name change 诸葛孔明先生')
    await vant.part('van-field__clear-root').first().click()
    await vant.phone.page.waitForFunction("document.querySelector('input[placeholder=\"怎么称呼您\"]').value === ''")
  })

  test('textarea: the error goes with the first word, the count is shown, the field grows', async () => {
    await vant.phone.see('请写几个字')
    const field = vant.phone.field('说说发生了什么')
    const before = (await field.boundingBox())?.height ?? 0
    await field.click()
    await field.fill('楼上拖桌子\n一直到十二点\n老人睡不着\n孩子要上学')
    await vant.phone.gone('请写几个字')
    await vant.phone.see(/\/50\s*$/)
    expect((await field.boundingBox())?.height ?? 0).toBeGreaterThan(before)
  })

  test('a field that is read only is a row to tap', async () => {
    await vant.part('van-field__input').and(vant.phone.page.locator('[class*="disabled"], [class*="readonly"]')).count()
    await vant.phone.text('状态').click()
    expect(await vant.phone.page.locator('input[disabled], input[readonly]').count()).toBeGreaterThan(0)
  })

  test('search: every letter, the key of the keyboard, cancel', async () => {
    await vant.phone.fill('找楼栋', 'A区18')
    await vant.last('search change A区18')
    await vant.phone.field('找楼栋').press('Enter')
    await vant.last(/^最近：search search/)
    await vant.phone.tap('取消')
    await vant.last(/^最近：search (cancel|change)$/)
    expect(await vant.phone.field('找楼栋').inputValue()).toBe('')
  })

  test('checkbox, radio, switch', async () => {
    await vant.phone.tap('我同意')
    await vant.last('agreed change true')
    await vant.phone.tap('我同意')
    await vant.last('agreed change false')
    await vant.phone.tap('养犬')
    await vant.last('kind change dog')
    await vant.part('van-switch').first().click()
    await vant.last('care change true')
  })

  test('stepper stays between its ends, rate counts stars', async () => {
    const plus = vant.part('van-stepper__plus').first()
    for (const count of [2, 3]) {
      await plus.click()
      await vant.last(`count change ${count}`)
    }
    await plus.click()
    await vant.last('count change 3')
    await vant.part('van-rate__icon').nth(3).click()
    await vant.last('stars change 4')
  })

  test('uploader: a chosen picture is read and shown, can be removed', async () => {
    const file = join(folder, 'picture.png')
    writeFileSync(file, Buffer.from(PIXEL, 'base64'))
    await vant.part('van-uploader__upload').first().click()
    await vant.phone.chooseFiles([file], () => vant.phone.tap('从手机相册选择'))
    await vant.last(/^最近：read \d+/)
    await vant.part('van-uploader__preview-image').first().waitFor()
    await vant.part('van-uploader__preview-delete').first().click()
    await vant.last('delete 0')
    await expect(vant.part('van-uploader__preview-image').count()).resolves.toBe(0)
  })

  test('a form takes what its fields hold; a button that is disabled or loading does nothing', async () => {
    await vant.phone.fill('手机号码', '13800000000')
    await vant.phone.tap('提交')
    await vant.last('submit {"phone":"13800000000"}')
    await vant.phone.text('不能点').click()
    await vant.phone.text('正在送出').click()
    await vant.last('submit {"phone":"13800000000"}')
  })
})

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
