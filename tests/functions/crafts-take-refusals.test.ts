/** When nobody may take, and which codes the counter does not believe; a refusal changes nothing. */
import { claimCode } from '../../cloudfunctions/crafts/claim-code'
import { newId } from '../../cloudfunctions/kit/ids'
import type { TestCloud } from '../cloud'
import {
  batchOf,
  claimOf,
  crafterDoc,
  DAY,
  HOUR,
  lookAt,
  moveClaim,
  refusedMove,
  startWorkshop,
  take,
  takeOf,
  type Workshop,
} from './crafts'
import { ok, refused, type Person } from './people'
import { change, everything, insert } from './store'

// an hour or a night goes by, with all timers in it
jest.setTimeout(120_000)

let workshop: Workshop
let cloud: TestCloud
let worker: Person
let colleague: Person
let officer: Person

beforeAll(async () => {
  workshop = await startWorkshop()
  ;({ cloud, worker, colleague, officer } = workshop)
})
afterAll(() => cloud.stop())

const field = (name: string, problem: string) => ({ code: 'INVALID_INPUT', fields: { [name]: problem } })
/** What is stored, requests apart: calls leave no trace but what they change. */
const stored = () => everything(cloud)
const refusedTake = (who: Person, input: object) => refused(cloud, who.openid, 'crafts.take', input)

describe('a take is refused', () => {
  type Case = [name: string, input: () => object, expected: { code: string; fields?: object }]
  const cases: Case[] = [
    [
      'when the price is not the one that was seen',
      () => takeOf(workshop.batch(), 5, { price: 81 }),
      { code: 'CONFLICT' },
    ],
    [
      'when the price went up since',
      () =>
        takeOf(
          workshop.batch({
            prices: [
              { price: 80, from: 1 },
              { price: 90, from: 2 },
            ],
          }),
        ),
      { code: 'CONFLICT' },
    ],
    ['of more than the most', () => takeOf(workshop.batch(), 41), field('pieces', 'too_large:40')],
    ['of fewer than the least', () => takeOf(workshop.batch(), 4), field('pieces', 'too_small:5')],
    ['of more than are left', () => takeOf(workshop.batch({ left: 7 }), 8), field('pieces', 'too_large:7')],
    ['when all are gone', () => takeOf(workshop.batch({ left: 0 })), field('batch', 'sold_out')],
    ['of a batch that was stopped', () => takeOf(workshop.batch({ state: 'stopped' })), field('batch', 'closed')],
    ['past the deadline', () => takeOf(workshop.batch({ deadline: cloud.now() - 1 })), field('batch', 'closed')],
    ['of a batch the staff have not let in', () => takeOf(workshop.batch({ state: 'waiting' })), { code: 'NOT_FOUND' }],
    ['of a batch the staff refused', () => takeOf(workshop.batch({ state: 'refused' })), { code: 'NOT_FOUND' }],
    ['of no batch', () => takeOf(newId(cloud.now())), { code: 'NOT_FOUND' }],
    [
      'without the day being agreed to',
      () => takeOf(workshop.batch({ deadline: cloud.now() + DAY }), 40, { warned: [] }),
      field('warned', 'day'),
    ],
    [
      'without day and week being agreed to',
      () => takeOf(workshop.batch({ claimedMinutes: 6_000 }), 40, { warned: [] }),
      field('warned', 'day,week'),
    ],
    [
      'without the week being agreed to as well',
      () => takeOf(workshop.batch({ claimedMinutes: 6_000 }), 40, { warned: ['day'] }),
      field('warned', 'week'),
    ],
    [
      'without agreeing that the enterprise sees the name',
      () => ({ ...takeOf(workshop.batch()), agree: false }),
      field('agree', 'not_a_choice'),
    ],
    ['of nothing', () => takeOf(workshop.batch(), 0), field('pieces', 'too_small:1')],
    ['of half a piece', () => takeOf(workshop.batch(), 5.5), field('pieces', 'wrong_form')],
    [
      'with a field nobody declared',
      () => ({ ...takeOf(workshop.batch()), worker: 'x' }),
      field('worker', 'unknown_field'),
    ],
  ]

  test.each(cases)('%s', async (_name, input, expected) => {
    const wanted = input()
    const before = stored()
    expect(await refusedTake(worker, wanted)).toEqual(expected)
    expect(stored()).toBe(before)
  })

  test('of one who has left nothing with us', async () => {
    expect(await refusedTake(workshop.people.visitor, takeOf(workshop.batch()))).toEqual({ code: 'HOME_NEEDED' })
  })

  test('without a card, and when nobody has seen that she is 16', async () => {
    const batch = workshop.batch()
    const { mediator, leader } = workshop.people
    expect(await refusedTake(mediator, takeOf(batch))).toEqual(field('batch', 'no_card'))
    insert(cloud, 'crafters', [crafterDoc(leader.openid, cloud.now(), { adultSeenAt: 0 })])
    expect(await refusedTake(leader, takeOf(batch))).toEqual(field('batch', 'under_age'))
    expect(batchOf(cloud, batch).left).toBe(100)
  })

  test('of a suspended enterprise', async () => {
    const batch = workshop.batch()
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'suspended' })
    expect(await refusedTake(worker, takeOf(batch))).toEqual(field('batch', 'closed'))
    await change(cloud, 'enterprises', workshop.enterprise, { state: 'active' })
    expect(await take(cloud, worker, batch)).toMatchObject({ state: 'taken' })
  })

  test('of more than the most in two steps; what is finished counts, what came back does not', async () => {
    const batch = workshop.batch({ most: 20 })
    const { id } = await take(cloud, colleague, batch, 15)
    expect(await refusedTake(colleague, takeOf(batch, 6))).toEqual(field('pieces', 'too_large:5'))
    await take(cloud, colleague, batch, 5)
    expect(await refusedTake(colleague, takeOf(batch, 1))).toEqual(field('batch', 'limit'))
    await moveClaim(cloud, colleague, id, { move: 'cancel' })
    expect(await take(cloud, colleague, batch, 15)).toMatchObject({ state: 'taken' })
  })

  test('of an eleventh claim', async () => {
    const who = workshop.people.staff
    insert(cloud, 'crafters', [crafterDoc(who.openid, cloud.now())])
    const batch = workshop.batch({ pieces: 1_000, most: 1_000, least: 1, claimedMinutes: 1 })
    for (let n = 0; n < 10; n++) await take(cloud, who, batch, 1)
    expect(await refusedTake(who, takeOf(batch, 1))).toEqual(field('batch', 'too_many_open'))
    const mine = await ok(cloud, who.openid, 'crafts.mine', {})
    await moveClaim(cloud, who, mine.rows[3]?.id ?? '', { move: 'cancel' })
    expect(await take(cloud, who, batch, 1)).toMatchObject({ state: 'taken' })
  })

  test('when the hours of all open claims together are too many', async () => {
    const who = workshop.people.worker
    insert(cloud, 'crafters', [crafterDoc(who.openid, cloud.now())])
    // 10 days, 15 pieces of an hour: an hour and a half each day
    const hourly = () => workshop.batch({ claimedMinutes: 600 })
    const calm = (batch: string) => takeOf(batch, 15, { warned: [] })
    await ok(cloud, who.openid, 'crafts.take', calm(hourly()))
    const { id } = await ok(cloud, who.openid, 'crafts.take', calm(hourly()))
    expect(await refusedTake(who, calm(hourly()))).toEqual(field('warned', 'day,week'))
    // what is done is no longer planned
    await moveClaim(cloud, who, id, { move: 'cancel' })
    await ok(cloud, who.openid, 'crafts.take', calm(hourly()))
  })
})

