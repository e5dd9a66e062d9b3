/** Who reads and who publishes what, as tables and properties. */
import fc from 'fast-check'
import { newNotice, written } from '../../cloudfunctions/kit/notice-doc'
import {
  changeRefusal,
  correctionRefusal,
  endProblem,
  mayRead,
  scopesOf,
  stateAt,
  tidyAudience,
  type Person,
} from '../../cloudfunctions/notices/rules'
import { buildingDocs } from '../../database/estate'
import { createChance } from '../../database/seed/chance'
import { noticesOf } from '../../database/seed/notices'
import { newMember } from '../../cloudfunctions/kit/members'
import { CLUSTERS, type Grant, type Home } from '../../miniprogram/contract/estate'
import {
  audienceKeys,
  clustersOf,
  mayPublish,
  NOTICE_LIMITS,
  publishesTo,
  readerKeys,
  type Audience,
} from '../../miniprogram/contract/notices'

const NOW = Date.UTC(2026, 10, 24, 4)
const DAY = 86_400_000
const BUILDINGS = buildingDocs().map(({ _id }) => _id)

const homeIn = (building: string): Home => ({ building, unit: 1, floor: 3, room: 2 })

const PEOPLE = {
  'nobody known': { home: null, grants: [] },
  'resident of A18': { home: homeIn('A18'), grants: [] },
  'resident of A1': { home: homeIn('A1'), grants: [] },
  'resident of B1': { home: homeIn('B1'), grants: [] },
  'mediator of A18': { home: null, grants: [{ role: 'mediator', cluster: 'A', building: 'A18' }] },
  'worker of A17': { home: null, grants: [{ role: 'worker', cluster: 'A', buildings: ['A17'] }] },
  'leader of A': { home: null, grants: [{ role: 'leader', cluster: 'A' }] },
  'leader of A living in B1': { home: homeIn('B1'), grants: [{ role: 'leader', cluster: 'A' }] },
  'leader of B': { home: null, grants: [{ role: 'leader', cluster: 'B' }] },
  staff: { home: null, grants: [{ role: 'staff' }] },
  admin: { home: null, grants: [{ role: 'admin' }] },
} as const satisfies Record<string, { home: Home | null; grants: readonly object[] }>
type Name = keyof typeof PEOPLE
const NAMES = Object.keys(PEOPLE) as Name[]
const person = (name: Name): Person => PEOPLE[name] as unknown as Person

const notice = (audience: Audience, endsAt = NOW + DAY) =>
  newNotice({
    id: 'x',
    request: 'r',
    now: NOW,
    by: null,
    role: 'staff',
    audience,
    title: '停水',
    text: '明天停水',
    pinned: false,
    endsAt,
  })

const ALL: readonly Name[] = NAMES
const OFFICE: readonly Name[] = ['staff', 'admin']
const LEADER_A: readonly Name[] = ['leader of A', 'leader of A living in B1']

/** audience, who reads it, who publishes it */
const TABLE: [Audience, readonly Name[], readonly Name[]][] = [
  [{ to: 'estate' }, ALL, OFFICE],
  [
    { to: 'clusters', clusters: ['A'] },
    ['resident of A18', 'resident of A1', 'mediator of A18', 'worker of A17', ...LEADER_A, ...OFFICE],
    [...LEADER_A, ...OFFICE],
  ],
  [{ to: 'clusters', clusters: ['A', 'B'] }, ALL.filter((name) => name !== 'nobody known'), OFFICE],
  [{ to: 'clusters', clusters: ['E'] }, OFFICE, OFFICE],
  [
    { to: 'buildings', buildings: ['A18'] },
    ['resident of A18', 'mediator of A18', 'worker of A17', ...LEADER_A, ...OFFICE],
    [...LEADER_A, ...OFFICE],
  ],
  [
    { to: 'buildings', buildings: ['A1', 'B1'] },
    ['resident of A1', 'resident of B1', 'worker of A17', ...LEADER_A, 'leader of B', ...OFFICE],
    OFFICE,
  ],
]

describe.each(TABLE)('a notice to %j', (audience, readers, publishers) => {
  it.each(NAMES)('%s', (name) => {
    const { grants } = person(name)
    expect(mayRead(notice(audience), person(name), NOW)).toBe(readers.includes(name))
    expect(mayPublish(grants, audience)).toBe(publishers.includes(name))
    // who may publish it sees it among those to answer for; nobody else does
    expect(scopesOf(grants).includes(notice(audience).scope)).toBe(publishers.includes(name))
    const refusal = publishers.includes(name) ? null : readers.includes(name) ? 'FORBIDDEN' : 'NOT_FOUND'
    expect(changeRefusal(notice(audience), person(name), NOW)).toBe(refusal)
  })

  it.each(NAMES)('after its end: %s', (name) => {
    expect(mayRead(notice(audience, NOW), person(name), NOW)).toBe(publishers.includes(name))
    const down = { ...notice(audience), endedAt: NOW }
    expect(mayRead(down, person(name), NOW)).toBe(publishers.includes(name))
    expect(changeRefusal(down, person(name), NOW)).toBe(publishers.includes(name) ? null : 'NOT_FOUND')
  })
})

