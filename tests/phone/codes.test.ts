/** Having codes printed: chosen, shown, saved; and what a neighbour sees who scans one. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download } from 'playwright-core'
import { PNG } from 'pngjs'
import { readMiniProgramCode } from '../read-code'
import { openPhones, type Phone, type Phones } from './browser'

const CODES = '/packages/me/pages/codes/index'
const BIND = '/packages/me/pages/bind/index'

let phones: Phones
let folder: string

beforeAll(async () => {
  phones = await openPhones({ functions: ['cases', 'estate', 'messages'] })
  folder = await mkdtemp(join(tmpdir(), 'jiamenkou-codes-'))
}, 120_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await phones.stop()
}, 60_000)
jest.setTimeout(90_000)

async function tapAll(phone: Phone, ...words: string[]): Promise<void> {
  for (const one of words) {
    await phone.see(one, 15_000)
    await phone.tap(one)
  }
}

/** A phone on the page of codes; what it saves is collected. */
async function opened(openid: string): Promise<{ phone: Phone; files: Download[] }> {
  const phone = await phones.phone(openid, { path: CODES })
  const files: Download[] = []
  phone.page.on('download', (file) => void files.push(file))
  return { phone, files }
}

const made = async (phone: Phone) => (await phone.calls()).filter(({ name }) => name.includes('estate.code'))

/** Says yes to what is asked the first time something is saved. */
async function allow(phone: Phone): Promise<void> {
  await phone.tap('同意')
  await phone.see('允许')
  await phone.tap('允许')
}

/** Where a saved picture leads, as the phone's camera reads it. */
async function leadsTo(file: Download | undefined, name: string): Promise<{ path: string; url: string }> {
  if (!file) throw new Error('nothing was saved')
  const path = join(folder, name)
  await file.saveAs(path)
  const { page, scene } = await readMiniProgramCode(await readFile(path))
  return { path, url: `/${page}?scene=${encodeURIComponent(scene ?? '')}` }
}

/** Whether there are words in each of the two lines below the code: ink over most of the width that they take. */
async function inkBelow(path: string): Promise<boolean[]> {
  const { width, data } = PNG.sync.read(await readFile(path))
  const isDark = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 128
  const columns = Array.from({ length: 300 }, (_, index) => 170 + index)
  return [600, 652].map((top) => {
    const rows = Array.from({ length: 52 }, (_, index) => top + index)
    return columns.filter((x) => rows.some((y) => isDark(x, y))).length > 200
  })
}

it('is found on 我的 by those who may, by nobody else', async () => {
  for (const [openid, may] of [
    ['demo-resident-1', false],
    ['demo-mediator-A1', false],
    ['demo-worker-A1', false],
    ['demo-leader-A', true],
    ['demo-staff-one', true],
    ['demo-admin', true],
  ] as const) {
    const phone = await phones.phone(openid, { path: '/pages/me/index' })
    await phone.see('用邀请码加入', 15_000)
    expect([openid, await phone.isSeen('打印门码')]).toEqual([openid, may])
    if (openid === 'demo-leader-A') {
      await phone.tap('打印门码')
      await phone.see('哪一栋的码？', 15_000)
    }
    await phone.close()
  }
})

it('says to others that it is not for them', async () => {
  const { phone } = await opened('demo-worker-A1')
  await phone.see(/门码由社区和网格长来打印/, 15_000)
  await phone.tap('回首页')
  await phone.atRoute('/pages/home/index')
  await phone.close()
})

it('offers a leader the own cluster alone', async () => {
  const { phone } = await opened('demo-leader-B')
  await phone.see('9栋', 15_000)
  expect(await phone.isSeen('18栋')).toBe(false)
  expect(await phone.isSeen('A区')).toBe(false)
  await phone.fill('也可以搜楼号，比如 18', '1')
  await phone.see('B区1栋')
  expect(await phone.read()).not.toMatch(/A区|C区/)
  await phone.close()
})

it('shows a lift’s code with one call, saves it, and the picture opens the report with that lift', async () => {
  const { phone, files } = await opened('demo-staff-one')
  await tapAll(phone, '18栋', '1单元', '2号梯')
  await phone.see('扫一扫，报修、反映问题', 15_000)
  await phone.see('A区18栋1单元2号电梯')
  expect(await made(phone)).toHaveLength(1)
  await phone.tap('保存到相册')
  await phone.see('同意')
  await allow(phone)
  await phone.see('存到手机相册了', 15_000)
  expect(await phone.saved()).toMatchObject([{ name: expect.stringMatching(/\.png$/), bytes: expect.any(Number) }])
  expect(await made(phone)).toHaveLength(1)
  const { url, path } = await leadsTo(files[0], 'lift.png')
  expect(await inkBelow(path)).toEqual([true, true])
  await phone.close()

  const neighbour = await phones.phone('demo-resident-3', { path: url })
  await neighbour.see('A区18栋1单元 2号梯', 15_000)
  await neighbour.tap('电梯坏了')
  await neighbour.tap('没有人被困或受伤，继续')
  await neighbour.see('A区18栋1单元 2号梯')
  await neighbour.close()
})

