/** The timetable of a fair: who talks with whom, and when. */
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { colourEdges } from './edge-colouring.rules'
import { fitOf, type Offer, type Wishes } from './fit.rules'
import { cheapestFlow, type Arc } from './min-cost-flow.rules'

export interface Seeker extends Wishes {
  id: string
}

export interface Stand {
  id: string
  offers: readonly Offer[]
}

export interface Meeting {
  seeker: string
  booth: string
  /** number of the slot */
  slot: number
}

interface Pair {
  seeker: number
  booth: number
  fit: number
}

/**
 * What the first talk of a person counts among timetables of the same total fit, the second …: so that a first talk
 * outweighs 99 second ones. Each must be less than the one before, or the flow would take them in another order.
 */
export const TALK_WEIGHTS = Array.from(
  { length: FAIR_LIMITS.talksPerSeeker },
  (_, talk) => 100 ** (FAIR_LIMITS.talksPerSeeker - 1 - talk),
)

/**
 * Of all timetables one with the greatest total fit; among those one in which the people with the fewest talks have the
 * most of them. A pair talks once, a person at most `talksPerSeeker` times, nobody is in two places at a time.
 */
export function timetable(seekers: readonly Seeker[], booths: readonly Stand[], slots: number): Meeting[] {
  const chosen = choosePairs(seekers.length, booths.length, slots, pairsOf(seekers, booths))
  // who fits best meets early, when everybody is still there
  const talks = chosen.sort((one, other) => other.fit - one.fit)
  const colours = colourEdges(
    talks.map(({ seeker, booth }) => [seeker, booth]),
    slots,
  )
  return talks.map((talk, index) => ({
    seeker: nameOf(seekers, talk.seeker),
    booth: nameOf(booths, talk.booth),
    slot: colours[index] ?? 0,
  }))
}

const nameOf = (list: readonly { id: string }[], index: number): string => list[index]?.id ?? ''

function pairsOf(seekers: readonly Seeker[], booths: readonly Stand[]): Pair[] {
  return seekers.flatMap((wishes, seeker) =>
    booths.map((stand, booth) => ({ seeker, booth, fit: fitOf(wishes, stand) })).filter(({ fit }) => fit > 0),
  )
}

/** As a flow: source → person (an arc for each talk) → booth → sink. */
function choosePairs(seekers: number, booths: number, slots: number, pairs: readonly Pair[]): Pair[] {
  const most = Math.min(FAIR_LIMITS.talksPerSeeker, slots)
  const weights = TALK_WEIGHTS.slice(0, most)
  const source = seekers + booths
  const sink = source + 1
  // one point of fit outweighs all that the weights could add up to
  const point = seekers * weights.reduce((sum, weight) => sum + weight, 0) + 1
  const meet = pairs.map(({ seeker, booth, fit }): Arc => {
    return { from: seeker, to: seekers + booth, capacity: 1, cost: -fit * point }
  })
  const talk = Array.from({ length: seekers }, (_, seeker) =>
    weights.map((weight): Arc => ({ from: source, to: seeker, capacity: 1, cost: -weight })),
  ).flat()
  const seat = Array.from({ length: booths }, (_, booth): Arc => {
    return { from: seekers + booth, to: sink, capacity: slots, cost: 0 }
  })
  const flow = cheapestFlow(sink + 1, [...meet, ...talk, ...seat], source, sink)
  return pairs.filter((_, index) => flow[index] === 1)
}
