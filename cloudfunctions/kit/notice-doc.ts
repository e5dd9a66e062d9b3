/** A notice as it is stored. Pure, for the seed makes some as well. */
import type { ClusterId, Role } from '../../miniprogram/contract/estate'
import {
  audienceKeys,
  clustersOf,
  NOTICE_LIMITS,
  type Audience,
  type NoticeText,
} from '../../miniprogram/contract/notices'
import { DAY } from './clock'

export interface NoticeDoc extends NoticeText {
  _id: string
  excerpt: string
  audience: Audience
  /** see audienceKeys(); indexed, so that what concerns a person is one query */
  keys: string[]
  /** who answers for it besides the staff: the leader of the one cluster it lies in; "estate": none */
  scope: ClusterId | 'estate'
  /** pinned ones first, then the newest, as one number to sort and page by */
  rank: number
  publishedAt: number
  changedAt: number | null
  /** when somebody took it down before its end */
  endedAt: number | null
  /** false once it was taken down, or the timer has seen that its end is past */
  current: boolean
  /** public id of the author; null for the first administrator who has left nothing yet */
  by: string | null
  role: Role
  /** digest of the call that changed it last, by which a retried one is known */
  request: string
  version: number
  /** removed then */
  expiresAt: number
}

/** above every time in epoch ms for the next thousand years */
const PINNED_RANK = 1e14
const EXCERPT_CHARACTERS = 60

/** What of a stored notice follows from what the author writes. */
export function written({ title, text, pinned, endsAt }: NoticeText, publishedAt: number) {
  return {
    title,
    text,
    pinned,
    endsAt,
    excerpt: Array.from(text.replace(/\s+/g, ' ')).slice(0, EXCERPT_CHARACTERS).join(''),
    rank: publishedAt + (pinned ? PINNED_RANK : 0),
    expiresAt: keptUntil(endsAt),
  }
}

export const keptUntil = (end: number): number => end + NOTICE_LIMITS.keptDays * DAY

/** Where all of it lies in one cluster, that cluster. */
export function scopeOf(audience: Audience): NoticeDoc['scope'] {
  const [cluster, ...more] = clustersOf(audience)
  return cluster !== undefined && more.length === 0 ? cluster : 'estate'
}

export interface NewNotice extends NoticeText {
  id: string
  request: string
  now: number
  audience: Audience
  by: string | null
  role: Role
}

/** A notice that is published now. */
export function newNotice({ id, request, now, audience, by, role, ...text }: NewNotice): NoticeDoc {
  return {
    _id: id,
    ...written(text, now),
    audience,
    keys: audienceKeys(audience),
    scope: scopeOf(audience),
    publishedAt: now,
    changedAt: null,
    endedAt: null,
    current: true,
    by,
    role,
    request,
    version: 1,
  }
}
