/** The next 20th, lived through: made, booked, signed up for, arranged, held, and asked about until it is forgotten. */
import { dayOf } from '../../cloudfunctions/kit/clock'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { DeskRow } from '../../miniprogram/contract/fairs'
import type { TestCloud } from '../cloud'
import {
  book,
  boothsIn,
  checkFair,
  checkIn,
  DAY,
  fairNews,
  fairOf,
  firms,
  HOUR,
  jobSeekers,
  MINUTE,
  moveTalk,
  moveToFair,
  nextFair,
  signUp,
  signupOf,
  signupsIn,
  startFair,
  talksIn,
  talkWith,
  walkInOf,
  type Fair,
  type Firm,
} from './fairs'
import { ok, refused, type Person } from './people'
import { everything, rowsOf } from './store'

jest.setTimeout(180_000)

let hall: Fair
let cloud: TestCloud
let staff: Person
let fair: string
let shops: Firm[]
let seekers: Person[]
const booths: string[] = []

beforeAll(async () => {
  hall = await startFair({ poolSize: 4 })
  ;({ cloud, fair } = hall)
  staff = hall.people.staff
  shops = await firms(cloud, 3)
  seekers = jobSeekers(cloud, 5)
})
afterAll(() => cloud.stop())

const numberOf = (person: Person): number => {
  const own = signupsIn(cloud, fair).find(({ openid }) => openid === person.openid)
  if (!own) throw new Error(`${person.name} is not signed up`)
  return own.number
}

const firm = (index: number): Firm => shops[index] as Firm
const seeker = (index: number): Person => seekers[index] as Person
const booth = (index: number): string => booths[index] as string

test('the timer makes the fairs of the next five weeks, once', async () => {
  const { rows, next } = await ok(cloud, hall.seeker.openid, 'fairs.list', {})
  expect(next).toBeNull()
  expect(rows.length).toBeGreaterThanOrEqual(6)
  expect(rows.map(({ opensAt }) => opensAt)).toEqual(rows.map(({ opensAt }) => opensAt).sort((a, b) => a - b))
  const market = rows.find(({ id }) => id === fair)
  expect(market).toMatchObject({ kind: 'market', state: 'planned', booths: 40, booked: 0, signedUp: 0 })
  expect(dayOf(market?.opensAt ?? 0)).toBe(market?.day)
  await Promise.all([cloud.timer('fairs'), cloud.timer('fairs')])
  expect((await ok(cloud, hall.seeker.openid, 'fairs.list', {})).rows).toEqual(rows)
})

test('enterprises book booths with their open postings, one each', async () => {
  for (const shop of shops) {
    const { id, no } = await book(cloud, shop, fair)
    booths.push(id)
    expect(no).toBe(booths.length)
  }
  // again: the same booth
  expect(await book(cloud, firm(1), fair)).toEqual({ id: booth(1), no: 2 })
  const view = await ok(cloud, firm(0).officer.openid, 'fairs.get', { id: fair })
  expect(view).toMatchObject({ booked: 3, own: [booth(0)], mine: null, reason: null })
  expect(view.list.map(({ no, enterprise, postings }) => [no, enterprise, postings[0]?.id])).toEqual(
    shops.map(({ id, posting }, index) => [index + 1, id, posting]),
  )
})

test('a booth that is given back is free for the next', async () => {
  const [other] = await firms(cloud, 1)
  await ok(cloud, firm(0).officer.openid, 'fairs.unbook', { booth: booth(0) })
  expect(await book(cloud, other as Firm, fair)).toMatchObject({ no: 1 })
  await ok(cloud, (other as Firm).officer.openid, 'fairs.unbook', { booth: boothsIn(cloud, fair)[2]?._id ?? '' })
  expect(await book(cloud, firm(0), fair)).toMatchObject({ id: booth(0), no: 1 })
  checkFair(cloud, fair)
})

test('people sign up with wants; again: other wants; they get a number and a code', async () => {
  const first = await signUp(cloud, seeker(0), fair, [booth(0), booth(1)])
  expect(first).toMatchObject({ number: 1, code: expect.stringMatching(/^\d{4}$/) })
  await signUp(cloud, seeker(1), fair, [booth(0)])
  await signUp(cloud, seeker(2), fair, [])
  await signUp(cloud, seeker(3), fair, [booth(2)])
  expect(await signUp(cloud, seeker(3), fair, [booth(1), booth(2)])).toMatchObject({ number: 4 })
  const view = await ok(cloud, seeker(3).openid, 'fairs.get', { id: fair })
  expect(view.mine).toMatchObject({ wants: [booth(1), booth(2)], number: 4, checkedIn: false, talks: [] })
  expect(view.signedUp).toBe(4)
  checkFair(cloud, fair)
})

