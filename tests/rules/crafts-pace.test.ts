import fc from 'fast-check'
import type { OwnPace, Sample } from '../../cloudfunctions/crafts/model.rules'
import {
  fenPerHour,
  honestHour,
  isBeginner,
  median,
  piecesMade,
  sampleOf,
} from '../../cloudfunctions/crafts/pace.rules'
import { CRAFT_LIMITS } from '../../miniprogram/contract/crafts'

const tenths = fc.integer({ min: 1, max: 9_600 })
const price = fc.integer({ min: 1, max: CRAFT_LIMITS.pricePerPiece })

describe('the median', () => {
  test.each([
    [[5], 5],
    [[5, 1], 3],
    [[9, 1, 5], 5],
    [[1, 2, 3, 10], 2.5],
    [[7, 7, 7], 7],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected))

  test('of nothing is no number', () => expect(median([])).toBeNaN())

  test('has as many on either side, and does not mind the order', () =>
    fc.assert(
      fc.property(fc.array(tenths, { minLength: 1 }), (values) => {
        const middle = median(values)
        const below = values.filter((value) => value < middle).length
        const above = values.filter((value) => value > middle).length
        expect(Math.max(below, above) * 2).toBeLessThanOrEqual(values.length)
        expect(median([...values].reverse())).toBe(middle)
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values))
        expect(middle).toBeLessThanOrEqual(Math.max(...values))
      }),
    ))

  test('one wild value moves it no further than to a neighbour', () =>
    fc.assert(
      fc.property(fc.array(tenths, { minLength: 4, maxLength: 9 }), fc.nat(8), tenths, (values, at, wild) => {
        const odd = values.length % 2 === 1 ? values : values.slice(1)
        const sorted = [...odd].sort((a, b) => a - b)
        const middle = (odd.length - 1) / 2
        const moved = median(odd.map((value, index) => (index === at % odd.length ? wild : value)))
        expect(moved).toBeGreaterThanOrEqual(sorted[middle - 1] ?? NaN)
        expect(moved).toBeLessThanOrEqual(sorted[middle + 1] ?? NaN)
      }),
    ))
})

describe('a sample', () => {
  test.each([
    [10, 200, 200],
    [3, 10, 33],
    [400, 10, 1],
    [100, 0, 0],
    [0, 50, 0],
  ])('%d pieces in %d minutes: %d tenths a piece', (pieces, minutes, expected) =>
    expect(sampleOf(pieces, minutes)).toBe(expected),
  )
})

describe('fen an hour', () => {
  test.each([
    [80, 200, 240],
    [80, 50, 960],
    [1, 7, 85],
    [100_000, 1, 60_000_000],
    [1, 9_600, 0],
  ])('%d fen at %d tenths: %d', (fen, pace, expected) => expect(fenPerHour(fen, pace)).toBe(expected))

  test('a higher price is never worth less, a slower pace never more', () =>
    fc.assert(
      fc.property(price, tenths, fc.nat(500), (fen, pace, more) => {
        expect(fenPerHour(fen + more, pace)).toBeGreaterThanOrEqual(fenPerHour(fen, pace))
        expect(fenPerHour(fen, pace + more)).toBeLessThanOrEqual(fenPerHour(fen, pace))
      }),
    ))

  test('never promises more than the pieces of an hour bring', () =>
    fc.assert(
      fc.property(price, tenths, (fen, pace) => {
        expect(fenPerHour(fen, pace) * pace).toBeLessThanOrEqual(fen * 600)
      }),
    ))
})

// ---- whose experience it is

const sample = (who: string, pace: number, index = 0): Sample => ({ who, tenths: pace, of: `${who}.${index}` })
const product = (beginners: Sample[] = [], practised: Sample[] = []) => ({
  _id: 'P',
  paces: { beginners, practised },
})
const own = (pieces: number, ...values: number[]): { P: OwnPace } => ({
  P: { pieces, samples: values.map((pace, index) => ({ of: `c.${index}`, tenths: pace })) },
})
const FIVE = ['a', 'b', 'c', 'd', 'e']
const others = (...values: number[]) => values.map((pace, index) => sample(FIVE[index] ?? `x${index}`, pace))

const CLAIMED = 50
const hourOf = (...[of, paces, who = 'me']: [Parameters<typeof honestHour>[0], object?, (string | null)?]) =>
  honestHour(of, paces as Parameters<typeof honestHour>[1], who, 80, CLAIMED)

