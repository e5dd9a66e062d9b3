import type { Condition } from './conditions'
import { after, encodeKey, invert, past, typeByte } from '../keys'
import { literalPrefix } from './regex'
import { RANK, rankOf, toNumber } from '../values'

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

/** All keys of values that one comparison compares: those of its type. NaN is below all numbers, and no number's peer. */
function peers(rank: number, descending: boolean): readonly [first: Buffer, last: Buffer] {
  const type = Buffer.from([typeByte(rank)])
  const own = descending ? invert(type) : type
  if (rank !== RANK.number) return [own, after(own)]
  return descending ? [own, encodeKey(NaN, true)] : [past(encodeKey(NaN)), after(own)]
}

const COMPARISONS = ['$gt', '$gte', '$lt', '$lte']
const UNBOUNDED: readonly number[] = [RANK.minKey, RANK.maxKey, RANK.regex, RANK.array, RANK.empty, RANK.null]

/** The keys that one comparison leaves. */
function span({ operator, value, beside }: Condition, descending: boolean): Span | undefined {
  if (operator === '$regex') {
    const literal = literalPrefix(value, beside['$options'])
    if (literal === undefined) return undefined
    const key = encodeKey(literal, descending)
    const open = key.subarray(0, key.length - 2)
    return { low: open, high: after(open), exact: false }
  }
  const rank = rankOf(value)
  if (!COMPARISONS.includes(operator) || UNBOUNDED.includes(rank)) return undefined
  if (rank === RANK.number && Number.isNaN(toNumber(value))) return undefined
  const key = encodeKey(value, descending)
  const [first, last] = peers(rank, descending)
  const isOnwards = operator.startsWith('$gt') !== descending
  const edge = operator.endsWith('e') === isOnwards ? key : past(key)
  return isOnwards ? { low: edge, high: last, exact: true } : { low: first, high: edge, exact: true }
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
    const certain = !(multi && values.includes(null))
    const exact = certain && !condition.hint ? [condition] : []
    return { points: sortedKeys(values, descending), exact }
  }
  const ranges = conditions.flatMap((condition) => {
    const found = condition.hint ? undefined : span(condition, descending)
    return found ? [{ condition, found }] : []
  })
  const used = multi ? ranges.slice(0, 1) : ranges
  if (used.length === 0) return undefined
  const exact = used.filter(({ found }) => found.exact).map(({ condition }) => condition)
  return { ...combine(used.map(({ found }) => found)), exact }
}