const building = fc.constantFrom(...BUILDINGS)
const audience: fc.Arbitrary<Audience> = fc.oneof(
  fc.constant<Audience>({ to: 'estate' }),
  fc.subarray([...CLUSTERS], { minLength: 1 }).map((clusters): Audience => ({ to: 'clusters', clusters })),
  fc
    .array(building, { minLength: 1, maxLength: NOTICE_LIMITS.buildings })
    .map((buildings): Audience => ({ to: 'buildings', buildings })),
)
const cluster = fc.constantFrom(...CLUSTERS)
const grant: fc.Arbitrary<Grant> = fc.oneof(
  building.map((id): Grant => ({ role: 'mediator', cluster: id.slice(0, 1) as 'A', building: id })),
  building.map((id): Grant => ({ role: 'worker', cluster: id.slice(0, 1) as 'A', buildings: [id] })),
  cluster.map((id): Grant => ({ role: 'leader', cluster: id })),
  fc.constant<Grant>({ role: 'staff' }),
)
const grants = fc.array(grant, { maxLength: 3 })
const home = fc.option(building.map(homeIn))

describe('whatever the audience and the person', () => {
  const livesThere = (where: Home, wanted: Audience): boolean => {
    if (wanted.to === 'estate') return true
    if (wanted.to === 'buildings') return wanted.buildings.includes(where.building)
    return wanted.clusters.some((id) => where.building.startsWith(id))
  }

  it('a resident without a role reads what is for the own home, and nothing else', () => {
    fc.assert(
      fc.property(audience, home, (wanted, where) => {
        const isFor = where === null ? wanted.to === 'estate' : livesThere(where, wanted)
        expect(mayRead(notice(wanted), { home: where, grants: [] }, NOW)).toBe(isFor)
      }),
    )
  })

  it('a role never takes a notice away, and who publishes one reads it', () => {
    fc.assert(
      fc.property(audience, home, grants, (wanted, where, held) => {
        const reads = (some: Grant[]) => mayRead(notice(wanted), { home: where, grants: some }, NOW)
        if (reads([])) expect(reads(held)).toBe(true)
        if (mayPublish(held, wanted)) expect(reads(held)).toBe(true)
      }),
    )
  })

  it('a leader reaches nobody outside the own cluster', () => {
    fc.assert(
      fc.property(audience, cluster, building, (wanted, led, other) => {
        fc.pre(mayPublish([{ role: 'leader', cluster: led }], wanted) && !other.startsWith(led))
        expect(mayRead(notice(wanted), { home: homeIn(other), grants: [] }, NOW)).toBe(false)
      }),
    )
  })

  it('the keys are few: the query stays one', () => {
    fc.assert(
      fc.property(audience, home, grants, (wanted, where, held) => {
        expect(audienceKeys(wanted).length).toBeLessThanOrEqual(NOTICE_LIMITS.buildings + CLUSTERS.length)
        expect(readerKeys(where, held).length).toBeLessThanOrEqual(3 + 5 * held.length)
        expect(new Set(readerKeys(where, held)).size).toBe(readerKeys(where, held).length)
      }),
    )
  })

  it('tidied it reaches the same people, and tidying again changes nothing', () => {
    fc.assert(
      fc.property(audience, building, (wanted, where) => {
        const tidy = tidyAudience(wanted)
        const reads = (one: Audience) => mayRead(notice(one), { home: homeIn(where), grants: [] }, NOW)
        expect(reads(tidy)).toBe(reads(wanted))
        expect(tidyAudience(tidy)).toEqual(tidy)
        if (tidy.to === 'buildings') expect(new Set(tidy.buildings).size).toBe(tidy.buildings.length)
      }),
    )
  })
})

