import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { digest } from '../kit/ids'
import { looks } from '../kit/looks'
import { actorOf } from './application-actor'
import { CALL_STATES, relationsTo } from './application.rules'
import { contactOf, loadWithEnterprise } from './applications.repo'
import { isHiring } from './hiring-enterprise'

/**
 * The person's name and telephone, for the enterprise that invited or hired, while the consent lasts. The look is
 * written down before anything is shown.
 */
export async function showContact(
  { application: id }: In<'jobs.contact'>,
  context: Context,
): Promise<Out<'jobs.contact'>> {
  const { requestId, now, member } = context
  const { application, enterprise } = found(await loadWithEnterprise(id))
  const relations = relationsTo(application, actorOf(context))
  found(relations[0])
  if (!relations.includes('enterprise')) throw new AppError('FORBIDDEN')
  const { state, shared, seeker } = application
  const isInside = CALL_STATES.includes(state) && shared !== null && isHiring(enterprise)
  if (!isInside || seeker === null) throw new AppError('NOT_NOW')
  await looks.insertOnce({
    _id: digest(`look ${id} ${requestId}`),
    person: seeker,
    at: now,
    by: [application.enterpriseName, member?.name ?? ''].join(' ').trim(),
    role: 'employer',
    subject: id,
  })
  return contactOf(seeker)
}
