import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { actsFor } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { appliedView } from './application-view.rules'
import { applyProblem, newApplication, sharedOf, type Applicant } from './application.rules'
import * as repo from './applications.repo'
import { loadApplyOffer } from './apply.repo'
import { isHiring } from './hiring-enterprise'
import { applicationId } from './job-ids'
import { isOpenAt, isPublic } from './posting.rules'
import { countApplications } from './postings.repo'
import type { ApplicationDoc } from './seeker-model.rules'
import { tellEnterprise } from './tell-jobs'

/**
 * Applies: this enterprise gets a copy of name and card for this posting alone, until it is taken back (PIPL §23).
 * A retried call finds its application by the requestId, also when that has gone on since.
 */
export async function applyTo({ posting: id }: In<'jobs.apply'>, context: Context): Promise<Out<'jobs.apply'>> {
  const { openid, requestId, now, member } = context
  const { posting, enterprise, seeker, earlier, open } = found(await loadApplyOffer(id, openid))
  const before = earlier.find(({ events }) => events[0]?.requestId === requestId)
  if (before) return sent(before)

  const applicant: Applicant = {
    openid,
    name: member?.name ?? null,
    card: seeker?.card ?? null,
    isInsider: actsFor(context, posting.enterprise),
    open,
    earlier,
  }
  const isShown = isPublic(posting) && enterprise.state === 'active'
  const isOpen = isOpenAt(posting, now) && isHiring(enterprise)
  const problem = applyProblem({ posting, isShown, isOpen }, applicant)
  if (problem) throw new AppError(problem.code, problem.fields)
  const { name, card } = applicant
  if (name === null || card === null) throw new AppError('NOT_NOW')

  const application = newApplication(applicationId(id, openid, earlier.length + 1), posting, applicant, {
    shared: sharedOf(name, card),
    requestId,
    now,
  })
  if (!(await repo.addApplication(application))) return sentAtOnce(application._id, requestId)
  await countApplications(id, { waiting: 1, applications: 1 })
  await tellEnterprise(enterprise, {
    about: 'application',
    subject: application._id,
    eventNo: 1,
    at: now,
    what: 'applied',
    title: posting.title,
  })
  return sent(application)
}

/** The same person applied twice at once: the same call is answered alike, another finds that there is one. */
async function sentAtOnce(id: string, requestId: string): Promise<Out<'jobs.apply'>> {
  const other = found(await repo.loadApplication(id))
  if (other.events[0]?.requestId !== requestId) throw new AppError('NOT_NOW')
  return sent(other)
}

function sent(application: ApplicationDoc): Out<'jobs.apply'> {
  const [first] = application.events
  if (!first) throw new Error(`application ${application._id} has no events`)
  return appliedView(application, first)
}
