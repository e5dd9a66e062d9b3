import { addUnits, DAY, FIXED, MONTHS, unitOf } from './date-parts'
import { dateOf } from './dates'
import { requestFailed } from '../errors'
import type { Evaluate, Operators } from './mingo'
import { isNothing, ofParts, type Part } from './operands'
import { isNumber, toNumber, type Doc } from '../values'
import { dateAt, inZone, localTime, utc, zoneOf, zoneOffset } from './zones'

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** $dateTrunc counts its units from here. */
const REFERENCE = utc(2000, 0, 1)

function weekday(value: unknown): number {
  const name = typeof value === 'string' ? value.toLowerCase() : ''
  const at = WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name)
  if (at === -1) throw requestFailed(`unknown day of week value: ${String(value)}`)
  return at
}

/** The first day of the week, where weeks are counted. */
function firstDay(unit: unknown, part: Part, argument: Doc): unknown {
  return unit === 'week' && 'startOfWeek' in argument ? part('startOfWeek') : 'sunday'
}

/** How many days, months… the local time is after the reference; a week begins on a day of its own. */
function position(local: Date, unit: string, startOfWeek: number): number {
  const months = MONTHS[unit]
  if (months !== undefined) return Math.floor(((local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth()) / months)
  const day = Math.floor((local.getTime() - REFERENCE) / DAY)
  if (unit === 'day') return day
  const toFirst = (startOfWeek - new Date(REFERENCE).getUTCDay() + 7) % 7
  return Math.floor((day - toFirst) / 7)
}

function difference(start: Date, end: Date, unit: string, zone: string, startOfWeek: number): number {
  const length = FIXED[unit]
  if (length === undefined) {
    const [from, to] = [start, end].map((date) => position(localTime(date, zone), unit, startOfWeek))
    return (to as number) - (from as number)
  }
  // hours and less go by the time that passes, not by what clocks show
  const offset = zoneOffset(zone, start)
  const [from, to] = [start, end].map((date) => Math.floor((date.getTime() + offset) / length))
  return (to as number) - (from as number)
}

function truncated(date: Date, unit: string, size: number, zone: string, startOfWeek: number): Date {
  const reference = inZone(REFERENCE, zone)
  const length = FIXED[unit]
  if (length !== undefined) {
    const passed = date.getTime() - reference.getTime()
    return dateAt(date.getTime() - (passed - Math.floor(passed / (length * size)) * length * size))
  }
  const toFirst = unit === 'week' ? (startOfWeek - new Date(REFERENCE).getUTCDay() + 7) % 7 : 0
  const at = Math.floor(position(localTime(date, zone), unit, startOfWeek) / size) * size
  return addUnits(inZone(REFERENCE + toFirst * DAY, zone), unit, at, zone)
}

/** $dateDiff and $dateTrunc. */
export function dateSpanExpressions(evaluate: Evaluate): Operators {
  return {
    $dateDiff: ofParts(evaluate, (part, argument) => {
      const [start, end, unit] = ['startDate', 'endDate', 'unit'].map(part)
      const first = firstDay(unit, part, argument)
      if ([start, end, unit, first].some(isNothing)) return null
      const zone = zoneOf('$dateDiff', part, argument)
      if (zone === undefined) return null
      const [from, to] = [start, end].map((value) => dateOf(value, '$dateDiff')) as [Date, Date]
      return difference(from, to, unitOf(unit), zone, weekday(first))
    }),
    $dateTrunc: ofParts(evaluate, (part, argument) => {
      const [value, unit, size] = [part('date'), part('unit'), 'binSize' in argument ? part('binSize') : 1]
      const first = firstDay(unit, part, argument)
      if ([value, unit, size, first].some(isNothing)) return null
      const zone = zoneOf('$dateTrunc', part, argument)
      if (zone === undefined) return null
      if (!isNumber(size) || !Number.isInteger(toNumber(size)) || toNumber(size) < 1)
        throw requestFailed("$dateTrunc requires 'binSize' to be a whole number greater than 0")
      return truncated(dateOf(value, '$dateTrunc') as Date, unitOf(unit), toNumber(size), zone, weekday(first))
    }),
  }
}
