/** One call of every route of cards, products, batches and payments. */
import { monthOf } from '../../cloudfunctions/crafts/pay.rules'
import type { CraftCard } from '../../miniprogram/contract/crafts'
import type { tradeRoutes } from '../../cloudfunctions/crafts/trade.routes'
import {
  BATCH,
  CRAFTER,
  FIRM,
  markedWage,
  OFFICER,
  openBatch,
  owedWage,
  paymentOf,
  postedBatch,
  postOf,
  WAITING,
} from './craft-stage'
import { inTransaction, page, scenario, STAFF, type Bench, type Scenario } from './scenario'

const NEW_CRAFTER = 'bench-new-crafter'

const CARD: CraftCard = { hours: 3, sewing: true, lifting: false, stairs: true, smallChildren: true, match: true }
const PRODUCT = {
  enterprise: FIRM,
  name: '手套收口',
  pictures: [],
  steps: ['收口', '剪线头'],
  standard: '口收平',
  needs: { sewing: false, lifting: false, stairs: false, unsafeForChildren: true },
}

const month = ({ cloud }: Bench) => monthOf(cloud.now())
const ofFirm = { enterprise: FIRM }

async function deniedWage(bench: Bench): Promise<string> {
  const wage = await markedWage(bench)
  await bench.call(CRAFTER, 'crafts.receive', { wage, came: false })
  return wage
}

async function manyWages(bench: Bench): Promise<string[]> {
  const wages: string[] = []
  for (let n = 0; n < 20; n++) wages.push(await owedWage(bench))
  return wages
}

export const CRAFT_TRADE_SCENARIOS: { readonly [R in keyof typeof tradeRoutes]: readonly Scenario[] } = {
  'crafts.card': [scenario('crafts.card', CRAFTER, {})],
  'crafts.keep': [
    scenario('crafts.keep', CRAFTER, CARD),
    scenario(
      'crafts.keep',
      NEW_CRAFTER,
      async (bench) => {
        await bench.call(NEW_CRAFTER, 'estate.bind', { building: 'A1', unit: 1, floor: 1, room: 2 })
        return { ...CARD, born: '1990-01' }
      },
      'first time',
    ),
  ],
  'crafts.forget': [scenario('crafts.forget', NEW_CRAFTER, {})],
  'crafts.batches': [scenario('crafts.batches', CRAFTER, {}), page('crafts.batches', CRAFTER, {})],
  'crafts.batch': [
    scenario('crafts.batch', CRAFTER, { id: BATCH }, 'worker'),
    scenario('crafts.batch', OFFICER, { id: WAITING }, 'enterprise'),
  ],
  'crafts.money': [scenario('crafts.money', CRAFTER, {}), page('crafts.money', CRAFTER, {})],
  'crafts.receive': [
    inTransaction(
      scenario('crafts.receive', CRAFTER, async (bench) => ({ wage: await markedWage(bench), came: true }), 'it came'),
    ),
    scenario(
      'crafts.receive',
      CRAFTER,
      async (bench) => ({ wage: await markedWage(bench), came: false, text: '没看到' }),
      'nothing came',
    ),
  ],

  'crafts.products': [scenario('crafts.products', OFFICER, ofFirm), page('crafts.products', OFFICER, ofFirm)],
  'crafts.design': [
    scenario('crafts.design', OFFICER, PRODUCT, 'new'),
    scenario(
      'crafts.design',
      OFFICER,
      async (bench) => ({ ...PRODUCT, ...(await bench.call(OFFICER, 'crafts.design', PRODUCT)) }),
      'change',
    ),
  ],
  'crafts.post': [scenario('crafts.post', OFFICER, async ({ cloud }) => postOf(cloud.now()))],
  'crafts.adjust': [
    scenario('crafts.adjust', OFFICER, async (bench) => ({ ...(await openBatch(bench)), price: 90 }), 'price'),
    scenario('crafts.adjust', OFFICER, async (bench) => ({ ...(await openBatch(bench)), stop: true }), 'stop'),
  ],
  'crafts.own': [scenario('crafts.own', OFFICER, ofFirm), page('crafts.own', OFFICER, ofFirm)],
  'crafts.payments': [
    scenario('crafts.payments', OFFICER, ofFirm, 'open'),
    page('crafts.payments', OFFICER, ofFirm),
    scenario('crafts.payments', OFFICER, async (bench) => ({ ...ofFirm, month: month(bench) }), 'month'),
  ],
  'crafts.pay': [
    scenario('crafts.pay', OFFICER, async (bench) => paymentOf(await owedWage(bench)), 'one'),
    scenario('crafts.pay', OFFICER, async (bench) => paymentOf(...(await manyWages(bench))), 'twenty'),
  ],

  'crafts.desk': [
    scenario('crafts.desk', STAFF, { what: 'approvals' }, 'approvals'),
    scenario('crafts.desk', STAFF, { what: 'objections' }, 'objections'),
    scenario('crafts.desk', STAFF, { what: 'arrears' }, 'arrears'),
    scenario('crafts.desk', STAFF, { what: 'denied' }, 'denied'),
  ],
  'crafts.approve': [
    scenario('crafts.approve', STAFF, async (bench) => ({ ...(await postedBatch(bench)), approve: true }), 'open'),
    scenario(
      'crafts.approve',
      STAFF,
      async (bench) => ({ ...(await postedBatch(bench)), approve: false, reason: '单价太低' }),
      'refuse',
    ),
  ],
  'crafts.judge': [
    inTransaction(
      scenario(
        'crafts.judge',
        STAFF,
        async (bench) => ({ wage: await deniedWage(bench), came: true, text: '看过记录' }),
        'it came',
      ),
    ),
    inTransaction(
      scenario(
        'crafts.judge',
        STAFF,
        async (bench) => ({ wage: await deniedWage(bench), came: false, text: '没有转过' }),
        'nothing came',
      ),
    ),
  ],
  'crafts.statement': [
    scenario('crafts.statement', CRAFTER, async (bench) => ({ month: month(bench) }), 'own'),
    scenario('crafts.statement', OFFICER, async (bench) => ({ ...ofFirm, month: month(bench) }), 'enterprise'),
  ],
}
