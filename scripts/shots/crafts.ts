/** Money in every state for one who works at home, and the screens of piece-work. */
import { NO_PIECES } from '../../cloudfunctions/crafts/ledger.rules'
import type { BatchDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { TestCloud } from '../../tests/cloud'
import { insert, rowsOf } from '../../tests/functions/store'
import type { Phone } from '../../tests/phone/phone'
import { ask } from './ask'
import { BOSS, fetched, move, taken, type EnterpriseStage } from './enterprise'
import type { Screen } from './screens'
import { tapping } from './taps'

/** By what they hold on the stage of the enterprise; the last two have no part in it. */
const WORKER = {
  taken: 'demo-resident-1',
  working: 'demo-resident-2',
  handedIn: 'demo-resident-3',
  counted: 'demo-resident-4',
  owed: 'demo-resident-5',
  paid: 'demo-resident-6',
  none: 'demo-resident-9',
} as const
const STRANGER = 'new-resident-crafts'

const DAY = 86_400_000

export interface CraftStage {
  /** so large that both warnings are due */
  readonly large: string
  /** agreed to, its wage marked as paid */
  readonly marked: string
}

export async function setCraftStage(cloud: TestCloud, stage: EnterpriseStage): Promise<CraftStage> {
  const { enterprise, batch } = stage
  const marked = await earned(cloud, batch.open)
  await pay(cloud, enterprise, marked)
  const [wage] = (await ask(cloud, WORKER.paid, 'crafts.claim', { id: marked })).wages
  await ask(cloud, WORKER.paid, 'crafts.receive', { wage: wage?.id ?? '', came: true })
  const again = await earned(cloud, batch.open)
  await pay(cloud, enterprise, again)
  return { large: enlarged(cloud, batch.open), marked: again }
}

/** A copy of a batch with room for weeks of work. One that owes wages may post none, so it is put there. */
function enlarged(cloud: TestCloud, id: string): string {
  const [doc] = rowsOf<BatchDoc>(cloud, 'batches').filter(({ _id }) => _id === id)
  if (!doc) throw new Error(`no batch ${id}`)
  const now = cloud.now()
  const size = { pieces: 5_000, left: 5_000, least: 20, most: 1_000, deadline: now + 7 * DAY }
  const large: BatchDoc = { ...doc, ...size, takers: {}, sums: NO_PIECES, _id: newId(now), requestId: newId(now) }
  insert(cloud, 'batches', [large])
  return large._id
}

/** Twenty pieces from the take to the wage. */
async function earned(cloud: TestCloud, batch: string): Promise<string> {
  const id = await taken(cloud, WORKER.paid, batch)
  await fetched(cloud, WORKER.paid, id)
  await move(cloud, WORKER.paid, id, { move: 'hand_in', pieces: 20, minutes: 130 })
  await move(cloud, BOSS, id, { move: 'count', accepted: 20, rework: 0, rejected: 0 })
  await move(cloud, WORKER.paid, id, { move: 'agree' })
  return id
}

async function pay(cloud: TestCloud, enterprise: string, claim: string): Promise<void> {
  const { wages } = await ask(cloud, WORKER.paid, 'crafts.claim', { id: claim })
  const ids = wages.map(({ id }) => id)
  await ask(cloud, BOSS, 'crafts.pay', { enterprise, wages: ids, way: 'wechat', proof: '尾号 0291' })
}

// ---- the screens

const PAGES = '/packages/crafts/pages'

export function craftScreens({ large, marked }: CraftStage, { batch, claim }: EnterpriseStage): Screen[] {
  const shown = (name: string, openid: string, path: string, then?: Screen['then']): Screen => ({
    name: `crafts-${name}`,
    openid,
    path: `${PAGES}/${path}`,
    ...(then ? { then } : {}),
  })
  const down = (phone: Phone) => phone.scroll(4_000)
  const claimOf = (id: string) => `claim/index?id=${id}`
  return [
    shown('batches', WORKER.taken, 'batches/index'),
    shown('batches-no-card', WORKER.none, 'batches/index'),
    shown('batch', WORKER.working, `batch/index?id=${batch.open}`),
    shown('batch-hour', WORKER.working, `batch/index?id=${batch.open}`, tapping('这个数怎么来的')),
    shown('batch-end', WORKER.working, `batch/index?id=${batch.open}`, down),
    shown('batch-warnings', WORKER.taken, `batch/index?id=${large}`, async (phone) => {
      await phone.tap('领最多')
      await phone.tap(/^领这/)
      await down(phone)
    }),
    shown('batch-no-card', WORKER.none, `batch/index?id=${batch.open}`, down),
    shown('card-new', WORKER.none, 'card/index'),
    shown('card-born', WORKER.none, 'card/index', down),
    shown('card', WORKER.taken, 'card/index', down),
    shown('mine', WORKER.working, 'mine/index'),
    shown('mine-ended', WORKER.paid, 'mine/index', tapping('看做完的')),
    shown('mine-none', STRANGER, 'mine/index'),
    shown('claim-taken', WORKER.taken, claimOf(claim.taken)),
    shown('claim-working', WORKER.working, claimOf(claim.working)),
    shown('claim-progress', WORKER.working, claimOf(claim.working), tapping('报进度', '3 小时')),
    shown('claim-lose', WORKER.working, claimOf(claim.working), tapping('更多', '丢了或弄坏了')),
    shown('claim-handed-in', WORKER.handedIn, claimOf(claim.handedIn)),
    shown('claim-counted', WORKER.counted, claimOf(claim.counted)),
    shown('claim-object', WORKER.counted, claimOf(claim.counted), tapping('数不对')),
    shown('claim-marked', WORKER.paid, claimOf(marked)),
    shown('claim-story', WORKER.counted, claimOf(claim.counted), down),
    shown('money', WORKER.paid, 'money/index'),
    shown('money-end', WORKER.paid, 'money/index', down),
    shown('money-late', WORKER.owed, 'money/index'),
    shown('money-none', STRANGER, 'money/index'),
  ]
}
