import type { EnterpriseFields } from '../kit/enterprises'
import { craftMessageFor, tell as send } from '../kit/messages'
import type { CraftNews } from '../../miniprogram/contract/messages'
import type { TimerCall } from '../kit/router'
import type { WageDoc } from './model.rules'
import { ASK_AGAIN_MS, checkWage } from './pay.rules'
import { tellEnterprise } from './tell-enterprise'
import * as repo from './trade.repo'

const BATCH = 200
/** at most this many a run; the next one comes in ten minutes */
const BATCHES = 5

const NEWS = { soon: 'pay_soon', late: 'pay_late' } as const satisfies { [tell: string]: CraftNews }

/** The timer's part in trade: batches end, wages come due and become late. */
export async function checkTrade({ now, log }: TimerCall): Promise<void> {
  const stopped = await repo.stopEnded(now)
  let checked = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    const due = await repo.dueWages(now, BATCH)
    await checkWages(due, now)
    checked += due.length
    if (due.length < BATCH) break
  }
  if (stopped + checked > 0) log.info('trade.checked', { stopped, wages: checked })
}

/** What changes together: the wages of all enterprises with the same due moment that are reminded, or are late. */
interface Group {
  tell: keyof typeof NEWS | 'came' | null
  dueAt: number
  set: Partial<WageDoc>
  docs: WageDoc[]
}

async function checkWages(due: readonly WageDoc[], now: number): Promise<void> {
  if (due.length === 0) return
  const groups = new Map<string, Group>()
  for (const doc of due) {
    const { tell, set } = checkWage(doc, now)
    const key = `${tell} ${doc.dueAt}`
    const group = groups.get(key) ?? { tell, dueAt: doc.dueAt, set, docs: [] }
    groups.set(key, { ...group, docs: [...group.docs, doc] })
  }
  const ids = [...new Set(due.map(({ enterprise }) => enterprise))]
  const enterprises = new Map((await repo.loadEnterprises(ids)).map((one) => [one._id, one]))
  for (const group of groups.values()) {
    // told first: a run that dies in between tells again, which is no second message
    if (group.tell === 'came') await askAgain(group.docs, now)
    else await tellAll(group, enterprises, now)
    await repo.changeDueWages(
      group.docs.map(({ _id }) => _id),
      now,
      group.set,
    )
  }
}

/** Whether it came, once more: a payment that is marked and not confirmed is neither paid nor denied. */
async function askAgain(docs: readonly WageDoc[], at: number): Promise<void> {
  const news = docs.map(({ worker, claim, name, marked }) => {
    const eventNo = (marked?.at ?? 0) + ASK_AGAIN_MS
    return craftMessageFor(worker, { about: 'wage', subject: claim, eventNo, at, what: 'marked', title: name })
  })
  await send([...new Map(news.map((message) => [message._id, message])).values()])
}

/** One message an enterprise and due day, however many wages it is about. */
async function tellAll(
  { tell, dueAt, docs }: Group,
  enterprises: ReadonlyMap<string, EnterpriseFields>,
  at: number,
): Promise<void> {
  if (tell === null || tell === 'came') return
  for (const id of new Set(docs.map(({ enterprise }) => enterprise))) {
    const enterprise = enterprises.get(id)
    if (!enterprise) continue
    const news = {
      about: 'enterprise',
      subject: id,
      eventNo: dueAt,
      at,
      what: NEWS[tell],
      title: enterprise.name,
    } as const
    await tellEnterprise(enterprise, news)
  }
}
