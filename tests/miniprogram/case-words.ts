/** What tests of the pages of cases share. */

export const NOW = Date.UTC(2026, 2, 10, 4)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const home = { building: 'A18', unit: 1, floor: 3, room: 2 }

/** Every word in a value that a page draws. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
