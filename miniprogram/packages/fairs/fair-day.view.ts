/** When a fair is, as people say it. Pure. */
import { FAIR_KIND_NAMES, FAIR_LIMITS, type FairRow } from '../../contract/fairs'
import type { Tone } from '../../core/bars'
import { clockText, DAY, dayText, startOfDay, timeOf } from '../../core/day'
import { weekdayText } from '../../core/picker-days'
import { movedText, STATE_TEXTS, STATE_TONES } from './words'

const HOUR = 3_600_000
const MINUTE = 60_000
/** The desk checks in this long before the beginning. */
export const DOORS_MS = 2 * HOUR

/** 今天, 明天, 还有 5 天; '' : it is over. */
export function untilText({ opensAt, closesAt }: Pick<FairRow, 'opensAt' | 'closesAt'>, now: number): string {
  const days = Math.round((startOfDay(opensAt) - startOfDay(now)) / DAY)
  if (now >= closesAt) return ''
  if (now >= opensAt) return '正在办'
  return ['今天', '明天', '后天'][days] ?? `还有 ${days} 天`
}

/** 9:00–12:00 */
export const spanText = ({ opensAt, closesAt }: Pick<FairRow, 'opensAt' | 'closesAt'>): string =>
  `${timeOf(opensAt)}–${timeOf(closesAt)}`

/** When the timetable is made: 明天 20:00 */
export const arrangeText = ({ opensAt }: Pick<FairRow, 'opensAt'>, now: number): string =>
  clockText(startOfDay(opensAt) - (24 - FAIR_LIMITS.arrangeHour) * HOUR, now)

/** The desk and the booths work now. */
export const isLive = ({ state, opensAt, closesAt }: Pick<FairRow, 'state' | 'opensAt' | 'closesAt'>, now: number) =>
  state === 'arranged' && opensAt - DOORS_MS <= now && now < closesAt + DOORS_MS

export const canSignUp = ({ state, closesAt }: Pick<FairRow, 'state' | 'closesAt'>, now: number): boolean =>
  (state === 'planned' || state === 'arranged') && now < closesAt

/** 还有 12 分钟, 还有 1 小时 5 分钟, 到时间了 */
export function leftText(at: number, now: number): string {
  const minutes = Math.ceil((at - now) / MINUTE)
  if (minutes <= 0) return '到时间了'
  if (minutes < 60) return `还有 ${minutes} 分钟`
  const rest = minutes % 60
  if (minutes < 24 * 60) return `还有 ${Math.floor(minutes / 60)} 小时${rest > 0 ? ` ${rest} 分钟` : ''}`
  return `还有 ${Math.floor(minutes / (24 * 60))} 天`
}

/** What stands on top of every page about one fair. */
export interface FairHead {
  id: string
  /** 12月20日 */
  date: string
  /** 周日 */
  weekday: string
  until: string
  span: string
  kind: string
  theme: string
  place: string
  /** 12 家企业，35 人报名 */
  counts: string
  moved: string
  state: string
  tone: Tone
}

export function fairHead(row: FairRow, now: number): FairHead {
  const { id, kind, theme, place, opensAt, booked, signedUp, state } = row
  return {
    id,
    date: dayText(opensAt, now),
    weekday: weekdayText(opensAt, now).split(' ')[1] ?? '',
    until: state === 'cancelled' ? '' : untilText(row, now),
    span: spanText(row),
    kind: FAIR_KIND_NAMES[kind],
    theme,
    place,
    counts: countsText(booked, signedUp),
    moved: movedText(row, now),
    state: STATE_TEXTS[state],
    tone: STATE_TONES[state],
  }
}

function countsText(booked: number, signedUp: number): string {
  const firms = booked === 0 ? '还没有企业订展位' : `${booked} 家企业来`
  return signedUp === 0 ? firms : `${firms}，${signedUp} 人报名`
}
