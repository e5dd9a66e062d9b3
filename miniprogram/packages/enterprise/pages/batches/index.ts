import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { batchItem, type BatchItem } from '../../batch.view'
import { enterpriseOf } from '../../chosen'
import { listBatches, type OwnBatch } from '../../enterprise.service'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageUrl } from '../../url'

Page({
  behaviors: [pageBehavior],

  data: longListData<BatchItem>(),

  enterprise: '',
  list: null as LongList<OwnBatch> | null,
  isAway: false,

  onLoad(options: { enterprise?: string }) {
    this.enterprise = enterpriseOf(options)
    this.list = createLongList<OwnBatch, BatchItem>(this, {
      load: (after) => listBatches(this.enterprise, after),
      items: (rows) => rows.map((row) => batchItem(row, Date.now())),
      empty: () => '还没有发过活。发一批，社区看过就放出去给大家领。',
    })
    void this.list.load()
  },

  onShow() {
    if (this.isAway) void this.list?.load()
    this.isAway = false
  },

  async onPullDownRefresh() {
    await this.list?.load()
    stopPullDown()
  },
  onReachBottom() {
    void this.list?.more()
  },
  onUnload() {
    this.list?.stop()
  },

  more() {
    void this.list?.more()
  },
  retry() {
    void this.list?.restart()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave(`${pageUrl('batch')}?enterprise=${this.enterprise}&id=${(currentTarget.dataset as { id: string }).id}`)
  },
  post() {
    this.leave(`${pageUrl('post')}?enterprise=${this.enterprise}`)
  },
  leave(url: string) {
    this.isAway = true
    go(url)
  },
})
