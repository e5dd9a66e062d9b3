import { requestFailed } from '../errors'
import { ADDITION, combine, LONG_LIMIT, MULTIPLICATION } from './numbers'
import { tagOf, toNumber } from '../values'

/** What is before the point of a number, exactly; undefined beyond the range of 64-bit integers. */
export function integer64(value: unknown): bigint | undefined {
  const number = toNumber(value)
  if (!Number.isFinite(number)) return undefined
  const exact = tagOf(value) === 'Long' ? BigInt(String(value)) : BigInt(Math.trunc(number))
  return exact >= -LONG_LIMIT && exact < LONG_LIMIT ? exact : undefined
}

/** The same of a number that has nothing behind the point. */
export function whole64(value: unknown): bigint | undefined {
  return Number.isInteger(toNumber(value)) ? integer64(value) : undefined
}

/** What $inc and $mul make of two numbers. Whole ones stay within 64 bits, and have no negative zero. */
export function combined(operator: string, a: unknown, b: unknown): unknown {
  const result = combine(a, b, operator === '$inc' ? ADDITION : MULTIPLICATION)
  if (typeof result !== 'number' || whole64(a) === undefined || whole64(b) === undefined) return result
  // within 64 bits it would be exact
  if (!Number.isSafeInteger(result))
    throw requestFailed(`Failed to apply ${operator} operations to current value: the result is no 64-bit integer`)
  return result + 0
}
