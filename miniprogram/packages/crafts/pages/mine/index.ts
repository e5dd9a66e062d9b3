import type { ClaimRow } from '../../../../contract/crafts'
import { chunksPatch, watchChunks, type Chunk, type ChunkWatch } from '../../../../core/chunks'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { go, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { listMine } from '../../crafts.service'
import { claimLine, mineScreen, type ClaimLine, type NextClaim } from '../../mine.view'
import { BATCHES_PAGE, claimUrl, MONEY_PAGE } from '../../url'

const CHUNK = 10

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    next: null as NextClaim | null,
    lines: [] as ClaimLine[],
    isEndedShown: false,
    isBringing: false,
    /** what has ended */
    chunks: [] as Chunk<ClaimLine>[],
    note: '',
  },

  held: null as Paged<ClaimRow> | null,
  ended: null as Paged<ClaimRow> | null,
  watcher: null as ChunkWatch | null,

  onLoad() {
    this.held = createPaged((after) => listMine(false, after))
    this.ended = createPaged((after) => listMine(true, after))
    this.watcher = watchChunks(this)
  },

  onShow() {
    void this.load()
  },

  onUnload() {
    this.watcher?.stop()
  },

  async onPullDownRefresh() {
    await this.load()
    if (this.data.isEndedShown) await this.bring()
    stopPullDown()
  },

  onReachBottom() {
    if (this.data.isEndedShown) void this.more()
  },

  async load() {
    try {
      await this.held?.first()
      this.draw()
    } catch (error) {
      if (this.data.state === 'ready' || this.data.state === 'empty') toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const rows = this.held?.rows ?? []
    this.setData({
      ...mineScreen(rows, Date.now()),
      state: rows.length > 0 ? 'ready' : 'empty',
      words: '您手上没有活。去看看有什么能在家做的。',
    })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  // ---- what has ended, after a tap

  showEnded: singleFlight(async function (this: { bring(): Promise<void> }) {
    await this.bring()
  }),

  async bring() {
    this.setData({ isBringing: true })
    try {
      await this.ended?.first()
      this.drawEnded()
    } catch (error) {
      toast(errorText(error))
    }
    this.setData({ isBringing: false })
  },

  async more() {
    try {
      if (await this.ended?.more()) this.drawEnded()
    } catch (error) {
      toast(errorText(error))
    }
  },

  drawEnded() {
    const { rows, hasMore } = this.ended ?? { rows: [], hasMore: false }
    const now = Date.now()
    const lines = rows.map((row) => claimLine(row, now))
    this.setData(
      {
        ...chunksPatch(this.data.chunks, lines, CHUNK),
        isEndedShown: true,
        note: rows.length === 0 ? '还没有做完的活' : hasMore ? '往上拉，还有' : '就这些了',
      },
      () => this.watcher?.watch(),
    )
  },

  // ---- ways on

  openClaim({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go(claimUrl((currentTarget.dataset as { id: string }).id))
  },
  openNext() {
    if (this.data.next) go(claimUrl(this.data.next.id))
  },
  openMoney() {
    go(MONEY_PAGE)
  },
  openBatches() {
    go(BATCHES_PAGE)
  },
})
