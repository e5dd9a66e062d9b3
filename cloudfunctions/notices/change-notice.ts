import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { keptUntil, written, type NoticeDoc } from '../kit/notices'
import { checkWords, requestMark } from './check-words'
import * as repo from './repo'
import { changeRefusal, correctionRefusal, endProblem, stateAt } from './rules'
import { savedView } from './view'

/** Corrects words, end or place on top; whom it is for stays. */
export async function changeNotice(
  { id, version, ...text }: In<'notices.change'>,
  context: Context,
): Promise<Out<'notices.change'>> {
  const { now } = context
  const doc = await changeable(id, context)
  const request = requestMark(context)
  if (doc.request === request) return savedView(doc)
  const refusal = correctionRefusal(doc, version, now)
  if (refusal) throw new AppError(refusal)
  const problem = endProblem(text.endsAt, now)
  if (problem) throw new AppError('INVALID_INPUT', problem)
  if (text.title !== doc.title || text.text !== doc.text) await checkWords(text, context)
  const fields = { ...written(text, doc.publishedAt), changedAt: now, request }
  if (await repo.change(id, version, fields)) return savedView({ _id: id, version: version + 1 })
  return retriedOrLate(id, request)
}

/** Somebody was quicker: this very call, sent twice, or another. */
async function retriedOrLate(id: string, request: string): Promise<Out<'notices.change'>> {
  const doc = found(await repo.load(id))
  if (doc.request !== request) throw new AppError('CONFLICT')
  return savedView(doc)
}

const TRIES = 3

/** Takes it down now. What is not shown any more is down already, whoever did it. */
export async function endNotice({ id }: In<'notices.end'>, context: Context): Promise<Out<'notices.end'>> {
  const { now } = context
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const doc = await changeable(id, context)
    if (stateAt(doc, now) !== 'current') return savedView(doc)
    const fields = { current: false, endedAt: now, expiresAt: keptUntil(now), request: requestMark(context) }
    if (await repo.change(id, doc.version, fields)) return savedView({ _id: id, version: doc.version + 1 })
  }
  throw new AppError('CONFLICT')
}

async function changeable(id: string, { member, grants, now }: Context): Promise<NoticeDoc> {
  const doc = found(await repo.load(id))
  const refusal = changeRefusal(doc, { home: member?.home ?? null, grants }, now)
  if (refusal) throw new AppError(refusal)
  return doc
}
