/** Long lists in chunks: those out of sight are emptied, because a phone of five years ago draws a thousand nodes badly. */

export interface Chunk<Row> {
  no: number
  rows: Row[]
  isDrawn: boolean
  /** px on the screen, kept by the empty box; 0: not yet measured */
  height: number
}

/** Those that are seen, with a neighbour on either side: what is scrolled to is there already. */
export const isNear = (no: number, seen: ReadonlySet<number>): boolean =>
  seen.size === 0 ? no < 2 : seen.has(no - 1) || seen.has(no) || seen.has(no + 1)

/** The change that draws what is near and empties what is not; one without a known height stays. */
export function drawnPatch(chunks: readonly Chunk<unknown>[], seen: ReadonlySet<number>): { [path: string]: boolean } {
  const patch: { [path: string]: boolean } = {}
  for (const { no, isDrawn, height } of chunks) {
    const wanted = isNear(no, seen) || height === 0
    if (wanted !== isDrawn) patch[`chunks[${no}].isDrawn`] = wanted
  }
  return patch
}

/** Data paths that turn the chunks on the screen into these rows, `size` a chunk; what did not change is not set. */
export function chunksPatch<Row>(
  old: readonly Chunk<Row>[],
  rows: readonly Row[],
  size: number,
): { [path: string]: unknown } {
  const lists = Array.from({ length: Math.ceil(rows.length / size) }, (_, no) => rows.slice(no * size, (no + 1) * size))
  const chunkOf = (list: Row[], no: number): Chunk<Row> => ({
    no,
    rows: list,
    isDrawn: old[no]?.isDrawn ?? true,
    height: old[no]?.height ?? 0,
  })
  if (old.length === 0 || lists.length < old.length) return { chunks: lists.map(chunkOf) }
  const patch: { [path: string]: unknown } = {}
  lists.forEach((list, no) => {
    const before = old[no]
    if (!before) patch[`chunks[${no}]`] = chunkOf(list, no)
    else if (JSON.stringify(before.rows) !== JSON.stringify(list)) patch[`chunks[${no}].rows`] = list
  })
  return patch
}

interface ChunkedPage {
  data: { chunks: readonly Chunk<unknown>[] }
  setData(change: Record<string, unknown>): void
  createIntersectionObserver(
    options: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

export interface ChunkWatch {
  /** look at every chunk that is there now: call it when one was added */
  watch(): void
  /** the list is another one */
  forget(): void
  stop(): void
}

/** Draws and empties the elements `#chunk-<no>.chunk` of a page as they come into sight and leave it. */
export function watchChunks(page: ChunkedPage): ChunkWatch {
  const seen = new Set<number>()
  let observer: WechatMiniprogram.IntersectionObserver | null = null
  const onSeen = (result: WechatMiniprogram.IntersectionObserverObserveCallbackResult) => {
    const { id, intersectionRatio, boundingClientRect } = result
    const no = Number(id.slice('chunk-'.length))
    const chunk = page.data.chunks[no]
    if (!chunk) return
    if (intersectionRatio > 0) seen.add(no)
    else seen.delete(no)
    const height = Math.round(boundingClientRect.height)
    const isMeasured = chunk.isDrawn && height > 0 && height !== chunk.height
    const chunks = isMeasured
      ? page.data.chunks.map((one) => (one.no === no ? { ...one, height } : one))
      : page.data.chunks
    const patch = { ...(isMeasured ? { [`chunks[${no}].height`]: height } : {}), ...drawnPatch(chunks, seen) }
    if (Object.keys(patch).length > 0) page.setData(patch)
  }
  const stop = () => {
    observer?.disconnect()
    observer = null
  }
  return {
    watch() {
      stop()
      if (page.data.chunks.length === 0) return
      observer = page.createIntersectionObserver({ observeAll: true })
      observer.relativeToViewport({ top: 200, bottom: 200 }).observe('.chunk', onSeen)
    },
    forget() {
      stop()
      seen.clear()
    },
    stop,
  }
}
