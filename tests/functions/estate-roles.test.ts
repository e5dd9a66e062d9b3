/** Roles: invited, taken, revoked. */
import { digest } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import type { Grant } from '../../miniprogram/contract/estate'
import { startCloud, type TestCloud } from '../cloud'
import { appoint, FIRST_ADMIN, ok, refused, settledCloud, type People } from './people'
import { change, everything, insert, rowsOf } from './store'

const DAY = 86_400_000

let cloud: TestCloud
let people: People
let newcomers = 0
const newcomer = () => `oCandidate_${++newcomers}_x`

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
}, 60_000)
afterAll(() => cloud.stop())

const LEADER_C: Grant = { role: 'leader', cluster: 'C' }
const eventsOf = (who: string) =>
  rowsOf<{ who: string; what: string }>(cloud, 'grant_events').filter((e) => e.who === who)
const invite = (grant: Grant, by = people.staff.openid) => ok(cloud, by, 'estate.invite', { grant })
const join = (openid: string, code: string, name = '新来的') =>
  cloud.call<{ id: string; grants: Grant[] }>(openid, 'estate.join', { code, name })
const EXPIRED = { ok: false, error: { code: 'EXPIRED' } }

describe('an invitation', () => {
  it('is a code of ten characters for seven days, kept by digest alone', async () => {
    const { code, expiresAt } = await invite(LEADER_C)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(Math.abs(expiresAt - cloud.now() - 7 * DAY)).toBeLessThan(60_000)
    expect(everything(cloud)).not.toContain(code)
    expect(rowsOf(cloud, 'invitations').map(({ _id }) => _id)).toContain(digest(code))
  })

  it.each([
    [{ role: 'mediator', cluster: 'A', building: 'A19' }, { 'grant.building': 'not_found' }],
    [{ role: 'mediator', cluster: 'B', building: 'A18' }, { 'grant.building': 'wrong_cluster' }],
    [{ role: 'worker', cluster: 'A', buildings: ['A1', 'A30'] }, { 'grant.buildings': 'not_found' }],
    [{ role: 'worker', cluster: 'A', buildings: ['A1', 'B1'] }, { 'grant.buildings': 'wrong_cluster' }],
    [{ role: 'worker', cluster: 'A', buildings: [] }, { 'grant.buildings': 'too_short:1' }],
    [{ role: 'worker', cluster: 'A', buildings: Array(21).fill('A1') }, { 'grant.buildings': 'too_long:20' }],
    [{ role: 'leader', cluster: 'F' }, { 'grant.cluster': 'not_a_choice' }],
    [{ role: 'king' }, { 'grant.role': 'not_a_choice' }],
    [{ role: 'staff', cluster: 'A' }, { 'grant.cluster': 'unknown_field' }],
  ])('is not made for %j', async (grant, fields) => {
    const before = rowsOf(cloud, 'invitations').length
    expect(await refused(cloud, people.admin.openid, 'estate.invite', { grant })).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
    expect(rowsOf(cloud, 'invitations')).toHaveLength(before)
  })

  it('for staff or administrator comes from the administrator alone', async () => {
    for (const role of ['staff', 'admin'] as const) {
      expect(await refused(cloud, people.staff.openid, 'estate.invite', { grant: { role } })).toEqual({
        code: 'FORBIDDEN',
      })
      await ok(cloud, people.admin.openid, 'estate.invite', { grant: { role } })
    }
  })

  it('is the same when the call is retried, twenty times at once', async () => {
    const before = rowsOf(cloud, 'invitations').length
    const events = rowsOf(cloud, 'grant_events').length
    const calls = Array.from({ length: 20 }, () =>
      cloud.call(people.staff.openid, 'estate.invite', { grant: LEADER_C }, 'one-invitation-01'),
    )
    const answers = await Promise.all(calls)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true })
    expect(rowsOf(cloud, 'invitations')).toHaveLength(before + 1)
    expect(rowsOf(cloud, 'grant_events')).toHaveLength(events + 1)
    const other = await cloud.call(
      people.staff.openid,
      'estate.invite',
      { grant: { ...LEADER_C, cluster: 'D' } },
      'one-invitation-01',
    )
    expect(other).toMatchObject({ error: { code: 'INVALID_INPUT', fields: { requestId: 'used_before' } } })
  })
})

