/** What follows from the state that a posting comes into: who finds it, and when the timer looks again. */
import type { Finding } from '../../miniprogram/contract/job-gate'
import { JOB_LIMITS, type PostingRelation } from '../../miniprogram/contract/jobs'
import { DAY, HOUR, PERSONAL_MS, RECORD_MS, type PostingDoc, type PostingEventDoc } from './posting-model.rules'
import { gramsOf, keysOf } from './search.rules'

export const OPEN_MS = JOB_LIMITS.openDays * DAY
export const REMIND_MS = JOB_LIMITS.remindDays * DAY
export const LOOK_MS = JOB_LIMITS.lookHours * HOUR
/** In no list of the staff. */
export const LAST = 8_640_000_000_000_000
/** What only waits to be mended comes after all that wait for the staff, in the order of its time. */
const AFTER_ALL_MS = 1_000_000_000_000_000

/** The call that changes something. */
export interface PostingCall {
  /** null: the system itself */
  openid: string | null
  as: PostingRelation
  requestId: string
  now: number
  text: string | null
}

export type PostingChange = Partial<PostingDoc> & Pick<PostingDoc, 'state' | 'events' | 'version'>

type Before = Pick<PostingDoc, 'events' | 'version'>

/** One more event, and its number as the version. */
export function noted({ events, version }: Before, what: PostingEventDoc['what'], call: PostingCall) {
  const { openid, as, requestId, now, text } = call
  const event: PostingEventDoc = { no: version + 1, at: now, what, by: { openid, as }, text, requestId }
  return { events: [...events, event], version: version + 1 }
}

/** Nobody finds it and nothing waits. */
const UNSEEN = {
  keys: [],
  grams: [],
  findings: [],
  asked: null,
  lookDueAt: null,
  deskAt: LAST,
} satisfies Partial<PostingDoc>

type Shown = Pick<PostingDoc, 'kind' | 'shifts' | 'way' | 'title' | 'enterpriseName'>

/** Open until `endsAt`; reminded: the enterprise knows of this end. */
export function open(words: Shown, publishedAt: number, endsAt: number, reminded = false) {
  return {
    ...UNSEEN,
    state: 'open' as const,
    keys: keysOf(words),
    grams: gramsOf(words),
    publishedAt,
    endsAt,
    reminded,
    nextCheckAt: reminded ? endsAt : endsAt - REMIND_MS,
  }
}

/** Not published any more; mended it is published anew. */
export const blocked = (findings: readonly Finding[], now: number) => ({
  ...UNSEEN,
  state: 'blocked' as const,
  findings: [...findings],
  publishedAt: null,
  endsAt: null,
  deskAt: now + AFTER_ALL_MS,
  nextCheckAt: now + RECORD_MS,
})

export const hidden = (now: number) => ({
  ...UNSEEN,
  state: 'hidden' as const,
  lookDueAt: now + LOOK_MS,
  deskAt: now + LOOK_MS,
  nextCheckAt: now + LOOK_MS,
})

/** Whose homes reported it is kept as long as personal data is; a posting that comes again has them still against it. */
export const over = (state: 'ended' | 'removed', now: number) => ({
  ...UNSEEN,
  state,
  endsAt: now,
  nextCheckAt: now + PERSONAL_MS,
})

/** Published anew, unless the gate has something against it. */
export const published = (words: Shown, findings: readonly Finding[], now: number) =>
  findings.length > 0 ? blocked(findings, now) : open(words, now, now + OPEN_MS)
