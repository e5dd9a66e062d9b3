/** The database behind cards, saved postings and suggestions. */
import type { SeekerCard } from '../../miniprogram/contract/job-applications'
import { Collection } from '../kit/db'
import { command } from '../kit/sdk'
import { ROW_FIELDS, type PostingDoc, type PostingRowDoc } from './posting-model.rules'
import { keyOf } from './search.rules'
import type { SeekerDoc } from './seeker-model.rules'

const seekers = new Collection<SeekerDoc>('seekers')
const postings = new Collection<PostingDoc>('postings')

const OFFER_FIELDS = [...ROW_FIELDS, 'hoursPerDay', 'daysPerWeek'] as const satisfies readonly (keyof PostingDoc)[]

/** A posting with what its pay comes to. */
export type OfferDoc = PostingRowDoc & Pick<PostingDoc, 'hoursPerDay' | 'daysPerWeek'>

export const loadSeeker = (openid: string): Promise<SeekerDoc | null> => seekers.get(openid)

/** False: there is one already. */
export const addSeeker = (doc: SeekerDoc): Promise<boolean> => seekers.insertOnce(doc)

/** False: it has changed since it was read. */
export const changeSeeker = ({ _id, version }: SeekerDoc, change: Partial<SeekerDoc>): Promise<boolean> =>
  seekers.updateIf({ _id, version }, { ...change, version: version + 1 })

export const removeSeeker = (openid: string): Promise<number> => seekers.removeAll({ _id: openid })

/** Open postings of these kinds, the newest first; and this one, open or not. Of enterprises in every state. */
export async function offersFor(
  kinds: SeekerCard['kinds'],
  limit: number,
  matched: string | null,
): Promise<{ offers: OfferDoc[]; matched: OfferDoc | null }> {
  const keys = kinds.map((kind) => keyOf({ kind }))
  const sort = [
    { field: 'publishedAt', order: 'desc' },
    { field: '_id', order: 'desc' },
  ] as const
  const [offers, one] = await Promise.all([
    postings.find({ keys: command.in(keys) }, { sort: [...sort], limit, fields: OFFER_FIELDS }),
    matched === null ? null : postings.get(matched, OFFER_FIELDS),
  ])
  return { offers, matched: one }
}
