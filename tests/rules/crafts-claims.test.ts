/** Single rules of claims: how many, which code, which minutes, what must be said before. */
import fc from 'fast-check'
import { CRAFT_LIMITS } from '../../miniprogram/contract/crafts'
import { claimCode, codesAt } from '../../cloudfunctions/crafts/claim-code'
import { claimView, movedView, rowView } from '../../cloudfunctions/crafts/claim-view.rules'
import { decide, SYSTEM } from '../../cloudfunctions/crafts/claim.rules'
import {
  decideTake,
  warningsFor,
  withoutTake,
  type OpenClaim,
  type Taker,
} from '../../cloudfunctions/crafts/take.rules'
import {
  after,
  batch,
  card,
  CODE,
  DAY,
  HOUR,
  must,
  NOW,
  officer,
  PRODUCT,
  staff,
  step,
  taken,
  takeWith,
  worker,
  type Wanted,
} from './craft-world'

const taker = (more: Partial<Taker> = {}): Taker => ({
  openid: 'openid-worker',
  id: 'WORKER',
  card: card(),
  openClaims: [],
  ...more,
})
const outcome = (result: ReturnType<typeof decideTake>) => (result.ok ? result.claim.pieces.issued : result)
const refusal = (field: string, problem: string) => ({ ok: false, code: 'INVALID_INPUT', fields: { [field]: problem } })

describe('a take', () => {
  const tryTake = (pool: Parameters<typeof batch>[0], wanted: Wanted, who: Partial<Taker> = {}) =>
    outcome(decideTake(batch(pool), taker(who), takeWith(wanted)))

  test.each([
    ['exactly the most', {}, 40, 40],
    ['one more', {}, 41, refusal('pieces', 'too_large:40')],
    ['exactly the least', {}, 5, 5],
    ['one fewer', {}, 4, refusal('pieces', 'too_small:5')],
    ['the last ones, though fewer than the least', { left: 3 }, 3, 3],
    ['not fewer than the last ones', { left: 3 }, 2, refusal('pieces', 'too_small:3')],
    ['what is still allowed, though fewer than the least', { takers: { WORKER: 38 } }, 2, 2],
    ['nothing above the most', { takers: { WORKER: 40 } }, 1, refusal('batch', 'limit')],
    ['whatever others have', { takers: { OTHER: 40 } }, 40, 40],
    ['a trial: one', { trial: true }, 1, 1],
    ['a trial: five', { trial: true }, 5, 5],
    ['a trial: not six', { trial: true }, 6, refusal('pieces', 'too_large:5')],
    ['a trial of one who has five', { trial: true, takers: { WORKER: 5 } }, 1, refusal('batch', 'limit')],
    ['a millisecond before the deadline', { deadline: NOW + 1 }, 40, 40],
    ['at the deadline', { deadline: NOW }, 40, refusal('batch', 'closed')],
  ])('%s', (_name, pool, pieces, expected) => expect(tryTake(pool, { pieces })).toEqual(expected))

  test('a batch names a thousand takers and no more', () => {
    const takers = Object.fromEntries(Array.from({ length: CRAFT_LIMITS.claimsPerBatch }, (_, n) => [`P${n}`, 1]))
    expect(tryTake({ takers, pieces: 20_000 }, {})).toEqual(refusal('batch', 'sold_out'))
    expect(tryTake({ takers: { ...takers, WORKER: 1 }, pieces: 20_000 }, {})).toBe(10)
  })

  test('who has handed in pieces of the product is no beginner, of another product is', () => {
    const paces = { [PRODUCT._id]: { samples: [], pieces: 1 } }
    expect(tryTake({ trial: true }, { pieces: 40 }, { card: card({ paces }) })).toBe(40)
    const other = { another: { samples: [], pieces: 500 } }
    expect(tryTake({ trial: true }, { pieces: 40 }, { card: card({ paces: other }) })).toEqual(
      refusal('pieces', 'too_large:5'),
    )
  })

  test('keeps the pace that was shown: own, or what the enterprise claims', () => {
    const shown = (who: Taker) => {
      const result = decideTake(batch(), who, takeWith())
      return result.ok && result.claim.minutesPerPiece
    }
    expect(shown(taker())).toBe(50)
    const paces = { [PRODUCT._id]: { samples: [{ of: 'c.3', tenths: 90 }], pieces: 30 } }
    expect(shown(taker({ card: card({ paces }) }))).toBe(90)
  })

  test('can be looked at as if it had not been made: the batch is as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 }), (has, pieces) => {
        const pool = batch({ takers: { OTHER: 7, ...(has > 0 ? { WORKER: has } : {}) } })
        const changed = { ...pool, left: pool.left - pieces, takers: { ...pool.takers, WORKER: has + pieces } }
        expect(withoutTake(changed, 'WORKER', pieces)).toEqual(pool)
      }),
    )
  })

  test('sits on the first free seat', () => {
    const on = (...seats: string[]) => seats.map((seat) => ({ ...taken(), seat }))
    const seat = (openClaims: OpenClaim[]) => {
      const result = decideTake(batch(), taker({ openClaims }), takeWith())
      return result.ok && result.claim.seat
    }
    expect(seat([])).toBe('0')
    expect(seat(on('0', '1', '3'))).toBe('2')
    expect(seat(on('1', '2'))).toBe('0')
  })
})

