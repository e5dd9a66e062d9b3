import type { ApplicationRow } from '../../../../contract/job-applications'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { listApplications } from '../../jobs.service'
import { applicationLine, openLines, type ApplicationLine } from '../../mine.view'
import { applicationUrl, CARD_PAGE, LIST_PAGE, TALKS_PAGE } from '../../url'

const DOORS = [
  { icon: 'edit', text: '我的求职卡', url: CARD_PAGE },
  { icon: 'chat-o', text: '我问过的', url: TALKS_PAGE },
]

Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<ApplicationLine>(),
    isEnded: false,
    doors: DOORS,
  },

  list: null as LongList<ApplicationRow> | null,
  isAway: false,

  onLoad() {
    this.list = createLongList<ApplicationRow, ApplicationLine>(this, {
      load: (after) => listApplications(this.data.isEnded, after),
      items: (rows) => {
        const now = Date.now()
        return this.data.isEnded ? rows.map((row) => applicationLine(row, now)) : openLines(rows, now)
      },
      empty: () => (this.data.isEnded ? '还没有结束的应聘。' : '没有等回音的应聘。去看看家门口有什么岗位。'),
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
    void this.list?.more()
  },

  retry() {
    void this.list?.restart()
  },
  more() {
    void this.list?.more()
  },

  showOpen() {
    this.show(false)
  },
  showEnded() {
    this.show(true)
  },
  show(isEnded: boolean) {
    if (isEnded === this.data.isEnded) return
    this.setData({ isEnded })
    void this.list?.restart()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave(applicationUrl((currentTarget.dataset as { id: string }).id))
  },
  openDoor({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave((currentTarget.dataset as { url: string }).url)
  },
  openList() {
    this.leave(LIST_PAGE)
  },
  leave(url: string) {
    this.isAway = true
    go(url)
  },
})
