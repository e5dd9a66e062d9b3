import type { JobKind, PayUnit, PostingRow, Shift } from './jobs'
import type { Page, PageRequest } from './paging'

/** Seekers, their applications, and talks with hidden numbers. */

/** What a seeker tells in a minute. No photograph, no marriage, no age. */
export interface SeekerCard {
  kinds: JobKind[]
  shifts: Shift[]
  /** fen a month */
  want: number
  /** minutes one way */
  minutes: number
  /** what else I can do, in my words; "" for none */
  intro: string
  /** suggestions are on (PIPL §24: they can be switched off) */
  match: boolean
}

export const APPLICATION_STATES = ['sent', 'seen', 'invited', 'hired', 'declined', 'withdrawn', 'closed'] as const
/** closed: the posting was taken away, or nobody moved for the days of silence */
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const APPLICATION_RELATIONS = ['seeker', 'enterprise', 'system'] as const
export type ApplicationRelation = (typeof APPLICATION_RELATIONS)[number]

export const APPLICATION_MOVES_LIST = ['see', 'invite', 'hire', 'decline', 'withdraw', 'close'] as const
export type ApplicationMove = (typeof APPLICATION_MOVES_LIST)[number]

/** The one table of moves: server and phone read it. */
export const APPLICATION_MOVES: {
  readonly [M in ApplicationMove]: {
    from: readonly ApplicationState[]
    by: readonly ApplicationRelation[]
    to: ApplicationState
  }
} = {
  see: { from: ['sent'], by: ['enterprise'], to: 'seen' },
  /** come and talk: where and when, in words */
  invite: { from: ['sent', 'seen'], by: ['enterprise'], to: 'invited' },
  hire: { from: ['seen', 'invited'], by: ['enterprise'], to: 'hired' },
  decline: { from: ['sent', 'seen', 'invited'], by: ['enterprise'], to: 'declined' },
  /** takes the consent back too: the enterprise no longer has the name; so also when it has said no (PIPL §15) */
  withdraw: { from: ['sent', 'seen', 'invited', 'hired', 'declined'], by: ['seeker'], to: 'withdrawn' },
  close: { from: ['sent', 'seen', 'invited'], by: ['system'], to: 'closed' },
}

export const possibleApplicationMoves = (
  state: ApplicationState,
  relations: readonly ApplicationRelation[],
): ApplicationMove[] =>
  APPLICATION_MOVES_LIST.filter(
    (move) =>
      APPLICATION_MOVES[move].from.includes(state) &&
      APPLICATION_MOVES[move].by.some((relation) => relations.includes(relation)),
  )

/** A kind reason is chosen, never written by hand. */
export const DECLINE_REASONS = ['filled', 'skills', 'shifts', 'later'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]
export const DECLINE_SENTENCES: { readonly [R in DeclineReason]: string } = {
  filled: '这次人招满了，谢谢您愿意来。',
  skills: '这个岗位要的手艺和您的不太对得上，别的岗位也可以看看。',
  shifts: '上班时间和您方便的时间凑不上。',
  later: '现在还定不下来，有合适的再联系您。',
}

/** What an enterprise sees of a seeker inside her consent; null after it is withdrawn. */
export interface Shared {
  name: string
  kinds: JobKind[]
  shifts: Shift[]
  want: number
  intro: string
}

export interface ApplicationEvent {
  at: number
  what: 'apply' | ApplicationMove
  state: ApplicationState
  by: ApplicationRelation
  text: string | null
}

export interface ApplicationRow {
  id: string
  posting: string
  title: string
  enterprise: string
  enterpriseName: string
  pay: { from: number; to: number; unit: PayUnit }
  state: ApplicationState
  at: number
  updatedAt: number
  shared: Shared | null
}

export interface ApplicationView extends ApplicationRow {
  version: number
  relations: ApplicationRelation[]
  moves: ApplicationMove[]
  events: ApplicationEvent[]
  talk: string | null
}

export interface Applied {
  id: string
  state: ApplicationState
  version: number
}

export type ApplicationInput =
  | { move: 'see' | 'withdraw' }
  | { move: 'invite'; text: string }
  | { move: 'hire' }
  | { move: 'decline'; reason: DeclineReason }

// ---- talks

export interface TalkLine {
  no: number
  at: number
  mine: boolean
  /** telephone and other numbers of seven digits and more come as ••• */
  text: string
}

export interface TalkRow {
  id: string
  posting: string
  title: string
  enterpriseName: string
  /** "求职者 7Q2M" for the enterprise: no name before an application */
  with: string
  last: string
  updatedAt: number
  unread: boolean
}

export interface TalkView extends TalkRow {
  version: number
  lines: TalkLine[]
  /** null: nobody may write any more (posting gone, full) */
  canWrite: boolean
}

// ---- suggestions

export const SUIT_REASONS = [
  'kind_yes',
  'kind_no',
  'shift_yes',
  'shift_no',
  'pay_yes',
  'pay_no',
  'near_yes',
  'near_no',
] as const
export type SuitReason = (typeof SUIT_REASONS)[number]

export interface SuitedRow extends PostingRow {
  /** 0–100 */
  score: number
  reasons: SuitReason[]
  /** the one that last night's match gives this person: both sides prefer it to what else they could have */
  matched: boolean
}

/** Why nothing can be suggested. */
export type Blind = 'no_card' | 'off'

export interface SeekerApi {
  'jobs.card': { in: Record<string, never>; out: { card: SeekerCard | null } }
  /** born ("2001-05") is asked the first time only, checked and not kept; INVALID_INPUT born: too_young under 16 */
  'jobs.keep': { in: SeekerCard & { born?: string }; out: { card: SeekerCard } }
  'jobs.forget': { in: Record<string, never>; out: { done: true } }
  'jobs.save': { in: { posting: string; saved: boolean }; out: { saved: boolean } }
  'jobs.saved': { in: Record<string, never>; out: { rows: PostingRow[] } }
  /** open postings that suit the card, the matched one first; blind: there is no card, or suggestions are off */
  'jobs.suited': { in: Record<string, never>; out: { rows: SuitedRow[]; blind: Blind | null } }
  /** agree: this enterprise gets name and card for this posting alone (PIPL §23); NOT_NOW without a card or a name */
  'jobs.apply': { in: { posting: string; agree: true }; out: Applied }
  'jobs.applications': { in: PageRequest & { ended?: boolean }; out: Page<ApplicationRow> }
  'jobs.application': { in: { id: string }; out: ApplicationView }
  'jobs.answer': { in: { id: string; version: number } & ApplicationInput; out: Applied }
  /** name and telephone for the enterprise of an application that is invited or hired, inside the consent; logged */
  'jobs.contact': { in: { application: string }; out: { name: string | null; phone: string | null } }
  /** a question of a seeker about a posting; the first makes the talk. By the enterprise: an answer in a talk it has */
  'jobs.say': {
    in: { posting: string; text: string } | { talk: string; text: string }
    out: { talk: string; version: number }
  }
  'jobs.talk': { in: { id: string }; out: TalkView }
  /** the caller's own as a seeker, or those of an enterprise */
  'jobs.talks': { in: PageRequest & { enterprise?: string }; out: Page<TalkRow> }
}
