import fc from 'fast-check'
import { fitOf, type Effort } from '../../cloudfunctions/crafts/fit.rules'
import type { CraftCard, FitReason, Needs } from '../../miniprogram/contract/crafts'

const NOW = Date.UTC(2026, 10, 24, 4)
const DAY = 86_400_000

const CARD: CraftCard = { hours: 2, sewing: true, lifting: true, stairs: true, smallChildren: false, match: true }
const NEEDS: Needs = { sewing: false, lifting: false, stairs: false, unsafeForChildren: false }
/** 10 pieces of 12 minutes: two hours */
const EFFORT: Effort = { least: 10, minutesPerPiece: 120, deadline: NOW + DAY }

type Row = [what: string, card: Partial<CraftCard>, needs: Partial<Needs>, effort: Partial<Effort>, FitReason[]]
const ROWS: Row[] = [
  ['just enough time', {}, {}, {}, ['time_yes']],
  ['one piece too many', {}, {}, { least: 11 }, ['time_no']],
  ['half a day is half the time', {}, {}, { deadline: NOW + DAY / 2 }, ['time_no']],
  ['past its end there is no time', {}, {}, { deadline: NOW - 1, least: 1 }, ['time_no']],
  ['sews', {}, { sewing: true }, {}, ['sewing_yes', 'time_yes']],
  ['does not sew', { sewing: false }, { sewing: true }, {}, ['sewing_no', 'time_yes']],
  ['sewing is not asked for', { sewing: false }, {}, {}, ['time_yes']],
  ['cannot lift', { lifting: false }, { lifting: true }, {}, ['lifting_no', 'time_yes']],
  ['can lift', {}, { lifting: true }, {}, ['time_yes']],
  ['cannot climb', { stairs: false }, { stairs: true }, {}, ['stairs_no', 'time_yes']],
  [
    'needles beside small children',
    { smallChildren: true },
    { unsafeForChildren: true },
    {},
    ['children_no', 'time_yes'],
  ],
  ['needles, no small children', {}, { unsafeForChildren: true }, {}, ['time_yes']],
  [
    'nothing fits',
    { sewing: false, lifting: false, stairs: false, smallChildren: true, hours: 1 },
    { sewing: true, lifting: true, stairs: true, unsafeForChildren: true },
    {},
    ['sewing_no', 'lifting_no', 'stairs_no', 'children_no', 'time_no'],
  ],
]

test.each(ROWS)('%s', (_what, card, needs, effort, reasons) => {
  const fit = fitOf({ ...CARD, ...card }, { ...NEEDS, ...needs }, { ...EFFORT, ...effort }, NOW)
  expect(fit).toEqual({ fits: !reasons.some((reason) => reason.endsWith('_no')), reasons })
})

test('no card and a card that is switched off say nothing', () => {
  expect(fitOf(null, NEEDS, EFFORT, NOW)).toBeNull()
  expect(fitOf({ ...CARD, match: false }, NEEDS, EFFORT, NOW)).toBeNull()
})

const flags = { sewing: fc.boolean(), lifting: fc.boolean(), stairs: fc.boolean() }
const card = fc.record({
  ...flags,
  hours: fc.integer({ min: 1, max: 16 }),
  smallChildren: fc.boolean(),
  match: fc.constant(true),
})
const needs = fc.record({ ...flags, unsafeForChildren: fc.boolean() })
const effort = fc.record({
  least: fc.integer({ min: 1, max: 2_000 }),
  minutesPerPiece: fc.integer({ min: 1, max: 9_600 }),
  deadline: fc.integer({ min: NOW - DAY, max: NOW + 180 * DAY }),
})
const fits = (...args: Parameters<typeof fitOf>) => fitOf(...args)?.fits === true

test('more hours, more days, fewer or quicker pieces never make it fit less', () =>
  fc.assert(
    fc.property(card, needs, effort, fc.integer({ min: 1, max: 50 }), (own, asks, work, more) => {
      if (!fits(own, asks, work, NOW)) return
      expect(fits({ ...own, hours: own.hours + more }, asks, work, NOW)).toBe(true)
      expect(fits(own, asks, { ...work, deadline: work.deadline + more * DAY }, NOW)).toBe(true)
      expect(fits(own, asks, { ...work, least: Math.max(1, work.least - more) }, NOW)).toBe(true)
      const quicker = { ...work, minutesPerPiece: Math.max(1, work.minutesPerPiece - more) }
      expect(fits(own, asks, quicker, NOW)).toBe(true)
    }),
  ))

test('it says so only when nothing speaks against it, and names each reason once', () =>
  fc.assert(
    fc.property(card, needs, effort, (own, asks, work) => {
      const fit = fitOf(own, asks, work, NOW)
      const reasons = fit?.reasons ?? []
      expect(new Set(reasons).size).toBe(reasons.length)
      expect(fit?.fits).toBe(!reasons.some((reason) => reason.endsWith('_no')))
      expect(reasons.filter((reason) => reason.startsWith('time'))).toHaveLength(1)
    }),
  ))
