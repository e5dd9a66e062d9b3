import { monthOf } from './pay.rules'
import type { PostingDoc } from './posting-model.rules'
import type { Offer } from './suit.rules'

/** A posting as a card is held against it. */
export const offerOf = (
  doc: Pick<PostingDoc, 'kind' | 'shifts' | 'pay' | 'hoursPerDay' | 'daysPerWeek' | 'way'>,
): Offer => ({ kind: doc.kind, shifts: doc.shifts, month: monthOf(doc), minutes: doc.way.minutes })