describe('hours that are planned', () => {
  const planned = (pieces: number, minutes: number, days: number) => ({
    pieces,
    minutesPerPiece: minutes * 10,
    deadline: NOW + days * DAY,
  })

  test.each([
    ['four hours in a day are no warning', [planned(24, 10, 1)], []],
    ['a minute more is', [planned(241, 1, 1)], ['day']],
    ['24 hours in a week are no warning', [planned(144, 10, 7)], []],
    ['a minute more is one of the week alone', [planned(1_441, 1, 7)], ['week']],
    ['two weeks take twice as much', [planned(2_880, 1, 14)], []],
    ['all claims add up', [planned(12, 10, 1), planned(12, 10, 1), planned(7, 10, 7)], ['day']],
    ['too much of everything', [planned(5_000, 10, 7)], ['day', 'week']],
    ['what is late is for today', [planned(25, 10, -3)], ['day']],
  ])('%s', (_name, work, expected) => expect(warningsFor(work, NOW)).toEqual(expected))

  test('what is done or handed in is no longer planned', () => {
    const pool = batch({ deadline: NOW + DAY, claimedMinutes: 600 })
    const open = after(taken(10, { deadline: NOW + DAY, minutesPerPiece: 600 }), [
      officer,
      { move: 'fetch', code: CODE },
    ])
    const take = takeWith({ pieces: 5, warned: [] })
    expect(outcome(decideTake(pool, taker({ openClaims: [open] }), take))).toEqual(refusal('warned', 'day'))
    const few = batch({ deadline: NOW + DAY, claimedMinutes: 600, least: 1 })
    const one = takeWith({ pieces: 4, warned: [] })
    expect(outcome(decideTake(few, taker({ openClaims: [open] }), one))).toEqual(refusal('warned', 'day'))
    const done = after(open, [worker, { move: 'progress', done: 10, minutes: 1 }])
    expect(outcome(decideTake(few, taker({ openClaims: [done] }), one))).toBe(4)
    const handedIn = after(open, [worker, { move: 'hand_in', pieces: 10, minutes: 1 }])
    expect(outcome(decideTake(few, taker({ openClaims: [handedIn] }), one))).toBe(4)
  })
})

