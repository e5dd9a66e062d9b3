import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { open, type Database as Table, type RootDatabase, type Transaction as Snapshot } from 'lmdb'
import type { IndexDeclaration } from '../../../database/types'
import { LIMITS } from '../limits'
import { collectionMissing } from './errors'
import { after, decodeSeq, encodeKey, encodeSeq } from './keys'
import { splitPath } from './paths'

export interface IndexField {
  readonly path: string
  readonly parts: readonly string[]
  readonly order: 1 | -1 | '2dsphere'
}

export interface Index {
  readonly id: number
  readonly name: string
  readonly fields: readonly IndexField[]
  readonly unique: boolean
  /** do the keys end in the cell of the geo field? Indexes of an earlier version have none until they are built anew */
  readonly cells: boolean
  /** paths at which some document once held an array; such a path gives several keys a document */
  readonly multi: Set<string>
}

export interface Collection {
  readonly id: number
  readonly name: string
  /** the first one is always `_id_` */
  indexes: Index[]
  /** the place that the next document takes in insertion order */
  nextSeq: number
}

export interface Entry {
  readonly key: Buffer
  readonly seq: number
}

interface StoredIndex {
  id: number
  name: string
  fields: [string, 1 | -1 | '2dsphere'][]
  unique: boolean
  cells?: boolean
  multi: string[]
}
interface StoredCollection {
  id: number
  indexes: StoredIndex[]
}

const ID_INDEX: IndexDeclaration = { name: '_id_', fields: [['_id', 1]], unique: true }
const PREFIX_BYTES = 4
/** No stored key is longer, so a bound that is can be cut here without selecting other keys. */
const BOUND_BYTES = LIMITS.indexKeyBytes + 64

function prefix(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(PREFIX_BYTES)
  bytes.writeUInt32BE(id)
  return bytes
}

/** The field of an index by whose place its keys end; undefined when they end otherwise. */
export function cellField(index: Index): IndexField | undefined {
  return index.cells ? index.fields.find(({ order }) => order === '2dsphere') : undefined
}

/** A view of the store: the newest state, or the one that a transaction's snapshot holds. */
export interface View {
  readonly snapshot?: Snapshot | undefined
}

/**
 * Documents, index entries and the catalogue in one lmdb environment.
 * Documents lie under (collection, seq), so that natural order is insertion order; index entries lead to a seq.
 */
export class Store {
  private readonly root: RootDatabase<Buffer, Buffer>
  private readonly docs: Table<string, Buffer>
  private readonly entries: Table<Buffer, Buffer>
  private readonly catalog: Table<string, Buffer>
  private readonly known = new Map<string, Collection>()
  private nextId = 1
  private writing = false

