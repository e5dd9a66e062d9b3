import { requestFailed } from '../errors'
import { inZone, isUtc, utc } from './zones'

/** Dates out of text. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const

/** Short names of zones, and how many hours they are ahead of UTC; a single letter is a military zone. */
const ABBREVIATIONS: { readonly [name: string]: number } = {
  ...{ UTC: 0, GMT: 0, WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2, MSK: 3, JST: 9 },
  ...{ EDT: -4, EST: -5, CDT: -5, CST: -6, MDT: -6, MST: -7, PDT: -7, PST: -8 },
  ...Object.fromEntries([...'ABCDEFGHIKLM'].map((letter, at) => [letter, at + 1])),
  ...Object.fromEntries([...'NOPQRSTUVWXY'].map((letter, at) => [letter, -at - 1])),
  Z: 0,
}

const ZONE = '(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|[A-Z]{3,4}|[A-Z]'
const NAME = '[A-Za-z]{3,9}\\.?'
const TIME =
  '(?<noon>noon|midnight)|(?:(?<H>\\d{1,2})[:.](?<M>\\d{2})(?:[:.](?<S>\\d{2})(?:[.,:](?<L>\\d{1,9}))?)?|(?<h>\\d{1,2})(?=\\s*[ap]))(?:\\s*(?<half>[ap])\\.?m\\.?)?'

/** Ways to write a day. */
const DAYS: readonly RegExp[] = [
  '(?<Y>\\d{4})[-/](?<m>\\d{1,2})(?:[-/](?<d>\\d{1,2}))?',
  '(?<Y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})',
  `(?<Y>\\d{4})[- ](?<b>${NAME})[- ](?<d>\\d{1,2})`,
  '(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<Y>\\d{4}|\\d{2})',
  '(?<d>\\d{1,2})[-.](?<m>\\d{1,2})[-.](?<Y>\\d{4})',
  `(?<b>${NAME})\\s*(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<Y>\\d{4})`,
  `(?<d>\\d{1,2})(?:st|nd|rd|th)?[- ]?(?<b>${NAME})[-, ]\\s*(?<Y>\\d{4})`,
  `(?<b>${NAME})\\s+(?<Y>\\d{4})`,
].map((day) => new RegExp(`^(?:[A-Za-z]{3,9},?\\s+)??${day}(?:[Tt,\\s]\\s*(?:${TIME}))?\\s*(?<z>${ZONE})?$`))

type Found = { readonly [part: string]: string | undefined }

/** The number of a month by its name or the first letters of it; NaN for what is no month. */
function monthOf(name: string): number {
  const wanted = name.toLowerCase().replace('.', '')
  const at = MONTHS.findIndex((month) => month.toLowerCase() === wanted || month.slice(0, 3).toLowerCase() === wanted)
  return at === -1 ? NaN : at + 1
}

/** Milliseconds that a zone written after a time is ahead of UTC. */
function offsetOf(zone: string): number {
  const name = zone.toUpperCase()
  const hours = ABBREVIATIONS[name]
  if (hours !== undefined) return hours * HOUR
  const [, sign, digits = '', rest] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(name) ?? []
  return sign === undefined ? NaN : (sign === '-' ? -1 : 1) * (Number(digits) * HOUR + Number(rest ?? 0) * MINUTE)
}

function hourOf({ H, h, half, noon }: Found): number {
  if (noon !== undefined) return noon === 'noon' ? 12 : 0
  const hour = Number(H ?? h ?? 0)
  if (half === undefined) return hour
  return hour < 1 || hour > 12 ? NaN : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** Monday of the first ISO week of a year. */
export function firstIsoDay(year: number): number {
  const fourth = utc(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY
}

function dayOf(found: Found): number {
  const { Y, m, d, b, j, G, V, u } = found
  const isIso = G !== undefined || V !== undefined || u !== undefined
  if (isIso)
    return [Y, m, d, b, j].some((part) => part !== undefined)
      ? NaN
      : firstIsoDay(Number(G)) + ((Number(V ?? 1) - 1) * 7 + Number(u ?? 1) - 1) * DAY
  const year = Y?.length === 2 ? Number(Y) + (Number(Y) < 70 ? 2000 : 1900) : Number(Y)
  if (j !== undefined) return utc(year, 0, Number(j))
  const month = b === undefined ? Number(m) : monthOf(b)
  const day = utc(year, month - 1, Number(d))
  return new Date(day).getUTCMonth() === month - 1 ? day : NaN
}

/** The moment; undefined when the parts do not make one. A time without a zone of its own is in the given zone. */
function momentOf(found: Found, zone: string): Date | undefined {
  const { M = '0', S = '0', L = '0', z, Z } = found
  const hour = hourOf(found)
  if (!(hour <= 24) || Number(M) > 59 || Number(S) > 59) return undefined
  const local =
    dayOf(found) + hour * HOUR + Number(M) * MINUTE + Number(S) * 1000 + Number(L.slice(0, 3).padEnd(3, '0'))
  const offset = Z !== undefined ? Number(Z) * MINUTE : z !== undefined ? offsetOf(z) : undefined
  // a zone of its own and another one contradict each other
  if (Number.isNaN(local) || Number.isNaN(offset) || (offset !== undefined && !isUtc(zone))) return undefined
  return offset === undefined ? inZone(local, zone) : new Date(local - offset)
}

const PARTS: { readonly [letter: string]: string } = {
  Y: '\\d{4}',
  G: '\\d{1,4}',
  L: '\\d{1,3}',
  j: '\\d{1,3}',
  u: '[1-7]',
  b: '[A-Za-z]{3}',
  B: '[A-Za-z]{3,9}',
  z: `\\s*(?:${ZONE})`,
  Z: '[+-]?\\d{1,4}',
  ...Object.fromEntries([...'mdHMSV'].map((letter) => [letter, '\\d{1,2}'])),
}

/** A pattern for a format of $dateFromString. */
export function patternOf(format: string): RegExp {
  const source = format.replace(/%([\s\S]?)|[.*+?^${}()|[\]\\/]/g, (text, letter: string | undefined) => {
    if (letter === undefined) return `\\${text}`
    if (letter === '%') return '%'
    const part = PARTS[letter]
    if (part === undefined) throw requestFailed(`Invalid format character '%${letter}' in format string`)
    return `(?<${letter === 'B' ? 'b' : letter}>${part})`
  })
  return new RegExp(`^${source}$`)
}

/** The moment that a text names; undefined when it names none. */
export function parseDate(text: string, pattern: RegExp | undefined, zone: string): Date | undefined {
  if (pattern) {
    const found = pattern.exec(text)?.groups
    return found && momentOf(found, zone)
  }
  for (const day of DAYS) {
    const found = day.exec(text.trim())?.groups
    const moment = found && momentOf({ ...found, d: found['d'] ?? '1' }, zone)
    if (moment) return moment
  }
  return undefined
}
