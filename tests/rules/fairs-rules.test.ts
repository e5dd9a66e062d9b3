/** What a fair and a sign-up may do when. */
import fc from 'fast-check'
import { codeOf } from '../../cloudfunctions/fairs/check-code'
import {
  arrangeAt,
  canSignUp,
  cancelFair,
  changeFair,
  dayAt,
  dueStep,
  freeBooth,
  isArranging,
  isDoorOpen,
  moveByRule,
  newFair,
  nextCheckOf,
  numberGivenBack,
  timesOf,
} from '../../cloudfunctions/fairs/fair.rules'
import type { FairDoc, SignupDoc } from '../../cloudfunctions/fairs/model.rules'
import { deskKeys, keyFor, newSignup } from '../../cloudfunctions/fairs/signup.rules'
import { fairRow } from '../../cloudfunctions/fairs/view.rules'
import { dayOf, minuteOf } from '../../cloudfunctions/kit/clock'
import { FAIR_LIMITS, FAIR_STATES } from '../../miniprogram/contract/fairs'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const fairOf = (more: Partial<FairDoc> = {}): FairDoc => ({
  ...newFair({ id: '2026-12-20-market', kind: 'market', ruleDay: '2026-12-20', day: '2026-12-20' }, 'secret'),
  ...more,
})
const PLANNED = fairOf()
const { opensAt, closesAt } = PLANNED

describe('the time of a fair', () => {
  test('a market begins at nine, a special at two in the afternoon, Shanghai', () => {
    expect([minuteOf(opensAt), minuteOf(closesAt)]).toEqual(['2026-12-20 09:00', '2026-12-20 12:00'])
    const special = timesOf('special', '2026-12-23')
    expect([minuteOf(special.opensAt), minuteOf(special.closesAt)]).toEqual(['2026-12-23 14:00', '2026-12-23 16:30'])
    expect(minuteOf(arrangeAt(PLANNED))).toBe('2026-12-19 20:00')
  })

  test('days are those of the clock', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => expect(dayAt(ms)).toBe(dayOf(ms))))
  })

  test.each<[what: string, more: Partial<FairDoc>, after: number, step: string | null]>([
    ['planned, before the evening', {}, -1, null],
    ['planned, in the evening', {}, 0, 'arrange'],
    ['arranged by the staff the day before', { state: 'arranged' }, -1, null],
    ['arranged, in the evening', { state: 'arranged' }, 0, 'remind'],
    ['told', { state: 'arranged', reminded: true }, HOUR, null],
    ['told, two hours after it closed', { state: 'arranged', reminded: true }, 18 * HOUR, 'end'],
    ['cancelled, in the evening', { state: 'cancelled' }, 0, null],
    ['cancelled, two hours after it would have closed', { state: 'cancelled' }, 18 * HOUR, 'end'],
    ['ended', { state: 'ended', over: true }, 700 * DAY, null],
    ['ended two years ago', { state: 'ended', over: true }, 733 * DAY, 'remove'],
  ])('%s: the timer takes step %s', (_what, more, after, step) => {
    expect(dueStep(fairOf(more), arrangeAt(PLANNED) + after)).toBe(step)
  })

  test('whatever is due, the timer was to look by then', () => {
    const fairs = fc.record({
      state: fc.constantFrom(...FAIR_STATES),
      over: fc.boolean(),
      reminded: fc.boolean(),
    })
    fc.assert(
      fc.property(fairs, fc.integer({ min: -40, max: 800 }), (more, days) => {
        const fair = fairOf(more)
        const now = opensAt + days * DAY
        if (dueStep(fair, now) !== null) expect(nextCheckOf(fair)).toBeLessThanOrEqual(now)
        else expect(nextCheckOf(fair)).toBeGreaterThan(now)
      }),
    )
  })

  test('people sign up until it closes, the door is open from two hours before', () => {
    expect(canSignUp(PLANNED, closesAt - 1)).toBe(true)
    expect(canSignUp(PLANNED, closesAt)).toBe(false)
    expect(canSignUp(fairOf({ state: 'cancelled' }), 0)).toBe(false)
    const arranged = fairOf({ state: 'arranged' })
    const doors = [opensAt - 2 * HOUR - 1, opensAt - 2 * HOUR, closesAt - 1, closesAt]
    expect(doors.map((now) => isDoorOpen(arranged, now))).toEqual([false, true, true, false])
    expect(isDoorOpen(PLANNED, opensAt)).toBe(false)
  })

  test('who makes the timetable is alone for a minute and a half', () => {
    expect(isArranging(fairOf({ arrangingAt: 1_000 }), 90_999)).toBe(true)
    expect(isArranging(fairOf({ arrangingAt: 1_000 }), 91_000)).toBe(false)
  })
})

