/** The four primitives that carry the weight, and plain reads. Every query must have a declared index. */
import { randomInt } from 'node:crypto'
import { PAGE_SIZE, type Page } from '../../miniprogram/contract/paging'
import { AppError } from './errors'
import { command, database, messageOf } from './sdk'

export interface Doc {
  _id: string
}
export type Where = { [field: string]: unknown }
export type Change = { [field: string]: unknown }
export type Order = 'asc' | 'desc'
export interface Sort {
  field: string
  order: Order
}
export interface FindOptions {
  sort?: Sort[]
  limit?: number
  /** fields to bring; all when absent */
  fields?: readonly string[]
}

/** The database has a document with this _id or unique key already. */
export const isDuplicate = (error: unknown): boolean => /E11000|duplicate key/i.test(messageOf(error))
const isConflict = (error: unknown) => /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/.test(messageOf(error))

/**
 * A change replaces the fields it names. Left alone the SDK flattens an object into "field.key" paths, which merges it
 * into the old one, fails on null and forgets an empty one (see @cloudbase/database serializer/common.js, flatten).
 */
function replacing(change: Change): Change {
  const isPlain = (value: unknown) =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => [field, isPlain(value) ? command.set(value) : value]),
  )
}

const projection = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, true]))

export interface PageQuery {
  where: Where
  sort: Sort
  after: string | undefined
  fields?: readonly string[]
  size?: number
}

/** Opaque to the phone: sort value and id of the last row. */
const encodeCursor = (value: unknown, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

function decodeCursor(text: string): [number, string] {
  const bad = new AppError('INVALID_INPUT', { after: 'wrong_form' })
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw bad
  }
  if (!Array.isArray(value) || !Number.isFinite(value[0]) || typeof value[1] !== 'string') throw bad
  return [value[0], value[1]]
}

/** The rows after the cursor in (sort field, _id) order. The plain bound beside the "or" lets the index start at the row. */
function beyond(sort: Sort, [value, id]: [number, string]): object {
  const isUp = sort.order === 'asc'
  const past = isUp ? command.gt : command.lt
  const from = isUp ? command.gte : command.lte
  return command.and([
    { [sort.field]: from(value) },
    command.or([{ [sort.field]: past(value) }, { [sort.field]: value, _id: past(id) }]),
  ] as never)
}

/** of sumsBy and countsBy; the platform gives 20 unless told */
const MOST_GROUPS = 100

export class Collection<T extends Doc> {
  constructor(readonly name: string) {}

  private get reference() {
    return database.collection(this.name)
  }

  async get(id: string, fields?: readonly string[]): Promise<T | null> {
    const doc = this.reference.doc(id)
    const result = await (fields ? doc.field(projection(fields)) : doc).get()
    return (result as unknown as { data: T | null }).data ?? null
  }

  async find(where: object, { sort = [], limit = PAGE_SIZE, fields }: FindOptions = {}): Promise<T[]> {
    let query = this.reference.where(where as never)
    for (const { field, order } of sort) query = query.orderBy(field, order)
    if (fields) query = query.field(projection(fields) as never)
    const result = await query.limit(limit).get()
    return (result as unknown as { data: T[] }).data
  }

  async count(where: object): Promise<number> {
    const result = await this.reference.where(where as never).count()
    return (result as unknown as { total: number }).total
  }

  /** Sums of number fields over all documents that `where` finds, one for each value of the field `by`; one request. */
  async sumsBy<F extends string>(
    where: Where,
    by: string,
    fields: readonly F[],
  ): Promise<({ _id: unknown } & Record<F, number>)[]> {
    const { sum } = command.aggregate
    const sums = Object.fromEntries(fields.map((field) => [field, sum(`$${field}`)]))
    const pipeline = this.reference.aggregate().match(where)
    const reply = await pipeline
      .group({ _id: `$${by}`, ...sums })
      .limit(MOST_GROUPS)
      .end()
    return (reply as unknown as { list: ({ _id: unknown } & Record<F, number>)[] }).list
  }

