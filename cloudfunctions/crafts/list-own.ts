import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { NO_PIECES } from './ledger.rules'
import { batchRows } from './list-batches'
import { showProducts } from './show-products'
import * as repo from './trade.repo'

/** The enterprise's products, the newest first. */
export async function listProducts(
  { enterprise, after }: In<'crafts.products'>,
  context: Context,
): Promise<Out<'crafts.products'>> {
  requireEnterprise(context, enterprise)
  const { rows, next } = await repo.productPage(enterprise, after)
  return { rows: await showProducts(rows), next }
}

/** The enterprise's batches in every state, with what has become of their pieces. */
export async function listOwn({ enterprise, after }: In<'crafts.own'>, context: Context): Promise<Out<'crafts.own'>> {
  requireEnterprise(context, enterprise)
  const page = await repo.ownBatchPage(enterprise, after)
  const { rows, next } = await batchRows(page, { id: null, card: null, now: context.now })
  const sums = new Map(page.rows.map((doc) => [doc._id, doc.sums]))
  return { rows: rows.map((row) => ({ ...row, sums: sums.get(row.id) ?? NO_PIECES })), next }
}
