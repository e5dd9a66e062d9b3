/** What the pages of those who do piece-work and of those who give it out say alike. */
import { CRAFT_LIMITS, type Needs, type Product } from '../contract/crafts'
import { settingOn } from '../contract/dated-settings'
import { dayOf, monthOf, monthsFrom, monthText } from './month'

const TENTHS = 10
const SECONDS_PER_TENTH = 6

/** 6 分钟, 6.5 分钟, 30 秒; from tenths of a minute */
export function minutesText(tenths: number): string {
  if (tenths < TENTHS) return `${tenths * SECONDS_PER_TENTH} 秒`
  const minutes = tenths / TENTHS
  return `${Number.isInteger(minutes) ? minutes : minutes.toFixed(1)} 分钟`
}

/** What an hour of this work brings at this pace, fen. */
export const fenPerHour = (price: number, tenths: number): number => Math.floor((price * 60 * TENTHS) / tenths)

/** The hourly minimum that holds now, with where it is written; null: none is known. */
export function minimumOn(now: number): { fen: number; source: string } | null {
  const setting = settingOn('hourlyMinimum', dayOf(now))
  return setting ? { fen: setting.value, source: setting.source } : null
}

/** What a product shows to those who make it; also while it is still being written. */
export type ShownProduct = Pick<Product, 'pictures' | 'steps' | 'standard' | 'video' | 'needs'>

/** What a product calls for, as one reads it; "none of it" is said too. */
export function needTexts({ sewing, lifting, stairs, unsafeForChildren }: Needs): string[] {
  const texts = [
    sewing ? '要会缝纫' : '',
    lifting ? '取料要搬 5 公斤以上' : '',
    stairs ? '取料要爬楼，没有电梯' : '',
    unsafeForChildren ? '有针、胶水或小零件，别让小孩碰' : '',
  ].filter((text) => text !== '')
  return texts.length > 0 ? texts : ['不用缝纫，不用搬重东西，不用爬楼']
}

export interface MonthChoice {
  month: string
  text: string
}

/** The months one can look at, this one first. */
export function monthChoices(now: number): MonthChoice[] {
  const newest = monthOf(now)
  return Array.from({ length: CRAFT_LIMITS.monthsBack }, (_, back) => {
    const month = monthsFrom(newest, -back)
    return { month, text: monthText(month, now) }
  })
}