  /** How many documents `where` finds for each value of the field `by`; values that none has are left out. One request. */
  async countsBy(where: Where, by: string): Promise<Map<unknown, number>> {
    const pipeline = this.reference.aggregate().match(where)
    const reply = await pipeline
      .group({ _id: `$${by}`, count: command.aggregate.sum(1) })
      .limit(MOST_GROUPS)
      .end()
    const { list } = reply as unknown as { list: { _id: unknown; count: number }[] }
    return new Map(list.map(({ _id, count }) => [_id, count]))
  }

  /** Inserts a document whose _id (or unique key) says what it is. False: it is there already. */
  async insertOnce(doc: T): Promise<boolean> {
    return this.insertAllOnce([doc])
  }

  /** Inserts all in one request. False: the first that is there already stopped it; those before it are in. */
  async insertAllOnce(docs: T[]): Promise<boolean> {
    try {
      await this.reference.add({ data: (docs.length === 1 ? docs[0] : docs) as never })
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }

  /** Changes the one document that still looks as `where` says (give its _id). False: it no longer does. */
  async updateIf(where: Where & { _id: string }, change: Change): Promise<boolean> {
    return (await this.updateAll(where, change)) === 1
  }

  /** Changes every document that `where` finds; how many. */
  async updateAll(where: object, change: Change): Promise<number> {
    const result = await this.reference.where(where as never).update({ data: replacing(change) })
    return (result as unknown as { stats: { updated: number } }).stats.updated
  }

  async removeAll(where: object): Promise<number> {
    const result = await this.reference.where(where as never).remove()
    return (result as unknown as { stats: { removed: number } }).stats.removed
  }

  /** One page in (sort field, _id) order; the sort field holds numbers. The index must end with that field and _id. */
  async pageAfter({ where, sort, after, fields, size = PAGE_SIZE }: PageQuery): Promise<Page<T>> {
    const bounded = after === undefined ? where : command.and([where, beyond(sort, decodeCursor(after))] as never)
    const rows = await this.find(bounded, {
      sort: [sort, { field: '_id', order: sort.order }],
      limit: size + 1,
      ...(fields ? { fields } : {}),
    })
    const page = rows.slice(0, size)
    const last = page.at(-1)
    const next =
      rows.length > size && last
        ? encodeCursor((last as unknown as Record<string, unknown>)[sort.field], last._id)
        : null
    return { rows: page, next }
  }
}

export interface Transaction {
  get<T extends Doc>(collection: Collection<T>, id: string): Promise<T | null>
  insert<T extends Doc>(collection: Collection<T>, doc: T): Promise<void>
  update<T extends Doc>(collection: Collection<T>, id: string, change: Change): Promise<void>
}

const ATTEMPTS = 8
const FIRST_WAIT_MS = 10

/**
 * Runs `work` in a transaction and commits; conflicts are retried with growing, jittered waits, then CONFLICT.
 * Our own loop: the SDK does not retry a conflict that shows at operation time, and loses its code.
 * `work` may run several times, so it must do nothing outside the transaction.
 */
export async function withTransaction<R>(work: (transaction: Transaction) => Promise<R>): Promise<R> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const transaction = await database.startTransaction()
    const on = <T extends Doc>(collection: Collection<T>) => transaction.collection(collection.name)
    try {
      const result = await work({
        get: async (collection, id) => (await on(collection).doc(id).get()).data ?? null,
        insert: async (collection, doc) => void (await on(collection).add({ data: doc })),
        update: async (collection, id, change) =>
          void (await on(collection)
            .doc(id)
            .update({ data: replacing(change) })),
      })
      await transaction.commit()
      return result
    } catch (error) {
      await rollBack(transaction)
      if (!isConflict(error)) throw error
    }
    await wait(FIRST_WAIT_MS * 2 ** attempt)
  }
  throw new AppError('CONFLICT')
}

/** The platform ends a conflicting transaction itself, so a refused rollback tells nothing new. */
async function rollBack(transaction: { rollback(reason?: unknown): Promise<unknown> }): Promise<void> {
  try {
    await transaction.rollback()
  } catch (error) {
    console.info(JSON.stringify({ level: 'info', event: 'rollback.refused', reason: messageOf(error).slice(0, 80) }))
  }
}

/** Waits between half of `ms` and all of it, so that those who collided do not meet again. */
export async function wait(ms: number): Promise<void> {
  const jittered = randomInt(Math.ceil(ms / 2), ms + 1)
  await new Promise((resolve) => setTimeout(resolve, jittered))
}
