import {
  CLUSTERS,
  ESTATE_LIMITS,
  type ClusterId,
  type Colleague,
  type Leave,
  type Me,
} from '../../../../contract/estate'
import { DAY } from '../../../../core/day'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { confirm, home, pageTitle, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { dayOf, dayStart, weekdayText } from '../../days'
import { listColleagues, setLeave, whoAmI } from '../../grid.service'
import { NO_ROLE, refusalText } from '../../grid.view'
import {
  clustersOf,
  isAway,
  leaveOf,
  leaveProblem,
  leaveText,
  standInsFor,
  type LeaveForm,
  type StandIn,
} from '../../people.view'

const EMPTY: LeaveForm = { first: '', last: '', standIn: null }

/** Leaves taken most often: first and last day, counted from today. */
const LENGTHS = [
  { text: '今天', first: 0, last: 0 },
  { text: '明天', first: 1, last: 1 },
  { text: '今天起 3 天', first: 0, last: 2 },
  { text: '今天起一个星期', first: 0, last: 6 },
] as const

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    refused: false,
    title: '我要请假',
    /** the leave as it stands, as a sentence */
    current: '',
    endText: '',
    form: EMPTY,
    firstText: '',
    lastText: '',
    lengths: LENGTHS,
    range: { first: '', last: '', end: '' },
    standIns: [] as StandIn[],
    problem: '',
    isSending: false,
    isEnding: false,
  },

  asking: {} as { person?: string; cluster?: string },
  colleagues: [] as Colleague[],
  person: null as Colleague | null,
  isOwn: true,
  /** made once per intent: kept until the answer is there or the form is changed */
  requestId: '',

  onLoad(options: { person?: string; cluster?: string }) {
    Object.assign(this, { asking: options, colleagues: [], requestId: newRequestId() })
    void this.load()
  },

  async load() {
    const { asking } = this
    try {
      const me = await whoAmI(isServing)
      const cluster: ClusterId | undefined = CLUSTERS.find((id) => id === asking.cluster) ?? clustersOf(me.grants)[0]
      if (cluster === undefined) {
        const words = me.grants.length > 0 ? '您不在组团里管事，不用在这里请假' : NO_ROLE
        this.setData({ state: 'empty', words, refused: true })
        return
      }
      const colleagues = await listColleagues(cluster)
      const wanted = asking.person ?? me.id
      const person = colleagues.find(({ id }) => id === wanted) ?? null
      Object.assign(this, { colleagues, person, isOwn: wanted === me.id })
      if (person) this.drawAll()
      else this.setData({ state: 'empty', words: '没找到这位同事，可能已经不在这个组团了', refused: true })
    } catch (error) {
      const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
      this.setData({ state: refused ? 'empty' : 'error', words: refusalText(error), refused })
    }
  },

  drawAll() {
    const { person, colleagues, isOwn } = this
    if (!person) return
    const now = Date.now()
    const { leaveAheadDays, leaveDays } = ESTATE_LIMITS
    const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? null
    if (!isOwn) pageTitle(`替${person.name}请假`)
    this.setData({
      state: 'ready',
      refused: false,
      title: isOwn ? '我要请假' : `替${person.name}请假`,
      current: leaveText(person.leave, now, nameOf),
      endText: isAway(person.leave, now) ? '提前回来上班' : '不请了',
      range: {
        first: dayOf(now),
        last: dayOf(now + (leaveAheadDays - 1) * DAY),
        end: dayOf(now + (leaveAheadDays + leaveDays - 1) * DAY),
      },
    })
    this.fill(EMPTY)
  },

  fill(form: LeaveForm) {
    const { person, colleagues } = this
    if (!person) return
    const now = Date.now()
    const isWhole = form.first !== '' && form.last !== ''
    const standIns = standInsFor(person.id, colleagues, isWhole ? leaveOf(form) : null)
    const isLost = standIns.some(({ id, disabled }) => id === form.standIn && disabled)
    this.requestId = newRequestId()
    this.setData({
      form: isLost ? { ...form, standIn: null } : form,
      firstText: form.first === '' ? '请选' : weekdayText(dayStart(form.first), now),
      lastText: form.last === '' ? '请选' : weekdayText(dayStart(form.last), now),
      standIns,
      problem: isLost ? '选的人那几天也请假，请换一位' : '',
    })
  },

  chooseLength({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const length = LENGTHS[(currentTarget.dataset as { index: number }).index]
    if (!length) return
    const now = Date.now()
    const [first, last] = [dayOf(now + length.first * DAY), dayOf(now + length.last * DAY)]
    this.fill({ ...this.data.form, first, last })
  },

  chooseFirst({ detail }: WechatMiniprogram.PickerChange) {
    const first = String(detail.value)
    const { form } = this.data
    // a leave of one day is the most common; the other end follows
    const last = form.last === '' || form.last < first ? first : form.last
    this.fill({ ...form, first, last })
  },

  chooseLast({ detail }: WechatMiniprogram.PickerChange) {
    this.fill({ ...this.data.form, last: String(detail.value) })
  },

  chooseStandIn({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const standIn = this.data.standIns[(currentTarget.dataset as { index: number }).index]
    if (!standIn) return
    if (standIn.disabled) toast(`${standIn.name}那几天也请假`)
    else this.fill({ ...this.data.form, standIn: standIn.id })
  },

  send: singleFlight(async function (this: LeavePage) {
    const { form } = this.data
    const problem = leaveProblem(form, Date.now())
    this.setData({ problem: problem ?? '' })
    if (problem !== null) return
    this.setData({ isSending: true })
    await this.save(leaveOf(form), '请好假了，这几天的事会转给别人')
    this.setData({ isSending: false })
  }),

  end: singleFlight(async function (this: LeavePage) {
    const sure = await confirm({
      title: this.data.endText,
      text: '从现在起，新的事又会派到这里。',
      ok: '是的',
      cancel: '再想想',
    })
    if (!sure) return
    this.setData({ isEnding: true })
    await this.save(null, '好的，又在岗了')
    this.setData({ isEnding: false })
  }),

  async save(leave: Leave | null, done: string) {
    const { person, isOwn } = this
    if (!person) return
    try {
      await setLeave(leave, isOwn ? null : person.id, this.requestId)
      this.person = { ...person, leave }
      const me = session.me()
      if (isOwn && me) session.save({ ...me, leave })
      this.drawAll()
      toast(done)
    } catch (error) {
      this.setData({ problem: errorText(error) })
    }
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  leave() {
    home()
  },
})

const isServing = (me: Me): boolean => me.grants.length > 0

interface LeavePage {
  data: { form: LeaveForm; endText: string }
  setData(change: { problem?: string; isSending?: boolean; isEnding?: boolean }): void
  save(leave: Leave | null, done: string): Promise<void>
}
