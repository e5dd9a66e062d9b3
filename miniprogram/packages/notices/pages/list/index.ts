import { NOTICE_PAGE } from '../../../../contract/notices'
import type { Chunk } from '../../../../core/chunks'
import { noticeRowView, type NoticeRowView } from '../../../../core/notice-view'
import { openedNotices } from '../../../../core/notices-opened'
import { pageBehavior } from '../../../../core/page'
import { go, stopPullDown } from '../../../../core/platform'
import { session } from '../../../../core/session'
import { noticeList, type NoticeList } from '../../notice-list'
import { listNotices } from '../../notices.service'

const NOTHING = '现在没有通知。停水停电、招聘会这样的事，会在这里告诉您。'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    chunks: [] as Chunk<NoticeRowView>[],
    hasMore: false,
    /** only what is for the whole estate is shown to people of whom no home is known */
    isHomeless: false,
  },

  list: null as NoticeList | null,
  isAway: false,

  onLoad() {
    const view = (row: Parameters<typeof noticeRowView>[0]) => noticeRowView(row, openedNotices(), Date.now())
    this.list = noticeList(this, { load: listNotices, view, nothing: NOTHING })
    void this.list.load()
  },

  onShow() {
    const me = session.me()
    this.setData({ isHomeless: me !== null && me.home === null && me.grants.length === 0 })
    if (!this.isAway) return
    this.isAway = false
    this.list?.redraw()
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
    this.setData({ state: 'loading' })
    void this.list?.load()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.isAway = true
    go(`/${NOTICE_PAGE}?id=${(currentTarget.dataset as { id: string }).id}`)
  },

  bind() {
    go('/packages/me/pages/bind/index')
  },
})
