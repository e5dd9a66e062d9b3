import { Decimal128, Long } from 'bson'
import { requestFailed } from './errors'
import { scaledOf, type Scaled } from './fractions'
import { tagOf, toNumber } from './values'

const LONG_LIMIT = 2n ** 63n

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

/** A plain number where it is exact, a Long beyond. */
export function fromInteger(value: bigint): unknown {
  return Number.isSafeInteger(Number(value)) ? Number(value) : Long.fromBigInt(value)
}

/** Digits of a Decimal128, and how many of a double MongoDB takes into one. */
const DECIMAL_DIGITS = 34
const DOUBLE_DIGITS = 15

function scaled(value: unknown): Scaled {
  return scaledOf(
    typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(DOUBLE_DIGITS) : String(value),
  )
}

/** Half of the last digit kept goes to the even neighbour. */
function rounded({ digits, exponent }: Scaled): Scaled {
  const length = String(digits).replace('-', '').length
  if (length <= DECIMAL_DIGITS) return { digits, exponent }
  const cut = length - DECIMAL_DIGITS
  const unit = 10n ** BigInt(cut)
  const size = digits < 0n ? -digits : digits
  const below = size / unit
  const twice = (size % unit) * 2n
  const kept = twice > unit || (twice === unit && below % 2n === 1n) ? below + 1n : below
  return rounded({ digits: digits < 0n ? -kept : kept, exponent: exponent + cut })
}

function combinedDecimals(operator: string, a: unknown, b: unknown): unknown {
  const [x, y] = [toNumber(a), toNumber(b)]
  if (!Number.isFinite(x) || !Number.isFinite(y))
    return Decimal128.fromString(String(operator === '$inc' ? x + y : x * y))
  const [p, q] = [scaled(a), scaled(b)]
  const exponent = operator === '$inc' ? Math.min(p.exponent, q.exponent) : p.exponent + q.exponent
  const lifted = ({ digits, exponent: own }: Scaled): bigint => digits * 10n ** BigInt(own - exponent)
  const digits = operator === '$inc' ? lifted(p) + lifted(q) : p.digits * q.digits
  const result = rounded({ digits, exponent })
  return Decimal128.fromString(`${result.digits}E${result.exponent}`)
}

/** Sum or product: whole numbers beyond those that a double holds are kept exact, as 64-bit integers. */
export function combined(operator: string, a: unknown, b: unknown): unknown {
  if (tagOf(a) === 'Decimal128' || tagOf(b) === 'Decimal128') return combinedDecimals(operator, a, b)
  const [x, y] = [toNumber(a), toNumber(b)]
  const result = operator === '$inc' ? x + y : x * y
  const isLarge = tagOf(a) === 'Long' || tagOf(b) === 'Long' || !Number.isSafeInteger(result)
  const [p, q] = [whole64(a), whole64(b)]
  if (p === undefined || q === undefined) return result
  // whole numbers have no negative zero
  if (!isLarge) return result + 0
  const exact = operator === '$inc' ? p + q : p * q
  if (exact >= LONG_LIMIT || exact < -LONG_LIMIT)
    throw requestFailed(`Failed to apply ${operator} operations to current value: the result is no 64-bit integer`)
  return fromInteger(exact)
}
