import type { Me } from '../../../../contract/estate'
import type { Cheat, PostingView } from '../../../../contract/jobs'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, pageTitle, replace, stopPullDown, toast } from '../../../../core/platform'
import { isGone, isHomeNeeded, isUnknown, problemOf } from '../../../../core/refusal'
import { RpcError } from '../../../../core/rpc-error'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import { applyTo, getCard, getPosting, reportPosting, savePosting } from '../../jobs.service'
import { CONSENT_LIMITS, consentLines, consentTo, lackOf, type Lack } from '../../consent.view'
import { CHEAT_CHOICES, postingScreen, type PostingScreen } from '../../posting.view'
import { applicationUrl, CARD_PAGE, firmUrl, HOME_PAGE, NAME_PAGE, newTalkUrl, ownPostingUrl, talkUrl } from '../../url'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as PostingScreen | null,

    isConsentShown: false,
    lack: '' as Lack,
    before: [] as string[],
    after: CONSENT_LIMITS,
    consent: [] as { name: string; text: string }[],
    isLooking: false,
    isApplying: false,
    problem: '',
    /** the application that was just made */
    applied: '',
    canBeTold: false,
    told: '' as '' | 'yes' | 'no',

    isReportShown: false,
    cheats: CHEAT_CHOICES,
    isReporting: false,
    reportProblem: '',
  },

  id: '',
  view: null as PostingView | null,
  applying: null as Intent | null,
  reporting: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, applying: createIntent(), reporting: createIntent() })
  },

  onShow() {
    if (this.data.applied === '' && !this.data.isApplying) void this.load()
  },

  async onPullDownRefresh() {
    if (this.data.applied === '') await this.load()
    stopPullDown()
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      this.view = await getPosting(this.id)
      this.draw()
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '这个岗位看不了了，可能已经撤下。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const { view } = this
    if (!view) return
    const mine = session.me()?.enterprises ?? []
    const screen = postingScreen(view, view.own !== null && mine.some(({ id }) => id === view.enterprise), Date.now())
    if (JSON.stringify(screen) !== JSON.stringify(this.data.screen)) this.setData({ state: 'ready', screen })
  },

  // ---- saved

  toggleSaved: singleFlight(async function (this: { saveOnce(): Promise<void> }) {
    await this.saveOnce()
  }),

  async saveOnce() {
    const { screen } = this.data
    if (!screen) return
    const wanted = !screen.isSaved
    this.setData({ 'screen.isSaved': wanted })
    try {
      await savePosting(this.id, wanted)
      if (this.view) this.view.mine.saved = wanted
      toast(wanted ? '收藏好了' : '不收藏了')
    } catch (error) {
      this.setData({ 'screen.isSaved': !wanted })
      if (isHomeNeeded(error)) await leadHome('收藏')
      else toast(isLimit(error) ? '收藏满了，先去掉几个' : errorText(error))
    }
  },

  // ---- applying

  primary() {
    const { application } = this.view?.mine ?? {}
    if (this.data.screen?.primary === 'application' && application) go(applicationUrl(application.id))
    else void this.lookUp()
  },

  /** What would be shared is read before it is asked for. */
  lookUp: singleFlight(async function (this: { showConsent(): Promise<void> }) {
    await this.showConsent()
  }),

  async showConsent() {
    this.setData({ isLooking: true, problem: '' })
    try {
      const [card, me] = await Promise.all([getCard(), applicant()])
      const { firm = '', title = '' } = this.data.screen ?? {}
      this.setData({
        lack: lackOf(card, me),
        isConsentShown: true,
        before: consentTo(firm, title),
        consent: consentLines(me.name, card),
      })
    } catch (error) {
      toast(errorText(error))
    }
    this.setData({ isLooking: false })
  },

  closeConsent() {
    if (!this.data.isApplying) this.setData({ isConsentShown: false })
  },

  fillLack() {
    const pages = { home: HOME_PAGE, card: CARD_PAGE, name: NAME_PAGE, '': CARD_PAGE }
    this.setData({ isConsentShown: false })
    go(pages[this.data.lack])
  },

  apply: singleFlight(async function (this: { applyOnce(): Promise<void> }) {
    await this.applyOnce()
  }),

  async applyOnce() {
    this.setData({ isApplying: true, problem: '' })
    try {
      const { id } = await applyTo(this.id, this.applying?.idOf(this.id) ?? '')
      this.applying?.done()
      this.setData({ applied: id, isConsentShown: false, canBeTold: session.templateId('jobNews') !== undefined })
      pageTitle('报上了')
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isApplying: false })
  },

  async refused(error: unknown) {
    if (isUnknown(error)) return this.setData({ problem: `${errorText(error)}。再点一次不会报重。` })
    this.applying?.done()
    if (isHomeNeeded(error)) return this.setData({ lack: 'home' })
    if (problemOf(error, 'card') !== undefined) return this.setData({ lack: 'card' })
    if (problemOf(error, 'name') !== undefined) return this.setData({ lack: 'name' })
    if (isLimit(error)) return this.setData({ problem: '等回音的应聘太多了，或者这个岗位报过几次了，先看看别的。' })
    this.setData({ isConsentShown: false })
    toast('刚刚有了变化，给您看最新的')
    await this.load()
  },

  /** Right in the tap: WeChat shows its sheet nowhere else. */
  async tell() {
    const isTold = await askFor('jobNews')
    this.setData({ told: isTold ? 'yes' : 'no' })
  },

  openApplied() {
    replace(applicationUrl(this.data.applied))
  },

  // ---- a report

  openReport() {
    this.setData({ isReportShown: true, reportProblem: '' })
  },
  closeReport() {
    if (!this.data.isReporting) this.setData({ isReportShown: false })
  },

  report({ detail }: { detail: { cheat: Cheat; text: string } }) {
    void reportOnce(this, detail)
  },

  async reportNow(said: { cheat: Cheat; text: string }) {
    const input = { posting: this.id, ...said }
    this.setData({ isReporting: true, reportProblem: '' })
    try {
      await reportPosting(input, this.reporting?.idOf(input) ?? '')
      this.reporting?.done()
      if (this.view) this.view.mine.reported = true
      this.setData({ isReportShown: false })
      this.draw()
      toast('收到了，社区的人会看。谢谢您')
    } catch (error) {
      if (isHomeNeeded(error)) await leadHome('举报')
      else this.setData({ reportProblem: isLimit(error) ? '今天举报太多了，急事请打 110' : errorText(error) })
    }
    this.setData({ isReporting: false })
  },

  // ---- ways on

  ask() {
    const { view } = this
    if (view) go(view.mine.talk === null ? newTalkUrl(view) : talkUrl(view.mine.talk))
  },
  openFirm() {
    if (this.view) go(firmUrl(this.view.enterprise))
  },
  openOwn() {
    if (this.view) go(ownPostingUrl(this.view))
  },
  leave() {
    back()
  },
})

const reportOnce = singleFlight(
  (page: { reportNow(said: { cheat: Cheat; text: string }): Promise<void> }, said: { cheat: Cheat; text: string }) =>
    page.reportNow(said),
)

/** Who would apply; what this phone last knew may be old where something is lacking. */
async function applicant(): Promise<Me> {
  const me = session.me()
  return me && lackOf(undefined, me) === '' ? me : session.load()
}

const isLimit = (error: unknown): boolean => error instanceof RpcError && error.code === 'LIMIT'

async function leadHome(what: string): Promise<void> {
  const text = `${what}要先登记您住哪一户，一分钟就好。`
  if (await confirm({ title: '先登记住处', text, ok: '去登记' })) go(HOME_PAGE)
}
