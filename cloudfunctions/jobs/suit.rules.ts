/** How well a posting suits a card. It can be switched off, and each answer comes with its reasons (PIPL §24). */
import type { SeekerCard, SuitReason } from '../../miniprogram/contract/job-applications'
import type { JobKind, Shift } from '../../miniprogram/contract/jobs'

/** What of a posting a card is held against. */
export interface Offer {
  kind: JobKind
  shifts: readonly Shift[]
  /** fen a month at its hours, lowest and highest */
  month: { from: number; to: number }
  /** one way, from the estate's gate */
  minutes: number
}

export type Wishes = Pick<SeekerCard, 'kinds' | 'shifts' | 'want' | 'minutes'>

export interface Suit {
  /** 0–100, whole */
  score: number
  /** one for each of kind, shift, pay and way */
  reasons: SuitReason[]
}

/** From this score on a posting suits: right kind and hours, and something of pay and way as well. */
export const SUITS = 50

/** They make 100. Kind and hours alone do not make it suit. */
const POINTS = { kind: 25, shift: 20, pay: 30, near: 25 } as const
/** of the points for the way, for one just as long as it may be; the rest is for what is nearer */
const NEAR_ENOUGH = 15
/** share of the wanted pay that counts nothing */
const NO_PAY = 0.6

const share = (part: number): number => Math.min(1, Math.max(0, part))

/** Does one of the shifts fit? Where one chooses the time oneself, it always does. */
export const fitsShift = (own: readonly Shift[], offered: readonly Shift[]): boolean =>
  offered.some((shift) => shift === 'free' || own.includes(shift))

/** Middle of what is paid, between a share of what is wanted that counts nothing and the whole of it. */
function payPoints({ want }: Wishes, { month }: Offer): number {
  const middle = (month.from + month.to) / 2
  return POINTS.pay * share((middle / want - NO_PAY) / (1 - NO_PAY))
}

/** Nearer is better; beyond what one would go it falls to nothing at twice the way. */
function nearPoints({ minutes: most }: Wishes, { minutes }: Offer): number {
  const part = minutes / most
  if (part <= 1) return NEAR_ENOUGH + (POINTS.near - NEAR_ENOUGH) * (1 - part)
  return NEAR_ENOUGH * share(2 - part)
}

/** The score alone, for the match that asks for millions. Another kind of work or other hours never suit. */
export function scoreOf(wishes: Wishes, offer: Offer): number {
  const isKind = wishes.kinds.includes(offer.kind)
  const isShift = fitsShift(wishes.shifts, offer.shifts)
  const points =
    (isKind ? POINTS.kind : 0) + (isShift ? POINTS.shift : 0) + payPoints(wishes, offer) + nearPoints(wishes, offer)
  return isKind && isShift ? Math.round(points) : Math.min(SUITS - 1, Math.round(points))
}

export function suitOf(wishes: Wishes, offer: Offer): Suit {
  return {
    score: scoreOf(wishes, offer),
    reasons: [
      wishes.kinds.includes(offer.kind) ? 'kind_yes' : 'kind_no',
      fitsShift(wishes.shifts, offer.shifts) ? 'shift_yes' : 'shift_no',
      offer.month.to >= wishes.want ? 'pay_yes' : 'pay_no',
      offer.minutes <= wishes.minutes ? 'near_yes' : 'near_no',
    ],
  }
}