describe('whose experience the hour is', () => {
  test('nobody has made it: the enterprise says so, and it is marked', () =>
    expect(hourOf(product())).toEqual({ minutesPerPiece: 50, source: 'claimed', samples: 0, fenPerHour: 960 }))

  test('four others say nothing, five do', () => {
    expect(hourOf(product(others(100, 100, 100, 100)))).toMatchObject({ source: 'claimed' })
    expect(hourOf(product(others(100, 110, 120, 130, 140)))).toEqual({
      minutesPerPiece: 120,
      source: 'others',
      samples: 5,
      fenPerHour: 400,
    })
  })

  test('five hand-ins of four people are four people', () =>
    expect(hourOf(product([...others(100, 100, 100, 100), sample('a', 100, 1)]))).toMatchObject({ source: 'claimed' }))

  test('who does much does not weigh more', () => {
    const busy = Array.from({ length: 40 }, (_, index) => sample('a', 10, index))
    expect(hourOf(product([...busy, ...others(10, 200, 210, 220, 230).slice(1)]))).toMatchObject({
      minutesPerPiece: 210,
      source: 'others',
      samples: 44,
    })
  })

  test('one is not among the others oneself', () =>
    expect(hourOf(product(others(100, 100, 100, 100, 100)), undefined, 'a')).toMatchObject({ source: 'claimed' }))

  test('beginners are compared with beginners, the practised with the practised', () => {
    const both = product(others(300, 300, 300, 300, 300), others(100, 100, 100, 100, 100))
    expect(hourOf(both).minutesPerPiece).toBe(300)
    // pieces without a written time make practised all the same
    expect(hourOf(both, own(20)).minutesPerPiece).toBe(100)
    expect(hourOf(both, own(19)).minutesPerPiece).toBe(300)
  })

  test('one own hand-in counts more than all others', () =>
    expect(hourOf(product(others(300, 300, 300, 300, 300)), own(10, 170))).toEqual({
      minutesPerPiece: 170,
      source: 'own',
      samples: 1,
      fenPerHour: 282,
    }))

  test('only the newest nine of the own ones, and none without a time', () => {
    const many = own(200, 999, 999, 999, 999, 999, 999, 999, 999, 999, 50, 50, 50, 50, 50, 50, 50, 50, 50)
    expect(hourOf(product(), many)).toMatchObject({ minutesPerPiece: 50, samples: 9 })
    expect(hourOf(product(), own(30, 0, 0, 120, 0))).toMatchObject({ minutesPerPiece: 120, samples: 1, source: 'own' })
    expect(hourOf(product(), own(30, 0, 0))).toMatchObject({ source: 'claimed' })
  })

  test('own experience of another product is none', () =>
    expect(hourOf(product(), { Q: own(30, 10).P })).toMatchObject({ source: 'claimed' }))

  test('somebody without a card or name sees what others need', () =>
    expect(hourOf(product(others(100, 110, 120, 130, 140)), undefined, null)).toMatchObject({ minutesPerPiece: 120 }))
})

describe('whatever the samples are', () => {
  const samples = fc.array(fc.record({ who: fc.constantFrom('me', ...FIVE, 'f'), tenths, of: fc.string() }), {
    maxLength: 60,
  })
  const paces = fc.record({
    P: fc.record({
      pieces: fc.nat(60),
      samples: fc.array(fc.record({ of: fc.string(), tenths: fc.oneof(tenths, fc.constant(0)) }), { maxLength: 12 }),
    }),
  })

  test('the hour lies within what it is taken from, and says how much that is', () =>
    fc.assert(
      fc.property(samples, samples, paces, price, tenths, (beginners, practised, mine, fen, claimed) => {
        const hour = honestHour(product(beginners, practised), mine, 'me', fen, claimed)
        expect(hour.fenPerHour).toBe(fenPerHour(fen, hour.minutesPerPiece))
        expect(Number.isInteger(hour.minutesPerPiece)).toBe(true)
        const timed = mine.P.samples.filter((one) => one.tenths > 0).slice(-9)
        if (timed.length > 0) {
          expect(hour).toMatchObject({ source: 'own', samples: timed.length })
          expect(hour.minutesPerPiece).toBeGreaterThanOrEqual(Math.min(...timed.map((one) => one.tenths)))
          expect(hour.minutesPerPiece).toBeLessThanOrEqual(Math.max(...timed.map((one) => one.tenths)))
          return
        }
        const like = (isBeginner(mine, 'P') ? beginners : practised).filter(({ who }) => who !== 'me')
        if (new Set(like.map(({ who }) => who)).size >= 5) {
          expect(hour).toMatchObject({ source: 'others', samples: like.length })
        } else {
          expect(hour).toMatchObject({ source: 'claimed', samples: 0, minutesPerPiece: claimed })
        }
      }),
    ))

  test('a slower own pace never makes the hour worth more', () =>
    fc.assert(
      fc.property(fc.array(tenths, { minLength: 1, maxLength: 9 }), fc.nat(300), price, (values, more, fen) => {
        const at = (list: number[]) => honestHour(product(), own(9, ...list), 'me', fen, CLAIMED).fenPerHour
        expect(at(values.map((value) => value + more))).toBeLessThanOrEqual(at(values))
      }),
    ))
})

test('a beginner is who has handed in fewer than twenty', () => {
  expect(isBeginner(undefined, 'P')).toBe(true)
  expect(isBeginner(own(19), 'P')).toBe(true)
  expect(isBeginner(own(20), 'P')).toBe(false)
  expect(isBeginner(own(20), 'Q')).toBe(true)
  expect(piecesMade(own(20), 'P')).toBe(20)
  expect(piecesMade(undefined, 'P')).toBe(0)
})
