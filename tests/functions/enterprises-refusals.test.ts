/** What is refused: wrong fields, limits, used codes, stale decisions. */
import type { In } from '../../miniprogram/contract/api'
import { ENTERPRISE_LIMITS } from '../../miniprogram/contract/enterprises'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { digest } from '../../cloudfunctions/kit/ids'
import type { TestCloud } from '../cloud'
import { creditCode, withCheckSign } from '../credit-code'
import { application, idOf, ownView, stranger } from './enterprise-helpers'
import { employ, ok, openEnterprise, refused, tradingCloud, type People, type Trade } from './people'
import { change, rowsOf } from './store'

let cloud: TestCloud
let people: People
let trade: Trade

beforeAll(async () => {
  ;({ cloud, people, trade } = await tradingCloud())
}, 60_000)
afterAll(() => cloud.stop())

const docOf = (id: string) => rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === id)!
const invite = (id = trade.enterprise, by = trade.owner.openid) => ok(cloud, by, 'enterprises.invite', { id })
const join = (openid: string, code: string, name = '新来的') => cloud.call(openid, 'enterprises.join', { code, name })
const decide = (input: Omit<In<'enterprises.decide'>, 'id'> & { id?: string }) =>
  refused(cloud, people.staff.openid, 'enterprises.decide', { id: trade.enterprise, ...input })
const LIMIT = { code: 'LIMIT' }
const EXPIRED = { ok: false, error: { code: 'EXPIRED' } }
const CONTACT = { name: '唐丽娟', phone: '13912345678' }

