import type { Decimal128, Long } from 'bson'
import { compareExactly } from './numbers/fractions'

/**
 * BSON values as this store holds them: JSON's own plus Date and the classes of `bson`.
 * Whole numbers are plain numbers, so an Int32 and a Double of the same value are one value, as they compare in MongoDB.
 */
export type Doc = { [field: string]: unknown }

/** The order MongoDB gives to types. `empty` is the key of an empty array, which sorts below null. */
export const RANK = {
  minKey: 0,
  empty: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  maxKey: 13,
} as const
export type Rank = (typeof RANK)[keyof typeof RANK]

interface Tagged {
  readonly _bsontype: string
}

const TAGGED: { readonly [tag: string]: Rank } = {
  ObjectId: RANK.objectId,
  Long: RANK.number,
  Int32: RANK.number,
  Double: RANK.number,
  Decimal128: RANK.number,
  Binary: RANK.binary,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
}

/** The class name of a BSON value ("ObjectId", "Long"…), or undefined of anything else. */
export function tagOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Partial<Tagged>)._bsontype
}

/** Is the value an embedded document (neither array nor date nor a BSON class)? */
export function isDoc(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    (value as Partial<Tagged>)._bsontype === undefined
  )
}

/** An own field; what every object inherits ("constructor", "toString") does not count. */
export function field(doc: Doc, name: string): unknown {
  const value = doc[name]
  return typeof value === 'function' ? undefined : value
}

/** The place of the value's type in MongoDB's order of types. */
export function rankOf(value: unknown): Rank {
  switch (typeof value) {
    case 'string':
      return RANK.string
    case 'number':
    case 'bigint':
      return RANK.number
    case 'boolean':
      return RANK.boolean
    case 'undefined':
      return RANK.empty
    default:
  }
  if (value === null) return RANK.null
  if (Array.isArray(value)) return RANK.array
  if (value instanceof Date) return RANK.date
  if (value instanceof RegExp) return RANK.regex
  const tag = tagOf(value)
  return tag === undefined ? RANK.object : (TAGGED[tag] ?? RANK.object)
}

/** Any BSON number as a double; a Long beyond 2^53 is rounded. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return Number(String(value as Long | Decimal128))
}

export function isNumber(value: unknown): boolean {
  return rankOf(value) === RANK.number
}

function compareNumbers(a: unknown, b: unknown): number {
  const x = toNumber(a)
  const y = toNumber(b)
  if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : -1
  if (Number.isNaN(y)) return 1
  if (x !== y) return x < y ? -1 : 1
  return typeof a === 'number' && typeof b === 'number' ? 0 : compareExactly(a, b, x)
}

/** Strings in the order of their UTF-8 bytes, which JavaScript's own order is not beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i)
    let y = b.charCodeAt(i)
    if (x === y) continue
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000
    }
    return x < y ? -1 : 1
  }
  return Math.sign(a.length - b.length)
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Math.sign(Buffer.compare(a, b))
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.keys(a)
  const right = Object.keys(b)
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const x = a[left[i] as string]
    const y = b[right[i] as string]
    const order = rankOf(x) - rankOf(y) || compareStrings(left[i] as string, right[i] as string) || compare(x, y)
    if (order !== 0) return Math.sign(order)
  }
  return Math.sign(left.length - right.length)
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return Math.sign(a.length - b.length)
}

/** The two parts of a regular expression, from either class. */
export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags }
  const { pattern, options } = value as { pattern: string; options: string }
  return { pattern, options }
}

/** The bytes of a Binary, after its length and kind as MongoDB compares them. */
export function binaryParts(value: unknown): { subType: number; bytes: Uint8Array } {
  const binary = value as { sub_type: number; value(): Uint8Array }
  return { subType: binary.sub_type, bytes: binary.value() }
}

/** The twelve bytes of an ObjectId. */
export function objectIdBytes(value: unknown): Uint8Array {
  return (value as { id: Uint8Array }).id
}

/** Compares any two values in MongoDB's order: by type first, then within the type. Negative, zero or positive. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  const rank = rankOf(a)
  const other = rankOf(b)
  if (rank !== other) return rank < other ? -1 : 1
  switch (rank) {
    case RANK.number:
      return compareNumbers(a, b)
    case RANK.string:
      return compareStrings(a as string, b as string)
    case RANK.object:
      return compareDocs(a as Doc, b as Doc)
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[])
    case RANK.boolean:
      return Number(a) - Number(b)
    case RANK.date:
      return Math.sign((a as Date).getTime() - (b as Date).getTime())
    case RANK.objectId:
      return compareBytes(objectIdBytes(a), objectIdBytes(b))
    case RANK.binary: {
      const x = binaryParts(a)
      const y = binaryParts(b)
      return Math.sign(x.bytes.length - y.bytes.length || x.subType - y.subType) || compareBytes(x.bytes, y.bytes)
    }
    case RANK.timestamp: {
      const x = BigInt(String(a))
      const y = BigInt(String(b))
      return x === y ? 0 : x < y ? -1 : 1
    }
    case RANK.regex: {
      const x = regexParts(a)
      const y = regexParts(b)
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options)
    }
    default:
      return 0
  }
}

/** Are two values the same to MongoDB? Field order inside documents counts. */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0
}

/** A copy that shares no object with the original. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => clone(item)) as T
  if (value instanceof Date) return new Date(value.getTime()) as T
  if (!isDoc(value)) return value
  const copy: Doc = {}
  for (const name of Object.keys(value)) copy[name] = clone(value[name])
  return copy as T
}
