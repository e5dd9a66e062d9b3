/** Rows of one page of any list. */
export const PAGE_SIZE = 20

export interface PageRequest {
  /** the `next` of the page before; absent for the first page */
  after?: string
}

export interface Page<Row> {
  rows: Row[]
  /** give back as `after` for the following page; null at the end */
  next: string | null
}
