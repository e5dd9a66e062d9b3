import { errorText } from '../../core/error-text'
import { pageBehavior } from '../../core/page'
import { go, stopPullDown, tell, toast } from '../../core/platform'
import { openPrivacyContract } from '../../core/platform-privacy'
import { session } from '../../core/session'
import { isCare } from '../../core/theme'
import { meScreen, type MeScreen } from './me.view'

const ABOUT =
  '家门口是民安华福公租房社区自己的小程序：楼里的事报上来，看得见谁在办、办到哪一步。不收费，不做广告，不把您的信息给别人。'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    me: null as MeScreen | null,
    unread: 0,
    care: false,
  },

  leave: null as (() => void) | null,

  onLoad() {
    this.draw()
    this.leave = session.on(() => this.draw())
  },

  onUnload() {
    this.leave?.()
  },

  onShow() {
    this.setData({ care: isCare() })
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async load() {
    try {
      await session.home()
    } catch (error) {
      if (this.data.me) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const me = session.me()
    if (me) this.setData({ state: 'ready', me: meScreen(me), unread: session.unread() })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    go(String(event.currentTarget.dataset.url))
  },
  privacy() {
    openPrivacyContract()
  },
  about() {
    void tell('关于家门口', ABOUT)
  },
})
