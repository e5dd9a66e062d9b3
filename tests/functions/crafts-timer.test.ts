/** What the timer does to claims as time goes by. */
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { TestCloud } from '../cloud'
import {
  batchOf,
  checkBooks,
  claimOf,
  countedClaim,
  DAY,
  fetchedClaim,
  HOUR,
  lookAt,
  moveClaim,
  startWorkshop,
  take,
  wagesIn,
  type Workshop,
} from './crafts'
import { ok, type Person } from './people'
import { change, insert, rowsOf } from './store'

let workshop: Workshop
let cloud: TestCloud
let worker: Person

beforeEach(async () => {
  workshop = await startWorkshop()
  ;({ cloud, worker } = workshop)
})
afterEach(() => cloud.stop())

const newsOf = async (id: string) => {
  const { rows } = await ok(cloud, worker.openid, 'messages.list', {})
  return rows.flatMap((row) => (row.topic === 'craft' && row.subject === id ? [row.what] : []))
}
const MINUTE = 60_000

test('a take that nobody fetches: a warning after a day, once; after two days it goes back to the pool', async () => {
  const batch = workshop.batch()
  const { id } = await take(cloud, worker, batch, 10)
  const taken = claimOf(cloud, id).takenAt
  await cloud.shift(taken + DAY - MINUTE - cloud.now())
  await cloud.timer('crafts')
  expect(await newsOf(id)).toEqual([])

  await cloud.shift(2 * MINUTE)
  await cloud.timer('crafts')
  await cloud.timer('crafts')
  await cloud.shift(5 * HOUR)
  await cloud.timer('crafts')
  expect(await newsOf(id)).toEqual(['take_warn'])
  expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'taken', version: 1 })

  await cloud.shift(taken + 2 * DAY + MINUTE - cloud.now())
  await Promise.all([cloud.timer('crafts'), cloud.timer('crafts')])
  expect(await newsOf(id)).toEqual(['take_expired', 'take_warn'])
  expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'ended', pieces: { returned: 10, out: 0 } })
  expect((await lookAt(cloud, worker, id)).events.at(-1)).toMatchObject({ command: 'expire', by: { as: 'system' } })
  expect(batchOf(cloud, batch)).toMatchObject({ left: 100, takers: {}, sums: { issued: 10, returned: 10, out: 0 } })
  checkBooks(cloud, batch)
}, 120_000)

test('who fetches in time is left alone', async () => {
  const id = await fetchedClaim(workshop, workshop.batch(), 10)
  await cloud.shift(DAY + MINUTE)
  await cloud.timer('crafts')
  await change(cloud, 'claims', id, { takenAt: cloud.now() - 3 * DAY })
  await cloud.timer('crafts')
  expect(await newsOf(id)).toEqual([])
  expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'working', dueAt: null })
}, 60_000)

test('three days of silence agree to a count: what was counted is owed', async () => {
  const batch = workshop.batch()
  const id = await countedClaim(workshop, batch, { accepted: 8, rework: 2 })
  const at = claimOf(cloud, id).count?.at ?? 0
  await cloud.shift(at + 3 * DAY - MINUTE - cloud.now())
  await cloud.timer('crafts')
  expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'counted' })

  await cloud.shift(2 * MINUTE)
  await Promise.all([cloud.timer('crafts'), cloud.timer('crafts')])
  await cloud.timer('crafts')
  expect(await lookAt(cloud, worker, id)).toMatchObject({ state: 'working', pieces: { accepted: 8, out: 2 } })
  expect(wagesIn(cloud)).toMatchObject([{ claim: id, amount: 640, countedAt: at }])
  expect(await newsOf(id)).toEqual(['lapsed', 'counted'])
  checkBooks(cloud, batch)
}, 120_000)

test('an objection stops the clock', async () => {
  const id = await countedClaim(workshop, workshop.batch(), { accepted: 10 })
  await moveClaim(cloud, worker, id, { move: 'object', text: '不对' })
  expect(claimOf(cloud, id)).toMatchObject({ dueAt: null, nextCheckAt: null })
  await cloud.timer('crafts')
  expect(claimOf(cloud, id).state).toBe('objected')
})

describe('a day on which much is due', () => {
  /** So many untouched takes of as many people, due for long. */
  async function untouched(batch: string, count: number): Promise<void> {
    const { id } = await take(cloud, worker, batch, 5)
    const model = claimOf(cloud, id)
    const now = cloud.now()
    const claims: ClaimDoc[] = Array.from({ length: count - 1 }, (_, n) => ({
      ...model,
      _id: newId(now),
      worker: `oForgetful_${n}`,
      workerId: newId(now),
      takenAt: now - 3 * DAY,
      dueAt: now - DAY,
      nextCheckAt: now - DAY + n,
    }))
    insert(cloud, 'claims', claims)
    await change(cloud, 'claims', id, { dueAt: now - DAY, nextCheckAt: now - DAY })
    await change(cloud, 'batches', batch, {
      pieces: 5 * count,
      left: 0,
      takers: Object.fromEntries([model, ...claims].map(({ workerId }) => [workerId, 5])),
      sums: { issued: 5 * count, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 5 * count },
    })
  }
  const statesOf = (batch: string) =>
    rowsOf<ClaimDoc>(cloud, 'claims').flatMap((claim) => (claim.batch === batch ? [claim.state] : []))

  test('a hundred a run, the longest due first, and the rest the next time', async () => {
    const batch = workshop.batch()
    await untouched(batch, 130)
    await cloud.timer('crafts')
    expect(statesOf(batch).filter((state) => state === 'ended')).toHaveLength(100)
    const waiting = rowsOf<ClaimDoc>(cloud, 'claims').filter(({ state }) => state === 'taken')
    const latest = Math.min(...waiting.map(({ nextCheckAt }) => nextCheckAt ?? 0))
    expect(latest).toBeGreaterThanOrEqual(Math.max(...waiting.map(({ dueAt }) => dueAt ?? 0)) + 99)
    await cloud.timer('crafts')
    expect(statesOf(batch).every((state) => state === 'ended')).toBe(true)
    expect(batchOf(cloud, batch)).toMatchObject({ left: 650, takers: {} })
    checkBooks(cloud, batch)
  }, 120_000)

  test('one that cannot be moved does not hold up the others, and is logged without a name', async () => {
    const batch = workshop.batch()
    await untouched(batch, 3)
    const [broken] = rowsOf<ClaimDoc>(cloud, 'claims').filter(({ _id }) => claimOf(cloud, _id).worker !== worker.openid)
    // a ledger that cannot be: nothing was ever issued
    await change(cloud, 'claims', broken?._id ?? '', { entries: [], nextCheckAt: 1 })
    await cloud.timer('crafts')
    expect(statesOf(batch).sort()).toEqual(['ended', 'ended', 'taken'])
    const lines = cloud.logs().map(({ text }) => text)
    expect(lines.filter((text) => text.includes('check_claims') && text.includes(broken?._id ?? '?'))).toHaveLength(1)
    expect(lines.join('\n')).not.toContain(broken?.worker)
  })
})
