/** The message to one person about one event, as it is stored. */
import type { CaseCommand, CaseKind, CaseState } from '../../miniprogram/contract/cases'
import { templateFor, type MessageRow } from '../../miniprogram/contract/messages'
import { DAY } from './clock'
import { digest } from './ids'

/** due: to be sent as a subscribe message as well; sent: it was tried, once; none: shown inside only. */
export type Push = 'due' | 'sent' | 'none'

export interface MessageDoc extends Omit<MessageRow, 'id'> {
  _id: string
  /** openid of the person told */
  to: string
  push: Push
  expiresAt: number
}

const KEEP_MS = 90 * DAY
const RECIPIENT_CHARACTERS = 8

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
export function messageFor(to: string, as: MessageRow['as'], news: CaseNews): MessageDoc {
  const { caseId, eventNo, at, command, state, kind, building } = news
  return {
    _id: [caseId, eventNo, as, digest(to).slice(0, RECIPIENT_CHARACTERS)].join('.'),
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
