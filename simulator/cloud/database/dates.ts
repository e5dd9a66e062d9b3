import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { isDoc, isNumber, RANK, rankOf, tagOf, toNumber } from './values'

const MINUTE = 60_000
const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
    return format
  } catch (cause) {
    if (cause instanceof RangeError) throw requestFailed(`unrecognized time zone identifier: "${zone}"`)
    throw cause
  }
}

/** Minutes that a zone ("Asia/Shanghai", "+08:00", "+0800", "+08") is ahead of UTC at a moment. */
export function zoneMinutes(zone: string, at: Date): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0))
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  const part: { [name: string]: number } = {}
  for (const { type, value } of zoneFormat(zone).formatToParts(at)) part[type] = Number(value)
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  )
  return Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / MINUTE)
}

function startOfYear(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), 0, 1)
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

function formatDate(local: Date, format: string, minutes: number): string {
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    if (letter === '%') return '%'
    if (letter === 'z') return offsetText(minutes)
    if (letter === 'Z') return String(minutes)
    const known = SPECIFIERS[letter]
    if (!known) throw requestFailed(`Invalid format character '%${letter}' in format string`)
    const [part, digits] = known
    return String((PARTS[part] as (local: Date) => number)(local)).padStart(digits, '0')
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

/** The time zone given to an operator, UTC when none is. */
export function zoneOf(value: unknown, name: string): string {
  if (value === undefined) return 'UTC'
  if (typeof value !== 'string') throw requestFailed(`${name} requires a string for the time zone`)
  return value
}

const ISO =
  /^(?<Y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ](?<H>\d{1,2}):(?<M>\d{1,2})(?::(?<S>\d{1,2})(?:\.(?<L>\d{1,3})\d*)?)?)?\s*(?<z>Z|[+-]\d{2}:?\d{2})?$/

/** A pattern for a format of $dateFromString. */
function patternOf(format: string): RegExp {
  const digits: { readonly [letter: string]: string } = {
    Y: '\\d{4}',
    L: '\\d{1,3}',
    j: '\\d{1,3}',
    z: 'Z|[+-]\\d{2}:?\\d{2}',
  }
  const source = format.replace(/%([\s\S])|[.*+?^${}()|[\]\\]/g, (text, letter: string | undefined) => {
    if (letter === undefined) return `\\${text}`
    if (letter === '%') return '%'
    if (!'YmdHMSLjz'.includes(letter)) throw requestFailed(`Invalid format character '%${letter}' in format string`)
    return `(?<${letter}>${digits[letter] ?? '\\d{1,2}'})`
  })
  return new RegExp(`^${source}$`)
}

/** The moment that a text names; undefined when it names none. A text without an offset of its own is in the given zone. */
export function parseDate(text: string, format: string | undefined, zone: string): Date | undefined {
  const part = (format === undefined ? ISO : patternOf(format)).exec(text.trim())?.groups
  if (!part) return undefined
  const number = (letter: string, otherwise: number): number => Number(part[letter] ?? otherwise)
  const month = part['j'] === undefined ? number('m', 1) : 1
  const day = number('j', number('d', 1))
  const milliseconds = Number((part['L'] ?? '0').padEnd(3, '0'))
  const local = Date.UTC(
    number('Y', 1970),
    month - 1,
    day,
    number('H', 0),
    number('M', 0),
    number('S', 0),
    milliseconds,
  )
  if (part['j'] === undefined && new Date(local).getUTCMonth() !== month - 1) return undefined
  return new Date(local - zoneMinutes(part['z'] ?? zone, new Date(local)) * MINUTE)
}

/** The parts of dates, $dateToString and $dateFromString, with time zones. */
export function dateExpressions(evaluate: Evaluate): Operators {
  const part = (name: string, read: (local: Date) => number): ExpressionOperator => {
    return (doc, argument, options) => {
      const withZone = isDoc(argument) && 'date' in argument
      const value = evaluate(doc, withZone ? argument['date'] : argument, options)
      const date = dateOf(Array.isArray(value) ? value[0] : value, name)
      const zone = withZone ? evaluate(doc, argument['timezone'], options) : undefined
      if (!date || zone === null) return null
      return read(new Date(date.getTime() + zoneMinutes(zoneOf(zone, name), date) * MINUTE))
    }
  }
  const dateToString: ExpressionOperator = (doc, argument, options) => {
    if (!isDoc(argument) || !('date' in argument)) throw requestFailed("Missing 'date' parameter to $dateToString")
    const date = dateOf(evaluate(doc, argument['date'], options), '$dateToString')
    if (!date) return evaluate(doc, argument['onNull'], options) ?? null
    const zone = evaluate(doc, argument['timezone'], options)
    if (zone === null) return null
    const name = zoneOf(zone, '$dateToString')
    const otherwise = `%Y-%m-%dT%H:%M:%S.%L${['UTC', 'GMT', 'Z'].includes(name) ? 'Z' : ''}`
    const format = evaluate(doc, argument['format'], options) ?? otherwise
    if (typeof format !== 'string') throw requestFailed("$dateToString requires that 'format' be a string")
    const minutes = zoneMinutes(name, date)
    return formatDate(new Date(date.getTime() + minutes * MINUTE), format, minutes)
  }
  const parts = Object.entries(PARTS).map(([name, read]) => [name, part(name, read)] as const)
  const dateFromString: ExpressionOperator = (doc, argument, options) => {
    if (!isDoc(argument) || !('dateString' in argument))
      throw requestFailed("Missing 'dateString' parameter to $dateFromString")
    const text = evaluate(doc, argument['dateString'], options)
    if (text === null || text === undefined) return evaluate(doc, argument['onNull'], options) ?? null
    const format = evaluate(doc, argument['format'], options) ?? undefined
    const zone = zoneOf(evaluate(doc, argument['timezone'], options) ?? undefined, '$dateFromString')
    const date =
      typeof text === 'string' ? parseDate(text, format === undefined ? undefined : String(format), zone) : undefined
    if (date) return date
    if ('onError' in argument) return evaluate(doc, argument['onError'], options)
    throw requestFailed(`Error parsing date string '${String(text)}'`)
  }
  return { ...Object.fromEntries(parts), $dateToString: dateToString, $dateFromString: dateFromString }
}
