import { parseDoc } from './ejson'
import { invalidParam } from './errors'
import { prepare } from './update/mutations'
import type { Collection, Store } from './store'
import type { Doc } from './values'
import { applyChanges } from './writer'

/** Documents of one write transaction: enough to be fast, little enough to hold in memory. */
const BATCH = 2000

/** Loads plain objects into a collection in large write transactions. */
export function load(store: Store, collection: Collection, rows: Iterable<Doc>, now: () => number): number {
  let total = 0
  let batch: Doc[] = []
  const flush = (): void => {
    const docs = batch
    batch = []
    store.transaction(() => {
      applyChanges(
        store,
        docs.map((doc) => ({ collection, seq: collection.nextSeq++, after: prepare(doc, now()) })),
      )
    })
    total += docs.length
  }
  for (const row of rows) {
    batch.push(row)
    if (batch.length >= BATCH) flush()
  }
  if (batch.length > 0) flush()
  return total
}

/** Every document of every collection as one line of EJSON each. */
export function* exportLines(store: Store): Generator<string> {
  for (const name of store.names()) {
    for (const { text } of store.documents(store.collection(name), {}))
      yield `{"collection":${JSON.stringify(name)},"doc":${text}}`
  }
}

/** Loads such lines; missing collections are created. Empty lines are skipped. */
export async function importLines(
  store: Store,
  lines: AsyncIterable<string> | Iterable<string>,
  now: () => number,
): Promise<number> {
  let total = 0
  let current: string | undefined
  let batch: Doc[] = []
  const flush = (): void => {
    if (current === undefined || batch.length === 0) return
    total += load(store, store.find(current) ?? store.create(current), batch, now)
    batch = []
  }
  for await (const line of lines) {
    if (line.trim() === '') continue
    const { collection, doc } = parseDoc(line, now)
    if (typeof collection !== 'string' || typeof doc !== 'object' || doc === null)
      throw invalidParam('a line must be {"collection":"…","doc":{…}}')
    if (collection !== current || batch.length >= BATCH) flush()
    current = collection
    batch.push(doc as Doc)
  }
  flush()
  return total
}
