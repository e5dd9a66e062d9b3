import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { allowed } from '../kit/errors'
import { callMark } from './fair-ids'
import * as repo from './fairs.repo'
import { answerStill } from './talk.rules'
import { stillRow } from './view.rules'

/** People who were hired and are to be asked whether they still work there, the longest due first. */
export async function listDue({ after }: In<'fairs.due'>, { now }: Context): Promise<Out<'fairs.due'>> {
  const { rows, next } = await repo.duePage(now, after)
  const people = await repo.loadSignups(rows.map(({ signup }) => signup))
  const names = new Map(people.map(({ _id, name }) => [_id, name]))
  return { rows: rows.map((talk) => stillRow(talk, names.get(talk.signup) ?? '')), next }
}

/** What the person or the enterprise said. */
export async function noteStill(input: In<'fairs.still'>, context: Context): Promise<Out<'fairs.still'>> {
  const { talk: id, ...answer } = input
  await repo.settleTalk(id, callMark(context), (talk) => allowed(answerStill(talk, answer, context.now)))
  return { done: true }
}
