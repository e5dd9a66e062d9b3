/** The enterprise's first page, pure: how it stands, how it has kept its word, what is to do now. */
import {
  WANTS,
  type EnterpriseOwnView,
  type EnterpriseState,
  type MyEnterprise,
  type Want,
} from '../../contract/enterprises'
import { JOB_LIMITS } from '../../contract/jobs'
import { ago, DAY } from '../../core/day'
import { hiringRecord, recordView, STATE_TONES, stateText, type RecordView } from '../../core/enterprise-text'
import { yuan } from '../../core/money'
import type { Tone } from '../../core/bars'
import { isLate, leftText } from './pay.view'
import type { Seen } from './seen'
import { TALKS_PAGE } from './url'

/** `can`: 发活, 招人 */
const SENTENCES: { readonly [S in EnterpriseState]: (can: string) => string } = {
  applied: (can) => `社区正在核实，通过了就能${can}。`,
  active: (can) => `核实过了，可以${can}。`,
  suspended: (can) =>
    can === HIRE ? '暂停期间不能发新岗位，发过的别人也看不到。' : '暂停期间不能发新活。已经发出去的照常收、照常付钱。',
  refused: () => '社区没有通过。照原因改好，可以重新申请。',
}

const HIRE = '招人'
const canText = (wants: readonly Want[]): string =>
  WANTS.filter((want) => wants.includes(want))
    .map((want) => (want === 'hiring' ? HIRE : '发活'))
    .join('、') || '发活'

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
export const todoViews = ({ counting, owing, hiring }: Seen, now: number): Todo[] => [
  ...(owing === null ? [] : owingTodos(owing, now)),
  ...(counting === null ? [] : countingTodos(counting)),
  ...(hiring === null ? [] : hiringTodos(hiring, now)),
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

/** A renewal is called for when the end is so near. */
const SOON = JOB_LIMITS.remindDays * DAY

function hiringTodos({ waiting, blocked, ends, hasMore }: NonNullable<Seen['hiring']>, now: number): Todo[] {
  const soon = ends.filter((at) => at - now <= SOON).length
  const todo = (key: string, count: number, what: string, hint: string, query: string): Todo[] =>
    count === 0
      ? []
      : [{ key, text: `${howMany(count, hasMore)}${what}`, hint, tone: 'waiting', page: 'postings', query }]
  return [
    ...todo('waiting', waiting, '人应聘，等您回话', '请来谈谈，或者回一句不合适', '&for=applicants'),
    ...todo('blocked', blocked, '个岗位要改几处', '改好就能放出去', '&state=blocked'),
    ...todo('soon', soon, '个岗位快到期了', '还招就点一下续期', '&state=open'),
  ]
}

/** Something is past its due day, as far as the list of payments told. */
export const hasLate = ({ owing }: Seen, now: number): boolean =>
  owing?.wages.some(({ dueAt }) => isLate(dueAt, now)) ?? false

/** When the counts are from; '' : a list that matters here has not been looked at yet. */
export function seenText(
  { counting, owing, hiring }: Seen,
  now: number,
  { works, hires }: Pick<HomeScreen, 'works' | 'hires'> = { works: true, hires: false },
): string {
  const lists = [...(works ? [counting, owing] : []), ...(hires ? [hiring] : [])]
  const looked = lists.flatMap((list) => (list === null ? [] : [list.at]))
  return looked.length === 0 || looked.length < lists.length ? '' : `${ago(Math.min(...looked), now)}看的`
}

// ---- the whole page

export interface Door {
  /** of this package by its name, or another one's by its address */
  page: string
  query?: string
  text: string
  hint: string
  icon: string
}

const COUNTER: Door = { page: 'counter', text: '柜台', hint: '发料、收活、点数', icon: 'scan' }
const PAYMENTS: Door = { page: 'payments', text: '付款', hint: '工钱和月账', icon: 'balance-o' }
const BATCHES: Door = { page: 'batches', text: '批次', hint: '发活、看进度', icon: 'orders-o' }
const PRODUCTS: Door = { page: 'products', text: '产品', hint: '做法和标准', icon: 'gem-o' }
const MEMBERS: Door = { page: 'members', text: '成员', hint: '请同事一起管', icon: 'friends-o' }

const POSTINGS: Door = { page: 'postings', text: '岗位', hint: '写岗位、续期', icon: 'bag-o' }
const APPLICANTS: Door = {
  page: 'postings',
  query: '&for=applicants',
  text: '应聘的人',
  hint: '看求职卡、请来谈',
  icon: 'manager-o',
}
const FAIRS: Door = {
  page: '/packages/fairs/pages/list/index',
  text: '招聘会',
  hint: '订展位、看谁来',
  icon: 'calendar-o',
}
const TALKS: Door = { page: TALKS_PAGE, text: '提问', hint: '有人打听，回个话', icon: 'chat-o' }

const does = ({ state, wants }: Pick<EnterpriseOwnView, 'state' | 'wants'>, want: Want): boolean =>
  WORKS.includes(state) && wants.includes(want)

/** Nobody acts for one that was refused. */
export const doorsOf = (view: Pick<EnterpriseOwnView, 'state' | 'wants'>): Door[] =>
  view.state === 'refused'
    ? []
    : [
        ...(does(view, 'piecework') ? [COUNTER, PAYMENTS, BATCHES, PRODUCTS] : []),
        ...(does(view, 'hiring') ? [POSTINGS, APPLICANTS, FAIRS, TALKS] : []),
        MEMBERS,
      ]

/** A door with its place: the first is the whole width where there is work to do, and so is one left over. */
export interface PlacedDoor extends Door {
  key: string
  query: string
  look: 'first' | 'wide' | 'half'
}

export function placedDoors(doors: readonly Door[]): PlacedDoor[] {
  const hasFirst = doors.length > 1
  const halves = doors.length - (hasFirst ? 1 : 0)
  return doors.map((door, index) => {
    const isOdd = index === doors.length - 1 && halves % 2 === 1
    return {
      ...door,
      key: door.text,
      query: door.query ?? '',
      look: hasFirst && index === 0 ? 'first' : isOdd ? 'wide' : 'half',
    }
  })
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
  /** people can be looked for here */
  hires: boolean
  doors: PlacedDoor[]
  canChange: boolean
}

export function homeScreen(view: EnterpriseOwnView): HomeScreen {
  const { id, name, state, reason, record, activeSince, isOwner, wants } = view
  return {
    id,
    name,
    state,
    stateText: stateText(state, wants),
    tone: STATE_TONES[state],
    sentence: SENTENCES[state](canText(wants)),
    reason: reason ?? '',
    record: activeSince === null ? null : wants.includes('piecework') ? recordView(record) : hiringRecord(record),
    works: does(view, 'piecework'),
    hires: does(view, 'hiring'),
    doors: placedDoors(doorsOf(view)),
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
