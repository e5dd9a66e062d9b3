import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { rowView } from './claim-view.rules'
import { claimsPage, namesOf } from './claims.repo'

/** Who has something of this enterprise: all that is open, or those in one state; who waits longest comes first. */
export async function listCounter(
  { enterprise, state, after }: In<'crafts.counter'>,
  context: Context,
): Promise<Out<'crafts.counter'>> {
  requireEnterprise(context, enterprise)
  const where = state === undefined ? { enterprise, open: true } : { enterprise, state }
  const { rows, next } = await claimsPage({ where, order: 'asc', after })
  const nameOf = await namesOf(rows.map(({ worker }) => worker))
  return { rows: rows.map((row) => rowView(row, nameOf(row.worker))), next }
}
