/** What a move makes of an application, or why it cannot be. Nothing is changed in place. */
import {
  APPLICATION_MOVES,
  DECLINE_SENTENCES,
  type ApplicationInput,
  type ApplicationRelation,
  type ApplicationState,
  type SeekerCard,
  type Shared,
} from '../../miniprogram/contract/job-applications'
import { refused, type Refused } from '../../miniprogram/contract/errors'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { DAY, type PostingDoc } from './posting-model.rules'
import type { ApplicationDoc, ApplicationEventDoc } from './seeker-model.rules'

/** Somebody may still answer. */
export const OPEN_STATES: readonly ApplicationState[] = ['sent', 'seen', 'invited']
/** It waits for the enterprise's first word. */
export const WAITING_STATES: readonly ApplicationState[] = ['sent', 'seen']
/** The two have to do with each other: no second application meanwhile, and a talk may go on. */
export const ALIVE_STATES: readonly ApplicationState[] = [...OPEN_STATES, 'hired']
/** In these the enterprise may call. */
export const CALL_STATES: readonly ApplicationState[] = ['invited', 'hired']
/** In these a person who puts the card away takes the consent back; who is hired does so by itself. */
export const FORGOTTEN_STATES: readonly ApplicationState[] = [...OPEN_STATES, 'declined']
/** Applications of one person to one posting, one after the other. */
export const ATTEMPTS = 3

const YEAR = 365 * DAY

/** Who makes a move. openid null: the system itself. */
export interface Actor {
  openid: string | null
  enterprises: readonly { id: string }[]
}

export const SYSTEM: Actor = { openid: null, enterprises: [] }

/** How a person stands to an application: as one thing only. Nobody decides on the own application. */
export function relationsTo(
  doc: Pick<ApplicationDoc, 'seeker' | 'enterprise'>,
  { openid, enterprises }: Actor,
): ApplicationRelation[] {
  if (openid === null) return ['system']
  if (doc.seeker === openid) return ['seeker']
  return enterprises.some(({ id }) => id === doc.enterprise) ? ['enterprise'] : []
}

// ---- to apply

export interface Applicant {
  openid: string
  name: string | null
  card: SeekerCard | null
  /** acts for the posting's enterprise */
  isInsider: boolean
  /** applications that are open, to whatever posting */
  open: number
  /** those to this posting, in whatever state */
  earlier: readonly Pick<ApplicationDoc, 'state'>[]
}

export interface Offered {
  posting: Pick<PostingDoc, '_id' | 'title' | 'pay' | 'enterprise' | 'enterpriseName' | 'applications'>
  /** anybody may see it */
  isShown: boolean
  /** it is open, and of an enterprise that may look for people now */
  isOpen: boolean
}

/** Why this person cannot apply now; null: nothing is in the way. */
export function applyProblem({ posting, isShown, isOpen }: Offered, applicant: Applicant): Refused | null {
  if (!isShown && applicant.earlier.length === 0 && !applicant.isInsider) return refused('NOT_FOUND')
  if (applicant.isInsider) return refused('FORBIDDEN')
  if (!isOpen) return refused('NOT_NOW')
  if (applicant.earlier.some(({ state }) => ALIVE_STATES.includes(state))) return refused('NOT_NOW')
  const needed = {
    ...(applicant.card ? {} : { card: 'needed' }),
    ...(applicant.name === null ? { name: 'needed' } : {}),
  }
  if (Object.keys(needed).length > 0) return refused('NOT_NOW', needed)
  const isFull =
    applicant.open >= JOB_LIMITS.openApplications ||
    applicant.earlier.length >= ATTEMPTS ||
    posting.applications >= JOB_LIMITS.applications
  return isFull ? refused('LIMIT') : null
}

/** What the enterprise gets: a copy, so that it is what was agreed to and no more. */
export const sharedOf = (name: string, { kinds, shifts, want, intro }: SeekerCard): Shared => ({
  name,
  kinds,
  shifts,
  want,
  intro,
})

export function newApplication(
  id: string,
  { _id: posting, title, pay, enterprise, enterpriseName }: Offered['posting'],
  { openid, earlier }: Pick<Applicant, 'openid' | 'earlier'>,
  { shared, requestId, now }: { shared: Shared; requestId: string; now: number },
): ApplicationDoc {
  return {
    _id: id,
    posting,
    title,
    pay,
    enterprise,
    enterpriseName,
    seeker: openid,
    attempt: earlier.length + 1,
    state: 'sent',
    open: true,
    shared,
    events: [{ at: now, what: 'apply', state: 'sent', by: 'seeker', text: null, requestId }],
    at: now,
    updatedAt: now,
    endedAt: null,
    nextCheckAt: dueAfter('sent', now),
    version: 1,
  }
}

