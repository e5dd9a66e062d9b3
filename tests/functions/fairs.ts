/** A fair of a test: the next market with booths, people with a card, and ways to look at what is stored. */
import type { BoothDoc, FairDoc, SignupDoc, TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { newMember } from '../../cloudfunctions/kit/members'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out } from '../../miniprogram/contract/api'
import type { BoothTalk, FairRow } from '../../miniprogram/contract/fairs'
import type { SeekerCard } from '../../miniprogram/contract/job-applications'
import type { JobKind, PostingInput } from '../../miniprogram/contract/jobs'
import type { TestCloud, TestCloudOptions } from '../cloud'
import { enterpriseDoc } from './crafts'
import { DAY, draftPosting, startMarket, type Market } from './jobs'
import { ok, type Person } from './people'
import { insert, rowsOf } from './store'

export { DAY, HOUR } from './jobs'
export const MINUTE = 60_000

export interface Fair extends Market {
  /** id of the fair */
  fair: string
}

/** A firm with one open posting and somebody who acts for it, made without routes. */
export interface Firm {
  id: string
  name: string
  officer: Person
  posting: string
}

/** A market with nothing booked: the next one that the timer made. */
export async function startFair(options: TestCloudOptions = {}): Promise<Fair> {
  const only = ['fairs', 'jobs', 'enterprises', 'estate', 'messages']
  const market = await startMarket({ only, ...options })
  await market.cloud.timer('fairs')
  return { ...market, fair: (await nextFair(market.cloud, market.seeker)).id }
}

export async function nextFair(cloud: TestCloud, who: Person, kind: FairRow['kind'] = 'market'): Promise<FairRow> {
  const { rows } = await ok(cloud, who.openid, 'fairs.list', {})
  const row = rows.find((fair) => fair.kind === kind && fair.opensAt > cloud.now() + DAY)
  if (!row) throw new Error(`no ${kind} ahead`)
  return row
}

let numbers = 0

/** People with a home and a card of the job supermarket. */
export function jobSeekers(cloud: TestCloud, count: number, more: Partial<SeekerCard> = {}): Person[] {
  const now = cloud.now()
  const people = Array.from({ length: count }, (): Person => {
    const no = ++numbers
    return { openid: `oP_seeker${no}_7d40a6e1b3`, id: newId(now), name: `寻工人${no}号`, phone: `1381200${1000 + no}` }
  })
  insert(
    cloud,
    'members',
    people.map(({ openid, id, name, phone }, index) => ({
      ...newMember(openid, id, now),
      name,
      phone,
      home: { building: 'C3', unit: 1, floor: 1 + (Math.floor(index / 4) % 30), room: 1 + (index % 4) },
    })),
  )
  for (const { openid } of people) giveCard(cloud, openid, more)
  return people
}

export function giveCard(cloud: TestCloud, openid: string, more: Partial<SeekerCard> = {}): void {
  const card: SeekerCard = {
    kinds: ['waiter'],
    shifts: ['day'],
    want: 300_000,
    minutes: 30,
    intro: '',
    match: true,
    ...more,
  }
  const now = cloud.now()
  insert(cloud, 'seekers', [{ _id: openid, card, adultSeenAt: now, since: now, saved: [], matched: null, version: 1 }])
}

/** An open posting of an enterprise, made without routes. */
export function openPosting(
  cloud: TestCloud,
  enterprise: string,
  name: string,
  more: Partial<PostingInput> = {},
): string {
  const now = cloud.now()
  const _id = newId(now)
  const posting = { ...draftPosting(more), _id, enterprise, enterpriseName: name, state: 'open', hired: 0, version: 1 }
  insert(cloud, 'postings', [{ ...posting, publishedAt: now, endsAt: now + 14 * DAY, requestId: _id, by: '' }])
  return _id
}

export async function firms(cloud: TestCloud, count: number, kind: JobKind = 'waiter'): Promise<Firm[]> {
  const all: Firm[] = []
  for (let index = 0; index < count; index++) {
    const no = ++numbers
    const now = cloud.now()
    const name = `招工企业${no}`
    const officer: Person = { openid: `oP_boss${no}_2c91be`, id: newId(now), name: `老板${no}`, phone: null }
    const { openid, id } = officer
    const members = [{ openid, id, since: now, isOwner: true }]
    const doc = enterpriseDoc(now, { name, wants: ['hiring'], applicant: openid, members })
    insert(cloud, 'enterprises', [doc])
    insert(cloud, 'members', [
      { ...newMember(openid, id, now), name: officer.name, enterprises: [{ id: doc._id, name }] },
    ])
    all.push({ id: doc._id, name, officer, posting: openPosting(cloud, doc._id, name, { kind }) })
  }
  return all
}

export const book = (cloud: TestCloud, { id, officer, posting }: Firm, fair: string): Promise<Out<'fairs.book'>> =>
  ok(cloud, officer.openid, 'fairs.book', { fair, enterprise: id, postings: [posting] })

export const signUp = (
  cloud: TestCloud,
  who: Person,
  fair: string,
  wants: string[] = [],
): Promise<Out<'fairs.signup'>> => ok(cloud, who.openid, 'fairs.signup', { fair, wants, agree: true })

