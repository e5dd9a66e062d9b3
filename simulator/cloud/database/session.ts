import type { Cost } from '../types'
import { find, type Find, type Reader, type Row } from './find'
import type { MatchOptions } from './query/match'
import type { Collection, Store } from './store'
import type { Transactions } from './transactions'
import { applyChanges, type Change } from './writer'

/** Where a write reads and writes: straight in the store, or inside a transaction. */
export interface Session {
  readonly match: MatchOptions
  find(collection: Collection, query: Find): Row[]
  apply(changes: readonly Change[]): void
}

/** A session outside of transactions; use it inside the write queue alone. It waits for documents that a transaction holds. */
export function directSession(store: Store, transactions: Transactions, cost: Cost, match: MatchOptions): Session {
  const reader: Reader = { store, view: {}, cost, match }
  return {
    match,
    find: (collection, query) => find(reader, collection, query),
    apply(changes) {
      const names = changes.map((change) => transactions.nameOf(change))
      for (const name of names) transactions.waitFor(name)
      applyChanges(store, changes, cost, (index, key) => {
        const name = transactions.keyName(index, key)
        transactions.waitFor(name)
        names.push(name)
      })
      transactions.remember(names)
    },
  }
}
