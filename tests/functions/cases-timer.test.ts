import type { TestCloud } from '../cloud'
import { dance, DAY, HOUR, lift, look, move, report } from './case-helpers'
import { ok, settledCloud, type People } from './people'
import { change, remove, rowsOf } from './store'

let cloud: TestCloud
let people: People

beforeEach(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages'] }))
})
afterEach(() => cloud.stop())

const commandsOf = async (id: string) => (await look(cloud, people.resident, id)).events.map((event) => event.command)

test('lateness: worker → leader → staff, once each, told to all concerned', async () => {
  const { id } = await report(cloud, people.resident)
  await cloud.shift(4 * HOUR - 60_000)
  await cloud.timer('cases')
  expect(await commandsOf(id)).toEqual(['report'])

  await cloud.shift(2 * 60_000)
  await cloud.timer('cases')
  await cloud.timer('cases')
  expect(await commandsOf(id)).toEqual(['report', 'escalate'])
  expect(await look(cloud, people.resident, id)).toMatchObject({ level: 1, handler: people.leader.name })
  const own = (who: { openid: string }) => ok(cloud, who.openid, 'messages.list', {})
  expect((await own(people.leader)).rows[0]).toMatchObject({ subject: id, command: 'escalate', as: 'handler' })
  expect((await own(people.worker)).rows[0]).toMatchObject({ subject: id, command: 'escalate', as: 'former' })
  expect((await own(people.resident)).rows[0]).toMatchObject({ subject: id, command: 'escalate', as: 'reporter' })
  const { clusters } = await ok(cloud, people.leader.openid, 'cases.counts', { cluster: 'A' })
  expect(clusters[0]?.late).toBe(1)

  await cloud.shift(DAY + 60_000)
  await cloud.timer('cases')
  await cloud.shift(10 * DAY)
  await cloud.timer('cases')
  expect(await commandsOf(id)).toEqual(['report', 'escalate', 'escalate'])
  const desk = await ok(cloud, people.staff.openid, 'cases.work', { desk: true })
  expect(desk.rows.map((row) => row.id)).toEqual([id])
})

test('a case in hand in time is left alone', async () => {
  const { id } = await report(cloud, people.resident)
  await move(cloud, people.worker, id, { move: 'accept' })
  await cloud.shift(5 * HOUR)
  await cloud.timer('cases')
  expect(await commandsOf(id)).toEqual(['report', 'accept'])
})

test('seven days of silence close as unconfirmed, counted apart; a late yes still counts', async () => {
  const { id } = await report(cloud, people.resident)
  await move(cloud, people.worker, id, { move: 'accept' })
  await move(cloud, people.worker, id, { move: 'resolve', text: '已停' })
  await cloud.shift(7 * DAY - 60_000)
  await cloud.timer('cases')
  expect((await look(cloud, people.resident, id)).state).toBe('resolved')
  await cloud.shift(120_000)
  await cloud.timer('cases')
  const states = async () =>
    (await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })).clusters[0]?.states
  expect(await states()).toMatchObject({ resolved: 0, confirmed: 0, unconfirmed: 1 })
  await move(cloud, people.resident, id, { move: 'confirm', stars: 4 })
  expect(await states()).toMatchObject({ confirmed: 1, unconfirmed: 0 })
})

test('many overdue at once are all raised, each once', async () => {
  for (let n = 0; n < 20; n++) await report(cloud, people.resident)
  for (let n = 0; n < 20; n++) await report(cloud, people.neighbour, lift)
  for (let n = 0; n < 20; n++) await report(cloud, people.worker, { ...dance, place: { building: 'B1' } })
  await cloud.shift(5 * HOUR)
  // two runs at the same time, as when the platform fires a timer twice
  await Promise.all([cloud.timer('cases'), cloud.timer('cases')])
  const rows = rowsOf<{ _id: string; level: number; events: unknown[] }>(cloud, 'cases')
  expect(rows).toHaveLength(60)
  expect(rows.every((row) => row.level === 1 && row.events.length === 2)).toBe(true)
  const { clusters } = await ok(cloud, people.staff.openid, 'cases.counts', {})
  expect(clusters.reduce((sum, { late }) => sum + late, 0)).toBe(60)
}, 60_000)

test('during a leave new cases go to the stand-in; both are written down', async () => {
  const leave = { from: cloud.now(), to: cloud.now() + 2 * DAY, standIn: people.colleague.id }
  await ok(cloud, people.worker.openid, 'estate.leave', { leave })
  const during = await report(cloud, people.resident)
  expect(during.handler).toBe(people.colleague.name)
  await cloud.shift(3 * DAY)
  const after = await report(cloud, people.resident)
  expect(after.handler).toBe(people.worker.name)
})

test('a call that died between the move and its effects is made good', async () => {
  const { id } = await report(cloud, people.resident)
  await move(cloud, people.worker, id, { move: 'accept' })
  // as if the process had died right after the move: neither counted nor told
  const [counts] = rowsOf<{ _id: string; applied: string[] }>(cloud, 'counts')
  const applied = counts?.applied.filter((key) => key !== `${id}.2`)
  await change(cloud, 'counts', 'A', { applied, 'states.reported': 1, 'states.accepted': 0 })
  const told = () => rowsOf(cloud, 'messages').filter((row) => row.to === people.resident.openid)
  const [message] = told()
  await remove(cloud, 'messages', String(message?._id))
  expect(told()).toEqual([])
  const before = await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })
  expect(before.clusters[0]?.states).toMatchObject({ reported: 1, accepted: 0 })

  await cloud.shift(60_000)
  await cloud.timer('cases')
  const { clusters } = await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })
  expect(clusters[0]?.states).toMatchObject({ reported: 0, accepted: 1 })
  expect(told()).toEqual([message])
  // what was counted once is not counted again
  await cloud.timer('cases')
  const again = await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })
  expect(again.clusters).toEqual(clusters)
})
