import { FAIR_LIMITS, type FairView } from '../../../../contract/fairs'
import { FAIR_TEMPLATE } from '../../../../contract/messages'
import type { MyEnterprise } from '../../../../contract/enterprises'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, stopPullDown, toast } from '../../../../core/platform'
import { qrPicture } from '../../../../core/qr'
import { isGone, isUnknown } from '../../../../core/refusal'
import { RpcError } from '../../../../core/rpc-error'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import { whileShown, type Repeat } from '../../../../core/while-shown'
import { isStaff, meetCaller, myEnterprises } from '../../caller'
import { checkCodeText } from '../../check-code'
import { CONSENT_LIMITS, consentTo, lackOf, lookUpConsent, type Lack } from '../../consent'
import { fairScreen, signUpText, type FairScreen } from '../../fair.view'
import { getFair, leaveFair, signUp } from '../../fairs.service'
import { standCards, toggled, wantsText, type StandCard } from '../../stand.view'
import { boothUrl, CARD_PAGE, HOME_PAGE, NAME_PAGE, ownPostingsUrl, postingUrl } from '../../url'

/** how often the time that is left is said anew */
const TICK_MS = 15_000

/** ?id= of the fair; ?enterprise= looked at by one who acts for it */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as FairScreen | null,
    stands: [] as StandCard[],
    /** booths are being chosen */
    isChoosing: false,
    chosenText: '',
    sendText: '',
    codePicture: '',

    isConsentShown: false,
    /** '' : nothing is lacking */
    lack: '' as Lack | '',
    before: [] as string[],
    after: CONSENT_LIMITS,
    lines: [] as { name: string; text: string }[],
    isLooking: false,
    isSending: false,
    problem: '',
    canBeTold: false,

    isBooking: false,
    firms: [] as MyEnterprise[],
  },

  id: '',
  enterprise: '',
  view: null as FairView | null,
  wants: [] as string[],
  opened: new Set<string>(),
  signing: null as Intent | null,
  leaving: null as Intent | null,
  ticker: null as Repeat | null,

  onLoad({ id = '', enterprise = '' }: { id?: string; enterprise?: string }) {
    Object.assign(this, {
      id,
      enterprise,
      wants: [],
      opened: new Set(),
      signing: createIntent(),
      leaving: createIntent(),
    })
    this.ticker = whileShown(TICK_MS, () => this.draw())
  },
  onShow() {
    this.ticker?.start()
    if (!this.data.isSending) void this.load()
  },
  onHide() {
    this.ticker?.stop()
  },
  onUnload() {
    this.ticker?.stop()
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
      ;[this.view] = await Promise.all([getFair(this.id), meetCaller()])
      this.settle()
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '没有这场招聘会，看看别的吧。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  /** Who has not signed up yet chooses at once; what was chosen stays, but for booths that are gone. */
  settle() {
    const { view } = this
    if (!view) return
    if (view.mine && !this.data.isChoosing) this.wants = view.mine.wants
    this.wants = this.wants.filter((want) => view.list.some(({ id }) => id === want))
    if (!view.mine && !this.data.isChoosing) this.setData({ isChoosing: this.enterprise === '' })
    this.draw()
  },

  draw() {
    const { view, wants } = this
    if (!view) return
    const firms = myEnterprises(this.enterprise)
    const caller = { enterprises: firms.map(({ id }) => id), isStaff: isStaff() }
    const screen = fairScreen(view, caller, Date.now())
    const stands = standCards(view.list, wants, this.opened)
    const sendText = signUpText(wants.length, view.mine !== null)
    const next = { state: 'ready', screen, stands, sendText, chosenText: wantsText(view.list, wants), firms }
    this.set(next)
    this.drawCode()
  },

  /** Only what differs from what is drawn. */
  set(next: Record<string, unknown>) {
    const drawn = this.data as Record<string, unknown>
    const changed = Object.entries(next).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(drawn[key]))
    if (changed.length > 0) this.setData(Object.fromEntries(changed))
  },

  drawCode() {
    const { mine } = this.data.screen ?? {}
    const codePicture = mine?.showsCode ? qrPicture(checkCodeText({ fair: this.id, code: mine.code })) : ''
    this.set({ codePicture })
  },

  // ---- choosing

  chooseStand({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    if (!this.data.isChoosing || !this.data.screen?.isOpen || this.data.isSending) return
    const wants = toggled(this.wants, id)
    if (wants === null) return toast(`最多选 ${FAIR_LIMITS.wants} 家，先点掉一家`)
    this.wants = wants
    this.draw()
  },
  showMore({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.opened.add((currentTarget.dataset as { id: string }).id)
    this.draw()
  },
  openPosting({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go(postingUrl((currentTarget.dataset as { id: string }).id))
  },
  changeWants() {
    this.setData({ isChoosing: true })
    this.draw()
  },
  keepWants() {
    this.setData({ isChoosing: false })
    this.wants = this.view?.mine?.wants ?? []
    this.draw()
  },

  // ---- signing up

  /** What would be shared is read before it is asked for. */
  lookUp: singleFlight(async function (this: { showConsent(): Promise<void> }) {
    await this.showConsent()
  }),

  async showConsent() {
    this.setData({ isLooking: true, problem: '' })
    try {
      const consent = await lookUpConsent()
      this.setData({ ...consent, before: consentTo(this.data.chosenText), isConsentShown: true })
    } catch (error) {
      toast(errorText(error))
    }
    this.setData({ isLooking: false })
  },

  closeConsent() {
    if (!this.data.isSending) this.setData({ isConsentShown: false })
  },
  fillLack() {
    const pages = { home: HOME_PAGE, card: CARD_PAGE, name: NAME_PAGE, '': CARD_PAGE }
    this.setData({ isConsentShown: false })
    go(pages[this.data.lack])
  },

  sign: singleFlight(async function (this: { signNow(): Promise<void> }) {
    await this.signNow()
  }),

  async signNow() {
    this.setData({ isSending: true, problem: '' })
    try {
      const { number } = await signUp(this.id, this.wants, this.signing?.idOf(this.wants) ?? '')
      this.signing?.done()
      this.setData({
        isConsentShown: false,
        isChoosing: false,
        canBeTold: session.templateId(FAIR_TEMPLATE) !== undefined,
      })
      toast(`报上了，您是 ${number} 号`)
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  async refused(error: unknown) {
    if (isUnknown(error)) return this.setData({ problem: `${errorText(error)}。再点一次不会报重。` })
    this.signing?.done()
    const lack = lackOf(error)
    if (lack !== '') return this.setData({ lack })
    if (error instanceof RpcError && error.code === 'LIMIT')
      return this.setData({ problem: '报名的人满了，到现场还可以排空位。' })
    this.setData({ isConsentShown: false })
    toast('刚刚有了变化，给您看最新的')
    await this.load()
  },

  /** Right in the tap: WeChat shows its sheet nowhere else. */
  async tellMe() {
    const isTold = await askFor(FAIR_TEMPLATE)
    this.setData({ canBeTold: false })
    toast(isTold ? '好的，排好了微信告诉您' : '排好了写在“我的”里的“消息”')
  },

  leaveIt: singleFlight(async function (this: { leaveNow(): Promise<void> }) {
    await this.leaveNow()
  }),

  async leaveNow() {
    const text = '企业马上看不到您的姓名，排好的时间让给别人。想来还可以再报。'
    if (!(await confirm({ title: '退出这场招聘会？', text, ok: '退出', cancel: '不退', danger: true }))) return
    this.setData({ isSending: true })
    try {
      await leaveFair(this.id, this.leaving?.idOf(this.data.screen?.mine?.number) ?? '')
      this.leaving?.done()
      this.wants = []
      this.setData({ isChoosing: false, canBeTold: false })
      toast('退出了，姓名已经收回')
    } catch (error) {
      if (!isUnknown(error)) this.leaving?.done()
      toast(errorText(error))
    }
    await this.load()
    this.setData({ isSending: false })
  },

  // ---- the enterprise and the staff

  beginBooking() {
    this.setData({ isBooking: true })
  },
  closeBooking() {
    this.setData({ isBooking: false })
  },
  booked({ detail }: { detail: { id: string; no: number } }) {
    this.setData({ isBooking: false })
    toast(`订好了，${detail.no} 号展位`)
    go(boothUrl(detail.id))
  },
  writePosting({ detail }: { detail: string }) {
    this.setData({ isBooking: false })
    go(ownPostingsUrl(detail))
  },
  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go((currentTarget.dataset as { url: string }).url)
  },
  leave() {
    back()
  },
})
