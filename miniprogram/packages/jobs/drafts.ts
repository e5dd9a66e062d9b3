/** What was written in a talk and not sent yet; only the last one. */
import { forget, store, stored } from '../../core/platform'

interface TalkDraft {
  /** the talk's id, or that of the posting it will be about */
  key: string
  text: string
}

const KEY = 'jobTalkWords'

export function loadWords(key: string): string {
  const draft = stored<TalkDraft>(KEY)
  return draft?.key === key ? draft.text : ''
}

export function saveWords(key: string, text: string): void {
  const draft: TalkDraft = { key, text }
  if (text.trim() === '') dropWords(key)
  else store(KEY, draft)
}

export function dropWords(key: string): void {
  if (stored<TalkDraft>(KEY)?.key === key) forget(KEY)
}
