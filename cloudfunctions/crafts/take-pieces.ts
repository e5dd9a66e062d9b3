import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { isDuplicate } from '../kit/db'
import { AppError, found } from '../kit/errors'
import { newId } from '../kit/ids'
import { retried } from '../kit/retried'
import { movedView } from './claim-view.rules'
import * as repo from './claims.repo'
import type { ClaimDoc, Refused } from './model.rules'
import { decideTake, withoutTake, type Take, type Taken, type Taker } from './take.rules'

/** How often a take is tried anew when the same person takes twice at once. */
const TRIES = 3

/** Takes pieces of a batch: the claim, the pool and the sums are written together. A retried call finds its claim. */
export const takePieces = (input: In<'crafts.take'>, context: Context): Promise<Out<'crafts.take'>> =>
  retried(
    () => takeNow(input, context),
    () => takenBefore(context),
  )

async function takeNow(input: In<'crafts.take'>, context: Context): Promise<Out<'crafts.take'>> {
  const { openid, member } = context
  if (!member) throw new AppError('HOME_NEEDED')
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const offer = found(await repo.loadOffer(input.batch, openid))
      return taken(await take(offer, { openid, id: member.id }, input, context))
    } catch (error) {
      if (!isDuplicate(error)) throw error
      // this very call was made before; or the person's free seat was taken by another claim at the same time
      const earlier = await takenBefore(context)
      if (earlier) return earlier
    }
  }
  throw new AppError('BUSY')
}

async function take(
  { batch, product, isActive, card, openClaims }: repo.Offer,
  person: Pick<Taker, 'openid' | 'id'>,
  input: In<'crafts.take'>,
  { requestId, now }: Context,
): Promise<ClaimDoc> {
  const { price, pieces, warned = [] } = input
  const taker: Taker = { ...person, card, openClaims }
  const wanted: Take = { id: newId(now), requestId, now, price, pieces, warned, isActive, product }
  // most refusals show here already; at a rush they must not queue for the batch
  const { delta } = accept(decideTake(batch, taker, wanted))
  return repo.transact(async (transaction) => {
    const after = found(await repo.changeBatchIn(transaction, batch._id, person.id, delta))
    const { claim } = accept(decideTake(withoutTake(after, person.id, pieces), taker, wanted))
    await repo.insertClaimIn(transaction, claim)
    return claim
  })
}

function accept(result: Taken | Refused): Taken {
  if (!result.ok) throw new AppError(result.code, result.fields)
  return result
}

/** The answer of the first call with this requestId; null when there was none. */
async function takenBefore({ openid, requestId }: Context): Promise<Out<'crafts.take'> | null> {
  const earlier = await repo.findByRequest(openid, requestId)
  return earlier && taken(earlier)
}

function taken(claim: ClaimDoc): Out<'crafts.take'> {
  const [first] = claim.events
  if (!first) throw new Error(`claim ${claim._id} has no events`)
  return movedView(claim, first)
}
