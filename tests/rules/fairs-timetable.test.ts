/** The timetable against all that could have been. */
import fc from 'fast-check'
import { colourEdges, type EdgeEnds } from '../../cloudfunctions/fairs/edge-colouring.rules'
import { fitOf } from '../../cloudfunctions/fairs/fit.rules'
import { cheapestFlow, type Arc } from '../../cloudfunctions/fairs/min-cost-flow.rules'
import { TALK_WEIGHTS, timetable, type Meeting } from '../../cloudfunctions/fairs/timetable.rules'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { bigFair, firstCome, smallFair, talksEach, totalFit, type FairWorld } from './fair-world'
import { cpuTime } from './cpu-time'

const { talksPerSeeker } = FAIR_LIMITS

/** Nobody twice in a slot, no pair twice, no more talks than anybody may have, each pair has something to talk about. */
function expectPossible({ seekers, booths }: FairWorld, meetings: readonly Meeting[], slots: number): void {
  const unique = (keys: string[]) => expect(new Set(keys).size).toBe(meetings.length)
  unique(meetings.map(({ seeker, slot }) => `${seeker} ${slot}`))
  unique(meetings.map(({ booth, slot }) => `${booth} ${slot}`))
  unique(meetings.map(({ booth, seeker }) => `${booth} ${seeker}`))
  for (const { slot } of meetings) expect(slot >= 0 && slot < slots).toBe(true)
  for (const { id } of seekers) {
    expect(meetings.filter(({ seeker }) => seeker === id).length).toBeLessThanOrEqual(talksPerSeeker)
  }
  const fits = new Map(
    seekers.flatMap((one) => booths.map((stand) => [`${one.id} ${stand.id}`, fitOf(one, stand)] as const)),
  )
  for (const { seeker, booth } of meetings) expect(fits.get(`${seeker} ${booth}`)).toBeGreaterThan(0)
}

const weightOf = (talks: number) => TALK_WEIGHTS.slice(0, talks).reduce((sum, weight) => sum + weight, 0)
const spreadOf = (talks: readonly number[]) => talks.reduce((sum, count) => sum + weightOf(count), 0)

interface Best {
  fit: number
  spread: number
}

/** Tries every set of pairs. Whatever nobody has too much of can be put into slots (König). */
function bestOfAll({ seekers, booths }: FairWorld, slots: number): Best {
  const pairs = seekers.flatMap((one, seeker) =>
    booths.map((stand, booth) => ({ seeker, booth, fit: fitOf(one, stand) })).filter(({ fit }) => fit > 0),
  )
  const talks = seekers.map(() => 0)
  const held = booths.map(() => 0)
  const most = Math.min(talksPerSeeker, slots)
  let best: Best = { fit: 0, spread: 0 }
  const tryFrom = (index: number, fit: number): void => {
    const pair = pairs[index]
    if (!pair) {
      const spread = spreadOf(talks)
      if (fit > best.fit || (fit === best.fit && spread > best.spread)) best = { fit, spread }
      return
    }
    tryFrom(index + 1, fit)
    const { seeker, booth } = pair
    const [own = 0, others = 0] = [talks[seeker], held[booth]]
    if (own >= most || others >= slots) return
    talks[seeker] = own + 1
    held[booth] = others + 1
    tryFrom(index + 1, fit + pair.fit)
    talks[seeker] = own
    held[booth] = others
  }
  tryFrom(0, 0)
  return best
}

const matches = (world: FairWorld, slots: number) => {
  const meetings = timetable(world.seekers, world.booths, slots)
  expectPossible(world, meetings, slots)
  const best = bestOfAll(world, slots)
  expect({ fit: totalFit(world, meetings), spread: spreadOf(talksEach(world, meetings)) }).toEqual(best)
}

const slots = fc.integer({ min: 1, max: 3 })

test('the total fit is the greatest there is, and among equals the worst off have most: a few people, a few booths', () => {
  fc.assert(fc.property(smallFair(5, 3), slots, matches), { numRuns: 300 })
})

test('the same with more booths than a person may have talks', () => {
  fc.assert(fc.property(smallFair(2, 7), fc.integer({ min: 1, max: 7 }), matches), { numRuns: 150 })
})

