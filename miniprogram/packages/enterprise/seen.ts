/**
 * What the lists of an enterprise last said, kept on the phone: the first page shows what is to do from it, so that
 * opening it asks the server once.
 */
import type { ClaimRow, WageRow } from '../../contract/crafts'
import type { Page } from '../../contract/paging'
import { store, stored } from '../../core/platform'
import { mustPay } from './pay.view'

export interface Seen {
  /** handed in, to be counted; null: not looked at yet */
  counting: { at: number; count: number; hasMore: boolean } | null
  /** what still has to be paid, the longest due first; null: not looked at yet */
  owing: { at: number; wages: { amount: number; dueAt: number }[]; hasMore: boolean } | null
}

interface Listed<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
}

type All = { [enterprise: string]: Seen }

const KEY = 'enterpriseSeen'
export const UNSEEN: Seen = { counting: null, owing: null }

export const seenOf = (enterprise: string): Seen => stored<All>(KEY)?.[enterprise] ?? UNSEEN

function note(enterprise: string, change: Partial<Seen>): void {
  const all = stored<All>(KEY) ?? {}
  store(KEY, { ...all, [enterprise]: { ...(all[enterprise] ?? UNSEEN), ...change } })
}

/** The list of what was handed in and waits to be counted. */
export const noteCounting = (enterprise: string, { rows, hasMore }: Listed<ClaimRow>, at: number = Date.now()): void =>
  note(enterprise, { counting: { at, count: rows.length, hasMore } })

/** The list of what is not paid yet; what the worker has still to confirm asks nothing of the enterprise. */
export const noteOwing = (enterprise: string, { rows, hasMore }: Listed<WageRow>, at: number = Date.now()): void =>
  note(enterprise, {
    owing: { at, hasMore, wages: rows.filter(mustPay).map(({ amount, dueAt }) => ({ amount, dueAt })) },
  })

/** A page of a list as what is seen of it. */
export const listed = <Row>({ rows, next }: Page<Row>): Listed<Row> => ({ rows, hasMore: next !== null })
