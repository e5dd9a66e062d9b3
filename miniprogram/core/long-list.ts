/** A list of any length on a page: page by page from the server, drawn in chunks. */
import { PAGE_SIZE, type Page } from '../contract/paging'
import { chunksPatch, watchChunks, type Chunk } from './chunks'
import { errorText } from './error-text'
import { createPaged } from './paged'
import { toast } from './platform'

/** What the page's template draws of it. */
export interface LongListData<Item> {
  state: 'loading' | 'error' | 'empty' | 'ready'
  words: string
  chunks: Chunk<Item>[]
  /** there are rows, but none that is wanted now */
  isNone: boolean
  hasMore: boolean
  moreText: string
}

export const longListData = <Item>(): LongListData<Item> => ({
  state: 'loading',
  words: '',
  chunks: [],
  isNone: false,
  hasMore: false,
  moreText: '',
})

interface ListPage<Item> {
  data: LongListData<Item>
  setData(change: Record<string, unknown>, after?: () => void): void
  createIntersectionObserver(
    options: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

export interface LongListParts<Row, Item> {
  load(after?: string): Promise<Page<Row>>
  /** the rows as they are drawn; those that are not wanted now are left out */
  items(rows: readonly Row[]): Item[]
  /** what an empty list says */
  empty(): string
}

/** Nothing throws: what fails is said on the page. */
export interface LongList<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  /** the list anew; what is on the screen stays until the answer is there. True: it came */
  load(): Promise<boolean>
  /** it is another list now */
  restart(): Promise<boolean>
  more(): Promise<void>
  draw(): void
  stop(): void
}

/** Pages read again when the person comes back; past this the list begins anew. */
const REREAD_PAGES = 3
const MORE = '往下还有，点这里再看'
const FINDING = '正在找'
const FAILED = '没找到，点这里再试'

export function createLongList<Row extends object, Item>(
  page: ListPage<Item>,
  { load, items, empty }: LongListParts<Row, Item>,
): LongList<Row> {
  const paged = createPaged(load)
  const watcher = watchChunks(page)
  /** counts up with every beginning, so that a failure of the list before says nothing */
  let round = 0

  function draw(): void {
    const list = items(paged.rows)
    const { hasMore } = paged
    const isEmpty = paged.rows.length === 0
    page.setData(
      {
        ...chunksPatch(page.data.chunks, list, PAGE_SIZE),
        state: isEmpty ? 'empty' : 'ready',
        words: isEmpty ? empty() : '',
        isNone: !isEmpty && list.length === 0,
        hasMore,
        moreText: hasMore ? MORE : '',
      },
      () => watcher.watch(),
    )
  }

  async function begin(wanted: number): Promise<boolean> {
    const mine = ++round
    try {
      await paged.first()
      for (let read = 1; read < wanted && wanted <= REREAD_PAGES && paged.hasMore; read++) await paged.more()
      if (mine === round) draw()
      return mine === round
    } catch (error) {
      if (mine !== round) return false
      if (page.data.state === 'ready') toast(errorText(error))
      else page.setData({ state: 'error', words: errorText(error) })
      return false
    }
  }

  return {
    get rows() {
      return paged.rows
    },
    get hasMore() {
      return paged.hasMore
    },
    load: () => begin(Math.ceil(paged.rows.length / PAGE_SIZE)),
    restart() {
      watcher.forget()
      page.setData({ state: 'loading', chunks: [], isNone: false, hasMore: false, moreText: '' })
      return begin(1)
    },
    async more() {
      if (!paged.hasMore || page.data.moreText === FINDING) return
      page.setData({ moreText: FINDING })
      try {
        if (await paged.more()) draw()
      } catch (error) {
        page.setData({ moreText: FAILED })
        toast(errorText(error))
      }
    },
    draw,
    stop: () => watcher.stop(),
  }
}
