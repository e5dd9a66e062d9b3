import { Decimal128, Long } from 'bson'
import { decimalOf, exactDecimal, product, quotient, sum, toDecimal128, type Decimal } from './decimal'
import { tagOf, toNumber } from '../values'

/** Arithmetic of MongoDB's kinds of numbers: whole ones of 64 bits, doubles and decimals. */

export const LONG_LIMIT = 2n ** 63n
/** Digits of a double that a decimal takes over. */
const DOUBLE_DIGITS = 15

export function isDecimal(value: unknown): boolean {
  return tagOf(value) === 'Decimal128'
}

function isWhole(value: unknown): boolean {
  return tagOf(value) === 'Long' || Number.isInteger(value)
}

/** A whole number as the store holds it: plain while that is exact, and a double beyond 64 bits. */
export function wholeNumber(value: bigint): number | Long {
  const number = Number(value)
  if (Number.isSafeInteger(number) || value < -LONG_LIMIT || value >= LONG_LIMIT) return number
  return Long.fromBigInt(value)
}

function exact(value: unknown): bigint {
  return typeof value === 'number' ? BigInt(value) : BigInt(String(value))
}

/** The text of a number, as MongoDB writes it: sixteen digits of a double. */
export function numberText(value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) && Math.abs(value) < Number(LONG_LIMIT)) return String(BigInt(value))
  const [digits, exponent] = value.toExponential(15).split('e') as [string, string]
  const size = Number(exponent)
  if (size >= -4 && size < 16) return String(Number(value.toPrecision(16)))
  const sign = size < 0 ? '-' : '+'
  return `${digits.replace(/\.?0+$/, '')}e${sign}${String(Math.abs(size)).padStart(2, '0')}`
}

/** Any number as a decimal. */
export function asDecimal(value: unknown): Decimal128 {
  if (isDecimal(value)) return value as Decimal128
  if (typeof value !== 'number' || Number.isInteger(value) || !Number.isFinite(value))
    return Decimal128.fromString(numberText(value))
  return Decimal128.fromString(value.toPrecision(DOUBLE_DIGITS))
}

/** One arithmetic operation on each kind of number. */
export interface Operation {
  readonly double: (a: number, b: number) => number
  /** missing where whole numbers give no whole number */
  readonly whole?: (a: bigint, b: bigint) => bigint
  readonly decimal: (a: Decimal, b: Decimal) => Decimal
}

/** Applies an operation to two numbers of any kind; the result is of the wider one. */
export function combine(a: unknown, b: unknown, { double, whole, decimal }: Operation): unknown {
  const result = double(toNumber(a), toNumber(b))
  if (isDecimal(a) || isDecimal(b)) {
    const left = decimalOf(String(asDecimal(a)))
    const right = decimalOf(String(asDecimal(b)))
    return left && right ? toDecimal128(decimal(left, right)) : Decimal128.fromString(String(result))
  }
  const isExact = typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(result)
  if (!whole || isExact || !isWhole(a) || !isWhole(b)) return result
  return wholeNumber(whole(exact(a), exact(b)))
}

export const ADDITION: Operation = { double: (a, b) => a + b, whole: (a, b) => a + b, decimal: sum }
export const MULTIPLICATION: Operation = { double: (a, b) => a * b, whole: (a, b) => a * b, decimal: product }
export const DIVISION: Operation = { double: (a, b) => a / b, decimal: quotient }

/** The sum of doubles with the error of each step carried along, as MongoDB has it: ten times 0.1 is 1. */
export function compensated(values: readonly number[]): number {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return Number.isFinite(total) ? total + lost : total
}

function totalOf(values: readonly unknown[]): unknown {
  if (values.every((value) => typeof value === 'number')) {
    const result = compensated(values as number[])
    if (Number.isSafeInteger(result) || !values.every(isWhole)) return result
  }
  return values.every(isWhole)
    ? values.reduce((one, other) => combine(one, other, ADDITION), 0)
    : compensated(values.map(toNumber))
}

/** The sum of numbers of any kinds. Decimals are added to the exact value of the others' sum. */
export function total(values: readonly unknown[]): unknown {
  if (!values.some(isDecimal)) return totalOf(values)
  const others = totalOf(values.filter((value) => !isDecimal(value)))
  const exactly = typeof others === 'number' ? exactDecimal(others) : undefined
  return values
    .filter(isDecimal)
    .reduce((one, other) => combine(one, other, ADDITION), exactly ? toDecimal128(exactly) : others)
}

/** The mean of numbers of any kinds; without any there is none. */
export function average(values: readonly unknown[]): unknown {
  return values.length === 0 ? null : combine(total(values), values.length, DIVISION)
}
