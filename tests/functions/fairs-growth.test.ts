/** What a list of fairs costs does not grow with how many fairs, people and talks there are. */
import { newFair } from '../../cloudfunctions/fairs/fair.rules'
import type { FairDoc } from '../../cloudfunctions/fairs/model.rules'
import { newTalk } from '../../cloudfunctions/fairs/talk.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { arrange, book, DAY, firms, jobSeekers, moveToFair, signUp, startFair, type Fair } from './fairs'
import { fillFair } from './fairs-filled'
import { ok, type Person } from './people'
import { insert } from './store'

jest.setTimeout(180_000)

let hall: Fair
let cloud: TestCloud
let booth: string

beforeAll(async () => {
  hall = await startFair()
  cloud = hall.cloud
  for (const shop of await firms(cloud, 4)) booth = (await book(cloud, shop, hall.fair)).id
  for (const person of jobSeekers(cloud, 25)) await signUp(cloud, person, hall.fair, [booth])
  await arrange(hall, hall.fair)
  await moveToFair(cloud, hall.fair)
})
afterAll(() => cloud.stop())

const MOST_REQUESTS = 6
let days = 0

/** So many fairs ahead and past, and of each past one people who are to be asked. */
function fill(count: number): void {
  const fairs: FairDoc[] = []
  const talks = []
  for (let no = 0; no < count; no++) {
    const day = new Date(cloud.now() + (100 + ++days) * DAY).toISOString().slice(0, 10)
    const pastDay = new Date(cloud.now() - (100 + days) * DAY).toISOString().slice(0, 10)
    const ahead = newFair({ id: `${day}-special`, kind: 'special', ruleDay: day, day }, newId(0))
    const past = newFair({ id: `${pastDay}-special`, kind: 'special', ruleDay: pastDay, day: pastDay }, newId(0))
    fairs.push(ahead, { ...past, state: 'ended', over: true, hired: 7 })
    const at = past.opensAt
    const stand = {
      _id: `${past._id}.${newId(at)}`,
      fair: past._id,
      no: 1,
      enterprise: 'E',
      enterpriseName: '某厂',
      postings: [],
    }
    const place = { booth: stand, slot: 0, at, missed: 0 }
    const talk = newTalk(place, { _id: String(days).padStart(32, '0'), number: 1 })
    talks.push({ ...talk, state: 'hired', hiredAt: at, askAt: at + 30 * DAY })
  }
  insert(cloud, 'fairs', fairs)
  insert(cloud, 'fair_talks', talks)
}

test('with a hundred times the fairs every list reads the same number of documents', async () => {
  const { staff, visitor } = hall.people
  const costs = async () => {
    const read: Record<string, number> = {}
    const count = async <R extends Route>(who: Person, route: R, input: In<R>, name: string) => {
      const answer = await ok(cloud, who.openid, route, input)
      read[name] = cloud.lastCost().documentsRead
      expect(cloud.lastCost().scanned).toBe(0)
      expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(MOST_REQUESTS)
      return answer
    }
    const { next } = await count(visitor, 'fairs.list', {}, 'coming')
    if (next) await count(visitor, 'fairs.list', { after: next }, 'coming, second page')
    const past = await count(visitor, 'fairs.list', { past: true }, 'past')
    if (past.next) await count(visitor, 'fairs.list', { past: true, after: past.next }, 'past, second page')
    const figures = await count(staff, 'fairs.figures', {}, 'figures')
    if (figures.next) await count(staff, 'fairs.figures', { after: figures.next }, 'figures, second page')
    const due = await count(staff, 'fairs.due', {}, 'due')
    if (due.next) await count(staff, 'fairs.due', { after: due.next }, 'due, second page')
    await count(visitor, 'fairs.get', { id: hall.fair }, 'one')
    await count(visitor, 'fairs.board', { fair: hall.fair }, 'board')
    await count(staff, 'fairs.desk', { fair: hall.fair }, 'desk')
    await count(staff, 'fairs.desk', { fair: hall.fair, find: '寻工' }, 'desk by name')
    await count(staff, 'fairs.booth', { booth }, 'booth')
    return read
  }
  // pages are full already
  fill(45)
  const small = await costs()
  expect(Object.keys(small)).toHaveLength(13)
  fill(4_455)
  expect(await costs()).toEqual(small)
})

test('a full fair of 500 people: the desk, the board and a booth read no more than they show', async () => {
  const { staff, visitor } = hall.people
  const before: number[] = []
  const after: number[] = []
  const measure = async (into: number[]) => {
    for (const [who, route, input] of [
      [staff, 'fairs.desk', { fair: hall.fair }],
      [staff, 'fairs.desk', { fair: hall.fair, find: '寻' }],
      [visitor, 'fairs.board', { fair: hall.fair }],
      [staff, 'fairs.booth', { booth }],
      [visitor, 'fairs.get', { id: hall.fair }],
    ] as const) {
      await ok(cloud, who.openid, route as Route, input as never)
      into.push(cloud.lastCost().documentsRead)
    }
  }
  await measure(before)
  fillFair(cloud, hall.fair, { from: 100, to: 400 })
  await measure(after)
  expect(after).toEqual(before)
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
