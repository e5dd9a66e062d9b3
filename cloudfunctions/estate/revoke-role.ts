import type { In, Out } from '../../miniprogram/contract/api'
import type { Grant } from '../../miniprogram/contract/estate'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { digest } from '../kit/ids'
import type { Member } from '../kit/members'
import { leaveAt } from '../kit/me-view'
import * as repo from './repo'
import { hasGrant, mayGrant, servesCluster, tidyGrant, withGrant, withoutGrant } from './rules'

/**
 * Takes a role from a person; from one who does not hold it there is nothing to take. The event goes first, so no role
 * disappears without one. It is named by the request and the person's version: a retry after a crash finds it, a
 * requestId that is used again for another change does not.
 */
export async function revokeRole(input: In<'estate.revoke'>, context: Context): Promise<Out<'estate.revoke'>> {
  const { openid, requestId, grants, now } = context
  const grant = tidyGrant(input.grant)
  if (!mayGrant(grants, grant.role)) throw new AppError('FORBIDDEN')
  const person = found((await repo.people([input.person]))[0])
  if (!hasGrant(person.grants, grant)) return { done: true }
  if (isLastAdminAt(grant, 1, await adminsFor(grant))) throw new AppError('NOT_NOW')

  const event: repo.GrantEventDoc = {
    _id: digest(JSON.stringify(['revoked', openid, requestId, person.id, person.version, grant])),
    at: now,
    what: 'revoked',
    grant,
    by: context.member?.id ?? '',
    who: person.id,
  }
  await repo.addGrantEvent(event)
  const left = await repo.savePerson(person, now, (fresh) => withoutRole(fresh, grant, now))
  if (isLastAdminAt(grant, 0, await adminsFor(grant))) await giveBack(left, event, now)
  return { done: true }
}

/** How many administrators there are, when it matters: the setting FIRST_ADMIN always leaves one. */
const adminsFor = async ({ role }: Grant): Promise<number | null> =>
  role === 'admin' && !process.env.FIRST_ADMIN ? repo.countAdmins() : null

const isLastAdminAt = ({ role }: Grant, limit: number, admins: number | null): boolean =>
  role === 'admin' && admins !== null && admins <= limit

function withoutRole({ grants, leave }: Member, grant: Grant, now: number) {
  const rest = withoutGrant(grants, grant)
  return { grants: rest, leave: servesCluster(rest) ? leaveAt(leave, now) : null }
}

/** Two administrators who revoked each other at the same moment: both stay, and the events say so. */
async function giveBack(person: Member, revoked: repo.GrantEventDoc, now: number): Promise<never> {
  const { grant } = revoked
  await repo.savePerson(person, now, ({ grants }) => ({ grants: withGrant(grants, grant) }))
  await repo.addGrantEvent({ ...revoked, _id: digest(`restored ${revoked._id}`), what: 'granted' })
  throw new AppError('NOT_NOW')
}
