/** The message to one person about one event, as it is stored. */
import type { CaseCommand, CaseKind, CaseState } from '../../miniprogram/contract/cases'
import {
  craftTemplateFor,
  jobTemplateFor,
  templateFor,
  type CaseMessage,
  type CraftMessage,
  type CraftNews,
  type FairMessage,
  type JobMessage,
  type JobNews,
} from '../../miniprogram/contract/messages'
import { DAY } from './clock'
import { digest } from './ids'

/** due: to be sent as a subscribe message as well; sent: it was tried, once; none: shown inside only. */
export type Push = 'due' | 'sent' | 'none'

interface Stored {
  _id: string
  /** openid of the person told */
  to: string
  push: Push
  expiresAt: number
}

export type CaseMessageDoc = Omit<CaseMessage, 'id'> & Stored
export type CraftMessageDoc = Omit<CraftMessage, 'id'> & Stored
export type JobMessageDoc = Omit<JobMessage, 'id'> & Stored
export type FairMessageDoc = Omit<FairMessage, 'id'> & Stored
export type MessageDoc = CaseMessageDoc | CraftMessageDoc | JobMessageDoc | FairMessageDoc

const KEEP_MS = 90 * DAY
const RECIPIENT_CHARACTERS = 8

/** Says which event, as what and (one-way) to whom. */
const messageId = (to: string, ...parts: (string | number)[]): string =>
  [...parts, digest(to).slice(0, RECIPIENT_CHARACTERS)].join('.')

/** The event of a case that people are told of. */
export interface CaseNews {
  caseId: string
  eventNo: number
  at: number
  command: CaseCommand
  state: CaseState
  kind: CaseKind
  building: string
}

/**
 * The message to one person about one event. Its _id says which event, as what and (one-way) to whom: a repeated
 * insert of the same news is a duplicate, so insertOnce makes retries harmless.
 */
export function messageFor(to: string, as: CaseMessage['as'], news: CaseNews): CaseMessageDoc {
  const { caseId, eventNo, at, command, state, kind, building } = news
  return {
    _id: messageId(to, caseId, eventNo, as),
    to,
    at,
    read: false,
    topic: 'case',
    subject: caseId,
    command,
    state,
    kind,
    building,
    as,
    push: templateFor(as, command) === null ? 'none' : 'due',
    expiresAt: at + KEEP_MS,
  }
}

/** The event of piece-work or of an enterprise that people are told of. */
export interface CraftEventNews {
  about: CraftMessage['about']
  /** what the message opens; see CraftMessage */
  subject: string
  /** with `subject` and `what` it names the event: the same event always has the same number */
  eventNo: number
  at: number
  what: CraftNews
  /** name of the batch or the enterprise */
  title: string
}

/** As messageFor, of piece-work. */
export function craftMessageFor(to: string, news: CraftEventNews): CraftMessageDoc {
  const { about, subject, eventNo, at, what, title } = news
  return {
    _id: messageId(to, subject, eventNo, what),
    to,
    at,
    read: false,
    topic: 'craft',
    about,
    subject,
    what,
    title,
    push: craftTemplateFor(what) === null ? 'none' : 'due',
    expiresAt: at + KEEP_MS,
  }
}

/** What people are told of a posting, an application or a talk. */
export interface JobEventNews {
  about: JobMessage['about']
  /** id of what it is about */
  subject: string
  /** with `subject` and `what` it names the event: the same event always has the same number */
  eventNo: number
  at: number
  what: JobNews
  /** title of the posting */
  title: string
}

/** As messageFor, of jobs. */
export function jobMessageFor(to: string, news: JobEventNews): JobMessageDoc {
  const { about, subject, eventNo, at, what, title } = news
  return {
    _id: messageId(to, subject, eventNo, what),
    to,
    at,
    read: false,
    topic: 'job',
    about,
    subject,
    what,
    title,
    push: jobTemplateFor(what) === null ? 'none' : 'due',
    expiresAt: at + KEEP_MS,
  }
}

/** What people are told of a fair. */
export interface FairEventNews extends Pick<FairMessage, 'subject' | 'what' | 'title'> {
  /** with `subject` and `what` it names the event: the same event always has the same number */
  eventNo: number
  at: number
  number?: number
  first?: number
}

/** As messageFor, of fairs. */
export function fairMessageFor(to: string, news: FairEventNews): FairMessageDoc {
  const { subject, eventNo, at, what, title, number = null, first = null } = news
  return {
    _id: messageId(to, subject, eventNo, what),
    to,
    at,
    read: false,
    topic: 'fair',
    subject,
    what,
    title,
    number,
    first,
    push: 'due',
    expiresAt: at + KEEP_MS,
  }
}
