import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, go } from '../../../../core/platform'
import { isGone, isHomeNeeded } from '../../../../core/refusal'
import { firmScreen, type FirmScreen } from '../../firm.view'
import { getFirm } from '../../jobs.service'
import { HOME_PAGE, searchUrl } from '../../url'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as FirmScreen | null,
    needsHome: false,
  },

  id: '',

  onLoad({ id = '' }: { id?: string }) {
    this.id = id
  },

  onShow() {
    if (this.data.screen === null) void this.load()
  },

  async load() {
    try {
      this.setData({ state: 'ready', screen: firmScreen(await getFirm(this.id), Date.now()) })
    } catch (error) {
      const needsHome = isHomeNeeded(error)
      const words = needsHome ? '先登记您住哪一户，就看得到单位的介绍。' : '没有这家单位，或者还没通过核实。'
      if (needsHome || isGone(error)) this.setData({ state: 'empty', words, needsHome })
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  act() {
    if (this.data.needsHome) go(HOME_PAGE)
    else back()
  },

  openPostings() {
    if (this.data.screen) go(searchUrl(this.data.screen.name))
  },
})
