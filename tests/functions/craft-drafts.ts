/** What people send who keep a card, design a product or post a batch. */
import type { In } from '../../miniprogram/contract/api'
import type { CraftCard } from '../../miniprogram/contract/crafts'
import { DAY, type Workshop } from './crafts'

export const CARD: CraftCard = {
  hours: 3,
  sewing: false,
  lifting: true,
  stairs: true,
  smallChildren: true,
  match: true,
}

const COUNTER = { place: 'A区18栋吊层 3号', hours: '每天 9:00–17:00' }

export const draftOf = (enterprise: string, more: Partial<In<'crafts.design'>> = {}): In<'crafts.design'> => ({
  enterprise,
  name: '绣花鞋垫',
  pictures: [],
  steps: ['剪布', '绣花'],
  standard: '线头剪净',
  needs: { sewing: true, lifting: false, stairs: false, unsafeForChildren: true },
  ...more,
})

/** A batch of the workshop's product, if no other is named. */
export const postOf = (
  { cloud, enterprise, product }: Workshop,
  more: Partial<In<'crafts.post'>> = {},
): In<'crafts.post'> => ({
  enterprise,
  product: product._id,
  pieces: 200,
  price: 150,
  claimedMinutes: 120,
  least: 5,
  most: 40,
  materials: [{ name: '布', amount: '每双半尺' }],
  fetch: COUNTER,
  giveBack: COUNTER,
  deadline: cloud.now() + 20 * DAY,
  trial: false,
  ...more,
})
