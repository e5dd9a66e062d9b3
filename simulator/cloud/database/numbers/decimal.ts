import { Decimal128 } from 'bson'

/** A number as digits × 10^exponent. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

export type Rounding = 'even' | 'zero' | 'up' | 'down'

/** As many digits as a Decimal128 holds. */
const PRECISION = 34
const LEAST_EXPONENT = -6176
const GREATEST_EXPONENT = 6111

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

/** The value that a text names, "1.50" or "-2E+7"; undefined for NaN and infinity. */
export function decimalOf(text: string): Decimal | undefined {
  const found = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text)
  if (!found) return undefined
  const [, sign, whole = '', rest = '', exponent = '0'] = found
  return { digits: BigInt(`${sign}${whole}${rest}`), exponent: Number(exponent) - rest.length }
}

/** A double as it is stored, not as it is written; undefined for NaN and infinity. */
export function exactDecimal(value: number): Decimal | undefined {
  const found = decimalOf(value.toPrecision(PRECISION))
  return found && shortened(found, 0)
}

/** Divides whole numbers, rounding what is left over. */
function divided(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor
  const rest = dividend % divisor
  if (rest === 0n) return quotient
  const sign = rest < 0n === divisor < 0n ? 1n : -1n
  const size = (value: bigint): bigint => (value < 0n ? -value : value)
  const half = size(rest) * 2n - size(divisor)
  const away =
    rounding === 'even'
      ? half > 0n || (half === 0n && quotient % 2n !== 0n)
      : rounding === 'up'
        ? sign > 0n
        : rounding === 'down' && sign < 0n
  return away ? quotient + sign : quotient
}

/** The same value with no digit below 10^exponent. */
export function quantized({ digits, exponent }: Decimal, to: number, rounding: Rounding): Decimal {
  if (to <= exponent) return { digits: digits * power(exponent - to), exponent: to }
  return { digits: divided(digits, power(to - exponent), rounding), exponent: to }
}

export function sum(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { digits: quantized(a, exponent, 'zero').digits + quantized(b, exponent, 'zero').digits, exponent }
}

export function negated({ digits, exponent }: Decimal): Decimal {
  return { digits: -digits, exponent }
}

export function product(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent }
}

export function quotient(a: Decimal, b: Decimal): Decimal {
  const shift = PRECISION + String(b.digits).length
  const digits = divided(a.digits * power(shift), b.digits, 'even')
  return shortened({ digits, exponent: a.exponent - b.exponent - shift }, a.exponent - b.exponent)
}

export function remainder(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { digits: quantized(a, exponent, 'zero').digits % quantized(b, exponent, 'zero').digits, exponent }
}

/** Without zeros at the end, down to a place. */
function shortened({ digits, exponent }: Decimal, upTo: number): Decimal {
  let value = digits
  let at = exponent
  while (at < upTo && value % 10n === 0n) {
    value /= 10n
    at++
  }
  return { digits: value, exponent: at }
}

function length(digits: bigint): number {
  return String(digits).replace('-', '').length
}

/** As a BSON value, rounded to the digits that it can hold; infinite beyond them. */
export function toDecimal128(value: Decimal): Decimal128 {
  const place = Math.max(value.exponent + length(value.digits) - PRECISION, value.exponent, LEAST_EXPONENT)
  const rounded = value.exponent < place ? quantized(value, place, 'even') : value
  const { digits, exponent } = quantized(rounded, Math.min(rounded.exponent, GREATEST_EXPONENT), 'zero')
  if (length(digits) > PRECISION) return Decimal128.fromString(digits < 0n ? '-Infinity' : 'Infinity')
  return Decimal128.fromString(`${digits}E${exponent}`)
}