test('among timetables of the same worth everybody gets a talk before anybody gets a second', () => {
  const offers = [{ kind: 'kitchen', shifts: ['day'] }] as const
  const booths = [
    { id: 'a', offers },
    { id: 'b', offers },
  ]
  const seekers = ['x', 'y', 'z'].map((id) => ({
    id,
    wants: [],
    kinds: ['kitchen'] as const,
    shifts: ['day'] as const,
  }))
  const world: FairWorld = { seekers, booths }
  expect(talksEach(world, timetable(world.seekers, world.booths, 1))).toEqual([0, 1, 1])
  expect(talksEach(world, timetable(world.seekers, world.booths, 2))).toEqual([1, 1, 2])
  expect(talksEach(world, timetable(world.seekers, world.booths, 3))).toEqual([2, 2, 2])
})

test('nobody and nothing', () => {
  expect(timetable([], [], 16)).toEqual([])
  expect(timetable([{ id: 's', wants: ['b'], kinds: [], shifts: [] }], [], 16)).toEqual([])
  expect(timetable([{ id: 's', wants: ['b'], kinds: [], shifts: [] }], [{ id: 'b', offers: [] }], 0)).toEqual([])
})

test('300 people at 40 booths within two seconds, and better than first come, first served', () => {
  const world = bigFair(300, 40, 20261220)
  const began = cpuTime()
  const meetings = timetable(world.seekers, world.booths, 16)
  expect(cpuTime() - began).toBeLessThan(2_000)
  expectPossible(world, meetings, 16)
  const queue = firstCome(world, 16)
  expectPossible(world, queue, 16)
  expect(totalFit(world, meetings)).toBeGreaterThan(totalFit(world, queue))
})

test('500 people, the most there may be, are arranged in time as well', () => {
  const world = bigFair(FAIR_LIMITS.signups, FAIR_LIMITS.booths.market, 7)
  const began = cpuTime()
  expectPossible(world, timetable(world.seekers, world.booths, 16), 16)
  expect(cpuTime() - began).toBeLessThan(5_000)
})

test('never worse than first come, first served', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 16 }), (seed, count) => {
      const world = bigFair(30, 6, seed)
      const meetings = timetable(world.seekers, world.booths, count)
      expectPossible(world, meetings, count)
      expect(totalFit(world, meetings)).toBeGreaterThanOrEqual(totalFit(world, firstCome(world, count)))
    }),
    { numRuns: 60 },
  )
})

// ---- fit

test.each([
  ['the dearest booth that fits in all', ['b'], ['kitchen'], ['day'], 100],
  ['the fifth dearest', ['1', '2', '3', '4', 'b'], ['kitchen'], ['day'], 74],
  ['named, another kind', ['b'], ['driver'], ['day'], 60],
  ['named, another time', ['b'], ['kitchen'], ['night'], 85],
  ['not named, fits', [], ['kitchen'], ['day'], 40],
  ['not named, another time', [], ['kitchen'], ['night'], 25],
  ['not named, another kind', [], ['driver'], ['day'], 0],
] as const)('%s', (_what, wants, kinds, shifts, fit) => {
  const booth = { id: 'b', offers: [{ kind: 'kitchen', shifts: ['day'] }] as const }
  expect(fitOf({ wants, kinds, shifts }, booth)).toBe(fit)
})

test('who is free at any time fits any time', () => {
  const wishes = { wants: [], kinds: ['kitchen'], shifts: ['free'] } as const
  expect(fitOf(wishes, { id: 'b', offers: [{ kind: 'kitchen', shifts: ['night'] }] })).toBe(40)
  const free = { id: 'b', offers: [{ kind: 'kitchen', shifts: ['free'] }] as const }
  expect(fitOf({ ...wishes, shifts: ['night'] }, free)).toBe(40)
})

test('a fit is a whole number from 0 to 100, and a dearer booth is never worth less', () => {
  fc.assert(
    fc.property(smallFair(1, 5), ({ seekers, booths }) => {
      for (const one of seekers) {
        for (const stand of booths) {
          const fit = fitOf(one, stand)
          expect(Number.isInteger(fit) && fit >= 0 && fit <= 100).toBe(true)
          const first = fitOf({ ...one, wants: [stand.id, ...one.wants.filter((want) => want !== stand.id)] }, stand)
          expect(first).toBeGreaterThanOrEqual(fit)
        }
      }
    }),
  )
})

