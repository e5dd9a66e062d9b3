import { Decimal128, ObjectId } from 'bson'
import { parseDate } from './date-text'
import { decimalOf, quantized } from '../numbers/decimal'
import { requestFailed } from '../errors'
import { bsonType } from '../query/leaf-tests'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { asDecimal, isDecimal, numberText, wholeNumber } from '../numbers/numbers'
import { isNothing, ofParts, ofValues } from './operands'
import { isNumber, tagOf, toNumber } from '../values'
import { dateAt } from './zones'

const CODES: { readonly [code: number]: string } = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
}
/** Types that exist and to which nothing converts. */
const OTHER_TYPES = [
  ...['object', 'array', 'binData', 'null', 'regex', 'timestamp', 'minKey', 'maxKey', 'missing', 'undefined'],
  ...['dbPointer', 'javascript', 'symbol', 'javascriptWithScope'],
]
const INT_LIMIT = 2 ** 31
const LONG_LIMIT = 2 ** 63

function unsupported(value: unknown, to: string): Error {
  return requestFailed(`Unsupported conversion from ${bsonType(value)} to ${to} in $convert with no onError value`)
}

function unparsable(text: string): Error {
  return requestFailed(`Failed to parse number '${text}' in $convert with no onError value`)
}

function whole(value: unknown, to: 'int' | 'long', limit: number): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date && to === 'long') return value.getTime()
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw unparsable(value)
    const exact = BigInt(value.replace('+', ''))
    if (exact < -BigInt(limit) || exact >= BigInt(limit)) throw unparsable(value)
    return wholeNumber(exact)
  }
  if (!isNumber(value)) throw unsupported(value, to)
  const number = Math.trunc(toNumber(value))
  if (!(number >= -limit && number < limit) && tagOf(value) !== 'Long')
    throw requestFailed(`Conversion would overflow target type in $convert with no onError value: ${String(value)}`)
  if (typeof value === 'number') return number === 0 ? 0 : number
  const exact = decimalOf(String(value))
  return exact && wholeNumber(quantized(exact, 0, 'zero').digits)
}

function double(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (isNumber(value)) return toNumber(value)
  if (typeof value !== 'string') throw unsupported(value, 'double')
  const number = Number(numeral(value))
  if (!Number.isFinite(number) && /\d/.test(value)) throw unparsable(value)
  return number
}

/** A text that is a number and nothing else. */
function numeral(value: string): string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?Infinity$|^NaN$/.test(value)) return value
  throw unparsable(value)
}

function decimal(value: unknown): Decimal128 {
  if (typeof value === 'string') return Decimal128.fromString(numeral(value))
  return asDecimal(isDecimal(value) || tagOf(value) === 'Long' ? value : double(value))
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (isNumber(value)) return numberText(value)
  if (typeof value === 'boolean' || tagOf(value) === 'ObjectId') return String(value)
  throw unsupported(value, 'string')
}

function date(value: unknown): Date {
  if (value instanceof Date) return value
  if (tagOf(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (tagOf(value) === 'Timestamp')
    return new Date((value as { getHighBitsUnsigned(): number }).getHighBitsUnsigned() * 1000)
  // MongoDB takes a long, a double or a decimal for milliseconds, not an int
  if (isNumber(value) && bsonType(value) !== 'int') return dateAt(Math.trunc(toNumber(value)))
  const parsed = typeof value === 'string' ? parseDate(value, undefined, 'UTC') : undefined
  if (parsed) return parsed
  if (typeof value === 'string') throw requestFailed(`Error parsing date string '${value}'`)
  throw unsupported(value, 'date')
}

function objectId(value: unknown): unknown {
  if (tagOf(value) === 'ObjectId') return value
  if (typeof value !== 'string') throw unsupported(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value)) throw requestFailed(`Failed to parse objectId '${value}' in $convert`)
  return new ObjectId(value)
}

const TARGETS: { readonly [type: string]: (value: unknown) => unknown } = {
  int: (value) => whole(value, 'int', INT_LIMIT),
  long: (value) => whole(value, 'long', LONG_LIMIT),
  double,
  decimal,
  bool: (value) => (isNumber(value) ? toNumber(value) !== 0 : value !== false),
  string: text,
  date,
  objectId,
}

/** How to convert to a type, by its name or number. */
function targetOf(to: unknown): (value: unknown) => unknown {
  const name = isNumber(to) ? (CODES[toNumber(to)] ?? '') : String(to)
  const target = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined
  if (target) return target
  if (!OTHER_TYPES.includes(name)) throw requestFailed(`Unknown type name: ${String(to)}`)
  return (value) => {
    throw unsupported(value, name)
  }
}

/** $convert, its short forms, and $type. */
export function conversionExpressions(evaluate: Evaluate): Operators {
  const short = (type: string): ExpressionOperator =>
    ofValues(evaluate, ([value]) => (isNothing(value) ? null : TARGETS[type]?.(value)))
  const convert = ofParts(evaluate, (part, argument) => {
    const to = part('to')
    const target = isNothing(to) ? undefined : targetOf(to)
    const value = part('input')
    if (isNothing(value)) return 'onNull' in argument ? part('onNull') : null
    if (!target) return null
    try {
      return target(value)
    } catch (reason) {
      if (!('onError' in argument)) throw reason
      return part('onError')
    }
  })
  return {
    $convert: convert,
    $isNumber: ofValues(evaluate, ([value]) => value !== undefined && isNumber(value)),
    $toInt: short('int'),
    $toLong: short('long'),
    $toDouble: short('double'),
    $toDecimal: short('decimal'),
    $toBool: short('bool'),
    $toString: short('string'),
    $toDate: short('date'),
    $toObjectId: short('objectId'),
    $type: ofValues(evaluate, ([value]) => bsonType(value)),
  }
}
