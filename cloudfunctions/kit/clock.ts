/** Business time. Stored times are epoch milliseconds; days and hours are Shanghai's, which has no summer time. */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

// Shifted by hand: dayjs' utcOffset() is an hour off on days when the process' own zone changes to summer time.
const shanghai = (ms: number) => dayjs.utc(ms + SHANGHAI)

/** "2026-11-24" */
export const dayOf = (ms: number): string => shanghai(ms).format('YYYY-MM-DD')

/** "2026-11-24 08:05" */
export const minuteOf = (ms: number): string => shanghai(ms).format('YYYY-MM-DD HH:mm')

/** First millisecond of the Shanghai day that holds `ms`. */
export const startOfDay = (ms: number): number => shanghai(ms).startOf('day').valueOf() - SHANGHAI

/** The server's clock; the router reads it once a call. */
export const systemNow = (): number => Date.now()
