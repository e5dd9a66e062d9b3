import { flushDrafts, pauseDrafts, watchDrafts } from './core/drafts'
import { home, watchNetwork, watchUpdates } from './core/platform'
import { watchPrivacy } from './core/platform-privacy'
import { SETTINGS } from './core/settings'
import { refreshTheme } from './core/theme'

App({
  onLaunch() {
    const { environment } = SETTINGS
    wx.cloud.init({ traceUser: false, ...(environment === '' ? {} : { env: environment }) })
    watchPrivacy()
    watchNetwork()
    watchDrafts()
    watchUpdates()
  },

  onShow() {
    // WeChat's font size may have been changed meanwhile
    refreshTheme()
    void flushDrafts()
  },

  onHide() {
    pauseDrafts()
  },

  /** Old codes and messages may name pages that are gone. */
  onPageNotFound() {
    home()
  },

  // WeChat shows these in its own console and counts them per version; nothing of a person is in them.
  onError(error) {
    console.error('error', error)
  },
  onUnhandledRejection({ reason }) {
    console.error('unhandled', reason)
  },
})
