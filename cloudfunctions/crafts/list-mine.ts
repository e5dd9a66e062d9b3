import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { rowView } from './claim-view.rules'
import { claimsPage } from './claims.repo'

/** What I took: open, or ended; the last changed first. */
export async function listMine(
  { after, ended = false }: In<'crafts.mine'>,
  { openid, member }: Context,
): Promise<Out<'crafts.mine'>> {
  const { rows, next } = await claimsPage({ where: { worker: openid, open: !ended }, order: 'desc', after })
  return { rows: rows.map((row) => rowView(row, member?.name ?? '')), next }
}
