import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import type { PostingDoc, PostingEventDoc } from './posting-model.rules'
import type { PostingCall, PostingChange } from './posting-states.rules'
import { earlierEvent } from './posting.rules'
import * as repo from './postings.repo'

/** The call of a person who stands so to the posting. */
export const callOf = (
  { openid, requestId, now }: Context,
  as: PostingCall['as'],
  text: string | null = null,
): PostingCall => ({ openid, as, requestId, now, text })

/** What this very call did before, if it is retried; INVALID_INPUT when its requestId did something else. */
export function doneBefore(doc: PostingDoc, what: PostingEventDoc['what'], context: Context): PostingEventDoc | null {
  const event = earlierEvent(doc, context)
  if (!event) return null
  if (event.what !== what) throw new AppError('INVALID_INPUT', { requestId: 'used_before' })
  return event
}

/** Writes the change on the posting as it was read; the posting after it. CONFLICT when somebody was faster. */
export async function commitPosting(
  before: PostingDoc,
  change: PostingChange,
  what: PostingEventDoc['what'],
  context: Context,
): Promise<PostingDoc> {
  if (await repo.changePosting(before, change)) return { ...before, ...change }
  // perhaps this very call
  const now = await repo.loadPosting(before._id)
  if (!now || !doneBefore(now, what, context)) throw new AppError('CONFLICT')
  return now
}

/** LIMIT when the enterprise has as many as it may have that are not over. */
export async function requireRoom(enterprise: string, most: number): Promise<void> {
  if ((await repo.countOpen(enterprise)) >= most) throw new AppError('LIMIT')
}
