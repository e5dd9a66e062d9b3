import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { rowView } from './claim-view.rules'
import { claimsPage, namesOf } from './claims.repo'
import { batchRows } from './list-batches'
import { named } from './list-wages'
import * as repo from './trade.repo'

/** What waits for the staff, the longest waiting first. */
export async function listDesk({ what, after }: In<'crafts.desk'>, { now }: Context): Promise<Out<'crafts.desk'>> {
  switch (what) {
    case 'approvals':
      return { batches: await batchRows(await repo.batchPage('waiting', after), { id: null, card: null, now }) }
    case 'objections': {
      const { rows, next } = await claimsPage({ where: { state: 'objected' }, order: 'asc', after })
      const nameOf = await namesOf(rows.map(({ worker }) => worker))
      return { claims: { rows: rows.map((row) => rowView(row, nameOf(row.worker))), next } }
    }
    case 'arrears':
    case 'denied':
      return { wages: await named(await repo.wagesAtDesk(what, now, after)) }
  }
}
