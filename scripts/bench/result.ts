/** What the bench measures, with its bars. */
export interface Bar {
  /** what is compared, in words */
  what: string
  value: number
  /** at most / at least */
  limit: { most: number } | { least: number }
}

export const isShort = ({ value, limit }: Bar): boolean =>
  // a figure that could not be had falls short as well
  Number.isNaN(value) || ('most' in limit ? value > limit.most : value < limit.least)

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? upper)) / 2 : upper
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
