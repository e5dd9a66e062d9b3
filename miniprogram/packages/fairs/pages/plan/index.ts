import type { In } from '../../../../contract/api'
import type { FairView } from '../../../../contract/fairs'
import { DAY } from '../../../../core/day'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, go, stopPullDown, tell, toast } from '../../../../core/platform'
import { dayOf, dayStart, weekdayText } from '../../../../core/picker-days'
import { isChanged, isGone, isUnknown } from '../../../../core/refusal'
import { singleFlight } from '../../../../core/single-flight'
import type { ValueEvent } from '../../../../core/value-event'
import { arrangeFair, changeFair, getFair } from '../../fairs.service'
import {
  arrangedText,
  PLAN_LIMITS,
  planForm,
  planInput,
  planProblems,
  planRefusal,
  planScreen,
  reasonProblem,
  type PlanForm,
  type PlanProblems,
  type PlanScreen,
} from '../../plan.view'
import { boardUrl, deskUrl, fairUrl } from '../../url'

/** the staff move a fair by this many days at most */
const AHEAD = 60 * DAY

/** ?id= of the fair */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as PlanScreen | null,
    form: null as PlanForm | null,
    dayText: '',
    range: { first: '', last: '' },
    limits: PLAN_LIMITS,
    problems: {} as PlanProblems,
    problem: '',
    isSending: false,
    isArranging: false,
    isCancelShown: false,
    isCancelling: false,
    cancelProblem: '',
  },

  id: '',
  view: null as FairView | null,
  /** changed by the person, not sent yet */
  isTouched: false,
  intent: null as Intent | null,

  onLoad({ id = '' }: { id?: string }) {
    Object.assign(this, { id, isTouched: false, intent: createIntent() })
    const now = Date.now()
    this.setData({ range: { first: dayOf(now), last: dayOf(now + AHEAD) } })
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  /** What the person has written stays. */
  async load() {
    try {
      this.view = await getFair(this.id)
      if (!this.isTouched) this.setForm(planForm(this.view))
      this.setData({ state: 'ready', screen: planScreen(this.view, Date.now()) })
    } catch (error) {
      if (isGone(error)) this.setData({ state: 'empty', words: '没有这场招聘会。' })
      else if (this.view) toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  setForm(form: PlanForm) {
    this.setData({ form, dayText: weekdayText(dayStart(form.day), Date.now()) })
  },

  // ---- the form

  change(part: Partial<PlanForm>) {
    const { form } = this.data
    if (!form || this.data.isSending) return
    this.isTouched = true
    this.setForm({ ...form, ...part })
    if (Object.keys(this.data.problems).length > 0 || this.data.problem !== '')
      this.setData({ problems: {}, problem: '' })
  },
  /** Not set: a slow phone would put back what was typed before. */
  write({ currentTarget, detail }: ValueEvent<string>) {
    const { name } = currentTarget.dataset as { name: 'theme' | 'place' }
    const { form } = this.data
    if (!form) return
    this.isTouched = true
    form[name] = detail
  },
  setBooths({ detail }: ValueEvent<number>) {
    this.change({ booths: detail })
  },
  setDay({ detail }: WechatMiniprogram.PickerChange) {
    this.change({ day: String(detail.value) })
  },
  setClock({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { name } = currentTarget.dataset as { name: 'opens' | 'closes' }
    this.change({ [name]: String(detail.value) })
  },

  save: singleFlight(async function (this: { saveNow(): Promise<void> }) {
    await this.saveNow()
  }),
  async saveNow() {
    const { view } = this
    const { form } = this.data
    if (!view || !form) return
    const input = planInput(view, form)
    const problems = planProblems(input, view, Date.now())
    this.setData({ problems, problem: '' })
    if (Object.keys(problems).length > 0) return
    if (!(await this.isSure(input, view))) return
    this.setData({ isSending: true })
    try {
      await changeFair(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      this.isTouched = false
      toast('改好了')
      await this.load()
    } catch (error) {
      await this.refused(error)
    }
    this.setData({ isSending: false })
  },

  /** Those who have to do with it are told of another time or place. */
  async isSure({ opensAt, closesAt, place }: ReturnType<typeof planInput>, before: FairView): Promise<boolean> {
    const isElsewhere = opensAt !== before.opensAt || closesAt !== before.closesAt || place !== before.place
    if (!isElsewhere || before.booked + before.signedUp === 0) return true
    const text = `${before.signedUp} 个报名的人、${before.booked} 家企业会收到消息。`
    return confirm({ title: '改时间、地点？', text, ok: '改', cancel: '再看看' })
  },

  async refused(error: unknown) {
    if (isUnknown(error)) return this.setData({ problem: `${errorText(error)}。再点一次不会改重。` })
    this.intent?.done()
    const problems = planRefusal(error)
    if (Object.keys(problems).length > 0) return this.setData({ problems })
    if (!isChanged(error)) return this.setData({ problem: errorText(error) })
    this.isTouched = false
    await this.load()
    await tell('有人快了一步', '这场刚刚被同事改过，您这一步没有记，给您看最新的。')
  },

  // ---- the timetable

  arrange: singleFlight(async function (this: { arrangeNow(): Promise<void> }) {
    await this.arrangeNow()
  }),
  async arrangeNow() {
    const text = '排了以后企业不能再订展位，时间不能再改；还能报名，排在空位上。'
    if (!(await confirm({ title: '现在就排时间表？', text, ok: '现在排', cancel: '等晚上' }))) return
    this.setData({ isArranging: true })
    try {
      const arranged = await arrangeFair(this.id, this.intent?.idOf(['arrange', this.id]) ?? '')
      this.intent?.done()
      await this.load()
      await tell('排好了', arrangedText(arranged))
    } catch (error) {
      if (!isUnknown(error)) this.intent?.done()
      toast(errorText(error))
      if (isChanged(error)) await this.load()
    }
    this.setData({ isArranging: false })
  },

  // ---- cancelling

  askReason() {
    this.setData({ isCancelShown: true, cancelProblem: '' })
  },
  closeReason() {
    this.setData({ isCancelShown: false })
  },
  cancel: singleFlight(async function (
    this: { cancelNow(reason: string): Promise<void> },
    { detail }: ValueEvent<string>,
  ) {
    await this.cancelNow(detail)
  }),
  async cancelNow(cancel: string) {
    const { view } = this
    if (!view) return
    const input: In<'fairs.change'> = { id: view.id, version: view.version, cancel }
    this.setData({ isCancelling: true, cancelProblem: '' })
    try {
      await changeFair(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      this.isTouched = false
      this.setData({ isCancelShown: false })
      toast('取消了，都通知到了')
      await this.load()
    } catch (error) {
      if (!isUnknown(error)) this.intent?.done()
      this.setData({ cancelProblem: reasonProblem(error) })
      if (isChanged(error)) await this.load()
    }
    this.setData({ isCancelling: false })
  },

  openDesk() {
    go(deskUrl(this.id))
  },
  openBoard() {
    go(boardUrl(this.id))
  },
  openFair() {
    go(fairUrl(this.id))
  },
  leave() {
    back()
  },
})
