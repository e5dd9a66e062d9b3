/** An enterprise from its application on: decided, changed, joined, left. */
import type { In } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { creditCode } from '../credit-code'
import { application, idOf, ownView, stranger } from './enterprise-helpers'
import { FIRM, ok, openEnterprise, refused, tradingCloud, type People, type Trade } from './people'
import { everything, rowsOf } from './store'

const DAY = 86_400_000
let cloud: TestCloud
let people: People
let trade: Trade

beforeAll(async () => {
  ;({ cloud, people, trade } = await tradingCloud())
}, 60_000)
afterAll(() => cloud.stop())

const decide = (id: string, version: number, decision: In<'enterprises.decide'>['decision'], reason?: string) =>
  ok(cloud, people.staff.openid, 'enterprises.decide', {
    id,
    version,
    decision,
    ...(reason === undefined ? {} : { reason }),
  })

describe('an application', () => {
  it('makes its applicant owner, and a person of who was none', async () => {
    const openid = stranger()
    const input = application()
    const { id, state } = await ok(cloud, openid, 'enterprises.apply', input)
    expect(state).toBe('applied')
    const me = await ok(cloud, openid, 'estate.me', {})
    expect(me).toMatchObject({ name: '唐丽娟', enterprises: [{ id, name: input.name }] })
    const view = await ownView(cloud, openid, id)
    expect(view).toEqual({
      id,
      name: input.name,
      wants: ['piecework'],
      about: input.about,
      state: 'applied',
      activeSince: null,
      record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
      version: 1,
      code: input.code,
      contact: input.contact,
      reason: null,
      members: [{ id: me.id, name: '唐丽娟', isOwner: true, since: expect.any(Number) }],
      events: [{ at: expect.any(Number), what: 'applied', by: '唐丽娟', reason: null }],
      isOwner: true,
    })
    expect((await ok(cloud, openid, 'enterprises.mine', {})).enterprises).toEqual([view])
  })

  it('leaves the name alone that a person has', async () => {
    const openid = stranger()
    await ok(cloud, openid, 'estate.profile', { name: '早有名字' })
    await ok(cloud, openid, 'enterprises.apply', application())
    expect((await ok(cloud, openid, 'estate.me', {})).name).toBe('早有名字')
  })

  it('takes a code in small letters and keeps it in capitals', async () => {
    const openid = stranger()
    const code = creditCode(12_345)
    expect(code).toMatch(/[A-Z]/)
    const { id } = await ok(cloud, openid, 'enterprises.apply', application({ code: ` ${code.toLowerCase()} ` }))
    expect((await ownView(cloud, openid, id)).code).toBe(code)
  })
})

test('a refused application is told and may be made anew by the same person alone', async () => {
  const openid = stranger()
  const input = application()
  const { id } = await ok(cloud, openid, 'enterprises.apply', input)
  expect(await decide(id, 1, 'refuse', '执照看不清')).toEqual({ id, state: 'refused', version: 2 })

  // nobody acts for it any more, but its applicant sees why
  expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([])
  expect((await ok(cloud, openid, 'enterprises.mine', {})).enterprises).toMatchObject([
    { id, state: 'refused', reason: '执照看不清', isOwner: true },
  ])
  const used = { code: 'INVALID_INPUT', fields: { code: 'used_before' } }
  expect(await refused(cloud, stranger(), 'enterprises.apply', input)).toEqual(used)

  const again = { ...input, name: '巧娘布艺工坊', about: '换了清楚的执照' }
  expect(await ok(cloud, openid, 'enterprises.apply', again)).toEqual({ id, state: 'applied' })
  const view = await ownView(cloud, openid, id)
  expect(view).toMatchObject({ name: '巧娘布艺工坊', state: 'applied', reason: null, version: 3 })
  expect(view.events.map(({ what, by }) => [what, by])).toEqual([
    ['applied', '唐丽娟'],
    ['refuse', people.staff.name],
    ['applied', '唐丽娟'],
  ])
  expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([{ id, name: '巧娘布艺工坊' }])
  expect(await refused(cloud, openid, 'enterprises.apply', again)).toEqual(used)
  expect(await decide(id, 3, 'approve')).toMatchObject({ state: 'active', version: 4 })
  const rows = (await ok(cloud, openid, 'messages.list', {})).rows
  expect(rows).toMatchObject([
    { topic: 'craft', about: 'enterprise', subject: id, what: 'approved', title: '巧娘布艺工坊' },
    { topic: 'craft', about: 'enterprise', subject: id, what: 'refused', title: input.name },
  ])
})

test('the staff may change their mind about a refusal; the applicant acts for it again', async () => {
  const openid = stranger()
  const { id } = await ok(cloud, openid, 'enterprises.apply', application())
  await decide(id, 1, 'refuse', '材料不全')
  expect(await decide(id, 2, 'reopen')).toMatchObject({ state: 'active', version: 3 })
  expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toMatchObject([{ id }])
  expect(await ownView(cloud, openid, id)).toMatchObject({ reason: null, activeSince: expect.any(Number) })
})

