import { craftMessageFor, tell } from '../kit/messages'
import { newsForEnterprise, newsForWorker } from './claim-news.rules'
import type { ClaimDoc, EventDoc } from './model.rules'
import { notePace } from './pace.repo'
import { tellEnterprise } from './tell-enterprise'

/** What follows from an event that is written already; safe to repeat. */
export async function applyEffects<C extends { claim: ClaimDoc; event: EventDoc }>(committed: C): Promise<C> {
  const { claim, event } = committed
  await Promise.all([tellWorker(claim, event), tellOthers(claim, event), tellPace(claim, event)])
  return committed
}

async function tellWorker(claim: ClaimDoc, event: EventDoc): Promise<void> {
  const news = newsForWorker(claim, event)
  if (news) await tell([craftMessageFor(claim.worker, news)])
}

async function tellOthers(claim: ClaimDoc, event: EventDoc): Promise<void> {
  const news = newsForEnterprise(claim, event)
  if (news) await tellEnterprise(claim.enterprise, news)
}

/** A hand-in says how long pieces take; it is kept outside the ledgers. */
async function tellPace(claim: ClaimDoc, { no, pieces, worked }: EventDoc): Promise<void> {
  if (pieces === undefined || worked === undefined) return
  await notePace(claim, { of: `${claim._id}.${no}`, pieces, minutes: worked })
}
