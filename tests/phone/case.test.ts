/** One case in the hands of those it concerns, and the list of one's own. */
import { newId } from '../../cloudfunctions/kit/ids'
import type { CaseDoc } from '../../cloudfunctions/cases/model.rules'
import { openCase } from '../../cloudfunctions/cases/rules'
import type { In, Out } from '../../miniprogram/contract/api'
import type { CaseView, MoveInput } from '../../miniprogram/contract/cases'
import { insert } from '../functions/store'
import { openPhones, type Phone, type Phones } from './browser'

const CASE = '/packages/cases/pages/case/index'
const RESIDENT = 'demo-resident-1'
const WORKER = 'demo-worker-A1'
const HOUR = 3_600_000

let phones: Phones

beforeAll(async () => {
  phones = await openPhones({ functions: ['cases', 'estate', 'messages'] })
}, 120_000)
afterAll(() => phones.stop(), 60_000)
jest.setTimeout(90_000)

async function ok<T>(openid: string, route: string, input: unknown): Promise<T> {
  const answer = await phones.cloud.call<T>(openid, route, input)
  if (!answer.ok) throw new Error(`${route}: ${JSON.stringify(answer.error)}`)
  return answer.data
}

/** A lamp in A1, which a grid worker hears. */
async function report(part: Partial<In<'cases.report'>> = {}): Promise<string> {
  const input: In<'cases.report'> = {
    kind: 'noise.plaza',
    place: { building: 'A1', unit: 1 },
    text: '晚上九点还在跳舞',
    answers: { when: 'now' },
    ...part,
  }
  return (await ok<Out<'cases.report'>>(RESIDENT, 'cases.report', input)).id
}

const look = (openid: string, id: string) => ok<CaseView>(openid, 'cases.get', { id })

async function move(openid: string, id: string, input: MoveInput): Promise<void> {
  const { version } = await look(openid, id)
  await ok(openid, 'cases.move', { id, version, ...input })
}

const open = (openid: string, id: string): Promise<Phone> => phones.phone(openid, { path: `${CASE}?id=${id}` })

it('shows the reporter the promise, takes "it rings again" once, and withdraws after asking', async () => {
  const id = await report()
  const phone = await open(RESIDENT, id)
  await phone.see('收到了，正在找人接手', 15_000)
  await phone.see('还剩 3 小时')
  await phone.see('您 报上来了')
  expect((await phone.calls()).filter(({ name }) => name.includes('cases.get'))).toHaveLength(1)
  await phone.tap('又响了')
  await phone.see('一共发生了 2 次', 15_000)
  await phone.gone('又响了')
  expect((await look(RESIDENT, id)).occurrences).toBe(2)
  await phone.tap('还能做什么')
  await phone.tap('不用管了，撤回')
  await phone.see('撤回以后就没有人再办这件事了。')
  await phone.tap('撤回')
  await phone.see('您已经撤回了', 15_000)
  expect((await look(RESIDENT, id)).state).toBe('withdrawn')
  await phone.close()
})

it('goes from hand to hand on two phones, live', async () => {
  const id = await report()
  const [resident, worker] = [await open(RESIDENT, id), await open(WORKER, id)]
  await worker.see('新报上来的，等人接手', 15_000)
  await worker.tap('我来办')
  await worker.see('接手了，还没开始处理', 15_000)
  await worker.tap('开始处理')
  await worker.see('正在处理', 15_000)
  // nobody taps on the other phone
  await resident.see('正在处理，请再等一等', 25_000)
  await move(WORKER, id, { move: 'resolve', text: '已经劝停，约定晚上八点半结束' })
  await resident.see('处理好了，请看看真的好了吗', 25_000)
  await resident.see('已经劝停，约定晚上八点半结束')
  await resident.tap('真的解决了')
  await resident.see(/给办事的人打个分/, 15_000)
  await resident.page.locator('.van-rate__icon').filter({ visible: true }).nth(3).click()
  await resident.see('4 颗星')
  await resident.fill('想说点什么', '谢谢您')
  await resident.tap('送出')
  await resident.gone(/给办事的人打个分/, 15_000)
  await resident.see('您说真的解决了，谢谢您')
  expect((await look(RESIDENT, id)).rating).toEqual({ stars: 4, text: '谢谢您' })
  await Promise.all([resident.close(), worker.close()])
})

it('opens again what is not solved', async () => {
  const id = await report()
  await move(WORKER, id, { move: 'accept' })
  await move(WORKER, id, { move: 'resolve', text: '劝过了' })
  const phone = await open(RESIDENT, id)
  await phone.see('处理好了，请看看真的好了吗', 15_000)
  await phone.tap('还没解决')
  await phone.atRoute('packages/cases/pages/move/index')
  await move(RESIDENT, id, { move: 'reopen', text: '又开始了' })
  // coming back, the page asks anew
  await phone.back()
  await phone.see('又打开了，会有人接着办', 10_000)
  await phone.close()
})

