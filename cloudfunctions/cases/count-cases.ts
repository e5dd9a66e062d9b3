import type { In, Out } from '../../miniprogram/contract/api'
import { CASE_STATES, type Counts } from '../../miniprogram/contract/cases'
import { CLUSTERS } from '../../miniprogram/contract/estate'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { hasRole, leadsCluster } from '../kit/members'
import { findCounts } from './repo'

const statesOf = (states: Record<string, number> = {}): Counts =>
  Object.fromEntries(CASE_STATES.map((state) => [state, states[state] ?? 0])) as Counts

/** The board: counters of one cluster or, for staff, of all. Kept with the moves, so nothing is counted here. */
export async function countCases({ cluster }: In<'cases.counts'>, { grants }: Context): Promise<Out<'cases.counts'>> {
  const isStaff = hasRole(grants, 'staff')
  const isAllowed = isStaff || (cluster !== undefined && leadsCluster(grants, cluster))
  if (!isAllowed) throw new AppError('FORBIDDEN')
  const wanted = cluster === undefined ? CLUSTERS : [cluster]
  const docs = await findCounts(wanted)
  const clusters = wanted.map((id) => {
    const doc = docs.find(({ _id }) => _id === id)
    return { cluster: id, states: statesOf(doc?.states), groups: doc?.groups ?? {}, late: doc?.late ?? 0 }
  })
  return { clusters }
}
