import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { allowed, AppError, found } from '../kit/errors'
import { checkText } from '../kit/moderation'
import { transact } from './claims.repo'
import type { WageDoc } from './model.rules'
import { decideWage, type Decided, type WageMove } from './pay.rules'
import { tellEnterprise } from './tell-enterprise'
import * as repo from './trade.repo'
import { wageRow } from './wage-view.rules'

/** The worker says that the money came: it is paid, in wage, ledger and record at once. Or that nothing came. */
export async function receiveWage(input: In<'crafts.receive'>, context: Context): Promise<Out<'crafts.receive'>> {
  const { wage: id, came, text = null } = input
  const { openid, member, now } = context
  const move: WageMove = { move: 'receive', came, text }
  const decide = (doc: WageDoc) => allowed(decideWage(own(doc, openid), move, now))
  const doc = came
    ? await transact((transaction) => repo.settleWage(transaction, id, decide, now))
    : await deny(id, decide, text, context)
  return wageRow(doc, member?.name ?? '')
}

/** Nobody learns of another's wage. */
function own(doc: WageDoc, openid: string): WageDoc {
  if (doc.worker !== openid) throw new AppError('NOT_FOUND')
  return doc
}

async function deny(
  id: string,
  decide: (doc: WageDoc) => Decided,
  text: string | null,
  { openid, log }: Context,
): Promise<WageDoc> {
  const before = found(await repo.loadWage(id))
  const { set } = decide(before)
  let doc = before
  if (set.version !== undefined) {
    if (text !== null) await checkText(openid, text, 'text', log)
    // when somebody was faster it may have been this very call
    if (await repo.changeWage(before, set)) doc = { ...before, ...set }
    else doc = found(await repo.loadWage(id))
    if (doc.state !== 'denied') throw new AppError('CONFLICT')
  }
  const { claim, enterprise, name, denied } = doc
  const at = denied?.at ?? 0
  await tellEnterprise(enterprise, { about: 'wage', subject: claim, eventNo: at, at, what: 'pay_denied', title: name })
  return doc
}
