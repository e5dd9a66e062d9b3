/** What each person sees of cards, products and batches. No openid is in any of these. */
import type { PictureView } from '../../miniprogram/contract/cases'
import type { BatchRow, CraftCard, Product } from '../../miniprogram/contract/crafts'
import { fitOf } from './fit.rules'
import type { BatchDoc, CrafterDoc, ProductDoc } from './model.rules'
import { honestHour } from './pace.rules'
import { priceOf } from './take.rules'

/** A card to the person it belongs to. */
export const cardView = ({ hours, sewing, lifting, stairs, smallChildren, match }: CrafterDoc): CraftCard => ({
  hours,
  sewing,
  lifting,
  stairs,
  smallChildren,
  match,
})

/** `pictures`, `video`: as this person may see them. */
export function productView(doc: ProductDoc, pictures: PictureView[], video: string | null): Product {
  const { _id: id, version, enterprise, name, steps, standard, needs, frozen } = doc
  return { id, version, enterprise, name, pictures, steps, standard, video, needs, frozen }
}

/** Through whose eyes a batch is seen. Who has no card sees the pace of others. */
export interface Viewer {
  /** public id; null for one who has left nothing with us */
  id: string | null
  card: CrafterDoc | null
  now: number
}

type RowDoc = Pick<
  BatchDoc,
  | '_id'
  | 'state'
  | 'enterprise'
  | 'enterpriseName'
  | 'name'
  | 'needs'
  | 'claimedMinutes'
  | 'prices'
  | 'left'
  | 'pieces'
  | 'least'
  | 'most'
  | 'deadline'
  | 'createdAt'
>

export function batchRow(doc: RowDoc, product: Pick<ProductDoc, '_id' | 'paces'>, viewer: Viewer): BatchRow {
  const { _id: id, state, enterprise, enterpriseName, name, left, pieces, least, most, deadline, createdAt } = doc
  const { card, now } = viewer
  const price = priceOf(doc)
  const hour = honestHour(product, card?.paces, viewer.id, price, doc.claimedMinutes)
  const effort = { least, minutesPerPiece: hour.minutesPerPiece, deadline }
  return {
    id,
    state,
    enterprise,
    enterpriseName,
    name,
    price,
    left,
    pieces,
    least,
    most,
    deadline,
    at: createdAt,
    hour,
    fit: fitOf(card, doc.needs, effort, now),
  }
}
