import type { TestCloud } from '../cloud'
import { barking, dance, DAY, HOUR, lift, look, move, report } from './case-helpers'
import { ok, refused, settledCloud, type People } from './people'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
})
afterAll(() => cloud.stop())

const counts = async () => {
  const { clusters } = await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })
  return clusters[0]
}

describe('a dog that barks at night', () => {
  let id: string

  test('is reported, goes to the mediator and is promised', async () => {
    const before = cloud.now()
    const told = await report(cloud, people.resident, barking)
    id = told.id
    expect(told).toMatchObject({ state: 'reported', version: 1, handler: people.mediator.name })
    expect(told.dueAt).toBeGreaterThanOrEqual(before + 8 * HOUR)
    expect((await counts())?.states.reported).toBe(1)
  })

  test('is in the lists of those it concerns', async () => {
    const mine = await ok(cloud, people.resident.openid, 'cases.mine', {})
    expect(mine.rows).toMatchObject([{ id, kind: 'dog.barking', state: 'reported', excerpt: barking.text }])
    const work = await ok(cloud, people.mediator.openid, 'cases.work', {})
    expect(work.rows.map((row) => row.id)).toEqual([id])
    const cluster = await ok(cloud, people.leader.openid, 'cases.cluster', { cluster: 'A' })
    expect(cluster.rows.map((row) => row.id)).toEqual([id])
    const all = await ok(cloud, people.staff.openid, 'cases.all', { group: 'dog', building: 'A18', state: 'reported' })
    expect(all.rows.map((row) => row.id)).toEqual([id])
    expect((await ok(cloud, people.worker.openid, 'cases.work', {})).rows).toEqual([])
    const other = await ok(cloud, people.staff.openid, 'cases.all', { kind: 'dog.lead' })
    expect(other.rows).toEqual([])
  })

  test('tells the mediator, who accepts; the reporter is told', async () => {
    expect(await ok(cloud, people.mediator.openid, 'messages.unread', {})).toEqual({ unread: 1 })
    // a row of the list is enough to move the case, and only as it was seen
    const [row] = (await ok(cloud, people.mediator.openid, 'cases.work', {})).rows
    const accept = { id, version: row?.version ?? 0, move: 'accept' } as const
    expect(await ok(cloud, people.mediator.openid, 'cases.move', accept)).toMatchObject({ version: accept.version + 1 })
    expect(await refused(cloud, people.mediator.openid, 'cases.move', accept)).toEqual({ code: 'CONFLICT' })
    const { rows } = await ok(cloud, people.resident.openid, 'messages.list', {})
    expect(rows).toMatchObject([{ subject: id, command: 'accept', state: 'accepted', as: 'reporter', read: false }])
  })

  test('the handler may see who reported; the reporter reads that it was looked at', async () => {
    const contact = await ok(cloud, people.mediator.openid, 'cases.contact', { id })
    expect(contact).toEqual({ name: people.resident.name, phone: people.resident.phone })
    const { events } = await look(cloud, people.resident, id)
    expect(events.at(-1)).toMatchObject({ command: 'look', by: { name: people.mediator.name, role: 'mediator' } })
    const { rows } = await ok(cloud, people.resident.openid, 'estate.looks', {})
    expect(rows).toMatchObject([{ by: people.mediator.name, role: 'mediator', subject: id }])
  })

  test('mediation is recorded; its words stay among those who work on it', async () => {
    await move(cloud, people.mediator, id, { move: 'start' })
    await move(cloud, people.mediator, id, { move: 'record', form: 'mediated', text: '双方同意晚上关窗' })
    await move(cloud, people.leader, id, { move: 'note', text: '注意这户以前也有投诉' })
    const seen = await look(cloud, people.resident, id)
    expect(JSON.stringify(seen)).not.toMatch(/双方同意|注意这户/)
    expect(seen.events.at(-1)).toMatchObject({ command: 'record', form: 'mediated', text: null })
    const worked = await look(cloud, people.mediator, id)
    expect(JSON.stringify(worked)).toMatch(/双方同意.*注意这户/)
  })

  test('passes to the worker, who waits with a reason and resolves', async () => {
    await move(cloud, people.mediator, id, { move: 'pass', text: '主人不在家' })
    expect((await look(cloud, people.resident, id)).handler).toBe(people.worker.name)
    await move(cloud, people.worker, id, { move: 'accept' })
    const until = cloud.now() + 5 * DAY
    const waiting = await move(cloud, people.worker, id, { move: 'wait', text: '等主人出差回来', until })
    expect(waiting.dueAt).toBeGreaterThanOrEqual(until)
    expect((await look(cloud, people.resident, id)).events.at(-1)).toMatchObject({ text: '等主人出差回来', until })
    await move(cloud, people.worker, id, { move: 'resolve', text: '狗已送回老家' })
    expect((await counts())?.states).toMatchObject({ reported: 0, waiting: 0, resolved: 1 })
  })

  test('"resolved" is not "really solved": the reporter reopens, then confirms and rates', async () => {
    await move(cloud, people.resident, id, { move: 'reopen', text: '昨晚又叫了' })
    const again = await look(cloud, people.resident, id)
    expect(again).toMatchObject({ state: 'reopened', occurrences: 2 })
    await move(cloud, people.worker, id, { move: 'accept' })
    await move(cloud, people.worker, id, { move: 'resolve', text: '这次真的送走了' })
    const last = await move(cloud, people.resident, id, { move: 'confirm', stars: 5, text: '谢谢李师傅' })
    expect(last).toMatchObject({ state: 'confirmed', dueAt: null })
    expect(await look(cloud, people.worker, id)).toMatchObject({ rating: { stars: 5, text: '谢谢李师傅' } })
    expect((await counts())?.states).toMatchObject({ resolved: 0, confirmed: 1 })
    expect((await counts())?.groups.dog).toBe(0)
  })
})