test('suspended and opened again: all members are told, and since when it works stays', async () => {
  const id = await openEnterprise(cloud, people, stranger(), application())
  const { activeSince } = await ownView(cloud, people.staff.openid, id)
  await cloud.shift(10 * 60_000)
  await decide(id, 2, 'suspend', '拖欠工钱')
  const outside = await ok(cloud, people.resident.openid, 'enterprises.get', { id })
  expect(outside).toMatchObject({ state: 'suspended', activeSince })
  await decide(id, 3, 'reopen', '工钱付清了')
  const view = await ownView(cloud, people.staff.openid, id)
  expect(view).toMatchObject({ state: 'active', activeSince, reason: null })
  expect(view.events.map(({ what, reason }) => [what, reason])).toEqual([
    ['applied', null],
    ['approve', null],
    ['suspend', '拖欠工钱'],
    ['reopen', '工钱付清了'],
  ])
})

test('both members of an enterprise are told of a decision, nobody else', async () => {
  const before = rowsOf(cloud, 'messages').length
  const { version } = await ownView(cloud, people.staff.openid, trade.enterprise)
  await decide(trade.enterprise, version, 'suspend', '先停一停')
  await decide(trade.enterprise, version + 1, 'reopen')
  const told = rowsOf<{ to: string; what: string; push: string }>(cloud, 'messages').slice(before)
  expect(told.map(({ to, what, push }) => [to, what, push]).sort()).toEqual(
    [
      [trade.owner.openid, 'suspended', 'none'],
      [trade.clerk.openid, 'suspended', 'none'],
      [trade.owner.openid, 'reopened', 'none'],
      [trade.clerk.openid, 'reopened', 'none'],
    ].sort(),
  )
})

test('the owner changes contact, wants and about, each alone; the story tells it', async () => {
  const { owner, enterprise: id } = trade
  const seen = await ownView(cloud, owner.openid, id)
  const contact = { name: '钱会计', phone: '023-68880000' }
  const first = await ok(cloud, owner.openid, 'enterprises.change', { id, version: seen.version, contact })
  expect(first).toEqual({
    ...seen,
    contact,
    version: seen.version + 1,
    events: [...seen.events, { at: expect.any(Number), what: 'changed', by: owner.name, reason: null }],
  })
  const second = await ok(cloud, owner.openid, 'enterprises.change', {
    id,
    version: first.version,
    wants: ['hiring'],
    about: '现在也招人',
  })
  expect(second).toMatchObject({ contact, wants: ['hiring'], about: '现在也招人', name: FIRM.name, code: FIRM.code })
  expect(await ownView(cloud, owner.openid, id)).toEqual(second)
})

describe('a colleague', () => {
  it('comes with a code of ten characters that nothing holds', async () => {
    const { owner, enterprise: id } = trade
    const { code, expiresAt } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(Math.abs(expiresAt - cloud.now() - 7 * DAY)).toBeLessThan(60_000)
    expect(everything(cloud)).not.toContain(code)

    const openid = stranger()
    const typed = `${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`
    const view = await ok(cloud, openid, 'enterprises.join', { code: typed, name: '冯新来' })
    const me = await ok(cloud, openid, 'estate.me', {})
    expect(me).toMatchObject({ name: '冯新来', enterprises: [{ id, name: FIRM.name }] })
    expect(view).toMatchObject({ id, isOwner: false, code: FIRM.code })
    expect(view.members.at(-1)).toEqual({ id: me.id, name: '冯新来', isOwner: false, since: expect.any(Number) })
    // a name that was changed or deleted is so here as well
    await ok(cloud, openid, 'estate.profile', { name: null })
    expect((await ownView(cloud, owner.openid, id)).members.at(-1)).toMatchObject({ id: me.id, name: '' })
  })

  it('is removed by the owner, or leaves, and sees no more than anybody', async () => {
    const { owner, enterprise: id } = trade
    const [removed, left] = [stranger(), stranger()]
    for (const openid of [removed, left]) {
      const { code } = await ok(cloud, owner.openid, 'enterprises.invite', { id })
      await ok(cloud, openid, 'enterprises.join', { code, name: '来了又走' })
    }
    const before = (await ownView(cloud, owner.openid, id)).members.length
    await ok(cloud, owner.openid, 'enterprises.remove', { id, person: await idOf(cloud, removed) })
    await ok(cloud, left, 'enterprises.remove', { id, person: await idOf(cloud, left) })
    expect((await ownView(cloud, owner.openid, id)).members).toHaveLength(before - 2)
    for (const openid of [removed, left]) {
      expect((await ok(cloud, openid, 'estate.me', {})).enterprises).toEqual([])
      expect(await ok(cloud, openid, 'enterprises.get', { id })).not.toHaveProperty('members')
      expect(await ok(cloud, openid, 'enterprises.mine', {})).toEqual({ enterprises: [] })
    }
  })
})

test('the staff list each state, the newest change first, page by page', async () => {
  const staff = people.staff.openid
  const ids: string[] = []
  for (let n = 0; n < 23; n++) {
    await cloud.shift(1000)
    ids.push((await ok(cloud, stranger(), 'enterprises.apply', application())).id)
  }
  const first = await ok(cloud, staff, 'enterprises.list', { state: 'applied' })
  expect(first.rows).toHaveLength(20)
  expect(first.rows[0]).toEqual({
    id: ids.at(-1),
    name: '巧娘工坊',
    wants: ['piecework'],
    state: 'applied',
    at: expect.any(Number),
  })
  const second = await ok(cloud, staff, 'enterprises.list', { state: 'applied', after: String(first.next) })
  expect([...first.rows, ...second.rows].map(({ id }) => id).slice(0, ids.length)).toEqual([...ids].reverse())
  const active = await ok(cloud, staff, 'enterprises.list', { state: 'active' })
  expect(active.rows.map(({ id }) => id)).toContain(trade.foreignEnterprise)
})
