/** What the staff plan of one fair. Pure. */
import type { In } from '../../contract/api'
import { FAIR_LIMITS, type FairView } from '../../contract/fairs'
import { timeOf } from '../../core/day'
import { errorText, fieldText } from '../../core/error-text'
import { dayOf, dayStart } from '../../core/picker-days'
import { RpcError } from '../../core/rpc-error'
import { arrangeText, fairHead, type FairHead } from './fair-day.view'
import type { Arranged } from './fairs.service'

export interface PlanForm {
  theme: string
  place: string
  booths: number
  /** 2026-12-20 */
  day: string
  /** 09:00 */
  opens: string
  closes: string
}

export const planForm = ({ theme, place, booths, opensAt, closesAt }: FairView): PlanForm => ({
  theme,
  place,
  booths,
  day: dayOf(opensAt),
  opens: timeOf(opensAt),
  closes: timeOf(closesAt),
})

const momentOf = (day: string, clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return dayStart(day) + (hours * 60 + minutes) * 60_000
}

export type PlanInput = Exclude<In<'fairs.change'>, { cancel: string }>

export const planInput = ({ id, version }: Pick<FairView, 'id' | 'version'>, form: PlanForm): PlanInput => ({
  id,
  version,
  theme: form.theme.trim(),
  place: form.place.trim(),
  booths: form.booths,
  opensAt: momentOf(form.day, form.opens),
  closesAt: momentOf(form.day, form.closes),
})

export type PlanField = 'theme' | 'place' | 'booths' | 'opensAt' | 'closesAt'
export type PlanProblems = { [F in PlanField]?: string }

const HOUR = 3_600_000
const SHORTEST_MS = HOUR / 2
const LONGEST_MS = 10 * HOUR

export function planProblems(input: PlanInput, before: FairView, now: number): PlanProblems {
  const isMoved = input.opensAt !== before.opensAt || input.closesAt !== before.closesAt
  const length = input.closesAt - input.opensAt
  return {
    ...(input.place === '' ? { place: '写上地点' } : {}),
    ...(input.booths < before.booked ? { booths: `已经订出 ${before.booked} 个，不能再少` } : {}),
    ...(isMoved && input.opensAt <= now ? { opensAt: '开始的时间已经过了' } : {}),
    ...(isMoved && length < SHORTEST_MS ? { closesAt: '至少办半个小时' } : {}),
    ...(isMoved && length > LONGEST_MS ? { closesAt: '最多办十个小时' } : {}),
  }
}

const FIELDS: readonly PlanField[] = ['theme', 'place', 'booths', 'opensAt', 'closesAt']
const UNSAFE = '这里没通过微信的检查，请改一改'

/** What the server said of single fields. */
export function planRefusal(error: unknown): PlanProblems {
  if (!(error instanceof RpcError)) return {}
  const fields = error.fields ?? {}
  const named = FIELDS.flatMap((field) => {
    const problem = fields[field]
    return problem === undefined ? [] : [[field, error.code === 'UNSAFE_CONTENT' ? UNSAFE : fieldText(problem)]]
  })
  return Object.fromEntries(named) as PlanProblems
}

/** What the server said of the reason. */
export const reasonProblem = (error: unknown): string =>
  error instanceof RpcError && error.code === 'UNSAFE_CONTENT' ? UNSAFE : errorText(error)

export interface PlanScreen extends FairHead {
  sentence: string
  /** words and booths can be changed */
  canChange: boolean
  /** the time too, for nobody has one yet */
  canMove: boolean
  canArrange: boolean
  /** doors to desk and screen */
  isHeld: boolean
  most: number
}

export function planScreen(view: FairView, now: number): PlanScreen {
  const { state, opensAt, closesAt, reason } = view
  const isOpen = (state === 'planned' || state === 'arranged') && now < closesAt
  return {
    ...fairHead(view, now),
    sentence: sentenceOf(view, isOpen, reason, now),
    canChange: isOpen,
    canMove: isOpen && state === 'planned',
    canArrange: state === 'planned' && now < opensAt,
    isHeld: state === 'arranged' || state === 'ended' || state === 'planned',
    most: MOST_BOOTHS,
  }
}

/** more than any hall has */
const MOST_BOOTHS = 60

function sentenceOf(view: FairView, isOpen: boolean, reason: string | null, now: number): string {
  if (view.state === 'cancelled') return `取消了：${reason ?? ''}`
  if (!isOpen) return '办完了，改不了。'
  return view.state === 'planned'
    ? `${arrangeText(view, now)} 自动排时间表，也可以现在就排。`
    : '时间表排好了，报名的人都有几点几号展位，时间不能再改。'
}

/** 排了 35 场面谈，20 个人都有；3 个人还没排上，来了再补。 */
export function arrangedText({ talks, people, without }: Arranged): string {
  const rest = without > 0 ? `还有 ${without} 人没排上，来签到时有空位再补。` : '报名的人都排上了。'
  return talks === 0 ? '没有排出面谈：没有人报名，或者没有企业订展位。' : `${people} 人排了 ${talks} 场面谈。${rest}`
}

export const PLAN_LIMITS = {
  theme: FAIR_LIMITS.themeCharacters,
  place: FAIR_LIMITS.placeCharacters,
  reason: FAIR_LIMITS.reasonCharacters,
} as const
