import type { JobKind, PostingRow, Shift } from './jobs'
import type { Page, PageRequest } from './paging'

/** Fairs, 招聘会: made by rule, booked by employers, timetables of short talks. Times are epoch ms, days Shanghai days. */

export const FAIR_KINDS = ['market', 'special'] as const
/** market: 赶集日 on the 20th of each month; special: 专场 every Wednesday */
export type FairKind = (typeof FAIR_KINDS)[number]
export const FAIR_KIND_NAMES: { readonly [K in FairKind]: string } = { market: '赶集日招聘会', special: '专场招聘会' }

export const FAIR_STATES = ['planned', 'arranged', 'ended', 'cancelled'] as const
/** planned: employers book, seekers sign up; arranged: the timetable stands, walk-ins fill gaps */
export type FairState = (typeof FAIR_STATES)[number]

export const TALK_STATES = ['planned', 'called', 'met', 'no_show', 'invited', 'hired'] as const
/** called: on the board now; met, and what came of it */
export type FairTalkState = (typeof TALK_STATES)[number]

/** How a talk goes on: by the booth of the enterprise or the staff at the desk. The later ones may be set right. */
export const TALK_MOVES: { readonly [S in Exclude<FairTalkState, 'planned'>]: readonly FairTalkState[] } = {
  called: ['planned'],
  met: ['planned', 'called', 'no_show', 'invited', 'hired'],
  no_show: ['planned', 'called'],
  invited: ['called', 'met', 'hired'],
  hired: ['called', 'met', 'invited'],
}

export const FAIR_LIMITS = {
  /** fairs are made this far ahead */
  aheadDays: 35,
  /** the first rule time of a market and of a special, "HH:mm", and its length */
  opens: { market: '09:00', special: '14:00' },
  minutes: { market: 180, special: 150 },
  booths: { market: 40, special: 10 },
  /** a talk, and the change before the next */
  talkMinutes: 8,
  changeMinutes: 2,
  /** after so many talks everybody rests for one slot */
  talksBeforeBreak: 6,
  themeCharacters: 20,
  placeCharacters: 40,
  postingsPerBooth: 5,
  signups: 500,
  /** booths a seeker names, the dearest first */
  wants: 5,
  /** talks of one seeker at one fair */
  talksPerSeeker: 5,
  nameCharacters: 20,
  reasonCharacters: 200,
  /** digits of the check-in code */
  codeDigits: 4,
  /** hour of the evening before at which the timetable is made, Shanghai */
  arrangeHour: 20,
  /** days after which it is asked whether the person still works there */
  stillAfter: [30, 90],
  /** name and contact of a sign-up are deleted so long after the last question */
  personalDays: 90,
  recordYears: 2,
} as const

/** What a fair brought in the long run: 2,000 hires at 280 fairs. Source: the community's own count to 2026. */
export const LONG_RUN_HIRES = 7.1

export interface FairRow {
  id: string
  kind: FairKind
  state: FairState
  day: string
  opensAt: number
  closesAt: number
  theme: string
  place: string
  booths: number
  booked: number
  signedUp: number
  /** the rule's day, when a holiday or another fair moved it */
  movedFrom: string | null
}

export interface BoothView {
  id: string
  no: number
  enterprise: string
  enterpriseName: string
  postings: PostingRow[]
}

export interface MyTalk {
  id: string
  at: number
  booth: number
  enterpriseName: string
  state: FairTalkState
}

export interface FairView extends FairRow {
  version: number
  /** why it was cancelled */
  reason: string | null
  list: BoothView[]
  mine: {
    id: string
    /** shown at the desk */
    code: string
    wants: string[]
    checkedIn: boolean
    /** number on the board */
    number: number
    talks: MyTalk[]
  } | null
  /** booths of the caller's enterprises */
  own: string[]
}

/** A talk as the booth sees it: the name inside the consent of the sign-up. */
export interface BoothTalk {
  id: string
  version: number
  at: number
  number: number
  name: string
  kinds: JobKind[]
  shifts: Shift[]
  here: boolean
  state: FairTalkState
  posting: string | null
}

/** The hall's screen: numbers only. */
export interface Board {
  fair: Pick<FairRow, 'id' | 'kind' | 'theme' | 'place' | 'opensAt' | 'closesAt' | 'state'>
  now: number
  rows: { booth: number; enterpriseName: string; current: number | null; next: number[] }[]
  here: number
}

export interface DeskRow {
  id: string
  number: number
  name: string
  code: string
  checkedIn: boolean
  hasPhone: boolean
  talks: MyTalk[]
}

export interface FairFigures {
  id: string
  kind: FairKind
  day: string
  theme: string
  booths: number
  signedUp: number
  came: number
  met: number
  invited: number
  hired: number
  /** of the hired, still there after 30 and 90 days; null: nobody was asked yet */
  after30: number | null
  after90: number | null
}

export interface StillRow {
  /** the talk in which the person was hired */
  id: string
  name: string
  enterpriseName: string
  hiredAt: number
  /** the question that is due */
  after: 30 | 90
}

export interface FairsApi {
  // for everybody
  /** coming: nearest first; past: newest first */
  'fairs.list': { in: PageRequest & { past?: boolean }; out: Page<FairRow> }
  'fairs.get': { in: { id: string }; out: FairView }
  /**
   * agree: the enterprises she talks with get the name and what she can do (PIPL §23). Needs a card of the job supermarket
   * and a name (NOT_NOW). Again: other wants. After the timetable stands: free slots are given at once.
   */
  'fairs.signup': {
    in: { fair: string; wants: string[]; agree: true }
    out: { id: string; number: number; code: string }
  }
  /** takes sign-up and consent back; her slots are free again */
  'fairs.leave': { in: { fair: string }; out: { done: true } }
  'fairs.board': { in: { fair: string }; out: Board }

  // for the enterprise
  'fairs.book': {
    in: { fair: string; enterprise: string; postings: string[] }
    out: { id: string; no: number }
  }
  /** until the timetable is made */
  'fairs.unbook': { in: { booth: string }; out: { done: true } }
  'fairs.booth': {
    in: { booth: string }
    out: { fair: FairRow; booth: BoothView; talks: BoothTalk[] }
  }
  /** by the booth's enterprise or the staff */
  'fairs.talk': {
    in: { talk: string; version: number; state: Exclude<FairTalkState, 'planned'>; posting?: string }
    out: { id: string; state: FairTalkState; version: number }
  }

  // for the staff
  'fairs.change': {
    in: { id: string; version: number } & (
      { theme: string; place: string; booths: number; opensAt: number; closesAt: number } | { cancel: string }
    )
    out: { id: string; state: FairState; version: number }
  }
  /** makes the timetable now instead of in the evening before */
  'fairs.arrange': { in: { fair: string }; out: { talks: number; people: number; without: number } }
  /** here: who has checked in, of all who are signed up */
  'fairs.desk': {
    in: PageRequest & { fair: string; find?: string }
    out: Page<DeskRow> & { fair: FairRow; here: number }
  }
  'fairs.checkin': { in: { fair: string } & ({ code: string } | { id: string }); out: DeskRow }
  /** somebody without a phone, or without a sign-up: gets a number and free slots */
  'fairs.walkin': {
    in: { fair: string; name: string; kinds: JobKind[]; shifts: Shift[]; wants: string[]; agree: true }
    out: DeskRow
  }
  'fairs.figures': { in: PageRequest; out: Page<FairFigures> & { longRun: number } }
  'fairs.due': { in: PageRequest; out: Page<StillRow> }
  'fairs.still': { in: { talk: string; after: 30 | 90; still: boolean }; out: { done: true } }
}