describe('taking a role', () => {
  it('gives the role, the name and an event; a second time changes nothing', async () => {
    const openid = newcomer()
    const { code } = await invite({ role: 'worker', cluster: 'A', buildings: ['A2', 'A1', 'A2'] })
    const first = await join(openid, `${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`, '冯大海')
    const grant = { role: 'worker', cluster: 'A', buildings: ['A1', 'A2'] }
    expect(first).toMatchObject({ ok: true, data: { name: '冯大海', grants: [grant] } })
    expect(await join(openid, code, '别的名字')).toEqual(first)
    const [member] = rowsOf(cloud, 'members').filter(({ _id }) => _id === openid)
    expect(member?.roleKeys).toEqual(['worker:A1', 'worker:A2', 'grid:A', 'cluster:A'])
    expect(eventsOf(String(member?.id))).toMatchObject([{ what: 'granted', grant, by: people.staff.id }])
  })

  it('with two codes for the same role gives it once', async () => {
    const openid = newcomer()
    await join(openid, (await invite(LEADER_C)).code)
    expect(await join(openid, (await invite(LEADER_C)).code)).toMatchObject({ data: { grants: [LEADER_C] } })
  })

  it('answers unknown, used and expired codes alike', async () => {
    const used = await invite(LEADER_C)
    await join(newcomer(), used.code)
    const old = await invite(LEADER_C)
    await change(cloud, 'invitations', digest(old.code), { expiresAt: cloud.now() })
    const answers = await Promise.all([used.code, old.code, '0000000000', 'x'].map((code) => join(newcomer(), code)))
    for (const answer of answers) expect(answer).toMatchObject(EXPIRED)
    const shapes = answers.map((answer) =>
      JSON.stringify({ ...answer, error: { ...(answer.ok ? {} : answer.error), requestId: '' } }),
    )
    expect(new Set(shapes).size).toBe(1)
  })

  it('is for one person when ten try the same code at once', async () => {
    const { code } = await invite(LEADER_C)
    const candidates = Array.from({ length: 10 }, newcomer)
    const answers = await Promise.all(candidates.map((openid) => join(openid, code)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('EXPIRED')
    const holders = rowsOf(cloud, 'members').filter(({ _id }) => candidates.includes(_id))
    expect(holders).toHaveLength(1)
  })

  it('is one role and one event when one person taps ten times at once', async () => {
    const openid = newcomer()
    const { code } = await invite(LEADER_C)
    const answers = await Promise.all(Array.from({ length: 10 }, () => join(openid, code)))
    for (const answer of answers) expect(answer).toMatchObject({ ok: true })
    const me = await ok(cloud, openid, 'estate.me', {})
    expect(me.grants).toEqual([LEADER_C])
    expect(eventsOf(String(me.id))).toHaveLength(1)
  })

  it('goes on after a call that broke off once the code was marked', async () => {
    const openid = newcomer()
    const { code } = await invite(LEADER_C)
    await change(cloud, 'invitations', digest(code), { used: openid })
    expect(await join(newcomer(), code)).toMatchObject(EXPIRED)
    expect(await join(openid, code)).toMatchObject({ ok: true, data: { grants: [LEADER_C] } })
    expect(eventsOf(String((await ok(cloud, openid, 'estate.me', {})).id))).toHaveLength(1)
  })

  it('does not work again after the role was revoked', async () => {
    const openid = newcomer()
    const { code } = await invite(LEADER_C)
    const joined = await join(openid, code)
    const person = joined.ok ? joined.data.id : ''
    await ok(cloud, people.staff.openid, 'estate.revoke', { person, grant: LEADER_C })
    expect(await join(openid, code)).toMatchObject({ data: { grants: [] } })
    expect(rowsOf(cloud, 'members').find(({ _id }) => _id === openid)).toMatchObject({ grants: [], roleKeys: [] })
  })

  it('does not work when whoever invited may no longer give the role', async () => {
    const deputy = newcomer()
    const { id } = await appoint(cloud, FIRST_ADMIN, deputy, { role: 'staff' }, '临时干部')
    const { code } = await invite(LEADER_C, deputy)
    await ok(cloud, FIRST_ADMIN, 'estate.revoke', { person: String(id), grant: { role: 'staff' } })
    expect(await join(newcomer(), code)).toMatchObject(EXPIRED)
  })

  it('leaves the code unused when the name is refused or ten roles are held', async () => {
    const openid = newcomer()
    const { code } = await invite(LEADER_C)
    expect(await join(openid, code, '辱骂词')).toMatchObject({ error: { code: 'UNSAFE_CONTENT' } })
    expect(await join(openid, code, '')).toMatchObject({ error: { fields: { name: 'too_short:1' } } })
    const full = newcomer()
    const ten = Array.from({ length: 10 }, (_, i): Grant => ({ role: 'mediator', cluster: 'A', building: `A${i + 1}` }))
    for (const grant of ten) await appoint(cloud, people.staff.openid, full, grant, '能人')
    expect(await join(full, code)).toMatchObject({ error: { code: 'LIMIT' } })
    expect(await join(openid, code)).toMatchObject({ ok: true })
  })
})

describe('revoking', () => {
  it('takes the role, not the others, and keeps an event; retried it stays one', async () => {
    const openid = newcomer()
    const worker: Grant = { role: 'worker', cluster: 'C', buildings: ['C1', 'C2'] }
    await appoint(cloud, people.staff.openid, openid, LEADER_C, '两职')
    const { id } = await appoint(cloud, people.staff.openid, openid, worker, '两职')
    const turned = { ...worker, buildings: ['C2', 'C1'] }
    const revoke = () =>
      cloud.call(people.staff.openid, 'estate.revoke', { person: id, grant: turned }, 'one-revocation-01')
    expect(await revoke()).toEqual({ ok: true, data: { done: true } })
    expect(await revoke()).toEqual({ ok: true, data: { done: true } })
    expect((await ok(cloud, openid, 'estate.me', {})).grants).toEqual([LEADER_C])
    expect(eventsOf(String(id)).filter(({ what }) => what === 'revoked')).toMatchObject([
      { grant: worker, by: people.staff.id },
    ])
    expect(rowsOf(cloud, 'members').find(({ _id }) => _id === openid)?.roleKeys).toEqual([
      'leader:C',
      'grid:C',
      'cluster:C',
    ])
  })

  it('holds when two roles of one person are taken at once', async () => {
    const openid = newcomer()
    const buildings = ['D1', 'D2', 'D3', 'D4', 'D5']
    const grants = buildings.map((building): Grant => ({ role: 'mediator', cluster: 'D', building }))
    let person = ''
    for (const grant of grants) person = String((await appoint(cloud, people.staff.openid, openid, grant, '多职')).id)
    await Promise.all(
      grants.slice(1).map((grant) => ok(cloud, people.staff.openid, 'estate.revoke', { person, grant })),
    )
    expect((await ok(cloud, openid, 'estate.me', {})).grants).toEqual([grants[0]])
    expect(eventsOf(person).filter(({ what }) => what === 'revoked')).toHaveLength(4)
  })

  it('ends a leave with the last role in a cluster', async () => {
    const openid = newcomer()
    const { id } = await appoint(cloud, people.staff.openid, openid, LEADER_C, '要走')
    await ok(cloud, openid, 'estate.leave', { leave: { from: cloud.now(), to: cloud.now() + DAY, standIn: null } })
    await ok(cloud, people.staff.openid, 'estate.revoke', { person: String(id), grant: LEADER_C })
    expect((await ok(cloud, openid, 'estate.me', {})).leave).toBeNull()
  })

  it('goes on after a call that broke off once the event was written', async () => {
    const openid = newcomer()
    const requestId = 'broken-revocation1'
    const { id } = await appoint(cloud, people.staff.openid, openid, LEADER_C, '断线')
    const { version } = rowsOf<Member>(cloud, 'members').find(({ _id }) => _id === openid)!
    const _id = digest(JSON.stringify(['revoked', people.staff.openid, requestId, id, version, LEADER_C]))
    insert(cloud, 'grant_events', [{ _id, at: 1, what: 'revoked', grant: LEADER_C, by: people.staff.id, who: id }])
    const call = () => cloud.call(people.staff.openid, 'estate.revoke', { person: id, grant: LEADER_C }, requestId)
    expect(await call()).toMatchObject({ ok: true })
    const revoked = () => eventsOf(String(id)).filter(({ what }) => what === 'revoked').length
    expect(revoked()).toBe(1)
    // given again and taken again under the same requestId: that is another event
    await appoint(cloud, people.staff.openid, openid, LEADER_C, '断线')
    expect(await call()).toMatchObject({ ok: true })
    expect((await ok(cloud, openid, 'estate.me', {})).grants).toEqual([])
    expect(revoked()).toBe(2)
  })

  it('finds nobody where there is no such person, and takes nothing that is not held', async () => {
    const nobody = '0'.repeat(26)
    const of = (person: string, grant: Grant) => refused(cloud, people.staff.openid, 'estate.revoke', { person, grant })
    expect(await of(nobody, LEADER_C)).toEqual({ code: 'NOT_FOUND' })
    const events = rowsOf(cloud, 'grant_events').length
    await ok(cloud, people.staff.openid, 'estate.revoke', { person: people.worker.id, grant: LEADER_C })
    expect(rowsOf(cloud, 'grant_events')).toHaveLength(events)
    expect(await of(people.worker.openid, LEADER_C)).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('of staff is for the administrator', async () => {
    const call = { person: people.staff.id, grant: { role: 'staff' as const } }
    expect(await refused(cloud, people.staff.openid, 'estate.revoke', call)).toEqual({ code: 'FORBIDDEN' })
  })
})

describe('the administrators', () => {
  const ADMIN: Grant = { role: 'admin' }

  it('are never without one, when the setting is gone', async () => {
    const settled = await settledCloud()
    try {
      const first = await appoint(settled.cloud, FIRST_ADMIN, 'oAdmin_one', ADMIN, '甲')
      const second = await appoint(settled.cloud, FIRST_ADMIN, 'oAdmin_two', ADMIN, '乙')
      const other = await startCloud()
      await other.cloud.database.importLines([...settled.cloud.cloud.database.exportLines()])
      try {
        const both = await Promise.all([
          other.call('oAdmin_one', 'estate.revoke', { person: second.id, grant: ADMIN }),
          other.call('oAdmin_two', 'estate.revoke', { person: first.id, grant: ADMIN }),
        ])
        expect(both.filter((answer) => answer.ok).length).toBeLessThanOrEqual(1)
        const admins = rowsOf<{ _id: string; id: string; roleKeys: string[] }>(other, 'members').filter((m) =>
          m.roleKeys.includes('admin'),
        )
        expect(admins.length).toBeGreaterThanOrEqual(1)
        const [left] = admins
        if (admins.length === 2)
          await ok(other, admins[0]!._id, 'estate.revoke', { person: admins[1]!.id, grant: ADMIN })
        const last = await refused(other, left!._id, 'estate.revoke', { person: left!.id, grant: ADMIN })
        expect(last).toEqual({ code: 'NOT_NOW' })
        expect((await ok(other, left!._id, 'estate.me', {})).grants).toEqual([ADMIN])
      } finally {
        await other.stop()
      }
    } finally {
      await settled.cloud.stop()
    }
  }, 120_000)

  it('may all go while the setting names one', async () => {
    const openid = newcomer()
    const { id } = await appoint(cloud, FIRST_ADMIN, openid, ADMIN, '丙')
    await ok(cloud, openid, 'estate.revoke', { person: String(id), grant: ADMIN })
    expect((await ok(cloud, FIRST_ADMIN, 'estate.me', {})).grants).toEqual([ADMIN])
  })
})
