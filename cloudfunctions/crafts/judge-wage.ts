import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireOutsider } from '../kit/enterprises'
import { allowed } from '../kit/errors'
import { craftMessageFor, tell } from '../kit/messages'
import { checkText } from '../kit/moderation'
import { transact } from './claims.repo'
import type { WageDoc } from './model.rules'
import { decideWage, type Decided, type WageMove } from './pay.rules'
import { tellEnterprise } from './tell-enterprise'
import * as repo from './trade.repo'
import { wageRow } from './wage-view.rules'

/** The staff have found out whether a payment came that the worker said did not. */
export async function judgeWage(input: In<'crafts.judge'>, context: Context): Promise<Out<'crafts.judge'>> {
  const { wage: id, came, text } = input
  const { openid, requestId, now, log } = context
  await checkText(openid, text, 'text', log)
  const move: WageMove = { move: 'judge', by: openid, came, text, requestId }
  const decide = (doc: WageDoc): Decided => {
    requireOutsider(context, doc.enterprise)
    return allowed(decideWage(doc, move, now))
  }
  const doc = await transact((transaction) => repo.settleWage(transaction, id, decide, now))
  const { claim, worker, name, enterprise, judged, late } = doc
  const at = judged?.at ?? now
  const news = { about: 'wage', subject: claim, eventNo: at, at, title: name } as const
  await tell([craftMessageFor(worker, { ...news, what: 'judged' })])
  // the timer would say so, but to the timer it is late already
  if (!came && late) await tellEnterprise(enterprise, { ...news, what: 'pay_late' })
  return wageRow(doc, '')
}
