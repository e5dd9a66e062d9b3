/** The enterprise's own postings, pure: how each stands, who waits, when it ends. */
import {
  JOB_LIMITS,
  possiblePostingMoves,
  type OwnPostingRow,
  type PostingState,
  type PostingView,
} from '../../contract/jobs'
import type { Tone } from '../../core/bars'
import { DAY } from '../../core/day'
import { payText } from '../../core/job-text'
import {
  AT_FIRM,
  endText,
  POSTING_STATE_TEXTS,
  POSTING_TONES,
  postingStory,
  type PostingStoryItem,
} from '../../core/posting-story'

export interface StateChip {
  value: PostingState | 'all'
  text: string
}

export const STATE_CHIPS: readonly StateChip[] = [
  { value: 'all', text: '全部' },
  { value: 'open', text: '在招' },
  { value: 'blocked', text: '要改的' },
  { value: 'hidden', text: '在核实' },
  { value: 'ended', text: '结束的' },
  { value: 'removed', text: '撤下的' },
]

export const chipOf = (value: string | undefined): StateChip['value'] =>
  STATE_CHIPS.find((chip) => chip.value === value)?.value ?? 'all'

const EMPTY: { readonly [V in StateChip['value']]: string } = {
  all: '还没有写过岗位。写一个，检查过就放出去给大家看。',
  open: '现在没有在招的岗位。要招人，点“写一个岗位”。',
  blocked: '没有要改的岗位。',
  hidden: '没有社区在核实的岗位。',
  ended: '没有结束的岗位。',
  removed: '没有被撤下的岗位。',
}

export const emptyPostings = (value: StateChip['value']): string => EMPTY[value]

/** A renewal is offered by itself when the end is so near. */
const NEAR_END = 5 * DAY

export interface PostingItem {
  id: string
  title: string
  stateText: string
  tone: Tone
  /** ¥3200–3800 一个月 · 招 2 人，招到 1 人 */
  facts: string
  end: string
  isNearEnd: boolean
  waiting: number
  canRenew: boolean
}

const isNear = (state: PostingState, endsAt: number | null, now: number): boolean =>
  state === 'open' && endsAt !== null && endsAt - now <= NEAR_END

export function postingItem(row: OwnPostingRow, now: number): PostingItem {
  const { id, title, state, pay, wanted, hired, endsAt, waiting } = row
  const isNearEnd = isNear(state, endsAt, now)
  const found = hired > 0 ? `，招到 ${hired} 人` : ''
  return {
    id,
    title,
    stateText: POSTING_STATE_TEXTS[state],
    tone: POSTING_TONES[state],
    facts: `${payText(pay)} · 招 ${wanted} 人${found}`,
    end: state === 'open' ? endText(endsAt, now) : '',
    isNearEnd,
    waiting,
    canRenew: possiblePostingMoves(state, ['enterprise']).includes('renew') && (state === 'ended' || isNearEnd),
  }
}

// ---- one of them

export type OwnMove = 'renew' | 'close'

export const MOVED: { readonly [M in OwnMove]: string } = {
  renew: `续好了，再招 ${JOB_LIMITS.openDays} 天`,
  close: '不招了，大家不能再应聘',
}
export const CLOSE_EFFECT = '大家看不到它，也不能再应聘。已经应聘的人您还可以回话。'

export interface PostingStatus {
  stateText: string
  tone: Tone
  sentence: string
  /** what the staff wrote when they decided */
  reason: string
  end: string
  /** it can be changed at all */
  canWrite: boolean
  canRenew: boolean
  canClose: boolean
  canAsk: boolean
  /** others see it */
  isShown: boolean
  applicants: string
  story: PostingStoryItem[]
}

const SENTENCES: { readonly [S in PostingState]: string } = {
  blocked: '有的写法法律不允许，还没有放出去。改好再发。',
  open: '大家看得到，可以应聘。',
  hidden: `有两户人说这个岗位有问题，先收起来了。社区会在 ${JOB_LIMITS.lookHours} 小时里核实。`,
  ended: '不招了，大家不能再应聘。还招就续期，或者改一改再发。',
  removed: '社区把它撤下了，不能再发。',
}

export function postingStatus(view: PostingView, now: number): PostingStatus {
  const { state, moves, own, endsAt } = view
  const isAsked = state === 'blocked' && own !== null && own.asked !== null
  const last = [...(own?.events ?? [])].reverse().find(({ by, text }) => by === 'staff' && text !== null)
  return {
    stateText: POSTING_STATE_TEXTS[state],
    tone: POSTING_TONES[state],
    sentence: isAsked ? '请社区看了，看过会告诉您。您也可以照改，改好就能发。' : SENTENCES[state],
    reason: last?.text ?? '',
    end: state === 'open' ? endText(endsAt, now) : '',
    canWrite: state === 'blocked' || state === 'open' || state === 'ended',
    canRenew: moves.includes('renew'),
    canClose: moves.includes('close'),
    canAsk: moves.includes('ask') && !isAsked,
    isShown: state === 'open',
    applicants: applicantsText(own),
    story: postingStory(own?.events ?? [], AT_FIRM, now),
  }
}

const applicantsText = (own: PostingView['own']): string => {
  if (!own || own.applications === 0) return '还没有人应聘'
  return own.waiting > 0
    ? `${own.applications} 人应聘过，${own.waiting} 人等您回话`
    : `${own.applications} 人应聘过，都回过话了`
}
