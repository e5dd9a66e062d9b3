/** What the rules of the job supermarket and of the fairs are worth: the gate, the nightly match and the timetable. */
import { performance } from 'node:perf_hooks'
import { fitOf } from '../../cloudfunctions/fairs/fit.rules'
import { timetable, type Meeting } from '../../cloudfunctions/fairs/timetable.rules'
import { matchOf, Preferences, type MatchPosting, type MatchSeeker } from '../../cloudfunctions/jobs/match.rules'
import { createChance, type Chance } from '../../database/seed/chance'
import { JOB_KINDS, SHIFTS } from '../../miniprogram/contract/jobs'
import { bigFair, firstCome, talksEach, totalFit, type FairWorld } from '../../tests/rules/fair-world'
import { held } from '../../tests/rules/job-gate/held'
import { measure, type Measured } from '../../tests/rules/job-gate/measure'
import { round, type Bar } from './result'

const SEED = 20
const MARKET = { seekers: 3_000, postings: 300 }
const FAIR = { seekers: 300, booths: 40, slots: 15 }

export interface JobsResult {
  gate: Measured
  match: { matched: number; blocking: number; suitable: number; served: number; ms: number }
  fair: { ms: number; fit: number; firstCome: number; clashes: number; without: number; withoutFirstCome: number }
}

export const benchJobs = (): JobsResult => ({ gate: measure(held), match: benchMatch(), fair: benchFair() })

// ---- the match

const some = <T>(chance: Chance, list: readonly T[], most: number): T[] => [
  ...new Set(Array.from({ length: 1 + chance.below(most) }, () => chance.pick(list))),
]

/** Pay and ways as they are around the estate. */
function market(chance: Chance): { seekers: MatchSeeker[]; postings: MatchPosting[] } {
  return {
    seekers: Array.from({ length: MARKET.seekers }, (_, no): MatchSeeker => ({
      id: `seeker-${no}`,
      wishes: {
        kinds: some(chance, JOB_KINDS, 3),
        shifts: some(chance, SHIFTS, 2),
        want: 250_000 + 10_000 * chance.below(25),
        minutes: chance.pick([15, 30, 45, 60]),
      },
      since: chance.below(1_000),
      without: new Set(),
    })),
    postings: Array.from({ length: MARKET.postings }, (_, no): MatchPosting => {
      const from = 230_000 + 10_000 * chance.below(25)
      return {
        id: `posting-${no}`,
        offer: {
          kind: chance.pick(JOB_KINDS),
          shifts: some(chance, SHIFTS, 2),
          month: { from, to: from + 80_000 },
          minutes: 5 * (1 + chance.below(12)),
        },
        room: 1 + chance.below(10),
      }
    }),
  }
}

function benchMatch(): JobsResult['match'] {
  const { seekers, postings } = market(createChance(SEED))
  const begin = performance.now()
  const matched = matchOf(seekers, postings)
  const ms = performance.now() - begin
  const preferences = new Preferences(seekers, postings)
  const lists = seekers.map((_, seeker) => preferences.listOf(seeker))
  const suitable = lists.filter((list) => list.length > 0).length
  return {
    matched: matched.size,
    blocking: blockingPairs(preferences, lists, matched),
    suitable,
    served: round(matched.size / suitable, 3),
    ms: round(ms, 0),
  }
}

/** Pairs of which both would rather have each other than what they have. */
function blockingPairs(
  preferences: Preferences,
  lists: readonly ReturnType<Preferences['listOf']>[],
  matched: ReturnType<typeof matchOf>,
): number {
  const { seekers, postings } = preferences
  const own = seekers.map(({ id }) => postings.findIndex((posting) => posting.id === matched.get(id)?.posting))
  const heldBy = postings.map((_, posting) => own.flatMap((one, seeker) => (one === posting ? [seeker] : [])))
  const isBefore = (posting: number, a: number, b: number) => {
    const [left, right] = [preferences.placeAt(posting, a), preferences.placeAt(posting, b)]
    const at = left.findIndex((value, index) => value !== right[index])
    return (left[at] ?? 0) < (right[at] ?? 0)
  }
  return lists
    .flatMap((list, seeker) => {
      const at = list.findIndex(({ posting }) => posting === own[seeker])
      return list.slice(0, at === -1 ? list.length : at).map(({ posting }) => ({ seeker, posting }))
    })
    .filter(({ seeker, posting }) => {
      const others = heldBy[posting] ?? []
      return others.length < (postings[posting]?.room ?? 0) || others.some((other) => isBefore(posting, seeker, other))
    }).length
}

