import type { Product } from '../../../../contract/crafts'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { enterpriseOf } from '../../chosen'
import { listProducts } from '../../enterprise.service'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { productItem, type ProductItem } from '../../product.view'
import { pageUrl } from '../../url'

Page({
  behaviors: [pageBehavior],

  data: longListData<ProductItem>(),

  enterprise: '',
  list: null as LongList<Product> | null,
  isAway: false,

  onLoad(options: { enterprise?: string }) {
    this.enterprise = enterpriseOf(options)
    this.list = createLongList<Product, ProductItem>(this, {
      load: (after) => listProducts(this.enterprise, after),
      items: (rows) => rows.map(productItem),
      empty: () => '还没有产品。先写清做什么、怎么做、做成什么样算合格，再发批次。',
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
    this.leave(`&id=${(currentTarget.dataset as { id: string }).id}`)
  },
  add() {
    this.leave('')
  },
  leave(query: string) {
    this.isAway = true
    go(`${pageUrl('product')}?enterprise=${this.enterprise}${query}`)
  },
})
