import type { In } from '../../miniprogram/contract/api'
import type { Grant, Me } from '../../miniprogram/contract/estate'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { digest, tidyCode } from '../kit/ids'
import { grantsOf } from '../kit/members'
import { checkText, PROFILE } from '../kit/moderation'
import * as repo from './repo'
import { invitationFor, isPastRoleLimit, mayGrant, withGrant } from './rules'
import { meView } from './view'

/**
 * Takes a role with a one-time code. Three writes in this order: the code is marked as this person's, the role is
 * added, the event is written. A call that broke off goes on from where it was, and the event says that all is done:
 * a code used to the end gives nothing again, even after the role was revoked.
 */
export async function joinRole({ code, name }: In<'estate.join'>, context: Context): Promise<Me> {
  const { openid, member, now, log } = context
  const invitation = await repo.invitation(digest(tidyCode(code)))
  const state = invitationFor(invitation, openid, now)
  // unknown, used and expired answer alike
  if (!invitation || state === 'dead') throw new AppError('EXPIRED')
  const eventId = digest(`granted ${invitation._id}`)
  if (state === 'mine' && (await repo.hasGrantEvent(eventId))) return meView(openid, member, now)

  const { grant, by } = invitation
  const inviter = await repo.member(by)
  // a code is worth what its maker may give now
  if (!mayGrant(grantsOf(by, inviter), grant.role)) throw new AppError('EXPIRED')
  added(member?.grants ?? [], grant)
  await checkText(openid, name, 'name', log, PROFILE)

  if (state === 'open') await take(invitation._id, openid)
  const me = await repo.saveMe(context, ({ grants }) => ({ name, grants: added(grants, grant) }))
  await repo.addGrantEvent({ _id: eventId, at: now, what: 'granted', grant, by: inviter?.id ?? '', who: me.id })
  return meView(openid, me, now)
}

/** Of all who try at once one gets it; another call of the same person counts as that person. */
async function take(id: string, openid: string): Promise<void> {
  if (await repo.takeInvitation(id, openid)) return
  if ((await repo.invitation(id))?.used !== openid) throw new AppError('EXPIRED')
}

function added(grants: readonly Grant[], grant: Grant): Grant[] {
  const all = withGrant(grants, grant)
  if (isPastRoleLimit(all)) throw new AppError('LIMIT')
  return all
}
