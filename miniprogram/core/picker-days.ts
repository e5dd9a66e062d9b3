/** Days as date pickers take and give them, in Shanghai (UTC+8, no summer time), whatever zone the phone is in. */
import { DAY, dayText, startOfDay } from './day'

const SHANGHAI_MS = 8 * 3_600_000

export const endOfDay = (at: number): number => startOfDay(at) + DAY

/** 2026-11-24 */
export const dayOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 10)

/** Start of the day a date picker gave. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

const WEEKDAYS = '日一二三四五六'

/** 11月24日 周二, with the year when it is another one */
export function weekdayText(at: number, now: number): string {
  const weekday = new Date(at + SHANGHAI_MS).getUTCDay()
  return `${dayText(at, now)} 周${WEEKDAYS.charAt(weekday)}`
}
