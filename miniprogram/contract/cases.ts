import type { Answers, CaseGroup, CaseKind, Danger } from './case-kinds'
import type { ClusterId, Me, Role } from './estate'
import type { MessageRow } from './messages'
import type { NoticeRow } from './notices'
import type { Page, PageRequest } from './paging'

export type { CaseGroup, CaseKind } from './case-kinds'

export const CASE_STATES = [
  'reported',
  'accepted',
  'in_progress',
  'waiting',
  'resolved',
  'confirmed',
  /** the reporter said nothing for seven days after "resolved" */
  'unconfirmed',
  'reopened',
  'declined',
  'handed_over',
  'withdrawn',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** In these states somebody still owes the reporter something. */
export const OPEN_STATES: readonly CaseState[] = [
  'reported',
  'accepted',
  'in_progress',
  'waiting',
  'reopened',
  'handed_over',
]

export const CASE_LIMITS = {
  textCharacters: 1000,
  pictures: 6,
  ratingCharacters: 200,
  /** a case with this many events takes only moves that end it */
  events: 200,
  /** reports by one person in one Shanghai day */
  reportsPerDay: 20,
  /** silence after which "resolved" closes as unconfirmed */
  confirmDays: 7,
  /** how long after closing the reporter may reopen */
  reopenDays: 30,
  /** hours the next in the chain has before an overdue case goes on */
  raisedHours: 24,
  /** after a hand-over the handler asks what came of it */
  followUpDays: 7,
  waitDays: 30,
  /** between two "it happens again" of one case */
  occurMinutes: 10,
} as const

/** How a person stands to a case. "grid": worker of the cluster, or the building's mediator where mediators hear the kind. */
export const RELATIONS = ['reporter', 'handler', 'grid', 'leader', 'staff', 'system'] as const
export type Relation = (typeof RELATIONS)[number]

export const CASE_COMMANDS = [
  'accept',
  'start',
  'wait',
  'record',
  'note',
  'pass',
  'assign',
  'resolve',
  'decline',
  'hand_over',
  'occur',
  'confirm',
  'rate',
  'reopen',
  'withdraw',
  'look',
  'escalate',
  'close',
] as const
/** 'report' is the first event of every case; the rest are moves. */
export type CaseMove = (typeof CASE_COMMANDS)[number]
export type CaseCommand = 'report' | CaseMove

export interface MoveRule {
  from: readonly CaseState[]
  by: readonly Relation[]
  /** the state after; null: it stays */
  to: CaseState | null
}

const WORKING: readonly CaseState[] = ['accepted', 'in_progress', 'waiting']
const UNHEARD: readonly CaseState[] = ['reported', 'reopened']

/** The one table of moves: server and phone read it. */
export const MOVES: { readonly [M in CaseMove]: MoveRule } = {
  accept: { from: UNHEARD, by: ['handler', 'grid'], to: 'accepted' },
  start: { from: ['accepted', 'waiting'], by: ['handler'], to: 'in_progress' },
  wait: { from: ['accepted', 'in_progress'], by: ['handler'], to: 'waiting' },
  record: { from: [...WORKING, 'handed_over'], by: ['handler'], to: null },
  note: { from: CASE_STATES, by: ['handler', 'grid', 'leader', 'staff'], to: null },
  pass: { from: [...UNHEARD, ...WORKING], by: ['handler'], to: 'reported' },
  assign: { from: [...UNHEARD, ...WORKING, 'handed_over'], by: ['leader', 'staff'], to: 'reported' },
  resolve: { from: [...WORKING, 'handed_over'], by: ['handler'], to: 'resolved' },
  decline: { from: [...UNHEARD, ...WORKING], by: ['leader', 'staff'], to: 'declined' },
  hand_over: { from: [...UNHEARD, ...WORKING], by: ['handler', 'leader', 'staff'], to: 'handed_over' },
  occur: { from: [...UNHEARD, ...WORKING, 'handed_over'], by: ['reporter'], to: null },
  confirm: { from: ['resolved', 'unconfirmed'], by: ['reporter'], to: 'confirmed' },
  rate: { from: ['confirmed'], by: ['reporter'], to: null },
  reopen: {
    from: ['resolved', 'confirmed', 'unconfirmed', 'declined', 'handed_over'],
    by: ['reporter'],
    to: 'reopened',
  },
  withdraw: { from: [...UNHEARD, ...WORKING, 'handed_over'], by: ['reporter'], to: 'withdrawn' },
  look: { from: OPEN_STATES, by: ['handler'], to: null },
  escalate: { from: OPEN_STATES, by: ['system'], to: null },
  close: { from: ['resolved'], by: ['system'], to: 'unconfirmed' },
}

/** The moves open to a person who stands in these relations to a case in this state. */
export function possibleMoves(state: CaseState, relations: readonly Relation[]): CaseMove[] {
  return CASE_COMMANDS.filter(
    (move) => MOVES[move].from.includes(state) && MOVES[move].by.some((relation) => relations.includes(relation)),
  )
}

export const isOpen = (state: CaseState): boolean => OPEN_STATES.includes(state)

/** To whom a case can be handed over; 141 is the city's platform. */
export const OUTSIDERS = ['police', 'property', 'city141', 'other'] as const
export type Outsider = (typeof OUTSIDERS)[number]

/** What was done on the spot; kept as evidence (噪声污染防治法 §70). */
export const RECORDS = ['dissuaded', 'mediated', 'refused', 'visited', 'called', 'repaired'] as const
export type RecordForm = (typeof RECORDS)[number]

export interface Place {
  building: string
  unit?: number
  floor?: number
  room?: number
  lift?: string
  /** a public place near the building, in words */
  spot?: string
}

/** What each move needs. Texts are moderated before anyone else sees them; `pictures` are cloud file ids. */
export type MoveInput =
  | { move: 'accept' | 'start' | 'occur' | 'withdraw' }
  | { move: 'wait'; text: string; until?: number }
  | { move: 'record'; form: RecordForm; text: string; pictures?: string[] }
  | { move: 'note'; text: string }
  | { move: 'pass'; text?: string }
  | { move: 'assign'; to: string; text?: string }
  | { move: 'resolve'; text: string; pictures?: string[] }
  | { move: 'decline'; text: string }
  | { move: 'hand_over'; outsider: Outsider; name: string; text?: string }
  | { move: 'confirm'; stars?: number; text?: string }
  | { move: 'rate'; stars: number; text?: string }
  | { move: 'reopen'; text: string; pictures?: string[] }

export interface PictureView {
  id: string
  /** a short-lived address; null while the platform still checks the picture, or when it refused it */
  url: string | null
  state: 'checking' | 'shown' | 'refused'
}

export interface EventView {
  no: number
  at: number
  command: CaseCommand
  /** state after the event */
  state: CaseState
  /** as what the person acted; names only of those who act for the community */
  by: { as: Relation; role: Role | null; name: string | null }
  text: string | null
  pictures: string[]
  form?: RecordForm
  outsider?: { kind: Outsider; name: string }
  stars?: number
  until?: number
  /** the handler after the event, when it changed */
  handler?: string
  /** only workers see it */
  internal: boolean
}

export interface CaseRow {
  id: string
  kind: CaseKind
  state: CaseState
  building: string
  /** first 60 characters */
  excerpt: string
  createdAt: number
  /** by when the next step is promised; null when nothing is owed */
  dueAt: number | null
  /** how far up the chain it has gone: 0 worker, 1 leader, 2 staff */
  level: number
  occurrences: number
  handler: string
  /** grows with every move; who moves a case says which one was seen */
  version: number
}

export interface CaseView extends Omit<CaseRow, 'excerpt'> {
  group: CaseGroup
  place: Place
  cluster: ClusterId
  text: string
  answers: Answers
  private: boolean
  relations: Relation[]
  moves: CaseMove[]
  pictures: PictureView[]
  events: EventView[]
  rating: { stars: number; text: string | null } | null
}

/** What every move answers; the same for a retried call. */
export interface Moved {
  id: string
  state: CaseState
  version: number
  dueAt: number | null
}

export type Counts = { [S in CaseState]: number }

/** Rows of each part of 首页: more are behind a tap. */
export const HOME_ROWS = { mine: 3, news: 3, work: 5, notices: 3 } as const

/** All that 首页 needs, in one call. */
export interface HomeView {
  me: Me
  /** messages that the person has not read */
  unread: number
  /** the person's own cases that are not over, newest first */
  mine: CaseRow[]
  /** the newest messages; none for those with `work`, to whom its rows say the same */
  news: MessageRow[]
  /** open cases to deal with (staff: those of the desk), the most overdue first, and how many are overdue; null: no such role */
  work: { rows: CaseRow[]; late: number } | null
  /** of what a leader or the staff answer for: all clusters of theirs together */
  board: { open: number; late: number; unheard: number } | null
  /** current notices for this person, pinned first; none for those with `board`, who have a page to manage them */
  notices: NoticeRow[]
}

export interface CasesApi {
  'cases.home': { in: Record<string, never>; out: HomeView }
  'cases.report': {
    in: {
      kind: CaseKind
      place: Place
      text: string
      answers: Answers
      pictures?: string[]
      /** the dangers whose telephone numbers the person has been shown */
      warned?: Danger[]
    }
    out: Moved & { handler: string }
  }
  'cases.get': { in: { id: string }; out: CaseView }
  'cases.move': { in: { id: string; version: number } & MoveInput; out: Moved }
  /** the reporter's name and telephone, for the handler; the look becomes an event the reporter reads */
  'cases.contact': { in: { id: string }; out: { name: string | null; phone: string | null } }
  /** isWorker: this person has cases of others to deal with, so there is another list */
  'cases.mine': { in: PageRequest; out: Page<CaseRow> & { isWorker: boolean } }
  /** desk: the cases of the staff desk instead of one's own */
  'cases.work': { in: PageRequest & { desk?: boolean }; out: Page<CaseRow> }
  'cases.cluster': { in: PageRequest & { cluster: ClusterId }; out: Page<CaseRow> }
  'cases.all': {
    in: PageRequest & {
      state?: CaseState
      group?: CaseGroup
      kind?: CaseKind
      building?: string
      from?: number
      to?: number
    }
    out: Page<CaseRow>
  }
  'cases.counts': {
    in: { cluster?: ClusterId }
    out: { clusters: { cluster: ClusterId; states: Counts; groups: { [G in CaseGroup]?: number }; late: number }[] }
  }
}