describe("the worker's code", () => {
  const codeOf = async (id: string) => (await lookAt(cloud, worker, id)).code ?? ''
  const wrong = (n: number) => ({ move: 'fetch', code: `WRNG${n}${n}` })

  test('a wrong one is refused and the material stays; five in an hour lock the counter, for this claim alone', async () => {
    const batch = workshop.batch()
    const { id } = await take(cloud, worker, batch, 5)
    const other = await take(cloud, worker, batch, 5)
    const good = { move: 'fetch' as const, code: await codeOf(id) }
    for (let n = 0; n < 5; n++) expect(await refusedMove(cloud, officer, id, wrong(n))).toEqual(field('code', 'wrong'))
    expect(await refusedMove(cloud, officer, id, good)).toEqual({ code: 'LIMIT' })
    expect(claimOf(cloud, id)).toMatchObject({ state: 'taken', version: 1 })
    expect(await moveClaim(cloud, officer, other.id, { move: 'fetch', code: await codeOf(other.id) })).toMatchObject({
      state: 'working',
    })
    await cloud.shift(HOUR + 1)
    expect(await moveClaim(cloud, officer, id, { ...good, code: await codeOf(id) })).toMatchObject({ state: 'working' })
  })

  test('a wrong one that is sent again by the same call counts once', async () => {
    const { id } = await take(cloud, worker, workshop.batch(), 5)
    const input = { id, version: 1, ...wrong(1) }
    for (let n = 0; n < 8; n++) {
      const answer = await cloud.call(officer.openid, 'crafts.move', input, 'the-same-wrong-code')
      expect(answer).toMatchObject({ ok: false, error: field('code', 'wrong') })
    }
    expect(claimOf(cloud, id).wrongCodes).toHaveLength(1)
  })

  test('guesses at the same time are counted one by one', async () => {
    const { id } = await take(cloud, worker, workshop.batch(), 5)
    const guesses = Array.from({ length: 12 }, (_, n) =>
      cloud.call(officer.openid, 'crafts.move', { id, version: 1, ...wrong(n) }),
    )
    const codes = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'ok' : answer.error.code))
    expect(codes.filter((code) => code === 'INVALID_INPUT').length).toBeLessThanOrEqual(5)
    expect(codes).not.toContain('ok')
    expect(claimOf(cloud, id).wrongCodes.length).toBeLessThanOrEqual(5)
  })

  test("that of another claim or of another person is none; neither is yesterday's", async () => {
    const batch = workshop.batch()
    const mine = await take(cloud, worker, batch, 5)
    const other = await take(cloud, worker, batch, 5)
    expect(await refusedMove(cloud, officer, mine.id, { move: 'fetch', code: await codeOf(other.id) })).toEqual(
      field('code', 'wrong'),
    )
    const stale = claimCode({ worker: worker.openid, _id: mine.id }, cloud.now() - DAY)
    expect(await codeOf(mine.id)).not.toBe(stale)
  })

  test("yesterday's is good in the first hour after midnight", async () => {
    const { id } = await take(cloud, worker, workshop.batch(), 5)
    const midnight = (Math.floor((cloud.now() + 8 * HOUR) / DAY) + 1) * DAY - 8 * HOUR
    const code = await codeOf(id)
    await cloud.shift(midnight + HOUR / 2 - cloud.now())
    expect(await codeOf(id)).not.toBe(code)
    expect(await moveClaim(cloud, officer, id, { move: 'fetch', code })).toMatchObject({ state: 'working' })
  })
})