it('tells the second of two workers that somebody was quicker', async () => {
  const id = await report()
  const [first, second] = [await open(WORKER, id), await open('demo-worker-A4', id)]
  await Promise.all([first.see('我来办', 15_000), second.see('我来办', 15_000)])
  await first.tap('我来办')
  await second.tap('我来办')
  const quicker = await Promise.race([
    first.see('别人刚刚先动了，给您看最新的', 15_000).then(() => 'second'),
    second.see('别人刚刚先动了，给您看最新的', 15_000).then(() => 'first'),
  ])
  expect(['first', 'second']).toContain(quicker)
  const { state, events } = await look(WORKER, id)
  expect(state).toBe('accepted')
  expect(events.filter(({ command }) => command === 'accept')).toHaveLength(1)
  await Promise.all([first.close(), second.close()])
})

it('a tap whose answer is lost counts once', async () => {
  const id = await report()
  const phone = await open(WORKER, id)
  await phone.see('我来办', 15_000)
  await phone.set({ network: 'lost' })
  await phone.tap('我来办')
  await phone.page.waitForTimeout(1_000)
  await phone.set({ network: 'good' })
  await phone.see('接手了，还没开始处理', 30_000)
  const { events } = await look(WORKER, id)
  expect(events.filter(({ command }) => command === 'accept')).toHaveLength(1)
  await phone.close()
})

it('shows name and telephone to the handler once, after saying that it is written down', async () => {
  const id = await report()
  const phone = await open(WORKER, id)
  await phone.see('联系反映的人', 15_000)
  await phone.tap('联系反映的人')
  await phone.see(/看一次记一次/)
  await phone.tap('看一下')
  await phone.see(/^1\d{10}$/, 15_000)
  await phone.tap('打电话')
  await phone.see(/呼叫 1\d{10}/)
  await phone.tap('取消')
  await phone.tap('关上')
  await phone.gone(/^1\d{10}$/)
  await phone.see(/看了反映人的姓名和电话/, 15_000)
  await phone.close()
  const resident = await open(RESIDENT, id)
  await resident.see(/看了您的姓名和电话/, 15_000)
  await resident.close()
})

it('refuses a stranger clearly, and has a way out', async () => {
  const id = await report()
  const phone = await open('demo-resident-9', id)
  await phone.see(/这件事看不了/, 15_000)
  expect(await phone.isSeen('晚上九点还在跳舞')).toBe(false)
  await phone.tap('回去')
  await phone.atRoute('pages/home/index')
  await phone.close()
})

it('shows an error with a way to try again when there is no network', async () => {
  const id = await report()
  const phone = await phones.phone(RESIDENT, { path: `${CASE}?id=${id}`, network: 'offline' })
  await phone.see(/网络断了/, 20_000)
  await phone.set({ network: 'good' })
  await phone.tap('再试一次')
  await phone.see('收到了，正在找人接手', 20_000)
  await phone.close()
})

it('scrolls two hundred cases and keeps the nodes under a thousand', async () => {
  const reporter = 'demo-resident-7'
  const now = phones.cloud.now()
  const docs: CaseDoc[] = Array.from({ length: 200 }, (_, i) => {
    const at = now - (i + 1) * HOUR
    const bytes = new Uint8Array(16).fill(0)
    bytes.set([i % 256, 7], 0)
    return openCase(
      {
        id: newId(at, bytes),
        requestId: `many-${i}-0000000000`,
        now: at,
        reporter,
        kind: 'hygiene.rubbish',
        cluster: 'A',
        place: { building: 'A1', unit: 1 },
        text: `第${i + 1}件，${'一楼门口的垃圾没人收'.repeat(5)}`,
        answers: {},
        pictures: [],
      },
      [],
    )
  })
  insert(phones.cloud, 'cases', docs)
  const phone = await phones.phone(reporter, { path: '/pages/cases/index' })
  await phone.see(/^第\d+件/, 15_000)
  let most = 0
  for (let i = 0; i < 160 && !(await phone.isSeen('没有更多了')); i++) {
    await phone.scroll(1_500)
    await phone.page.waitForTimeout(100)
    most = Math.max(most, await phone.nodes())
  }
  await phone.see('没有更多了')
  expect(most).toBeLessThan(1_000)
  for (const { bytes } of await phone.setData()) expect(bytes).toBeLessThan(64 * 1024)
  // all the way back: what was emptied is drawn again, at the same height
  for (let i = 0; i < 40; i++) await phone.scroll(-2_000)
  await phone.see('我要反映')
  await phone.see(/^第\d+件/)
  expect(await phone.nodes()).toBeLessThan(1_000)
  await phone.close()
})
