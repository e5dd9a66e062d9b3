/** Fairs as the calendar's own rules make them: those of the next weeks, two booths at the next market, and one that is over. */
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { calendar, daysLater, type RuleFair } from '../../cloudfunctions/fairs/calendar.rules'
import { codeOf } from '../../cloudfunctions/fairs/check-code'
import { boothId, signupId } from '../../cloudfunctions/fairs/fair-ids'
import { dayAt, newFair, nextCheckOf, PERSONAL_MS } from '../../cloudfunctions/fairs/fair.rules'
import type { BoothDoc, FairDoc, SignupDoc, TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import { deskKeys, newSignup } from '../../cloudfunctions/fairs/signup.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { figuresOf, moveTalk, newTalk } from '../../cloudfunctions/fairs/talk.rules'
import { timetable } from '../../cloudfunctions/fairs/timetable.rules'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { SeekerDoc } from '../../cloudfunctions/jobs/seeker-model.rules'
import { digest, newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import { FAIR_LIMITS, type FairTalkState } from '../../miniprogram/contract/fairs'
import type { JobKind, Shift } from '../../miniprogram/contract/jobs'
import type { Chance } from './chance'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface FairsOptions {
  enterprises: readonly EnterpriseDoc[]
  postings: readonly PostingDoc[]
  seekers: readonly SeekerDoc[]
  residents: readonly Member[]
  now: number
  chance: Chance
}

export interface SeededFairs {
  /** as they were given, with the hires on their record */
  enterprises: EnterpriseDoc[]
  fairs: FairDoc[]
  booths: BoothDoc[]
  signups: SignupDoc[]
  talks: TalkDoc[]
}

/** A firm with what it brings. */
interface Firm {
  enterprise: EnterpriseDoc
  offers: PostingDoc[]
}

/** What somebody can do who has signed up. */
interface Skills {
  kinds: JobKind[]
  shifts: Shift[]
}

const BOOTHS = 2
/** the one that is over ended so many days ago at least, so that the first question is due */
const LONG_AGO = 32
/** Those who came to it, by their place among the residents. */
const EARLIER = { from: 30, to: 44 }
/** Who is signed up for the next market: those with a card, but for the first, who may try it. */
const SIGNED_UP = { from: 1, to: 4 }
const SKILLS: readonly Skills[] = [
  { kinds: ['waiter', 'kitchen'], shifts: ['day', 'evening'] },
  { kinds: ['cleaning', 'care'], shifts: ['day'] },
  { kinds: ['security', 'repair'], shifts: ['day', 'night'] },
]
/** What came of the talks of the fair that is over, one after the other. */
const RESULTS: readonly FairTalkState[] = [
  'met',
  'hired',
  'invited',
  'met',
  'no_show',
  'hired',
  'met',
  'met',
  'invited',
  'met',
]

export function fairsOf(options: FairsOptions): SeededFairs {
  const { enterprises, now, chance } = options
  const today = dayAt(now)
  const make = (rule: RuleFair, at: number) => newFair(rule, newId(at, chance.bytes(16)))
  const coming = calendar(today, daysLater(today, FAIR_LIMITS.aheadDays))
    .map((rule) => make(rule, now))
    .filter(({ opensAt }) => opensAt > now)
  const firms = firmsOf(options)
  const next = coming.find(({ kind }) => kind === 'market')
  const held = calendar(daysLater(today, -LONG_AGO - 40), daysLater(today, -LONG_AGO)).filter(
    ({ kind }) => kind === 'market',
  )
  const last = held[held.length - 1]
  const planned = next ? plannedHall(next, firms, options) : null
  const over = last ? heldHall(make(last, now - 40 * DAY), firms, options) : null
  const halls = [planned, over].flatMap((hall) => hall ?? [])
  return {
    enterprises: enterprises.map((one) => withHires(one, over?.talks ?? [])),
    fairs: [...(over ? [over.fair] : []), ...coming.map((fair) => (fair === next && planned ? planned.fair : fair))],
    booths: halls.flatMap(({ booths }) => booths),
    signups: halls.flatMap(({ signups }) => signups),
    talks: halls.flatMap(({ talks }) => talks),
  }
}

/** Those who bring several postings: in which of them somebody was hired is not said then. */
const firmsOf = ({ enterprises, postings }: FairsOptions): Firm[] =>
  enterprises
    .map((enterprise) => ({ enterprise, offers: postings.filter((one) => one.enterprise === enterprise._id) }))
    .filter(({ offers }) => offers.length > 1)
    .slice(-BOOTHS)

interface Hall {
  fair: FairDoc
  booths: BoothDoc[]
  signups: SignupDoc[]
  talks: TalkDoc[]
}

const booked = (fair: FairDoc, firms: readonly Firm[], at: number): BoothDoc[] =>
  firms.map(({ enterprise: { _id: enterprise, name: enterpriseName, applicant: by }, offers }, index) => ({
    _id: boothId(fair._id, enterprise),
    fair: fair._id,
    enterprise,
    enterpriseName,
    no: index + 1,
    postings: offers.slice(0, FAIR_LIMITS.postingsPerBooth).map(({ _id }) => _id),
    by,
    requestId: `seed-${fair._id}-${index}`,
    at,
  }))

function signUp(fair: FairDoc, { _id: openid, name }: Member, { kinds, shifts }: Skills, more: Coming): SignupDoc {
  const { wants, number, now } = more
  const entry = { id: signupId(fair._id, openid), fair: fair._id, openid, name: name ?? '', kinds, shifts, wants, now }
  const requestId = `seed-${fair._id}-${number}`
  return newSignup({ ...entry, requestId }, number, codeOf(fair.secret, number), null)
}

interface Coming {
  wants: string[]
  number: number
  now: number
}

function plannedHall(fair: FairDoc, firms: readonly Firm[], { residents, seekers, now }: FairsOptions): Hall {
  const booths = booked(fair, firms, now - 2 * DAY)
  const signups = residents.slice(SIGNED_UP.from, SIGNED_UP.to).flatMap((person, index) => {
    const card = seekers.find(({ _id }) => _id === person._id)?.card
    const wants = booths.slice(index % 2).map(({ _id }) => _id)
    return card ? [{ person, card, wants }] : []
  })
  const named = signups.map(({ person, card, wants }, index) =>
    signUp(fair, person, card, { wants, number: index + 1, now: now - DAY + index * HOUR }),
  )
  const theme = { theme: '家门口的活', place: 'A区18栋吊层，社区就业超市' }
  const bookedBy = booths.map(({ enterprise }) => enterprise)
  return { fair: { ...fair, ...theme, bookedBy, signedUp: named.length }, booths, signups: named, talks: [] }
}

/** From the first booth to the results, each step as the functions would have taken it. */
function heldHall(made: FairDoc, firms: readonly Firm[], { residents }: FairsOptions): Hall {
  const booths = booked(made, firms, made.opensAt - 9 * DAY)
  const signups = residents.slice(EARLIER.from, EARLIER.to).map((person, index) => {
    const skills = SKILLS[index % SKILLS.length] as Skills
    const wants = index % 2 === 0 ? booths.map(({ _id }) => _id) : [...booths].reverse().map(({ _id }) => _id)
    const signup = signUp(made, person, skills, {
      wants,
      number: index + 1,
      now: made.opensAt - (8 * DAY - index * HOUR),
    })
    // every fifth did not come
    return index % 5 === 4 ? signup : cameIn(signup, made.opensAt - (40 - index) * MINUTE)
  })
  const talks = arranged(made, booths, signups, firms).map((talk, index) => {
    const isHere = signups.find(({ _id }) => _id === talk.signup)?.here !== null
    return held(talk, isHere ? (RESULTS[index % RESULTS.length] as FairTalkState) : 'no_show')
  })
  const sums = talks.map(figuresOf)
  const sum = (key: 'met' | 'invited' | 'hired') => sums.reduce((total, one) => total + one[key], 0)
  const people = new Set(talks.map(({ signup }) => signup)).size
  const fair: FairDoc = {
    ...made,
    state: 'ended',
    over: true,
    reminded: true,
    bookedBy: booths.map(({ enterprise }) => enterprise),
    signedUp: signups.length,
    here: signups.filter(({ here }) => here !== null).length,
    met: sum('met'),
    invited: sum('invited'),
    hired: sum('hired'),
    arranged: { talks: talks.length, people, without: signups.length - people },
    version: 4,
  }
  const clearAt = fair.closesAt + PERSONAL_MS
  return {
    fair: { ...fair, nextCheckAt: nextCheckOf(fair) },
    booths,
    signups: signups.map((signup) => ({ ...signup, clearAt })),
    talks,
  }
}

const cameIn = (signup: SignupDoc, here: number): SignupDoc => ({
  ...signup,
  here,
  keys: deskKeys({ ...signup, here }),
})

function arranged(fair: FairDoc, booths: BoothDoc[], signups: readonly SignupDoc[], firms: readonly Firm[]): TalkDoc[] {
  const slots = slotsOf(fair)
  const stands = booths.map(({ _id: id }, index) => ({ id, offers: firms[index]?.offers ?? [] }))
  const meetings = timetable(
    signups.map((signup) => ({ ...signup, id: signup._id })),
    stands,
    slots.length,
  )
  return meetings.flatMap(({ seeker, booth: id, slot }) => {
    const [booth, person, at] = [
      booths.find(({ _id }) => _id === id),
      signups.find(({ _id }) => _id === seeker),
      slots[slot],
    ]
    return booth && person && at !== undefined ? [newTalk({ booth, slot, at, missed: 0 }, person)] : []
  })
}

/** Called, and what came of it; a hire is counted already. */
function held(talk: TalkDoc, result: FairTalkState): TalkDoc {
  const steps: readonly FairTalkState[] = result === 'no_show' || result === 'met' ? [result] : ['met', result]
  const moved = ['called' as const, ...steps].reduce((before, state, index) => {
    if (state === 'planned') return before
    const change = moveTalk(before, { state, posting: null }, talk.at + index * 3 * MINUTE)
    if (!('set' in change)) throw new Error(`${before.state} → ${state}: ${JSON.stringify(change)}`)
    return { ...before, ...change.set }
  }, talk)
  return { ...moved, toCount: false }
}

/** As the function counts it, so that nothing counts it again. */
function withHires(enterprise: EnterpriseDoc, talks: readonly TalkDoc[]): EnterpriseDoc {
  const hires = talks.filter((talk) => talk.state === 'hired' && talk.enterprise === enterprise._id)
  if (hires.length === 0) return enterprise
  const { record, counted = [] } = enterprise
  return {
    ...enterprise,
    record: { ...record, hires: record.hires + hires.length },
    counted: [...counted, ...hires.map(({ _id }) => digest(`hire ${_id}`))],
  }
}
