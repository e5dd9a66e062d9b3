import { MONTHS, parseDate, patternOf } from './date-text'
import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { isNothing, listOf, ofParts } from './operands'
import { isDoc, isNumber, RANK, rankOf, tagOf, toNumber } from '../values'
import { localTime, utc, zoneOf, zoneOffset } from './zones'

const MINUTE = 60_000
const DAY = 86_400_000
const LAST_YEAR = 9999

function startOfYear(date: Date): number {
  return utc(date.getUTCFullYear(), 0, 1)
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - startOfYear(date)) / DAY) + 1
}

/** The Thursday of the same ISO week: it decides the week's year. */
function thursday(date: Date): Date {
  return new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
}

/** The weeks of a year begin on Sundays; the days before the first are week 0. */
function week(date: Date): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)
}

const PARTS: { readonly [name: string]: (local: Date) => number } = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $week: week,
  $isoDayOfWeek: (local) => local.getUTCDay() || 7,
  $isoWeek: (local) => Math.floor((dayOfYear(thursday(local)) - 1) / 7) + 1,
  $isoWeekYear: (local) => thursday(local).getUTCFullYear(),
}

/** All parts of a date under the names that $dateToParts gives them. */
export function localParts(local: Date): { readonly [name: string]: number } {
  const parts = Object.entries(PARTS).map(([name, read]) => [name.slice(1), read(local)] as const)
  return { ...Object.fromEntries(parts), day: local.getUTCDate() }
}

const SPECIFIERS: { readonly [letter: string]: readonly [part: string, digits: number] } = {
  Y: ['$year', 4],
  m: ['$month', 2],
  d: ['$dayOfMonth', 2],
  H: ['$hour', 2],
  M: ['$minute', 2],
  S: ['$second', 2],
  L: ['$millisecond', 3],
  j: ['$dayOfYear', 3],
  w: ['$dayOfWeek', 1],
  u: ['$isoDayOfWeek', 1],
  U: ['$week', 2],
  V: ['$isoWeek', 2],
  G: ['$isoWeekYear', 4],
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}${two(size % 60)}`
}

function formatDate(date: Date, format: string, zone: string): string {
  const offset = zoneOffset(zone, date)
  const local = new Date(date.getTime() + offset)
  const minutes = Math.trunc(offset / MINUTE)
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    if (letter === '%') return '%'
    if (letter === 'z') return offsetText(minutes)
    if (letter === 'Z') return String(minutes)
    const month = MONTHS[local.getUTCMonth()] as string
    if (letter === 'B') return month
    if (letter === 'b') return month.slice(0, 3)
    const known = SPECIFIERS[letter]
    if (!known) throw requestFailed(`Invalid format character '%${letter}' in format string`)
    const [part, digits] = known
    const value = (PARTS[part] as (local: Date) => number)(local)
    if (value < 0 || value > LAST_YEAR) throw requestFailed('a year outside of 0 to 9999 cannot be written')
    return String(value).padStart(digits, '0')
  })
}

/** The moment that a value names; undefined for nothing. */
export function dateOf(value: unknown, name: string): Date | undefined {
  if (value === null || value === undefined) return undefined
  if (value instanceof Date) return value
  if (tagOf(value) === 'ObjectId') return (value as { getTimestamp(): Date }).getTimestamp()
  if (rankOf(value) === RANK.timestamp)
    return new Date((value as { getHighBitsUnsigned(): number }).getHighBitsUnsigned() * 1000)
  throw requestFailed(
    `can't convert from BSON type ${isNumber(value) ? `number (${toNumber(value)})` : typeof value} to Date in ${name}`,
  )
}

/** The parts of dates, $dateToString and $dateFromString, with time zones. */
export function dateExpressions(evaluate: Evaluate): Operators {
  const part = (name: string, read: (local: Date) => number): ExpressionOperator => {
    const inZoneOf = ofParts(evaluate, (operand, argument) => {
      const zone = zoneOf(name, operand, argument)
      const date = dateOf(operand('date'), name)
      return !date || zone === undefined ? null : read(localTime(date, zone))
    })
    return (doc, argument, options) => {
      const parts = isDoc(argument) && 'date' in argument ? argument : { date: listOf(argument)[0] }
      return inZoneOf(doc, parts, options)
    }
  }
  const parts = Object.entries(PARTS).map(([name, read]) => [name, part(name, read)] as const)
  return {
    ...Object.fromEntries(parts),
    $dateToString: ofParts(evaluate, (operand, argument) => {
      const format = 'format' in argument ? (operand('format') ?? null) : '%Y-%m-%dT%H:%M:%S.%LZ'
      if (format !== null && typeof format !== 'string')
        throw requestFailed("$dateToString requires that 'format' be a string")
      const zone = zoneOf('$dateToString', operand, argument)
      if (zone === undefined) return null
      const date = dateOf(operand('date'), '$dateToString')
      if (!date) return 'onNull' in argument ? operand('onNull') : null
      return format === null ? null : formatDate(date, format, zone)
    }),
    $dateFromString: ofParts(evaluate, (operand, argument) => {
      const format = operand('format') ?? null
      if (format !== null && typeof format !== 'string')
        throw requestFailed("$dateFromString requires that 'format' be a string")
      const pattern = format === null ? undefined : patternOf(format)
      const zone = zoneOf('$dateFromString', operand, argument)
      const text = operand('dateString')
      if (isNothing(text)) return 'onNull' in argument ? operand('onNull') : null
      if (typeof text === 'string' && (zone === undefined || ('format' in argument && !pattern))) return null
      const date = typeof text === 'string' ? parseDate(text, pattern, zone as string) : undefined
      if (date) return date
      if ('onError' in argument) return operand('onError')
      throw requestFailed(`Error parsing date string '${String(text)}'`)
    }),
  }
}