  constructor(dir: string, fresh: boolean) {
    const path = join(dir, 'database')
    if (fresh) rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { recursive: true })
    // overlappingSync would acknowledge before the data is on the disk
    this.root = open<Buffer, Buffer>({
      path: join(path, 'data.mdb'),
      noSubdir: true,
      overlappingSync: false,
      keyEncoding: 'binary',
      encoding: 'binary',
      maxDbs: 4,
      // each open transaction holds one
      maxReaders: 2000,
    })
    this.docs = this.root.openDB({ name: 'documents', keyEncoding: 'binary', encoding: 'string' })
    this.entries = this.root.openDB({ name: 'entries', keyEncoding: 'binary', encoding: 'binary' })
    this.catalog = this.root.openDB({ name: 'catalog', keyEncoding: 'binary', encoding: 'string' })
    for (const { key, value } of this.catalog.getRange({}))
      this.adopt(key.toString(), JSON.parse(value) as StoredCollection)
  }

  private adopt(name: string, stored: StoredCollection): void {
    const indexes = stored.indexes.map((index) => ({
      ...index,
      fields: index.fields.map(([path, order]) => ({ path, order, parts: splitPath(path) })),
      cells: index.cells === true,
      multi: new Set(index.multi),
    }))
    const collection: Collection = { id: stored.id, name, indexes, nextSeq: 1 }
    const [last] = this.docs.getKeys({
      start: prefix(stored.id + 1),
      end: prefix(stored.id),
      reverse: true,
      exclusiveStart: true,
      limit: 1,
    })
    if (last) collection.nextSeq = decodeSeq(last, PREFIX_BYTES) + 1
    this.known.set(name, collection)
    this.nextId = Math.max(this.nextId, stored.id + 1, ...indexes.map((index) => index.id + 1))
  }

  names(): string[] {
    return [...this.known.keys()].sort()
  }

  find(name: string): Collection | undefined {
    return this.known.get(name)
  }

  collection(name: string): Collection {
    const collection = this.known.get(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  create(name: string): Collection {
    const collection: Collection = { id: this.nextId++, name, indexes: [], nextSeq: 1 }
    collection.indexes.push(this.newIndex(ID_INDEX))
    this.transaction(() => this.saveCatalog(collection))
    this.known.set(name, collection)
    return collection
  }

  newIndex(declaration: IndexDeclaration): Index {
    return {
      id: this.nextId++,
      name: declaration.name,
      fields: declaration.fields.map(([path, order]) => ({ path, order, parts: splitPath(path) })),
      unique: declaration.unique === true,
      cells: declaration.unique !== true && declaration.fields.some(([, order]) => order === '2dsphere'),
      multi: new Set(),
    }
  }

  /** Writes the collection's description; call it inside a transaction. */
  saveCatalog(collection: Collection): void {
    const stored: StoredCollection = {
      id: collection.id,
      indexes: collection.indexes.map((index) => ({
        id: index.id,
        name: index.name,
        unique: index.unique,
        cells: index.cells,
        fields: index.fields.map(({ path, order }) => [path, order]),
        multi: [...index.multi],
      })),
    }
    this.catalog.putSync(Buffer.from(collection.name), JSON.stringify(stored))
  }

  /** Runs the work in one durable write transaction; an exception undoes all of it. Inside another it is part of that. */
  transaction<T>(work: () => T): T {
    if (this.writing) return work()
    this.writing = true
    try {
      return this.root.transactionSync(work)
    } finally {
      this.writing = false
    }
  }

  snapshot(): Snapshot {
    return this.root.useReadTransaction()
  }

  document(collection: Collection, seq: number, view: View): string | undefined {
    const key = Buffer.allocUnsafe(PREFIX_BYTES + 6)
    key.writeUInt32BE(collection.id)
    key.writeUIntBE(seq, PREFIX_BYTES, 6)
    return view.snapshot ? this.docs.get(key, { transaction: view.snapshot }) : this.docs.get(key)
  }

  /** All documents in insertion order. */
  *documents(collection: Collection, view: View): Generator<{ seq: number; text: string }> {
    const range = { start: prefix(collection.id), end: prefix(collection.id + 1) }
    const options = view.snapshot ? { ...range, transaction: view.snapshot } : range
    for (const { key, value } of this.docs.getRange(options)) yield { seq: decodeSeq(key, PREFIX_BYTES), text: value }
  }

  /** Counted in the index on _id, whose entries are small. */
  countDocuments(collection: Collection, view: View): number {
    const { id } = collection.indexes[0] as Index
    const range = { start: prefix(id), end: prefix(id + 1) }
    return this.entries.getKeysCount(view.snapshot ? { ...range, transaction: view.snapshot } : range)
  }

  putDocument(collection: Collection, seq: number, text: string): void {
    this.docs.putSync(Buffer.concat([prefix(collection.id), encodeSeq(seq)]), text)
  }

  removeDocument(collection: Collection, seq: number): void {
    this.docs.removeSync(Buffer.concat([prefix(collection.id), encodeSeq(seq)]))
  }

  /** The document that holds this key of a unique index. */
  holder(index: Index, key: Buffer, view: View): number | undefined {
    if (key.length > LIMITS.indexKeyBytes) return undefined
    const whole = Buffer.concat([prefix(index.id), key])
    const value = view.snapshot ? this.entries.get(whole, { transaction: view.snapshot }) : this.entries.get(whole)
    return value && decodeSeq(value)
  }

  seqOfId(collection: Collection, id: unknown, view: View): number | undefined {
    return this.holder(collection.indexes[0] as Index, encodeKey(id), view)
  }

  /** Entries with low <= key < high, in key order or against it. Without bounds: all of the index. */
  *scan(
    index: Index,
    low: Buffer | undefined,
    high: Buffer | undefined,
    reverse: boolean,
    view: View,
  ): Generator<Entry> {
    const own = prefix(index.id)
    const first = low ? Buffer.concat([own, low.subarray(0, BOUND_BYTES)]) : own
    const last = high ? Buffer.concat([own, high.subarray(0, BOUND_BYTES)]) : after(own)
    if (Buffer.compare(first, last) >= 0) return
    const range = reverse
      ? { start: last, end: first, reverse: true, exclusiveStart: true, inclusiveEnd: true }
      : { start: first, end: last }
    const options = view.snapshot ? { ...range, transaction: view.snapshot } : range
    for (const { key, value } of this.entries.getRange(options))
      yield { key: key.subarray(PREFIX_BYTES), seq: decodeSeq(value) }
  }

  putEntry(index: Index, key: Buffer, seq: number): void {
    this.entries.putSync(this.entryKey(index, key, seq), encodeSeq(seq))
  }

  removeEntry(index: Index, key: Buffer, seq: number): void {
    this.entries.removeSync(this.entryKey(index, key, seq))
  }

  private entryKey(index: Index, key: Buffer, seq: number): Buffer {
    return index.unique
      ? Buffer.concat([prefix(index.id), key])
      : Buffer.concat([prefix(index.id), key, encodeSeq(seq)])
  }

  /** Forgets all entries of an index; call it inside a transaction. */
  clearIndex(index: Index): void {
    for (const key of [...this.entries.getKeys({ start: prefix(index.id), end: prefix(index.id + 1) })])
      this.entries.removeSync(key)
  }

  close(): Promise<void> {
    return this.root.close()
  }
}
