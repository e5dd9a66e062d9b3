import type { In, Out } from '../../miniprogram/contract/api'
import type { WageRow } from '../../miniprogram/contract/crafts'
import type { Page } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { AppError } from '../kit/errors'
import { namesOf } from './claims.repo'
import type { WageDoc } from './model.rules'
import { monthOf, monthProblem } from './pay.rules'
import * as repo from './trade.repo'
import { wageRow } from './wage-view.rules'

/** What the caller earned in a month, by the day of the count. */
export async function listMoney(
  { month, after }: In<'crafts.money'>,
  { openid, member, now }: Context,
): Promise<Out<'crafts.money'>> {
  const of = { worker: openid, month: keptMonth(month, now) }
  const [{ rows, next }, sum] = await Promise.all([repo.wagePage(of, after), repo.sumMonth(of)])
  return { rows: rows.map((doc) => wageRow(doc, member?.name ?? '')), next, sum }
}

/** What the enterprise still has to pay, the longest due first; or a month with its sum. */
export async function listPayments(
  { enterprise, month, after }: In<'crafts.payments'>,
  context: Context,
): Promise<Out<'crafts.payments'>> {
  requireEnterprise(context, enterprise)
  if (month === undefined) return { ...(await named(await repo.unpaidPage(enterprise, after))), sum: null }
  const of = { enterprise, month: keptMonth(month, context.now) }
  const [page, sum] = await Promise.all([repo.wagePage(of, after), repo.sumMonth(of)])
  return { ...(await named(page)), sum }
}

/** The month asked for, this one if none was; INVALID_INPUT for one that is not kept or not there yet. */
export function keptMonth(month: string | undefined, now: number): string {
  const problem = month === undefined ? null : monthProblem(month, now)
  if (problem) throw new AppError('INVALID_INPUT', { month: problem })
  return month ?? monthOf(now)
}

/** With the workers' names, in one request for all. */
export async function named({ rows, next }: Page<WageDoc>): Promise<Page<WageRow>> {
  const nameOf = await namesOf(rows.map(({ worker }) => worker))
  return { rows: rows.map((doc) => wageRow(doc, nameOf(doc.worker))), next }
}
