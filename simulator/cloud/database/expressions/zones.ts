import { requestFailed } from '../errors'
import type { Part } from './operands'
import type { Doc } from '../values'

const MINUTE = 60_000
/** A zone given as an offset from UTC. */
const FIXED = /^([+-])(\d{2}):?(\d{2})?$/
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

/** The moment so many milliseconds after 1970. */
export function dateAt(milliseconds: number): Date {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) throw requestFailed('date overflow')
  return date
}

/** Like Date.UTC, which takes the years 0 to 99 for those of the last century. */
export function utc(year: number, month: number, day: number, time = 0): number {
  return new Date(0).setUTCFullYear(year, month, day) + time
}

export function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'GMT' || zone === 'Z'
}

/** Milliseconds that a zone ("Asia/Shanghai", "+08:00", "+0800", "+08") is ahead of UTC at a moment. */
export function zoneOffset(zone: string, at: Date): number {
  const fixed = FIXED.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * MINUTE
  if (isUtc(zone)) return 0
  const part: { [name: string]: number } = {}
  for (const { type, value } of zoneFormat(zone).formatToParts(at)) part[type] = Number(value)
  const time = ((part['hour'] ?? 0) * 60 + (part['minute'] ?? 0)) * 60 + (part['second'] ?? 0)
  const local = utc(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1, time * 1000)
  return local - Math.floor(at.getTime() / 1000) * 1000
}

/** What clocks of a zone show at a moment, as a date in UTC. */
export function localTime(date: Date, zone: string): Date {
  return new Date(date.getTime() + zoneOffset(zone, date))
}

/** The moment at which clocks of a zone show this; the offset is that of the moment itself. */
export function inZone(local: number, zone: string): Date {
  const guess = local - zoneOffset(zone, dateAt(local))
  return dateAt(local - zoneOffset(zone, dateAt(guess)))
}

/** The time zone given to an operator: UTC when none is, undefined when it is given and missing or null. */
export function zoneOf(name: string, part: Part, argument: Doc): string | undefined {
  if (!('timezone' in argument)) return 'UTC'
  const zone = part('timezone') ?? undefined
  if (zone === undefined) return undefined
  if (typeof zone !== 'string') throw requestFailed(`${name} requires a string for the time zone`)
  if (!FIXED.test(zone) && !isUtc(zone)) zoneFormat(zone)
  return zone
}
