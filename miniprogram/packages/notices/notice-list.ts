import type { Page } from '../../contract/paging'
import { PAGE_SIZE } from '../../contract/paging'
import { chunksPatch, watchChunks, type Chunk } from '../../core/chunks'
import { errorText } from '../../core/error-text'
import { createPaged } from '../../core/paged'
import { toast } from '../../core/platform'

interface ListPage<View> {
  data: { state: string; chunks: readonly Chunk<View>[] }
  setData(change: Record<string, unknown>, done?: () => void): void
  createIntersectionObserver(
    options: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

export interface NoticeList {
  /** the first page anew; throws nothing: what went wrong is shown */
  load(): Promise<void>
  /** the next page */
  more(): Promise<void>
  /** draws again what is there: something on the phone has changed */
  redraw(): void
  stop(): void
}

export interface NoticeListParts<Row, View> {
  load(after?: string): Promise<Page<Row>>
  view(row: Row): View
  /** shown when there is nothing */
  nothing: string
}

/** The list of a page: brought page by page, drawn in chunks. Fills `state`, `words`, `chunks` and `hasMore`. */
export function noticeList<Row extends { id: string }, View>(
  page: ListPage<View>,
  { load, view, nothing }: NoticeListParts<Row, View>,
): NoticeList {
  const paged = createPaged(load)
  const watcher = watchChunks(page)
  const redraw = () => {
    const { rows, hasMore } = paged
    page.setData(
      {
        ...chunksPatch(page.data.chunks, rows.map(view), PAGE_SIZE),
        state: rows.length > 0 ? 'ready' : 'empty',
        words: nothing,
        hasMore,
      },
      () => watcher.watch(),
    )
  }
  const run = async (ask: () => Promise<boolean>) => {
    try {
      if (await ask()) redraw()
    } catch (error) {
      if (paged.rows.length > 0) toast(errorText(error))
      else page.setData({ state: 'error', words: errorText(error) })
    }
  }
  return {
    load: () =>
      run(async () => {
        await paged.first()
        return true
      }),
    more: () => run(() => paged.more()),
    redraw,
    stop: () => watcher.stop(),
  }
}
