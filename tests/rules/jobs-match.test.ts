/** The nightly match against what a match has to be: stable, and of all stable ones the best for those who look. */
import fc from 'fast-check'
import { matchOf, Preferences, type MatchPosting, type MatchSeeker } from '../../cloudfunctions/jobs/match.rules'
import { SUITS } from '../../cloudfunctions/jobs/suit.rules'
import { JOB_KINDS, SHIFTS } from '../../miniprogram/contract/jobs'
import { cpuTime } from './cpu-time'

/** few kinds and shifts, so that many want the same */
const kinds = JOB_KINDS.slice(0, 3)
const shifts = SHIFTS.slice(0, 3)

const seekerOf = (no: number) =>
  fc.record({
    id: fc.constant(`seeker-${no}`),
    wishes: fc.record({
      kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
      shifts: fc.uniqueArray(fc.constantFrom(...shifts), { minLength: 1 }),
      want: fc.constantFrom(200_000, 300_000, 400_000),
      minutes: fc.constantFrom(10, 30, 60),
    }),
    since: fc.nat(5),
    without: fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Set<string>()) },
      { weight: 1, arbitrary: fc.nat(3).map((posting) => new Set([`posting-${posting}`])) },
    ),
  })
const postingOf = (no: number) =>
  fc.record({
    id: fc.constant(`posting-${no}`),
    offer: fc.record({
      kind: fc.constantFrom(...kinds),
      shifts: fc.uniqueArray(fc.constantFrom(...shifts), { minLength: 1 }),
      month: fc.constantFrom(200_000, 300_000, 400_000).map((from) => ({ from, to: from })),
      minutes: fc.constantFrom(5, 15, 30, 60),
    }),
    room: fc.integer({ min: 0, max: 3 }),
  })
const market = (most: { seekers: number; postings: number }) =>
  fc.tuple(fc.nat(most.seekers), fc.nat(most.postings)).chain(([seekers, postings]) =>
    fc.record({
      seekers: fc.tuple(...Array.from({ length: seekers }, (_, no) => seekerOf(no))),
      postings: fc.tuple(...Array.from({ length: postings }, (_, no) => postingOf(no))),
    }),
  )

/** For each seeker by index the posting by index, -1 for none. */
type Match = readonly number[]

function asIndexes(seekers: readonly MatchSeeker[], postings: readonly MatchPosting[]): Match {
  const matched = matchOf(seekers, postings)
  return seekers.map(({ id }) => postings.findIndex((one) => one.id === matched.get(id)?.posting))
}

/** Both orders as ranks, so that the check looks at them in another way than the algorithm does. */
function ranks(preferences: Preferences) {
  const { seekers, postings } = preferences
  const bySeeker = seekers.map((_, seeker) => preferences.listOf(seeker).map(({ posting }) => posting))
  const byPosting = postings.map((_, posting) =>
    seekers
      .map((_one, seeker) => seeker)
      .sort((a, b) => {
        const [left, right] = [preferences.placeAt(posting, a), preferences.placeAt(posting, b)]
        const at = left.findIndex((value, i) => value !== right[i])
        return (left[at] ?? 0) - (right[at] ?? 0)
      }),
  )
  /** less is better; who does not want it at all: infinite, and no posting comes just before that */
  const seekerRank = (seeker: number, posting: number): number => {
    const list = bySeeker[seeker] ?? []
    if (posting === -1) return list.length
    const at = list.indexOf(posting)
    return at === -1 ? Infinity : at
  }
  return { seekerRank, postingRank: (posting: number, seeker: number) => (byPosting[posting] ?? []).indexOf(seeker) }
}