test('who takes it back is gone, and may come again', async () => {
  await signUp(cloud, seeker(4), fair, [booth(0)])
  await ok(cloud, seeker(4).openid, 'fairs.leave', { fair })
  await ok(cloud, seeker(4).openid, 'fairs.leave', { fair })
  expect((await ok(cloud, seeker(4).openid, 'fairs.get', { id: fair })).mine).toBeNull()
  expect(JSON.stringify(signupsIn(cloud, fair))).not.toContain(seeker(4).name)
  checkFair(cloud, fair)
  expect(await signUp(cloud, seeker(4), fair, [])).toMatchObject({ number: 5 })
  await ok(cloud, seeker(4).openid, 'fairs.leave', { fair })
  checkFair(cloud, fair)
})

test('at 20:00 of the evening before the timetable is made, and everybody is told', async () => {
  await moveToFair(cloud, fair, -13 * HOUR - MINUTE)
  expect(fairOf(cloud, fair).state).toBe('planned')
  expect(await fairNews(cloud, seeker(0))).toEqual([])
  await cloud.shift(2 * MINUTE)
  expect(fairOf(cloud, fair)).toMatchObject({ state: 'arranged', reminded: true })
  // four people, three booths: everybody talks with everybody
  expect(talksIn(cloud, fair)).toHaveLength(12)
  checkFair(cloud, fair)
  const { rows } = await ok(cloud, seeker(0).openid, 'messages.list', {})
  const [told] = rows
  const first = Math.min(
    ...talksIn(cloud, fair)
      .filter(({ number }) => number === 1)
      .map(({ at }) => at),
  )
  expect(told).toMatchObject({ topic: 'fair', what: 'fair_tomorrow', subject: fair, number: 1, first })
  expect(await fairNews(cloud, firm(0).officer)).toEqual(['booth_tomorrow'])
  // who is not coming is told nothing
  expect(await fairNews(cloud, seeker(4))).toEqual([])
  expect(await refused(cloud, firm(0).officer.openid, 'fairs.unbook', { booth: booth(0) })).toEqual({ code: 'NOT_NOW' })
})

test('who signs up now gets free slots at once', async () => {
  await signUp(cloud, seeker(4), fair, [booth(2)])
  const { mine } = await ok(cloud, seeker(4).openid, 'fairs.get', { id: fair })
  expect(mine?.talks).toMatchObject([{ booth: 3, state: 'planned' }])
  checkFair(cloud, fair)
})

test('at the door people are found by code and by name', async () => {
  const code = signupsIn(cloud, fair).find(({ openid }) => openid === seeker(0).openid)?.code ?? ''
  expect(await refused(cloud, staff.openid, 'fairs.checkin', { fair, code })).toEqual({ code: 'NOT_NOW' })
  await moveToFair(cloud, fair, -HOUR)
  expect(await checkIn(hall, fair, code)).toMatchObject({
    number: 1,
    name: seeker(0).name,
    checkedIn: true,
    hasPhone: true,
  })
  expect(await checkIn(hall, fair, code)).toMatchObject({ checkedIn: true })
  const find = async (text: string): Promise<DeskRow[]> =>
    (await ok(cloud, staff.openid, 'fairs.desk', { fair, find: text })).rows
  expect(await find('寻工')).toHaveLength(5)
  const [found] = await find(seeker(1).name)
  expect(found).toMatchObject({ name: seeker(1).name, checkedIn: false, talks: [{}, {}, {}] })
  await ok(cloud, staff.openid, 'fairs.checkin', { fair, id: found?.id ?? '' })
  expect(await find(String(numberOf(seeker(1))))).toMatchObject([{ name: seeker(1).name, checkedIn: true }])
  expect(await find(code)).toMatchObject([{ name: seeker(0).name }])
  expect(await find('没有')).toEqual([])
  checkFair(cloud, fair)
})

test('somebody without a phone gets a number and free slots', async () => {
  const row = await ok(cloud, staff.openid, 'fairs.walkin', walkInOf(fair, { name: '老何', wants: [booth(1)] }))
  expect(row).toMatchObject({ number: 6, name: '老何', checkedIn: true, hasPhone: false, talks: [{ booth: 2 }] })
  checkFair(cloud, fair)
})

test('the screen of the hall has numbers and no names', async () => {
  await moveToFair(cloud, fair, MINUTE)
  const board = await ok(cloud, hall.people.visitor.openid, 'fairs.board', { fair })
  expect(board.rows).toHaveLength(3)
  expect(board.here).toBe(3)
  const now = talksIn(cloud, fair).filter(({ slot }) => slot === 0)
  for (const row of board.rows) expect(row.current).toBe(now.find(({ no }) => no === row.booth)?.number ?? null)
  expect(JSON.stringify(board)).not.toMatch(/寻工|老何/)
})

