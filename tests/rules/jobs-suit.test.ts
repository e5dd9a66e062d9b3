/** How well a posting suits a card: points, reasons, and what can only make it better. */
import fc from 'fast-check'
import { offerOf } from '../../cloudfunctions/jobs/offer.rules'
import { fitsShift, scoreOf, suitOf, SUITS, type Offer, type Wishes } from '../../cloudfunctions/jobs/suit.rules'
import type { SuitReason } from '../../miniprogram/contract/job-applications'
import { JOB_KINDS, SHIFTS } from '../../miniprogram/contract/jobs'

const WISHES: Wishes = { kinds: ['waiter', 'kitchen'], shifts: ['day'], want: 350_000, minutes: 30 }
const OFFER: Offer = { kind: 'waiter', shifts: ['day', 'evening'], month: { from: 350_000, to: 400_000 }, minutes: 30 }

type Row = [what: string, wishes: Partial<Wishes>, offer: Partial<Offer>, score: number, no: SuitReason[]]
const ROWS: Row[] = [
  ['all as it should be', {}, {}, 90, []],
  ['next door', {}, { minutes: 0 }, 100, []],
  ['half way', {}, { minutes: 15 }, 95, []],
  ['half as far again as it may be', {}, { minutes: 45 }, 83, ['near_no']],
  ['twice as far', {}, { minutes: 60 }, 75, ['near_no']],
  ['far away', {}, { minutes: 120 }, 75, ['near_no']],
  ['pay in the middle is what is wanted', {}, { month: { from: 300_000, to: 400_000 } }, 90, []],
  ['the most is just what is wanted', {}, { month: { from: 210_000, to: 350_000 } }, 75, []],
  ['four fifths of the pay', {}, { month: { from: 280_000, to: 280_000 } }, 75, ['pay_no']],
  ['half of the pay', {}, { month: { from: 175_000, to: 175_000 } }, 60, ['pay_no']],
  ['far and badly paid', {}, { minutes: 90, month: { from: 175_000, to: 175_000 } }, 45, ['pay_no', 'near_no']],
  ['another kind of work never suits', { kinds: ['driver'] }, {}, 49, ['kind_no']],
  ['other hours never suit', { shifts: ['night'] }, {}, 49, ['shift_no']],
  [
    'nothing',
    { kinds: ['driver'], shifts: ['night'] },
    { minutes: 90, month: { from: 1, to: 1 } },
    0,
    ['kind_no', 'shift_no', 'pay_no', 'near_no'],
  ],
  ['one chooses the hours oneself', { shifts: ['night'] }, { shifts: ['free'] }, 90, []],
  ['who wants to choose gets no fixed hours', { shifts: ['free'] }, {}, 49, ['shift_no']],
]

test.each(ROWS)('%s', (_what, wishes, offer, score, no) => {
  const suit = suitOf({ ...WISHES, ...wishes }, { ...OFFER, ...offer })
  expect(suit.score).toBe(score)
  expect(suit.reasons.filter((reason) => reason.endsWith('_no'))).toEqual(no)
  expect(suit.reasons.map((reason) => reason.split('_')[0])).toEqual(['kind', 'shift', 'pay', 'near'])
})

test('what is paid by the hour is held against the card as a month', () => {
  const pay = { from: 2_500, to: 3_000, unit: 'hour' } as const
  const doc = {
    kind: 'waiter',
    shifts: ['day'],
    pay,
    hoursPerDay: 8,
    daysPerWeek: 5,
    way: { by: 'foot', minutes: 9 },
  } as const
  expect(offerOf({ ...doc, shifts: [...doc.shifts] })).toEqual({
    kind: 'waiter',
    shifts: ['day'],
    month: expect.objectContaining({ from: 435_000, to: 522_000 }),
    minutes: 9,
  })
})

const wishes = fc.record({
  kinds: fc.uniqueArray(fc.constantFrom(...JOB_KINDS), { minLength: 1, maxLength: 5 }),
  shifts: fc.uniqueArray(fc.constantFrom(...SHIFTS), { minLength: 1 }),
  want: fc.integer({ min: 1, max: 10_000_000 }),
  minutes: fc.integer({ min: 1, max: 120 }),
})
const offer = fc
  .record({
    kind: fc.constantFrom(...JOB_KINDS),
    shifts: fc.uniqueArray(fc.constantFrom(...SHIFTS), { minLength: 1 }),
    from: fc.integer({ min: 1, max: 10_000_000 }),
    more: fc.integer({ min: 0, max: 1_000_000 }),
    minutes: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ from, more, ...rest }): Offer => ({ ...rest, month: { from, to: from + more } }))

test('a score is whole, between 0 and 100, and suits only the right kind at the right hours', () =>
  fc.assert(
    fc.property(wishes, offer, (own, one) => {
      const score = scoreOf(own, one)
      expect(Number.isInteger(score)).toBe(true)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      if (score >= SUITS)
        expect([own.kinds.includes(one.kind), fitsShift(own.shifts, one.shifts)]).toEqual([true, true])
      expect(suitOf(own, one).score).toBe(score)
    }),
  ))

test('more pay, a shorter way, more shifts and kinds never make it suit less; wanting more never more', () =>
  fc.assert(
    fc.property(
      wishes,
      offer,
      fc.integer({ min: 1, max: 500_000 }),
      fc.constantFrom(...SHIFTS),
      (own, one, more, shift) => {
        const score = scoreOf(own, one)
        const { from, to } = one.month
        const better: [Wishes, Offer][] = [
          [own, { ...one, month: { from: from + more, to: to + more } }],
          [own, { ...one, month: { from, to: to + more } }],
          [own, { ...one, minutes: Math.max(1, one.minutes - 5) }],
          [own, { ...one, shifts: [...one.shifts, shift] }],
          [{ ...own, shifts: [...own.shifts, shift] }, one],
          [{ ...own, kinds: [...own.kinds, one.kind] }, one],
          [{ ...own, minutes: own.minutes + 10 }, one],
          [{ ...own, want: Math.max(1, own.want - more) }, one],
        ]
        for (const [w, o] of better) expect(scoreOf(w, o)).toBeGreaterThanOrEqual(score)
      },
    ),
  ))
