/** What was written about a claim and not sent yet. */
import { forget, store, stored } from '../../core/platform'
import type { FormMove } from './form.view'

/** Only the last one: more would be forgotten words about forgotten work. */
interface WordsDraft {
  key: string
  text: string
}

const KEY = 'craftWords'

const keyOf = (claim: string, move: FormMove): string => `${claim} ${move}`

export function loadWords(claim: string, move: FormMove): string {
  const draft = stored<WordsDraft>(KEY)
  return draft?.key === keyOf(claim, move) ? draft.text : ''
}

export function saveWords(claim: string, move: FormMove, text: string): void {
  const draft: WordsDraft = { key: keyOf(claim, move), text }
  store(KEY, draft)
}

export const dropWords = (): void => forget(KEY)
