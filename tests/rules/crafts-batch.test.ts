import fc from 'fast-check'
import {
  asksForMoney,
  batchProblem,
  takeLimit,
  textsOfBatch,
  type Taker,
} from '../../cloudfunctions/crafts/batch.rules'
import { isOldEnough } from '../../cloudfunctions/kit/age'
import type { BatchDoc } from '../../cloudfunctions/crafts/model.rules'
import { CRAFT_LIMITS, type TakeRefusal } from '../../miniprogram/contract/crafts'
import { batch, DAY, NOW } from './craft-world'

const PRACTISED = { adultSeenAt: NOW, paces: { 'product-one': { pieces: 30, samples: [] } } }
const BEGINNER = { adultSeenAt: NOW, paces: {} }
const many = Object.fromEntries(Array.from({ length: CRAFT_LIMITS.claimsPerBatch }, (_, index) => [`T${index}`, 1]))
const me = (more: Partial<Taker> = {}): Taker => ({ id: 'ME', card: PRACTISED, openClaims: 0, ...more })

type Row = [
  what: string,
  batch: Partial<BatchDoc>,
  taker: Partial<Taker>,
  pieces: number,
  least: number,
  TakeRefusal | null,
]
const ROWS: Row[] = [
  ['an open batch', {}, {}, 40, 5, null],
  ['what is left', { left: 12 }, {}, 12, 5, null],
  ['the rest may be fewer than the least', { left: 3 }, {}, 3, 3, null],
  ['what one has already counts', { takers: { ME: 38 } }, {}, 2, 2, null],
  ['what others have does not', { takers: { YOU: 40 } }, {}, 40, 5, null],
  ['all that one may have', { takers: { ME: 40 } }, {}, 0, 0, 'limit'],
  ['nothing is left', { left: 0 }, {}, 0, 0, 'sold_out'],
  ['stopped', { state: 'stopped' }, {}, 0, 0, 'closed'],
  ['waiting', { state: 'waiting' }, {}, 0, 0, 'closed'],
  ['the day has come', { deadline: NOW }, {}, 0, 0, 'closed'],
  ['no card', {}, { card: null }, 0, 0, 'no_card'],
  ['closed comes before the card', { state: 'stopped' }, { card: null }, 0, 0, 'closed'],
  ['ten claims are open', {}, { openClaims: 10 }, 0, 0, 'too_many_open'],
  ['nine are', {}, { openClaims: 9 }, 40, 5, null],
  ['a trial: a beginner begins with a few', { trial: true }, { card: BEGINNER }, 5, 1, null],
  ['a trial with a larger least', { trial: true, least: 20 }, { card: BEGINNER }, 5, 1, null],
  ['a trial is not taken twice', { trial: true, takers: { ME: 5 } }, { card: BEGINNER }, 0, 0, 'limit'],
  ['half a trial', { trial: true, takers: { ME: 2 } }, { card: BEGINNER }, 3, 1, null],
  ['a trial is over once something was handed in', { trial: true, takers: { ME: 5 } }, {}, 35, 5, null],
  ['a trial of less than the trial', { trial: true, most: 3, least: 1 }, { card: BEGINNER }, 3, 1, null],
  ['without a trial beginners take as all do', {}, { card: BEGINNER }, 40, 5, null],
  ['nobody saw that the person is old enough', {}, { card: { ...BEGINNER, adultSeenAt: 0 } }, 0, 0, 'under_age'],
  ['a thousand people have some', { takers: many }, {}, 0, 0, 'sold_out'],
  ['one of the thousand', { takers: { ...many, ME: 1 } }, {}, 39, 5, null],
  ['who has left nothing with us', {}, { id: null }, 40, 5, null],
]

test.each(ROWS)('%s', (_what, changes, taker, pieces, least, why) => {
  expect(takeLimit(batch(changes), me(taker), true, NOW)).toEqual({ pieces, least, why })
})

test('of a suspended enterprise nobody takes', () =>
  expect(takeLimit(batch(), me(), false, NOW)).toEqual({ pieces: 0, least: 0, why: 'closed' }))

