import type { In, Out } from '../../miniprogram/contract/api'
import type { BatchRow } from '../../miniprogram/contract/crafts'
import type { Page } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import { batchRow, type Viewer } from './trade-view.rules'
import * as repo from './trade.repo'

/** What can be taken home now, the newest first, each with its honest hour and whether it fits the caller's day. */
export async function listBatches(
  { after }: In<'crafts.batches'>,
  { openid, member, now }: Context,
): Promise<Out<'crafts.batches'>> {
  const [page, card] = await Promise.all([repo.batchPage('open', after), repo.loadCrafter(openid)])
  return batchRows(page, { id: member?.id ?? null, card, now })
}

/** The rows of a page, in one request for all of them. */
export async function batchRows({ rows, next }: Page<repo.BatchRowDoc>, viewer: Viewer): Promise<Page<BatchRow>> {
  const products = new Map((await repo.loadPaces(rows)).map((product) => [product._id, product]))
  const withHour = (doc: repo.BatchRowDoc) => {
    const product = products.get(doc.product)
    if (!product) throw new Error(`batch ${doc._id} has no product`)
    return batchRow(doc, product, viewer)
  }
  return { rows: rows.map(withHour), next }
}
