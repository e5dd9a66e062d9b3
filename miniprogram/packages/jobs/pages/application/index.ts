import type { ApplicationView } from '../../../../contract/job-applications'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, replace, stopPullDown, toast } from '../../../../core/platform'
import { isChanged, isGone, isUnknown } from '../../../../core/refusal'
import { singleFlight } from '../../../../core/single-flight'
import { applicationScreen, type ApplicationScreen } from '../../application.view'
import { getApplication, withdraw } from '../../jobs.service'
import { LIST_PAGE, newTalkUrl, ownApplicationUrl, postingUrl, talkUrl } from '../../url'

const SURE = {
  title: '撤回应聘？',
  text: '单位马上看不到您的姓名和求职卡，也不能再打您电话。',
  ok: '撤回',
  cancel: '先不',
  danger: true,
}

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as ApplicationScreen | null,
    isSending: false,
    problem: '',
  },

  id: '',
  view: null as ApplicationView | null,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, intent: createIntent() })
  },

  onShow() {
    if (!this.data.isSending) void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      const view = await getApplication(this.id)
      // news of it comes to those who act for the enterprise too
      if (!view.relations.includes('seeker')) return replace(ownApplicationUrl(this.id))
      this.view = view
      const screen = applicationScreen(view, Date.now())
      if (JSON.stringify(screen) !== JSON.stringify(this.data.screen)) this.setData({ state: 'ready', screen })
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '这份应聘看不了：只给本人看。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  async askWithdraw() {
    if (await confirm(SURE)) await this.withdrawNow()
  },

  withdrawNow: singleFlight(async function (this: { withdrawOnce(): Promise<void> }) {
    await this.withdrawOnce()
  }),

  async withdrawOnce() {
    const { view } = this
    if (!view) return
    const at = { id: this.id, version: view.version }
    this.setData({ isSending: true, problem: '' })
    try {
      await withdraw(at, this.intent?.idOf(at) ?? '')
      toast('撤回了')
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  /** Taking it back goes before what the enterprise did meanwhile: the newest is shown, to be taken back again. */
  async refused(error: unknown) {
    if (isUnknown(error)) return this.setData({ problem: `${errorText(error)}。还没确定撤回，请再点一次。` })
    if (!isChanged(error)) return this.setData({ problem: errorText(error) })
    await this.load()
    this.setData({ problem: this.data.screen?.withdraw ? '刚刚有了变化，给您看最新的。还要撤回就再点一次。' : '' })
  },

  openTalk() {
    const { view } = this
    if (!view) return
    const { talk, posting: id, title, enterpriseName } = view
    go(talk === null ? newTalkUrl({ id, title, enterpriseName }) : talkUrl(talk))
  },
  openPosting() {
    if (this.view) go(postingUrl(this.view.posting))
  },
  openList() {
    go(LIST_PAGE)
  },
  leave() {
    back()
  },
})
