import { countOnceOnRecord, type EnterpriseFields } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { jobMessageFor, tell } from '../kit/messages'
import { newsOf } from './application-news.rules'
import { decide, earlierEvent, relationsTo, type Actor, type Decided, type Step } from './application.rules'
import * as repo from './applications.repo'
import { isHiring } from './hiring-enterprise'
import { countApplications, countHire } from './postings.repo'
import type { ApplicationDoc, ApplicationEventDoc } from './seeker-model.rules'
import { tellEnterprise } from './tell-jobs'

export interface Commit {
  id: string
  actor: Actor
  step: Step
  /** the version the person saw */
  seen: number
  /** done only when the move is possible, before anything is written */
  prepare?: () => Promise<void>
}

export interface Committed {
  application: ApplicationDoc
  event: ApplicationEventDoc
  /** how many more or fewer wait for the enterprise's first word; absent: this very call had been made before */
  waiting?: number
}

/** Decides a move on the application as it is now, and writes it with all that follows. CONFLICT: somebody was faster. */
export async function commitApplication(commit: Commit): Promise<Committed> {
  const { application, enterprise } = found(await repo.loadWithEnterprise(commit.id))
  const committed = await write(application, enterprise, commit)
  if (committed.event.what === 'hire') await countHired(committed.application, committed.waiting)
  await tellOf(committed, enterprise)
  return committed
}

/**
 * What a hire adds to the posting and to the enterprise's record. Each counts it once, so that a repeated call, and the
 * timer a little later, make good what a call that died left out.
 */
export async function countHired(
  { _id, posting, enterprise }: Pick<ApplicationDoc, '_id' | 'posting' | 'enterprise'>,
  waiting = 0,
): Promise<void> {
  await countHire(posting, _id, waiting)
  await countOnceOnRecord(enterprise, 'hires', _id)
}

/** One conditional write of the application. */
async function write(before: ApplicationDoc, enterprise: EnterpriseFields, commit: Commit): Promise<Committed> {
  const earlier = earlierIn(before, commit)
  if (earlier) return { application: before, event: earlier }
  const decided = judge(before, commit)
  // an invitation opens the way to the telephone
  if (commit.step.input.move === 'invite' && !isHiring(enterprise)) throw new AppError('NOT_NOW')
  await commit.prepare?.()
  if (await repo.saveMove(before, decided)) {
    if (decided.event.what !== 'hire') await countApplications(before.posting, { waiting: decided.waiting })
    return decided
  }
  const application = found(await repo.loadApplication(before._id))
  const event = earlierIn(application, commit)
  if (!event) throw new AppError('CONFLICT')
  return { application, event }
}

/** The event that this very call made before: it was retried. */
function earlierIn(application: ApplicationDoc, { step, actor }: Commit): ApplicationEventDoc | undefined {
  const event = earlierEvent(application, step.requestId, relationsTo(application, actor))
  if (event && event.what !== step.input.move) throw new AppError('INVALID_INPUT', { requestId: 'used_before' })
  return event
}

function judge(application: ApplicationDoc, { actor, step, seen }: Commit): Decided {
  const decided = decide(application, actor, step, seen)
  if (!decided.ok) throw new AppError(decided.code, decided.fields)
  return decided
}

/** Safe to repeat. */
async function tellOf({ application, event }: Committed, enterprise: EnterpriseFields | string): Promise<void> {
  const told = newsOf(application, event)
  if (!told) return
  if (told.to === 'enterprise') return tellEnterprise(enterprise, told.news)
  if (application.seeker !== null) await tell([jobMessageFor(application.seeker, told.news)])
}
