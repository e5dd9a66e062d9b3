import { requestFailed } from './errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { equal, isNumber, toNumber } from './values'

/** A decimal place: MongoDB allows this many to either side of the point. */
const MAX_PLACE = 100
const MIN_PLACE = -20

/** Half of a decimal place goes to the even neighbour, seen in decimal digits as people write them. */
function halfEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  if (rest !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}

/** Moves the point without the error that a multiplication by a power of ten would bring. */
function moved(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e') as [string, string?]
  return Number(`${digits}e${Number(exponent) + places}`)
}

function atPlace(name: string, values: readonly unknown[], round: (value: number) => number): number | null {
  const [value, place = 0] = values
  if (value === null || value === undefined || place === null) return null
  if (!isNumber(value) || !isNumber(place)) throw requestFailed(`${name} only supports numeric types`)
  const digits = toNumber(place)
  if (!Number.isInteger(digits) || digits < MIN_PLACE || digits > MAX_PLACE)
    throw requestFailed(`${name} requires a place between ${MIN_PLACE} and ${MAX_PLACE}`)
  const number = toNumber(value)
  return Number.isFinite(number) ? moved(round(moved(number, digits)), -digits) : number
}

/** $round and $trunc with or without a decimal place, and $indexOfArray. */
export function arithmeticExpressions(evaluate: Evaluate): Operators {
  const operands = (doc: unknown, argument: unknown, options: unknown): unknown[] =>
    (Array.isArray(argument) ? (argument as unknown[]) : [argument]).map((item) => evaluate(doc, item, options))
  const placed = (name: string, round: (value: number) => number): ExpressionOperator => {
    return (doc, argument, options) => atPlace(name, operands(doc, argument, options), round)
  }
  const logarithm = (name: string, of: (value: number) => number): ExpressionOperator => {
    return (doc, argument, options) => {
      const [value] = operands(doc, argument, options)
      if (value === null || value === undefined) return null
      if (!isNumber(value)) throw requestFailed(`${name} only supports numeric types`)
      if (toNumber(value) <= 0) throw requestFailed(`${name}'s argument must be a positive number`)
      return of(toNumber(value))
    }
  }
  return {
    $ln: logarithm('$ln', Math.log),
    $log10: logarithm('$log10', Math.log10),
    $mod: (doc, argument, options) => {
      const [value, divisor] = operands(doc, argument, options)
      if ([value, divisor].some((one) => one === null || one === undefined)) return null
      if (!isNumber(value) || !isNumber(divisor)) throw requestFailed('$mod only supports numeric types')
      if (toNumber(divisor) === 0) throw requestFailed("can't $mod by zero")
      return toNumber(value) % toNumber(divisor)
    },
    $round: placed('$round', halfEven),
    $trunc: placed('$trunc', Math.trunc),
    $indexOfArray: (doc, argument, options) => {
      const [items, wanted, start = 0, end] = operands(doc, argument, options)
      if (items === null || items === undefined) return null
      if (!Array.isArray(items)) throw requestFailed('$indexOfArray requires an array as a first argument')
      const from = toNumber(start)
      const to = end === undefined ? items.length : toNumber(end)
      return (items as unknown[]).findIndex((item, at) => at >= from && at < to && equal(item, wanted))
    },
  }
}
