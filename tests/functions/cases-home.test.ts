/** What 首页 gets in its one call. */
import { HOME_ROWS, type HomeView } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../cloud'
import { barking, DAY, move, report } from './case-helpers'
import { ok, settledCloud, type People, type Person } from './people'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages'] }))
})
afterAll(() => cloud.stop())

const MOST_REQUESTS = 6

async function homeOf({ openid }: Person): Promise<HomeView> {
  const view = await ok(cloud, openid, 'cases.home', {})
  expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(MOST_REQUESTS)
  return view
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

test('a visitor sees that nothing is there, and which templates are set up', async () => {
  expect(await homeOf(people.visitor)).toEqual({
    me: {
      id: null,
      name: null,
      phoneMasked: null,
      home: null,
      grants: [],
      leave: null,
      templates: {
        caseProgress: 'tmpl-case-progress',
        newWork: 'tmpl-new-work',
        pieceWork: 'tmpl-piece-work',
        jobNews: 'tmpl-job-news',
      },
      enterprises: [],
    },
    unread: 0,
    mine: [],
    news: [],
    work: null,
    board: null,
    notices: [],
  })
})

test('a resident sees the newest own cases that are not over; first what waits for an answer', async () => {
  const told = []
  for (let count = 0; count < HOME_ROWS.mine + 2; count++) {
    told.push((await report(cloud, people.resident, barking)).id)
    await cloud.shift(1_000)
  }
  const [first = '', , third = ''] = told
  await move(cloud, people.resident, third, { move: 'withdraw' })
  await move(cloud, people.mediator, first, { move: 'accept' })
  await move(cloud, people.mediator, first, { move: 'resolve', text: '说好了，晚上把狗关进屋' })

  const { me, mine, news, unread, work, board } = await homeOf(people.resident)
  expect(me.name).toBe(people.resident.name)
  expect(ids(mine)).toEqual([first, told[4], told[3]])
  expect(mine[0]).toMatchObject({ state: 'resolved', excerpt: barking.text, dueAt: null })
  expect(news).toMatchObject([
    { subject: first, command: 'resolve', read: false },
    { subject: first, command: 'accept', read: false },
  ])
  expect(unread).toBe(2)
  expect({ work, board }).toEqual({ work: null, board: null })
  expect(JSON.stringify(news)).not.toContain(people.resident.openid)
})

test('what is resolved and closed is gone from 首页', async () => {
  const { id } = await report(cloud, people.neighbour, barking)
  await move(cloud, people.mediator, id, { move: 'accept' })
  await move(cloud, people.mediator, id, { move: 'resolve', text: '好了' })
  expect(ids((await homeOf(people.neighbour)).mine)).toEqual([id])
  await move(cloud, people.neighbour, id, { move: 'confirm' })
  expect((await homeOf(people.neighbour)).mine).toEqual([])
})

test('a mediator sees the first of the work by due time, and how much of it is overdue', async () => {
  for (let count = 0; count < HOME_ROWS.work; count++)
    await report(cloud, people.foreigner, { ...barking, place: { building: 'A18' } })
  const before = await homeOf(people.mediator)
  expect(before.work?.rows).toHaveLength(HOME_ROWS.work)
  expect(before.work?.late).toBe(0)
  expect(before).toMatchObject({ news: [], board: null })
  const due = before.work?.rows.map(({ dueAt }) => dueAt ?? 0) ?? []
  expect(due).toEqual([...due].sort((a, b) => a - b))
})

test('a leader has the sums of the cluster, the staff those of the estate, another leader none of it', async () => {
  const open = async (person: Person) => (await homeOf(person)).board
  const leader = await open(people.leader)
  expect(leader?.open).toBeGreaterThan(0)
  expect(leader?.unheard).toBe(leader?.open)
  expect(await open(people.staff)).toEqual(leader)
  expect(await open(people.foreignLeader)).toEqual({ open: 0, late: 0, unheard: 0 })
  expect(await open(people.worker)).toBeNull()
})

test('what nobody did goes up: from the mediator to the worker, to the leader, to the desk, where it is late', async () => {
  await cloud.shift(DAY)
  await cloud.timer('cases')
  expect((await homeOf(people.mediator)).work).toEqual({ rows: [], late: 0 })
  await cloud.shift(5 * DAY)
  const { work, board } = await homeOf(people.staff)
  expect(work?.rows).toHaveLength(HOME_ROWS.work)
  expect(work?.late).toBe(board?.open)
  expect(board?.late).toBe(board?.open)
  expect(work?.rows.every(({ dueAt }) => (dueAt ?? 0) <= cloud.now())).toBe(true)
  // six days of timers that run every minute
}, 120_000)

test('the administrator without another role has no work of cases', async () => {
  expect(await homeOf(people.admin)).toMatchObject({ work: null, board: null })
})
