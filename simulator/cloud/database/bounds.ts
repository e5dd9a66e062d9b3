import type { Condition } from './conditions'
import { after, encodeKey, invert, typeByte } from './keys'
import { literalPrefix } from './regex'
import { RANK, rankOf, toNumber } from './values'

/** What the conditions on one field leave of an index on it. */
export interface Bounds {
  /** keys of single values, in key order; or */
  readonly points?: readonly Buffer[]
  /** a range low <= key < high */
  readonly low?: Buffer | undefined
  readonly high?: Buffer | undefined
  /** the conditions that the bounds fulfil wholly, so that documents need no further check */
  readonly exact: readonly Condition[]
}

/** Beyond this a number may be a Long that shares its key with a neighbour. */
function isCertain(value: unknown): boolean {
  return rankOf(value) !== RANK.number || Math.abs(toNumber(value)) < Number.MAX_SAFE_INTEGER
}

function isPoint(value: unknown): boolean {
  const rank = rankOf(value)
  return rank !== RANK.array && rank !== RANK.regex
}

function pointValues(condition: Condition): readonly unknown[] | undefined {
  if (condition.operator === '$eq') return isPoint(condition.value) ? [condition.value ?? null] : undefined
  if (condition.operator !== '$in' || !Array.isArray(condition.value)) return undefined
  const values = condition.value as unknown[]
  return values.every(isPoint) ? values.map((value) => value ?? null) : undefined
}

function sortedKeys(values: readonly unknown[], descending: boolean): Buffer[] {
  const keys = values.map((value) => encodeKey(value, descending)).sort(Buffer.compare)
  return keys.filter((key, i) => i === 0 || !key.equals(keys[i - 1] as Buffer))
}

interface Span {
  readonly low: Buffer
  readonly high: Buffer
  readonly exact: boolean
}

/** The keys, in ascending form, that one comparison leaves: never beyond values of the same type. */
function span(condition: Condition): Span | undefined {
  const { operator, value } = condition
  if (operator === '$regex') {
    const literal = literalPrefix(value, condition.beside['$options'])
    if (literal === undefined) return undefined
    const key = encodeKey(literal)
    const open = key.subarray(0, key.length - 2)
    return { low: open, high: after(open), exact: false }
  }
  if (!['$gt', '$gte', '$lt', '$lte'].includes(operator)) return undefined
  const rank = rankOf(value)
  if (rank === RANK.minKey || rank === RANK.maxKey || rank === RANK.regex || rank === RANK.array) return undefined
  if (rank === RANK.empty || rank === RANK.null || (rank === RANK.number && Number.isNaN(toNumber(value))))
    return undefined
  const type = Buffer.from([typeByte(rank)])
  const key = encodeKey(value)
  // NaN is below all numbers, but no number is compared with it
  const bottom = rank === RANK.number ? after(encodeKey(NaN)) : type
  const low = operator === '$gt' ? after(key) : operator === '$gte' ? key : bottom
  const high = operator === '$lt' ? key : operator === '$lte' ? after(key) : after(type)
  return { low, high, exact: isCertain(value) }
}

/**
 * The same span in a descending index. Keys at or above a cut become inverted keys at or below its inversion, whatever
 * follows it, so the cut there is the first key after all that begin with the inversion.
 */
function mirrored({ low, high, exact }: Span): Span {
  return { low: after(invert(high)), high: after(invert(low)), exact }
}

function combine(spans: readonly Span[]): { low: Buffer; high: Buffer } {
  let { low, high } = spans[0] as Span
  for (const next of spans) {
    if (Buffer.compare(next.low, low) > 0) low = next.low
    if (Buffer.compare(next.high, high) < 0) high = next.high
  }
  return { low, high }
}

/**
 * The bounds that conditions on one field give to an index of it.
 * On a field with arrays only one condition counts: two may be met by two different elements.
 */
export function boundsOf(conditions: readonly Condition[], descending: boolean, multi: boolean): Bounds | undefined {
  for (const condition of conditions) {
    const values = pointValues(condition)
    if (!values) continue
    const certain = values.every((value) => isCertain(value) && !(multi && value === null))
    const exact = certain && !condition.hint ? [condition] : []
    return { points: sortedKeys(values, descending), exact }
  }
  const ranges = conditions.flatMap((condition) => {
    const found = condition.hint ? undefined : span(condition)
    return found ? [{ condition, found: descending ? mirrored(found) : found }] : []
  })
  const used = multi ? ranges.slice(0, 1) : ranges
  if (used.length === 0) return undefined
  const exact = used.filter(({ found }) => found.exact).map(({ condition }) => condition)
  return { ...combine(used.map(({ found }) => found)), exact }
}
