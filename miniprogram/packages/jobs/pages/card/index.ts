import { JOB_LIMITS, type JobKind, type Shift } from '../../../../contract/jobs'
import { errorText, fieldText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { monthOf, monthsFrom } from '../../../../core/month'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, toast } from '../../../../core/platform'
import { isHomeNeeded, problemOf } from '../../../../core/refusal'
import { newRequestId } from '../../../../core/rpc'
import { RpcError } from '../../../../core/rpc-error'
import { singleFlight } from '../../../../core/single-flight'
import {
  cardInput,
  cardProblems,
  kindChips,
  minuteChips,
  NEW_CARD,
  shiftChips,
  toggled,
  type CardDraft,
  type CardProblems,
} from '../../card.view'
import { forgetCard, getCard, keepCard } from '../../jobs.service'
import { HOME_PAGE } from '../../url'

const YEAR = 12
/** where the wheel of years stands first: most who come are about so old */
const USUAL_AGE = 35
const FEN = 100

/** What the server calls somebody under sixteen. */
const TOO_YOUNG = 'too_young'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    card: NEW_CARD,
    wantYuan: NEW_CARD.want / FEN,
    mostYuan: JOB_LIMITS.pay / FEN,
    kinds: kindChips([]),
    mostKinds: JOB_LIMITS.kinds,
    shifts: shiftChips([]),
    minutes: minuteChips(0),
    introLimit: JOB_LIMITS.introCharacters,
    hasCard: false,
    born: '',
    bornText: '',
    bornRange: { first: '', last: '', usual: '' },
    problems: {} as CardProblems,
    problem: '',
    isTooYoung: false,
    isSaving: false,
    needsHome: false,
  },

  intent: null as Intent | null,

  onLoad() {
    this.intent = createIntent()
    void this.load()
  },

  /** Back from the page of the home. */
  onShow() {
    if (this.data.needsHome) this.setData({ needsHome: false })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  async load() {
    try {
      const card = await getCard()
      const last = monthOf(Date.now())
      this.draw(card ?? NEW_CARD)
      this.setData({
        state: 'ready',
        hasCard: card !== null,
        bornRange: {
          first: monthsFrom(last, -100 * YEAR),
          last,
          usual: monthsFrom(last, -USUAL_AGE * YEAR),
        },
      })
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw(card: CardDraft) {
    this.setData({
      card,
      wantYuan: Math.round(card.want / FEN),
      kinds: kindChips(card.kinds),
      shifts: shiftChips(card.shifts),
      minutes: minuteChips(card.minutes),
      problems: {},
      problem: '',
    })
  },

  // ---- the answers

  change(change: Partial<CardDraft>) {
    this.draw({ ...this.data.card, ...change })
  },

  chooseKind({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: JobKind }
    const { kinds } = this.data.card
    const chosen = toggled(kinds, value, JOB_LIMITS.kinds)
    if (chosen.length === kinds.length) toast(`最多点 ${JOB_LIMITS.kinds} 样`)
    else this.change({ kinds: chosen })
  },
  chooseShift({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Shift }
    this.change({ shifts: toggled(this.data.card.shifts, value, Infinity) })
  },
  chooseMinutes({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ minutes: (currentTarget.dataset as { value: number }).value })
  },
  want({ detail }: { detail: number }) {
    this.change({ want: detail * FEN })
  },
  toggleMatch() {
    this.change({ match: !this.data.card.match })
  },
  /** Not set: a slow phone would put back what was typed before. */
  write({ detail }: WechatMiniprogram.Input) {
    this.data.card = { ...this.data.card, intro: detail.value }
  },

  chooseBorn({ detail }: WechatMiniprogram.PickerChange) {
    const born = String(detail.value)
    const bornText = `${born.slice(0, 4)}年${Number(born.slice(5))}月`
    this.setData({ born, bornText, problems: {}, problem: '', isTooYoung: false })
  },

  // ---- saving

  save: singleFlight(async function (this: { saveOnce(): Promise<void> }) {
    await this.saveOnce()
  }),

  async saveOnce() {
    const { card, born, hasCard } = this.data
    const problems = cardProblems(card, born, !hasCard)
    const [problem = ''] = Object.values(problems)
    this.setData({ problems, problem })
    if (problem !== '') return
    const input = hasCard ? cardInput(card) : { ...cardInput(card), born }
    this.setData({ isSaving: true })
    try {
      await keepCard(input, this.intent?.idOf(input) ?? '')
      toast('存好了')
      back()
    } catch (error) {
      this.refused(error)
    }
    this.setData({ isSaving: false })
  },

  refused(error: unknown) {
    const born = problemOf(error, 'born')
    if (born === TOO_YOUNG) return this.setData({ isTooYoung: true })
    // the card was put away on another phone meanwhile: then the month is asked for after all
    if (born !== undefined) return this.setData({ hasCard: false, problems: { born: fieldText(born) } })
    if (isHomeNeeded(error)) return this.setData({ needsHome: true })
    if (error instanceof RpcError && error.code === 'UNSAFE_CONTENT')
      return this.setData({ problems: { intro: '这几句没通过微信的检查，请改一改' }, problem: errorText(error) })
    this.setData({ problem: errorText(error) })
  },

  openHome() {
    go(HOME_PAGE)
  },

  async forget() {
    const text = '收藏也一起删。等回音的应聘都会撤回，单位马上看不到您的姓名。'
    if (await confirm({ title: '删掉求职卡？', text, ok: '删掉', danger: true })) await this.forgetNow()
  },

  forgetNow: singleFlight(async function (this: { forgetOnce(): Promise<void> }) {
    await this.forgetOnce()
  }),

  async forgetOnce() {
    try {
      await forgetCard(newRequestId())
      toast('删掉了')
      back()
    } catch (error) {
      toast(errorText(error))
    }
  },
})
