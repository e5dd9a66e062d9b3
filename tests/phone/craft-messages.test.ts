/** News of piece-work and of enterprises on the phone: read where all news is read, opened where it belongs. */
import { craftMessageFor } from '../../cloudfunctions/kit/message-for'
import type { In, Out } from '../../miniprogram/contract/api'
import { creditCode } from '../credit-code'
import { openPhones, type Phones } from './browser'

const APPLICANT = 'craft-applicant'
const WORKER = 'demo-resident-3'
const STAFF = 'demo-staff-one'
const LONG = 20_000

let phones: Phones

beforeAll(async () => {
  phones = await openPhones({ functions: ['cases', 'crafts', 'enterprises', 'estate', 'messages'] })
}, 120_000)
afterAll(() => phones.stop(), 60_000)
jest.setTimeout(120_000)

async function ok<T>(openid: string, route: string, input: unknown): Promise<T> {
  const answer = await phones.cloud.call<T>(openid, route, input)
  if (!answer.ok) throw new Error(`${route}: ${JSON.stringify(answer.error)}`)
  return answer.data
}

const APPLICATION: In<'enterprises.apply'> = {
  name: '巧娘工坊',
  code: creditCode(77),
  contact: { name: '唐丽娟', phone: '13912345678' },
  wants: ['piecework'],
  about: '做布艺，教会再领活',
}

test('who applied for an enterprise is told on 首页 that it is let in, and comes to it by a tap', async () => {
  const { id } = await ok<Out<'enterprises.apply'>>(APPLICANT, 'enterprises.apply', APPLICATION)
  await ok(STAFF, 'enterprises.decide', { id, version: 1, decision: 'approve' })
  const phone = await phones.phone(APPLICANT)
  await phone.see('申请通过了，可以开始用了', LONG)
  await phone.see(/巧娘工坊 · /)
  await phone.tap('申请通过了，可以开始用了')
  await phone.atRoute('packages/enterprise/pages/home/index')
  await phone.see('巧娘工坊', LONG)
  await phone.close()
})

test('the owner of an enterprise is told why nothing can be deleted now', async () => {
  const phone = await phones.phone(APPLICANT)
  await phone.see(/您好/, LONG)
  await phone.open('/packages/me/pages/kept/index')
  await phone.tap('删掉我的信息')
  await phone.tap('要删')
  await phone.tap('真的删')
  await phone.see(/您是企业的负责人/, LONG)
  await phone.close()
})

test('a worker reads news of a claim among the messages; it opens the claim and is read by that', async () => {
  const now = phones.cloud.now()
  const message = craftMessageFor(WORKER, {
    about: 'claim',
    subject: '01CRAFTMESSAGE00000000000C',
    eventNo: 5,
    at: now,
    what: 'counted',
    title: '缝手套',
  })
  phones.cloud.cloud.database.load('messages', [message] as unknown as Record<string, unknown>[])
  const { unread } = await ok<Out<'messages.unread'>>(WORKER, 'messages.unread', {})
  const phone = await phones.phone(WORKER)
  await phone.see(/您好/, LONG)
  await phone.open('/packages/me/pages/messages/index')
  await phone.see('点好数了，三天内看看对不对', LONG)
  await phone.see(/缝手套 · /)
  await phone.tap('点好数了，三天内看看对不对')
  await phone.atRoute('packages/crafts/pages/claim/index')
  // there is no such claim: the page says so before it is left
  await phone.see(/这份活看不了/, LONG)
  await phone.back()
  await phone.quiet()
  expect(await ok(WORKER, 'messages.unread', {})).toEqual({ unread: unread - 1 })
  await phone.close()
})
