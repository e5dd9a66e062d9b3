/** The list of one's own cases: pages of twenty, of which only those near the screen are drawn. Pure. */
import { isOpen, type CaseRow } from '../../contract/cases'
import type { Grant } from '../../contract/estate'
import { caseRowView, type CaseRowView } from '../../core/case-view'

/** One page of the list. Out of sight it is an empty box as high as its rows were. */
export interface Chunk {
  no: number
  rows: CaseRowView[]
  isDrawn: boolean
  /** px; 0 until it was seen */
  height: number
}

/** What is still open comes first, by what is due; the rest stays newest first. */
export function openFirst(rows: readonly CaseRow[]): CaseRow[] {
  const open = rows.filter(({ state }) => isOpen(state))
  const over = rows.filter(({ state }) => !isOpen(state))
  return [...open.sort((a, b) => (a.dueAt ?? a.createdAt) - (b.dueAt ?? b.createdAt)), ...over]
}

/** Rows of page `no`. Only the first page is put in order: later ones must not push up what is being read. */
export const rowsOf = (rows: readonly CaseRow[], no: number, now: number): CaseRowView[] =>
  (no === 0 ? openFirst(rows) : rows).map((row) => caseRowView(row, now))

/** Those that are seen, with a neighbour on either side: what is scrolled to is there already. */
export const isNear = (no: number, seen: ReadonlySet<number>): boolean =>
  seen.size === 0 ? no < 2 : seen.has(no - 1) || seen.has(no) || seen.has(no + 1)

/** The change that draws what is near and empties what is not; one without a known height stays. */
export function drawnPatch(chunks: readonly Chunk[], seen: ReadonlySet<number>): { [path: string]: boolean } {
  const patch: { [path: string]: boolean } = {}
  for (const { no, isDrawn, height } of chunks) {
    const wanted = isNear(no, seen) || height === 0
    if (wanted !== isDrawn) patch[`chunks[${no}].isDrawn`] = wanted
  }
  return patch
}

export const hasWork = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role !== 'admin')
