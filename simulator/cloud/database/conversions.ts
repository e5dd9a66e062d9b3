import { Decimal128, Long, ObjectId } from 'bson'
import { parseDate } from './dates'
import { requestFailed } from './errors'
import { bsonType } from './leaf-tests'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { isDoc, isNumber, tagOf, toNumber } from './values'

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
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : Long.fromBigInt(exact)
  }
  if (!isNumber(value)) throw unsupported(value, to)
  if (tagOf(value) === 'Long' && to === 'long') return value
  const number = Math.trunc(toNumber(value))
  if (!(number >= -limit && number < limit))
    throw requestFailed(`Conversion would overflow target type in $convert with no onError value: ${String(value)}`)
  return number === 0 ? 0 : number
}

function double(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (isNumber(value)) return toNumber(value)
  if (typeof value !== 'string') throw unsupported(value, 'double')
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?Infinity$|^NaN$/.test(value)) return Number(value)
  throw unparsable(value)
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean' || isNumber(value) || tagOf(value) === 'ObjectId') return String(value)
  throw unsupported(value, 'string')
}

function date(value: unknown): Date {
  if (value instanceof Date) return value
  if (tagOf(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (isNumber(value)) return new Date(Math.trunc(toNumber(value)))
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
  decimal: (value) => (tagOf(value) === 'Decimal128' ? value : Decimal128.fromString(String(double(value)))),
  bool: (value) => (isNumber(value) ? toNumber(value) !== 0 : value !== false),
  string: text,
  date,
  objectId,
}

/** $convert, its short forms, and $type. */
export function conversionExpressions(evaluate: Evaluate): Operators {
  const one = (doc: unknown, argument: unknown, options: unknown): unknown =>
    evaluate(doc, Array.isArray(argument) && argument.length === 1 ? argument[0] : argument, options)
  const short = (type: string): ExpressionOperator => {
    return (doc, argument, options) => {
      const value = one(doc, argument, options)
      return value === null || value === undefined ? null : TARGETS[type]?.(value)
    }
  }
  const convert: ExpressionOperator = (doc, argument, options) => {
    if (!isDoc(argument) || !('input' in argument) || !('to' in argument))
      throw requestFailed("$convert needs 'input' and 'to'")
    const to = evaluate(doc, argument['to'], options)
    if (to === null || to === undefined) return null
    const target = TARGETS[isNumber(to) ? (CODES[toNumber(to)] ?? '') : String(to)]
    if (!target) throw requestFailed(`Unknown type name: ${String(to)}`)
    const value = evaluate(doc, argument['input'], options)
    if (value === null || value === undefined)
      return 'onNull' in argument ? evaluate(doc, argument['onNull'], options) : null
    try {
      return target(value)
    } catch (reason) {
      if (!('onError' in argument)) throw reason
      return evaluate(doc, argument['onError'], options)
    }
  }
  return {
    $convert: convert,
    $toInt: short('int'),
    $toLong: short('long'),
    $toDouble: short('double'),
    $toDecimal: short('decimal'),
    $toBool: short('bool'),
    $toString: short('string'),
    $toDate: short('date'),
    $toObjectId: short('objectId'),
    $type: (doc, argument, options) => bsonType(one(doc, argument, options)),
  }
}