// ---- flow

/** A network from left to right, so that no arcs make a circle. */
const network = fc.integer({ min: 2, max: 5 }).chain((nodes) =>
  fc
    .array(
      fc.record({
        ends: fc.uniqueArray(fc.nat(nodes - 1), { minLength: 2, maxLength: 2 }),
        capacity: fc.integer({ min: 0, max: 2 }),
        cost: fc.integer({ min: -6, max: 6 }),
      }),
      { maxLength: 6 },
    )
    .map((list) => ({
      nodes,
      arcs: list.map(({ ends, capacity, cost }): Arc => {
        return { from: Math.min(...ends), to: Math.max(...ends), capacity, cost }
      }),
    })),
)

const costOf = (arcs: readonly Arc[], flow: readonly number[]) =>
  arcs.reduce((sum, { cost }, index) => sum + cost * (flow[index] ?? 0), 0)

function isFlow(nodes: number, arcs: readonly Arc[], flow: readonly number[]): boolean {
  const balance = new Array<number>(nodes).fill(0)
  arcs.forEach(({ from, to }, index) => {
    balance[from] = (balance[from] ?? 0) - (flow[index] ?? 0)
    balance[to] = (balance[to] ?? 0) + (flow[index] ?? 0)
  })
  return balance.slice(1, -1).every((sum) => sum === 0)
}

function cheapestOfAll(nodes: number, arcs: readonly Arc[]): number {
  let best = 0
  const tryFrom = (flow: number[]): void => {
    const arc = arcs[flow.length]
    if (!arc) {
      if (isFlow(nodes, arcs, flow)) best = Math.min(best, costOf(arcs, flow))
      return
    }
    for (let amount = 0; amount <= arc.capacity; amount++) tryFrom([...flow, amount])
  }
  tryFrom([])
  return best
}

test('the flow is one, and none costs less', () => {
  fc.assert(
    fc.property(network, ({ nodes, arcs }) => {
      const flow = cheapestFlow(nodes, arcs, 0, nodes - 1)
      expect(isFlow(nodes, arcs, flow)).toBe(true)
      arcs.forEach(({ capacity }, index) => {
        expect(flow[index]).toBeGreaterThanOrEqual(0)
        expect(flow[index]).toBeLessThanOrEqual(capacity)
      })
      expect(costOf(arcs, flow)).toBe(cheapestOfAll(nodes, arcs))
    }),
    { numRuns: 400 },
  )
})

test('a circle that costs less than nothing is refused', () => {
  const arcs = [
    { from: 0, to: 1, capacity: 1, cost: 0 },
    { from: 1, to: 2, capacity: 1, cost: -1 },
    { from: 2, to: 1, capacity: 1, cost: 0 },
  ]
  expect(() => cheapestFlow(3, arcs, 0, 2)).toThrow('circle')
})

// ---- colours

const graph = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(5)), {
  maxLength: 60,
  selector: ([left, right]) => `${left} ${right}`,
})

const busiest = (edges: readonly EdgeEnds[]): number => {
  const counts = new Map<string, number>()
  for (const [left, right] of edges) {
    for (const node of [`l${left}`, `r${right}`]) counts.set(node, (counts.get(node) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values())
}

test('as many colours as the busiest node has edges are enough, and no two at one node are alike', () => {
  fc.assert(
    fc.property(graph, fc.nat(2), (edges, more) => {
      const most = busiest(edges) + more
      const colours = colourEdges(edges, most)
      const used = edges.flatMap(([left, right], index) => [
        `l${left} ${colours[index]}`,
        `r${right} ${colours[index]}`,
      ])
      expect(new Set(used).size).toBe(2 * edges.length)
      for (const colour of colours) expect(colour >= 0 && colour < most).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('with fewer it says so', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      fc.pre(edges.length > 0)
      expect(() => colourEdges(edges, busiest(edges) - 1)).toThrow('more edges')
    }),
  )
})
