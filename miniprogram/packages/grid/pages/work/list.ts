/** The list of work as far as it was read, apart from the page. */
import { isOpen, type CaseRow } from '../../../../contract/cases'
import type { Page } from '../../../../contract/paging'
import { joinRows, placed } from '../../grid.view'

/** Pages read again when the person comes back from a case; past this the list begins anew. */
const REREAD_PAGES = 3

export interface WorkList {
  readonly rows: readonly CaseRow[]
  readonly hasMore: boolean
  /** how much was read, in pages */
  readonly pages: number
  /** The first page anew. False: a later question has made this one idle; the same for the two below. */
  first(): Promise<boolean>
  /** all that was read, anew */
  reread(): Promise<boolean>
  more(): Promise<boolean>
  /** one case has changed; null: it is no longer in this list */
  change(id: string, row: CaseRow | null): void
}

export function createWorkList(load: (after?: string) => Promise<Page<CaseRow>>): WorkList {
  let rows: readonly CaseRow[] = []
  let next: string | null = null
  let pages = 0
  /** counts up with every question, so that a late answer to an earlier one is dropped */
  let asked = 0

  /** Takes the answer of `ask`, good or bad, unless something else was asked meanwhile. */
  async function newest<T>(ask: () => Promise<T>, take: (answer: T) => void): Promise<boolean> {
    const mine = ++asked
    try {
      const answer = await ask()
      if (mine === asked) take(answer)
    } catch (error) {
      if (mine === asked) throw error
    }
    return mine === asked
  }

  async function readPages(wanted: number): Promise<Page<CaseRow>> {
    let found: CaseRow[] = []
    let after: string | null = null
    for (let page = 0; page < wanted && (page === 0 || after !== null); page++) {
      const answer: Page<CaseRow> = await load(after ?? undefined)
      found = joinRows(found, answer.rows)
      after = answer.next
    }
    return { rows: found, next: after }
  }

  function take(page: Page<CaseRow>, count: number): void {
    rows = page.rows.filter(({ state }) => isOpen(state))
    next = page.next
    pages = count
  }

  const read = (wanted: number) =>
    newest(
      () => readPages(wanted),
      (page) => take(page, wanted),
    )

  return {
    get rows() {
      return rows
    },
    get hasMore() {
      return next !== null
    },
    get pages() {
      return pages
    },
    first: () => read(1),
    reread: () => read(pages > REREAD_PAGES ? 1 : Math.max(1, pages)),
    async more() {
      const after = next
      if (after === null) return false
      return newest(
        () => load(after),
        (page) => take({ rows: joinRows(rows, page.rows), next: page.next }, pages + 1),
      )
    },
    change(id, row) {
      // what is still on its way was asked before the change
      asked += 1
      const others = rows.filter((other) => other.id !== id)
      rows = row && isOpen(row.state) ? placed(others, row, next !== null) : others
    },
  }
}
