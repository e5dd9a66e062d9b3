import { cellKeys } from './cells'
import { LIMITS } from '../limits'
import { decode } from './ejson'
import { duplicateKey, requestFailed } from './errors'
import { encodeKey } from './keys'
import { keyValues } from './paths'
import { printed } from './printed'
import { cellField, type Collection, type Index, type Store } from './store'
import { compare, type Doc } from './values'

/** The keys of one document in one index, without the seq that follows them in a non-unique index. */
export interface Keys {
  readonly keys: readonly Buffer[]
  /** paths that met an array in this document */
  readonly multi: readonly string[]
}

function distinct(keys: Buffer[]): Buffer[] {
  if (keys.length < 2) return keys
  const seen = new Set<string>()
  return keys.filter((key) => {
    const text = key.toString('latin1')
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** The keys under which a document stands in an index. The cell of a geo field comes last, so that the others order. */
export function keysOf(index: Index, doc: Doc): Keys {
  const multi: string[] = []
  let keys: Buffer[] = [Buffer.alloc(0)]
  for (const { path, parts, order } of index.fields) {
    if (order === '2dsphere') continue
    const found = keyValues(doc, parts)
    if (found.multi) {
      const parallel = multi.find((other) => splitRoot(other) !== splitRoot(path))
      if (parallel !== undefined) throw requestFailed(`cannot index parallel arrays [${path}] [${parallel}]`)
      multi.push(path)
    }
    const encoded = distinct(found.values.map((value) => encodeKey(value, order === -1)))
    keys = keys.flatMap((key) => encoded.map((part) => (key.length === 0 ? part : Buffer.concat([key, part]))))
  }
  const geo = cellField(index)
  if (geo) {
    const cells = cellKeys(doc, geo.parts)
    if (cells.length > 1) multi.push(geo.path)
    keys = keys.flatMap((key) => cells.map((cell) => Buffer.concat([key, cell])))
  }
  for (const key of keys) {
    if (key.length > LIMITS.indexKeyBytes)
      throw requestFailed(
        `key of index ${index.name} is too large: ${key.length} bytes, the limit is ${LIMITS.indexKeyBytes}`,
      )
  }
  return { keys, multi }
}

function splitRoot(path: string): string {
  return path.split('.', 1)[0] as string
}

/** How MongoDB prints the key of a duplicate: { phone: "138…" } */
export function printKey(index: Index, doc: Doc): string {
  const fields = index.fields.map(({ path, parts }) => {
    const [value] = [...keyValues(doc, parts).values].sort(compare)
    return `${path}: ${printed(value)}`
  })
  return `{ ${fields.join(', ')} }`
}

/** Fills a new index from the documents that are there; call it inside a transaction. */
export function buildIndex(store: Store, collection: Collection, index: Index): void {
  for (const { seq, text } of store.documents(collection, {})) {
    const doc = decode(text)
    const { keys, multi } = keysOf(index, doc)
    for (const path of multi) index.multi.add(path)
    for (const key of keys) {
      const holder = index.unique ? store.holder(index, key, {}) : undefined
      if (holder !== undefined && holder !== seq) throw duplicateKey(collection.name, index.name, printKey(index, doc))
      store.putEntry(index, key, seq)
    }
  }
}
