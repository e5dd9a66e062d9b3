import { decimalOf } from './decimal'

interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

/** A number of any kind as a quotient of whole numbers, which it always is unless it is infinite. */
function fractionOf(value: unknown): Fraction | undefined {
  if (typeof value !== 'number') {
    const found = decimalOf(String(value))
    if (!found) return undefined
    const { digits, exponent } = found
    return exponent < 0
      ? { top: digits, bottom: 10n ** BigInt(-exponent) }
      : { top: digits * 10n ** BigInt(exponent), bottom: 1n }
  }
  if (!Number.isFinite(value)) return undefined
  let whole = value
  let bottom = 1n
  for (; !Number.isInteger(whole); whole *= 2) bottom *= 2n
  return { top: BigInt(whole), bottom }
}

/** Compares two numbers of any kind that round to the same double, this one. */
export function compareExactly(a: unknown, b: unknown, double: number): number {
  const [p, q] = [fractionOf(a), fractionOf(b)]
  if (!p || !q) return (Number(!p) - Number(!q)) * Math.sign(double)
  const difference = p.top * q.bottom - q.top * p.bottom
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}
