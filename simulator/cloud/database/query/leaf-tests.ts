import { BSONRegExp } from 'bson'
import { requestFailed } from '../errors'
import { integer64, whole64 } from '../numbers/exact'
import type { Found } from '../paths'
import { compilePattern } from './regex'
import {
  binaryParts,
  compare,
  equal,
  isDoc,
  isNumber,
  RANK,
  rankOf,
  regexParts,
  tagOf,
  toNumber,
  type Doc,
} from '../values'

/** A condition on what a path leads to; undefined stands for a missing field. */
export interface LeafTest {
  (leaf: unknown): boolean
  /** the same without a look into the elements of an array */
  readonly alone?: (leaf: unknown) => boolean
  /** the place of the first element of an array through which it is satisfied, or -1 */
  readonly place?: (leaf: unknown) => number
}

/** Is the value an object of operators, such as {$gt: 1}? */
export function isOperators(value: unknown): value is Doc {
  if (!isDoc(value)) return false
  for (const key in value) return key.startsWith('$')
  return false
}

export function isRegex(value: unknown): boolean {
  return rankOf(value) === RANK.regex
}

function placeOf(test: LeafTest): (leaf: unknown) => number {
  return (leaf) => (Array.isArray(leaf) ? leaf.findIndex((item) => test(item)) : -1)
}

/** A leaf satisfies when it does itself or, being an array, through one of its elements. */
export function orElement(test: LeafTest): LeafTest {
  const single = (leaf: unknown): boolean => test(leaf)
  const either = (leaf: unknown): boolean => test(leaf) || (Array.isArray(leaf) && leaf.some(single))
  return Object.assign(either, { alone: single, place: placeOf(test) })
}

/** Only an array satisfies, through one of its elements. */
export function anElement(test: (item: unknown) => boolean): LeafTest {
  const place = placeOf(test)
  return Object.assign((leaf: unknown): boolean => place(leaf) >= 0, { place })
}

/** A test of a value by itself, even should it be an array. */
export function alone(test: LeafTest): (leaf: unknown) => boolean {
  return test.alone ?? test
}

/** The test of a leaf that also notes through which element it is satisfied. */
export function noting(test: LeafTest, found: Found): (leaf: unknown, whole: boolean) => boolean {
  return (leaf, whole) => {
    const place = whole && test.alone ? -1 : (test.place?.(leaf) ?? -1)
    if (place >= 0) found.at = place
    return place >= 0 || (whole ? alone(test) : test)(leaf)
  }
}

/** $eq, to which a regular expression is a value as any other. */
export function sameAs(value: unknown): LeafTest {
  if (value === null || value === undefined) return orElement((leaf) => leaf === null || leaf === undefined)
  if (typeof value === 'string' || typeof value === 'boolean') return orElement((leaf) => leaf === value)
  return orElement((leaf) => leaf !== undefined && equal(leaf, value))
}

/** Equality as a query means it: null is missing too, a regular expression matches strings. */
export function equalTo(value: unknown): LeafTest {
  return isRegex(value) ? matching(value) : sameAs(value)
}

/** $regex: a string that the pattern matches, or the same regular expression. */
export function matching(value: unknown, options?: unknown): LeafTest {
  const pattern = compilePattern(value, options)
  const own = typeof value === 'string' ? { pattern: value, options: '' } : regexParts(value)
  const same = new BSONRegExp(own.pattern, typeof options === 'string' && options !== '' ? options : own.options)
  return orElement((leaf) => (typeof leaf === 'string' ? pattern.test(leaf) : isRegex(leaf) && equal(leaf, same)))
}

/** A comparison; only values of the same type compare. */
export function ordered(value: unknown, accept: (order: number) => boolean): LeafTest {
  if (isRegex(value)) throw requestFailed("Can't have RegEx as arg to predicate over field")
  if (value === null || value === undefined) return accept(0) ? sameAs(null) : () => false
  const rank = rankOf(value)
  if (rank === RANK.minKey || rank === RANK.maxKey) return orElement((leaf) => accept(compare(leaf ?? null, value)))
  const isNaN = rank === RANK.number && Number.isNaN(toNumber(value))
  return orElement((leaf) => {
    if (leaf === undefined || rankOf(leaf) !== rank) return false
    if (rank !== RANK.number || isNaN === Number.isNaN(toNumber(leaf))) return accept(compare(leaf, value))
    return false
  })
}

const never: LeafTest = () => false

const TYPE_NAMES = new Map<string, LeafTest>([
  ['double', (leaf) => typeof leaf === 'number' && !Number.isInteger(leaf)],
  ['int', (leaf) => typeof leaf === 'number' && Number.isInteger(leaf) && leaf >= -(2 ** 31) && leaf < 2 ** 31],
  [
    'long',
    (leaf) =>
      tagOf(leaf) === 'Long' ||
      (typeof leaf === 'number' && Number.isInteger(leaf) && (leaf < -(2 ** 31) || leaf >= 2 ** 31)),
  ],
  ['decimal', (leaf) => tagOf(leaf) === 'Decimal128'],
  ['number', (leaf) => leaf !== undefined && isNumber(leaf)],
  ['string', (leaf) => typeof leaf === 'string'],
  ['object', (leaf) => isDoc(leaf)],
  ['array', (leaf) => Array.isArray(leaf)],
  ['binData', (leaf) => tagOf(leaf) === 'Binary'],
  ['objectId', (leaf) => tagOf(leaf) === 'ObjectId'],
  ['bool', (leaf) => typeof leaf === 'boolean'],
  ['date', (leaf) => leaf instanceof Date],
  ['null', (leaf) => leaf === null],
  ['regex', (leaf) => leaf !== undefined && isRegex(leaf)],
  ['timestamp', (leaf) => tagOf(leaf) === 'Timestamp'],
  ['minKey', (leaf) => tagOf(leaf) === 'MinKey'],
  ['maxKey', (leaf) => tagOf(leaf) === 'MaxKey'],
  // types of MongoDB that cannot be stored here
  ['undefined', never],
  ['dbPointer', never],
  ['javascript', never],
  ['symbol', never],
  ['javascriptWithScope', never],
])
const TYPE_CODES: { readonly [code: number]: string } = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
  [-1]: 'minKey',
}

