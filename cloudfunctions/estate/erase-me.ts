import type { Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { forgetSignups } from '../kit/fair-signups'
import type { Member, MemberChange } from '../kit/members'
import * as repo from './repo'

const NOTHING: MemberChange = { name: null, phone: null, home: null, leave: null, quota: {} }

/**
 * Deletes what the caller has told us (PIPL §47). A bare record stays, so that cases keep an owner without a name.
 * Whoever holds a role gives it back first: neighbours must know who acts for them. So does the owner of an enterprise;
 * whoever only acts for one leaves it hereby. Pieces at home and pay that has not come need a name until they are
 * settled; an application does not, it is withdrawn, and so is a sign-up for a fair.
 */
export async function eraseMe(_input: unknown, context: Context): Promise<Out<'estate.erase'>> {
  const { openid, member, grants, now } = context
  if (grants.length > 0) throw new AppError('NOT_NOW')
  if (!member) return { done: true }
  if (await repo.hasUnfinishedWork(openid)) throw new AppError('NOT_NOW')
  if (actsForSome(member)) await repo.leaveAll(openid, nothingOf)
  else await repo.saveMe(context, nothingOfLoner)
  await repo.forgetApplications(openid)
  await repo.forgetCard(openid)
  await repo.forgetJobs(openid, now)
  await forgetSignups(openid)
  return { done: true }
}

const actsForSome = ({ enterprises = [] }: Member) => enterprises.length > 0

function nothingOf({ grants }: Member): MemberChange {
  if (grants.length > 0) throw new AppError('NOT_NOW')
  return NOTHING
}

/** For one who acted for no enterprise when the call began; who joined one since tries again. */
function nothingOfLoner(member: Member): MemberChange {
  if (actsForSome(member)) throw new AppError('BUSY')
  return nothingOf(member)
}
