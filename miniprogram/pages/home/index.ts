import type { HomeView } from '../../contract/cases'
import { CASE_PAGE } from '../../contract/messages'
import { NOTICE_PAGE } from '../../contract/notices'
import { drafts } from '../../core/drafts'
import { errorText } from '../../core/error-text'
import { openedNotices } from '../../core/notices-opened'
import { pageBehavior } from '../../core/page'
import { go, stopPullDown, tab, toast } from '../../core/platform'
import { session } from '../../core/session'
import { homeScreen, waitingText, type HomeScreen } from './home.view'

const drawn = (view: HomeView): HomeScreen => homeScreen(view, Date.now(), openedNotices())

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    screen: null as HomeScreen | null,
    waiting: '',
  },

  leave: null as (() => void) | null,

  onLoad() {
    const last = session.lastHome()
    if (last) this.setData({ state: 'ready', screen: drawn(last) })
    this.leave = drafts.on(() => this.showWaiting())
  },

  onUnload() {
    this.leave?.()
  },

  onShow() {
    this.showWaiting()
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  onShareAppMessage() {
    return { title: '家门口：楼里的事，点一点就有人管', path: '/pages/home/index' }
  },

  async load() {
    try {
      this.setData({ state: 'ready', screen: drawn(await session.home()) })
    } catch (error) {
      if (this.data.screen) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  showWaiting() {
    const waiting = waitingText(drafts.list().map(({ state }) => state))
    if (waiting !== this.data.waiting) this.setData({ waiting })
  },

  report() {
    go('/packages/cases/pages/report/index')
  },
  progress() {
    tab('/pages/cases/index')
  },
  bind() {
    go('/packages/me/pages/bind/index')
  },
  work() {
    const isDesk = session.me()?.grants.some(({ role }) => role === 'staff')
    go(`/packages/grid/pages/work/index${isDesk ? '?desk=1' : ''}`)
  },
  board() {
    go('/packages/grid/pages/board/index')
  },
  notices() {
    go('/packages/notices/pages/list/index')
  },
  openNotice(event: WechatMiniprogram.TouchEvent) {
    go(`/${NOTICE_PAGE}?id=${String(event.currentTarget.dataset.id)}`)
  },
  messages() {
    go('/packages/me/pages/messages/index')
  },
  open(event: WechatMiniprogram.TouchEvent) {
    go(String(event.currentTarget.dataset.url))
  },
  openCase(event: WechatMiniprogram.TouchEvent) {
    go(`/${CASE_PAGE}?id=${String(event.currentTarget.dataset.id)}`)
  },
})
