import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { found } from '../kit/errors'
import { pictureViews } from '../kit/pictures'
import { actorOf } from './claim-actor'
import { claimCode } from './claim-code'
import { claimView } from './claim-view.rules'
import { relationsTo } from './claim.rules'
import * as repo from './claims.repo'
import { wageRow } from './wage-view.rules'

/** One claim as this person may see it; NOT_FOUND for everybody it does not concern. */
export async function getClaim({ id }: In<'crafts.claim'>, context: Context): Promise<Out<'crafts.claim'>> {
  const { member, now } = context
  const doc = found(await repo.loadClaim(id))
  const relations = relationsTo(doc, actorOf(context))
  found(relations[0])
  const isWorker = relations.includes('worker')
  const [counters, wages, pictures, worker] = await Promise.all([
    repo.countersOf(doc.batch),
    repo.wagesOf(id),
    pictureViews(doc.pictures),
    isWorker ? (member?.name ?? '') : repo.namesOf([doc.worker]).then((nameOf) => nameOf(doc.worker)),
  ])
  return claimView(doc, {
    relations,
    counters: found(counters),
    code: isWorker && doc.open ? claimCode(doc, now) : null,
    pictures,
    wages: wages.map((wage) => wageRow(wage, worker)),
    worker,
  })
}
