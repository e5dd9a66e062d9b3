import type { In, Out } from '../../miniprogram/contract/api'
import type { Finding } from '../../miniprogram/contract/job-gate'
import { JOB_LIMITS, type PostingInput } from '../../miniprogram/contract/jobs'
import { dayOf } from '../kit/clock'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { AppError, found, requireAllowed } from '../kit/errors'
import { newId } from '../kit/ids'
import { checkText } from '../kit/moderation'
import { retried } from '../kit/retried'
import { callOf, commitPosting, doneBefore, requireRoom } from './commit-posting'
import { findingsOf } from './gate.rules'
import { requireHiring } from './hiring-enterprise'
import type { PostingDoc } from './posting-model.rules'
import { inputProblem, standing, textsOf, wordsOf } from './posting-words.rules'
import { made, mayReword, reworded } from './posting.rules'
import * as repo from './postings.repo'

type Input = In<'jobs.post'>

const answerOf = ({ _id: id, state, version, findings }: PostingDoc): Out<'jobs.post'> => ({
  id,
  state,
  version,
  findings,
})

function requireSound(input: PostingInput): void {
  const problem = inputProblem(input)
  if (problem) throw new AppError('INVALID_INPUT', problem)
}

/** What the gate would say. */
export async function checkPosting(input: In<'jobs.check'>, { now }: Context): Promise<Out<'jobs.check'>> {
  requireSound(input)
  return { findings: findingsOf(input, dayOf(now)) }
}

/** A new posting, or new words for one. It is published at once unless the gate has something against it. */
export async function postPosting(input: Input, context: Context): Promise<Out<'jobs.post'>> {
  const { id, version, enterprise } = input
  requireEnterprise(context, enterprise)
  requireSound(input)
  if (id !== undefined && version !== undefined) return answerOf(await change(input, { id, version }, context))
  if (id !== undefined) throw new AppError('INVALID_INPUT', { version: 'missing' })
  if (version !== undefined) throw new AppError('INVALID_INPUT', { id: 'missing' })
  return retried(
    async () => answerOf(await add(input, context)),
    async () => {
      const doc = await repo.findByRequest(context.openid, context.requestId)
      return doc && answerOf(doc)
    },
  )
}

async function add(input: Input, context: Context): Promise<PostingDoc> {
  const { now, openid } = context
  const { _id: enterprise, name: enterpriseName } = requireHiring(found(await repo.loadEnterprise(input.enterprise)))
  await requireRoom(enterprise, JOB_LIMITS.openPostings)
  const words = wordsOf(input)
  const findings = await judged(words, [], context)
  const maker = { id: newId(now), enterprise, enterpriseName, openid }
  const doc = made(words, findings, maker, callOf(context, 'enterprise'))
  if (!(await repo.addPosting(doc))) throw new AppError('CONFLICT')
  return doc
}

async function change(input: Input, seen: { id: string; version: number }, context: Context): Promise<PostingDoc> {
  const { posting, enterprise } = found(await repo.loadWithEnterprise(seen.id))
  if (posting.enterprise !== input.enterprise) throw new AppError('NOT_FOUND')
  if (doneBefore(posting, 'changed', context)) return posting
  requireHiring(enterprise)
  requireAllowed(mayReword(posting, seen.version))
  if (posting.state === 'ended') await requireRoom(enterprise._id, JOB_LIMITS.openPostings)
  const words = wordsOf(input)
  const findings = await judged(words, posting.excused, context)
  const changed = reworded(posting, words, findings, callOf(context, 'enterprise'))
  return commitPosting(posting, changed, 'changed', context)
}

/** What the gate has against the words. Those that others will read the platform looks at as well. */
async function judged(words: PostingInput, excused: readonly string[], context: Context): Promise<Finding[]> {
  const findings = standing(findingsOf(words, dayOf(context.now)), excused)
  if (findings.length === 0) await checkWords(words, context)
  return findings
}

export const checkWords = (words: PostingInput, { openid, log }: Context): Promise<void> =>
  checkText(openid, textsOf(words).join('\n'), 'text', log)
