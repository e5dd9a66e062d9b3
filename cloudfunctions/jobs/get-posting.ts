import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { actsFor } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { hasRole } from '../kit/members'
import { isHiring } from './hiring-enterprise'
import { reportId } from './job-ids'
import { mineOn } from './mine'
import { monthOf } from './pay.rules'
import { ownView, postingRow } from './posting-view.rules'
import { isPublic, relationOf, shownMoves } from './posting.rules'
import * as repo from './postings.repo'

/** One posting with the record of its enterprise. What is blocked, hidden or taken away is for the enterprise and the staff. */
export async function getPosting({ id }: In<'jobs.get'>, context: Context): Promise<Out<'jobs.get'>> {
  const { openid, grants } = context
  const [known, mine] = await Promise.all([
    repo.loadWithEnterprise(id, { report: reportId(id, openid) }),
    mineOn(openid, id),
  ])
  const { posting, enterprise, report } = found(known)
  const as = relationOf(actsFor(context, posting.enterprise), hasRole(grants, 'staff'))
  const isShown = isPublic(posting) && enterprise.state === 'active'
  if (as === null && !isShown) throw new AppError('NOT_FOUND')
  const reports = as === 'staff' && posting.state === 'hidden' ? await repo.reportsOf([id]) : null
  const { hoursPerDay, daysPerWeek, duties, needs, state, version } = posting
  return {
    ...postingRow(posting),
    version,
    hoursPerDay,
    daysPerWeek,
    duties,
    needs,
    record: enterprise.record,
    month: monthOf(posting),
    mine: { ...mine, reported: report !== null },
    moves: shownMoves(state, as, isHiring(enterprise)),
    own: as === null ? null : ownView(posting, reports),
  }
}