it('makes the code of a door, with which a newcomer says the home', async () => {
  const { phone, files } = await opened('demo-leader-A')
  await tapAll(phone, '18栋', '2单元', '3楼', '02号')
  await phone.see('扫一扫，登记住处', 15_000)
  await phone.see('A区18栋2单元3楼02号')
  await phone.tap('保存到相册')
  await phone.see('同意')
  await allow(phone)
  await phone.see('存到手机相册了', 15_000)
  const { path, url } = await leadsTo(files[0], 'door.png')
  await phone.close()

  // by WeChat's own camera
  const newcomer = await phones.phone('new-resident-codes-1', { path: url })
  await newcomer.see('A区18栋2单元 3楼02号', 15_000)
  await newcomer.close()
  // by the button on the page, from the saved picture
  const other = await phones.phone('new-resident-codes-2', { path: BIND })
  await other.see('扫门口的码', 15_000)
  await other.tap('扫门口的码')
  await other.see('从相册选取')
  await other.chooseFiles([path], () => other.tap('从相册选取'))
  await other.see('A区18栋2单元 3楼02号', 15_000)
  await other.tap('就住这里')
  await other.see('登记好了', 15_000)
  await other.close()
})

it('leads to the permissions after a refusal, and saves once it is given', async () => {
  const { phone } = await opened('demo-admin')
  await tapAll(phone, '1栋', '1单元', '楼道')
  await phone.see('A区1栋1单元', 15_000)
  await phone.tap('保存到相册')
  await phone.see('同意')
  await phone.tap('同意')
  await phone.see('拒绝')
  await phone.tap('拒绝')
  await phone.see('存不进相册', 15_000)
  await phone.tap('取消')
  await phone.gone('存不进相册')
  expect(await phone.saved()).toEqual([])
  // once refused, WeChat does not ask again
  await phone.tap('保存到相册')
  await phone.see('存不进相册', 15_000)
  await phone.tap('去打开')
  await phone.see('添加到相册')
  await phone.tapRole('button', '返回')
  await phone.gone('添加到相册')
  expect(await phone.saved()).toEqual([])
  await phone.tap('保存到相册')
  await phone.see('存不进相册', 15_000)
  await phone.tap('去打开')
  await phone.tapRole('switch', '添加到相册')
  await phone.tapRole('button', '返回')
  await phone.see('存到手机相册了', 15_000)
  expect(await phone.saved()).toHaveLength(1)
  await phone.close()
})

it('saves all codes of a unit, goes on where the network broke, each once', async () => {
  phones.expectProblem(/ERR_INTERNET_DISCONNECTED|network|offline|request:fail/i)
  const { phone, files } = await opened('demo-staff-one')
  await tapAll(phone, '18栋', '3单元')
  await phone.see('保存这一单元全部（3 张）')
  await phone.set({ network: 'slow' })
  await phone.tap('保存这一单元全部（3 张）')
  await phone.see(/正在存楼道，第 1 张，共 3 张/)
  // what is chosen meanwhile waits
  await phone.tap('1号梯')
  await phone.see('正在存，请等一下')
  await phone.see('同意', 15_000)
  await allow(phone)
  await phone.see(/第 2 张，共 3 张/, 15_000)
  await phone.set({ network: 'offline' })
  // what was under way may still have come
  await phone.see(/^存了 [12] 张，还有 [12] 张$/, 30_000)
  await phone.set({ network: 'good' })
  // the mini-program was swept away meanwhile
  await phone.reload()
  await tapAll(phone, '18栋', '3单元')
  await phone.tap(/^接着存剩下的 [12] 张$/)
  await phone.see('3 张都存好了，在手机相册里', 20_000)
  expect(files).toHaveLength(3)
  const urls = []
  for (const [index, file] of files.entries()) urls.push((await leadsTo(file, `unit-${index}.png`)).url)
  expect(urls.map((url) => url.split('scene=')[1])).toEqual(['A18-3', 'A18-3-L1', 'A18-3-L2'])
  await phone.see('再存一遍')
  await phone.close()
})

it('stops when it is told to', async () => {
  const { phone } = await opened('demo-leader-A')
  await tapAll(phone, '1栋', '2单元')
  await phone.set({ network: 'slow' })
  await phone.tap('保存这一单元全部（4 张）')
  await phone.see('停下')
  await phone.tap('停下')
  // the one under way is finished
  await phone.see('同意', 15_000)
  await allow(phone)
  await phone.see('存了 1 张，还有 3 张', 15_000)
  expect(await phone.saved()).toHaveLength(1)
  expect(await made(phone)).toHaveLength(1)
  await phone.close()
})

it('asks again when the picture does not come', async () => {
  phones.expectProblem(/ERR_INTERNET_DISCONNECTED|network|offline|request:fail/i)
  const { phone } = await opened('demo-staff-one')
  await tapAll(phone, '2栋', '1单元')
  await phone.set({ network: 'offline' })
  await phone.tap('楼道')
  await phone.see('网络断了，请连上网再试', 15_000)
  expect(await phone.isSeen('保存到相册')).toBe(false)
  await phone.set({ network: 'good' })
  await phone.tap('再试一次')
  await phone.see('A区2栋1单元', 15_000)
  await phone.tap('换一张码')
  await phone.see('贴在哪里？')
  await phone.close()
})
