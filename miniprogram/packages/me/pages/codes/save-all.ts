/** The codes of a unit, put into the album one after another. What is saved is remembered, so that it can go on later. */
import { forget, store, stored } from '../../../../core/platform'
import type { Saved } from '../../../../core/platform-album'

const KEY = 'codes-saved'
/** a unit that was begun and left is forgotten after so many others */
const MOST_UNITS = 20

type Kept = { unit: string; codes: string[] }[]

const kept = (): Kept => stored<Kept>(KEY) ?? []

/** The codes of this unit that are in the album already. */
export const savedOf = (unit: string): readonly string[] => kept().find((one) => one.unit === unit)?.codes ?? []

export function noteSaved(unit: string, code: string): void {
  const codes = [...new Set([...savedOf(unit), code])]
  store(KEY, [{ unit, codes }, ...kept().filter((one) => one.unit !== unit)].slice(0, MOST_UNITS))
}

export function forgetSaved(unit: string): void {
  const others = kept().filter((one) => one.unit !== unit)
  if (others.length > 0) store(KEY, others)
  else forget(KEY)
}

/** done: all are saved; stopped: the person wanted so; else why one could not be saved */
export type Ended = 'done' | 'stopped' | Exclude<Saved, 'saved'>

export interface Run {
  codes: readonly string[]
  isStopped(): boolean
  /** makes one code and saves it; throws when the network does not give it */
  save(code: string): Promise<Saved>
  /** one is in the album */
  onSaved(code: string): void
}

/** One after another, until one cannot be saved. */
export async function saveAll({ codes, isStopped, save, onSaved }: Run): Promise<Ended> {
  for (const code of codes) {
    if (isStopped()) return 'stopped'
    const saved = await save(code)
    if (saved !== 'saved') return saved
    onSaved(code)
  }
  return 'done'
}
