import type { In, Out } from '../../miniprogram/contract/api'
import type { EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import type { EnterpriseDoc } from './model.rules'
import * as repo from './repo'
import { relationTo } from './rules'
import { ownView, publicView } from './view.rules'

/** One enterprise to one who may see all of it. */
export const fullView = async (doc: EnterpriseDoc, { openid }: Context): Promise<EnterpriseOwnView> =>
  ownView(doc, openid, await repo.namesIn([doc]))

/** One enterprise: in full to its members and the staff; to others what anybody may know, once it has been active. */
export async function getEnterprise({ id }: In<'enterprises.get'>, context: Context): Promise<Out<'enterprises.get'>> {
  const { openid, grants, member } = context
  if (!member) throw new AppError('HOME_NEEDED')
  const doc = found(await repo.load(id))
  if (relationTo(doc, openid, grants) !== 'outsider') return fullView(doc, context)
  if (doc.activeSince === null) throw new AppError('NOT_FOUND')
  return publicView(doc)
}

/** Those the caller acts for, in the order of joining; then the caller's applications that were refused. */
export async function listMine(_input: unknown, { openid, member }: Context): Promise<Out<'enterprises.mine'>> {
  const ids = (member?.enterprises ?? []).map(({ id }) => id)
  const [acting, refused] = await Promise.all([repo.byIds(ids), repo.refusedOf(openid)])
  const docs = [...acting.sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id)), ...refused]
  const names = await repo.namesIn(docs)
  return { enterprises: docs.map((doc) => ownView(doc, openid, names)) }
}
