/** Several at once, and calls that are sent again. */
import type { Route } from '../../miniprogram/contract/api'
import { ENTERPRISE_LIMITS } from '../../miniprogram/contract/enterprises'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { TestCloud } from '../cloud'
import { application, idOf, ownView, stranger } from './enterprise-helpers'
import { appoint, FIRST_ADMIN, ok, openEnterprise, tradingCloud, type People, type Trade } from './people'
import { rowsOf } from './store'

let cloud: TestCloud
let people: People
let trade: Trade
let requests = 0

beforeAll(async () => {
  ;({ cloud, people, trade } = await tradingCloud({ poolSize: 8 }))
}, 60_000)
afterAll(() => cloud.stop())

const times = <T>(n: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, index) => run(index)))
const docOf = (id: string) => rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === id)!
const messagesTo = (openid: string) => rowsOf<{ to: string }>(cloud, 'messages').filter(({ to }) => to === openid)
const outcome = (answer: { ok: true } | { ok: false; error: { code: string } }) =>
  answer.ok ? 'ok' : answer.error.code

/** Sends one call five times at once, and once more afterwards: six equal answers. */
async function sendAgain<T>(openid: string, route: Route, input: object): Promise<T> {
  const requestId = `sent-again-${String(++requests).padStart(6, '0')}`
  const send = () => cloud.call<T>(openid, route, input, requestId)
  const answers = [...(await times(5, send)), await send()]
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const [first] = answers
  if (!first?.ok) throw new Error(`${route}: ${JSON.stringify(first)}`)
  return first.data
}

