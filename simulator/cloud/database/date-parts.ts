import { dateOf, localParts, zoneMinutes, zoneOf } from './dates'
import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { isDoc, isNumber, toNumber, type Doc } from './values'

const MINUTE = 60_000
const DAY = 86_400_000
const FIXED: { readonly [unit: string]: number } = { hour: 3_600_000, minute: MINUTE, second: 1000, millisecond: 1 }
const MONTHS: { readonly [unit: string]: number } = { year: 12, quarter: 3, month: 1 }
const DAYS: { readonly [unit: string]: number } = { week: 7, day: 1 }

/** The moment at which clocks of a zone show this; the offset is that of the moment itself. */
function inZone(local: number, zone: string): Date {
  const guess = local - zoneMinutes(zone, new Date(local)) * MINUTE
  return new Date(local - zoneMinutes(zone, new Date(guess)) * MINUTE)
}

/** The same day in another month, or that month's last. */
function addMonths(local: number, months: number): number {
  const date = new Date(local)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}

function addUnits(date: Date, unit: string, amount: number, zone: string): Date {
  const fixed = FIXED[unit]
  if (fixed !== undefined) return new Date(date.getTime() + amount * fixed)
  const local = date.getTime() + zoneMinutes(zone, date) * MINUTE
  const months = MONTHS[unit]
  if (months !== undefined) return inZone(addMonths(local, amount * months), zone)
  const days = DAYS[unit]
  if (days === undefined) throw requestFailed(`unknown time unit value: ${unit}`)
  return inZone(local + amount * days * DAY, zone)
}

const CALENDAR = ['year', 'month', 'day'] as const
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const
const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const

/** Monday of the first ISO week of a year. */
function firstIsoDay(year: number): number {
  const fourth = Date.UTC(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY
}

/** $dateFromParts, $dateToParts, $dateAdd and $dateSubtract. */
export function datePartExpressions(evaluate: Evaluate): Operators {
  const fromParts: ExpressionOperator = (doc, argument, options) => {
    const spec = isDoc(argument) ? argument : ({} as Doc)
    const iso = 'isoWeekYear' in spec
    if (!iso && !('year' in spec)) throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear'")
    const part: { [name: string]: number } = {}
    for (const name of [...(iso ? ISO : CALENDAR), ...CLOCK]) {
      const value = name in spec ? evaluate(doc, spec[name], options) : CLOCK.some((one) => one === name) ? 0 : 1
      if (value === null || value === undefined) return null
      if (!isNumber(value) || !Number.isInteger(toNumber(value)))
        throw requestFailed(`'${name}' must evaluate to an integer`)
      part[name] = toNumber(value)
    }
    const zone = evaluate(doc, spec['timezone'], options)
    if (zone === null || ('timezone' in spec && zone === undefined)) return null
    const of = (name: string): number => part[name] ?? 0
    const day = iso
      ? firstIsoDay(of('isoWeekYear')) + ((of('isoWeek') - 1) * 7 + of('isoDayOfWeek') - 1) * DAY
      : Date.UTC(of('year'), of('month') - 1, of('day'))
    const time = of('hour') * 3_600_000 + of('minute') * MINUTE + of('second') * 1000 + of('millisecond')
    return inZone(day + time, zoneOf(zone, '$dateFromParts'))
  }
  const toParts: ExpressionOperator = (doc, argument, options) => {
    if (!isDoc(argument) || !('date' in argument)) throw requestFailed("Missing 'date' parameter to $dateToParts")
    const date = dateOf(evaluate(doc, argument['date'], options), '$dateToParts')
    const zone = evaluate(doc, argument['timezone'], options)
    if (!date || zone === null || ('timezone' in argument && zone === undefined)) return null
    const minutes = zoneMinutes(zoneOf(zone, '$dateToParts'), date)
    const parts = localParts(new Date(date.getTime() + minutes * MINUTE))
    const iso = evaluate(doc, argument['iso8601'], options) === true
    return Object.fromEntries([...(iso ? ISO : CALENDAR), ...CLOCK].map((name) => [name, parts[name]]))
  }
  const moved = (operator: string, sign: 1 | -1): ExpressionOperator => {
    return (doc, argument, options) => {
      if (!isDoc(argument) || !['startDate', 'unit', 'amount'].every((name) => name in argument))
        throw requestFailed(`${operator} requires startDate, unit, and amount to be present`)
      const date = dateOf(evaluate(doc, argument['startDate'], options), operator)
      const unit = evaluate(doc, argument['unit'], options)
      const amount = evaluate(doc, argument['amount'], options)
      const zone = evaluate(doc, argument['timezone'], options)
      if (!date || [unit, amount].some((one) => one === null || one === undefined) || zone === null) return null
      if (!isNumber(amount) || !Number.isInteger(toNumber(amount)))
        throw requestFailed(`${operator} expects integer amount of time units`)
      return addUnits(date, String(unit), sign * toNumber(amount), zoneOf(zone, operator))
    }
  }
  return {
    $dateFromParts: fromParts,
    $dateToParts: toParts,
    $dateAdd: moved('$dateAdd', 1),
    $dateSubtract: moved('$dateSubtract', -1),
  }
}
