import fc from 'fast-check'
import { calendar, daysLater, type RuleFair } from '../../cloudfunctions/fairs/calendar.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { isHoliday } from '../../miniprogram/contract/holidays'

const MINUTE = 60_000

/** Every fair of 2026 by rule; those that moved with the day they moved to. */
const MARKETS_2026 = [
  '2026-01-20',
  '2026-02-20 → 2026-02-24',
  '2026-03-20',
  '2026-04-20',
  '2026-05-20',
  '2026-06-20 → 2026-06-22',
  '2026-07-20',
  '2026-08-20',
  '2026-09-20',
  '2026-10-20',
  '2026-11-20',
  '2026-12-20',
]
const SPECIALS_2026 = [
  ...['2026-01-07', '2026-01-14', '2026-01-21', '2026-01-28'],
  // spring festival: the market of the 20th comes first, on the 24th; the 25th has its own special
  ...['2026-02-04', '2026-02-11', '2026-02-18 → 2026-02-26', '2026-02-25'],
  ...['2026-03-04', '2026-03-11', '2026-03-18', '2026-03-25'],
  ...['2026-04-01', '2026-04-08', '2026-04-15', '2026-04-22', '2026-04-29'],
  // the 20th of May is a Wednesday
  ...['2026-05-06', '2026-05-13', '2026-05-20 → 2026-05-21', '2026-05-27'],
  ...['2026-06-03', '2026-06-10', '2026-06-17', '2026-06-24'],
  ...['2026-07-01', '2026-07-08', '2026-07-15', '2026-07-22', '2026-07-29'],
  ...['2026-08-05', '2026-08-12', '2026-08-19', '2026-08-26'],
  ...['2026-09-02', '2026-09-09', '2026-09-16', '2026-09-23', '2026-09-30'],
  // the last day of the national holidays
  ...['2026-10-07 → 2026-10-08', '2026-10-14', '2026-10-21', '2026-10-28'],
  ...['2026-11-04', '2026-11-11', '2026-11-18', '2026-11-25'],
  ...['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23', '2026-12-30'],
]

const told = ({ ruleDay, day }: RuleFair) => (day === ruleDay ? day : `${ruleDay} → ${day}`)

test('the fairs of 2026: 12 markets and 52 specials', () => {
  const fairs = calendar('2026-01-01', '2026-12-31').sort((one, other) => (one.ruleDay < other.ruleDay ? -1 : 1))
  const of = (kind: RuleFair['kind']) => fairs.filter((fair) => fair.kind === kind).map(told)
  expect(of('market')).toEqual(MARKETS_2026)
  expect(of('special')).toEqual(SPECIALS_2026)
  expect([MARKETS_2026.length, SPECIALS_2026.length]).toEqual([12, 52])
})

test('an id says the rule’s day, so a new holiday moves a fair and makes no other', () => {
  const before = calendar('2027-01-01', '2027-12-31', () => false)
  const after = calendar('2027-01-01', '2027-12-31', (day) => '2027-02-06' <= day && day <= '2027-02-22')
  expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
  expect(after.filter(({ day, ruleDay }) => day !== ruleDay).map(told)).toEqual([
    // a Wednesday
    '2027-01-20 → 2027-01-21',
    '2027-02-20 → 2027-02-23',
    '2027-02-10 → 2027-02-25',
    '2027-02-17 → 2027-02-26',
    '2027-10-20 → 2027-10-21',
  ])
})

/** Blocks of holidays, none longer than ten days. */
const holidays = fc
  .array(fc.record({ start: fc.integer({ min: 0, max: 760 }), days: fc.integer({ min: 1, max: 10 }) }), {
    maxLength: 16,
  })
  .map((blocks) => {
    const off = new Set<string>()
    for (const { start, days } of blocks) {
      for (let more = 0; more < days; more++) off.add(daysLater('2026-01-01', start + more))
    }
    return (day: string) => off.has(day)
  })
const span = fc
  .tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 60 }))
  .map(([first, length]) => [daysLater('2026-01-01', first), daysLater('2026-01-01', first + length)] as const)

test('no fair on a holiday, one a day at most, never before its rule day, each rule day exactly once', () => {
  fc.assert(
    fc.property(holidays, (isOff) => {
      const fairs = calendar('2026-01-01', '2028-12-31', isOff)
      expect(fairs.filter(({ day }) => isOff(day))).toEqual([])
      expect(new Set(fairs.map(({ day }) => day)).size).toBe(fairs.length)
      expect(fairs.filter(({ day, ruleDay }) => day < ruleDay)).toEqual([])
      expect(new Set(fairs.map(({ id }) => id)).size).toBe(fairs.length)
      expect(fairs.map(({ id }) => id).sort()).toEqual(
        calendar('2026-01-01', '2028-12-31', () => false)
          .map(({ id }) => id)
          .sort(),
      )
      // a fair whose day is free stays
      const marketDays = new Set(fairs.filter(({ kind }) => kind === 'market').map(({ ruleDay }) => ruleDay))
      for (const { kind, day, ruleDay } of fairs) {
        const mustMove = isOff(ruleDay) || (kind === 'special' && marketDays.has(ruleDay))
        expect(day !== ruleDay).toBe(mustMove)
      }
      // and one that moved has taken the first day that nobody else holds
      const held = new Set(fairs.map(({ day }) => day))
      for (const { day, ruleDay } of fairs) {
        for (let between = daysLater(ruleDay, 1); between < day; between = daysLater(between, 1)) {
          expect(isOff(between) || held.has(between)).toBe(true)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('the span that is asked for decides nothing', () => {
  const whole = calendar('2026-01-01', '2028-12-31')
  fc.assert(
    fc.property(span, ([from, to]) => {
      expect(calendar(from, to)).toEqual(whole.filter(({ day }) => from <= day && day <= to))
    }),
    { numRuns: 200 },
  )
})

test('holidays of 2026', () => {
  expect(isHoliday('2026-02-14')).toBe(false)
  expect(isHoliday('2026-02-15')).toBe(true)
  expect(isHoliday('2026-02-23')).toBe(true)
  expect(isHoliday('2026-02-24')).toBe(false)
})

// ---- slots

const minutesOf = (minutes: number) => slotsOf({ opensAt: 0, closesAt: minutes * MINUTE }).map((at) => at / MINUTE)

test('a market of three hours has 16 talks and two rests, a special of two and a half 13', () => {
  expect(minutesOf(FAIR_LIMITS.minutes.market)).toEqual([
    ...[0, 10, 20, 30, 40, 50],
    ...[70, 80, 90, 100, 110, 120],
    ...[140, 150, 160, 170],
  ])
  expect(minutesOf(FAIR_LIMITS.minutes.special)).toHaveLength(13)
})

test('a talk ends before the fair does; there may be room for none', () => {
  expect(minutesOf(7)).toEqual([])
  expect(minutesOf(8)).toEqual([0])
  expect(minutesOf(17)).toEqual([0])
  expect(minutesOf(18)).toEqual([0, 10])
})

test('nobody talks more than six times without a rest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), (minutes) => {
      const slots = minutesOf(minutes)
      slots.forEach((at, no) => {
        expect(at + FAIR_LIMITS.talkMinutes).toBeLessThanOrEqual(minutes)
        expect(at - (slots[no - 1] ?? at - 10)).toBe(no > 0 && no % 6 === 0 ? 20 : 10)
      })
    }),
  )
})
