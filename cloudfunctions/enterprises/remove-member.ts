import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import * as repo from './repo'
import { leaving, relationTo } from './rules'

/** Somebody acts for the enterprise no longer; one who is gone already stays gone. */
export async function removeMember(
  { id, person }: In<'enterprises.remove'>,
  { openid, grants, member }: Context,
): Promise<Out<'enterprises.remove'>> {
  await repo.change(id, async (doc, memberships) => {
    const entry = leaving(doc, relationTo(doc, openid, grants), person, member?.id ?? null)
    if (entry === null) return null
    if ('ok' in entry) throw new AppError(entry.code, entry.fields)
    await memberships.end(id, entry.openid)
    return { members: doc.members.filter((one) => one !== entry) }
  })
  return { done: true }
}
