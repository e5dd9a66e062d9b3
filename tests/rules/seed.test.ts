import { createHash } from 'node:crypto'
import type { CaseDoc } from '../../cloudfunctions/cases/model.rules'
import type { BatchDoc, ClaimDoc, CrafterDoc, ProductDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import { honestHour } from '../../cloudfunctions/crafts/pace.rules'
import { nestedCounts } from '../../cloudfunctions/cases/effects.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { figuresOf } from '../../cloudfunctions/fairs/talk.rules'
import type { BoothDoc, FairDoc, SignupDoc, TalkDoc as FairTalkDoc } from '../../cloudfunctions/fairs/model.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { findingsOf } from '../../cloudfunctions/jobs/gate.rules'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { ApplicationDoc, TalkDoc } from '../../cloudfunctions/jobs/seeker-model.rules'
import { dayOf } from '../../cloudfunctions/kit/clock'
import type { Member } from '../../cloudfunctions/kit/members'
import { seedEstate, SCALES, type Scale } from '../../database/seed'
import { CASE_STATES } from '../../miniprogram/contract/cases'
import { moneyOf, piecesOf } from '../../miniprogram/contract/crafts'
import { isCreditCode } from '../../miniprogram/contract/enterprises'
import { CLUSTERS } from '../../miniprogram/contract/estate'

const NOW = Date.UTC(2026, 10, 24, 4)
const HOUR = 3_600_000
const SMALL: Scale = { residents: 600, cases: 3_000, span: SCALES.full.span }

type Store = Map<string, Record<string, unknown>[]>

function seeded(scale: Scale, seed?: number): Store {
  const store: Store = new Map()
  const load = (collection: string, rows: Iterable<Record<string, unknown>>) => {
    const docs = [...rows]
    store.set(collection, [...(store.get(collection) ?? []), ...docs])
    return docs.length
  }
  seedEstate({ scale, now: NOW, load, ...(seed === undefined ? {} : { seed }) })
  return store
}

const hashOf = (store: Store) =>
  createHash('sha256')
    .update(JSON.stringify([...store]))
    .digest('hex')

const store = seeded(SMALL)
const cases = (store.get('cases') ?? []) as unknown as CaseDoc[]
const members = (store.get('members') ?? []) as unknown as Member[]

/** Hour of the Shanghai day, 0–23. */
const hourOf = (ms: number) => new Date(ms + 8 * HOUR).getUTCHours()
const monthOf = (ms: number) => new Date(ms + 8 * HOUR).getUTCMonth() + 1

test('the same seed gives the same estate, another seed another', () => {
  const scale = { ...SMALL, cases: 200 }
  expect(hashOf(seeded(scale))).toBe(hashOf(seeded(scale)))
  expect(hashOf(seeded(scale, 2))).not.toBe(hashOf(seeded(scale)))
})

test('the full scale is the estate of the description', () => {
  expect(SCALES.full).toMatchObject({ residents: 51_000, cases: 100_000 })
  const homes = (store.get('buildings') ?? []).flatMap(
    ({ units }) => units as { floors: number; roomsPerFloor: number }[],
  )
  expect(store.get('buildings')).toHaveLength(54)
  const households = homes.reduce((sum, { floors, roomsPerFloor }) => sum + floors * roomsPerFloor, 0)
  expect(households).toBeGreaterThan(18_900)
  expect(households).toBeLessThan(19_150)
})

test('every building is served, every cluster led', () => {
  const keys = new Set(members.flatMap(({ roleKeys }) => roleKeys))
  for (const { _id } of store.get('buildings') ?? []) {
    expect(keys).toContain(`mediator:${String(_id)}`)
    expect(keys).toContain(`worker:${String(_id)}`)
  }
  for (const cluster of CLUSTERS) expect(keys).toContain(`leader:${cluster}`)
  expect(keys).toContain('staff')
  expect(keys).toContain('admin')
})

test('ids and report requests are unique', () => {
  for (const docs of store.values()) expect(new Set(docs.map(({ _id }) => _id)).size).toBe(docs.length)
  expect(new Set(cases.map(({ reporter, requestId }) => `${reporter} ${requestId}`)).size).toBe(cases.length)
  expect(new Set(members.map(({ id }) => id)).size).toBe(members.length)
})

test('nothing lies in the future, and histories grow one event at a time', () => {
  for (const { events, createdAt, version } of cases) {
    const times = events.map(({ at }) => at)
    expect(times[0]).toBe(createdAt)
    expect(times.at(-1)).toBeLessThanOrEqual(NOW)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(events.at(-1)?.no).toBe(version)
  }
})

test('counters equal the list', () => {
  for (const cluster of CLUSTERS) {
    const own = cases.filter((doc) => doc.cluster === cluster)
    const states = Object.fromEntries(
      CASE_STATES.map((state) => [`states.${state}`, own.filter((doc) => doc.state === state).length] as const).filter(
        ([, count]) => count > 0,
      ),
    )
    const stored = (store.get('counts') ?? []).find(({ _id }) => _id === cluster) as { states: Record<string, number> }
    const positive = Object.fromEntries(Object.entries(stored.states).filter(([, count]) => count > 0))
    expect({ states: positive }).toEqual(nestedCounts(states))
  }
})

test('most kinds of states occur', () => {
  const reached = new Set(cases.map(({ state }) => state))
  for (const state of ['confirmed', 'unconfirmed', 'withdrawn', 'declined'] as const) expect(reached).toContain(state)
})

test('four enterprises are active and one waits; each member’s own record says the same', () => {
  const enterprises = (store.get('enterprises') ?? []) as unknown as EnterpriseDoc[]
  expect(enterprises.map(({ state }) => state)).toEqual(['active', 'active', 'active', 'active', 'applied'])
  for (const { code, events, version, at } of enterprises) {
    expect(isCreditCode(code)).toBe(true)
    expect(events).toHaveLength(version)
    expect(at).toBeLessThanOrEqual(NOW)
  }
  const theirs = enterprises.flatMap(({ _id, name, members: all }) =>
    all.map(({ openid, id }) => ({ openid, id, _id, name })),
  )
  const byOpenid = <T extends { openid: string }>(people: T[]) =>
    [...people].sort((a, b) => a.openid.localeCompare(b.openid))
  const mine = members.flatMap(({ _id: openid, id, enterprises: own = [] }) =>
    own.map((one) => ({ openid, id, _id: one.id, name: one.name })),
  )
  expect(byOpenid(mine)).toEqual(byOpenid(theirs))
  expect(mine.map(({ openid }) => openid)).toEqual([
    'demo-boss',
    'demo-clerk',
    'demo-maker',
    'demo-applicant',
    'demo-noodles',
    'demo-tower',
  ])
})

describe('piece-work', () => {
  const own = <T>(collection: string) => (store.get(collection) ?? []) as unknown as T[]
  const claims = own<ClaimDoc>('claims')
  const wages = own<WageDoc>('wages')
  const batches = own<BatchDoc>('batches')

  test('two products, a batch that is open and one that waits, of the two enterprises', () => {
    expect(own('products')).toHaveLength(2)
    expect(batches.map(({ state }) => state)).toEqual(['open', 'waiting'])
    const names = own<EnterpriseDoc>('enterprises')
      .filter(({ state }) => state === 'active')
      .map(({ name }) => name)
    expect(batches.map(({ enterpriseName }) => enterpriseName)).toEqual(names.slice(0, 2))
  })

  test('the first resident has a card, one claim in work and one wage that is owed', () => {
    const first = 'demo-resident-1'
    expect(own<CrafterDoc>('crafters').filter(({ _id }) => _id === first)).toHaveLength(1)
    expect(claims.filter(({ worker, open }) => worker === first && open)).toMatchObject([{ state: 'working', done: 6 }])
    expect(wages.filter(({ worker }) => worker === first)).toMatchObject([
      { state: 'owed', late: false, amount: 9_000 },
    ])
    expect(wages.every(({ dueAt, owing }) => !owing || dueAt > NOW)).toBe(true)
  })

  test('so many have worked that others see how long it takes', () => {
    const [gloves] = own<ProductDoc>('products')
    if (!gloves) throw new Error('no product')
    const hour = honestHour(gloves, undefined, 'somebody', 450, 100)
    expect(hour.source).toBe('others')
    expect(hour.minutesPerPiece).toBeGreaterThan(100)
  })

  test('both ledgers and the sums agree, and nothing lies in the future', () => {
    for (const batch of batches) {
      const ofBatch = claims.filter((claim) => claim.batch === batch._id)
      const issued = ofBatch.reduce((sum, { pieces }) => sum + pieces.issued, 0)
      expect(batch.sums.issued).toBe(issued)
      expect(batch.left).toBe(batch.pieces - issued)
      expect(batch.sums.accepted).toBe(ofBatch.reduce((sum, { pieces }) => sum + pieces.accepted, 0))
    }
    for (const { entries, events, money, pieces } of claims) {
      expect([pieces, money]).toEqual([piecesOf(entries), moneyOf(entries)])
      expect([...entries, ...events].every(({ at }) => at <= NOW)).toBe(true)
    }
    const paid = wages.filter(({ state }) => state === 'paid')
    const records = own<EnterpriseDoc>('enterprises').map(({ record }) => record.paidOnTime)
    expect(records.reduce((sum, count) => sum + count, 0)).toBe(paid.length)
    expect(paid.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      claims.reduce((sum, { money }) => sum + money.paid, 0),
    )
  })
})

describe('the job supermarket', () => {
  const own = <T>(collection: string) => (store.get(collection) ?? []) as unknown as T[]
  const postings = own<PostingDoc>('postings')
  const applications = own<ApplicationDoc>('applications')

  test('lawful postings of those who look for people are open, near and of many kinds', () => {
    expect(postings.length).toBeGreaterThanOrEqual(8)
    expect(new Set(postings.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6)
    const hiring = own<EnterpriseDoc>('enterprises').filter(
      ({ state, wants }) => state === 'active' && wants.includes('hiring'),
    )
    for (const posting of postings) {
      expect(posting).toMatchObject({ state: 'open', findings: [] })
      expect(findingsOf(posting, dayOf(NOW))).toEqual([])
      expect(posting.endsAt).toBeGreaterThan(NOW)
      expect(hiring.map(({ _id }) => _id)).toContain(posting.enterprise)
    }
  })

  test('the first resident is invited to one and waits for another; counts agree with the list', () => {
    expect(applications.filter(({ seeker }) => seeker === 'demo-resident-1')).toMatchObject([
      { state: 'invited' },
      { state: 'sent' },
    ])
    for (const { _id, waiting, applications: all, hired } of postings) {
      const ofPosting = applications.filter(({ posting }) => posting === _id)
      const inState = (...states: string[]) => ofPosting.filter(({ state }) => states.includes(state)).length
      expect([waiting, all, hired]).toEqual([inState('sent', 'seen'), ofPosting.length, inState('hired')])
    }
    const hires = own<EnterpriseDoc>('enterprises').reduce((sum, { record }) => sum + record.hires, 0)
    const atFairs = own<FairTalkDoc>('fair_talks').filter(({ state }) => state === 'hired').length
    expect(hires).toBe(applications.filter(({ state }) => state === 'hired').length + atFairs)
  })

  test('nothing lies in the future, and each history grows one event at a time', () => {
    for (const { events, version, updatedAt } of applications) {
      const times = events.map(({ at }) => at)
      expect([...times].sort((a, b) => a - b)).toEqual(times)
      expect([events.length, times.at(-1)]).toEqual([version, updatedAt])
      expect(updatedAt).toBeLessThanOrEqual(NOW)
    }
    const talks = own<TalkDoc>('talks')
    expect(talks.some(({ unread }) => unread.enterprise)).toBe(true)
    for (const { lines, updatedAt } of talks) expect(lines.every(({ at }) => at <= updatedAt && at <= NOW)).toBe(true)
  })
})

describe('the shape of day and year', () => {
  const share = (kinds: string[], is: (ms: number) => boolean) => {
    const own = cases.filter(({ kind }) => kinds.includes(kind))
    expect(own.length).toBeGreaterThan(60)
    return own.filter(({ createdAt }) => is(createdAt)).length / own.length
  }

  test('people dance in the evening and in summer', () => {
    expect(share(['noise.plaza'], (ms) => hourOf(ms) >= 18 && hourOf(ms) < 22)).toBe(1)
    expect(share(['noise.plaza'], (ms) => monthOf(ms) >= 5 && monthOf(ms) <= 10)).toBeGreaterThan(0.6)
  })

  test('neighbours are loud at night, lifts fail by day', () => {
    expect(share(['noise.neighbour', 'noise.dog'], (ms) => hourOf(ms) >= 21 || hourOf(ms) < 6)).toBe(1)
    expect(share(['facility.lift'], (ms) => hourOf(ms) >= 7 && hourOf(ms) < 22)).toBe(1)
  })

  test('the last year has more than the first', () => {
    const year = SCALES.full.span / 5
    const within = (from: number) =>
      cases.filter(({ createdAt }) => createdAt >= from && createdAt < from + year).length
    expect(within(NOW - year)).toBeGreaterThan(within(NOW - 5 * year) * 1.3)
  })
})

describe('the fairs', () => {
  const own = <T>(collection: string) => (store.get(collection) ?? []) as unknown as T[]
  const fairs = own<FairDoc>('fairs')
  const booths = own<BoothDoc>('fair_booths')
  const signups = own<SignupDoc>('fair_signups')
  const talks = own<FairTalkDoc>('fair_talks')

  test('those of the next weeks are planned, one is over; the next market has two booths and sign-ups', () => {
    const over = fairs.filter((fair) => fair.over)
    const coming = fairs.filter((fair) => !fair.over)
    expect(over).toMatchObject([{ state: 'ended', kind: 'market' }])
    expect(coming.length).toBeGreaterThanOrEqual(5)
    expect(coming.every(({ state, opensAt }) => state === 'planned' && opensAt > NOW)).toBe(true)
    const [next] = coming.filter(({ kind }) => kind === 'market')
    expect(next?.bookedBy).toHaveLength(2)
    expect(next?.signedUp).toBeGreaterThan(0)
  })

  test('figures agree with booths, people and talks, and nobody is in two places', () => {
    for (const { _id, bookedBy, signedUp, here, met, invited, hired, opensAt, closesAt } of fairs) {
      const ofFair = <T extends { fair: string }>(rows: T[]) => rows.filter(({ fair }) => fair === _id)
      const held = ofFair(talks)
      const sum = (key: 'met' | 'invited' | 'hired') => held.reduce((total, talk) => total + figuresOf(talk)[key], 0)
      expect([bookedBy, signedUp]).toEqual([ofFair(booths).map(({ enterprise }) => enterprise), ofFair(signups).length])
      expect(here).toBe(ofFair(signups).filter((one) => one.here !== null).length)
      expect({ met, invited, hired }).toEqual({ met: sum('met'), invited: sum('invited'), hired: sum('hired') })
      expect(new Set(held.map(({ signup, slot }) => `${signup} ${slot}`)).size).toBe(held.length)
      const slots = slotsOf({ opensAt, closesAt })
      for (const { at, slot } of held) expect(at).toBe(slots[slot])
    }
  })

  test('some were hired, and it is time to ask whether they still work there', () => {
    expect(talks.filter(({ state, askAt }) => state === 'hired' && (askAt ?? NOW) < NOW).length).toBeGreaterThan(1)
  })
})
