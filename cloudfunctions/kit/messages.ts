/** What people are told inside the mini-program. Other functions insert messages; the function `messages` shows and pushes them. */
import { Collection } from './db'
import type { MessageDoc } from './message-for'

export { messageFor, type CaseNews, type MessageDoc, type Push } from './message-for'

export const messages = new Collection<MessageDoc>('messages')
