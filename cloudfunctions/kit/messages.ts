/** What people are told inside the mini-program. Other functions insert messages; the function `messages` shows and pushes them. */
import type { MessageRow } from '../../miniprogram/contract/messages'
import { Collection } from './db'
import type { MessageDoc } from './message-for'

export {
  craftMessageFor,
  fairMessageFor,
  jobMessageFor,
  messageFor,
  type CaseMessageDoc,
  type CaseNews,
  type CraftEventNews,
  type CraftMessageDoc,
  type FairEventNews,
  type FairMessageDoc,
  type JobEventNews,
  type JobMessageDoc,
  type MessageDoc,
  type Push,
} from './message-for'

export const messages = new Collection<MessageDoc>('messages')

/** A message to the person told. */
export const messageRow = ({ _id, to: _to, push: _push, expiresAt: _expiresAt, ...row }: MessageDoc): MessageRow => ({
  id: _id,
  ...row,
})

/** How many a person has not read. */
export const countUnread = (openid: string): Promise<number> => messages.count({ to: openid, read: false })

/** Tells everybody of these; a message that is there already (a repeated call) stays as it is. */
export async function tell(docs: readonly MessageDoc[]): Promise<void> {
  if (docs.length === 0 || (await messages.insertAllOnce([...docs]))) return
  for (const doc of docs) await messages.insertOnce(doc)
}
