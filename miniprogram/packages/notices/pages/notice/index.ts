import { NOTICE_PAGE } from '../../../../contract/notices'
import { errorText } from '../../../../core/error-text'
import { noteOpened } from '../../../../core/notices-opened'
import { pageBehavior } from '../../../../core/page'
import { replace, stopPullDown, toast } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { GONE_WORDS, noticeCard, type NoticeCard } from '../../notice.view'
import { getNotice } from '../../notices.service'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    notice: null as NoticeCard | null,
  },

  id: '',

  onLoad({ id = '' }: { id?: string }) {
    this.id = id
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  onShareAppMessage() {
    return { title: this.data.notice?.title ?? '社区通知', path: `/${NOTICE_PAGE}?id=${this.id}` }
  },

  async load() {
    try {
      const notice = await getNotice(this.id)
      noteOpened(notice.id)
      this.setData({ state: 'ready', notice: noticeCard(notice, Date.now()) })
    } catch (error) {
      this.failed(error)
    }
  },

  failed(error: unknown) {
    const isGone = error instanceof RpcError && (error.code === 'NOT_FOUND' || error.code === 'INVALID_INPUT')
    if (isGone) this.setData({ state: 'empty', words: GONE_WORDS, notice: null })
    else if (this.data.notice) toast(errorText(error))
    else this.setData({ state: 'error', words: errorText(error) })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  showAll() {
    replace('/packages/notices/pages/list/index')
  },
})