export const arrange = ({ cloud, people }: Market, fair: string): Promise<Out<'fairs.arrange'>> =>
  ok(cloud, people.staff.openid, 'fairs.arrange', { fair })

export const checkIn = ({ cloud, people }: Market, fair: string, code: string): Promise<Out<'fairs.checkin'>> =>
  ok(cloud, people.staff.openid, 'fairs.checkin', { fair, code })

/** What the desk writes down of somebody without a phone. */
export const walkInOf = (fair: string, more: Partial<In<'fairs.walkin'>> = {}): In<'fairs.walkin'> => ({
  fair,
  name: '老何',
  kinds: ['waiter'],
  shifts: ['day'],
  wants: [],
  agree: true,
  ...more,
})

/** The moment so long after the fair opens. */
export async function moveToFair(cloud: TestCloud, fair: string, afterMs = 0): Promise<void> {
  await cloud.shift(fairOf(cloud, fair).opensAt + afterMs - cloud.now())
}

export const boothOf = (cloud: TestCloud, who: Person, booth: string): Promise<Out<'fairs.booth'>> =>
  ok(cloud, who.openid, 'fairs.booth', { booth })

type Move = Pick<In<'fairs.talk'>, 'state' | 'posting'>

/** A move by somebody who has just looked at the booth. */
export const moveTalk = (cloud: TestCloud, who: Person, talk: string, move: Move): Promise<Out<'fairs.talk'>> =>
  ok(cloud, who.openid, 'fairs.talk', { talk, version: talkOf(cloud, talk).version, ...move })

function one<T extends { _id: string }>(cloud: TestCloud, collection: string, id: string): T {
  const doc = rowsOf<T>(cloud, collection).find(({ _id }) => _id === id)
  if (!doc) throw new Error(`no ${id} in ${collection}`)
  return doc
}

export const fairOf = (cloud: TestCloud, id: string): FairDoc => one(cloud, 'fairs', id)
export const signupOf = (cloud: TestCloud, id: string): SignupDoc => one(cloud, 'fair_signups', id)
export const talkOf = (cloud: TestCloud, id: string): TalkDoc => one(cloud, 'fair_talks', id)
export const talksIn = (cloud: TestCloud, fair: string): TalkDoc[] =>
  rowsOf<TalkDoc>(cloud, 'fair_talks').filter((talk) => talk.fair === fair)
export const signupsIn = (cloud: TestCloud, fair: string): SignupDoc[] =>
  rowsOf<SignupDoc>(cloud, 'fair_signups').filter((signup) => signup.fair === fair)
export const boothsIn = (cloud: TestCloud, fair: string): BoothDoc[] =>
  rowsOf<BoothDoc>(cloud, 'fair_booths').filter((booth) => booth.fair === fair)

/** Nothing at the fair contradicts anything else: nobody is in two places, every talk has a slot, every figure is so. */
export function checkFair(cloud: TestCloud, id: string): void {
  const fair = fairOf(cloud, id)
  const talks = talksIn(cloud, id)
  const signups = signupsIn(cloud, id)
  const slots = slotsOf(fair)
  const held = talks.filter(({ state }) => state !== 'no_show')
  const unique = (keys: string[]) => expect(new Set(keys).size).toBe(keys.length)
  unique(held.map(({ booth, slot }) => `${booth} ${slot}`))
  unique(talks.map(({ signup, slot }) => `${signup} ${slot}`))
  unique(held.map(({ signup, booth }) => `${signup} ${booth}`))
  for (const { slot, at } of talks) expect(at).toBe(slots[slot])
  const inside = signups.filter(({ left }) => !left)
  unique(inside.map(({ number }) => String(number)))
  unique(inside.map(({ code }) => code))
  unique(boothsIn(cloud, id).map(({ no }) => String(no)))
  const count = (...states: TalkDoc['state'][]) => talks.filter(({ state }) => states.includes(state)).length
  expect({
    booked: [...fair.bookedBy].sort(),
    signedUp: fair.signedUp,
    here: fair.here,
    met: fair.met,
    invited: fair.invited,
    hired: fair.hired,
  }).toEqual({
    booked: boothsIn(cloud, id)
      .map(({ enterprise }) => enterprise)
      .sort(),
    signedUp: inside.length,
    here: inside.filter(({ here }) => here !== null).length,
    met: count('met', 'invited', 'hired'),
    invited: count('invited', 'hired'),
    hired: count('hired'),
  })
}

/** The talk of a person at a booth, as the booth sees it. */
export async function talkWith(cloud: TestCloud, who: Person, booth: string, number: number): Promise<BoothTalk> {
  const { talks } = await boothOf(cloud, who, booth)
  const talk = talks.find((row) => row.number === number)
  if (!talk) throw new Error(`number ${number} has no talk at ${booth}`)
  return talk
}

/** What a person is told of fairs, the newest first. */
export async function fairNews(cloud: TestCloud, who: Person): Promise<string[]> {
  const { rows } = await ok(cloud, who.openid, 'messages.list', {})
  return rows.flatMap((row) => (row.topic === 'fair' ? [row.what] : []))
}
