/**
 * What the lists of an enterprise last said, kept on the phone: the first page shows what is to do from it, so that
 * opening it asks the server once.
 */
import type { ClaimRow, WageRow } from '../../contract/crafts'
import type { OwnPostingRow } from '../../contract/jobs'
import type { Page } from '../../contract/paging'
import { store, stored } from '../../core/platform'
import { mustPay } from './pay.view'

export interface Seen {
  /** handed in, to be counted; null: not looked at yet */
  counting: { at: number; count: number; hasMore: boolean } | null
  /** what still has to be paid, the longest due first; null: not looked at yet */
  owing: { at: number; wages: { amount: number; dueAt: number }[]; hasMore: boolean } | null
  /** of the postings: people who wait for a word, those to be mended, when the open ones end; null: not looked at yet */
  hiring: { at: number; waiting: number; blocked: number; ends: number[]; hasMore: boolean } | null
}

interface Listed<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
}

type All = { [enterprise: string]: Partial<Seen> }

const KEY = 'enterpriseSeen'
export const UNSEEN: Seen = { counting: null, owing: null, hiring: null }

/** What an older version kept has less. */
export const seenOf = (enterprise: string): Seen => ({ ...UNSEEN, ...stored<All>(KEY)?.[enterprise] })

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

/** The list of the own postings, whatever their state. */
export function noteHiring(
  enterprise: string,
  { rows, hasMore }: Listed<OwnPostingRow>,
  at: number = Date.now(),
): void {
  const ends = rows.flatMap(({ state, endsAt }) => (state === 'open' && endsAt !== null ? [endsAt] : []))
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0)
  const blocked = rows.filter(({ state }) => state === 'blocked').length
  note(enterprise, { hiring: { at, waiting, blocked, ends, hasMore } })
}

/** A page of a list as what is seen of it. */
export const listed = <Row>({ rows, next }: Page<Row>): Listed<Row> => ({ rows, hasMore: next !== null })
