/** The documents of fairs. Openids never leave the server. */
import type { FairKind, FairState, FairTalkState } from '../../miniprogram/contract/fairs'
import type { JobKind, PostingRow, Shift } from '../../miniprogram/contract/jobs'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export interface FairDoc {
  /** see RuleFair */
  _id: string
  kind: FairKind
  ruleDay: string
  day: string
  opensAt: number
  closesAt: number
  /** the staff chose the time: a change of the holiday list moves it no more */
  ownTime: boolean
  theme: string
  place: string
  state: FairState
  /** past: in the other list */
  over: boolean
  reason: string | null
  /** how many booths there may be */
  booths: number
  /** enterprises with a booth */
  bookedBy: string[]
  /** who is signed up, and who of them is here; the timer counts again */
  signedUp: number
  here: number
  /** talks that took place, and those of them that led to an invitation, to work */
  met: number
  invited: number
  hired: number
  /** how many were asked after so many days whether they still work there, and how many do */
  asked30: number
  kept30: number
  asked90: number
  kept90: number
  /** the codes of its sign-ups follow from it; never shown */
  secret: string
  /** somebody makes the timetable since then; 0: nobody. One who died over it is replaced after a while */
  arrangingAt: number
  arranged: Arranged | null
  /** everybody was told the evening before */
  reminded: boolean
  /** when the timer must look again; null: never */
  nextCheckAt: number | null
  /** digest of person and call of the last change: a retried call finds it */
  lastCall: string | null
  version: number
}

/** What the timetable came to. without: people who have no talk */
export interface Arranged {
  talks: number
  people: number
  without: number
}

export interface BoothDoc {
  /** fair id, a dot, enterprise id: one booth an enterprise a fair */
  _id: string
  fair: string
  enterprise: string
  enterpriseName: string
  no: number
  /** ids, the first first */
  postings: string[]
  /** openid of who booked or changed it last, and the call */
  by: string
  requestId: string
  at: number
}

export interface SignupDoc {
  /** follows from fair and person; of a walk-in from the call */
  _id: string
  fair: string
  /** null: came without a phone, or took the sign-up back */
  openid: string | null
  /** "" with kinds and shifts after she took it back, or after the time for which they are kept */
  name: string
  kinds: JobKind[]
  shifts: Shift[]
  /** ids of booths, the dearest first */
  wants: string[]
  /** on the board, 1 …; 0: taken back */
  number: number
  /** the number, one person a seat; then the id of the sign-up */
  seat: string
  code: string
  /** what the desk finds it by, see deskKeys() */
  keys: string[]
  /** when she checked in */
  here: number | null
  left: boolean
  /** the consent, and the call that gave it */
  agreedAt: number
  requestId: string
  /** when name and skills are deleted; null: not known yet, or they are */
  clearAt: number | null
}

export interface TalkDoc {
  /** booth id, a dot, number of the slot; for those who got it after others did not come, a dot and how many */
  _id: string
  fair: string
  booth: string
  no: number
  enterprise: string
  enterpriseName: string
  /** those of the booth: they stay as they are once there is a timetable */
  postings: readonly string[]
  signup: string
  /** of the person on the board */
  number: number
  slot: number
  at: number
  state: FairTalkState
  /** in which the person was hired */
  posting: string | null
  hiredAt: number | null
  /** the timer has to count the hire on the enterprise's record and in the posting */
  toCount: boolean
  /** does the person still work there, as far as it was asked */
  still30: boolean | null
  still90: boolean | null
  /** when it is to be asked next; null: never */
  askAt: number | null
  /** when the timer must tell the staff; null: never */
  nextCheckAt: number | null
  lastCall: string | null
  version: number
}

/** What fairs read of a person's card. */
export interface SeekerFields {
  _id: string
  card: { kinds: JobKind[]; shifts: Shift[] } | null
}

/** What fairs read of a posting, and write: `hired`. */
export type PostingFields = Omit<PostingRow, 'id'> & { _id: string }

/** A booth with what it brings. */
export interface StandRow extends BoothDoc {
  /** in no order, open or not */
  offers: PostingFields[]
  /** the enterprise may work here */
  isActive: boolean
}