/** The name of a value's type, as the $type expression gives it. */
export function bsonType(value: unknown): string {
  if (value === undefined) return 'missing'
  for (const [name, test] of TYPE_NAMES) if (name !== 'number' && test(value)) return name
  return 'object'
}

/** The test of a type that is named as $type and bsonType do; undefined of a name that is none. */
export function namedType(name: unknown): LeafTest | undefined {
  return typeof name === 'string' ? TYPE_NAMES.get(name) : undefined
}

/** $type by name or number, or a list of them. */
export function typeTest(value: unknown): LeafTest {
  const names = Array.isArray(value) ? (value as unknown[]) : [value]
  if (names.length === 0) throw requestFailed('$type must match at least one type')
  const tests = names.map((one) => {
    const test = namedType(typeof one === 'number' ? TYPE_CODES[one] : one)
    if (!test) throw requestFailed(`Unknown type name alias: ${JSON.stringify(one)}`)
    return test
  })
  return orElement((leaf) => tests.some((test) => test(leaf)))
}

export function list(value: unknown, operator: string): readonly unknown[] {
  if (!Array.isArray(value)) throw requestFailed(`${operator} needs an array`)
  return value as unknown[]
}

/** $in. */
export function anyOf(value: unknown, operator: string): LeafTest {
  const items = list(value, operator)
  if (items.some(isOperators)) throw requestFailed(`cannot nest $ under ${operator}`)
  const strings = new Set(items.filter((item) => typeof item === 'string'))
  const others = items.filter((item) => typeof item !== 'string').map((item) => alone(equalTo(item)))
  return orElement((leaf) => (typeof leaf === 'string' && strings.has(leaf)) || others.some((test) => test(leaf)))
}

/** $size. */
export function size(value: unknown): LeafTest {
  const length = tagOf(value) === 'Decimal128' || !isNumber(value) ? NaN : toNumber(value)
  if (!Number.isInteger(length) || length < 0) throw requestFailed('$size must be a whole number')
  return (leaf) => Array.isArray(leaf) && leaf.length === length
}

/** $mod. */
export function modulo(value: unknown): LeafTest {
  const operands = list(value, '$mod')
  if (operands.length !== 2)
    throw requestFailed(`malformed mod, ${operands.length < 2 ? 'not enough' : 'too many'} elements`)
  const [divisor, remainder] = operands.map((operand) => (isNumber(operand) ? integer64(operand) : undefined))
  if (divisor === undefined || remainder === undefined)
    throw requestFailed('malformed mod, divisor or remainder is not a number or not representable as a 64-bit integer')
  if (divisor === 0n) throw requestFailed('divisor cannot be 0')
  return orElement((leaf) => {
    const dividend = leaf !== undefined && isNumber(leaf) ? integer64(leaf) : undefined
    return dividend !== undefined && dividend % divisor === remainder
  })
}

/** The bits of a Binary as a number, the first byte holding the lowest. */
function bitsOf(binary: unknown): bigint {
  const hex = Buffer.from(binaryParts(binary).bytes).reverse().toString('hex')
  return BigInt(`0x${hex || '0'}`)
}

const MAX_POSITION = 2 ** 31
/** The last bit that the largest document could hold. */
const HIGHEST_BIT = 2 ** 27

function maskOf(value: unknown): bigint {
  if (tagOf(value) === 'Binary') return bitsOf(value)
  if (Array.isArray(value)) {
    return (value as unknown[]).reduce((mask: bigint, bit) => {
      const position = isNumber(bit) ? toNumber(bit) : NaN
      if (!Number.isInteger(position) || position < 0 || position >= MAX_POSITION)
        throw requestFailed(`bit positions must be integers >= 0 but got: ${JSON.stringify(bit)}`)
      return mask | (1n << BigInt(Math.min(position, HIGHEST_BIT)))
    }, 0n)
  }
  const mask = isNumber(value) ? whole64(value) : undefined
  if (mask === undefined || mask < 0n)
    throw requestFailed('a bit test takes an Array, a positive 64-bit integer, or a BinData')
  return mask
}

/** The $bits operators. */
export function bits(value: unknown, accept: (number: bigint, mask: bigint) => boolean): LeafTest {
  const mask = maskOf(value)
  return orElement((leaf) => {
    if (tagOf(leaf) === 'Binary') return accept(bitsOf(leaf), mask)
    const number = leaf !== undefined && isNumber(leaf) ? whole64(leaf) : undefined
    return number !== undefined && accept(number, mask)
  })
}
