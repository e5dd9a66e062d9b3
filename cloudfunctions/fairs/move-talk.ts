import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { allowed, AppError, found } from '../kit/errors'
import { callMark, partsOf } from './fair-ids'
import * as repo from './fairs.repo'
import type { TalkDoc } from './model.rules'
import { refillSlot } from './refill-slot'
import { requireBooth } from './show-booth'
import { moveTalk, RESULTS, type TalkChange } from './talk.rules'

type Input = In<'fairs.talk'>

/** How a talk goes on. Who did not come makes room for the next who is here. */
export async function moveTalkOn(input: Input, context: Context): Promise<Out<'fairs.talk'>> {
  requireBooth(context, partsOf(input.talk).enterprise)
  const lastCall = callMark(context)
  const talk = await (RESULTS.includes(input.state) ? settle : note)(input, lastCall, context.now)
  if (talk.state === 'no_show') await refillSlot(talk, context.now)
  return { id: talk._id, state: input.state, version: talk.version }
}

function decide(talk: TalkDoc, { version, state }: Input, posting: string | null, now: number): TalkChange {
  if (talk.version !== version) throw new AppError('CONFLICT')
  return allowed(moveTalk(talk, { state, posting }, now))
}

/** Nothing else follows from it. */
async function note(input: Input, lastCall: string, now: number): Promise<TalkDoc> {
  const talk = found(await repo.loadTalk(input.talk))
  if (talk.lastCall === lastCall) return talk
  const set = { ...decide(talk, input, null, now).set, lastCall }
  if (!(await repo.changeTalk(talk, set))) throw new AppError('CONFLICT')
  return { ...talk, ...set }
}

async function settle(input: Input, lastCall: string, now: number): Promise<TalkDoc> {
  return repo.settleTalk(input.talk, lastCall, (talk) => decide(talk, input, postingFor(talk, input), now))
}

/** In which posting: the one that is named, or the only one of the booth. */
function postingFor({ postings }: TalkDoc, { state, posting }: Input): string | null {
  if (state !== 'hired' && posting === undefined) return null
  if (posting === undefined) return postings.length === 1 ? (postings[0] ?? null) : null
  if (!postings.includes(posting)) throw new AppError('INVALID_INPUT', { posting: 'not_found' })
  return posting
}
