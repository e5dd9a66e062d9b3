/** Months in Shanghai (UTC+8, no summer time), as the server and the pickers write them. */
const SHANGHAI = 8 * 3_600_000
const MONTHS = 12

/** 2026-11-24 */
export const dayOf = (at: number): string => new Date(at + SHANGHAI).toISOString().slice(0, 10)

/** 2026-11 */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7)

/** The month so many before or after another: monthsFrom("2026-01", -1) is "2025-12". */
export function monthsFrom(month: string, count: number): string {
  const [year = 0, no = 1] = month.split('-').map(Number)
  const months = year * MONTHS + no - 1 + count
  return `${Math.floor(months / MONTHS)}-${String((months % MONTHS) + 1).padStart(2, '0')}`
}

/** 11月; with the year where it is another. */
export function monthText(month: string, now: number): string {
  const [year = 0, no = 1] = month.split('-').map(Number)
  return `${month.slice(0, 4) === monthOf(now).slice(0, 4) ? '' : `${year}年`}${no}月`
}
