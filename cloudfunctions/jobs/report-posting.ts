import type { In, Out } from '../../miniprogram/contract/api'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { startOfDay } from '../kit/clock'
import type { Context } from '../kit/context'
import { wait } from '../kit/db'
import { requireOutsider, type EnterpriseFields } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { checkText } from '../kit/moderation'
import { homeMark, reportId } from './job-ids'
import { PERSONAL_MS, type PostingDoc } from './posting-model.rules'
import { isPublic, reported } from './posting.rules'
import * as repo from './postings.repo'
import { tellBoth } from './tell-jobs'

const DONE: Out<'jobs.report'> = { done: true }

/** One person says that a posting cheats. Two of different homes hide it until the staff have looked. */
export async function reportPosting(input: In<'jobs.report'>, context: Context): Promise<Out<'jobs.report'>> {
  const { openid, now, log, requestId } = context
  const id = reportId(input.posting, openid)
  const asked = { report: id, since: { openid, at: startOfDay(now) } }
  const { posting, enterprise, report, today } = found(await repo.loadWithEnterprise(input.posting, asked))
  requireOutsider(context, posting.enterprise)
  if (report) {
    if (report.requestId === requestId) await tellHidden(posting, enterprise, requestId)
    return DONE
  }
  requireReportable(posting)
  if (today >= JOB_LIMITS.reportsPerDay) throw new AppError('LIMIT')
  if (input.text !== '') await checkText(openid, input.text, 'text', log)

  // counted before it is written: a call that dies in between is retried, and its home counts once
  const after = await count(posting, context)
  await repo.addReport({
    ...input,
    _id: id,
    enterprise: posting.enterprise,
    by: openid,
    at: now,
    requestId,
    clearAt: now + PERSONAL_MS,
  })
  await tellHidden(after, enterprise, requestId)
  return DONE
}

function requireReportable(posting: PostingDoc): void {
  const { state } = posting
  if (state === 'open' || state === 'hidden') return
  throw new AppError(isPublic(posting) ? 'NOT_NOW' : 'NOT_FOUND')
}

const ATTEMPTS = 12
const FIRST_WAIT_MS = 5
const LONGEST_WAIT_MS = 200

/** Counts the report in the posting as it is, however many come at once; the posting after it. */
async function count(posting: PostingDoc, context: Context): Promise<PostingDoc> {
  const { openid, member, now, requestId } = context
  const call = { openid: null, as: 'system', requestId, now, text: null } as const
  const home = homeMark(posting._id, { openid, home: member?.home ?? null })
  let doc = posting
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const change = reported(doc, home, call)
    if (await repo.changeByReport(doc, { ...change })) return { ...doc, ...change }
    await wait(Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS))
    doc = found(await repo.loadPosting(doc._id))
  }
  throw new AppError('BUSY')
}

/** If this very call has hidden it, the enterprise and the staff are told. */
async function tellHidden(
  { _id: subject, title, events }: PostingDoc,
  enterprise: EnterpriseFields,
  requestId: string,
): Promise<void> {
  const hide = events.find((event) => event.what === 'hide' && event.requestId === requestId)
  if (!hide) return
  const news = { about: 'posting', subject, eventNo: hide.no, at: hide.at, title } as const
  await tellBoth(enterprise, { ...news, what: 'posting_hidden' }, { ...news, what: 'to_look' })
}
