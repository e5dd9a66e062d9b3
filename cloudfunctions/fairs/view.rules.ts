/** Fairs as people see them. */
import type {
  Board,
  BoothTalk,
  BoothView,
  DeskRow,
  FairFigures,
  FairRow,
  FairView,
  MyTalk,
  StillRow,
} from '../../miniprogram/contract/fairs'
import type { PostingRow } from '../../miniprogram/contract/jobs'
import { offersOf } from './fair.rules'
import type { BoothDoc, FairDoc, PostingFields, SignupDoc, StandRow, TalkDoc } from './model.rules'
import { isTalkOver } from './slots.rules'
import { askedNext } from './talk.rules'

export const fairRow = (fair: FairDoc): FairRow => ({
  id: fair._id,
  kind: fair.kind,
  state: fair.state,
  day: fair.day,
  opensAt: fair.opensAt,
  closesAt: fair.closesAt,
  theme: fair.theme,
  place: fair.place,
  booths: fair.booths,
  booked: fair.bookedBy.length,
  signedUp: fair.signedUp,
  movedFrom: fair.day === fair.ruleDay ? null : fair.ruleDay,
})

const postingRow = ({ _id: id, ...fields }: PostingFields): PostingRow => ({ id, ...fields })

/** With its postings in the enterprise's order. */
export function boothView(stand: StandRow): BoothView {
  const { _id: id, no, enterprise, enterpriseName } = stand
  const offers = new Map(offersOf(stand).map((offer) => [offer._id, offer]))
  const postings = stand.postings.flatMap((posting) => offers.get(posting) ?? []).map(postingRow)
  return { id, no, enterprise, enterpriseName, postings }
}

const byTime = (one: Pick<TalkDoc, 'at'>, other: Pick<TalkDoc, 'at'>) => one.at - other.at

export const myTalks = (talks: readonly TalkDoc[]): MyTalk[] =>
  [...talks]
    .sort(byTime)
    .map(({ _id: id, at, no, enterpriseName, state }) => ({ id, at, booth: no, enterpriseName, state }))

interface Own {
  signup: SignupDoc | null
  talks: readonly TalkDoc[]
  /** ids of enterprises that the caller acts for */
  enterprises: readonly string[]
}

/** Booths of enterprises that may not work here now are left out, but for their own people. */
export function fairView(fair: FairDoc, stands: readonly StandRow[], { signup, talks, enterprises }: Own): FairView {
  const own = stands.filter(({ enterprise }) => enterprises.includes(enterprise))
  const list = stands.filter((stand) => stand.isActive || own.includes(stand)).map(boothView)
  const booths = new Set(stands.map(({ _id }) => _id))
  return {
    ...fairRow(fair),
    version: fair.version,
    reason: fair.reason,
    list,
    mine:
      signup && !signup.left
        ? {
            id: signup._id,
            code: signup.code,
            wants: signup.wants.filter((want) => booths.has(want)),
            checkedIn: signup.here !== null,
            number: signup.number,
            talks: myTalks(talks),
          }
        : null,
    own: own.map(({ _id }) => _id),
  }
}

/** The name is the sign-up's own, so it goes with the consent. */
export function boothTalk({ _id: id, ...talk }: TalkDoc, signup: SignupDoc | undefined): BoothTalk {
  const { name = '', kinds = [], shifts = [], here = null } = signup ?? {}
  const { version, at, number, state, posting } = talk
  return { id, version, at, number, name, kinds, shifts, here: here !== null, state, posting }
}

export const boothTalks = (talks: readonly TalkDoc[], signups: readonly SignupDoc[]): BoothTalk[] => {
  const known = new Map(signups.filter(({ left }) => !left).map((signup) => [signup._id, signup]))
  return [...talks].sort(byTime).map((talk) => boothTalk(talk, known.get(talk.signup)))
}

export const deskRow = (signup: SignupDoc, talks: readonly TalkDoc[]): DeskRow => ({
  id: signup._id,
  number: signup.number,
  name: signup.name,
  code: signup.code,
  checkedIn: signup.here !== null,
  hasPhone: signup.openid !== null,
  talks: myTalks(talks),
})

/** Numbers that come next at a booth, as many as people can read from afar. */
const NEXT_SHOWN = 3

/** Numbers only. At each booth the one who was called, else whose time it is and who was not called to another booth. */
export function boardView(
  fair: FairDoc,
  booths: readonly Pick<BoothDoc, '_id' | 'no' | 'enterpriseName'>[],
  talks: readonly TalkDoc[],
  now: number,
): Board {
  const called = new Set(talks.filter(({ state }) => state === 'called').map(({ number }) => number))
  const rows = booths.map(({ _id, no: booth, enterpriseName }) => {
    const own = talks.filter((talk) => talk.booth === _id).sort(byTime)
    const isNow = ({ state, at, number }: TalkDoc) =>
      state === 'planned' && at <= now && !isTalkOver(at, now) && !called.has(number)
    const current = own.filter(({ state }) => state === 'called').at(-1) ?? own.find(isNow)
    // a booth that is late still calls those whose time has come
    const isNext = ({ slot, at }: TalkDoc) => (current ? slot > current.slot : !isTalkOver(at, now))
    const next = own.filter((talk) => talk.state === 'planned' && isNext(talk))
    return {
      booth,
      enterpriseName,
      current: current?.number ?? null,
      next: next.slice(0, NEXT_SHOWN).map(({ number }) => number),
    }
  })
  const { _id: id, kind, theme, place, opensAt, closesAt, state, here } = fair
  return { fair: { id, kind, theme, place, opensAt, closesAt, state }, now, rows, here }
}

export const figuresView = (fair: FairDoc): FairFigures => ({
  id: fair._id,
  kind: fair.kind,
  day: fair.day,
  theme: fair.theme,
  booths: fair.bookedBy.length,
  signedUp: fair.signedUp,
  came: fair.here,
  met: fair.met,
  invited: fair.invited,
  hired: fair.hired,
  after30: fair.asked30 === 0 ? null : fair.kept30,
  after90: fair.asked90 === 0 ? null : fair.kept90,
})

export const stillRow = (talk: TalkDoc, name: string): StillRow => ({
  id: talk._id,
  name,
  enterpriseName: talk.enterpriseName,
  hiredAt: talk.hiredAt ?? talk.at,
  after: askedNext(talk),
})