describe('other ways a case can go', () => {
  test('any worker of the grid may take what nobody has accepted; the first handler is told', async () => {
    const { id } = await report(cloud, people.resident, lift)
    await move(cloud, people.colleague, id, { move: 'accept' })
    expect((await look(cloud, people.resident, id)).handler).toBe(people.colleague.name)
    const { rows } = await ok(cloud, people.worker.openid, 'messages.list', {})
    expect(rows[0]).toMatchObject({ subject: id, command: 'accept', as: 'former' })
  })

  test('handed over to the police, with name; still watched until it is known what came of it', async () => {
    const { id } = await report(cloud, people.resident)
    await move(cloud, people.worker, id, { move: 'accept' })
    const handed = await move(cloud, people.worker, id, { move: 'hand_over', outsider: 'police', name: '华岩派出所' })
    expect(handed.state).toBe('handed_over')
    expect(handed.dueAt).toBeGreaterThanOrEqual(cloud.now() + 7 * DAY - HOUR)
    const view = await look(cloud, people.resident, id)
    expect(view.events.at(-1)).toMatchObject({ outsider: { kind: 'police', name: '华岩派出所' } })
    await move(cloud, people.worker, id, { move: 'resolve', text: '民警已当场制止' })
  })

  test('declined by the staff with a reason, reopened by the reporter', async () => {
    const { id } = await report(cloud, people.resident)
    await move(cloud, people.staff, id, { move: 'decline', text: '属于隔壁小区，已转告' })
    expect((await look(cloud, people.resident, id)).events.at(-1)).toMatchObject({ text: '属于隔壁小区，已转告' })
    await move(cloud, people.resident, id, { move: 'reopen', text: '就在我们楼下' })
    expect((await look(cloud, people.resident, id)).state).toBe('reopened')
  })

  test('assigned by the leader', async () => {
    const { id } = await report(cloud, people.resident)
    await move(cloud, people.leader, id, { move: 'assign', to: people.colleague.id, text: '你离得近' })
    const { rows } = await ok(cloud, people.colleague.openid, 'cases.work', {})
    expect(rows.map((row) => row.id)).toContain(id)
    expect(JSON.stringify(await look(cloud, people.resident, id))).not.toContain('你离得近')
  })

  test('withdrawn', async () => {
    const { id } = await report(cloud, people.resident)
    await move(cloud, people.resident, id, { move: 'occur' })
    expect((await look(cloud, people.worker, id)).occurrences).toBe(2)
    await move(cloud, people.resident, id, { move: 'withdraw' })
    expect((await look(cloud, people.resident, id)).moves).toEqual([])
  })

  test('the desk takes what nobody else is there for; staff accept from it', async () => {
    const { id } = await report(cloud, people.foreigner, { ...dance, place: { building: 'C1' } })
    const desk = await ok(cloud, people.staff.openid, 'cases.work', { desk: true })
    expect(desk.rows.map((row) => row.id)).toContain(id)
    await move(cloud, people.staff, id, { move: 'accept' })
    const own = await ok(cloud, people.staff.openid, 'cases.work', {})
    expect(own.rows.map((row) => row.id)).toContain(id)
    expect(await ok(cloud, people.staff.openid, 'cases.contact', { id })).toEqual({
      name: people.foreigner.name,
      phone: people.foreigner.phone,
    })
  })
})

test('counters equal the lists', async () => {
  const { clusters } = await ok(cloud, people.staff.openid, 'cases.counts', {})
  const states: Record<string, number> = {}
  let after: string | undefined
  do {
    const page = await ok(cloud, people.staff.openid, 'cases.all', after === undefined ? {} : { after })
    for (const row of page.rows) states[row.state] = (states[row.state] ?? 0) + 1
    after = page.next ?? undefined
  } while (after !== undefined)
  for (const state of Object.keys(clusters[0]?.states ?? {})) {
    const counted = clusters.reduce((sum, { states: all }) => sum + all[state as keyof typeof all], 0)
    expect([state, counted]).toEqual([state, states[state] ?? 0])
  }
})
