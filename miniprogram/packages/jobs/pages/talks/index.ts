import type { TalkRow } from '../../../../contract/job-applications'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { go, pageTitle, stopPullDown } from '../../../../core/platform'
import { listTalks } from '../../jobs.service'
import { talkItem, type TalkItem } from '../../talk.view'
import { LIST_PAGE, talkUrl } from '../../url'

/** ?enterprise=: those of an enterprise the person acts for; without: the person's own */
Page({
  behaviors: [pageBehavior],

  data: { ...longListData<TalkItem>(), isOwn: true },

  list: null as LongList<TalkRow> | null,
  isAway: false,

  onLoad({ enterprise }: { enterprise?: string }) {
    const isOwn = enterprise === undefined
    if (!isOwn) pageTitle('求职者的提问')
    this.setData({ isOwn })
    this.list = createLongList<TalkRow, TalkItem>(this, {
      load: (after) => listTalks(enterprise ?? null, after),
      items: (rows) => rows.map((row) => talkItem(row, Date.now())),
      empty: () => (isOwn ? '还没问过。看岗位的时候点“问一句”，不用报名也能问。' : '还没有人问。有人问了会告诉您。'),
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

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.leave(talkUrl((currentTarget.dataset as { id: string }).id))
  },
  openList() {
    this.leave(LIST_PAGE)
  },
  leave(url: string) {
    this.isAway = true
    go(url)
  },
})
