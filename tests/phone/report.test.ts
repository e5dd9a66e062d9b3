/** Reporting, by what a person sees and taps. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPORT, useReports } from './report'

const LIFT = `${REPORT}?code=A18-1-L1`

const reports = useReports()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiamenkou-pictures-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** one grey dot */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

async function picture(name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.from(DOT, 'base64'))
  return path
}

it('takes three taps from a lift’s code, the telephone numbers first', async () => {
  const before = (await reports.mine('demo-resident-1')).length
  const { phone, tap, taps } = await reports.counted('demo-resident-1', LIFT)
  await tap('电梯坏了')
  await phone.see(/96333/)
  await phone.see(/119/)
  expect(await phone.isSeen('送出')).toBe(false)
  await tap('没有人被困或受伤，继续')
  await phone.see('A区18栋1单元 1号梯')
  await phone.see('1 小时内有人接手，一般 1 天内给结果')
  await tap('送出')
  await phone.see('收到了，谢谢您', 20_000)
  expect(taps()).toBe(3)
  await phone.see('谁来办')
  await phone.see(/^(今天|明天) \d\d:\d\d 前$/)
  const [row, ...rest] = await reports.mine('demo-resident-1')
  expect(rest).toHaveLength(before)
  expect(row).toMatchObject({ kind: 'facility.lift', building: 'A18', excerpt: '电梯坏了' })
  expect(row?.handler).not.toBe('')
  // the phone has met the person only on this page, and asks WeChat's sheet all the same
  await phone.tap('有进展时告诉我')
  await phone.see('办事进度通知')
  await phone.tap('允许')
  await phone.see('好的，有进展微信会告诉您')
  await phone.close()
})

it('takes three taps from a stair’s code', async () => {
  const { phone, tap, taps } = await reports.counted(
    'demo-resident-1',
    `${REPORT}?scene=${encodeURIComponent('A18-1')}`,
  )
  await tap('灯不亮')
  await phone.see('A区18栋1单元')
  await tap('送出')
  await phone.see('收到了，谢谢您', 20_000)
  expect(taps()).toBeLessThanOrEqual(3)
  await phone.close()
})

it('takes five taps from 首页, and asks at most once for what the page needs', async () => {
  const { phone, tap, taps } = await reports.counted('demo-resident-2')
  await phone.see('我要反映', 15_000)
  const before = (await phone.calls()).length
  await tap('我要反映')
  await tap('太吵了')
  await tap('邻居太吵')
  await phone.see(/110/)
  await tap('没有危险，继续')
  expect((await phone.calls()).length - before).toBeLessThanOrEqual(1)
  await tap('送出')
  await phone.see('收到了，谢谢您', 20_000)
  expect(taps()).toBe(5)
  await phone.tap('有进展时告诉我')
  // nothing is promised before the person has answered
  await phone.see('取消')
  expect(await phone.isSeen('好的，有进展微信会告诉您')).toBe(false)
  await phone.tap('允许')
  await phone.see('好的，有进展微信会告诉您')
  await phone.tap('看这件事')
  await phone.see('收到了，正在找人接手', 15_000)
  await phone.close()
})

it('calls a number from the danger page', async () => {
  const { phone, tap } = await reports.counted('demo-resident-1', LIFT)
  await tap('电梯坏了')
  await tap(/电梯应急/)
  await phone.see(/呼叫 96333/)
  await phone.close()
})

it('keeps what was written, lists drafts, and sends an answered question and a thousand characters', async () => {
  const words = '夜里一直响'.repeat(200)
  const first = await reports.lampForm('demo-resident-3')
  await first.tap('昨晚')
  await first.fill('想说的话', `${words}多`)
  await first.see('1000/1000')
  await first.page.waitForTimeout(800)
  await first.open('/pages/cases/index')
  await first.see(/没写完，点开接着写/)
  await first.tap('灯不亮')
  await first.see('1000/1000')
  await first.tap('送出')
  await first.see('收到了，谢谢您', 20_000)
  await first.tap('看这件事')
  await first.see(words, 15_000)
  await first.see('昨晚')
  await first.open('/pages/cases/index')
  await first.see('等人接手', 15_000)
  expect(await first.isSeen(/没写完/)).toBe(false)
  await first.close()
})

it('sends pictures from the album, and takes one away before', async () => {
  const phone = await reports.lampForm('demo-resident-6')
  const files = await Promise.all(['one.png', 'two.png'].map(picture))
  await phone.tapRole('button', '加照片')
  // before the first picture the person is told what it is for
  await phone.tap('同意')
  await phone.see('从手机相册选择')
  await phone.chooseFiles(files, () => phone.tap('从手机相册选择'))
  await phone.see('再加')
  await phone.tapRole('button', '拿掉第1张')
  await phone.see(/1 张照片/)
  await phone.tap('送出')
  await phone.see('收到了，谢谢您', 30_000)
  await phone.tap('看这件事')
  await phone.see('照片检查中', 15_000)
  expect(await phone.text('照片检查中').count()).toBe(1)
  await phone.close()
})

it('shows what the platform refuses at the words, and lets the person mend them', async () => {
  const phone = await reports.lampForm('demo-resident-7')
  await phone.fill('想说的话', '这是违规词')
  await phone.tap('送出')
  await phone.see(/没通过微信的检查/, 20_000)
  await phone.fill('想说的话', '楼道的灯不亮')
  await phone.tap('送出')
  await phone.see('收到了，谢谢您', 20_000)
  await phone.close()
})

it('chooses another place from lists alone', async () => {
  const phone = await reports.lampForm('demo-resident-8')
  await phone.tap('改一下')
  await phone.tap('B区')
  await phone.tap('3栋')
  await phone.tap('2单元')
  await phone.tap('楼道')
  await phone.tap('就是这里')
  await phone.see('B区3栋2单元 楼道')
  await phone.tap('送出')
  await phone.see('收到了，谢谢您', 20_000)
  expect((await reports.mine('demo-resident-8'))[0]).toMatchObject({ building: 'B3' })
  await phone.close()
})

it('leads a new resident to say the home, and then sends by itself', async () => {
  const { phone, tap } = await reports.counted('new-resident-1', LIFT)
  await tap('电梯坏了')
  await tap('没有人被困或受伤，继续')
  await tap('送出')
  await phone.atRoute('packages/me/pages/bind/index', 20_000)
  await tap('3楼')
  await tap('02号')
  await tap('就住这里')
  await phone.see('收到了，谢谢您', 30_000)
  expect(await reports.mine('new-resident-1')).toHaveLength(1)
  await phone.close()
})