describe('a call that is sent again', () => {
  it('apply: one enterprise, one membership', async () => {
    const openid = stranger()
    const input = application()
    const { id } = await sendAgain<{ id: string }>(openid, 'enterprises.apply', input)
    expect(rowsOf<EnterpriseDoc>(cloud, 'enterprises').filter(({ code }) => code === input.code)).toHaveLength(1)
    expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([{ id, name: input.name }])
    expect(docOf(id).events).toHaveLength(1)
  })

  it('apply anew: one event more', async () => {
    const openid = stranger()
    const input = application()
    const { id } = await ok(cloud, openid, 'enterprises.apply', input)
    await ok(cloud, people.staff.openid, 'enterprises.decide', {
      id,
      version: 1,
      decision: 'refuse',
      reason: '材料不全',
    })
    await sendAgain(openid, 'enterprises.apply', { ...input, about: '补齐了' })
    expect(docOf(id)).toMatchObject({ state: 'applied', version: 3, about: '补齐了' })
    expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toHaveLength(1)
  })

  it('apply that reached the limit: the answer of the first', async () => {
    const openid = stranger()
    const last = application()
    for (let n = 1; n < ENTERPRISE_LIMITS.openApplications; n++) {
      await ok(cloud, openid, 'enterprises.apply', application())
    }
    await sendAgain(openid, 'enterprises.apply', last)
  })

  it('decide: one event, and each member is told once', async () => {
    const openid = stranger()
    const { id } = await ok(cloud, openid, 'enterprises.apply', application())
    const input = { id, version: 1, decision: 'approve' }
    expect(await sendAgain(people.staff.openid, 'enterprises.decide', input)).toEqual({
      id,
      state: 'active',
      version: 2,
    })
    expect(docOf(id).events.map(({ what }) => what)).toEqual(['applied', 'approve'])
    expect(messagesTo(openid)).toHaveLength(1)
  })

  it('decide, answered as before when others have decided since', async () => {
    const { id } = await ok(cloud, stranger(), 'enterprises.apply', application())
    const requestId = 'decided-long-since1'
    const approve = () =>
      cloud.call(people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' }, requestId)
    const first = await approve()
    const suspend = { id, version: 2, decision: 'suspend', reason: '先停' } as const
    await ok(cloud, people.staff.openid, 'enterprises.decide', suspend)
    expect(await approve()).toEqual(first)
    expect(docOf(id)).toMatchObject({ state: 'suspended', version: 3 })
    expect(await cloud.call(people.staff.openid, 'enterprises.decide', suspend, requestId)).toMatchObject({
      error: { code: 'INVALID_INPUT', fields: { requestId: 'used_before' } },
    })
  })

  it('change: one event', async () => {
    const { owner, enterprise: id } = trade
    const { version } = docOf(id)
    const view = await sendAgain(owner.openid, 'enterprises.change', { id, version, about: '只改一次' })
    expect(view).toMatchObject({ about: '只改一次', version: version + 1 })
    expect(docOf(id)).toMatchObject({ version: version + 1, events: { length: version + 1 } })
  })

  it('invite: one invitation, one code, also once it was used', async () => {
    const { owner, enterprise: id } = trade
    const before = docOf(id).invitations.length
    const requestId = 'one-and-the-same-code'
    const send = () => cloud.call<{ code: string }>(owner.openid, 'enterprises.invite', { id }, requestId)
    const answers = await times(5, send)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const code = answers[0]?.ok ? answers[0].data.code : ''
    await ok(cloud, stranger(), 'enterprises.join', { code, name: '来的人' })
    expect(await send()).toEqual(answers[0])
    expect(docOf(id).invitations).toHaveLength(before + 1)
    expect(await cloud.call(stranger(), 'enterprises.join', { code, name: '晚了' })).toMatchObject({
      error: { code: 'EXPIRED' },
    })
  })

  it('join: one membership, whatever the requestId', async () => {
    const { owner, enterprise: id } = trade
    const openid = stranger()
    const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
    await sendAgain(openid, 'enterprises.join', { code, name: '来的人' })
    await ok(cloud, openid, 'enterprises.join', { code, name: '来的人' })
    expect(docOf(id).members.filter((member) => member.openid === openid)).toHaveLength(1)
    expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toHaveLength(1)
  })

  it('remove: gone once, for the owner and for one who leaves', async () => {
    const { owner, enterprise: id } = trade
    for (const isLeaving of [false, true]) {
      const openid = stranger()
      const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
      await ok(cloud, openid, 'enterprises.join', { code, name: '来的人' })
      const before = docOf(id).members.length
      const person = await idOf(cloud, openid)
      await sendAgain(isLeaving ? openid : owner.openid, 'enterprises.remove', { id, person })
      expect(docOf(id).members).toHaveLength(before - 1)
      expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([])
    }
  })
})

describe('at once', () => {
  it('two people apply with one code: one of them gets it, the other is told that it is used', async () => {
    for (let round = 0; round < 5; round++) {
      const input = application()
      const both = [stranger(), stranger()]
      const answers = await Promise.all(both.map((openid) => cloud.call(openid, 'enterprises.apply', input)))
      expect(answers.map(outcome).sort()).toEqual(['INVALID_INPUT', 'ok'])
      const loser = both[answers.findIndex((answer) => !answer.ok)]!
      expect(rowsOf(cloud, 'members').some(({ _id }) => _id === loser)).toBe(false)
    }
  })

  it('ten try one code: one joins', async () => {
    const { owner, enterprise: id } = trade
    const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
    const before = docOf(id).members.length
    const candidates = Array.from({ length: 10 }, stranger)
    const answers = await Promise.all(
      candidates.map((openid) => cloud.call(openid, 'enterprises.join', { code, name: '抢着来' })),
    )
    expect(answers.map(outcome).sort()).toEqual([...Array<string>(9).fill('EXPIRED'), 'ok'])
    expect(docOf(id).members).toHaveLength(before + 1)
    const joined = rowsOf<{ _id: string }>(cloud, 'members').filter(({ _id }) => candidates.includes(_id))
    expect(joined).toMatchObject([{ enterprises: [{ id }] }])
  })

  it('two join with two codes: both are in', async () => {
    const { owner, enterprise: id } = trade
    const codes = [
      await ok(cloud, owner.openid, 'enterprises.invite', { id }),
      await ok(cloud, owner.openid, 'enterprises.invite', { id }),
    ]
    const both = [stranger(), stranger()]
    await Promise.all(codes.map(({ code }, n) => ok(cloud, both[n]!, 'enterprises.join', { code, name: '一起来' })))
    expect(docOf(id).members.map(({ openid }) => openid)).toEqual(expect.arrayContaining(both))
  })

  it('one person joins six enterprises: five, and both sides agree', async () => {
    const openid = stranger()
    const codes: string[] = []
    const ids: string[] = []
    for (let n = 0; n <= ENTERPRISE_LIMITS.perPerson; n++) {
      const owner = stranger()
      ids.push(await openEnterprise(cloud, people, owner, application()))
      codes.push((await ok(cloud, owner, 'enterprises.invite', { id: ids[n]! })).code)
    }
    const join = (code: string) => cloud.call(openid, 'enterprises.join', { code, name: '都想去' })
    const answers = await Promise.all(codes.map(join))
    for (const answer of answers) expect(['ok', 'LIMIT', 'CONFLICT']).toContain(outcome(answer))
    // what met too many others may be tried again
    for (const code of codes) await join(code)
    const mine = (await ok(cloud, openid, 'estate.me', {})).enterprises.map(({ id }) => id)
    expect(mine).toHaveLength(ENTERPRISE_LIMITS.perPerson)
    const theirs = ids.filter((id) => docOf(id).members.some((member) => member.openid === openid))
    expect([...mine].sort()).toEqual(theirs.sort())
  })

  it('two of the staff decide: one is too late', async () => {
    const other = 'oStaff_second_x'
    await appoint(cloud, FIRST_ADMIN, other, { role: 'staff' }, '第二位')
    for (let round = 0; round < 5; round++) {
      const applicant = stranger()
      const { id } = await ok(cloud, applicant, 'enterprises.apply', application())
      const answers = await Promise.all([
        cloud.call(people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' }),
        cloud.call(other, 'enterprises.decide', { id, version: 1, decision: 'refuse', reason: '材料不全' }),
      ])
      expect(answers.map(outcome).sort()).toEqual(['CONFLICT', 'ok'])
      const { state, events } = docOf(id)
      expect(state).toBe(answers[0]?.ok ? 'active' : 'refused')
      expect(events).toHaveLength(2)
      expect(messagesTo(applicant)).toHaveLength(1)
      expect((await ok(cloud, applicant, 'estate.me', {})).enterprises).toHaveLength(answers[0]?.ok ? 1 : 0)
    }
  })

  it('a change and a decision: one of them', async () => {
    for (let round = 0; round < 5; round++) {
      const owner = stranger()
      const { id } = await ok(cloud, owner, 'enterprises.apply', application())
      const answers = await Promise.all([
        cloud.call(owner, 'enterprises.change', { id, version: 1, about: '改一改' }),
        cloud.call(people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' }),
      ])
      expect(answers.map(outcome).sort()).toEqual(['CONFLICT', 'ok'])
      expect((await ownView(cloud, owner, id)).version).toBe(2)
    }
  })

  it('the owner removes one who leaves: gone, and both are told so', async () => {
    const { owner, enterprise: id } = trade
    const openid = stranger()
    const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
    await ok(cloud, openid, 'enterprises.join', { code, name: '来的人' })
    const person = await idOf(cloud, openid)
    const answers = await Promise.all(
      [owner.openid, openid].map((by) => cloud.call(by, 'enterprises.remove', { id, person })),
    )
    expect(answers.map(outcome)).toEqual(['ok', 'ok'])
    expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([])
  })
})
