import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, replace, stopPullDown } from '../../../../core/platform'
import { listJobs } from '../../desk.service'
import { emptyJobs, JOB_TABS, jobItem, jobTabOf, type JobItem, type JobRow, type JobTab } from '../../jobs.view'
import { deskUrl } from '../../url'

/** ?tab= to begin with that; ?id=: a message leads to one posting */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<JobItem>(),
    tabs: JOB_TABS,
    tab: 'reported' as JobTab,
  },

  list: null as LongList<JobRow> | null,
  isAway: false,

  onLoad({ id = '', tab }: { id?: string; tab?: string }) {
    if (id !== '') return replace(deskUrl('posting', id))
    this.setData({ tab: jobTabOf(tab) })
    this.list = createLongList<JobRow, JobItem>(this, {
      load: (after) => listJobs(this.data.tab, after),
      items: (rows) => rows.map((row) => jobItem(row, Date.now())),
      empty: () => emptyJobs(this.data.tab),
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
    const { value } = currentTarget.dataset as { value: JobTab }
    if (value === this.data.tab) return
    this.setData({ tab: value })
    void this.list?.restart()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.isAway = true
    go(deskUrl('posting', (currentTarget.dataset as { id: string }).id))
  },
})
