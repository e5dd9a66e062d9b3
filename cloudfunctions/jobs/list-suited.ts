import type { Out } from '../../miniprogram/contract/api'
import type { SeekerCard, SuitedRow } from '../../miniprogram/contract/job-applications'
import { actsFor } from '../kit/enterprises'
import type { Context } from '../kit/context'
import { postingsOf } from './applications.repo'
import { offerOf } from './offer.rules'
import { postingRow } from './posting-view.rules'
import { activeAmong } from './postings.repo'
import { isOpenAt } from './posting.rules'
import { loadSeeker, offersFor, type OfferDoc } from './seekers.repo'
import { SUITS, suitOf } from './suit.rules'

/** newest postings of the card's kinds that are looked at */
const LOOKED_AT = 60
const SHOWN = 20

/** Open postings that suit the card, last night's match first, then the best; none that the person has applied for. */
export async function listSuited(_input: unknown, context: Context): Promise<Out<'jobs.suited'>> {
  const { openid, now } = context
  const seeker = await loadSeeker(openid)
  const card = seeker?.card
  if (!card) return { rows: [], blind: 'no_card' }
  if (!card.match) return { rows: [], blind: 'off' }
  const wanted = seeker?.matched?.posting ?? null
  const [{ offers, matched }, applied] = await Promise.all([
    offersFor(card.kinds, LOOKED_AT, wanted),
    postingsOf(openid),
  ])
  const all = matched && offers.every(({ _id }) => _id !== matched._id) ? [...offers, matched] : offers
  const active = await activeAmong(all.map(({ enterprise }) => enterprise))
  const rows = all
    .filter((doc) => isOpenAt(doc, now) && active.has(doc.enterprise) && !actsFor(context, doc.enterprise))
    .filter(({ _id }) => !applied.includes(_id))
    .map((doc) => suitedRow(doc, card, wanted))
    .filter(({ score, matched: isMatched }) => isMatched || score >= SUITS)
  return { rows: rows.sort(byWorth).slice(0, SHOWN), blind: null }
}

const suitedRow = (doc: OfferDoc, card: SeekerCard, wanted: string | null): SuitedRow => ({
  ...postingRow(doc),
  ...suitOf(card, offerOf(doc)),
  matched: doc._id === wanted,
})

/** Newer ones come first already, and stay so where the score is the same. */
const byWorth = (a: SuitedRow, b: SuitedRow): number => Number(b.matched) - Number(a.matched) || b.score - a.score
