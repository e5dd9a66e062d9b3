import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { AppError } from '../kit/errors'
import { changeBatch } from './change-batch'
import { priceOf } from './take.rules'
import * as repo from './trade.repo'
import { requireWorking } from './working-enterprise'

/** More than anybody needs; each is shown to the workers. */
const MOST_PRICES = 30

/** A new price for those who take from now on, or no more takes. What is out keeps its price and goes on. */
export async function adjustBatch(input: In<'crafts.adjust'>, context: Context): Promise<Out<'crafts.adjust'>> {
  const { id, version } = input
  const doc = await changeBatch(
    {
      id,
      version,
      may: ({ enterprise }) => void requireEnterprise(context, enterprise),
      decide: async ({ enterprise, state, prices }) => {
        if (state !== 'open') throw new AppError('NOT_NOW')
        // an enterprise that is suspended can still stop what it has out
        if (!('price' in input)) return { state: 'stopped' }
        requireWorking(await repo.loadEnterprise(enterprise))
        if (prices.length >= MOST_PRICES) throw new AppError('LIMIT')
        const { price } = input
        return { price, prices: [...prices, { price, from: context.now }] }
      },
    },
    context,
  )
  return { id, state: doc.state, version: doc.version, price: priceOf(doc) }
}
