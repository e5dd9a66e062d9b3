import type { Cost } from '../types'
import { conditionsOf, type Conditions } from './query/conditions'
import { decode } from './ejson'
import { compileMatch, type MatchOptions, type Test } from './query/match'
import { distanceKeys, nearIn, type NearCondition } from './geo/near'
import { sortKeys, type Sort, type SortKeys } from './order'
import { plansFor, type Plan, type Stretch } from './query/plan'
import { cellField, type Collection, type Entry, type Store, type View } from './store'
import type { Doc } from './values'

/** A document on its way out: its text as stored, parsed only when somebody looks inside. */
export class Row {
  private parsed: Doc | undefined

  constructor(
    readonly seq: number,
    readonly text: string,
  ) {}

  get doc(): Doc {
    return (this.parsed ??= decode(this.text))
  }

  /** Gives the parsed document back, where many rows wait and few will go out. */
  forget(): void {
    this.parsed = undefined
  }
}

export interface Find {
  readonly filter: Doc
  readonly sort?: Sort | undefined
  readonly skip?: number | undefined
  readonly limit?: number | undefined
}

export interface Reader {
  readonly store: Store
  readonly view: View
  readonly cost: Cost
  readonly match: MatchOptions
}

function* stretchEntries(reader: Reader, plan: Plan, stretch: Stretch): Generator<Entry> {
  const { store, view, cost } = reader
  if (plan.unique && stretch.low) {
    cost.keysRead++
    const seq = store.holder(plan.index, stretch.low, view)
    if (seq !== undefined) yield { key: stretch.low, seq }
    return
  }
  for (const entry of store.scan(plan.index, stretch.low, stretch.high, plan.reverse, view)) {
    cost.keysRead++
    yield entry
  }
}

interface Head {
  entry: Entry
  rest: Generator<Entry>
  fixed: number
}

/** Several ordered stretches as one, by the part of the keys that sorts. */
function* merged(reader: Reader, plan: Plan): Generator<Entry> {
  const heads: Head[] = []
  for (const stretch of plan.stretches) {
    const rest = stretchEntries(reader, plan, stretch)
    const first = rest.next()
    if (first.done !== true) heads.push({ entry: first.value, rest, fixed: stretch.fixed })
  }
  const before = (a: Head, b: Head): boolean => {
    const order = Buffer.compare(a.entry.key.subarray(a.fixed), b.entry.key.subarray(b.fixed))
    return plan.reverse ? order > 0 : order < 0
  }
  while (heads.length > 0) {
    let best = 0
    for (let i = 1; i < heads.length; i++) if (before(heads[i] as Head, heads[best] as Head)) best = i
    const head = heads[best] as Head
    yield head.entry
    const next = head.rest.next()
    if (next.done === true) heads.splice(best, 1)
    else head.entry = next.value
  }
}

function* entriesOf(reader: Reader, plan: Plan): Generator<number> {
  const seen = plan.repeats ? new Set<number>() : undefined
  const stretches = plan.reverse ? [...plan.stretches].reverse() : plan.stretches
  const source = plan.merge
    ? merged(reader, plan)
    : (function* (): Generator<Entry> {
        for (const stretch of stretches) yield* stretchEntries(reader, plan, stretch)
      })()
  for (const { seq } of source) {
    if (seen?.has(seq)) continue
    seen?.add(seq)
    yield seq
  }
}

const TRIAL_KEYS = 101

/** Of plans that look alike, the one whose stretches hold the fewest keys, as far as a short look tells. */
function choose(reader: Reader, plans: readonly Plan[]): Plan | undefined {
  const [first] = plans
  const alike = plans.filter((plan) => plan.score === first?.score)
  if (!first || alike.length === 1 || first.unique || !first.bounded) return first
  const size = (plan: Plan): number => {
    let keys = 0
    for (const { low, high } of plan.stretches)
      for (const entry of reader.store.scan(plan.index, low, high, false, reader.view))
        if (entry && ++keys >= TRIAL_KEYS) return keys
    return keys
  }
  return alike.map((plan) => ({ plan, keys: size(plan) })).reduce((a, b) => (b.keys < a.keys ? b : a)).plan
}

/** How a query will run: through an index, through one for each branch of an $or, or over the whole collection. */
interface Access {
  readonly plan?: Plan | undefined
  readonly branches?: readonly Plan[] | undefined
}

function accessFor(reader: Reader, collection: Collection, conditions: Conditions, sort: Sort): Access {
  const plan = choose(reader, plansFor(collection, conditions, sort))
  if (plan?.bounded || !conditions.branches) return { plan }
  const branches: Plan[] = []
  for (const branch of conditions.branches) {
    const found = choose(reader, plansFor(collection, conditionsOf(branch, reader.match.variables), []))
    if (!found?.bounded) return { plan }
    branches.push(found)
  }
  return branches.length > 0 ? { branches } : { plan }
}

function* seqsOfBranches(reader: Reader, branches: readonly Plan[]): Generator<number> {
  const seqs = new Set<number>()
  for (const plan of branches) for (const seq of entriesOf(reader, plan)) seqs.add(seq)
  yield* [...seqs].sort((a, b) => a - b)
}

function* fetched(reader: Reader, collection: Collection, seqs: Iterable<number>, bounded: boolean): Generator<Row> {
  for (const seq of seqs) {
    const text = reader.store.document(collection, seq, reader.view)
    if (text === undefined) continue
    reader.cost.documentsRead++
    if (!bounded) reader.cost.scanned++
    yield new Row(seq, text)
  }
}