test('where somebody may publish', () => {
  expect(publishesTo([])).toEqual({ estate: false, clusters: [] })
  expect(publishesTo([{ role: 'worker', cluster: 'A', buildings: ['A1'] }])).toEqual({ estate: false, clusters: [] })
  const both: Grant[] = [
    { role: 'leader', cluster: 'C' },
    { role: 'leader', cluster: 'A' },
  ]
  expect(publishesTo(both)).toEqual({ estate: false, clusters: ['A', 'C'] })
  expect(mayPublish(both, { to: 'buildings', buildings: ['A1', 'C2'] })).toBe(true)
  expect(publishesTo([{ role: 'admin' }])).toEqual({ estate: true, clusters: CLUSTERS })
  expect(clustersOf({ to: 'buildings', buildings: ['B2', 'A1', 'B3', 'Z9'] })).toEqual(['B', 'A'])
})

test('an audience of all clusters is the estate; places come in order', () => {
  expect(tidyAudience({ to: 'clusters', clusters: ['E', 'D', 'C', 'B', 'A'] })).toEqual({ to: 'estate' })
  expect(tidyAudience({ to: 'clusters', clusters: ['B', 'A', 'B'] })).toEqual({ to: 'clusters', clusters: ['A', 'B'] })
  expect(tidyAudience({ to: 'buildings', buildings: ['B1', 'A10', 'A2', 'A10'] })).toEqual({
    to: 'buildings',
    buildings: ['A2', 'A10', 'B1'],
  })
})

describe('time', () => {
  it.each([
    [NOW - 1, { endsAt: 'past' }],
    [NOW, { endsAt: 'past' }],
    [NOW + 1, null],
    [NOW + 90 * DAY, null],
    [NOW + 90 * DAY + 1, { endsAt: 'too_large:90' }],
  ])('end %d', (endsAt, problem) => expect(endProblem(endsAt, NOW)).toEqual(problem))

  it('a notice is current up to its end, unless it was taken down', () => {
    expect(stateAt({ endsAt: NOW + 1, endedAt: null }, NOW)).toBe('current')
    expect(stateAt({ endsAt: NOW, endedAt: null }, NOW)).toBe('over')
    expect(stateAt({ endsAt: NOW + 1, endedAt: NOW - 1 }, NOW)).toBe('taken_down')
  })

  it('a correction needs a current notice as it was seen', () => {
    const doc = { ...notice({ to: 'estate' }), version: 3 }
    expect(correctionRefusal(doc, 3, NOW)).toBeNull()
    expect(correctionRefusal(doc, 2, NOW)).toBe('CONFLICT')
    expect(correctionRefusal(doc, 3, NOW + DAY)).toBe('NOT_NOW')
    expect(correctionRefusal({ ...doc, endedAt: NOW }, 2, NOW)).toBe('NOT_NOW')
  })
})

test('pinned ones come first, then the newest, whenever they were published', () => {
  const time = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2200, 0) })
  const one = fc.record({ pinned: fc.boolean(), publishedAt: time })
  fc.assert(
    fc.property(one, one, (a, b) => {
      const rank = ({ pinned, publishedAt }: typeof a) =>
        written({ title: '', text: '', pinned, endsAt: 0 }, publishedAt).rank
      const isFirst = a.pinned === b.pinned ? a.publishedAt > b.publishedAt : a.pinned
      if (a.pinned !== b.pinned || a.publishedAt !== b.publishedAt) expect(rank(a) > rank(b)).toBe(isFirst)
      expect(Number.isSafeInteger(rank(a))).toBe(true)
    }),
  )
})

test('the first words are on one line and never cut a character in two', () => {
  const { excerpt } = written({ title: '', text: `停水\n\n${'😀'.repeat(80)}`, pinned: false, endsAt: 0 }, NOW)
  expect(excerpt).toBe(`停水 ${'😀'.repeat(57)}`)
})

describe('the seed', () => {
  const author = newMember('staff', 'public-id', NOW)
  // every day of a year: the 20th may lie anywhere
  it('has three current notices a real estate would have, whatever the day', () => {
    for (let now = NOW; now < NOW + 366 * DAY; now += 5 * DAY) {
      const docs = noticesOf({ now, past: 20, author, chance: createChance(1) })
      expect(docs.filter((doc) => doc.current && doc.endsAt > now)).toHaveLength(3)
      for (const { title, text, endsAt, publishedAt, expiresAt } of docs) {
        expect(Array.from(title).length).toBeLessThanOrEqual(NOTICE_LIMITS.titleCharacters)
        expect(Array.from(text).length).toBeLessThanOrEqual(NOTICE_LIMITS.textCharacters)
        expect(publishedAt).toBeLessThan(now)
        expect(endsAt - publishedAt).toBeLessThanOrEqual(NOTICE_LIMITS.days * DAY)
        expect(expiresAt).toBeGreaterThan(now)
      }
      const { title = '' } = docs.find((doc) => doc.title.includes('招聘会')) ?? {}
      expect(title).toMatch(/^\d{1,2}月20日/)
    }
  })
})
