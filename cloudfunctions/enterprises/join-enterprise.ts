import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { digest, tidyCode } from '../kit/ids'
import { checkText, PROFILE } from '../kit/moderation'
import type { EnterpriseDoc } from './model.rules'
import * as repo from './repo'
import { codeFor, isFull, joined } from './rules'
import { fullView } from './show-enterprise'

/** Acts for an enterprise from now on, with a one-time code. Of all who try one gets it; a retried call is in already. */
export async function joinEnterprise(
  { code, name }: In<'enterprises.join'>,
  context: Context,
): Promise<Out<'enterprises.join'>> {
  const { openid, now, log } = context
  const mark = digest(tidyCode(code))
  const seen = await repo.byInvitation(mark)
  if (!seen || !isOpenTo(seen, mark, context)) return seen ? fullView(seen, context) : expired()
  await checkText(openid, name, 'name', log, PROFILE)

  const doc = await repo.change(seen._id, async (fresh, memberships) => {
    if (!isOpenTo(fresh, mark, context)) return null
    const mine = { id: fresh._id, name: fresh.name }
    const member = await memberships.begin(mine, { openid, now, name, replaces: true })
    return joined(fresh, mark, context, member.id)
  })
  return fullView(doc, context)
}

/** False: the caller is a member already. */
function isOpenTo(doc: EnterpriseDoc, mark: string, context: Context): boolean {
  const worth = codeFor(doc, mark, context)
  if (worth === 'dead') return expired()
  if (worth === 'open' && isFull(doc)) throw new AppError('LIMIT')
  return worth === 'open'
}

/** Unknown, used and expired answer alike. */
function expired(): never {
  throw new AppError('EXPIRED')
}
