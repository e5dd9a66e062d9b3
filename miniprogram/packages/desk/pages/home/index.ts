import type { EnterpriseState } from '../../../../contract/enterprises'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { listDesk } from '../../desk.service'
import {
  deskItem,
  emptyText,
  ENTERPRISE_CHIPS,
  tabOf,
  TABS,
  type DeskItem,
  type DeskRow,
  type Tab,
} from '../../home.view'
import { deskUrl, JOBS_PAGE, type DeskPage } from '../../url'

/** ?tab= to begin with that */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<DeskItem>(),
    tabs: TABS,
    tab: 'enterprises' as Tab,
    enterpriseChips: ENTERPRISE_CHIPS,
    /** of the enterprises, those in this state */
    wanted: 'applied' as EnterpriseState,
  },

  list: null as LongList<DeskRow> | null,
  isAway: false,

  onLoad({ tab }: { tab?: string }) {
    this.setData({ tab: tabOf(tab) })
    this.list = createLongList<DeskRow, DeskItem>(this, {
      load: (after) => listDesk(this.data.tab, this.data.wanted, after),
      items: (rows) => rows.map((row) => deskItem(row, Date.now())),
      empty: () => emptyText(this.data.tab, this.data.wanted),
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
    this.more()
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

  chooseTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Tab }
    if (value === this.data.tab) return
    this.setData({ tab: value })
    void this.list?.restart()
  },
  chooseState({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: EnterpriseState }
    if (value === this.data.wanted) return
    this.setData({ wanted: value })
    void this.list?.restart()
  },

  openJobs() {
    this.isAway = true
    go(JOBS_PAGE)
  },
  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { page, target } = currentTarget.dataset as { page: DeskPage; target: string }
    this.isAway = true
    go(deskUrl(page, target))
  },
})
