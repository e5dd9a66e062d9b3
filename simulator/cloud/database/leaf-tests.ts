import { requestFailed } from './errors'
import { compilePattern } from './regex'
import { compare, equal, isDoc, isNumber, RANK, rankOf, tagOf, toNumber, type Doc } from './values'

/** A condition on what a path leads to; undefined stands for a missing field. */
export interface LeafTest {
  (leaf: unknown): boolean
  /** the same without a look into the elements of an array */
  readonly alone?: (leaf: unknown) => boolean
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

/** A leaf satisfies when it does itself or, being an array, through one of its elements. */
export function orElement(test: LeafTest): LeafTest {
  const single = (leaf: unknown): boolean => test(leaf)
  return Object.assign((leaf: unknown) => test(leaf) || (Array.isArray(leaf) && leaf.some(single)), { alone: single })
}

/** A test of a value by itself, even should it be an array. */
export function alone(test: LeafTest): (leaf: unknown) => boolean {
  return test.alone ?? test
}

/** Equality as a query means it: null is missing too, a regular expression matches strings. */
export function equalTo(value: unknown): LeafTest {
  if (value === null || value === undefined) return orElement((leaf) => leaf === null || leaf === undefined)
  if (isRegex(value)) {
    const pattern = compilePattern(value)
    return orElement((leaf) => (typeof leaf === 'string' ? pattern.test(leaf) : isRegex(leaf) && equal(leaf, value)))
  }
  if (typeof value === 'string' || typeof value === 'boolean') return orElement((leaf) => leaf === value)
  return orElement((leaf) => leaf !== undefined && equal(leaf, value))
}

/** A comparison; only values of the same type compare. */
export function ordered(value: unknown, accept: (order: number) => boolean): LeafTest {
  if (isRegex(value)) throw requestFailed("Can't have RegEx as arg to predicate over field")
  if (value === null || value === undefined) return accept(0) ? equalTo(null) : () => false
  const rank = rankOf(value)
  if (rank === RANK.minKey || rank === RANK.maxKey) return orElement((leaf) => accept(compare(leaf ?? null, value)))
  const isNaN = rank === RANK.number && Number.isNaN(toNumber(value))
  return orElement((leaf) => {
    if (leaf === undefined || rankOf(leaf) !== rank) return false
    if (rank !== RANK.number || isNaN === Number.isNaN(toNumber(leaf))) return accept(compare(leaf, value))
    return false
  })
}

const TYPE_NAMES: { readonly [name: string]: LeafTest } = {
  double: (leaf) => typeof leaf === 'number' && !Number.isInteger(leaf),
  int: (leaf) => typeof leaf === 'number' && Number.isInteger(leaf) && Math.abs(leaf) < 2 ** 31,
  long: (leaf) =>
    tagOf(leaf) === 'Long' || (typeof leaf === 'number' && Number.isInteger(leaf) && Math.abs(leaf) >= 2 ** 31),
  decimal: (leaf) => tagOf(leaf) === 'Decimal128',
  number: (leaf) => leaf !== undefined && isNumber(leaf),
  string: (leaf) => typeof leaf === 'string',
  object: (leaf) => isDoc(leaf),
  array: (leaf) => Array.isArray(leaf),
  binData: (leaf) => tagOf(leaf) === 'Binary',
  objectId: (leaf) => tagOf(leaf) === 'ObjectId',
  bool: (leaf) => typeof leaf === 'boolean',
  date: (leaf) => leaf instanceof Date,
  null: (leaf) => leaf === null,
  regex: (leaf) => leaf !== undefined && isRegex(leaf),
  timestamp: (leaf) => tagOf(leaf) === 'Timestamp',
  minKey: (leaf) => tagOf(leaf) === 'MinKey',
  maxKey: (leaf) => tagOf(leaf) === 'MaxKey',
}
const TYPE_CODES: { readonly [code: number]: string } = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
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
  const found = Object.entries(TYPE_NAMES).find(([name, test]) => name !== 'number' && test(value))
  return found?.[0] ?? 'object'
}

/** $type by name or number, or a list of them. */
export function typeTest(value: unknown): LeafTest {
  const tests = (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) => {
    const name = typeof one === 'number' ? TYPE_CODES[one] : String(one)
    const test = name === undefined ? undefined : TYPE_NAMES[name]
    if (!test) throw requestFailed(`Unknown type name alias: ${String(one)}`)
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

/** $mod. */
export function modulo(value: unknown): LeafTest {
  const [divisor, remainder] = list(value, '$mod').map(toNumber)
  if (divisor === undefined || remainder === undefined) throw requestFailed('malformed mod, not enough elements')
  if (!Number.isFinite(divisor) || Math.trunc(divisor) === 0) throw requestFailed('divisor cannot be 0')
  return orElement((leaf) => {
    if (leaf === undefined || !isNumber(leaf)) return false
    return Math.trunc(toNumber(leaf)) % Math.trunc(divisor) === Math.trunc(remainder)
  })
}

/** The $bits operators. */
export function bits(value: unknown, accept: (number: bigint, mask: bigint) => boolean): LeafTest {
  const mask = Array.isArray(value)
    ? (value as number[]).reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n)
    : BigInt(toNumber(value))
  return orElement((leaf) => {
    if (leaf === undefined || !isNumber(leaf) || !Number.isInteger(toNumber(leaf))) return false
    return accept(BigInt(toNumber(leaf)), mask)
  })
}
