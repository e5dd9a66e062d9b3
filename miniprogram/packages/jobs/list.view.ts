/** Postings as people compare them: pay and minutes first. Pure. */
import type { Blind, SuitedRow } from '../../contract/job-applications'
import {
  JOB_KIND_NAMES,
  JOB_KINDS,
  JOB_LIMITS,
  SHIFT_NAMES,
  SHIFTS,
  WITHIN,
  type JobKind,
  type PostingFilter,
  type PostingRow,
  type Shift,
  type Within,
} from '../../contract/jobs'
import { factsText, payView, wayText, type PayView } from '../../core/job-text'
import { SUIT_TEXTS } from './words'

export const TABS = ['all', 'suited', 'saved'] as const
export type Tab = (typeof TABS)[number]

export const TAB_CHOICES: readonly { tab: Tab; text: string }[] = [
  { tab: 'all', text: '全部' },
  { tab: 'suited', text: '适合我' },
  { tab: 'saved', text: '收藏' },
]

export interface PostingCard {
  id: string
  title: string
  firm: string
  pay: PayView
  way: string
  facts: string
  /** 不招了; '' while it is open */
  over: string
  /** why it suits; '' where nobody asked */
  suit: string
  /** something speaks against it too */
  isDoubtful: boolean
  isMatched: boolean
}

/** What speaks for it comes first; what does not is said as well. */
function suitText({ reasons }: Pick<SuitedRow, 'reasons'>): string {
  const yes = reasons.filter((reason) => reason.endsWith('_yes')).map((reason) => SUIT_TEXTS[reason])
  const no = reasons.filter((reason) => reason.endsWith('_no')).map((reason) => SUIT_TEXTS[reason])
  return [yes.join('，'), no.length > 0 ? `不过${no.join('，')}` : ''].filter((text) => text !== '').join('；')
}

const isSuited = (row: PostingRow): row is SuitedRow => 'reasons' in row

/** The timer that ends a posting may come a few minutes late. */
export const isOpenAt = ({ state, endsAt }: Pick<PostingRow, 'state' | 'endsAt'>, now: number): boolean =>
  state === 'open' && endsAt !== null && now < endsAt

export const postingCard = (row: PostingRow, now: number): PostingCard => ({
  id: row.id,
  title: row.title,
  firm: row.enterpriseName,
  pay: payView(row.pay),
  way: wayText(row.way),
  facts: factsText(row),
  over: isOpenAt(row, now) ? '' : '不招了',
  suit: isSuited(row) ? suitText(row) : '',
  isDoubtful: isSuited(row) && row.reasons.some((reason) => reason.endsWith('_no')),
  isMatched: isSuited(row) && row.matched,
})

// ---- filters

export interface Filters {
  kind: JobKind | null
  shift: Shift | null
  within: Within | null
}
export type FilterName = keyof Filters

export const NO_FILTERS: Filters = { kind: null, shift: null, within: null }

export interface Picker {
  name: FilterName
  label: string
  /** the first one takes the filter away */
  choices: string[]
  index: number
  /** what the chip says */
  text: string
}

const VALUES: { readonly [N in FilterName]: readonly NonNullable<Filters[N]>[] } = {
  kind: JOB_KINDS,
  shift: SHIFTS,
  within: WITHIN,
}

const LABELS: { readonly [N in FilterName]: { label: string; none: string; all: string } } = {
  kind: { label: '选工种', none: '工种', all: '什么活都行' },
  shift: { label: '选班次', none: '班次', all: '什么班都行' },
  within: { label: '选多远', none: '多远', all: '多远都行' },
}

function choiceText(name: FilterName, value: JobKind | Shift | Within): string {
  if (name === 'kind') return JOB_KIND_NAMES[value as JobKind]
  return name === 'shift' ? SHIFT_NAMES[value as Shift] : `${value} 分钟内`
}

const NAMES: readonly FilterName[] = ['kind', 'shift', 'within']

export const pickersOf = (filters: Filters): Picker[] =>
  NAMES.map((name) => {
    const values: readonly (JobKind | Shift | Within)[] = VALUES[name]
    const { label, none, all } = LABELS[name]
    const value = filters[name]
    return {
      name,
      label,
      choices: [all, ...values.map((one) => choiceText(name, one))],
      index: value === null ? 0 : values.indexOf(value) + 1,
      text: value === null ? none : choiceText(name, value),
    }
  })

/** The filters with the choice at `index` of this picker. */
export const withChoice = (filters: Filters, name: FilterName, index: number): Filters => ({
  ...filters,
  [name]: VALUES[name][index - 1] ?? null,
})

/** What the phone kept of them; what is no choice any more is left out. */
export function keptFilters(kept: Partial<Record<FilterName, unknown>> | undefined): Filters {
  const known = <T>(values: readonly T[], value: unknown): T | null => values.find((one) => one === value) ?? null
  return {
    kind: known(JOB_KINDS, kept?.kind),
    shift: known(SHIFTS, kept?.shift),
    within: known(WITHIN, kept?.within),
  }
}

export const hasFilters = (filters: Filters): boolean => NAMES.some((name) => filters[name] !== null)

/** What the server is asked: words go alone. */
export function questionOf({ kind, shift, within }: Filters, text: string): PostingFilter {
  if (text !== '') return { text }
  return { ...(kind ? { kind } : {}), ...(shift ? { shift } : {}), ...(within ? { within } : {}) }
}

/** Words as they are looked for: no longer than the server takes. */
export const searchText = (typed: string): string =>
  Array.from(typed.trim()).slice(0, JOB_LIMITS.searchCharacters).join('').trim()

/** What an empty list says, and the words of its button. */
export interface Emptiness {
  words: string
  action: string
}

export function emptiness(tab: Tab, filters: Filters, text: string): Emptiness {
  if (tab === 'saved') return { words: '还没有收藏。看到中意的点一下星星，以后好找。', action: '看全部岗位' }
  if (tab === 'suited') return { words: '现在没有合适的。有新岗位再来看看。', action: '看全部岗位' }
  if (text !== '') return { words: `没找到“${text}”，换个词试试，或者看全部。`, action: '看全部岗位' }
  return hasFilters(filters)
    ? { words: '没有这样的岗位，少选一样试试。', action: '都不选，看全部' }
    : { words: '现在没有岗位。单位发了新的就在这里，过两天再来看看。', action: '' }
}

/** Why nothing is suggested. */
export const BLINDNESS: { readonly [B in Blind]: Emptiness } = {
  no_card: { words: '填一张求职卡，一分钟，就帮您挑出合适的岗位。', action: '填求职卡' },
  off: { words: '您把推荐关了，所以这里不排。想看随时可以打开。', action: '打开推荐' },
}
