/** A person's card and saved postings, without looking anything up. */
import type { SeekerCard } from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { refused, type Refused } from '../../miniprogram/contract/errors'
import type { SeekerDoc } from './seeker-model.rules'

export const newSeeker = (openid: string, now: number): SeekerDoc => ({
  _id: openid,
  card: null,
  adultSeenAt: null,
  since: now,
  saved: [],
  matched: null,
  version: 1,
})

/** The person with a card; with suggestions off nothing of the last match stays. */
export function withCard(
  doc: SeekerDoc,
  card: SeekerCard,
  now: number,
): Pick<SeekerDoc, 'card' | 'adultSeenAt' | 'since' | 'matched'> {
  return {
    card,
    adultSeenAt: doc.adultSeenAt ?? now,
    since: doc.card ? doc.since : now,
    matched: card.match ? doc.matched : null,
  }
}

/** The saved ids with this one, or without it. `isThere`: of the others, those that are gone make room when it is full. */
export function savedWith(
  saved: readonly string[],
  posting: string,
  isSaved: boolean,
  isThere: (id: string) => boolean = () => true,
): string[] | Refused {
  const others = saved.filter((id) => id !== posting)
  if (!isSaved) return others
  if (saved.includes(posting)) return [...saved]
  const kept = others.length < JOB_LIMITS.saved ? others : others.filter(isThere)
  return kept.length < JOB_LIMITS.saved ? [...kept, posting] : refused('LIMIT')
}
