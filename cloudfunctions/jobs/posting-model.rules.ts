/** The documents behind postings and reports of cheats. Openids never leave the server. */
import {
  JOB_LIMITS,
  type Cheat,
  type PostingEvent,
  type PostingInput,
  type PostingRelation,
  type PostingState,
} from '../../miniprogram/contract/jobs'
import type { Finding } from '../../miniprogram/contract/job-gate'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Bare records stay this long after the end (人力资源市场暂行条例 §33), personal data and words only so long. */
export const RECORD_MS = JOB_LIMITS.recordYears * 366 * DAY
export const PERSONAL_MS = JOB_LIMITS.personalDays * DAY

/** Never changed once written. */
export interface PostingEventDoc {
  /** version that the posting has with it */
  no: number
  at: number
  what: PostingEvent['what']
  by: { openid: string | null; as: PostingRelation }
  text: string | null
  /** of the call that made it: a retried call finds it */
  requestId: string
}

export interface PostingDoc extends PostingInput {
  _id: string
  enterprise: string
  enterpriseName: string
  state: PostingState
  /** what the gate has against the words as they are; empty unless it is blocked */
  findings: Finding[]
  /** what the staff let pass, see excuseOf() in posting-words.rules: the same sentence is not blocked again */
  excused: string[]
  /** why the enterprise holds that the gate is wrong */
  asked: string | null
  events: PostingEventDoc[]
  /** one for every combination of filters that finds it, see search.rules; none unless it is open */
  keys: string[]
  /** pieces of title and enterprise that a search finds it by; none unless it is open */
  grams: string[]
  /** how many applications ended with work, how many there were, how many wait for an answer; written by countApplications */
  hired: number
  applications: number
  waiting: number
  /** applications that `hired` counts; absent: none yet */
  hiredOf?: string[]
  /** first day of the present run of days, epoch ms; null: never published */
  publishedAt: number | null
  /** when it runs out; of one that is over: when it was over */
  endsAt: number | null
  /** when the timer must look again; null: never */
  nextCheckAt: number | null
  /** the enterprise was told that it will run out */
  reminded: boolean
  /** homes (one-way) of the reports that count against it, since the staff last found nothing wrong */
  suspects: string[]
  /** people who ever reported it; the guard of parallel reports */
  reports: number
  /** the staff must have looked at a hidden one by then */
  lookDueAt: number | null
  /** its place in the staff's lists: when they must have looked, or were asked; see posting-states.rules */
  deskAt: number
  /** it was taken away: the timer closes what is open with it */
  toClose: boolean
  createdAt: number
  /** openid of who made it, and the call */
  by: string
  requestId: string
  version: number
}

export interface ReportDoc {
  /** follows from posting and person: one a person a posting */
  _id: string
  posting: string
  enterprise: string
  /** openid; "" after the time for which it is kept */
  by: string
  cheat: Cheat
  text: string
  at: number
  requestId: string
  /** when words and person are deleted; null: they are */
  clearAt: number | null
}

/** What the others read of a posting in lists: without events, search keys and what the gate found. */
export const ROW_FIELDS = [
  'title',
  'kind',
  'pay',
  'place',
  'way',
  'shifts',
  'insurance',
  'wanted',
  'state',
  'enterprise',
  'enterpriseName',
  'hired',
  'publishedAt',
  'endsAt',
] as const satisfies readonly (keyof PostingDoc)[]

export type PostingRowDoc = Pick<PostingDoc, '_id' | (typeof ROW_FIELDS)[number]>
