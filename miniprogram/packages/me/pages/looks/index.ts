import type { LookEvent } from '../../../../contract/estate'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { go, stopPullDown, toast } from '../../../../core/platform'
import { lookView, type LookView } from '../../looks.view'
import { listLooks } from '../../me.service'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    rows: [] as LookView[],
    hasMore: false,
  },

  list: null as Paged<LookEvent> | null,

  onLoad() {
    this.list = createPaged(listLooks)
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async onReachBottom() {
    try {
      if (await this.list?.more()) this.draw()
    } catch (error) {
      toast(errorText(error))
    }
  },

  async load() {
    try {
      await this.list?.first()
      this.draw()
    } catch (error) {
      if (this.data.rows.length > 0) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    this.setData({
      rows: rows.map((row) => lookView(row)),
      state: rows.length > 0 ? 'ready' : 'empty',
      words: '还没有人看过您的姓名和电话。',
      hasMore,
    })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    go(String(event.currentTarget.dataset.page))
  },
})