function isStable(match: Match, preferences: Preferences): boolean {
  const { seekerRank, postingRank } = ranks(preferences)
  const { postings } = preferences
  for (const [posting, { room }] of postings.entries()) {
    const held = match.flatMap((one, seeker) => (one === posting ? [seeker] : []))
    if (held.length > room) return false
    for (const [seeker, own] of match.entries()) {
      if (seekerRank(seeker, own) === Infinity) return false
      if (seekerRank(seeker, posting) >= seekerRank(seeker, own)) continue
      const hasRoom = held.length < room
      const prefers = held.some((other) => postingRank(posting, seeker) < postingRank(posting, other))
      if (hasRoom || (room > 0 && prefers)) return false
    }
  }
  return true
}

/** Every match there could be. */
function* allMatches(seekers: number, postings: number): Generator<number[]> {
  if (seekers === 0) {
    yield []
    return
  }
  for (const rest of allMatches(seekers - 1, postings)) {
    for (let posting = -1; posting < postings; posting++) yield [...rest, posting]
  }
}

test('no seeker and posting would rather have each other, and no posting gets more than it has room for', () =>
  fc.assert(
    fc.property(market({ seekers: 25, postings: 8 }), ({ seekers, postings }) => {
      expect(isStable(asIndexes(seekers, postings), new Preferences(seekers, postings))).toBe(true)
    }),
    { numRuns: 400 },
  ))

/** Small markets where tastes cross: one kind, everybody of the same age, one place each. */
const crossed = fc
  .tuple(fc.array(seekerOf(0), { minLength: 2, maxLength: 4 }), fc.array(postingOf(0), { minLength: 2, maxLength: 3 }))
  .map(([some, offers]) => ({
    seekers: some.map((one, no) => ({
      ...one,
      id: `seeker-${no}`,
      since: 0,
      without: new Set<string>(),
      wishes: { ...one.wishes, kinds: kinds.slice(0, 1) },
    })),
    postings: offers.map((one, no) => ({
      ...one,
      id: `posting-${no}`,
      room: 1,
      offer: { ...one.offer, kind: 'factory' as const },
    })),
  }))

test('of all stable matches each seeker gets the best posting that any of them gives', () => {
  let several = 0
  fc.assert(
    fc.property(fc.oneof(market({ seekers: 4, postings: 3 }), crossed), ({ seekers, postings }) => {
      const preferences = new Preferences(seekers, postings)
      const { seekerRank } = ranks(preferences)
      const match = asIndexes(seekers, postings)
      const stable = [...allMatches(seekers.length, postings.length)].filter((one) => isStable(one, preferences))
      expect(stable).toContainEqual(match)
      if (stable.length > 1) several++
      for (const other of stable) {
        for (const [seeker, own] of match.entries()) {
          expect(seekerRank(seeker, own)).toBeLessThanOrEqual(seekerRank(seeker, other[seeker] ?? -1))
        }
      }
    }),
    { numRuns: 400 },
  )
  // else it would prove nothing
  expect(several).toBeGreaterThan(0)
})

test('only what suits is matched, and nothing that a person is to be kept from', () =>
  fc.assert(
    fc.property(market({ seekers: 20, postings: 6 }), ({ seekers, postings }) => {
      for (const [id, { posting, score }] of matchOf(seekers, postings)) {
        expect(score).toBeGreaterThanOrEqual(SUITS)
        expect(seekers.find((one) => one.id === id)?.without.has(posting)).toBe(false)
      }
    }),
  ))

test('the order in which they come makes no difference', () =>
  fc.assert(
    fc.property(market({ seekers: 15, postings: 6 }), ({ seekers, postings }) => {
      const sorted = (match: ReadonlyMap<string, object>) => [...match].sort(([a], [b]) => (a < b ? -1 : 1))
      const turned = matchOf([...seekers].reverse(), [...postings].reverse())
      expect(sorted(turned)).toEqual(sorted(matchOf(seekers, postings)))
    }),
  ))

