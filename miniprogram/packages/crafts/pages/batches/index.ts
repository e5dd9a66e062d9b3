import type { BatchRow } from '../../../../contract/crafts'
import { chunksPatch, watchChunks, type Chunk, type ChunkWatch } from '../../../../core/chunks'
import { minimumOn } from '../../../../core/craft-text'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { go, stopPullDown, toast } from '../../../../core/platform'
import { PAGE_SIZE } from '../../../../contract/paging'
import { batchList, type BatchCard } from '../../batch.view'
import { listBatches } from '../../crafts.service'
import { batchUrl, CARD_PAGE } from '../../url'

/** cards are tall: so few are drawn or emptied together */
const CHUNK = 5

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    onlyFit: false,
    isBlind: false,
    isNone: false,
    chunks: [] as Chunk<BatchCard>[],
    note: '',
  },

  list: null as Paged<BatchRow> | null,
  watcher: null as ChunkWatch | null,
  isAway: false,

  onLoad() {
    this.list = createPaged(listBatches)
    this.watcher = watchChunks(this)
    void this.load()
  },

  /** What was taken or changed on another page; a long list stays where it is read. */
  onShow() {
    const isShort = (this.list?.rows.length ?? 0) <= PAGE_SIZE
    if (this.isAway && isShort) void this.load()
    this.isAway = false
  },

  onUnload() {
    this.watcher?.stop()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  onReachBottom() {
    void this.more()
  },

  async load() {
    try {
      await this.list?.first()
      this.draw()
    } catch (error) {
      if (this.data.chunks.length > 0) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  async more() {
    try {
      if (await this.list?.more()) this.draw()
    } catch (error) {
      toast(errorText(error))
    }
  },

  draw() {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    const now = Date.now()
    const { onlyFit } = this.data
    const { cards, isBlind, note } = batchList(rows, { onlyFit, hasMore, minimum: minimumOn(now)?.fen ?? null, now })
    this.setData(
      {
        ...chunksPatch(this.data.chunks, cards, CHUNK),
        state: rows.length > 0 ? 'ready' : 'empty',
        words: '现在没有活可以领。企业发了新的，就在这里，过两天再来看看。',
        isBlind,
        isNone: cards.length === 0,
        note,
      },
      () => this.watcher?.watch(),
    )
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  toggleFit() {
    this.watcher?.forget()
    this.setData({ onlyFit: !this.data.onlyFit, chunks: [] })
    this.draw()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.isAway = true
    go(batchUrl((currentTarget.dataset as { id: string }).id))
  },

  openCard() {
    this.isAway = true
    go(CARD_PAGE)
  },
})
