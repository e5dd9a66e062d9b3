/** How many pieces to take: what that comes to, and what one has to be warned of. Pure. */
import { CRAFT_LIMITS, TAKE_WARNINGS, type BatchView, type TakeWarning } from '../../contract/crafts'
import { DAY, dayText } from '../../core/day'
import { yuan } from '../../core/money'

type Takeable = Pick<BatchView, 'hour' | 'price' | 'least' | 'most' | 'left' | 'deadline' | 'allowed' | 'trial'>

/** From the fewest to the most one may take now; null: none. */
export interface Range {
  min: number
  max: number
}

/** As far as the phone can tell: beginners get a few of a batch with a trial. */
export const isTrial = ({ trial, allowed }: Pick<BatchView, 'trial' | 'allowed'>): boolean =>
  trial && allowed.pieces > 0 && allowed.pieces <= CRAFT_LIMITS.trialPieces

export function rangeOf(view: Takeable): Range | null {
  const { least, most, left, allowed } = view
  const max = Math.min(allowed.pieces, left, most)
  if (max <= 0) return null
  // who is only trying may take one; and the last ones of a batch may be fewer than the least
  return { min: isTrial(view) ? 1 : Math.min(least, max), max }
}

const HOUR_MINUTES = 60
const WEEK_DAYS = 7

/** About so long: 20 分钟, 3 小时, 3.5 小时. */
export function lengthText(minutes: number): string {
  if (minutes < HOUR_MINUTES) return `${Math.max(1, Math.round(minutes))} 分钟`
  const hours = Math.round((minutes / HOUR_MINUTES) * 2) / 2
  return `${hours} 小时`
}

/** Days in which it can be done, today among them. */
export const daysUntil = (deadline: number, now: number): number => Math.max(1, Math.ceil((deadline - now) / DAY))

export interface Totals {
  money: string
  length: string
  perDay: string
  warnings: TakeWarning[]
}

export function totalsOf({ hour, price, deadline }: Takeable, pieces: number, now: number): Totals {
  const minutes = (pieces * hour.minutesPerPiece) / 10
  const days = daysUntil(deadline, now)
  const aDay = minutes / days
  const aWeek = aDay * Math.min(days, WEEK_DAYS)
  const isTooMuch: { readonly [W in TakeWarning]: boolean } = {
    day: aDay > CRAFT_LIMITS.minutesPerDay,
    week: aWeek > CRAFT_LIMITS.minutesPerWeek,
  }
  return {
    money: yuan(pieces * price),
    length: `一共约 ${lengthText(minutes)}`,
    perDay:
      days === 1 ? '今天就要做完' : `${dayText(deadline, now)}前做完，还有 ${days} 天，每天约 ${lengthText(aDay)}`,
    warnings: TAKE_WARNINGS.filter((warning) => isTooMuch[warning]),
  }
}
