import type { In, Out } from '../../miniprogram/contract/api'
import type { Finding } from '../../miniprogram/contract/job-gate'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { JobNews } from '../../miniprogram/contract/messages'
import { dayOf } from '../kit/clock'
import type { Context } from '../kit/context'
import { actsFor, type EnterpriseFields } from '../kit/enterprises'
import { found, requireAllowed } from '../kit/errors'
import { hasRole } from '../kit/members'
import { checkText } from '../kit/moderation'
import { callOf, commitPosting, doneBefore, requireRoom } from './commit-posting'
import { findingsOf } from './gate.rules'
import { requireHiring } from './hiring-enterprise'
import { checkWords } from './post-posting'
import type { PostingDoc, PostingEventDoc } from './posting-model.rules'
import { standing } from './posting-words.rules'
import { mayMove, moved, relationOf, type PersonsMove } from './posting.rules'
import * as repo from './postings.repo'
import { tellEnterprise, tellStaff } from './tell-jobs'

/** What the enterprise does with its posting, and what the staff decide on it, by the table of moves. */
export async function movePosting(input: In<'jobs.move'>, context: Context): Promise<Out<'jobs.move'>> {
  const { id, version: seen, move } = input
  const reason = input.reason ?? null
  const { posting, enterprise } = found(await repo.loadWithEnterprise(id))
  const as = found(relationOf(actsFor(context, posting.enterprise), hasRole(context.grants, 'staff')))
  const earlier = doneBefore(posting, move, context)
  let after = posting
  if (!earlier) {
    requireAllowed(mayMove(posting, move, as, { seen, reason }))
    if (reason !== null) await checkText(context.openid, reason, 'reason', context.log)
    const findings = await readyFor(move, posting, enterprise, context)
    const change = moved(posting, move, callOf(context, as, reason), findings)
    after = await commitPosting(posting, change, move, context)
  }
  // told again when the call is retried, which is no second message
  await tellOf(found(earlier ?? doneBefore(after, move, context)), after, enterprise)
  return { id, state: after.state, version: after.version }
}

/** What has to be right before it is published; the gate's findings against it. */
async function readyFor(
  move: PersonsMove,
  posting: PostingDoc,
  enterprise: EnterpriseFields,
  context: Context,
): Promise<Finding[]> {
  // what the gate blocked the platform has not looked at yet
  if (move === 'overrule') await checkWords(posting, context)
  if (move !== 'renew') return []
  requireHiring(enterprise)
  if (posting.state === 'ended') await requireRoom(enterprise._id, JOB_LIMITS.openPostings)
  return standing(findingsOf(posting, dayOf(context.now)), posting.excused)
}

const NEWS: { readonly [M in PersonsMove]?: JobNews } = {
  ask: 'gate_asked',
  overrule: 'posting_overruled',
  keep: 'posting_kept',
  remove: 'posting_removed',
}

async function tellOf(
  { no: eventNo, at, what: move }: PostingEventDoc,
  { _id: subject, title }: PostingDoc,
  enterprise: EnterpriseFields,
): Promise<void> {
  const what = NEWS[move as PersonsMove]
  if (!what) return
  const news = { about: 'posting', subject, eventNo, at, what, title } as const
  await (move === 'ask' ? tellStaff(enterprise, news) : tellEnterprise(enterprise, news))
}
