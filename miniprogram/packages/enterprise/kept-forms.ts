/** What was written in a long form and not sent yet. */
import { DAY } from '../../core/day'
import { store, stored } from '../../core/platform'

const KEY = 'enterpriseForms'
const KEEP_DAYS = 14
const MOST = 10

interface Kept {
  values: unknown
  savedAt: number
}
type All = { [name: string]: Kept }

/** Without the old ones and those too many. */
export function pruned(all: All, now: number): All {
  const fresh = Object.entries(all).filter(([, { savedAt }]) => savedAt > now - KEEP_DAYS * DAY)
  return Object.fromEntries(fresh.sort(([, a], [, b]) => b.savedAt - a.savedAt).slice(0, MOST))
}

const all = (): All => stored<All>(KEY) ?? {}

/** What a form held when it was left; null: nothing. */
export const keptForm = <V>(name: string): Partial<V> | null => (all()[name]?.values as Partial<V> | undefined) ?? null

export function keepForm(name: string, values: unknown, now: number = Date.now()): void {
  store(KEY, pruned({ ...all(), [name]: { values, savedAt: now } }, now))
}

export function dropForm(name: string): void {
  const { [name]: _dropped, ...rest } = all()
  store(KEY, rest)
}