function* scanned(reader: Reader, collection: Collection): Generator<Row> {
  for (const { seq, text } of reader.store.documents(collection, reader.view)) {
    reader.cost.documentsRead++
    reader.cost.scanned++
    yield new Row(seq, text)
  }
}

function candidates(reader: Reader, collection: Collection, { plan, branches }: Access): Iterable<Row> {
  if (branches) return fetched(reader, collection, seqsOfBranches(reader, branches), true)
  if (plan) return fetched(reader, collection, entriesOf(reader, plan), plan.bounded)
  return scanned(reader, collection)
}

function testOf(reader: Reader, filter: Doc): Test {
  return compileMatch(filter, reader.match)
}

/** The one document with this _id, when that is all the filter says: the most frequent query, answered without a plan. */
function byId(reader: Reader, collection: Collection, filter: Doc): Row[] | undefined {
  const id = filter['_id']
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  for (const key in filter) if (key !== '_id') return undefined
  const { store, view, cost } = reader
  cost.keysRead++
  const seq = store.seqOfId(collection, id, view)
  const text = seq === undefined ? undefined : store.document(collection, seq, view)
  if (seq === undefined || text === undefined) return []
  cost.documentsRead++
  return [new Row(seq, text)]
}

/** The documents a query selects, in order. Reads no more than it must when an index gives both filter and order. */
export function find(reader: Reader, collection: Collection, query: Find): Row[] {
  const { filter, sort = [], skip = 0, limit = Infinity } = query
  const only = byId(reader, collection, filter)
  if (only) return only.slice(skip, skip + limit)
  const test = testOf(reader, filter)
  const nearby = nearIn(filter)
  const near = sort.length === 0 ? nearby : undefined
  const nearest = near && nearestOf(reader, collection, query, near)
  return nearest ?? selected(reader, collection, query, test, near)
}

/** The documents that pass, by an index where one helps; the nearest first when a place is given. */
function selected(reader: Reader, collection: Collection, query: Find, test: Test, near?: NearCondition): Row[] {
  const { filter, sort = [], skip = 0, limit = Infinity } = query
  const access = accessFor(reader, collection, conditionsOf(filter, reader.match.variables), sort)
  const exact = access.plan?.exact === true
  const accepted = (row: Row): boolean => exact || test(row.doc)
  const rows = candidates(reader, collection, access)
  const streamed = !near && (sort.length === 0 || access.plan?.ordered === true)
  if (streamed) return window(rows, accepted, skip, limit)
  return ranked(rows, accepted, near ? distanceKeys(near) : sortKeys(sort)).slice(skip, skip + limit)
}

/** Metres of the first circle in which the nearest are looked for, and how much each next one is wider. */
const FIRST_CIRCLE = 500
const WIDENING = 4
const WIDEST_CIRCLE = 2_000_000

/** The nearest documents where no distance bounds them: circles widen until one holds as many as are wanted. */
function nearestOf(reader: Reader, collection: Collection, query: Find, condition: NearCondition): Row[] | undefined {
  const { path, near } = condition
  const { filter, skip = 0, limit = Infinity } = query
  const hasCells = collection.indexes.some((index) => cellField(index)?.path === path)
  if (near.isFlat || Number.isFinite(near.max) || !Number.isFinite(limit) || !hasCells) return undefined
  const $geometry = { type: 'Point', coordinates: [...near.centre] }
  for (let radius = FIRST_CIRCLE + near.min; radius < WIDEST_CIRCLE; radius *= WIDENING) {
    const circle: Doc = { [path]: { $nearSphere: { $geometry, $minDistance: near.min, $maxDistance: radius } } }
    const inside: Find = { filter: { $and: [circle, filter] }, limit: skip + limit }
    const rows = selected(reader, collection, inside, testOf(reader, inside.filter), condition)
    if (rows.length >= skip + limit) return rows.slice(skip)
  }
  return undefined
}

/** Rows that come in their order: no more are read than the window needs. */
function window(rows: Iterable<Row>, accepted: (row: Row) => boolean, skip: number, limit: number): Row[] {
  const inside: Row[] = []
  if (limit <= 0) return inside
  let passed = 0
  for (const row of rows) {
    if (!accepted(row) || passed++ < skip) continue
    inside.push(row)
    if (inside.length >= limit) break
  }
  return inside
}

/** Rows that have to be sorted; equal ones stay in insertion order. */
function ranked(rows: Iterable<Row>, accepted: (row: Row) => boolean, keys: SortKeys): Row[] {
  const all: { row: Row; key: readonly unknown[] }[] = []
  for (const row of rows) {
    if (!accepted(row)) continue
    all.push({ row, key: keys.of(row.doc) })
    row.forget()
  }
  return all.sort((a, b) => keys.compare(a.key, b.key) || a.row.seq - b.row.seq).map(({ row }) => row)
}

/** How many documents a query selects; from the keys alone when an index covers the whole filter. */
export function count(reader: Reader, collection: Collection, filter: Doc): number {
  const test = testOf(reader, filter)
  if (Object.keys(filter).length === 0) return reader.store.countDocuments(collection, reader.view)
  const access = accessFor(reader, collection, conditionsOf(filter, reader.match.variables), [])
  let total = 0
  if (access.plan?.exact) {
    for (const seq of entriesOf(reader, access.plan)) if (seq) total++
    return total
  }
  for (const row of candidates(reader, collection, access)) if (test(row.doc)) total++
  return total
}
