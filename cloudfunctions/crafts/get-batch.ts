import type { In, Out } from '../../miniprogram/contract/api'
import { settingOn } from '../../miniprogram/contract/dated-settings'
import { dayOf } from '../kit/clock'
import type { Context } from '../kit/context'
import { actsFor } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { hasRole } from '../kit/members'
import { takeLimit } from './batch.rules'
import type { BatchDoc } from './model.rules'
import { showProducts } from './show-products'
import { batchRow } from './trade-view.rules'
import * as repo from './trade.repo'

/** One batch with all that helps to decide: honest hour, steps, record of the enterprise, and how much one may take. */
export async function getBatch({ id }: In<'crafts.batch'>, context: Context): Promise<Out<'crafts.batch'>> {
  const { openid, member, now } = context
  const doc = found(await repo.loadBatch(id))
  const isInsider = hasRole(context.grants, 'staff') || actsFor(context, doc.enterprise)
  if (!isPublic(doc) && !isInsider) throw new AppError('NOT_FOUND')

  const [product, enterprise, card, inHand] = await Promise.all([
    repo.loadProduct(doc.product),
    repo.loadEnterprise(doc.enterprise),
    repo.loadCrafter(openid),
    repo.claimsInHand(openid),
  ])
  const [shown] = await showProducts([found(product)])
  const { state, record } = found(enterprise)
  const person = { id: member?.id ?? null, card }
  const { pieces, why } = takeLimit(doc, { ...person, openClaims: inHand.length }, state === 'active', now)
  const { materials, fetch, giveBack, trial, claimedMinutes, prices, reason, sums, version } = doc
  return {
    ...batchRow(doc, found(product), { ...person, now }),
    version,
    product: found(shown),
    materials,
    fetch,
    giveBack,
    trial,
    claimedMinutes,
    prices,
    reason: isInsider ? reason : null,
    record,
    allowed: { pieces, why },
    myClaim: inHand.find(({ batch }) => batch === id)?.claim ?? null,
    minimum: minimumOn(dayOf(now)),
    sums: isInsider ? sums : null,
  }
}

/** Until the staff have let it in, a batch is the enterprise's own. */
const isPublic = ({ state }: BatchDoc) => state === 'open' || state === 'stopped'

function minimumOn(day: string): Out<'crafts.batch'>['minimum'] {
  const setting = settingOn('hourlyMinimum', day)
  return setting ? { fen: setting.value, from: setting.from, source: setting.source } : null
}
