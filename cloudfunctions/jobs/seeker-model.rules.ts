/** The documents behind cards, applications and talks. Openids never leave the server. */
import type {
  ApplicationEvent,
  ApplicationRelation,
  ApplicationState,
  SeekerCard,
  Shared,
} from '../../miniprogram/contract/job-applications'
import type { PostingInput } from '../../miniprogram/contract/jobs'

export interface SeekerDoc {
  /** openid */
  _id: string
  /** null: this person has only saved postings */
  card: SeekerCard | null
  /** when the birth month that was typed showed 16 years; the month itself is not kept. null: no card yet */
  adultSeenAt: number | null
  /** when the card was first kept: who has waited longer comes first in the match */
  since: number
  /** ids of postings, the last saved at the end */
  saved: string[]
  /** what the last nightly match gave; null: nothing */
  matched: { posting: string; at: number; score: number } | null
  /** grows with every change that the person makes */
  version: number
}

/** Never changed once written, but for the text, which goes with the consent. Of the enterprise nobody's name is kept. */
export interface ApplicationEventDoc {
  at: number
  what: ApplicationEvent['what']
  state: ApplicationState
  by: ApplicationRelation
  text: string | null
  /** of the call that made it: a retried call finds it */
  requestId: string
}

export interface ApplicationDoc {
  /** follows from posting, person and attempt: a repeated call makes none twice */
  _id: string
  posting: string
  title: string
  pay: PostingInput['pay']
  enterprise: string
  enterpriseName: string
  /** openid; null: personal data is gone */
  seeker: string | null
  /** the person's first to this posting is 1 */
  attempt: number
  state: ApplicationState
  /** sent, seen or invited: somebody may still answer */
  open: boolean
  /** the consent: what the person gave this enterprise for this posting. null: it is taken back, or its time is over */
  shared: Shared | null
  events: ApplicationEventDoc[]
  at: number
  updatedAt: number
  endedAt: number | null
  /** when the timer must look again; see dueOf in application.rules */
  nextCheckAt: number
  /** number of the last event */
  version: number
}

export interface TalkLineDoc {
  no: number
  at: number
  by: 'seeker' | 'enterprise'
  /** masked */
  text: string
  requestId: string
}

export interface TalkDoc {
  /** follows from posting and person: one talk a posting a person */
  _id: string
  posting: string
  title: string
  enterprise: string
  enterpriseName: string
  /** openid; null: personal data is gone */
  seeker: string | null
  /** four characters that stand for the person, others in every talk */
  alias: string
  lines: TalkLineDoc[]
  /** text of the last line */
  last: string
  /** does one side have lines that it has not opened? */
  unread: { seeker: boolean; enterprise: boolean }
  createdAt: number
  updatedAt: number
  nextCheckAt: number
  /** number of the last line */
  version: number
}