describe('an application is refused', () => {
  const wrongSign = `${creditCode(7).slice(0, 17)}${creditCode(7).endsWith('0') ? '1' : '0'}`

  it.each<[object, object]>([
    [{ name: '' }, { name: 'too_short:1' }],
    [{ name: '长'.repeat(41) }, { name: 'too_long:40' }],
    [{ name: 'a\u0007b' }, { name: 'wrong_form' }],
    [{ code: wrongSign }, { code: 'wrong_form' }],
    [{ code: creditCode(7).slice(0, 17) }, { code: 'wrong_form' }],
    [{ code: `${creditCode(7)}0` }, { code: 'wrong_form' }],
    [{ code: { $gt: '' } }, { code: 'wrong_type' }],
    [{ code: withCheckSign('00000000000000000').replace('0', '０') }, { code: 'wrong_form' }],
    [{ contact: { ...CONTACT, name: '名'.repeat(21) } }, { 'contact.name': 'too_long:20' }],
    [{ contact: { ...CONTACT, phone: '12345' } }, { 'contact.phone': 'wrong_form' }],
    [{ contact: { ...CONTACT, phone: '8612345678901' } }, { 'contact.phone': 'wrong_form' }],
    [{ contact: { ...CONTACT, wechat: 'x' } }, { 'contact.wechat': 'unknown_field' }],
    [{ contact: { name: '唐丽娟' } }, { 'contact.phone': 'missing' }],
    [{ wants: [] }, { wants: 'too_short:1' }],
    [{ wants: ['hiring', 'hiring'] }, { wants: 'wrong_form' }],
    [{ wants: ['money'] }, { 'wants.0': 'not_a_choice' }],
    [{ about: '' }, { about: 'too_short:1' }],
    [{ about: '字'.repeat(301) }, { about: 'too_long:300' }],
    [{ state: 'active' }, { state: 'unknown_field' }],
  ])('with %j', async (part, fields) => {
    const openid = stranger()
    expect(await refused(cloud, openid, 'enterprises.apply', { ...application(), ...part })).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
  })

  it.each(['name', 'about', 'contact'] as const)('with unsafe words in %s, and nothing is kept', async (field) => {
    const openid = stranger()
    const bad = field === 'contact' ? { contact: { ...CONTACT, name: '辱骂词' } } : { [field]: '辱骂词' }
    const input = application(bad)
    expect(await refused(cloud, openid, 'enterprises.apply', input)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(rowsOf<EnterpriseDoc>(cloud, 'enterprises').some(({ code }) => code === input.code)).toBe(false)
    expect(rowsOf(cloud, 'members').some(({ _id }) => _id === openid)).toBe(false)
  })

  it('with a code that is registered, whatever its state', async () => {
    const used = { code: 'INVALID_INPUT', fields: { code: 'used_before' } }
    const { code } = docOf(trade.enterprise)
    const forms = [code, code.toLowerCase()]
    for (const form of forms) {
      expect(await refused(cloud, stranger(), 'enterprises.apply', application({ code: form }))).toEqual(used)
    }
    expect(await refused(cloud, trade.owner.openid, 'enterprises.apply', application({ code }))).toEqual(used)
  })

  it('when three of the person wait; a decision makes room', async () => {
    const openid = stranger()
    const ids: string[] = []
    for (let n = 0; n < ENTERPRISE_LIMITS.openApplications; n++) {
      ids.push((await ok(cloud, openid, 'enterprises.apply', application())).id)
    }
    expect(await refused(cloud, openid, 'enterprises.apply', application())).toEqual(LIMIT)
    await ok(cloud, people.staff.openid, 'enterprises.decide', { id: ids[0]!, version: 1, decision: 'approve' })
    await ok(cloud, openid, 'enterprises.apply', application())
  })

  it('when the person acts for five already; so is a colleague’s code, which stays unused', async () => {
    const openid = stranger()
    for (let n = 0; n < ENTERPRISE_LIMITS.perPerson; n++) await openEnterprise(cloud, people, openid, application())
    expect(await refused(cloud, openid, 'enterprises.apply', application())).toEqual(LIMIT)
    const { code } = await invite()
    expect(await join(openid, code)).toMatchObject({ error: LIMIT })
    expect(await join(stranger(), code)).toMatchObject({ ok: true })
  })
})

describe('a decision is refused', () => {
  it('when somebody was faster', async () => {
    const { id } = await ok(cloud, stranger(), 'enterprises.apply', application())
    await ok(cloud, people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' })
    const late = { id, version: 1, decision: 'refuse', reason: '材料不全' } as const
    expect(await decide(late)).toEqual({ code: 'CONFLICT' })
    expect(docOf(id)).toMatchObject({ state: 'active', version: 2 })
  })

  it('when the owner changed what the staff saw', async () => {
    const owner = stranger()
    const { id } = await ok(cloud, owner, 'enterprises.apply', application())
    await ok(cloud, owner, 'enterprises.change', { id, version: 1, about: '说清楚一点' })
    expect(await decide({ id, version: 1, decision: 'approve' })).toEqual({ code: 'CONFLICT' })
  })

  it.each(['refuse', 'suspend'] as const)('to %s without a reason', async (decision) => {
    const missing = { code: 'INVALID_INPUT', fields: { reason: 'missing' } }
    expect(await decide({ version: 2, decision })).toEqual(missing)
  })

  it('with unsafe words, and nothing has changed', async () => {
    const before = docOf(trade.enterprise)
    const refusal = await decide({ version: before.version, decision: 'suspend', reason: '辱骂词' })
    expect(refusal).toEqual({ code: 'UNSAFE_CONTENT', fields: { reason: 'unsafe' } })
    expect(docOf(trade.enterprise)).toEqual(before)
  })

  it.each(['approve', 'refuse', 'reopen'] as const)('to %s one that is active', async (decision) => {
    const { version } = docOf(trade.enterprise)
    expect(await decide({ version, decision, reason: '再想想' })).toEqual({ code: 'NOT_NOW' })
  })

  it.each([
    [{ version: 0, decision: 'approve' }, { version: 'too_small:1' }],
    [{ version: 1, decision: 'burn' }, { decision: 'not_a_choice' }],
    [{ version: 1, decision: 'suspend', reason: '长'.repeat(201) }, { reason: 'too_long:200' }],
    [{ id: 'x', version: 1, decision: 'approve' }, { id: 'wrong_form' }],
  ])('as %j', async (input, fields) => {
    expect(await decide(input as never)).toEqual({ code: 'INVALID_INPUT', fields })
  })
})

describe('a change is refused', () => {
  it('of an old version, of nothing, of the name, with unsafe words', async () => {
    const { owner, enterprise: id } = trade
    const { version } = docOf(id)
    const of = (input: object) => refused(cloud, owner.openid, 'enterprises.change', { id, version, ...input })
    expect(await of({ version: version + 1, about: '换' })).toEqual({ code: 'CONFLICT' })
    expect(await of({})).toEqual({ code: 'INVALID_INPUT', fields: { about: 'missing' } })
    expect(await of({ name: '换个名' })).toEqual({ code: 'INVALID_INPUT', fields: { name: 'unknown_field' } })
    expect(await of({ about: '辱骂词' })).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(await of({ contact: { ...CONTACT, name: '辱骂词' } })).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(docOf(id).version).toBe(version)
  })

  it('of a refused application, and when the story is too long; a decision is still taken', async () => {
    const owner = stranger()
    const { id } = await ok(cloud, owner, 'enterprises.apply', application())
    const { events } = docOf(id)
    const long = Array.from({ length: ENTERPRISE_LIMITS.events }, (_, n) => ({
      ...events[0],
      no: n + 1,
      requestId: `old-${n}`,
    }))
    const version = long.length
    await change(cloud, 'enterprises', id, { events: long, version })
    const once = () => refused(cloud, owner, 'enterprises.change', { id, version: docOf(id).version, about: '换一句' })
    expect(await once()).toEqual(LIMIT)
    await ok(cloud, people.staff.openid, 'enterprises.decide', { id, version, decision: 'refuse', reason: '不合规' })
    expect(await once()).toEqual({ code: 'NOT_NOW' })
  })
})

describe('an invitation is refused', () => {
  it('when ten are open; one that is used or has expired makes room', async () => {
    const owner = stranger()
    const id = await openEnterprise(cloud, people, owner, application())
    const codes: string[] = []
    for (let n = 0; n < ENTERPRISE_LIMITS.invitations; n++) codes.push((await invite(id, owner)).code)
    expect(await refused(cloud, owner, 'enterprises.invite', { id })).toEqual(LIMIT)
    expect(await join(stranger(), codes[0]!)).toMatchObject({ ok: true })
    await invite(id, owner)
    expect(await refused(cloud, owner, 'enterprises.invite', { id })).toEqual(LIMIT)
    const gone = docOf(id).invitations.map((one, n) => (n === 1 ? { ...one, expiresAt: cloud.now() } : one))
    await change(cloud, 'enterprises', id, { invitations: gone })
    await invite(id, owner)
    expect(docOf(id).invitations.map(({ digest: mark }) => mark)).not.toContain(digest(codes[1]!))
  })

  it('while the enterprise is suspended, and its codes are worth nothing until then', async () => {
    const owner = stranger()
    const id = await openEnterprise(cloud, people, owner, application())
    const { code } = await invite(id, owner)
    const staff = people.staff.openid
    await ok(cloud, staff, 'enterprises.decide', { id, version: 2, decision: 'suspend', reason: '先停' })
    expect(await refused(cloud, owner, 'enterprises.invite', { id })).toEqual({ code: 'NOT_NOW' })
    expect(await join(stranger(), code)).toMatchObject(EXPIRED)
    await ok(cloud, staff, 'enterprises.decide', { id, version: 3, decision: 'reopen' })
    expect(await join(stranger(), code)).toMatchObject({ ok: true })
  })
})

describe('a code', () => {
  it('that is unknown, used or expired answers alike', async () => {
    const used = await invite()
    await join(stranger(), used.code)
    const old = await invite()
    const { invitations } = docOf(trade.enterprise)
    const aged = invitations.map((one) => (one.digest === digest(old.code) ? { ...one, expiresAt: cloud.now() } : one))
    await change(cloud, 'enterprises', trade.enterprise, { invitations: aged })
    const clerk = trade.clerk.openid
    const answers = [
      ...(await Promise.all([used.code, old.code, '0000000000', 'x'].map((code) => join(stranger(), code)))),
      // nor does a member learn more
      await join(clerk, used.code),
      await join(clerk, old.code),
    ]
    for (const answer of answers) expect(answer).toMatchObject(EXPIRED)
    const shapes = answers.map((answer) =>
      JSON.stringify({ ...answer, error: { ...(answer.ok ? {} : answer.error), requestId: '' } }),
    )
    expect(new Set(shapes).size).toBe(1)
  })

  it('is not used up by one who is a member already, nor by a name that is refused', async () => {
    const { code } = await invite()
    const before = docOf(trade.enterprise)
    expect(await join(trade.clerk.openid, code, '换名')).toMatchObject({ ok: true, data: { isOwner: false } })
    expect(await join(trade.owner.openid, code, '换名')).toMatchObject({ ok: true, data: { isOwner: true } })
    expect(docOf(trade.enterprise)).toEqual(before)
    expect(await join(stranger(), code, '辱骂词')).toMatchObject({ error: { code: 'UNSAFE_CONTENT' } })
    expect(await join(stranger(), code, '')).toMatchObject({ error: { fields: { name: 'too_short:1' } } })
    expect(await join(stranger(), code)).toMatchObject({ ok: true })
  })

  it('does not work again for one who was removed', async () => {
    const openid = stranger()
    const { code } = await invite()
    await join(openid, code)
    const person = await idOf(cloud, openid)
    await ok(cloud, trade.owner.openid, 'enterprises.remove', { id: trade.enterprise, person })
    expect(await join(openid, code)).toMatchObject(EXPIRED)
  })

  it('lets nobody in when twenty act for the enterprise', async () => {
    const owner = stranger()
    const id = await openEnterprise(cloud, people, owner, application())
    const { code } = await invite(id, owner)
    for (let n = 1; n < ENTERPRISE_LIMITS.members; n++) await employ(cloud, owner, id, stranger(), '同事')
    expect(await join(stranger(), code)).toMatchObject({ error: LIMIT })
    const view = await ownView(cloud, owner, id)
    expect(view.members).toHaveLength(ENTERPRISE_LIMITS.members)
    await ok(cloud, owner, 'enterprises.remove', { id, person: view.members[1]!.id })
    expect(await join(stranger(), code)).toMatchObject({ ok: true })
  })
})
