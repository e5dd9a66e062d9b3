/**
 * Times as people say them, in Shanghai whatever zone the phone is in. Plain UTC dates, shifted: China has no summer
 * time, and the plugin of dayjs that would do it is not in what WeChat packs.
 */
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR
/** so long "3天前" says more than a date */
const RECENT_DAYS = 7

const two = (number: number): string => String(number).padStart(2, '0')

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

function partsOf(ms: number): Parts {
  const date = new Date(ms + SHANGHAI)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}

const dayNumber = (ms: number): number => Math.floor((ms + SHANGHAI) / DAY)
/** First millisecond of the Shanghai day that holds `ms`. */
export const startOfDay = (ms: number): number => dayNumber(ms) * DAY - SHANGHAI

const timeText = ({ hour, minute }: Parts): string => `${two(hour)}:${two(minute)}`

function dateText(at: Parts, now: Parts): string {
  const date = `${at.month}月${at.day}日`
  return at.year === now.year ? date : `${at.year}年${date}`
}

/** 刚刚, 5分钟前, 今天 14:05, 昨天 09:10, 3天前, 11月3日, 2025年11月3日. A phone's clock that is behind says 刚刚. */
export function ago(at: number, now: number = Date.now()): string {
  const days = dayNumber(now) - dayNumber(at)
  if (at > now - MINUTE) return '刚刚'
  if (at > now - HOUR) return `${Math.floor((now - at) / MINUTE)}分钟前`
  if (days === 0) return `今天 ${timeText(partsOf(at))}`
  if (days === 1) return `昨天 ${timeText(partsOf(at))}`
  if (days < RECENT_DAYS) return `${days}天前`
  return dateText(partsOf(at), partsOf(now))
}

const NEAR_DAYS: { readonly [days: string]: string } = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }

/** A moment, before or after now: 今天 14:05, 明天 09:00, 11月3日 14:05. */
export function clockText(at: number, now: number = Date.now()): string {
  const day = NEAR_DAYS[String(dayNumber(at) - dayNumber(now))] ?? dateText(partsOf(at), partsOf(now))
  return `${day} ${timeText(partsOf(at))}`
}

/** 09:05 */
export const timeOf = (at: number): string => timeText(partsOf(at))

/** 11月3日; with the year where it is another. */
export const dayText = (at: number, now: number = Date.now()): string => dateText(partsOf(at), partsOf(now))

/** At least one of a unit: nothing is left of "0 分钟" to be done in. */
function lengthText(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.floor(ms / MINUTE))} 分钟`
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} 小时`
  return `${Math.floor(ms / DAY)} 天`
}

/** 还剩 5 小时, 已超时 2 小时; null when nothing is owed. */
export function dueText(dueAt: number | null, now: number = Date.now()): { text: string; late: boolean } | null {
  if (dueAt === null) return null
  const late = dueAt <= now
  return { text: `${late ? '已超时' : '还剩'} ${lengthText(Math.abs(dueAt - now))}`, late }
}