// ---- the timetable

function benchFair(): JobsResult['fair'] {
  const world = bigFair(FAIR.seekers, FAIR.booths, SEED)
  const begin = performance.now()
  const talks = timetable(world.seekers, world.booths, FAIR.slots)
  const ms = performance.now() - begin
  const queue = firstCome(world, FAIR.slots)
  return {
    ms: round(ms, 0),
    fit: totalFit(world, talks),
    firstCome: totalFit(world, queue),
    clashes: clashesIn(talks),
    without: withoutTalk(world, talks),
    withoutFirstCome: withoutTalk(world, queue),
  }
}

/** Talks in which somebody, a person or a booth, is in two places at a time, or meets the same one twice. */
function clashesIn(talks: readonly Meeting[]): number {
  const keys = [
    ({ seeker, slot }: Meeting) => `${seeker} ${slot}`,
    ({ booth, slot }: Meeting) => `${booth} ${slot}`,
    ({ seeker, booth }: Meeting) => `${seeker} ${booth}`,
  ]
  return keys.reduce((sum, keyOf) => sum + talks.length - new Set(talks.map(keyOf)).size, 0)
}

/** People without a talk who have something to talk about with some booth. */
function withoutTalk(world: FairWorld, talks: readonly Meeting[]): number {
  const hopeless = world.seekers.filter((wishes) => world.booths.every((booth) => fitOf(wishes, booth) === 0)).length
  return talksEach(world, talks).filter((talk) => talk === 0).length - hopeless
}

export function jobsBars({ gate, match, fair }: JobsResult): Bar[] {
  return [
    { what: 'gate, held sentences: precision', value: round(gate.pairs.precision, 3), limit: { least: 0.95 } },
    { what: 'gate, held sentences: recall', value: round(gate.pairs.recall, 3), limit: { least: 0.95 } },
    { what: 'nightly match: pairs that would rather have each other', value: match.blocking, limit: { most: 0 } },
    { what: 'timetable: milliseconds', value: fair.ms, limit: { most: 2_000 } },
    { what: 'timetable: somebody in two places', value: fair.clashes, limit: { most: 0 } },
    {
      what: 'timetable: fit against first come, first served',
      value: round(fair.fit / fair.firstCome, 3),
      limit: { least: 1 },
    },
  ]
}

const percent = (part: number) => `${round(part * 100, 1)} %`

export function printJobs({ gate, match, fair }: JobsResult): void {
  const { pairs, bySentence, sentences, lawful } = gate
  console.log(`\ngate of postings, on ${sentences} sentences it was not tuned on, ${lawful} of them lawful`)
  console.log(`  every ground     precision ${percent(pairs.precision)}, recall ${percent(pairs.recall)}`)
  console.log(`  every sentence   precision ${percent(bySentence.precision)}, recall ${percent(bySentence.recall)}`)
  console.log(`\nnightly match of ${MARKET.seekers} people and ${MARKET.postings} postings, ${match.ms} ms`)
  console.log(`  ${match.blocking} pairs would rather have each other`)
  console.log(`  ${match.matched} of ${match.suitable} whom something suits got it: ${percent(match.served)}`)
  console.log(`\ntimetable of ${FAIR.booths} booths and ${FAIR.seekers} people, ${fair.ms} ms`)
  console.log(`  fit ${fair.fit}; first come, first served ${fair.firstCome}: × ${round(fair.fit / fair.firstCome, 3)}`)
  console.log(`  without a talk ${fair.without}; first come, first served ${fair.withoutFirstCome}`)
}
