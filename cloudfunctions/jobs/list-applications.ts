import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { found } from '../kit/errors'
import { actorOf } from './application-actor'
import { applicationRow, applicationView } from './application-view.rules'
import { relationsTo } from './application.rules'
import * as repo from './applications.repo'
import { talkId } from './job-ids'

/** What I applied for: open, or over; the last changed first. */
export async function listApplications(
  { after, ended = false }: In<'jobs.applications'>,
  { openid }: Context,
): Promise<Out<'jobs.applications'>> {
  const { rows, next } = await repo.ownPage(openid, !ended, after)
  return { rows: rows.map(applicationRow), next }
}

/** Who applied for a posting of the caller's enterprise; nobody else learns that there is anybody. */
export async function listApplicants(
  { posting, state, after }: In<'jobs.applicants'>,
  context: Context,
): Promise<Out<'jobs.applicants'>> {
  requireEnterprise(context, found(await repo.enterpriseOf(posting)))
  const { rows, next } = await repo.applicantPage(posting, state, after)
  return { rows: rows.map(applicationRow), next }
}

/** One application as this person may see it; NOT_FOUND for everybody it does not concern. */
export async function getApplication(
  { id }: In<'jobs.application'>,
  context: Context,
): Promise<Out<'jobs.application'>> {
  const application = found(await repo.loadApplication(id))
  const relations = relationsTo(application, actorOf(context))
  found(relations[0])
  const { seeker, posting, shared } = application
  // outside the consent the enterprise does not learn who of those it talks with this is
  const mayKnow = relations.includes('seeker') || shared !== null
  const talk = mayKnow && seeker !== null ? await repo.knownTalk(talkId(posting, seeker)) : null
  return applicationView(application, relations, talk)
}
