import { randomUUID } from 'node:crypto'
import { encode } from '../ejson'
import { requestFailed } from '../errors'
import { conditionsOf } from '../query/conditions'
import { checkNames } from './mutate'
import { compileUpdate, replace } from './update'
import type { Row } from '../find'
import type { Session } from '../session'
import type { Collection } from '../store'
import { Blocked } from '../queue'
import { isDoc, RANK, rankOf, type Doc } from '../values'
import type { Change } from '../writer'

/** An _id as the cloud makes them: 32 hexadecimal digits, the first eight the second of creation. */
export function newId(now: number): string {
  const second = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')
  return second + randomUUID().replaceAll('-', '').slice(8)
}

/** A document ready to be stored: _id first, given one if it has none, every name allowed. */
export function prepare(doc: Doc, now: number): Doc {
  checkNames(doc)
  const { _id: given, ...rest } = doc
  if (given === undefined || given === null) return { _id: newId(now), ...rest }
  const rank = rankOf(given)
  if (rank === RANK.array || rank === RANK.regex)
    throw requestFailed(`The '_id' value cannot be of type ${rank === RANK.array ? 'array' : 'regex'}`)
  return { _id: given, ...rest }
}

/** Makes changes in order. The first that is refused ends it; those before it stay. */
function applyInOrder(session: Session, changes: readonly Change[]): void {
  try {
    session.apply(changes)
  } catch (reason) {
    // one that must wait for a transaction is run again as a whole, so it may leave nothing behind
    if (reason instanceof Blocked) throw reason
    for (const change of changes) session.apply([change])
    throw reason
  }
}

/** Stores new documents in order and tells their _ids. The first that is refused ends it; those before it stay. */
export function insert(session: Session, collection: Collection, docs: readonly Doc[], now: number): unknown[] {
  const ready = docs.map((doc) => prepare(doc, now))
  const changes = ready.map((doc) => ({ collection, seq: collection.nextSeq++, after: doc }))
  applyInOrder(session, changes)
  return ready.map((doc) => doc['_id'])
}

export interface Modify {
  readonly filter: Doc
  readonly data: Doc
  readonly multi: boolean
  /** false: the data replaces the document */
  readonly merge: boolean
  readonly upsert: boolean
}

export interface Modified {
  /** documents that are different now, as the cloud counts */
  readonly updated: number
  readonly upsertId?: unknown
  /** the last document changed, as it is now */
  readonly doc?: Doc | undefined
}

/** What an upsert starts from: the fields that the filter fixes to one value. */
function seed(filter: Doc): Doc {
  const doc: Doc = {}
  for (const { path, operator, value } of conditionsOf(filter).list)
    if (operator === '$eq' && !path.includes('.')) doc[path] = value
  return doc
}

function transform(
  session: Session,
  { filter, data, merge }: Modify,
  now: () => number,
  inserting: boolean,
): (doc: Doc) => Doc {
  if (!merge) return (doc) => replace(doc, data)
  return compileUpdate(data, { match: session.match, filter, now, inserting })
}

function upsert(session: Session, collection: Collection, modify: Modify, now: () => number): Modified {
  const start = seed(modify.filter)
  const made = modify.merge
    ? transform(session, modify, now, true)(start)
    : { ...modify.data, _id: start['_id'] ?? modify.data['_id'] }
  const [id] = insert(session, collection, [made], now())
  return { updated: 0, upsertId: id }
}

/** Updates or replaces what the filter selects, document by document. The first that is refused ends it. */
export function modify(session: Session, collection: Collection, change: Modify, now: () => number): Modified {
  if (!change.merge && Object.keys(change.data).some((key) => key.startsWith('$')))
    throw requestFailed('the replace operation document must not contain atomic operators')
  const apply = transform(session, change, now, false)
  const rows = session.find(collection, change.multi ? { filter: change.filter } : { filter: change.filter, limit: 1 })
  if (rows.length === 0) return change.upsert ? upsert(session, collection, change, now) : { updated: 0 }
  const changes: Change[] = []
  let last: Doc | undefined
  try {
    for (const row of rows) {
      last = apply(row.doc)
      if (encode(last) !== row.text) changes.push({ collection, seq: row.seq, before: row.text, after: last })
    }
  } finally {
    if (changes.length > 0) applyInOrder(session, changes)
  }
  return { updated: changes.length, doc: last }
}

/** Removes what the filter selects and tells how many there were. */
export function remove(session: Session, collection: Collection, filter: Doc, multi: boolean): number {
  const rows: Row[] = session.find(collection, multi ? { filter } : { filter, limit: 1 })
  if (rows.length > 0) session.apply(rows.map((row) => ({ collection, seq: row.seq, before: row.text })))
  return rows.length
}

/** A plain object of operators with nothing to do is no update. */
export function isEmptyUpdate(data: Doc): boolean {
  return Object.values(data).every((fields) => isDoc(fields) && Object.keys(fields).length === 0)
}
