/** One application as the enterprise sees it, pure: what can be done, what is written, what has happened. */
import {
  DECLINE_REASONS,
  DECLINE_SENTENCES,
  possibleApplicationMoves,
  type Applied,
  type ApplicationEvent,
  type ApplicationState,
  type ApplicationView,
} from '../../contract/job-applications'
import { JOB_LIMITS } from '../../contract/jobs'
import type { Tone } from '../../core/bars'
import { ago, DAY } from '../../core/day'
import { kindsText, shiftsText } from '../../core/job-text'
import { dayOf, dayStart, weekdayText } from '../../core/picker-days'
import { APPLICANT_STATES, goneText, personText, wishText } from './applicants.view'
import type { Problems } from './problems'

export type FirmMove = 'invite' | 'hire' | 'decline'

export const MOVE_TEXTS: { readonly [M in FirmMove]: string } = {
  invite: '请来谈谈',
  hire: '录用',
  decline: '这次不合适',
}

export const DONE_TEXTS: { readonly [M in FirmMove]: string } = {
  invite: '请了，对方会收到消息',
  hire: '录用了，对方会收到消息',
  decline: '回话了，对方会收到消息',
}

const SENTENCES: { readonly [S in ApplicationState]: string } = {
  sent: '新来的应聘，等您回话。',
  seen: '您看过了，等您回话。请来谈谈，或者回一句不合适。',
  invited: '约好来谈。谈好了点“录用”。',
  hired: '录用了。上班一个月内要签合同，不许收钱、押证件。',
  declined: '您回了话，这次不合适。',
  withdrawn: '对方不应聘了。',
  closed: `${JOB_LIMITS.silentDays} 天没有回话，或者岗位撤下了。`,
}

export interface Fact {
  name: string
  text: string
}

export interface ApplicationScreen {
  name: string
  title: string
  stateText: string
  tone: Tone
  sentence: string
  /** inside the consent; none: it was taken back, and `gone` says so */
  facts: Fact[]
  gone: string
  /** where and when they meet; '' : nothing was said yet */
  invitation: string
  primary: FirmMove | null
  others: FirmMove[]
  canContact: boolean
  talk: string
  timeline: { no: number; title: string; when: string; text: string }[]
}

const CALLABLE: readonly ApplicationState[] = ['invited', 'hired']
/** What one comes for at each step; the rest stands beside it. */
const FIRST: readonly FirmMove[] = ['hire', 'invite']

const DEEDS: { readonly [W in ApplicationEvent['what']]: string } = {
  apply: '应聘了',
  see: '看过了',
  invite: '请对方来谈',
  hire: '录用了',
  decline: '回话：这次不合适',
  withdraw: '撤回了应聘',
  close: '没有下文，自动结束',
}
const WHO: { readonly [R in ApplicationEvent['by']]: string } = { seeker: '对方', enterprise: '你们', system: '' }

export function applicationScreen(view: ApplicationView, now: number): ApplicationScreen {
  const { state, shared, moves, events, title } = view
  const { text, tone } = APPLICANT_STATES[state]
  const possible = (['invite', 'hire', 'decline'] as const).filter((move) => moves.includes(move))
  // before they have met, to hire at once is seldom what one comes for
  const order = state === 'invited' ? FIRST : [...FIRST].reverse()
  const primary = order.find((move) => possible.includes(move)) ?? null
  return {
    name: personText(shared),
    title,
    stateText: text,
    tone,
    sentence: SENTENCES[state],
    facts: shared
      ? [
          { name: '会做', text: kindsText(shared.kinds) },
          { name: '能上', text: shiftsText(shared.shifts) },
          { name: '工钱', text: wishText(shared) },
          ...(shared.intro === '' ? [] : [{ name: '自己说', text: shared.intro }]),
        ]
      : [],
    gone: shared ? '' : goneText(state),
    invitation: CALLABLE.includes(state) ? (lastOf(events, 'invite')?.text ?? '') : '',
    primary,
    others: possible.filter((move) => move !== primary),
    canContact: CALLABLE.includes(state) && shared !== null,
    talk: view.talk ?? '',
    timeline: events
      .map(({ at, what, by, text: said }, no) => ({
        no,
        title: `${WHO[by]}${DEEDS[what]}`,
        when: ago(at, now),
        text: said ?? '',
      }))
      .reverse(),
  }
}

const lastOf = (events: readonly ApplicationEvent[], what: ApplicationEvent['what']): ApplicationEvent | undefined =>
  [...events].reverse().find((event) => event.what === what)

/** What was seen by opening it, without asking again. */
export function afterSeeing(view: ApplicationView, { state, version }: Applied, now: number): ApplicationView {
  const event: ApplicationEvent = { at: now, what: 'see', state, by: 'enterprise', text: null }
  const moves = possibleApplicationMoves(state, view.relations)
  return { ...view, state, version, moves, updatedAt: now, events: [...view.events, event] }
}

/** What the other side, or a colleague, did since this person looked; '' : nothing. */
export function fasterText({ events }: Pick<ApplicationView, 'events'>, seen: number): string {
  const [last] = events.slice(seen).slice(-1)
  return last ? `${WHO[last.by]}${DEEDS[last.what]}` : ''
}

// ---- to invite: where and when

export interface InviteForm {
  /** as date and time pickers give them */
  day: string
  time: string
  place: string
  /** whom to ask for, what to bring */
  more: string
}

export const INVITE_LIMITS = { place: 60, more: 60 } as const
const INVITE_DAYS = 30

export const inviteDays = (now: number): { first: string; last: string } => ({
  first: dayOf(now),
  last: dayOf(now + INVITE_DAYS * DAY),
})

/** Tomorrow in the morning, where it was the last time. */
export const firstInvite = (now: number, place: string): InviteForm => ({
  day: dayOf(now + DAY),
  time: '09:30',
  place,
  more: '',
})

export function inviteProblems({ day, time, place }: InviteForm, now: number): Problems {
  const isPast = Date.parse(`${day}T${time}:00+08:00`) <= now
  const problems: Problems = {
    when: isPast ? '这个时间已经过了' : '',
    place: place.trim() === '' ? '请写在哪里见面' : '',
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== ''))
}

/** 12月1日 周二 09:30，华龙大道 12 号。找罗师傅 */
export function inviteText({ day, time, place, more }: InviteForm, now: number): string {
  const rest = more.trim()
  return `${weekdayText(dayStart(day), now)} ${time}，${place.trim() || '……'}。${rest}`
}

// ---- to decline: a kind reason

export const DECLINE_CHOICES = DECLINE_REASONS.map((value) => ({ value, text: DECLINE_SENTENCES[value] }))
