/** What a fair may do when. Pure. */
import { refused, type FieldProblem, type Refused } from '../../miniprogram/contract/errors'
import { FAIR_LIMITS, type FairKind } from '../../miniprogram/contract/fairs'
import type { RuleFair } from './calendar.rules'
import { DAY, HOUR, type BoothDoc, type FairDoc, type PostingFields, type StandRow } from './model.rules'
import { MINUTE, slotsOf } from './slots.rules'
import type { Stand } from './timetable.rules'

const SHANGHAI = 8 * HOUR
/** Doors: the desk checks people in this long before it begins. */
const DOORS_MS = 2 * HOUR
/** A fair is over so long after it closes: the last results come in. */
const END_MS = 2 * HOUR
/** Somebody who makes the timetable is done or dead by then. */
export const ARRANGE_LEASE_MS = 90_000
export const PERSONAL_MS = FAIR_LIMITS.personalDays * DAY
const RECORD_MS = FAIR_LIMITS.recordYears * 366 * DAY
/** A fair lasts so long at least and at most, when the staff choose. */
const SHORTEST_MS = 30 * MINUTE
const LONGEST_MS = 10 * HOUR

/** The Shanghai day that holds the moment. */
export const dayAt = (ms: number): string => new Date(ms + SHANGHAI).toISOString().slice(0, 10)

