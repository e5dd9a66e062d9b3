/** Leave and stand-ins; who sees whom. */
import type { Grant } from '../../miniprogram/contract/estate'
import type { TestCloud } from '../cloud'
import { appoint, ok, refused, settledCloud, type People } from './people'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LEADER_C: Grant = { role: 'leader', cluster: 'C' }

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
}, 60_000)
afterAll(() => cloud.stop())

describe('leave', () => {
  const week = (standIn: string | null) => ({ from: cloud.now(), to: cloud.now() + 7 * DAY, standIn })

  it('is taken with a stand-in, shown to colleagues, and ended', async () => {
    const { worker, colleague } = people
    const leave = week(colleague.id)
    expect(await ok(cloud, worker.openid, 'estate.leave', { leave })).toEqual({ leave })
    expect((await ok(cloud, worker.openid, 'estate.me', {})).leave).toEqual(leave)
    const { colleagues } = await ok(cloud, colleague.openid, 'estate.colleagues', { cluster: 'A' })
    expect(colleagues.find(({ id }) => id === worker.id)?.leave).toEqual(leave)
    expect(await ok(cloud, worker.openid, 'estate.leave', { leave: null })).toEqual({ leave: null })
    expect((await ok(cloud, worker.openid, 'estate.me', {})).leave).toBeNull()
  })

  it('may be noted for another by the leader of the cluster and by staff', async () => {
    const { worker, leader, staff, mediator } = people
    for (const { openid } of [leader, staff]) {
      const leave = week(null)
      expect(await ok(cloud, openid, 'estate.leave', { leave, person: worker.id })).toEqual({ leave })
      await ok(cloud, openid, 'estate.leave', { leave: null, person: worker.id })
    }
    expect(await ok(cloud, mediator.openid, 'estate.leave', { leave: null, person: mediator.id })).toEqual({
      leave: null,
    })
  })

  it('is nobody else’s business', async () => {
    const { worker, colleague, mediator, foreignLeader, staff, resident } = people
    const of = (openid: string, person?: string) =>
      refused(cloud, openid, 'estate.leave', person === undefined ? { leave: null } : { leave: null, person })
    expect(await of(colleague.openid, worker.id)).toEqual({ code: 'FORBIDDEN' })
    expect(await of(mediator.openid, worker.id)).toEqual({ code: 'FORBIDDEN' })
    expect(await of(foreignLeader.openid, worker.id)).toEqual({ code: 'NOT_FOUND' })
    expect(await of(staff.openid, resident.id)).toEqual({ code: 'NOT_FOUND' })
    expect(await of(staff.openid, '0'.repeat(26))).toEqual({ code: 'NOT_FOUND' })
    expect(await of(staff.openid)).toEqual({ code: 'FORBIDDEN' })
  })

  it('wants sane days and a colleague to stand in', async () => {
    const { worker, foreignWorker, mediator, resident } = people
    const of = (leave: unknown) => refused(cloud, worker.openid, 'estate.leave', { leave })
    const problem = (fields: object) => ({ code: 'INVALID_INPUT', fields })
    const standIn = problem({ 'leave.standIn': 'not_a_choice' })
    for (const { id } of [worker, foreignWorker, mediator, resident]) expect(await of(week(id))).toEqual(standIn)
    expect(await of(week('0'.repeat(26)))).toEqual(standIn)
    expect(await of({ ...week(null), to: cloud.now() - HOUR })).toEqual(problem({ 'leave.to': 'too_small' }))
    expect(await of({ ...week(null), to: cloud.now() + 61 * DAY })).toEqual(problem({ 'leave.to': 'too_large' }))
    expect(await of({ from: 'x', to: 1 })).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('who sees whom', () => {
  it('colleagues see id, name, roles and leave of the own cluster, leaders first', async () => {
    const { colleagues } = await ok(cloud, people.mediator.openid, 'estate.colleagues', { cluster: 'A' })
    const known = colleagues.filter(({ id }) =>
      [people.leader, people.worker, people.mediator].some((p) => p.id === id),
    )
    expect(known.map(({ name }) => name)).toEqual([people.leader.name, people.worker.name, people.mediator.name])
    for (const each of colleagues) expect(Object.keys(each).sort()).toEqual(['grants', 'id', 'leave', 'name'])
    for (const { id } of [people.foreignLeader, people.foreignMediator, people.resident, people.staff]) {
      expect(colleagues.map((each) => each.id)).not.toContain(id)
    }
  })

  it('nobody but staff looks into another cluster', async () => {
    const { mediator, worker, leader, staff, admin } = people
    for (const { openid } of [mediator, worker, leader]) {
      expect(await refused(cloud, openid, 'estate.colleagues', { cluster: 'B' })).toEqual({ code: 'FORBIDDEN' })
    }
    for (const { openid } of [staff, admin]) {
      expect((await ok(cloud, openid, 'estate.colleagues', { cluster: 'B' })).colleagues).toHaveLength(3)
    }
  })

  it('staff read every change of roles, with the names of now', async () => {
    const openid = 'oCandidate_x'
    // with those who moved in this makes more than a page
    for (let i = 0; i < 4; i++) await ok(cloud, people.staff.openid, 'estate.invite', { grant: LEADER_C })
    const { id } = await appoint(cloud, people.staff.openid, openid, LEADER_C, '旧名字')
    await ok(cloud, openid, 'estate.profile', { name: '新名字' })
    const page = await ok(cloud, people.staff.openid, 'estate.grants', {})
    expect(page.rows).toHaveLength(20)
    expect(page.rows[0]).toEqual({
      id: expect.any(String),
      at: expect.any(Number),
      what: 'granted',
      grant: LEADER_C,
      by: '赵丽',
      who: '新名字',
      person: id,
    })
    expect(page.rows[1]).toMatchObject({ what: 'invited', by: '赵丽', who: null, person: null })
    await ok(cloud, people.staff.openid, 'estate.revoke', { person: String(id), grant: LEADER_C })
    await ok(cloud, openid, 'estate.erase', {})
    const [newest] = (await ok(cloud, people.admin.openid, 'estate.grants', {})).rows
    expect(newest).toMatchObject({ what: 'revoked', who: '' })
    const next = await ok(cloud, people.staff.openid, 'estate.grants', { after: String(page.next) })
    expect(next.rows.map((row) => row.id)).not.toContain(page.rows[19]?.id)
  })
})
