import type { MessageRow } from '../../../../contract/messages'
import { errorText } from '../../../../core/error-text'
import { messageView, type MessageView } from '../../../../core/message-view'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { go, stopPullDown, toast } from '../../../../core/platform'
import { singleFlight } from '../../../../core/single-flight'
import { listMessages, readMessages } from '../../me.service'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    rows: [] as MessageView[],
    hasMore: false,
    hasUnread: false,
  },

  list: null as Paged<MessageRow> | null,

  onLoad() {
    this.list = createPaged(listMessages)
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async onReachBottom() {
    const before = this.data.rows.length
    try {
      if (await this.list?.more()) this.draw(before)
    } catch (error) {
      toast(errorText(error))
    }
  },

  async load() {
    try {
      await this.list?.first()
      this.draw(0)
    } catch (error) {
      if (this.data.rows.length > 0) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  /** Rows from `first` on; those before are on the screen already. */
  draw(first: number) {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    const views = rows.map((row) => messageView(row))
    const added = Object.fromEntries(views.slice(first).map((view, index) => [`rows[${first + index}]`, view]))
    this.setData({
      ...(first === 0 ? { rows: views } : added),
      state: rows.length > 0 ? 'ready' : 'empty',
      words: '还没有消息。您报的事有了动静，会在这里告诉您。',
      hasMore,
      hasUnread: views.some(({ unread }) => unread),
    })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const row = this.data.rows[Number(event.currentTarget.dataset.index)]
    if (!row) return
    if (row.unread) void this.read(row.id)
    go(row.url)
  },

  async read(id: string) {
    this.mark((view) => view.id === id)
    try {
      await readMessages([id])
    } catch (error) {
      // it stays unread at the server and is shown so the next time
      console.warn('messages.read', error)
    }
  },

  readAll: singleFlight(async function (this: { allRead(): Promise<void> }) {
    await this.allRead()
  }),

  async allRead() {
    try {
      await readMessages()
      this.mark(() => true)
    } catch (error) {
      toast(errorText(error))
    }
  },

  mark(isRead: (view: MessageView) => boolean) {
    const { rows } = this.data
    const changed = rows.flatMap((view, index) => (view.unread && isRead(view) ? [index] : []))
    const left = rows.filter(({ unread }) => unread).length - changed.length
    this.setData({
      ...Object.fromEntries(changed.map((index) => [`rows[${index}].unread`, false])),
      hasUnread: left > 0,
    })
  },
})
