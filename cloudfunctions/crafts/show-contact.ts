import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { digest } from '../kit/ids'
import { looks } from '../kit/looks'
import { members } from '../kit/members'
import { actorOf } from './claim-actor'
import { relationsTo } from './claim.rules'
import { loadClaim } from './claims.repo'

/** The worker's name and telephone, for the enterprise of an open claim. The look is written down before anything is shown. */
export async function showContact(
  { claim: id }: In<'crafts.contact'>,
  context: Context,
): Promise<Out<'crafts.contact'>> {
  const { requestId, now, member } = context
  const claim = found(await loadClaim(id))
  const relations = relationsTo(claim, actorOf(context))
  found(relations[0])
  if (!relations.includes('enterprise')) throw new AppError('FORBIDDEN')
  if (!claim.open) throw new AppError('NOT_NOW')
  await looks.insertOnce({
    _id: digest(`look ${id} ${requestId}`),
    person: claim.worker,
    at: now,
    by: [claim.enterpriseName, member?.name ?? ''].join(' ').trim(),
    role: 'enterprise',
    subject: id,
  })
  const person = await members.get(claim.worker, ['name', 'phone'])
  return { name: person?.name ?? null, phone: person?.phone ?? null }
}
