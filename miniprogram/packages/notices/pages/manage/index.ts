import { NOTICE_PAGE, type ManagedNotice } from '../../../../contract/notices'
import type { Chunk } from '../../../../core/chunks'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { confirm, go, home, stopPullDown, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { managedView, NO_ROLE, type ManagedView } from '../../notice.view'
import { noticeList, type NoticeList } from '../../notice-list'
import { listManaged, takeDown } from '../../notices.service'

const PUBLISH_PAGE = '/packages/notices/pages/publish/index'
const NOTHING = '还没发过通知。停水停电、办事时间、活动，都可以在这里告诉住户。'

const idOf = ({ currentTarget }: WechatMiniprogram.BaseEvent): string => (currentTarget.dataset as { id: string }).id

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    isRefused: false,
    refusal: '',
    chunks: [] as Chunk<ManagedView>[],
    hasMore: false,
    /** id of the one that is being taken down */
    ending: '',
  },

  list: null as NoticeList | null,
  isAway: false,
  /** one for all tries to take the same one down */
  requestIds: {} as Record<string, string>,

  onLoad() {
    this.requestIds = {}
    const view = (row: ManagedNotice) => managedView(row, Date.now())
    this.list = noticeList(this, { load: (after) => this.ask(after), view, nothing: NOTHING })
    void this.list.load()
  },

  onShow() {
    if (!this.isAway) return
    this.isAway = false
    void this.list?.load()
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

  async ask(after?: string) {
    try {
      return await listManaged(after)
    } catch (error) {
      // a resident who came by a link
      const isRefused = error instanceof RpcError && error.code === 'FORBIDDEN'
      if (isRefused) this.setData({ isRefused, refusal: NO_ROLE })
      throw error
    }
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.list?.load()
  },
  leave() {
    home()
  },

  write() {
    this.away(PUBLISH_PAGE)
  },
  read(event: WechatMiniprogram.BaseEvent) {
    go(`/${NOTICE_PAGE}?id=${idOf(event)}`)
  },
  correct(event: WechatMiniprogram.BaseEvent) {
    this.away(`${PUBLISH_PAGE}?id=${idOf(event)}`)
  },
  again(event: WechatMiniprogram.BaseEvent) {
    this.away(`${PUBLISH_PAGE}?again=${idOf(event)}`)
  },
  away(url: string) {
    this.isAway = true
    go(url)
  },

  end: singleFlight(async function (this: Ending, event: WechatMiniprogram.BaseEvent) {
    await this.endOne(idOf(event))
  }),

  async endOne(id: string) {
    const isSure = await confirm({
      title: '撤下这条通知？',
      text: '住户马上就看不到了。以后要再发，点“照这条再发”。',
      ok: '撤下',
      danger: true,
    })
    if (!isSure) return
    this.setData({ ending: id })
    try {
      await takeDown(id, (this.requestIds[id] ??= newRequestId()))
      toast('撤下了')
      await this.list?.load()
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ ending: '' })
    }
  },
})

interface Ending {
  endOne(id: string): Promise<void>
}
