import type { Moved } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../cloud'
import { dance, look, move, report } from './case-helpers'
import { appoint, ok, settledCloud, type People } from './people'
import { rowsOf } from './store'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ poolSize: 8 }))
})
afterAll(() => cloud.stop())

const REQUEST = 'the-same-request-twenty'
const times = <T>(n: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => run(i)))

test('one report sent 20 times at once is one case and 20 equal answers', async () => {
  const answers = await times(20, () => cloud.call(people.resident.openid, 'cases.report', dance, REQUEST))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.ok).toBe(true)
  expect(rowsOf(cloud, 'cases')).toHaveLength(1)
  expect(rowsOf(cloud, 'messages')).toHaveLength(1)
  const { clusters } = await ok(cloud, people.staff.openid, 'cases.counts', { cluster: 'A' })
  expect(clusters[0]?.states.reported).toBe(1)
  expect((await ok(cloud, people.worker.openid, 'messages.unread', {})).unread).toBe(1)
})

test('the same requestId of another person is another request', async () => {
  await cloud.call(people.neighbour.openid, 'cases.report', dance, REQUEST)
  expect(rowsOf(cloud, 'cases')).toHaveLength(2)
})

test('one move sent 20 times at once is one event and 20 equal answers, also long after', async () => {
  const { id } = await report(cloud, people.resident)
  const input = { id, version: 1, move: 'accept' }
  const send = () => cloud.call<Moved>(people.worker.openid, 'cases.move', input, 'accept-just-once-please')
  const answers = await times(20, send)
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: true, data: { state: 'accepted', version: 2 } })
  await move(cloud, people.worker, id, { move: 'start' })
  expect(await send()).toEqual(answers[0])
  expect((await look(cloud, people.worker, id)).events.map((event) => event.command)).toEqual([
    'report',
    'accept',
    'start',
  ])
})

test('50 workers accept one case at once: one wins, 49 get CONFLICT', async () => {
  const { id } = await report(cloud, people.resident)
  const grant = { role: 'worker', cluster: 'A', buildings: ['A2'] } as const
  const openids = Array.from({ length: 50 }, (_, index) => `oWorker_of_many_${index}_x`)
  for (const openid of openids) {
    await appoint(cloud, people.staff.openid, openid, { ...grant, buildings: [...grant.buildings] }, '众多之一')
  }
  const answers = await Promise.all(
    openids.map((openid) => cloud.call(openid, 'cases.move', { id, version: 1, move: 'accept' })),
  )
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()
  expect(codes).toEqual([...Array<string>(49).fill('CONFLICT'), 'ok'])
  const { events, state } = await look(cloud, people.leader, id)
  expect(state).toBe('accepted')
  expect(events).toHaveLength(2)
}, 60_000)

test('notes written at the same time are all kept', async () => {
  const { id } = await report(cloud, people.resident)
  const writers = [people.worker, people.leader, people.staff, people.colleague]
  const answers = await Promise.all(
    writers.map((who) => cloud.call(who.openid, 'cases.move', { id, version: 1, move: 'note', text: who.name })),
  )
  expect(answers.every((answer) => answer.ok)).toBe(true)
  const { events } = await look(cloud, people.worker, id)
  expect(
    events
      .slice(1)
      .map((event) => event.text)
      .sort(),
  ).toEqual(writers.map((who) => who.name).sort())
})

test('resolve and withdraw at once: one of them, never both', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await report(cloud, people.neighbour)
    await move(cloud, people.worker, id, { move: 'accept' })
    const answers = await Promise.all([
      cloud.call(people.worker.openid, 'cases.move', { id, version: 2, move: 'resolve', text: '好了' }),
      cloud.call(people.neighbour.openid, 'cases.move', { id, version: 2, move: 'withdraw' }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect((await look(cloud, people.neighbour, id)).version).toBe(3)
  }
})
