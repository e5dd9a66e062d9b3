import type { Page } from '../contract/paging'

/** A list that is brought page by page. */
export interface Paged<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  /** the first page anew */
  first(): Promise<void>
  /** the next page; nothing while one is on its way or none is left. True: rows were added */
  more(): Promise<boolean>
}

const idOf = (row: object): unknown => ('id' in row ? row.id : undefined)

export function createPaged<Row extends object>(load: (after?: string) => Promise<Page<Row>>): Paged<Row> {
  let rows: Row[] = []
  let next: string | null = null
  let isLoading = false
  /** counts up whenever the list is begun anew */
  let round = 0
  return {
    get rows() {
      return rows
    },
    get hasMore() {
      return next !== null
    },
    async first() {
      const mine = ++round
      const page = await load()
      if (mine !== round) return
      rows = page.rows
      next = page.next
    },
    async more() {
      const after = next
      if (after === null || isLoading) return false
      isLoading = true
      const mine = round
      try {
        const page = await load(after)
        // begun anew in between: this page belongs to the old list
        if (mine !== round) return false
        const known = new Set(rows.map(idOf))
        rows = [...rows, ...page.rows.filter((row) => idOf(row) === undefined || !known.has(idOf(row)))]
        next = page.next
        return true
      } finally {
        isLoading = false
      }
    },
  }
}
