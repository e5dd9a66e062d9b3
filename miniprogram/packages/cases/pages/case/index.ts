import { CASE_LIMITS, isOpen, type CaseView, type MoveInput } from '../../../../contract/cases'
import { CASE_PAGE } from '../../../../contract/messages'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, pageTitle, phoneCall, replace, stopPullDown, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { walk } from '../../../../core/walk'
import { getCase, moveCase, showContact } from '../../cases.service'
import { caseScreen, isNews, nextRow, TIMELINE_STEP, type CaseScreen, type NextRow } from '../../cases.view'
import { formMove } from '../move/form.view'
import { moveUrl } from '../move/url'
import { DONE_WORDS, type TappedMove } from '../../words'

/** how often the case is asked for while somebody looks at it */
const LOOK_MS = 15_000

/** A tap whose answer never came: the same tap again carries the same id, so it counts once. */
interface Intent {
  key: string
  requestId: string
}

Page({
  behaviors: [pageBehavior],
  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    problem: '',
    screen: null as CaseScreen | null,
    /** another case of the building, where the list of work says so */
    next: null as NextRow | null,
    /** the move that runs; '' when none does */
    running: '',
    isMoreShown: false,
    isRating: false,
    stars: 0,
    opinion: '',
    opinionCharacters: CASE_LIMITS.ratingCharacters as number,
    contact: null as { name: string; phone: string } | null,
  },

  id: '',
  view: null as CaseView | null,
  shown: TIMELINE_STEP,
  opened: [] as number[],
  drawn: '',
  timer: null as ReturnType<typeof setInterval> | null,
  intent: null as Intent | null,

  onLoad(options: { id?: string }) {
    this.id = options.id ?? ''
    this.opened = []
  },
  onShow() {
    void this.load()
    this.watch()
  },
  onHide() {
    this.unwatch()
  },
  onUnload() {
    this.unwatch()
  },
  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },
  onRetry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  onBack() {
    back()
  },

  /** Somebody else moves the case while it is looked at: ask from time to time, only while the page is in front. */
  watch() {
    this.unwatch()
    this.timer = setInterval(() => {
      if (!this.data.running) void this.load()
    }, LOOK_MS)
  },
  unwatch() {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  },

  async load() {
    try {
      const view = await getCase(this.id)
      // nothing new: the addresses of the pictures stay, so that nothing flickers
      if (isNews(this.view, view)) this.view = view
      if (!view.relations.includes('reporter')) walk.visit(view, !isOpen(view.state))
      this.draw()
    } catch (error) {
      this.fail(error)
    }
  },
  fail(error: unknown) {
    const code = error instanceof RpcError ? error.code : null
    if (code === 'NOT_FOUND' || code === 'FORBIDDEN' || code === 'INVALID_INPUT') {
      this.view = null
      this.drawn = ''
      const problem = '这件事看不了：可能已经不在了，或者不是您的。每件事只给反映的人和办事的人看。'
      this.setData({ state: 'empty', problem, screen: null, next: null })
    } else if (!this.view) this.setData({ state: 'error', problem: errorText(error) })
  },
  /** Sets only what differs from what is drawn. */
  draw() {
    if (!this.view) return
    const now = Date.now()
    const screen = caseScreen(this.view, { now, shown: this.shown, open: this.opened })
    const next = screen.isReporter ? null : nextRow(walk.next(now))
    const drawn = JSON.stringify({ screen, next })
    if (drawn === this.drawn && this.data.state === 'ready') return
    this.drawn = drawn
    this.setData({ state: 'ready', screen, next })
    pageTitle(screen.title)
  },
  onOlder() {
    this.shown += TIMELINE_STEP
    this.draw()
  },
  onOpenText(event: WechatMiniprogram.TouchEvent) {
    const { no } = event.currentTarget.dataset as { no: number }
    this.opened = [...this.opened, no]
    this.draw()
  },

  /** In place of this one, so that the way back leads to the list however many there were. */
  onNext() {
    const { next } = this.data
    if (!next) return
    this.setData({ next: null })
    replace(`/${CASE_PAGE}?id=${next.id}`)
  },

  // ---- moves

  onMore() {
    this.setData({ isMoreShown: true })
  },
  onMoreClose() {
    this.setData({ isMoreShown: false })
  },
  onMove(event: WechatMiniprogram.TouchEvent) {
    const { move } = event.currentTarget.dataset as { move: TappedMove }
    this.setData({ isMoreShown: false })
    void this.begin(move)
  },
  async begin(move: TappedMove) {
    if (!this.view) return
    if (move === 'rate') return this.setData({ isRating: true })
    if (move === 'accept' || move === 'start' || move === 'occur' || move === 'confirm') return runOnce(this, { move })
    if (move === 'withdraw') {
      const isSure = await confirm({
        title: '不用管了？',
        text: '撤回以后就没有人再办这件事了。',
        ok: '撤回',
        danger: true,
      })
      return isSure ? runOnce(this, { move }) : undefined
    }
    const form = formMove(move)
    if (form) go(moveUrl(this.view, form))
  },
  async run(input: MoveInput) {
    const { view } = this
    if (!view) return
    this.setData({ running: input.move })
    try {
      await moveCase(view, input, this.requestIdOf(`${input.move} ${view.version}`))
      this.intent = null
      const words = DONE_WORDS[input.move]
      if (words) toast(words)
      await this.load()
      if (input.move === 'confirm') this.setData({ isRating: true })
    } catch (error) {
      await this.refused(input, error)
    }
    this.setData({ running: '' })
  },
  requestIdOf(key: string): string {
    if (this.intent?.key !== key) this.intent = { key, requestId: newRequestId() }
    return this.intent.requestId
  },
  async refused({ move }: MoveInput, error: unknown) {
    if (!(error instanceof RpcError)) throw error
    const { code } = error
    if (code === 'LIMIT' && move === 'occur') return toast('刚刚记过了，办的人已经知道')
    toast(code === 'CONFLICT' ? '别人刚刚先动了，给您看最新的' : errorText(error))
    if (code === 'CONFLICT' || code === 'NOT_NOW' || code === 'FORBIDDEN' || code === 'NOT_FOUND') await this.load()
  },

  // ---- stars

  onStars(event: { detail: number }) {
    this.setData({ stars: event.detail })
  },
  onOpinion(event: WechatMiniprogram.Input) {
    this.data.opinion = event.detail.value
  },
  onRatingClose() {
    this.setData({ isRating: false })
  },
  async onRate() {
    const { stars, opinion } = this.data
    if (stars === 0) return
    const text = opinion.trim()
    await runOnce(this, { move: 'rate', stars, ...(text ? { text } : {}) })
    this.setData({ isRating: false })
  },

  // ---- the reporter's telephone

  async onContact() {
    const isSure = await confirm({
      title: '看姓名和电话',
      text: '只为办这件事用。看一次记一次，反映的人看得到是您看的。',
      ok: '看一下',
    })
    if (isSure) await contactOnce(this)
  },
  async showContact() {
    try {
      const { name, phone } = await showContact(this.id, newRequestId())
      this.setData({ contact: { name: name ?? '没有留姓名', phone: phone ?? '' } })
      await this.load()
    } catch (error) {
      toast(errorText(error))
    }
  },
  onContactCall() {
    const { contact } = this.data
    if (contact?.phone) phoneCall(contact.phone)
  },
  /** Shown once: the number leaves the phone with the sheet. */
  onContactClose() {
    this.setData({ contact: null })
  },
})

const runOnce = singleFlight((page: { run(input: MoveInput): Promise<void> }, input: MoveInput) => page.run(input))
const contactOnce = singleFlight((page: { showContact(): Promise<void> }) => page.showContact())
