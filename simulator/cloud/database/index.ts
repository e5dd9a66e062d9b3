import type { Declarations, IndexDeclaration } from '../../../database/types'
import type { Actions, Call, Part } from '../types'
import { databaseActions } from './actions'
import { aggregate } from './stages/aggregate'
import { exportLines, importLines, load } from './bulk'
import { expressionTest } from './expressions/expression'
import { buildIndex } from './indexes'
import type { MatchOptions } from './query/match'
import { WriteQueue } from './queue'
import { Store, type Collection, type Index } from './store'
import { Transactions } from './transactions'

export interface DatabaseOptions {
  readonly dir: string
  /** forget what is there */
  readonly fresh?: boolean
  readonly declarations?: Declarations
  /** epoch milliseconds, for the _ids of loaded rows */
  readonly now?: () => number
  /** how long a transaction may be open; the cloud's 30 s by default */
  readonly transactionMs?: number
}

export interface Database extends Part {
  readonly actions: Actions
  /** Creates missing collections and builds or drops indexes to match. */
  declare(declarations: Declarations): void
  collections(): string[]
  /** Loads rows in large write transactions; indexes and uniqueness are kept. Returns how many. */
  load(collection: string, rows: Iterable<Record<string, unknown>>): number
  /** The whole database as lines {"collection":"…","doc":{…}} of EJSON. */
  exportLines(): Iterable<string>
  importLines(lines: AsyncIterable<string> | Iterable<string>): Promise<number>
}

function isSame(index: Index, declaration: IndexDeclaration): boolean {
  return (
    index.unique === (declaration.unique === true) &&
    (index.cells || index.unique || !index.fields.some(({ order }) => order === '2dsphere')) &&
    JSON.stringify(index.fields.map(({ path, order }) => [path, order])) === JSON.stringify(declaration.fields)
  )
}

/** Makes the indexes of a collection those that are declared; `_id_` always stays. */
function matchIndexes(store: Store, collection: Collection, declarations: readonly IndexDeclaration[]): void {
  const [id, ...others] = collection.indexes as [Index, ...Index[]]
  const kept = others.filter((index) => declarations.some((one) => one.name === index.name && isSame(index, one)))
  const missing = declarations.filter((one) => !kept.some((index) => index.name === one.name))
  const dropped = others.filter((index) => !kept.includes(index))
  if (missing.length === 0 && dropped.length === 0) return
  for (const index of dropped) store.clearIndex(index)
  const built = missing.map((one) => store.newIndex(one))
  for (const index of built) buildIndex(store, collection, index)
  collection.indexes = [id, ...kept, ...built]
  store.saveCatalog(collection)
}

/** All or nothing: where one index cannot be built, every collection keeps those it had. */
function declare(store: Store, declarations: Declarations): void {
  const collections = store.transaction(() =>
    Object.keys(declarations).map((name) => store.find(name) ?? store.create(name)),
  )
  const before = collections.map((collection) => collection.indexes)
  try {
    store.transaction(() => {
      for (const collection of collections)
        matchIndexes(store, collection, declarations[collection.name]?.indexes ?? [])
    })
  } catch (reason) {
    collections.forEach((collection, at) => (collection.indexes = before[at] ?? collection.indexes))
    throw reason
  }
}

/** Opens the document database that lies in a directory, or makes it. */
export function createDatabase(options: DatabaseOptions): Database {
  const now = options.now ?? Date.now
  const store = new Store(options.dir, options.fresh === true)
  const queue = new WriteQueue(store)
  const transactions = new Transactions(store, queue, options.transactionMs)
  const matchFor = (call: Call): MatchOptions => ({
    expression: expressionTest,
    variables: { NOW: new Date(call.now()) },
  })
  const actions = databaseActions({
    store,
    queue,
    transactions,
    matchFor,
    aggregate: (collection, stages, call) => aggregate({ store, match: matchFor(call), call }, collection, stages),
  })
  const database: Database = {
    name: 'database',
    actions,
    declare: (declarations) => declare(store, declarations),
    collections: () => store.names(),
    load: (name, rows) => load(store, store.find(name) ?? store.create(name), rows, now),
    exportLines: () => exportLines(store),
    importLines: (lines) => importLines(store, lines, now),
    async stop() {
      transactions.stop()
      // writes that wait for their group commit are still made
      await queue.run(() => undefined)
      await store.close()
    },
  }
  if (options.declarations) database.declare(options.declarations)
  return database
}