describe('what the staff change', () => {
  const now = opensAt - 10 * DAY
  const plan = { theme: '餐饮专场', place: '活动室', booths: 30, opensAt, closesAt }

  test('theme, place and booths, and until the timetable is made the time', () => {
    expect(changeFair(PLANNED, plan, now)).toEqual({ theme: '餐饮专场', place: '活动室', booths: 30 })
    const later = { ...plan, opensAt: opensAt + DAY, closesAt: closesAt + DAY }
    const moved = changeFair(PLANNED, later, now)
    expect(moved).toMatchObject({ day: '2026-12-21', ownTime: true })
    expect(fairRow(fairOf(moved as Partial<FairDoc>)).movedFrom).toBe('2026-12-20')
    expect(changeFair(fairOf({ state: 'arranged' }), plan, now)).toMatchObject({ place: '活动室' })
    expect(changeFair(fairOf({ state: 'arranged' }), later, now)).toMatchObject({ code: 'NOT_NOW' })
    for (const state of ['ended', 'cancelled'] as const) {
      expect(changeFair(fairOf({ state }), plan, now)).toMatchObject({ code: 'NOT_NOW' })
    }
  })

  test.each<[what: string, more: Partial<typeof plan>, fields: object]>([
    ['begins in the past', { opensAt: now }, { opensAt: 'too_small' }],
    ['ends before it begins', { opensAt: opensAt + DAY }, { closesAt: 'too_small' }],
    ['lasts over midnight', { opensAt: opensAt + 12 * HOUR, closesAt: opensAt + 16 * HOUR }, { closesAt: 'too_large' }],
    ['lasts too long', { opensAt: opensAt - HOUR, closesAt: closesAt + 7 * HOUR }, { closesAt: 'too_large' }],
    ['has fewer booths than are booked', { booths: 1 }, { booths: 'too_small:2' }],
  ])('not to a fair that %s', (_what, more, fields) => {
    const booked = fairOf({ bookedBy: ['A', 'B'] })
    expect(changeFair(booked, { ...plan, ...more }, now)).toMatchObject({ code: 'INVALID_INPUT', fields })
  })

  test('a fair that is not over may be cancelled', () => {
    expect(cancelFair(PLANNED, '停电')).toMatchObject({ state: 'cancelled', reason: '停电' })
    expect(cancelFair(fairOf({ state: 'ended', over: true }), '停电')).toMatchObject({ code: 'NOT_NOW' })
  })

  test('a new holiday moves it, unless the staff chose the time, it is arranged, or being so', () => {
    expect(moveByRule(PLANNED, '2026-12-21', now)).toMatchObject({ day: '2026-12-21', opensAt: opensAt + DAY })
    expect(moveByRule(PLANNED, '2026-12-20', now)).toBeNull()
    for (const more of [{ ownTime: true }, { state: 'arranged' }, { arrangingAt: now }] as const) {
      expect(moveByRule(fairOf(more), '2026-12-21', now)).toBeNull()
    }
    expect(moveByRule(PLANNED, '2026-12-21', opensAt + DAY)).toBeNull()
  })
})

test('the lowest booth and number that are free; none when full', () => {
  expect(freeBooth([{ no: 1 }, { no: 3 }], 3)).toBe(2)
  expect(freeBooth([{ no: 1 }, { no: 2 }], 2)).toBeNull()
  const all = Array.from({ length: FAIR_LIMITS.signups }, (_, index) => index + 1)
  expect(numberGivenBack(all)).toBeNull()
  expect(numberGivenBack(all.filter((number) => number !== 7 && number !== 9))).toBe(7)
})

test('every number has a code of its own, another in every fair', () => {
  const numbers = Array.from({ length: FAIR_LIMITS.signups }, (_, index) => index + 1)
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, other) => {
      fc.pre(secret !== other)
      const codes = numbers.map((number) => codeOf(secret, number))
      for (const code of codes) expect(code).toMatch(/^\d{4}$/)
      expect(new Set(codes).size).toBe(codes.length)
      const same = numbers.filter((number, index) => codeOf(other, number) === codes[index])
      expect(same.length).toBeLessThan(20)
    }),
    { numRuns: 10 },
  )
})

// ---- sign-ups

const entry = {
  id: 'f00d',
  fair: PLANNED._id,
  openid: 'openid-of-anna',
  name: '周Anna',
  kinds: ['waiter' as const],
  shifts: ['day' as const],
  wants: [],
  requestId: 'request',
  now: 5,
}

describe('the desk finds people', () => {
  const found = (find: string, signup: SignupDoc) => signup.keys.includes(keyFor(find))
  const anna = newSignup(entry, 12, '0453', null)

  test.each(['', ' ', '12', '012', '0453', '周', '周an', '周ANNA', ' 周A '])('by “%s”', (text) => {
    expect(found(text, anna)).toBe(true)
  })
  test.each(['1', '0454', '453', 'Anna', '周b', '周Annab'])('not by “%s”', (text) =>
    expect(found(text, anna)).toBe(false),
  )

  test('any name by any of its beginnings', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const name = text.trim()
        fc.pre(name !== '')
        const beginning = Array.from(name)
          .slice(0, length + 1)
          .join('')
        fc.pre(!/^\d+$/.test(beginning.trim()) && beginning.trim() !== '')
        expect(deskKeys({ number: 1, code: '0001', name, here: null })).toContain(keyFor(beginning))
      }),
    )
  })
})
