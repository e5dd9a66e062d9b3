import type { In, Out } from '../../miniprogram/contract/api'
import { ENTERPRISE_LIMITS } from '../../miniprogram/contract/enterprises'
import type { Context } from '../kit/context'
import { allowed, found } from '../kit/errors'
import { codeFrom, digest } from '../kit/ids'
import * as repo from './repo'
import { invited, relationTo } from './rules'

/**
 * Makes a one-time code for a colleague. As the code of a role it follows from the caller's secret openid and the
 * requestId: a retried call gives the same, and nothing holds it.
 */
export async function inviteMember(
  { id }: In<'enterprises.invite'>,
  { openid, requestId, grants, now }: Context,
): Promise<Out<'enterprises.invite'>> {
  const code = codeFrom(`enterprise ${id} ${openid} ${requestId}`, ENTERPRISE_LIMITS.codeCharacters)
  const mark = digest(code)
  const { invitations } = await repo.change(id, async (doc) =>
    allowed(invited(doc, relationTo(doc, openid, grants), mark, now)),
  )
  const { expiresAt } = found(invitations.find((invitation) => invitation.digest === mark))
  return { code, expiresAt }
}
