import type { FairRow } from '../../../../contract/fairs'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { isStaff } from '../../caller'
import { listFairs } from '../../fairs.service'
import { EMPTY_TEXTS, fairItem, TABS, type FairItem, type Tab } from '../../list.view'
import { FIGURES_PAGE, fairUrl, planUrl } from '../../url'

/** ?enterprise= looked at by one who acts for it; ?staff=1: each fair opens as what the staff plan */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<FairItem>(),
    tabs: TABS,
    tab: 'coming' as Tab,
    isPlanning: false,
    isFirm: false,
  },

  enterprise: '',
  list: null as LongList<FairRow> | null,
  isAway: false,

  onLoad({ enterprise = '', staff }: { enterprise?: string; staff?: string }) {
    this.enterprise = enterprise
    this.setData({ isPlanning: staff === '1' && isStaff(), isFirm: enterprise !== '' })
    this.list = createLongList<FairRow, FairItem>(this, {
      load: (after) => listFairs(this.data.tab === 'past', after),
      items: (rows) => rows.map((row) => fairItem(row, Date.now())),
      empty: () => EMPTY_TEXTS[this.data.tab],
    })
    void this.list.load()
  },

  onShow() {
    if (this.isAway) void this.list?.load()
    this.isAway = false
  },
  onUnload() {
    this.list?.stop()
  },
  async onPullDownRefresh() {
    await this.list?.load()
    stopPullDown()
  },
  onReachBottom() {
    this.more()
  },

  more() {
    void this.list?.more()
  },
  retry() {
    void this.list?.restart()
  },

  chooseTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Tab }
    if (value === this.data.tab) return
    this.setData({ tab: value })
    void this.list?.restart()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    this.isAway = true
    go(this.data.isPlanning ? planUrl(id) : fairUrl(id, this.enterprise))
  },
  openFigures() {
    this.isAway = true
    go(FIGURES_PAGE)
  },
})
