import type { Product } from '../../miniprogram/contract/crafts'
import { addressesOf } from '../kit/storage'
import type { ProductDoc } from './model.rules'
import { productView } from './trade-view.rules'

/** Products with short-lived addresses of their video and of the pictures that the platform let pass; one call for all. */
export async function showProducts(docs: readonly ProductDoc[]): Promise<Product[]> {
  const files = docs.flatMap(({ pictures, video }) => [
    ...pictures.filter(({ state }) => state === 'shown').map(({ fileId }) => fileId),
    ...(video === null ? [] : [video]),
  ])
  const addresses = await addressesOf(files)
  return docs.map((doc) =>
    productView(
      doc,
      doc.pictures.map(({ id, fileId, state }) => ({ id, url: addresses.get(fileId) ?? null, state })),
      doc.video === null ? null : (addresses.get(doc.video) ?? null),
    ),
  )
}
