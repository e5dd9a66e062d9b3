import {
  decimalOf,
  exactDecimal,
  negated,
  quantized,
  remainder,
  sum,
  toDecimal128,
  type Rounding,
} from '../numbers/decimal'
import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import {
  asDecimal,
  combine,
  DIVISION,
  isDecimal,
  MULTIPLICATION,
  total,
  wholeNumber,
  type Operation,
} from '../numbers/numbers'
import { isNothing, ofValues } from './operands'
import { isNumber, tagOf, toNumber } from '../values'
import { dateAt } from './zones'

/** A decimal place: MongoDB allows this many to either side of the point. */
const MAX_PLACE = 100
const MIN_PLACE = -20

const SUBTRACTION: Operation = {
  double: (a, b) => a - b,
  whole: (a, b) => a - b,
  decimal: (a, b) => sum(a, negated(b)),
}
const MODULO: Operation = { double: (a, b) => a % b, whole: (a, b) => a % b, decimal: remainder }

/** The sum of numbers; one of the operands may be a date, then a fraction of a millisecond is rounded. */
function add(values: readonly unknown[]): unknown {
  let isDate = false
  const numbers: unknown[] = []
  for (const value of values) {
    if (isNothing(value)) return null
    if (!isNumber(value) && !(value instanceof Date)) throw requestFailed('$add only supports numeric or date types')
    if (value instanceof Date && isDate) throw requestFailed('only one date allowed in an $add expression')
    isDate ||= value instanceof Date
    numbers.push(value instanceof Date ? value.getTime() : value)
  }
  const result = total(numbers)
  return isDate ? dateAt(Math.sign(toNumber(result)) * Math.round(Math.abs(toNumber(result)))) : result
}

function subtract([a, b]: readonly unknown[]): unknown {
  if (isNothing(a) || isNothing(b)) return null
  if (isNumber(a) && isNumber(b)) return combine(a, b, SUBTRACTION)
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (a instanceof Date && isNumber(b)) return dateAt(a.getTime() - Math.trunc(toNumber(b)))
  throw requestFailed("can't $subtract these types")
}

function multiply(values: readonly unknown[]): unknown {
  let result: unknown = 1
  for (const value of values) {
    if (isNothing(value)) return null
    if (!isNumber(value)) throw requestFailed('$multiply only supports numeric types')
    result = combine(result, value, MULTIPLICATION)
  }
  return result
}

/** Rounds at a decimal place. A double is seen as it is stored: 2.675 is a little less, 2.345 a little more. */
function atPlace(name: string, [value, at = 0]: readonly unknown[], rounding: Rounding): unknown {
  if (isNothing(value) || at === null) return null
  if (!isNumber(value) || !isNumber(at)) throw requestFailed(`${name} only supports numeric types`)
  const place = toNumber(at)
  if (!Number.isInteger(place) || place < MIN_PLACE || place > MAX_PLACE)
    throw requestFailed(`${name} requires a whole place between ${MIN_PLACE} and ${MAX_PLACE}`)
  const isWhole = tagOf(value) === 'Long' || Number.isInteger(value)
  if (isWhole && place >= 0) return value
  const number = typeof value === 'number' && !isWhole ? exactDecimal(value) : decimalOf(String(value))
  if (!number) return value
  const result = quantized(number, -place, rounding)
  if (isDecimal(value)) return toDecimal128(result)
  return isWhole ? wholeNumber(quantized(result, 0, 'zero').digits) : Number(`${result.digits}e${result.exponent}`)
}

function pow([base, exponent]: readonly unknown[]): unknown {
  if (isNothing(base) || isNothing(exponent)) return null
  if (!isNumber(base) || !isNumber(exponent)) throw requestFailed('$pow only supports numeric types')
  const [a, b] = [toNumber(base), toNumber(exponent)]
  if (a === 0 && b < 0) throw requestFailed('$pow cannot take a base of 0 and a negative exponent')
  const result = a ** b
  if (isDecimal(base) || isDecimal(exponent)) return asDecimal(result)
  const isWhole = Number.isInteger(a) && Number.isInteger(b) && b >= 0 && Math.abs(result) <= 2 ** 63
  return isWhole && !Number.isSafeInteger(result) ? wholeNumber(BigInt(a) ** BigInt(b)) : result
}

/** Arithmetic on numbers of all kinds, and on dates. */
export function arithmeticExpressions(evaluate: Evaluate): Operators {
  const placed = (name: string, rounding: Rounding): ExpressionOperator =>
    ofValues(evaluate, (values) => atPlace(name, values, rounding))
  const numeric = (name: string, of: (value: unknown) => unknown): ExpressionOperator =>
    ofValues(evaluate, ([value]) => {
      if (isNothing(value)) return null
      if (!isNumber(value)) throw requestFailed(`${name} only supports numeric types`)
      return of(value)
    })
  const real = (name: string, of: (value: number) => number, accept: (value: number) => boolean): ExpressionOperator =>
    numeric(name, (value) => {
      if (!accept(toNumber(value)) && !Number.isNaN(toNumber(value)))
        throw requestFailed(`${name}'s argument must be a ${name === '$sqrt' ? 'non-negative' : 'positive'} number`)
      const result = of(toNumber(value))
      return isDecimal(value) ? asDecimal(result) : result
    })
  const ofTwo = (name: string, operation: Operation): ExpressionOperator =>
    ofValues(evaluate, ([value, divisor]) => {
      if (isNothing(value) || isNothing(divisor)) return null
      if (!isNumber(value) || !isNumber(divisor)) throw requestFailed(`${name} only supports numeric types`)
      if (toNumber(divisor) === 0) throw requestFailed(`can't ${name} by zero`)
      return combine(value, divisor, operation)
    })
  const isPositive = (value: number): boolean => value > 0
  return {
    $abs: numeric('$abs', (value) => {
      if (typeof value === 'number') return Math.abs(value)
      const result = toNumber(value) < 0 ? combine(0, value, SUBTRACTION) : value
      if (typeof result === 'number' && !Number.isSafeInteger(result))
        throw requestFailed("can't take $abs of long long min")
      return result
    }),
    $add: ofValues(evaluate, add),
    $ceil: numeric('$ceil', (value) => atPlace('$ceil', [value], 'up')),
    $divide: ofTwo('$divide', DIVISION),
    $exp: real('$exp', Math.exp, () => true),
    $floor: numeric('$floor', (value) => atPlace('$floor', [value], 'down')),
    $ln: real('$ln', Math.log, isPositive),
    $log: ofValues(evaluate, ([value, base]) => {
      if (isNothing(value) || isNothing(base)) return null
      if (!isNumber(value) || !isNumber(base)) throw requestFailed('$log only supports numeric types')
      const [of, to] = [toNumber(value), toNumber(base)]
      if (of <= 0) throw requestFailed("$log's argument must be a positive number")
      if (to <= 0 || to === 1) throw requestFailed("$log's base must be a positive number not equal to 1")
      const result = Math.log(of) / Math.log(to)
      return isDecimal(value) || isDecimal(base) ? asDecimal(result) : result
    }),
    $log10: real('$log10', Math.log10, isPositive),
    $mod: ofTwo('$mod', MODULO),
    $multiply: ofValues(evaluate, multiply),
    $pow: ofValues(evaluate, pow),
    $round: placed('$round', 'even'),
    $sqrt: real('$sqrt', Math.sqrt, (value) => value >= 0),
    $subtract: ofValues(evaluate, subtract),
    $trunc: placed('$trunc', 'zero'),
  }
}
