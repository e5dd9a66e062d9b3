/** digits · 10^exponent */
export interface Scaled {
  readonly digits: bigint
  readonly exponent: number
}

/** The value that a decimal text such as "1.50" or "-2E+7" names. */
export function scaledOf(text: string): Scaled {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e') as [string, string?]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

/** A number of any kind as a quotient of whole numbers, which it always is unless it is infinite. */
function fractionOf(value: unknown): Fraction | undefined {
  if (!Number.isFinite(value) && /^-?Inf/.test(String(value))) return undefined
  if (typeof value !== 'number') {
    const { digits, exponent } = scaledOf(String(value))
    return exponent < 0
      ? { top: digits, bottom: 10n ** BigInt(-exponent) }
      : { top: digits * 10n ** BigInt(exponent), bottom: 1n }
  }
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
