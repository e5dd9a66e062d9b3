/** What time does to postings and reports. */
import type { TestCloud } from '../cloud'
import {
  DAY,
  HOUR,
  movePosting,
  newsOf,
  postingOf,
  postOpen,
  reportsOn,
  reportTwice,
  startMarket,
  type Market,
} from './jobs'
import { ok } from './people'
import { rowsOf } from './store'

const MINUTE = 60_000

let market: Market
let cloud: TestCloud

beforeEach(async () => {
  market = await startMarket()
  ;({ cloud } = market)
})
afterEach(() => cloud.stop())

const moveTo = (at: number) => cloud.shift(at - cloud.now())
const isListed = async (id: string) =>
  (await ok(cloud, market.seeker.openid, 'jobs.list', {})).rows.some((row) => row.id === id)

test('two weeks: a reminder two days before the end, once; then it is over, and one tap brings it back', async () => {
  const { id } = await postOpen(market)
  const made = postingOf(cloud, id).createdAt
  await moveTo(made + 12 * DAY - MINUTE)
  await cloud.timer('jobs')
  expect(await newsOf(cloud, market.officer, id)).toEqual([])

  await moveTo(made + 12 * DAY + MINUTE)
  await Promise.all([cloud.timer('jobs'), cloud.timer('jobs')])
  await cloud.shift(5 * HOUR)
  await cloud.timer('jobs')
  expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_soon'])
  expect(await isListed(id)).toBe(true)
  expect(postingOf(cloud, id).version).toBe(1)

  await moveTo(made + 14 * DAY + MINUTE)
  await Promise.all([cloud.timer('jobs'), cloud.timer('jobs')])
  expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_ended', 'posting_soon'])
  expect(await isListed(id)).toBe(false)
  expect(postingOf(cloud, id)).toMatchObject({ state: 'ended', keys: [], grams: [], version: 2 })
  expect((await ok(cloud, market.officer.openid, 'jobs.get', { id })).own?.events.at(-1)).toMatchObject({
    what: 'expire',
    by: 'system',
  })

  await movePosting(cloud, market.officer, id, { move: 'renew' })
  expect(await isListed(id)).toBe(true)
  await cloud.shift(12 * DAY + MINUTE)
  await cloud.timer('jobs')
  expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_soon', 'posting_ended', 'posting_soon'])
}, 120_000)

test('one that is renewed in time goes on', async () => {
  const { id } = await postOpen(market)
  await cloud.shift(13 * DAY)
  await movePosting(cloud, market.officer, id, { move: 'renew' })
  await cloud.shift(10 * DAY)
  await cloud.timer('jobs')
  expect(await isListed(id)).toBe(true)
  expect(await newsOf(cloud, market.officer, id)).toEqual(['posting_soon'])
}, 120_000)

test('a hidden one waits for the staff, who are told once more when the day is over', async () => {
  const { id } = await postOpen(market)
  await reportTwice(market, id)
  const { staff } = market.people
  expect(await newsOf(cloud, staff, id)).toEqual(['to_look'])
  await cloud.shift(24 * HOUR - 2 * MINUTE)
  await cloud.timer('jobs')
  expect(await newsOf(cloud, staff, id)).toEqual(['to_look'])
  await cloud.shift(4 * MINUTE)
  await Promise.all([cloud.timer('jobs'), cloud.timer('jobs')])
  await cloud.shift(30 * DAY)
  await cloud.timer('jobs')
  expect(await newsOf(cloud, staff, id)).toEqual(['look_late', 'to_look'])
  expect(postingOf(cloud, id).state).toBe('hidden')
  const { rows } = await ok(cloud, staff.openid, 'jobs.reported', {})
  expect(rows).toMatchObject([{ id, state: 'hidden', reports: [{ cheat: 'fee' }, { cheat: 'fee' }] }])
  // it was nobody's fault that it was not seen
  await movePosting(cloud, staff, id, { move: 'keep', reason: '问过了，没收钱' })
  const { endsAt } = postingOf(cloud, id)
  expect((endsAt ?? 0) - cloud.now()).toBeGreaterThan(13 * DAY)
}, 120_000)

test('words and persons of reports go after ninety days, the bare record after two years', async () => {
  const { id } = await postOpen(market)
  const reporters = await reportTwice(market, id)
  await movePosting(cloud, market.people.staff, id, { move: 'remove', reason: '真的收钱' })
  const stored = () => JSON.stringify([rowsOf(cloud, 'postings'), rowsOf(cloud, 'posting_reports')])
  await cloud.shift(89 * DAY)
  await cloud.timer('jobs')
  for (const { openid } of reporters) expect(stored()).toContain(openid)
  expect(stored()).toContain('要我先交服装钱')

  await cloud.shift(2 * DAY)
  await cloud.timer('jobs')
  for (const { openid } of reporters) expect(stored()).not.toContain(openid)
  expect(stored()).not.toContain('要我先交服装钱')
  expect(postingOf(cloud, id).suspects).toEqual([])
  expect(reportsOn(cloud, id)).toHaveLength(2)

  await cloud.shift(2 * 365 * DAY - 92 * DAY)
  await cloud.timer('jobs')
  expect(postingOf(cloud, id).state).toBe('removed')
  await cloud.shift(4 * DAY)
  await cloud.timer('jobs')
  expect(rowsOf(cloud, 'postings')).toEqual([])
  expect(rowsOf(cloud, 'posting_reports')).toEqual([])
}, 120_000)
