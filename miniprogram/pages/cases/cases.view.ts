/** The list of one's own cases: pages of twenty, of which only those near the screen are drawn. Pure. */
import { isOpen, type CaseRow } from '../../contract/cases'
import { caseRowView, type CaseRowView } from '../../core/case-view'

/** What is still open comes first, by what is due; the rest stays newest first. */
export function openFirst(rows: readonly CaseRow[]): CaseRow[] {
  const open = rows.filter(({ state }) => isOpen(state))
  const over = rows.filter(({ state }) => !isOpen(state))
  return [...open.sort((a, b) => (a.dueAt ?? a.createdAt) - (b.dueAt ?? b.createdAt)), ...over]
}

/** Rows of page `no`. Only the first page is put in order: later ones must not push up what is being read. */
export const rowsOf = (rows: readonly CaseRow[], no: number, now: number): CaseRowView[] =>
  (no === 0 ? openFirst(rows) : rows).map((row) => caseRowView(row, now))
