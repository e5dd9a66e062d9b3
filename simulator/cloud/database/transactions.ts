import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Transaction as Snapshot } from 'lmdb'
import { LIMITS } from '../limits'
import type { Cost } from '../types'
import { decode } from './ejson'
import { transactionConflict, transactionMissing } from './errors'
import { find, Row, type Find } from './find'
import { encodeKey } from './keys'
import { compileMatch, type MatchOptions } from './query/match'
import { sortBy } from './order'
import { Blocked, type WriteQueue } from './queue'
import type { Session } from './session'
import type { Collection, Index, Store } from './store'
import { applyChanges, checkUnique, keyName, stepOf, type Change } from './writer'

/** What a transaction has made of one document. */
interface Pending {
  readonly collection: Collection
  readonly row: Row | undefined
}

interface Transaction {
  readonly id: string
  readonly deadline: number
  readonly timer: NodeJS.Timeout
  /** taken by the first operation, as MongoDB does */
  snapshot: Snapshot | undefined
  version: number
  readonly pending: Map<number, Map<number, Pending>>
  /** unique keys taken (by seq) or freed (undefined) */
  readonly keys: Map<string, number | undefined>
  readonly locks: Set<string>
  readonly ended: Promise<void>
  end(): void
}

/** How many ended transactions are remembered, to say why an id is no longer good. */
const REMEMBERED = 1000
/** Beyond this many, notes of writes that no open snapshot can have missed are dropped. */
const REMEMBERED_WRITES = 20_000

/**
 * Snapshot isolation. A transaction reads the state of its first operation and its own writes, which are kept here until
 * the commit. What it writes it locks; a write to what another has locked, or has changed since the snapshot, is a conflict.
 */
export class Transactions {
  private readonly open = new Map<string, Transaction>()
  private readonly locks = new Map<string, Transaction>()
  /** when each name was last written; kept only while a snapshot is open that could have missed it */
  private readonly written = new Map<string, number>()
  private readonly gone = new Map<string, string>()
  private version = 0

  constructor(
    private readonly store: Store,
    private readonly queue: WriteQueue,
    private readonly limitMs: number = LIMITS.transactionMs,
  ) {}

  nameOf({ collection, before, after }: Change): string {
    const id = after ? after['_id'] : before === undefined ? null : decode(before)['_id']
    return this.keyName(collection.indexes[0] as Index, encodeKey(id))
  }

  keyName(index: Index, key: Buffer): string {
    return keyName(index, key)
  }

  /** Makes work of the queue wait while a transaction holds this name. */
  waitFor(name: string): void {
    const holder = this.locks.get(name)
    if (holder) throw new Blocked(holder.ended)
  }

  /** Notes what has been written, for the snapshots that are open. */
  remember(names: readonly string[]): void {
    if (this.open.size === 0) return
    this.version++
    for (const name of names) this.written.set(name, this.version)
    if (this.written.size > REMEMBERED_WRITES) this.prune()
  }

  /** Forgets what every open snapshot has seen. */
  private prune(): void {
    const taken = [...this.open.values()].filter((transaction) => transaction.snapshot)
    const oldest = Math.min(this.version, ...taken.map((transaction) => transaction.version))
    for (const [name, version] of this.written) if (version <= oldest) this.written.delete(name)
  }

  start(): string {
    const id = randomBytes(16).toString('hex')
    let end = (): void => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    const timer = setTimeout(() => this.expire(id), this.limitMs)
    timer.unref()
    this.open.set(id, {
      id,
      timer,
      ended,
      end,
      deadline: performance.now() + this.limitMs,
      snapshot: undefined,
      version: 0,
      pending: new Map(),
      keys: new Map(),
      locks: new Set(),
    })
    return id
  }

  private expire(id: string): void {
    const transaction = this.open.get(id)
    if (transaction) this.finish(transaction, 'was aborted after 30 seconds')
  }

  private get(id: string): Transaction {
    const transaction = this.open.get(id)
    if (transaction && performance.now() < transaction.deadline) return transaction
    if (transaction) this.expire(id)
    throw transactionMissing(id, this.gone.get(id) ?? 'does not exist on the server')
  }

  private finish(transaction: Transaction, why: string): void {
    clearTimeout(transaction.timer)
    this.open.delete(transaction.id)
    transaction.snapshot?.done()
    for (const name of transaction.locks) this.locks.delete(name)
    if (this.open.size === 0) this.written.clear()
    this.gone.set(transaction.id, why)
    const [oldest] = this.gone.keys()
    if (oldest !== undefined && this.gone.size > REMEMBERED) this.gone.delete(oldest)
    transaction.end()
  }

