import { TAKE_WARNINGS, type BatchView, type TakeWarning } from '../../../../contract/crafts'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, go, pageTitle, replace, stopPullDown, toast } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { askFor } from '../../../../core/subscribe'
import { batchScreen, changeText, type BatchScreen } from '../../batch.view'
import { getBatch, takePieces } from '../../crafts.service'
import { isGone, isHomeNeeded, isUnknown, problemOf } from '../../../../core/refusal'
import { isTrial, totalsOf, type Totals } from '../../take.view'
import { CARD_PAGE, claimUrl, HOME_PAGE } from '../../url'
import { WARNING_TEXTS } from '../../words'

interface WarningBox {
  warning: TakeWarning
  text: string
  tick: string
  isTicked: boolean
}

type TakeInput = Parameters<typeof takePieces>[0]

/** A take whose answer never came: it may have been made, so only the very same may be sent again. */
interface Pending {
  input: TakeInput
  requestId: string
  /** the open claim in this batch before it */
  claim: string | null
}

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as BatchScreen | null,
    pieces: 0,
    totals: null as Totals | null,
    warnings: [] as WarningBox[],
    agrees: false,
    problem: '',
    isTaking: false,
    isPending: false,
    needsHome: false,
    /** the claim that was just made */
    taken: '',
    canBeTold: false,
    isTold: '' as '' | 'yes' | 'no',
    isHourOpen: false,
  },

  id: '',
  view: null as BatchView | null,
  pending: null as Pending | null,
  /** warnings that the server has asked for: it knows the other work too */
  asked: [] as TakeWarning[],

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, asked: [] })
  },

  onShow() {
    if (this.data.taken !== '' || this.data.isTaking) return
    if (this.data.needsHome) this.setData({ needsHome: false, problem: '' })
    void this.load()
  },

  async onPullDownRefresh() {
    if (this.data.taken === '') await this.load()
    stopPullDown()
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      this.show(await getBatch(this.id))
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '这批活看不了了，可能已经结束。', screen: null })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  show(view: BatchView) {
    const screen = batchScreen(view, Date.now())
    this.view = view
    const { range } = screen
    // who is only trying is offered all that may be tried
    const first = isTrial(view) ? range?.max : range?.min
    const wanted = this.data.pieces || (first ?? 0)
    const pieces = range ? Math.max(range.min, Math.min(range.max, wanted)) : 0
    if (JSON.stringify(screen) !== JSON.stringify(this.data.screen)) this.setData({ state: 'ready', screen })
    pageTitle(screen.name)
    this.count(pieces)
  },

  // ---- how many

  choose({ detail }: { detail: number }) {
    if (!this.data.isPending) this.count(detail)
  },

  chooseMost() {
    const { screen, isPending } = this.data
    if (screen?.range && !isPending) this.count(screen.range.max)
  },

  count(pieces: number) {
    const { view } = this
    if (!view) return
    if (pieces !== this.data.pieces) this.asked = []
    const totals = pieces > 0 ? totalsOf(view, pieces, Date.now()) : null
    const wanted = TAKE_WARNINGS.filter((one) => totals?.warnings.includes(one) || this.asked.includes(one))
    const before = new Set(this.data.warnings.filter(({ isTicked }) => isTicked).map(({ warning }) => warning))
    const warnings = wanted.map((warning) => ({ warning, ...WARNING_TEXTS[warning], isTicked: before.has(warning) }))
    this.setData({ pieces, totals, warnings, problem: '' })
  },

  tickWarning({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { index } = currentTarget.dataset as { index: number }
    const box = this.data.warnings[index]
    if (box) this.setData({ [`warnings[${index}].isTicked`]: !box.isTicked, problem: '' })
  },

  tickAgree() {
    this.setData({ agrees: !this.data.agrees, problem: '' })
  },

  toggleHour() {
    this.setData({ isHourOpen: !this.data.isHourOpen })
  },

  // ---- taking

  take: singleFlight(async function (this: { takeOnce(): Promise<void> }) {
    await this.takeOnce()
  }),

  async takeOnce() {
    const { view, data } = this
    if (!view) return
    if (!this.pending) {
      if (data.warnings.some(({ isTicked }) => !isTicked))
        return this.setData({ problem: '请先看完上面的提醒，点一下' })
      if (!data.agrees) return this.setData({ problem: '企业要知道是谁领的，请先点一下同意' })
      const warned = data.warnings.map(({ warning }) => warning)
      const input: TakeInput = { batch: view.id, price: view.price, pieces: data.pieces, agree: true, warned }
      this.pending = { input, requestId: newRequestId(), claim: view.myClaim }
    }
    const { input, requestId } = this.pending
    this.setData({ isTaking: true, problem: '' })
    try {
      this.took((await takePieces(input, requestId)).id)
    } catch (error) {
      await this.refused(error, view)
    }
    this.setData({ isTaking: false })
  },

  took(claim: string) {
    this.pending = null
    this.setData({ taken: claim, isPending: false, canBeTold: session.templateId('pieceWork') !== undefined })
    pageTitle('领到了')
  },

  /** Nothing was taken, or nobody knows. Says what is different now, so that the same button can be tapped again. */
  async refused(error: unknown, before: BatchView) {
    if (isUnknown(error)) return this.setData({ isPending: true, problem: errorText(error) })
    this.pending = null
    this.setData({ isPending: false, needsHome: isHomeNeeded(error) })
    const unsaid = (problemOf(error, 'warned') ?? '').split(',')
    this.asked = TAKE_WARNINGS.filter((warning) => unsaid.includes(warning))
    const { pieces } = this.data
    await this.load()
    const change = this.view ? changeText(before, this.view, pieces, problemOf(error, 'pieces')) : ''
    const words = change || (this.asked.length > 0 ? '连您手上的活一起算，有点多，请看看提醒' : errorText(error))
    this.setData({ problem: words })
  },

  /** Nobody waits for the answer any longer: looks whether the take has arrived. */
  unlock: singleFlight(async function (this: { unlockOnce(): Promise<void> }) {
    await this.unlockOnce()
  }),

  async unlockOnce() {
    const { pending } = this
    if (!pending) return
    try {
      const view = await getBatch(this.id)
      if (view.myClaim !== null && view.myClaim !== pending.claim) return this.took(view.myClaim)
      this.pending = null
      this.setData({ isPending: false })
      this.show(view)
    } catch (error) {
      this.setData({ problem: errorText(error) })
    }
  },

  // ---- after

  /** Right in the tap: WeChat shows its sheet nowhere else. */
  async tell() {
    if (this.data.isTold !== '') return this.openTaken()
    const isTold = await askFor('pieceWork')
    this.setData({ isTold: isTold ? 'yes' : 'no' })
  },

  openTaken() {
    replace(claimUrl(this.data.taken))
  },
  openClaim() {
    go(claimUrl(this.data.screen?.claim ?? ''))
  },
  openCard() {
    go(CARD_PAGE)
  },
  openHome() {
    go(HOME_PAGE)
  },
  leave() {
    back()
  },
})