// ---- moves

export interface Step {
  input: ApplicationInput | { move: 'close' }
  requestId: string
  now: number
}

export interface Decided {
  ok: true
  /** the whole application after it */
  application: ApplicationDoc
  event: ApplicationEventDoc
  set: Partial<ApplicationDoc>
  /** how many more or fewer wait for the enterprise's first word */
  waiting: -1 | 0
}

/** `seen`: the version that the person saw. */
export function decide(
  doc: ApplicationDoc,
  actor: Actor,
  { input, requestId, now }: Step,
  seen: number,
): Decided | Refused {
  const rule = APPLICATION_MOVES[input.move]
  const relations = relationsTo(doc, actor)
  if (relations.length === 0) return refused('NOT_FOUND')
  const by = rule.by.find((relation) => relations.includes(relation))
  if (by === undefined) return refused('FORBIDDEN')
  if (seen !== doc.version) return refused('CONFLICT')
  if (!rule.from.includes(doc.state)) return refused('NOT_NOW')
  const state = rule.to
  const event: ApplicationEventDoc = { at: now, what: input.move, state, by, text: textOf(input), requestId }
  const open = OPEN_STATES.includes(state)
  const isOver = state === 'withdrawn' || state === 'closed'
  const set: Partial<ApplicationDoc> = {
    state,
    open,
    ...(isOver ? { shared: null } : {}),
    events: [...(isOver ? withoutTexts(doc.events) : doc.events), event],
    updatedAt: now,
    endedAt: open ? null : now,
    nextCheckAt: dueAfter(state, now),
    version: doc.version + 1,
  }
  const waiting = WAITING_STATES.includes(doc.state) && !WAITING_STATES.includes(state) ? -1 : 0
  return { ok: true, application: { ...doc, ...set }, event, set, waiting }
}

/** What was written to a person may hold the name: it goes when the consent goes. */
export const withoutTexts = (events: readonly ApplicationEventDoc[]): ApplicationEventDoc[] =>
  events.map((event) => ({ ...event, text: null }))

function textOf(input: Step['input']): string | null {
  if (input.move === 'invite') return input.text
  return input.move === 'decline' ? DECLINE_SENTENCES[input.reason] : null
}

/** A person takes back every application at once that came to nothing yet; what was written to her is shown to nobody without a consent. */
export function withdrawal({ requestId, now }: { requestId: string; now: number }) {
  const state = 'withdrawn' as const
  const event: ApplicationEventDoc = { at: now, what: 'withdraw', state, by: 'seeker', text: null, requestId }
  return {
    event,
    state,
    open: false,
    shared: null,
    updatedAt: now,
    endedAt: now,
    nextCheckAt: dueAfter(state, now),
  }
}

// ---- what time does

/** So long after a hire the timer makes sure that it was counted. */
const COUNTED_AFTER = 5 * 60_000

/** When personal data has been kept long enough. */
export const clearAt = (endedAt: number): number => endedAt + JOB_LIMITS.personalDays * DAY

/** When the timer looks at it next: at the end of the silence, after a hire, or when personal data is to go. */
function dueAfter(state: ApplicationState, now: number): number {
  if (state === 'hired') return now + COUNTED_AFTER
  return OPEN_STATES.includes(state) ? now + JOB_LIMITS.silentDays * DAY : clearAt(now)
}

/** What the timer has to do with one that is due. */
export function dueOf(
  { state, open, endedAt }: Pick<ApplicationDoc, 'state' | 'open' | 'endedAt'>,
  now: number,
): 'close' | 'count' | 'clear' | 'delete' {
  if (open) return 'close'
  if (state === 'hired' && now < clearAt(endedAt ?? 0)) return 'count'
  return now < (endedAt ?? 0) + JOB_LIMITS.recordYears * YEAR ? 'clear' : 'delete'
}

/** The bare record: that there was one, of which posting, and how it went. */
export const cleared = ({ events, endedAt }: ApplicationDoc): Partial<ApplicationDoc> => ({
  seeker: null,
  shared: null,
  events: withoutTexts(events),
  nextCheckAt: (endedAt ?? 0) + JOB_LIMITS.recordYears * YEAR,
})

/** The event that this very call made before. */
export const earlierEvent = (
  { events }: Pick<ApplicationDoc, 'events'>,
  requestId: string,
  relations: readonly ApplicationRelation[],
): ApplicationEventDoc | undefined =>
  events.find((event) => event.requestId === requestId && relations.includes(event.by))
