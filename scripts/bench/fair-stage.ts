/** Fairs ahead, on and past, the same at every scale, and ways to prepare calls to them. */
import { codeOf } from '../../cloudfunctions/fairs/check-code'
import { newFair } from '../../cloudfunctions/fairs/fair.rules'
import type { BoothDoc, FairDoc, SignupDoc, TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import { newSignup } from '../../cloudfunctions/fairs/signup.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { newTalk } from '../../cloudfunctions/fairs/talk.rules'
import { digest, newId } from '../../cloudfunctions/kit/ids'
import { newMember } from '../../cloudfunctions/kit/members'
import type { FairKind } from '../../miniprogram/contract/fairs'
import type { TestCloud } from '../../tests/cloud'
import { HIRER, POSTING, RECRUITER } from './job-stage'
import { DAY, ROWS, type Bench } from './scenario'

/** has a card and a home */
export const GUEST = 'bench-guest'
const HOUR = 3_600_000
const HOME = { building: 'A1', unit: 1, floor: 3, room: 1 }

const fairDoc = (day: string, kind: FairKind, more: Partial<FairDoc> = {}): FairDoc => ({
  ...newFair({ id: `${day}-${kind}`, kind, ruleDay: day, day }, 'bench'),
  // the timer has nothing to do with them
  nextCheckAt: null,
  ...more,
})

/** Days that no fair of the calendar comes near to. */
const dayFrom = (year: number, days: number): string =>
  new Date(Date.UTC(year, 0, 1) + days * DAY).toISOString().slice(0, 10)

/** On since an hour ago. */
export const HALL = '2040-01-20-market'
/** planned, with a free booth for HIRER */
export const AHEAD = '2041-01-20-market'
export const BOOTH = `${HALL}.${HIRER}`

const boothDoc = (fair: string, no: number, enterprise: string): BoothDoc => ({
  _id: `${fair}.${enterprise}`,
  fair,
  enterprise,
  enterpriseName: '试算面馆',
  no,
  postings: [POSTING],
  by: RECRUITER,
  requestId: 'bench',
  at: 0,
})

const signupDoc = (fair: string, number: number, now: number): SignupDoc =>
  newSignup(
    {
      id: digest(`${fair} ${number}`),
      fair,
      openid: `bench-visitor-${number}`,
      name: `试算人${number}`,
      kinds: ['waiter'],
      shifts: ['day'],
      wants: [],
      requestId: `bench-${number}`,
      now,
    },
    number,
    codeOf('bench', number),
    number % 2 === 0 ? now : null,
  )

const put = ({ cloud }: TestCloud, collection: string, docs: object[]) =>
  cloud.database.load(collection, docs as Record<string, unknown>[])

/** Fills every list of fairs. */
export function fillFairs(cloud: TestCloud, now: number, rows = ROWS): void {
  const numbers = Array.from({ length: rows }, (_, n) => n)
  put(cloud, 'members', [{ ...newMember(GUEST, newId(now), now), name: '试算客', home: HOME }])
  const card = { kinds: ['waiter'], shifts: ['day'], want: 300_000, minutes: 30, intro: '', match: true }
  put(cloud, 'seekers', [{ _id: GUEST, card, adultSeenAt: now, since: now, saved: [], matched: null, version: 1 }])

  const times = { opensAt: now - HOUR, closesAt: now + 2 * HOUR }
  const hall = fairDoc('2040-01-20', 'market', { ...times, state: 'arranged', bookedBy: [HIRER], signedUp: rows })
  put(cloud, 'fairs', [
    hall,
    fairDoc('2041-01-20', 'market'),
    ...numbers.map((n) => fairDoc(dayFrom(2042, n), 'special')),
    ...numbers.map((n) => fairDoc(dayFrom(2001, n), 'special', { state: 'ended', over: true, hired: 7 })),
  ])
  put(cloud, 'fair_booths', [boothDoc(HALL, 1, HIRER)])
  const people = numbers.map((n) => signupDoc(HALL, n + 1, now))
  put(cloud, 'fair_signups', people)
  const booth = boothDoc(HALL, 1, HIRER)
  put(
    cloud,
    'fair_talks',
    slotsOf(hall).flatMap((at, slot) => {
      const person = people[slot]
      return person ? [newTalk({ booth, slot, at, missed: 0 }, person)] : []
    }),
  )
  // people who are to be asked, of the past fairs
  put(
    cloud,
    'fair_talks',
    numbers.map((n): TalkDoc => {
      const past = boothDoc(`${dayFrom(2001, n)}-special`, 1, HIRER)
      const talk = newTalk({ booth: past, slot: 0, at: now - 40 * DAY, missed: 0 }, signupDoc(past.fair, 1, now))
      return { ...talk, state: 'hired', hiredAt: now - 40 * DAY, askAt: now - 10 * DAY - n }
    }),
  )
}

/** Fairs, people and talks of others, as many as the estate is large. */
export function fillFairCrowd(cloud: TestCloud, now: number, residents: number): void {
  const numbers = Array.from({ length: Math.ceil(residents / 20) }, (_, n) => n)
  put(cloud, 'fairs', [
    ...numbers.map((n) => fairDoc(dayFrom(2060, n), 'special')),
    ...numbers.map((n) => fairDoc(dayFrom(1990, -n), 'special', { state: 'ended', over: true })),
  ])
  const crowd = numbers.map((n) => signupDoc(`${dayFrom(2060, n)}-special`, 1, now))
  put(cloud, 'fair_signups', crowd)
  put(
    cloud,
    'fair_talks',
    crowd.map((person, n): TalkDoc => {
      const talk = newTalk({ booth: boothDoc(person.fair, 1, HIRER), slot: 0, at: now, missed: 0 }, person)
      return { ...talk, state: 'hired', hiredAt: now - 31 * DAY, askAt: now - n }
    }),
  )
}

let fresh = 0

/** A talk of somebody at the booth of the fair that is on. */
export function freshTalk({ cloud }: Bench, more: Partial<TalkDoc> = {}): string {
  const number = 600 + ++fresh
  const booth = boothDoc(HALL, 1, HIRER)
  const place = { booth, slot: 100 + fresh, at: cloud.now(), missed: 0 }
  const talk = { ...newTalk(place, { _id: digest(`talk ${number}`), number }), ...more }
  put(cloud, 'fair_talks', [talk])
  return talk._id
}

/** A planned fair with a booth and as many people as a list has rows. */
export function freshFair({ cloud }: Bench): string {
  const fair = fairDoc(dayFrom(2050, ++fresh), 'special', { bookedBy: [HIRER], signedUp: ROWS })
  put(cloud, 'fairs', [fair])
  put(cloud, 'fair_booths', [boothDoc(fair._id, 1, HIRER)])
  put(
    cloud,
    'fair_signups',
    Array.from({ length: ROWS }, (_, n) => signupDoc(fair._id, n + 1, cloud.now())),
  )
  return fair._id
}

/** Somebody who has signed up for the fair that is on and is not here yet; the id. */
export function freshSignup({ cloud }: Bench): string {
  const signup = signupDoc(HALL, 301 + 2 * ++fresh, cloud.now())
  put(cloud, 'fair_signups', [signup])
  return signup._id
}
