import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { allowed, AppError } from '../kit/errors'
import { craftMessageFor, tell } from '../kit/messages'
import { checkText } from '../kit/moderation'
import type { WageDoc } from './model.rules'
import { decideWage, type WageMove } from './pay.rules'
import * as repo from './trade.repo'

/**
 * The enterprise says that it paid these, and how; each worker is asked whether it came. All of them can be marked or
 * none is; one that another call marks at the same time is that call's.
 */
export async function payWages(input: In<'crafts.pay'>, context: Context): Promise<Out<'crafts.pay'>> {
  const { enterprise, way, proof } = input
  const { openid: by, requestId, now, log } = context
  requireEnterprise(context, enterprise)
  const ids = [...new Set(input.wages)]
  const docs = await repo.loadWages(ids)
  if (docs.length < ids.length || docs.some((doc) => doc.enterprise !== enterprise)) throw new AppError('NOT_FOUND')

  const move: WageMove = { move: 'mark', by, way, proof, requestId }
  const changes = docs.map((doc) => ({ id: doc._id, set: allowed(decideWage(doc, move, now)).set }))
  const fresh = changes.filter(({ set }) => set.version !== undefined)
  if (fresh.length > 0) {
    await checkText(by, proof, 'proof', log)
    const marked = { at: now, by, way, proof, requestId }
    const idsOf = (isLate: boolean) => fresh.filter(({ set }) => (set.late === true) === isLate).map(({ id }) => id)
    await repo.markWages(idsOf(false), marked, false)
    await repo.markWages(idsOf(true), marked, true)
  }
  const after = fresh.length > 0 ? await repo.loadWages(ids) : docs
  const done = after.filter(({ marked }) => marked?.by === by && marked.requestId === requestId)
  if (done.length === 0) throw new AppError('CONFLICT')
  await tellWorkers(done)
  return { done: done.map(({ _id }) => _id), amount: done.reduce((sum, { amount }) => sum + amount, 0) }
}

async function tellWorkers(done: readonly WageDoc[]): Promise<void> {
  const news = done.map(({ worker, claim, name, marked }) => {
    const at = marked?.at ?? 0
    return craftMessageFor(worker, { about: 'wage', subject: claim, eventNo: at, at, what: 'marked', title: name })
  })
  // two counts of one claim are one message
  await tell([...new Map(news.map((message) => [message._id, message])).values()])
}