const wishes = { kinds: ['waiter'], shifts: ['day'], want: 300_000, minutes: 30 } as const
const seeker = (id: string, since: number, more: Partial<MatchSeeker['wishes']> = {}): MatchSeeker => ({
  id,
  wishes: { ...wishes, kinds: [...wishes.kinds], shifts: [...wishes.shifts], ...more },
  since,
  without: new Set(),
})
const posting = (id: string, room: number, more: Partial<MatchPosting['offer']> = {}): MatchPosting => ({
  id,
  room,
  offer: { kind: 'waiter', shifts: ['day'], month: { from: 300_000, to: 300_000 }, minutes: 30, ...more },
})
const posted = (match: ReadonlyMap<string, { posting: string }>) =>
  Object.fromEntries([...match].map(([id, one]) => [id, one.posting]))

test('whose card is older has the first choice; the other gets what is left', () => {
  const near = posting('near', 1, { minutes: 5 })
  const far = posting('far', 1)
  expect(posted(matchOf([seeker('late', 2), seeker('early', 1)], [far, near]))).toEqual({ early: 'near', late: 'far' })
})

test('who can do more of the shifts comes before an older card', () => {
  const both = posting('both', 1, { shifts: ['day', 'night'] })
  const able = seeker('able', 9, { shifts: ['day', 'night'] })
  expect(posted(matchOf([seeker('early', 1), able], [both]))).toEqual({ able: 'both' })
})

test('where two matches are stable, it is the one that the seekers like better', () => {
  const paid = posting('paid', 1, { shifts: ['day', 'night'], month: { from: 400_000, to: 400_000 }, minutes: 40 })
  const near = posting('near', 1, { shifts: ['day', 'evening'], month: { from: 300_000, to: 300_000 }, minutes: 5 })
  const earner = seeker('earner', 1, { shifts: ['day', 'evening'], want: 400_000, minutes: 120 })
  const homely = seeker('homely', 1, { shifts: ['day', 'night'], want: 200_000, minutes: 30 })
  expect(posted(matchOf([earner, homely], [paid, near]))).toEqual({ earner: 'paid', homely: 'near' })
  const preferences = new Preferences([earner, homely], [paid, near])
  expect([isStable([0, 1], preferences), isStable([1, 0], preferences)]).toEqual([true, true])
})

test('a full posting takes nobody, and nobody looks for nothing', () => {
  expect(matchOf([seeker('one', 1)], [posting('full', 0)]).size).toBe(0)
  expect(matchOf([], [posting('free', 1)]).size).toBe(0)
  expect(matchOf([seeker('one', 1)], []).size).toBe(0)
})

test('5,000 seekers and 500 postings take less than three seconds', () => {
  const [numbers = []] = fc.sample(fc.noBias(fc.array(fc.nat(1_000_000), { minLength: 5_500, maxLength: 5_500 })), {
    numRuns: 1,
    seed: 20261130,
  })
  const pick = <T>(from: readonly T[], number: number): T => from[number % from.length] as T
  const seekers = numbers.slice(0, 5_000).map((number, no): MatchSeeker =>
    seeker(`oSeeker_${no}_of_many`, number % 1_000, {
      kinds: [...new Set([0, 7, 31].map((step) => pick(JOB_KINDS, number + step)))],
      shifts: [...new Set([pick(SHIFTS, number), pick(SHIFTS, Math.floor(number / 7))])],
      want: 200_000 + (number % 30) * 10_000,
      minutes: 10 + (number % 50),
    }),
  )
  const postings = numbers.slice(5_000).map((number, no): MatchPosting => {
    const from = 220_000 + (number % 25) * 10_000
    return posting(`POSTING${no}`, 1 + (number % 10), {
      kind: pick(JOB_KINDS, number),
      shifts: [pick(SHIFTS, Math.floor(number / 3))],
      month: { from, to: from + 50_000 },
      minutes: 5 + (number % 60),
    })
  })
  const start = cpuTime()
  const matched = matchOf(seekers, postings)
  expect(cpuTime() - start).toBeLessThan(3_000)
  expect(matched.size).toBeGreaterThan(1_000)
})