  private begin(transaction: Transaction): void {
    if (transaction.snapshot) return
    transaction.snapshot = this.store.snapshot()
    transaction.version = this.version
  }

  /** Takes a name for the transaction, or ends it with a conflict. */
  private lock(transaction: Transaction, name: string): void {
    const holder = this.locks.get(name)
    if (holder === transaction) return
    if (holder || (this.written.get(name) ?? 0) > transaction.version) throw transactionConflict()
    this.locks.set(name, transaction)
    transaction.locks.add(name)
  }

  /** Runs one operation of a transaction. Any refusal aborts the transaction, as MongoDB does. */
  run<T>(id: string, cost: Cost, match: MatchOptions, work: (session: Session) => T): T {
    const transaction = this.get(id)
    this.begin(transaction)
    try {
      return work({
        match,
        find: (collection, query) => this.find(transaction, collection, query, cost, match),
        apply: (changes) => this.apply(transaction, changes),
      })
    } catch (reason) {
      this.finish(transaction, 'has been aborted')
      throw reason
    }
  }

  private find(transaction: Transaction, collection: Collection, query: Find, cost: Cost, match: MatchOptions): Row[] {
    const reader = { store: this.store, view: { snapshot: transaction.snapshot }, cost, match }
    const own = transaction.pending.get(collection.id)
    if (!own) return find(reader, collection, query)
    const { filter, sort = [], skip = 0, limit = Infinity } = query
    const test = compileMatch(filter, match)
    const stored = find(reader, collection, { filter, sort, limit: skip + limit + own.size }).filter(
      (row) => !own.has(row.seq),
    )
    const mine = [...own.values()].flatMap(({ row }) => (row && test(row.doc) ? row : []))
    const natural = [...stored, ...mine].sort((a, b) => a.seq - b.seq)
    const rows = sortBy(natural, (row) => row.doc, sort)
    return rows.slice(skip, skip + limit)
  }

  private apply(transaction: Transaction, changes: readonly Change[]): void {
    for (const change of changes) this.lock(transaction, this.nameOf(change))
    const steps = changes.map(stepOf)
    const view = { snapshot: transaction.snapshot }
    const holder = (index: Index, key: Buffer): number | undefined => {
      const name = keyName(index, key)
      return transaction.keys.has(name) ? transaction.keys.get(name) : this.store.holder(index, key, view)
    }
    checkUnique(steps, holder, (index, key) => this.lock(transaction, keyName(index, key)))
    for (const { change, text, index } of steps) {
      for (const one of index.filter((step) => step.index.unique)) {
        for (const key of one.removed) transaction.keys.set(keyName(one.index, key), undefined)
      }
      for (const one of index.filter((step) => step.index.unique)) {
        for (const key of one.added) transaction.keys.set(keyName(one.index, key), change.seq)
      }
      const { collection, seq } = change
      const own = transaction.pending.get(collection.id) ?? new Map<number, Pending>()
      transaction.pending.set(collection.id, own)
      own.set(seq, { collection, row: text === undefined ? undefined : new Row(seq, text) })
    }
  }

  /** Writes what the transaction has made, in one durable step. */
  async commit(id: string, cost: Cost): Promise<void> {
    const transaction = this.get(id)
    // from here on it takes no further operation; its locks stay until the commit is on the disk
    clearTimeout(transaction.timer)
    this.open.delete(id)
    this.gone.set(id, 'has been committed')
    try {
      await this.queue.run(() => {
        const names: string[] = [...transaction.locks]
        applyChanges(this.store, this.changesOf(transaction), cost)
        this.remember(names)
      })
    } finally {
      this.finish(transaction, 'has been committed')
    }
  }

  private changesOf(transaction: Transaction): Change[] {
    return [...transaction.pending.values()].flatMap((own) =>
      [...own].flatMap(([seq, { collection, row }]) => {
        const before = this.store.document(collection, seq, {})
        if (before === undefined && !row) return []
        return { collection, seq, before, after: row?.doc }
      }),
    )
  }

  /** Ends a transaction without a trace. One that the server has aborted already is as good as rolled back. */
  abort(id: string): void {
    if (this.gone.get(id)?.includes('aborted')) return
    this.finish(this.get(id), 'has been aborted')
  }

  stop(): void {
    for (const transaction of [...this.open.values()]) this.finish(transaction, 'has been aborted')
  }
}
