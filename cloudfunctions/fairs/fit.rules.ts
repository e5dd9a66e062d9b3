/** How much it is worth that a seeker and a booth talk. */
import type { JobKind, Shift } from '../../miniprogram/contract/jobs'

/** What a booth offers: one entry a posting. */
export interface Offer {
  kind: JobKind
  shifts: readonly Shift[]
}

export interface Wishes {
  /** booths, the dearest first */
  wants: readonly string[]
  kinds: readonly JobKind[]
  shifts: readonly Shift[]
}

/** for the first booth that a person names, the second …; her own word counts more than what the card says */
const NAMED = [60, 52, 45, 39, 34] as const
/** a posting of a kind that she looks for, and at a time that suits her */
const KIND = 25
const SHIFT = 15

/** Whole, 0–100; 0: they have nothing to talk about. A booth that she did not name must have a posting of her kinds. */
export function fitOf(wishes: Wishes, booth: { id: string; offers: readonly Offer[] }): number {
  const shared = Math.max(0, ...booth.offers.map((offer) => overlap(wishes, offer)))
  const rank = wishes.wants.indexOf(booth.id)
  return (NAMED[rank] ?? 0) + shared
}

function overlap({ kinds, shifts }: Wishes, offer: Offer): number {
  if (!kinds.includes(offer.kind)) return 0
  const suits = offer.shifts.some((shift) => shift === 'free' || shifts.includes(shift)) || shifts.includes('free')
  return KIND + (suits ? SHIFT : 0)
}
