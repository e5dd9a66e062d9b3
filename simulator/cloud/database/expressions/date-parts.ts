import { firstIsoDay } from './date-text'
import { dateOf, localParts } from './dates'
import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { isNothing, ofParts } from './operands'
import { isNumber, toNumber } from '../values'
import { dateAt, inZone, localTime, utc, zoneOf } from './zones'

const MINUTE = 60_000
export const DAY = 86_400_000
/** Units of time in milliseconds, months and days. */
export const FIXED: { readonly [unit: string]: number } = {
  hour: 3_600_000,
  minute: MINUTE,
  second: 1000,
  millisecond: 1,
}
export const MONTHS: { readonly [unit: string]: number } = { year: 12, quarter: 3, month: 1 }
const DAYS: { readonly [unit: string]: number } = { week: 7, day: 1 }

/** The same day in another month, or that month's last. */
function addMonths(local: number, months: number): number {
  const date = new Date(local)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}

/** The unit of time that an operator is given. */
export function unitOf(value: unknown): string {
  if (typeof value !== 'string' || !(value in FIXED || value in MONTHS || value in DAYS))
    throw requestFailed(`unknown time unit value: ${String(value)}`)
  return value
}

/** A date some units of time later, by the clocks of a zone. */
export function addUnits(date: Date, unit: string, amount: number, zone: string): Date {
  const fixed = FIXED[unit]
  if (fixed !== undefined) return dateAt(date.getTime() + amount * fixed)
  const local = localTime(date, zone).getTime()
  const months = MONTHS[unit]
  if (months !== undefined) return inZone(addMonths(local, amount * months), zone)
  return inZone(local + amount * (DAYS[unit] as number) * DAY, zone)
}

const CALENDAR = ['year', 'month', 'day'] as const
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const
const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const

/** The years of a date made from parts, and what the other parts may be. */
const LAST_YEAR = 9999
const MAX_PART = 32_767

function checkPart(name: string, value: number): void {
  const isYear = name === 'year' || name === 'isoWeekYear'
  const [least, most] = isYear ? [1, LAST_YEAR] : [-MAX_PART - 1, MAX_PART]
  if (name !== 'second' && name !== 'millisecond' && (value < least || value > most))
    throw requestFailed(`'${name}' must evaluate to an integer in the range ${least} to ${most}`)
}

/** $dateFromParts, $dateToParts, $dateAdd and $dateSubtract. */
export function datePartExpressions(evaluate: Evaluate): Operators {
  const fromParts = ofParts(evaluate, (operand, argument) => {
    const isIso = 'isoWeekYear' in argument
    const [year, ...days] = isIso ? ISO : CALENDAR
    if (!(year in argument)) throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear'")
    if ((isIso ? CALENDAR : ISO).some((name) => name in argument))
      throw requestFailed('$dateFromParts does not allow mixing natural dates with ISO dates')
    const part: { [name: string]: number } = {}
    for (const name of [year, ...days, ...CLOCK]) {
      const value = name in argument ? operand(name) : CLOCK.some((one) => one === name) ? 0 : 1
      if (isNothing(value)) return null
      if (!isNumber(value) || !Number.isInteger(toNumber(value)))
        throw requestFailed(`'${name}' must evaluate to an integer`)
      part[name] = toNumber(value)
      checkPart(name, toNumber(value))
    }
    const zone = zoneOf('$dateFromParts', operand, argument)
    if (zone === undefined) return null
    const of = (name: string): number => part[name] ?? 0
    const day = isIso
      ? firstIsoDay(of('isoWeekYear')) + ((of('isoWeek') - 1) * 7 + of('isoDayOfWeek') - 1) * DAY
      : utc(of('year'), of('month') - 1, of('day'))
    const time = of('hour') * 3_600_000 + of('minute') * MINUTE + of('second') * 1000 + of('millisecond')
    return inZone(day + time, zone)
  })
  const toParts = ofParts(evaluate, (operand, argument) => {
    const date = dateOf(operand('date'), '$dateToParts')
    const zone = zoneOf('$dateToParts', operand, argument)
    const isIso = 'iso8601' in argument ? operand('iso8601') : false
    if (!date || zone === undefined || isNothing(isIso)) return null
    if (typeof isIso !== 'boolean') throw requestFailed('iso8601 must evaluate to a bool')
    const parts = localParts(localTime(date, zone))
    return Object.fromEntries([...(isIso ? ISO : CALENDAR), ...CLOCK].map((name) => [name, parts[name]]))
  })
  const moved = (operator: string, sign: 1 | -1): ExpressionOperator =>
    ofParts(evaluate, (operand, argument) => {
      const [start, unit, amount] = ['startDate', 'unit', 'amount'].map(operand)
      const zone = zoneOf(operator, operand, argument)
      if ([start, unit, amount, zone].some(isNothing)) return null
      if (!isNumber(amount) || !Number.isInteger(toNumber(amount)))
        throw requestFailed(`${operator} expects integer amount of time units`)
      return addUnits(dateOf(start, operator) as Date, unitOf(unit), sign * toNumber(amount), zone as string)
    })
  return {
    $dateFromParts: fromParts,
    $dateToParts: toParts,
    $dateAdd: moved('$dateAdd', 1),
    $dateSubtract: moved('$dateSubtract', -1),
  }
}
