/** What a posting decides, without looking anything up. Every change is an event, and the version counts them. */
import { refused, type Refused } from '../../miniprogram/contract/errors'
import type { Finding } from '../../miniprogram/contract/job-gate'
import {
  JOB_LIMITS,
  POSTING_MOVES,
  possiblePostingMoves,
  type PostingCommand,
  type PostingInput,
  type PostingRelation,
  type PostingState,
} from '../../miniprogram/contract/jobs'
import { RECORD_MS, type PostingDoc, type PostingEventDoc } from './posting-model.rules'
import {
  blocked,
  hidden,
  LOOK_MS,
  noted,
  open,
  OPEN_MS,
  over,
  published,
  type PostingCall,
  type PostingChange,
} from './posting-states.rules'
import { excuseOf } from './posting-words.rules'

/** How a person stands to a posting. Staff who act for the enterprise are of the enterprise and nothing else. */
export function relationOf(isMember: boolean, isStaff: boolean): PostingRelation | null {
  if (isMember) return 'enterprise'
  return isStaff ? 'staff' : null
}

/** What anybody may see, if the enterprise may work here. */
export const isPublic = ({ state }: Pick<PostingDoc, 'state'>): boolean => state === 'open' || state === 'ended'

/** May one apply and ask? The timer may not have come yet. */
export const isOpenAt = ({ state, endsAt }: Pick<PostingDoc, 'state' | 'endsAt'>, now: number): boolean =>
  state === 'open' && endsAt !== null && now < endsAt

/** The event that this very call made before: it was retried. */
export const earlierEvent = (
  { events }: Pick<PostingDoc, 'events'>,
  { openid, requestId }: Pick<PostingCall, 'openid' | 'requestId'>,
): PostingEventDoc | undefined => events.find((event) => event.requestId === requestId && event.by.openid === openid)

// ---- words

/** Who makes a posting, and its id. */
export interface Maker {
  id: string
  enterprise: string
  enterpriseName: string
  openid: string
}

export function made(words: PostingInput, findings: readonly Finding[], maker: Maker, call: PostingCall): PostingDoc {
  const { id: _id, enterprise, enterpriseName, openid: by } = maker
  return {
    ...words,
    _id,
    enterprise,
    enterpriseName,
    excused: [],
    hired: 0,
    applications: 0,
    waiting: 0,
    reminded: false,
    suspects: [],
    reports: 0,
    toClose: false,
    createdAt: call.now,
    by,
    requestId: call.requestId,
    ...published({ ...words, enterpriseName }, findings, call.now),
    ...noted({ events: [], version: 0 }, 'made', call),
  }
}

/**
 * New words for a posting that waits to be mended, is open or over. One that is open keeps its place and its end, so
 * that nobody comes to the top by changing a word.
 */
export function reworded(
  doc: PostingDoc,
  words: PostingInput,
  findings: readonly Finding[],
  call: PostingCall,
): PostingChange {
  const { enterpriseName, state, publishedAt, endsAt, reminded } = doc
  const shown = { ...words, enterpriseName }
  const isOpen = state === 'open' && findings.length === 0 && publishedAt !== null && endsAt !== null
  const after = isOpen ? open(shown, publishedAt, endsAt, reminded) : published(shown, findings, call.now)
  return { ...words, ...after, ...noted(doc, 'changed', call) }
}

/** May the words be changed now? What is hidden the staff look at as it is. */
export function mayReword({ state, events, version }: PostingDoc, seen: number): Refused | null {
  if (seen !== version) return refused('CONFLICT')
  if (state === 'hidden' || state === 'removed') return refused('NOT_NOW')
  return events.length >= JOB_LIMITS.events ? refused('LIMIT') : null
}

// ---- moves

export type PersonsMove = Exclude<PostingCommand, 'hide' | 'expire'>

/** A posting with this many events takes no more of what an enterprise could do for ever. */
const ENDLESS: readonly PostingCommand[] = ['ask', 'renew']

