import type { Cost } from '../types'
import { decode, encode, checkSize } from './ejson'
import { duplicateKey } from './errors'
import { keysOf, printKey } from './indexes'
import type { Collection, Index, Store } from './store'
import type { Doc } from './values'

/** What becomes of one document. `before` is the stored text, `after` the new document; either may be absent. */
export interface Change {
  readonly collection: Collection
  readonly seq: number
  readonly before?: string | undefined
  readonly after?: Doc | undefined
}

export interface Step {
  readonly change: Change
  readonly text: string | undefined
  readonly index: readonly IndexStep[]
}
export interface IndexStep {
  readonly index: Index
  readonly removed: readonly Buffer[]
  readonly added: readonly Buffer[]
  readonly multi: readonly string[]
}

/** Told of every unique key that a change takes or frees, so that transactions can lock it. */
export type OnUnique = (index: Index, key: Buffer) => void

/** The document that holds a unique key, as the writer sees it. */
export type Holder = (index: Index, key: Buffer) => number | undefined

function diff(index: Index, change: Change, before: Doc | undefined): IndexStep {
  const old = before ? keysOf(index, before).keys : []
  const { keys, multi } = change.after ? keysOf(index, change.after) : { keys: [], multi: [] }
  const had = new Set(old.map((key) => key.toString('latin1')))
  const has = new Set(keys.map((key) => key.toString('latin1')))
  return {
    index,
    removed: old.filter((key) => !has.has(key.toString('latin1'))),
    added: keys.filter((key) => !had.has(key.toString('latin1'))),
    multi,
  }
}

/** Works out what a change does to the document and to each index; refuses what is too large. */
export function stepOf(change: Change): Step {
  const before = change.before === undefined ? undefined : decode(change.before)
  const index = change.collection.indexes.map((one) => diff(one, change, before))
  const text = change.after && encode(change.after)
  if (change.after && text !== undefined) checkSize(change.after, text)
  return { change, text, index }
}

/** One name for a key of an index. */
export const keyName = (index: Index, key: Buffer): string => `${index.id}:${key.toString('latin1')}`

/**
 * Refuses the whole set when one unique key would be held twice, counting keys that the set itself frees: those of the
 * steps before, or of all when the steps are taken `together`.
 */
export function checkUnique(
  steps: readonly Step[],
  holderOf: Holder,
  onUnique: OnUnique | undefined,
  together = false,
): void {
  const freed = new Set<string>()
  const taken = new Set<string>()
  const free = (index: Index, key: Buffer): void => {
    freed.add(keyName(index, key))
    taken.delete(keyName(index, key))
    onUnique?.(index, key)
  }
  const take = (change: Change, index: Index, key: Buffer): void => {
    const name = keyName(index, key)
    onUnique?.(index, key)
    const holder = freed.has(name) ? undefined : holderOf(index, key)
    if (taken.has(name) || (holder !== undefined && holder !== change.seq))
      throw duplicateKey(change.collection.name, index.name, printKey(index, change.after ?? {}))
    taken.add(name)
  }
  for (const set of together ? [steps] : steps.map((step) => [step])) {
    const unique = set.flatMap(({ change, index }) =>
      index.filter((one) => one.index.unique).map((one) => ({ change, ...one })),
    )
    for (const { index, removed } of unique) for (const key of removed) free(index, key)
    for (const { change, index, added } of unique) for (const key of added) take(change, index, key)
  }
}

function write(store: Store, { change, text, index }: Step): void {
  const { collection, seq } = change
  for (const one of index) for (const key of one.removed) store.removeEntry(one.index, key, seq)
  if (text === undefined) store.removeDocument(collection, seq)
  else store.putDocument(collection, seq, text)
}

function writeEntries(store: Store, { change, index }: Step): void {
  for (const one of index) {
    for (const key of one.added) store.putEntry(one.index, key, change.seq)
    const fresh = one.multi.filter((path) => !one.index.multi.has(path))
    if (fresh.length === 0) continue
    for (const path of fresh) one.index.multi.add(path)
    store.saveCatalog(change.collection)
  }
}

/**
 * Writes a set of changes: all of them are checked before the first is written, so a refusal changes nothing.
 * Call it inside a transaction of the store.
 */
export function applyChanges(store: Store, changes: readonly Change[], cost?: Cost, onUnique?: OnUnique): void {
  const steps = changes.map(stepOf)
  // a transaction comes as a whole, in which documents may have passed a unique key on
  checkUnique(steps, (index, key) => store.holder(index, key, {}), onUnique, onUnique === undefined)
  for (const step of steps) write(store, step)
  for (const step of steps) writeEntries(store, step)
  if (cost) cost.documentsWritten += changes.length
}