test('never more than is left or allowed, never none without a reason', () =>
  fc.assert(
    fc.property(
      fc.record({
        pieces: fc.integer({ min: 1, max: 200 }),
        left: fc.nat(200),
        has: fc.nat(60),
        least: fc.integer({ min: 1, max: 20 }),
        more: fc.nat(40),
        trial: fc.boolean(),
        made: fc.nat(3),
        openClaims: fc.nat(12),
      }),
      ({ left, has, least, more, trial, made, openClaims }) => {
        const doc = batch({ left, least, most: least + more, trial, takers: { ME: has } })
        const taker = me({
          card: { adultSeenAt: NOW, paces: { 'product-one': { pieces: made, samples: [] } } },
          openClaims,
        })
        const limit = takeLimit(doc, taker, true, NOW)
        expect(limit.pieces === 0).toBe(limit.why !== null)
        expect(limit.pieces).toBeLessThanOrEqual(left)
        if (limit.why === null) {
          expect(limit.pieces + has).toBeLessThanOrEqual(doc.most)
          expect(limit.least).toBeLessThanOrEqual(limit.pieces)
          expect(limit.least).toBeGreaterThan(0)
          if (trial && made === 0) expect(limit.pieces + has).toBeLessThanOrEqual(CRAFT_LIMITS.trialPieces)
        }
      },
    ),
  ))

describe('money is never asked of a worker', () => {
  test.each([
    '先交押金50元',
    '要 保 证 金',
    '押·金 100',
    '押\u200b金',
    '培训费自理',
    '报名费20',
    '押_金',
    '押*金',
    '担保金',
    '不收押金',
  ])('%s', (text) => expect(asksForMoney(['穿珠子', text])).toBe(true))

  test.each(['按一下，保证结实，金线绕两圈', '金色丝带', '报名就能领', '培训一小时，不花钱'])('%s is fine', (text) =>
    expect(asksForMoney([text])).toBe(false),
  )

  test('two fields are not one word', () => expect(asksForMoney(['押', '金'])).toBe(false))

  test('every text of a batch is looked at', () => {
    const counter = { place: '二', hours: '三' }
    expect(textsOfBatch({ materials: [{ name: '零', amount: '一' }], fetch: counter, giveBack: counter })).toEqual(
      Array.from('零一二三二三'),
    )
  })
})

describe('a draft of a batch', () => {
  const draft = { pieces: 100, least: 5, most: 40, deadline: NOW + 10 * DAY }
  test.each([
    ['as it should be', {}, null],
    ['most of all', { most: 100 }, null],
    ['most beyond all', { most: 101 }, { most: 'too_large' }],
    ['least is most', { least: 40 }, null],
    ['least beyond most', { least: 41 }, { least: 'too_large' }],
    ['a thousand takes', { pieces: 1_000, least: 1 }, null],
    ['more takes than a batch bears', { pieces: 1_001, least: 1 }, { least: 'too_small' }],
    ['a day ahead', { deadline: NOW + DAY }, null],
    ['less than a day ahead', { deadline: NOW + DAY - 1 }, { deadline: 'too_small' }],
    ['180 days ahead', { deadline: NOW + 180 * DAY }, null],
    ['further', { deadline: NOW + 180 * DAY + 1 }, { deadline: 'too_large' }],
  ])('%s', (_what, changes, problem) => expect(batchProblem({ ...draft, ...changes }, NOW)).toEqual(problem))
})

describe('old enough', () => {
  // only the month is asked, so the whole month of the sixteenth birthday must be over
  test.each([
    ['2010-10', '2026-11-01', true],
    ['2010-11', '2026-11-01', false],
    ['2010-11', '2026-11-30', false],
    ['2010-11', '2026-12-01', true],
    ['2010-12', '2026-12-31', false],
    ['2010-12', '2027-01-01', true],
    ['2011-01', '2026-12-31', false],
    ['1966-05', '2026-11-24', true],
    ['2026-11', '2026-11-24', false],
    ['2050-01', '2026-11-24', false],
  ])('born %s, on %s: %s', (born, day, expected) => expect(isOldEnough(born, day)).toBe(expected))

  test('once old enough, always old enough', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1930, max: 2040 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(600),
        (year, no, months) => {
          const born = `${year}-${String(no).padStart(2, '0')}`
          const dayAfter = (count: number) => new Date(Date.UTC(2026, count, 1)).toISOString().slice(0, 10)
          if (isOldEnough(born, dayAfter(0))) expect(isOldEnough(born, dayAfter(months))).toBe(true)
          else expect(year + 16).toBeGreaterThanOrEqual(2026)
        },
      ),
    ))
})