/** Why this move cannot be made by one who stands so to the posting and has seen that version; null when it can. */
export function mayMove(
  doc: Pick<PostingDoc, 'state' | 'version' | 'events'>,
  move: PersonsMove,
  as: PostingRelation,
  { seen, reason }: { seen: number; reason: string | null },
): Refused | null {
  const { from, by, needsReason } = POSTING_MOVES[move]
  if (!by.includes(as)) return refused('FORBIDDEN')
  if (seen !== doc.version) return refused('CONFLICT')
  if (!from.includes(doc.state)) return refused('NOT_NOW')
  if (needsReason && reason === null) return refused('INVALID_INPUT', { reason: 'missing' })
  return ENDLESS.includes(move) && doc.events.length >= JOB_LIMITS.events ? refused('LIMIT') : null
}

/** The moves that a person sees. An enterprise that may not work here publishes nothing. */
export const shownMoves = (state: PostingState, as: PostingRelation | null, isActive: boolean): PostingCommand[] =>
  as === null ? [] : possiblePostingMoves(state, [as]).filter((move) => move !== 'renew' || isActive)

/** What the move changes. `findings`: what the gate has against a renewed one, for the law may have changed. */
export function moved(
  doc: PostingDoc,
  move: PersonsMove,
  call: PostingCall,
  findings: readonly Finding[] = [],
): PostingChange {
  return { ...after(doc, move, call, findings), ...noted(doc, move, call) }
}

function after(
  doc: PostingDoc,
  move: PersonsMove,
  { now, text }: PostingCall,
  findings: readonly Finding[],
): Partial<PostingDoc> & Pick<PostingDoc, 'state'> {
  const { state, publishedAt, endsAt, deskAt, lookDueAt } = doc
  switch (move) {
    case 'ask':
      // who asks again does not wait anew
      return { state, asked: text, deskAt: Math.min(deskAt, now) }
    case 'overrule':
      return { ...open(doc, now, now + OPEN_MS), excused: [...doc.excused, ...doc.findings.map(excuseOf)] }
    case 'renew': {
      if (findings.length > 0) return blocked(findings, now)
      const since = state === 'open' ? (publishedAt ?? now) : now
      return open(doc, since, now + OPEN_MS)
    }
    case 'close':
      return over('ended', now)
    case 'keep': {
      // the time that it was hidden does not count
      const hiddenFor = lookDueAt === null ? 0 : now - (lookDueAt - LOOK_MS)
      return { ...open(doc, publishedAt ?? now, (endsAt ?? now) + hiddenFor, doc.reminded), suspects: [] }
    }
    case 'remove':
      return { ...over('removed', now), suspects: [], toClose: true }
  }
}

// ---- reports

/**
 * One more person reports it. Two of different homes hide it; `home` names the home one-way. Reports that come when it
 * is hidden already are for the staff to read.
 */
export function reported(doc: PostingDoc, home: string, call: PostingCall): Partial<PostingDoc> {
  const reports = doc.reports + 1
  const suspects = doc.suspects.includes(home) ? doc.suspects : [...doc.suspects, home]
  if (doc.state !== 'open' || suspects.length < JOB_LIMITS.reportsToHide) return { reports, suspects }
  return { reports, suspects, ...hidden(call.now), ...noted(doc, 'hide', call) }
}

// ---- the timer

export interface Checked {
  /** null: it is deleted with its reports */
  set: Partial<PostingDoc> | null
  news: 'posting_soon' | 'posting_ended' | 'look_late' | null
}

/** What time has made of a posting that the timer looks at. */
export function checked(doc: PostingDoc, now: number): Checked {
  const { state, endsAt } = doc
  switch (state) {
    case 'open': {
      if (endsAt !== null && now < endsAt) return { set: { reminded: true, nextCheckAt: endsAt }, news: 'posting_soon' }
      const call = {
        openid: null,
        as: 'system',
        requestId: `system.${doc._id}.${doc.version}`,
        now,
        text: null,
      } as const
      return { set: { ...over('ended', now), ...noted(doc, 'expire', call) }, news: 'posting_ended' }
    }
    case 'hidden':
      return { set: { nextCheckAt: null }, news: 'look_late' }
    case 'blocked':
      return { set: null, news: null }
    case 'ended':
    case 'removed': {
      const endOfRecord = (endsAt ?? 0) + RECORD_MS
      return now < endOfRecord
        ? { set: { suspects: [], nextCheckAt: endOfRecord }, news: null }
        : { set: null, news: null }
    }
  }
}
