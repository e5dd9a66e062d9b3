/** The only door of these pages to the server. */
import type { In, Out } from '../../contract/api'
import type { BatchView, ClaimMoved, ClaimView, Tally, WageRow } from '../../contract/crafts'
import type { EnterpriseOwnView, EnterpriseState, EnterpriseView } from '../../contract/enterprises'
import type { PostingView } from '../../contract/jobs'
import type { Page } from '../../contract/paging'
import { call } from '../../core/rpc'
import { session } from '../../core/session'
import type { DeskRow, Tab } from './home.view'
import type { JobRow, JobTab } from './jobs.view'

const from = (after?: string) => (after === undefined ? {} : { after })

/** A page of rows, each with its kind. */
const kinds = <Row extends { id: string }, Kind extends DeskRow['kind'] | JobRow['kind']>(
  page: Page<Row> | undefined,
  kind: Kind,
): Page<{ id: string; kind: Kind; row: Row }> => ({
  rows: (page?.rows ?? []).map((row) => ({ id: row.id, kind, row })),
  next: page?.next ?? null,
})

/** One page of what is under a tab; of the enterprises those in one state. */
export async function listDesk(tab: Tab, state: EnterpriseState, after?: string): Promise<Page<DeskRow>> {
  if (tab === 'enterprises') return kinds(await call('enterprises.list', { state, ...from(after) }), 'enterprise')
  const { batches, claims, wages } = await call('crafts.desk', { what: tab, ...from(after) })
  if (tab === 'approvals') return kinds(batches, 'batch')
  return tab === 'objections' ? kinds(claims, 'claim') : kinds(wages, tab === 'denied' ? 'denied' : 'arrears')
}

/** The caller acts for this enterprise, and so decides nothing about it. */
export const isMine = (enterprise: string): boolean =>
  session.me()?.enterprises?.some(({ id }) => id === enterprise) ?? false

const isOwnView = (view: EnterpriseView | EnterpriseOwnView): view is EnterpriseOwnView => 'version' in view

/** null: it is not for this person to see in full. */
export async function getEnterprise(id: string): Promise<EnterpriseOwnView | null> {
  const view = await call('enterprises.get', { id })
  return isOwnView(view) ? view : null
}

export const decideEnterprise = (
  input: In<'enterprises.decide'>,
  requestId: string,
): Promise<Out<'enterprises.decide'>> => call('enterprises.decide', input, { requestId })

export const getBatch = (id: string): Promise<BatchView> => call('crafts.batch', { id })

export const approveBatch = (input: In<'crafts.approve'>, requestId: string): Promise<Out<'crafts.approve'>> =>
  call('crafts.approve', input, { requestId })

export const getClaim = (id: string): Promise<ClaimView> => call('crafts.claim', { id })

export type Settlement = Tally & { id: string; version: number; text: string }

export const settleClaim = (settlement: Settlement, requestId: string): Promise<ClaimMoved> =>
  call('crafts.move', { ...settlement, move: 'settle' }, { requestId })

export const judgeWage = (input: In<'crafts.judge'>, requestId: string): Promise<WageRow> =>
  call('crafts.judge', input, { requestId })

// ---- postings

/** One page of what is under a tab. Those asked about come first, so the rest of them ends the list. */
export async function listJobs(tab: JobTab, after?: string): Promise<Page<JobRow>> {
  if (tab === 'reported') return kinds(await call('jobs.reported', from(after)), 'reported')
  const { rows, next } = await call('jobs.blocked', from(after))
  const asked = rows.filter((row) => row.asked !== null)
  return kinds({ rows: asked, next: asked.length < rows.length ? null : next }, 'asked')
}

/** null: what is not public of it is not for this person. */
export async function getPosting(id: string): Promise<PostingView | null> {
  const view = await call('jobs.get', { id })
  return view.own === null ? null : view
}

export const rulePosting = (input: In<'jobs.move'>, requestId: string): Promise<Out<'jobs.move'>> =>
  call('jobs.move', input, { requestId })