test('who does not come makes room for the next who is here', async () => {
  // 4 has not come; somebody who is here, wants the booth, is free and has no talk there takes the rest of the slot
  const missing = talksIn(cloud, fair).filter(({ number, slot }) => number === 4 && slot <= 2)
  expect(missing.length).toBeGreaterThan(0)
  const talk = missing.sort((one, other) => one.slot - other.slot)[0]
  if (!talk) throw new Error('4 has no early talk')
  const { row, shop } = { row: booths.indexOf(talk.booth), shop: shops[booths.indexOf(talk.booth)] as Firm }
  const free = await ok(
    cloud,
    staff.openid,
    'fairs.walkin',
    walkInOf(fair, { name: '老秦', wants: [booths[(row + 1) % 3] as string] }),
  )
  await moveToFair(cloud, fair, talk.at - fairOf(cloud, fair).opensAt + 2 * MINUTE)
  await moveTalk(cloud, shop.officer, talk._id, { state: 'no_show' })
  const next = talksIn(cloud, fair).filter(({ booth: at, slot }) => at === talk.booth && slot === talk.slot)
  expect(next).toHaveLength(2)
  const given = next.find(({ _id }) => _id !== talk._id)
  expect(given).toMatchObject({ _id: `${talk._id}.1`, state: 'planned' })
  expect(signupOf(cloud, given?.signup ?? '').here).not.toBeNull()
  checkFair(cloud, fair)
  // once more changes nothing
  await refused(cloud, shop.officer.openid, 'fairs.talk', { talk: talk._id, version: 2, state: 'no_show' })
  expect(talksIn(cloud, fair).filter(({ booth: at, slot }) => at === talk.booth && slot === talk.slot)).toHaveLength(2)
  expect(free.checkedIn).toBe(true)
})

let hired: string

test('called, met, invited, hired: record and posting count it once', async () => {
  const { officer, id, posting } = firm(0)
  const talk = await talkWith(cloud, officer, booth(0), 1)
  expect(talk).toMatchObject({ name: seeker(0).name, kinds: ['waiter'], here: true, state: 'planned' })
  hired = talk.id
  for (const state of ['called', 'met', 'invited', 'hired'] as const) await moveTalk(cloud, officer, hired, { state })
  // set right, and back again
  await moveTalk(cloud, officer, hired, { state: 'met' })
  await moveTalk(cloud, officer, hired, { state: 'hired', posting })
  checkFair(cloud, fair)
  await cloud.timer('fairs')
  await cloud.timer('fairs')
  const firmDoc = rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === id)
  expect(firmDoc?.record.hires).toBe(1)
  expect(rowsOf<PostingDoc>(cloud, 'postings').find(({ _id }) => _id === posting)?.hired).toBe(1)
  const other = await talkWith(cloud, firm(1).officer, booth(1), 2)
  await moveTalk(cloud, staff, other.id, { state: 'called' })
  await moveTalk(cloud, firm(1).officer, other.id, { state: 'met' })
  checkFair(cloud, fair)
})

test('two hours after it closed it is past, with figures', async () => {
  await cloud.shift(fairOf(cloud, fair).closesAt + 2 * HOUR - cloud.now() + MINUTE)
  expect((await nextFair(cloud, staff)).id).not.toBe(fair)
  const past = await ok(cloud, hall.people.visitor.openid, 'fairs.list', { past: true })
  expect(past.rows.map(({ id }) => id)).toContain(fair)
  const { rows, longRun } = await ok(cloud, staff.openid, 'fairs.figures', {})
  expect(longRun).toBe(7.1)
  expect(rows.find(({ id }) => id === fair)).toMatchObject({
    booths: 3,
    signedUp: 7,
    came: 4,
    met: 2,
    invited: 1,
    hired: 1,
    after30: null,
    after90: null,
  })
})

test('after 30 and 90 days somebody asks whether the person still works there', async () => {
  const due = async () => (await ok(cloud, staff.openid, 'fairs.due', {})).rows
  expect(await due()).toEqual([])
  await cloud.shift(30 * DAY + HOUR)
  expect(await due()).toMatchObject([{ id: hired, name: seeker(0).name, enterpriseName: firm(0).name, after: 30 }])
  expect(await fairNews(cloud, staff)).toContain('to_ask')
  expect(await refused(cloud, staff.openid, 'fairs.still', { talk: hired, after: 90, still: true })).toEqual({
    code: 'NOT_NOW',
  })
  await ok(cloud, staff.openid, 'fairs.still', { talk: hired, after: 30, still: true })
  expect(await due()).toEqual([])
  await cloud.shift(60 * DAY)
  expect(await due()).toMatchObject([{ id: hired, after: 90 }])
  await ok(cloud, staff.openid, 'fairs.still', { talk: hired, after: 90, still: false })
  expect(await due()).toEqual([])
  const { rows } = await ok(cloud, staff.openid, 'fairs.figures', {})
  expect(rows.find(({ id }) => id === fair)).toMatchObject({ after30: 1, after90: 0 })
})

test('names go 90 days after the fair, of who was hired 90 days after the last question; the record after two years', async () => {
  const names = () => signupsIn(cloud, fair).map(({ name }) => name)
  // 90 days and some hours have passed
  expect(names().filter((name) => name !== '')).toEqual([seeker(0).name])
  await cloud.shift(91 * DAY)
  expect(names().join('')).toBe('')
  expect(signupsIn(cloud, fair).every(({ openid, keys }) => openid === null && keys.length === 0)).toBe(true)
  expect(talksIn(cloud, fair).length).toBeGreaterThan(10)
  await cloud.shift(2 * 366 * DAY - 180 * DAY)
  expect(everything(cloud)).not.toContain(fair)
})
