import type { In, Out } from '../../miniprogram/contract/api'
import { ESTATE_LIMITS } from '../../miniprogram/contract/estate'
import { DAY } from '../kit/clock'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { codeFrom, digest } from '../kit/ids'
import * as repo from './repo'
import { buildingsOf, grantProblem, isSameGrant, mayGrant, tidyGrant } from './rules'

/**
 * Makes a one-time code for a role. The code follows from the caller's secret openid and the requestId: a retried
 * call gives the same code, and no collection (not even the one of answers) holds it. Guessing is hopeless at 50
 * bits, so tries are not counted.
 */
export async function invitePerson(input: In<'estate.invite'>, context: Context): Promise<Out<'estate.invite'>> {
  const { openid, requestId, grants, now } = context
  const grant = tidyGrant(input.grant)
  if (!mayGrant(grants, grant.role)) throw new AppError('FORBIDDEN')
  const problem = grantProblem(grant, await repo.existingBuildings(buildingsOf(grant)))
  if (problem) throw new AppError('INVALID_INPUT', problem)

  // the first administrator may have left nothing yet, and the event names people by public id
  const me = context.member ?? (await repo.saveMe(context, () => ({})))
  const intent = `${openid} ${requestId}`
  const code = codeFrom(`invitation ${intent}`, ESTATE_LIMITS.codeCharacters)
  const expiresAt = await keep({
    _id: digest(code),
    grant,
    by: openid,
    used: null,
    expiresAt: now + ESTATE_LIMITS.invitationDays * DAY,
  })
  await repo.addGrantEvent({ _id: digest(`invited ${intent}`), at: now, what: 'invited', grant, by: me.id, who: null })
  return { code, expiresAt }
}

/** Until when it is good; the first call under a requestId says so for its retries. */
async function keep(invitation: repo.Invitation): Promise<number> {
  if (await repo.addInvitation(invitation)) return invitation.expiresAt
  const first = found(await repo.invitation(invitation._id))
  if (!isSameGrant(first.grant, invitation.grant)) throw new AppError('INVALID_INPUT', { requestId: 'used_before' })
  return first.expiresAt
}
