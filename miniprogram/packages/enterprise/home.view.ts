/** The enterprise's first page, pure: how it stands, how it has kept its word, what is to do now. */
import type { EnterpriseOwnView, EnterpriseState, MyEnterprise } from '../../contract/enterprises'
import { ago } from '../../core/day'
import { recordView, STATE_TEXTS, STATE_TONES, type RecordView } from '../../core/enterprise-text'
import { yuan } from '../../core/money'
import type { Tone } from '../../core/bars'
import { isLate, leftText } from './pay.view'
import type { Seen } from './seen'

const SENTENCES: { readonly [S in EnterpriseState]: string } = {
  applied: '社区正在核实，通过了就能发活。',
  active: '核实过了，可以发活。',
  suspended: '暂停期间不能发新活。已经发出去的照常收、照常付钱。',
  refused: '社区没有通过。照原因改好，可以重新申请。',
}

/** Piece-work goes on while it is suspended: what is out has to be counted and paid. */
const WORKS: readonly EnterpriseState[] = ['active', 'suspended']

// ---- what is to do now

export interface Todo {
  key: string
  text: string
  hint: string
  tone: Tone
  /** page and parameters behind it */
  page: string
  query: string
}

/** 3 笔, 20 多笔 */
const howMany = (count: number, hasMore: boolean): string => `${count} ${hasMore ? '多' : ''}`

/** From what the lists last said; what has become late since then is late. */
export const todoViews = ({ counting, owing }: Seen, now: number): Todo[] => [
  ...(owing === null ? [] : owingTodos(owing, now)),
  ...(counting === null ? [] : countingTodos(counting)),
]

function owingTodos({ wages, hasMore }: NonNullable<Seen['owing']>, now: number): Todo[] {
  const late = wages.filter(({ dueAt }) => isLate(dueAt, now))
  const later = wages.filter(({ dueAt }) => !isLate(dueAt, now))
  const sum = (some: readonly { amount: number }[], isPart: boolean) =>
    `${isPart ? '至少' : '共'} ${yuan(some.reduce((total, { amount }) => total + amount, 0))}`
  const isAllLate = later.length === 0
  const todos: Todo[] = []
  if (late.length > 0)
    todos.push({
      key: 'late',
      text: `${howMany(late.length, hasMore && isAllLate)}笔工钱过期没付，${sum(late, hasMore && isAllLate)}`,
      hint: '欠着钱不能发新活',
      tone: 'brand',
      page: 'payments',
      query: '',
    })
  if (later.length > 0)
    todos.push({
      key: 'due',
      text: `${howMany(later.length, hasMore)}笔工钱要付，${sum(later, hasMore)}`,
      hint: `最急的${leftText(Math.min(...later.map(({ dueAt }) => dueAt)), now)}`,
      tone: 'waiting',
      page: 'payments',
      query: '',
    })
  return todos
}

const countingTodos = ({ count, hasMore }: NonNullable<Seen['counting']>): Todo[] =>
  count === 0
    ? []
    : [
        {
          key: 'count',
          text: `${howMany(count, hasMore)}份交回来了，等您点数`,
          hint: '点好了，对方才有工钱',
          tone: 'waiting',
          page: 'counter',
          query: '&state=handed_in',
        },
      ]

/** Something is past its due day, as far as the list of payments told. */
export const hasLate = ({ owing }: Seen, now: number): boolean =>
  owing?.wages.some(({ dueAt }) => isLate(dueAt, now)) ?? false

/** When the counts are from; '' : the lists have not been looked at yet. */
export const seenText = ({ counting, owing }: Seen, now: number): string =>
  counting === null || owing === null ? '' : `${ago(Math.min(counting.at, owing.at), now)}看的`

// ---- the whole page

export interface Door {
  page: string
  text: string
  hint: string
  icon: string
}

const COUNTER: Door = { page: 'counter', text: '柜台', hint: '发料、收活、点数', icon: 'scan' }
const PAYMENTS: Door = { page: 'payments', text: '付款', hint: '工钱和月账', icon: 'balance-o' }
const BATCHES: Door = { page: 'batches', text: '批次', hint: '发活、看进度', icon: 'orders-o' }
const PRODUCTS: Door = { page: 'products', text: '产品', hint: '做法和标准', icon: 'gem-o' }
const MEMBERS: Door = { page: 'members', text: '成员', hint: '请同事一起管', icon: 'friends-o' }

/** Nobody acts for one that was refused. */
export function doorsOf({ state, wants }: Pick<EnterpriseOwnView, 'state' | 'wants'>): Door[] {
  if (state === 'refused') return []
  const works = WORKS.includes(state) && wants.includes('piecework')
  return works ? [COUNTER, PAYMENTS, BATCHES, PRODUCTS, MEMBERS] : [MEMBERS]
}

export interface HomeScreen {
  id: string
  name: string
  state: EnterpriseState
  stateText: string
  tone: Tone
  sentence: string
  reason: string
  record: RecordView | null
  /** piece-work can be done here */
  works: boolean
  doors: Door[]
  canChange: boolean
}

export function homeScreen(view: EnterpriseOwnView): HomeScreen {
  const { id, name, state, reason, record, activeSince, isOwner } = view
  const doors = doorsOf(view)
  return {
    id,
    name,
    state,
    stateText: STATE_TEXTS[state],
    tone: STATE_TONES[state],
    sentence: SENTENCES[state],
    reason: reason ?? '',
    record: activeSince === null ? null : recordView(record),
    works: doors.length > 1,
    doors,
    canChange: isOwner && state !== 'refused',
  }
}

export interface SwitchChip {
  id: string
  name: string
  isOn: boolean
}

/** Nothing to switch between one. */
export const switchChips = (enterprises: readonly MyEnterprise[], chosen: string): SwitchChip[] =>
  enterprises.length < 2 ? [] : enterprises.map(({ id, name }) => ({ id, name, isOn: id === chosen }))
