import type { Applied, ApplicationRow, ApplicationState, ApplicationView, SeekerApi } from './job-applications'
import type { EnterpriseRecord } from './enterprises'
import type { Finding } from './job-gate'
import type { Page, PageRequest } from './paging'

/** The job supermarket, 就业超市: postings, their states, limits and routes. Money is integer fen, a time epoch ms. */

export const JOB_KINDS = [
  'factory',
  'kitchen',
  'waiter',
  'sales',
  'cleaning',
  'security',
  'driver',
  'delivery',
  'warehouse',
  'care',
  'repair',
  'office',
  'other',
] as const
export type JobKind = (typeof JOB_KINDS)[number]
export const JOB_KIND_NAMES: { readonly [K in JobKind]: string } = {
  factory: '工厂做工',
  kitchen: '厨房',
  waiter: '餐厅服务',
  sales: '卖货收银',
  cleaning: '保洁',
  security: '保安',
  driver: '开车',
  delivery: '快递外卖',
  warehouse: '仓库搬运',
  care: '家政护理',
  repair: '水电维修',
  office: '坐办公室',
  other: '别的活',
}

export const SHIFTS = ['day', 'evening', 'night', 'weekend', 'free'] as const
export type Shift = (typeof SHIFTS)[number]
export const SHIFT_NAMES: { readonly [S in Shift]: string } = {
  day: '白班',
  evening: '晚班',
  night: '夜班',
  weekend: '周末',
  free: '时间自己定',
}

export const PAY_UNITS = ['hour', 'day', 'month'] as const
export type PayUnit = (typeof PAY_UNITS)[number]
export const PAY_UNIT_NAMES: { readonly [U in PayUnit]: string } = { hour: '小时', day: '天', month: '月' }

export const INSURANCES = ['full', 'injury', 'none'] as const
/** full: the five social insurances; injury: work injury alone, as for part-time work */
export type Insurance = (typeof INSURANCES)[number]
export const INSURANCE_NAMES: { readonly [I in Insurance]: string } = {
  full: '交五险',
  injury: '有工伤保险',
  none: '没有保险',
}

/** Minutes from the estate that people filter by. */
export const WITHIN = [15, 30, 60] as const
export type Within = (typeof WITHIN)[number]

export const POSTING_STATES = ['blocked', 'open', 'hidden', 'ended', 'removed'] as const
/**
 * blocked: the gate found something; it waits to be mended, or for the staff's overruling. hidden: two people say it
 * cheats; the staff look. ended: closed or run out; one tap renews it. removed: the staff took it away for good.
 */
export type PostingState = (typeof POSTING_STATES)[number]

export const POSTING_RELATIONS = ['enterprise', 'staff', 'system'] as const
export type PostingRelation = (typeof POSTING_RELATIONS)[number]

export const POSTING_COMMANDS = ['ask', 'overrule', 'renew', 'close', 'hide', 'keep', 'remove', 'expire'] as const
export type PostingCommand = (typeof POSTING_COMMANDS)[number]

/** The one table of moves: server and phone read it. Changing the words runs the gate again and is not a move. */
export const POSTING_MOVES: {
  readonly [C in PostingCommand]: {
    from: readonly PostingState[]
    by: readonly PostingRelation[]
    to: PostingState
    needsReason: boolean
  }
} = {
  /** the enterprise holds that the gate is wrong */
  ask: { from: ['blocked'], by: ['enterprise'], to: 'blocked', needsReason: true },
  /** the staff publish what the gate blocked; logged */
  overrule: { from: ['blocked'], by: ['staff'], to: 'open', needsReason: true },
  /** 14 more days from now */
  renew: { from: ['open', 'ended'], by: ['enterprise'], to: 'open', needsReason: false },
  close: { from: ['open'], by: ['enterprise'], to: 'ended', needsReason: false },
  hide: { from: ['open'], by: ['system'], to: 'hidden', needsReason: false },
  /** the staff looked: nothing wrong */
  keep: { from: ['hidden'], by: ['staff'], to: 'open', needsReason: true },
  remove: { from: ['blocked', 'open', 'hidden', 'ended'], by: ['staff'], to: 'removed', needsReason: true },
  expire: { from: ['open'], by: ['system'], to: 'ended', needsReason: false },
}

export const possiblePostingMoves = (state: PostingState, relations: readonly PostingRelation[]): PostingCommand[] =>
  POSTING_COMMANDS.filter(
    (command) =>
      POSTING_MOVES[command].from.includes(state) &&
      POSTING_MOVES[command].by.some((relation) => relations.includes(relation)),
  )

export const JOB_LIMITS = {
  titleCharacters: 20,
  textCharacters: 300,
  placeCharacters: 40,
  reasonCharacters: 200,
  introCharacters: 100,
  wordsCharacters: 200,
  kinds: 5,
  wanted: 200,
  minutes: 120,
  /** fen */
  pay: 10_000_000,
  /** days a posting is open unless renewed, and the day before its end on which the enterprise is reminded */
  openDays: 14,
  remindDays: 2,
  /** postings of one enterprise that are not ended or removed */
  openPostings: 50,
  /** applications of one person that wait or are invited */
  openApplications: 30,
  /** applications to one posting */
  applications: 500,
  saved: 50,
  /** lines of one talk */
  talkLines: 60,
  /** open talks one person begins in a day */
  talksPerDay: 10,
  /** reports of cheats by one person in a day */
  reportsPerDay: 5,
  /** independent reports that hide a posting, and the hours in which the staff look */
  reportsToHide: 2,
  lookHours: 24,
  /** days without a word from either side after which an application closes */
  silentDays: 30,
  /** records are kept this long (人力资源市场暂行条例 §33), without personal data */
  recordYears: 2,
  /** personal data of an application that is over, and of its talk */
  personalDays: 90,
  events: 100,
  searchCharacters: 8,
} as const