const momentOf = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00Z`) - SHANGHAI

/** When the timetable is made: in the evening before. */
export const arrangeAt = ({ day }: Pick<FairDoc, 'day'>): number =>
  momentOf(day, '00:00') - (24 - FAIR_LIMITS.arrangeHour) * HOUR

/** When a fair is held that the rule puts on this day. */
export function timesOf(kind: FairKind, day: string): Pick<FairDoc, 'day' | 'opensAt' | 'closesAt'> {
  const opensAt = momentOf(day, FAIR_LIMITS.opens[kind])
  return { day, opensAt, closesAt: opensAt + FAIR_LIMITS.minutes[kind] * MINUTE }
}

/** A fair as the rule makes it; the staff name theme and place. */
export function newFair({ id, kind, ruleDay, day }: RuleFair, secret: string): FairDoc {
  const times = timesOf(kind, day)
  return {
    _id: id,
    kind,
    ruleDay,
    ...times,
    ownTime: false,
    theme: '',
    place: '社区就业超市',
    state: 'planned',
    over: false,
    reason: null,
    booths: FAIR_LIMITS.booths[kind],
    bookedBy: [],
    signedUp: 0,
    here: 0,
    met: 0,
    invited: 0,
    hired: 0,
    asked30: 0,
    kept30: 0,
    asked90: 0,
    kept90: 0,
    secret,
    arrangingAt: 0,
    arranged: null,
    reminded: false,
    nextCheckAt: arrangeAt(times),
    lastCall: null,
    version: 1,
  }
}

type Timed = Pick<FairDoc, 'state' | 'day' | 'opensAt' | 'closesAt' | 'over' | 'reminded'>

/** When the timer must look at it again. */
export function nextCheckOf(fair: Timed): number {
  if (fair.over) return fair.closesAt + RECORD_MS
  const isQuiet = fair.state === 'cancelled' || (fair.state === 'arranged' && fair.reminded)
  return isQuiet ? fair.closesAt + END_MS : arrangeAt(fair)
}

export const FAIR_STEPS = ['arrange', 'remind', 'end', 'remove'] as const
export type FairStep = (typeof FAIR_STEPS)[number]

/** What the timer has to do about it now, one thing at a time; null: nothing. */
export function dueStep(fair: Timed, now: number): FairStep | null {
  if (now < nextCheckOf(fair)) return null
  if (fair.over) return 'remove'
  if (fair.state === 'planned') return 'arrange'
  return fair.state === 'arranged' && !fair.reminded ? 'remind' : 'end'
}

export const isArranging = ({ arrangingAt }: Pick<FairDoc, 'arrangingAt'>, now: number): boolean =>
  now < arrangingAt + ARRANGE_LEASE_MS

/** Until the timetable is made. */
export const canBook = ({ state }: Pick<FairDoc, 'state'>): boolean => state === 'planned'

export const canSignUp = ({ state, closesAt }: Pick<FairDoc, 'state' | 'closesAt'>, now: number): boolean =>
  (state === 'planned' || state === 'arranged') && now < closesAt

/** From the opening of the doors to the end. */
export const isDoorOpen = (
  { state, opensAt, closesAt }: Pick<FairDoc, 'state' | 'opensAt' | 'closesAt'>,
  now: number,
): boolean => state === 'arranged' && opensAt - DOORS_MS <= now && now < closesAt

/** The lowest number that no booth has; null: full. */
export function freeBooth(taken: readonly Pick<BoothDoc, 'no'>[], booths: number): number | null {
  const numbers = new Set(taken.map(({ no }) => no))
  for (let no = 1; no <= booths; no++) if (!numbers.has(no)) return no
  return null
}

/** Once every number was given: the lowest that somebody gave back. null: full. */
export function numberGivenBack(taken: readonly number[]): number | null {
  const numbers = new Set(taken)
  for (let number = 1; number <= FAIR_LIMITS.signups; number++) if (!numbers.has(number)) return number
  return null
}

/**
 * What a booth brings: its open postings. A fair is booked for weeks ahead and a posting runs out after two, so those
 * that ran out count when none is open.
 */
export function offersOf({ offers }: Pick<StandRow, 'offers'>): PostingFields[] {
  const open = offers.filter(({ state }) => state === 'open')
  return open.length > 0 ? open : offers.filter(({ state }) => state === 'ended')
}

/** A booth as timetable and walk-ins see it. */
export const standOf = (stand: Pick<StandRow, '_id' | 'offers'>): Stand => ({ id: stand._id, offers: offersOf(stand) })

export interface Plan {
  theme: string
  place: string
  booths: number
  opensAt: number
  closesAt: number
}

export type FairChange = Partial<FairDoc>

/**
 * What the staff change. Once the timetable is made its times stand, for people have them; until then a new time must lie
 * ahead, within one day.
 */
export function changeFair(fair: FairDoc, plan: Plan, now: number): FairChange | Refused {
  if (fair.over || (fair.state !== 'planned' && fair.state !== 'arranged')) return refused('NOT_NOW')
  if (plan.booths < fair.bookedBy.length)
    return refused('INVALID_INPUT', { booths: `too_small:${fair.bookedBy.length}` })
  const { theme, place, booths, opensAt, closesAt } = plan
  const words = { theme, place, booths }
  if (opensAt === fair.opensAt && closesAt === fair.closesAt) return words
  if (fair.state === 'arranged') return refused('NOT_NOW')
  const problem = timeProblem(plan, now)
  if (problem) return refused('INVALID_INPUT', problem)
  const moved = { ...words, opensAt, closesAt, day: dayAt(opensAt), ownTime: true }
  return { ...moved, nextCheckAt: nextCheckOf({ ...fair, ...moved }) }
}

function timeProblem({ opensAt, closesAt }: Plan, now: number): Record<string, FieldProblem> | null {
  if (opensAt <= now) return { opensAt: 'too_small' }
  if (closesAt - opensAt < SHORTEST_MS) return { closesAt: 'too_small' }
  if (closesAt - opensAt > LONGEST_MS || dayAt(opensAt) !== dayAt(closesAt)) return { closesAt: 'too_large' }
  return slotsOf({ opensAt, closesAt }).length === 0 ? { closesAt: 'too_small' } : null
}

export function cancelFair(fair: FairDoc, reason: string): FairChange | Refused {
  if (fair.over || (fair.state !== 'planned' && fair.state !== 'arranged')) return refused('NOT_NOW')
  const change = { state: 'cancelled', reason } as const
  return { ...change, nextCheckAt: nextCheckOf({ ...fair, ...change }) }
}

/** The holiday list has changed: a fair that nobody else has moved goes where the rule puts it now. null: it stays. */
export function moveByRule(fair: FairDoc, day: string, now: number): FairChange | null {
  if (fair.state !== 'planned' || fair.ownTime || fair.day === day || isArranging(fair, now)) return null
  const moved = timesOf(fair.kind, day)
  if (moved.opensAt <= now) return null
  return { ...moved, nextCheckAt: nextCheckOf({ ...fair, ...moved }) }
}
