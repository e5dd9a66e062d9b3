/** What was written for a move and not sent yet, by case and move. */
import type { MoveInput } from '../../../../contract/cases'
import { DAY } from '../../../../core/day'
import { store, stored } from '../../../../core/platform'
import type { FormMove, Values } from './form.view'

/** A sending whose answer never came: it may have been carried out, so only the very same may be sent again. */
export interface Pending {
  requestId: string
  version: number
  input: MoveInput
}

export interface MoveDraft {
  values: Values
  savedAt: number
  pending?: Pending
}

export type MoveDrafts = { [key: string]: MoveDraft }

const KEY = 'moveDrafts'
const KEEP_DAYS = 7
const MOST = 30

const keyOf = (id: string, move: FormMove): string => `${id} ${move}`

/** Without the old ones and those too many. */
export function pruned(drafts: MoveDrafts, now: number): MoveDrafts {
  const fresh = Object.entries(drafts).filter(([, { savedAt }]) => savedAt > now - KEEP_DAYS * DAY)
  return Object.fromEntries(fresh.sort(([, a], [, b]) => b.savedAt - a.savedAt).slice(0, MOST))
}

const all = (): MoveDrafts => stored<MoveDrafts>(KEY) ?? {}

export const loadDraft = (id: string, move: FormMove): MoveDraft | null => all()[keyOf(id, move)] ?? null

export function saveDraft(id: string, move: FormMove, draft: MoveDraft): void {
  store(KEY, pruned({ ...all(), [keyOf(id, move)]: draft }, draft.savedAt))
}

export function dropDraft(id: string, move: FormMove): void {
  const { [keyOf(id, move)]: _dropped, ...rest } = all()
  store(KEY, rest)
}
