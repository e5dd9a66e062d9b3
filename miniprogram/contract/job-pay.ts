/** What pay at these hours comes to: said while it is being written, shown to everybody, and judged by the gate. */
import type { PostingInput } from './jobs'

/** 21.75 paid days a month at five a week (劳社部发〔2008〕3号): 4.35 weeks. In hundredths, so that it stays exact. */
const WEEKS_PER_MONTH = 435
const HUNDRED = 100
/** Hours a week from which work is full-time, and a month's pay is held against the minimum of the month. */
const FULL_TIME = 40

export type PayOffer = Pick<PostingInput, 'pay' | 'hoursPerDay' | 'daysPerWeek'>

export const isFullTime = ({ hoursPerDay, daysPerWeek }: Omit<PayOffer, 'pay'>): boolean =>
  hoursPerDay * daysPerWeek >= FULL_TIME

/** Fen a month, lowest and highest, and the hour's worth of the lowest; rounded down, for it is a promise. */
export function monthOf({ pay, hoursPerDay, daysPerWeek }: PayOffer): { from: number; to: number; hour: number } {
  // hundredths of a day; hours are whole or half ones, so the products are exact
  const days = daysPerWeek * WEEKS_PER_MONTH
  const units = { month: HUNDRED, day: days, hour: days * hoursPerDay }[pay.unit]
  const hours = { month: days * hoursPerDay, day: HUNDRED * hoursPerDay, hour: HUNDRED }[pay.unit]
  return {
    from: Math.floor((pay.from * units) / HUNDRED),
    to: Math.floor((pay.to * units) / HUNDRED),
    hour: Math.floor((pay.from * HUNDRED) / hours),
  }
}

/** The least lawful pay a unit, fen: full-time work by the month has a minimum of its own, all else goes by its hours. */
export function leastPay(offer: PayOffer, { hourly, monthly }: { hourly: number; monthly: number }): number {
  const { unit } = offer.pay
  if (unit === 'hour') return hourly
  if (unit === 'day') return hourly * offer.hoursPerDay
  return isFullTime(offer) ? monthly : monthOf({ ...offer, pay: { from: hourly, to: hourly, unit: 'hour' } }).from
}