describe("the worker's code", () => {
  const MIDNIGHT = Date.UTC(2026, 10, 24, 16)
  const claim = taken()

  test('is another one each Shanghai day, for each claim and each person', () => {
    const codes = [
      claimCode(claim, MIDNIGHT - 1),
      claimCode(claim, MIDNIGHT),
      claimCode({ ...claim, _id: 'claim-two' }, MIDNIGHT),
      claimCode({ ...claim, worker: 'openid-other' }, MIDNIGHT),
    ]
    expect(new Set(codes).size).toBe(4)
    expect(claimCode(claim, MIDNIGHT)).toBe(claimCode(claim, MIDNIGHT + DAY - 1))
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/)
  })

  test("yesterday's is good for an hour after midnight and not longer", () => {
    const yesterday = claimCode(claim, MIDNIGHT - 1)
    expect(codesAt(claim, MIDNIGHT - 1)).toEqual([yesterday])
    expect(codesAt(claim, MIDNIGHT)).toEqual([claimCode(claim, MIDNIGHT), yesterday])
    expect(codesAt(claim, MIDNIGHT + HOUR - 1)).toContain(yesterday)
    expect(codesAt(claim, MIDNIGHT + HOUR)).toEqual([claimCode(claim, MIDNIGHT)])
  })

  const guess = (doc: typeof claim, n: number, now = NOW) =>
    decide(doc, officer, step({ move: 'fetch', code: `WRONG${n}` }, { now, requestId: `guess-${n}` }))
  const guessed = (doc: typeof claim, n: number, now = NOW) => {
    const result = guess(doc, n, now)
    return 'wrongCodes' in result ? { ...doc, wrongCodes: result.wrongCodes } : doc
  }

  test('five wrong ones in an hour lock it, until the first of them is an hour old', () => {
    let doc = claim
    for (let n = 0; n < 5; n++) doc = guessed(doc, n, NOW + n * 60_000)
    const right = (now: number) => decide(doc, officer, step({ move: 'fetch', code: CODE }, { now }))
    expect(right(NOW + 5 * 60_000)).toMatchObject({ ok: false, code: 'LIMIT' })
    expect(right(NOW + HOUR - 1)).toMatchObject({ ok: false, code: 'LIMIT' })
    expect(right(NOW + HOUR)).toMatchObject({ ok: true })
    expect(guessed(doc, 6, NOW + HOUR).wrongCodes).toHaveLength(5)
  })

  test('four wrong ones do not', () => {
    let doc = claim
    for (let n = 0; n < 4; n++) doc = guessed(doc, n)
    expect(decide(doc, officer, step({ move: 'fetch', code: CODE }))).toMatchObject({ ok: true })
  })

  test('is asked of nobody but the enterprise of the claim', () => {
    expect(decide(claim, staff, step({ move: 'fetch', code: CODE }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(decide(claim, { ...officer, enterprises: [] }, step({ move: 'fetch', code: 'X' }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('minutes', () => {
  const working = after(taken(), [officer, { move: 'fetch', code: CODE }])
  const worked = (...moves: Parameters<typeof after>[1][]) => after(working, ...moves).events.at(-1)?.worked

  test('of a hand-in are those since the last one, by its share of what is done', () => {
    const progress = [worker, { move: 'progress', done: 8, minutes: 100 }] as Parameters<typeof after>[1]
    expect(worked([worker, { move: 'hand_in', pieces: 5, minutes: 60 }])).toBe(60)
    expect(worked(progress, [worker, { move: 'hand_in', pieces: 8, minutes: 20 }])).toBe(120)
    expect(worked(progress, [worker, { move: 'hand_in', pieces: 4, minutes: 20 }])).toBe(60)
    expect(after(working, progress, [worker, { move: 'hand_in', pieces: 4, minutes: 20 }])).toMatchObject({
      minutesOpen: 60,
      minutes: 120,
      done: 4,
    })
  })

  test('are never made and never lost', () => {
    const report = fc.record({ done: fc.nat(10), minutes: fc.nat(300) })
    const handIn = fc.record({ pieces: fc.integer({ min: 1, max: 10 }), minutes: fc.nat(300) })
    fc.assert(
      fc.property(fc.array(report, { maxLength: 5 }), handIn, (reports, last) => {
        const told = reports.reduce<typeof working>(
          (doc, { done, minutes }) => after(doc, [worker, { move: 'progress', done, minutes }]),
          working,
        )
        const doc = after(told, [worker, { move: 'hand_in', ...last }])
        const total = reports.reduce((sum, { minutes }) => sum + minutes, last.minutes)
        expect(doc.minutes).toBe(total)
        expect((doc.events.at(-1)?.worked ?? 0) + doc.minutesOpen).toBe(total)
        expect(doc.minutesOpen).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('after rework say nothing of the pace', () => {
    const again = after(
      working,
      [worker, { move: 'hand_in', pieces: 5, minutes: 50 }],
      [officer, { move: 'count', accepted: 3, rework: 2, rejected: 0, text: '松了' }],
      [worker, { move: 'agree' }],
    )
    const last = after(again, [worker, { move: 'hand_in', pieces: 2, minutes: 3 }]).events.at(-1)
    expect(last).toMatchObject({ pieces: 2, minutes: 3 })
    expect(last?.worked).toBeUndefined()
  })
})

describe('what follows from a count', () => {
  const counted = after(
    taken(),
    [officer, { move: 'fetch', code: CODE }],
    [worker, { move: 'hand_in', pieces: 10, minutes: 50 }],
    [
      officer,
      { move: 'count', accepted: 7, rework: 2, rejected: 1, text: '松了', pictures: ['f'] },
      { now: NOW + HOUR },
    ],
  )

  test.each([
    ['agreed to at once', worker, { move: 'agree' as const }, NOW + 2 * HOUR],
    ['agreed to by silence', SYSTEM, { move: 'lapse' as const }, NOW + HOUR + 3 * DAY],
  ])('%s: accepted pieces are owed for, from the day of the count', (_name, by, input, now) => {
    const { claim, wage, batch: delta } = must(decide(counted, by, step(input, { now })))
    expect(claim).toMatchObject({ state: 'working', handedIn: 0, count: null, money: { owed: 560, open: 560 } })
    expect(claim.pieces).toMatchObject({ accepted: 7, rejected: 1, out: 2 })
    expect(wage).toMatchObject({ pieces: 7, price: 80, amount: 560, countedAt: NOW + HOUR, month: '2026-11' })
    expect(delta).toEqual({ sums: { accepted: 7, rejected: 1, out: -8 } })
  })

  test('settled: the count of the staff stands, and its day', () => {
    const objected = after(counted, [worker, { move: 'object', text: '好的' }, { now: NOW + DAY }])
    const settle = { move: 'settle' as const, accepted: 10, rework: 0, rejected: 0, text: '都好' }
    const { claim, wage } = must(decide(objected, staff, step(settle, { now: NOW + 10 * DAY })))
    expect(claim).toMatchObject({ state: 'ended', money: { owed: 800 } })
    expect(wage).toMatchObject({ amount: 800, countedAt: NOW + 10 * DAY, month: '2026-12' })
  })

  test('the days to object are three and end at once', () => {
    const object = (now: number) => decide(counted, worker, step({ move: 'object', text: '好的' }, { now }))
    expect(object(NOW + HOUR + 3 * DAY - 1)).toMatchObject({ ok: true })
    expect(object(NOW + HOUR + 3 * DAY)).toMatchObject({ code: 'NOT_NOW' })
    const lapse = (now: number) => decide(counted, SYSTEM, step({ move: 'lapse' }, { now }))
    expect(lapse(NOW + HOUR + 3 * DAY - 1)).toMatchObject({ code: 'NOT_NOW' })
    expect(lapse(NOW + HOUR + 3 * DAY)).toMatchObject({ ok: true })
  })

  test('pieces that come back go to the pool only while the batch is open', () => {
    const working = after(taken(), [officer, { move: 'fetch', code: CODE }])
    const back = (isBatchOpen: boolean) =>
      must(decide(working, officer, step({ move: 'take_back', code: CODE, pieces: 4 }, { isBatchOpen }))).batch
    expect(back(true)).toEqual({ held: -4, left: 4, sums: { returned: 4, out: -4 } })
    expect(back(false)).toEqual({ held: -4, sums: { returned: 4, out: -4 } })
  })
})

describe('what people see', () => {
  const doc = after(
    taken(),
    [officer, { move: 'fetch', code: CODE }],
    [worker, { move: 'hand_in', pieces: 10, minutes: 50 }],
    [officer, { move: 'count', accepted: 10, rework: 0, rejected: 0 }],
    [worker, { move: 'agree' }],
  )
  const around = {
    counters: batch(),
    code: null,
    pictures: [],
    wages: [],
    worker: '周小兰',
  }

  test.each([['worker'], ['enterprise'], ['staff']] as const)('no openid, to the %s', (relation) => {
    const bytes = JSON.stringify([claimView(doc, { relations: [relation], ...around }), rowView(doc, '周小兰')])
    expect(bytes).toContain('周小兰')
    expect(bytes).not.toContain('openid')
    expect(bytes).not.toContain('requestId')
  })

  test('the answer of a move is the same however long after it is asked for again', () => {
    const answers = doc.events.map((event) => movedView(doc, event))
    expect(answers.map(({ version, state, pieces }) => [version, state, pieces.accepted, pieces.out])).toEqual([
      [1, 'taken', 0, 10],
      [2, 'working', 0, 10],
      [3, 'handed_in', 0, 10],
      [4, 'counted', 0, 10],
      [5, 'ended', 10, 0],
    ])
  })
})
