/** Where it is kept how long products take: with the person, and with the product for others. */
import { CRAFT_LIMITS } from '../../miniprogram/contract/crafts'
import { Collection } from '../kit/db'
import { command } from '../kit/sdk'
import type { ClaimDoc, CrafterDoc, ProductDoc } from './model.rules'
import { sampleOf } from './pace.rules'

const products = new Collection<ProductDoc>('products')
const crafters = new Collection<CrafterDoc>('crafters')

/** Pieces that were handed in, and the minutes they took. `of` names the event. */
export interface HandIn {
  of: string
  pieces: number
  minutes: number
}

type Worked = Pick<ClaimDoc, 'worker' | 'workerId' | 'product' | 'beginner'>

const newestOf = (most: number, sample: object) => command.push({ each: [sample], slice: -most } as never)

/**
 * Remembers how long it took, for the honest hour of this person and of others. Not part of the ledger: it may run
 * again for the same hand-in and counts it once. A person without a card any more leaves nothing of her own.
 */
export async function notePace(
  { worker, workerId, product, beginner }: Worked,
  { of, pieces, minutes }: HandIn,
): Promise<void> {
  const tenths = sampleOf(pieces, minutes)
  const own = `paces.${product}`
  const list = `paces.${beginner ? 'beginners' : 'practised'}`
  const toOwn = crafters.updateIf(
    { _id: worker, [`${own}.samples.of`]: command.nin([of]) },
    {
      [`${own}.samples`]: newestOf(CRAFT_LIMITS.ownSamples, { of, tenths }),
      [`${own}.pieces`]: command.inc(pieces),
    },
  )
  if (tenths === 0) return void (await toOwn)
  const toOthers = products.updateIf(
    { _id: product, [`${list}.of`]: command.nin([of]) },
    { [list]: newestOf(CRAFT_LIMITS.otherSamples, { who: workerId, of, tenths }) },
  )
  await Promise.all([toOwn, toOthers])
}