/** The words of a posting, as the enterprise writes them. */
export interface PostingInput {
  title: string
  kind: JobKind
  /** fen, lowest and highest, per unit */
  pay: { from: number; to: number; unit: PayUnit }
  hoursPerDay: number
  daysPerWeek: number
  place: string
  /** minutes from the estate's gate */
  way: { by: 'foot' | 'bus'; minutes: number }
  shifts: Shift[]
  duties: string
  needs: string
  insurance: Insurance
  wanted: number
}

export interface PostingRow extends Pick<
  PostingInput,
  'title' | 'kind' | 'pay' | 'place' | 'way' | 'shifts' | 'insurance' | 'wanted'
> {
  id: string
  state: PostingState
  enterprise: string
  enterpriseName: string
  hired: number
  publishedAt: number | null
  endsAt: number | null
}

/** A row of the enterprise's own list: enough to renew it with one tap. */
export interface OwnPostingRow extends PostingRow {
  waiting: number
  version: number
}

export interface PostingEvent {
  at: number
  what: 'made' | 'changed' | PostingCommand
  by: PostingRelation
  text: string | null
}

/** As anybody sees it; the last fields are for its enterprise and the staff. */
export interface PostingView extends PostingRow {
  version: number
  hoursPerDay: number
  daysPerWeek: number
  duties: string
  needs: string
  record: EnterpriseRecord
  /** fen a month at these hours, lowest and highest; an hour's worth of the lowest */
  month: { from: number; to: number; hour: number }
  mine: {
    saved: boolean
    application: { id: string; state: ApplicationState } | null
    talk: string | null
    reported: boolean
  }
  moves: PostingCommand[]
  own: {
    findings: Finding[]
    /** the enterprise asked the staff to look at what the gate found */
    asked: string | null
    events: PostingEvent[]
    applications: number
    waiting: number
    /** for the staff while it is hidden: what was said, never by whom, and when they must have looked */
    look: Pick<ReportedRow, 'dueAt' | 'reports'> | null
  } | null
}

export const CHEATS = ['fee', 'false', 'pay', 'danger', 'other'] as const
export type Cheat = (typeof CHEATS)[number]
export const CHEAT_NAMES: { readonly [C in Cheat]: string } = {
  fee: '叫我交钱、押证件',
  false: '说的和实际不一样',
  pay: '干了活不给钱',
  danger: '不安全、不正经',
  other: '别的问题',
}

/** What the staff see of a posting that people say cheats: what was said, never by whom. */
export interface ReportedRow extends PostingRow {
  /** the staff must have looked by then */
  dueAt: number
  reports: { at: number; cheat: Cheat; text: string }[]
}

export interface BlockedRow extends PostingRow {
  findings: Finding[]
  asked: string | null
}

/** Filters that go together; text looks in title and enterprise and goes alone. */
export type PostingFilter = { kind?: JobKind; shift?: Shift; within?: Within } | { text: string }

interface PostingMoved {
  id: string
  state: PostingState
  version: number
}

export interface JobsApi extends SeekerApi {
  // for everybody
  'jobs.list': { in: PageRequest & PostingFilter; out: Page<PostingRow> }
  'jobs.get': { in: { id: string }; out: PostingView }
  /** twice by one person is once; LIMIT past the day's number; NOT_NOW unless it is open or hidden */
  'jobs.report': { in: { posting: string; cheat: Cheat; text: string }; out: { done: true } }

  // for the enterprise
  /** what the gate would say, nothing is kept: for the phone while it is being written */
  'jobs.check': { in: PostingInput; out: { findings: Finding[] } }
  /** a new posting, or new words for one that is blocked, open or ended; findings: it is blocked, not published */
  'jobs.post': {
    in: PostingInput & { enterprise: string; id?: string; version?: number }
    out: PostingMoved & { findings: Finding[] }
  }
  'jobs.own': {
    in: PageRequest & { enterprise: string; state?: PostingState }
    out: Page<OwnPostingRow>
  }
  /** ask, renew and close by the enterprise; overrule, keep and remove by the staff, with a reason */
  'jobs.move': {
    in: { id: string; version: number; move: Exclude<PostingCommand, 'hide' | 'expire'>; reason?: string }
    out: PostingMoved
  }
  'jobs.applicants': {
    in: PageRequest & { posting: string; state?: ApplicationState }
    out: Page<ApplicationRow>
  }

  // for the staff
  'jobs.reported': { in: PageRequest; out: Page<ReportedRow> }
  'jobs.blocked': { in: PageRequest; out: Page<BlockedRow> }
}

export type { Applied, ApplicationView }
