/** Random fairs for tests and measurements, and what people do at a fair without a timetable. */
import fc from 'fast-check'
import { fitOf, type Offer } from '../../cloudfunctions/fairs/fit.rules'
import type { Meeting, Seeker, Stand } from '../../cloudfunctions/fairs/timetable.rules'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { JOB_KINDS, SHIFTS } from '../../miniprogram/contract/jobs'

/** Numbers below n, the same for the same seed (mulberry32). */
export function chance(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

export interface FairWorld {
  seekers: Seeker[]
  booths: Stand[]
}

/** A fair as it may be: some booths that everybody names, seekers of one to three kinds. */
export function bigFair(seekers: number, booths: number, seed: number): FairWorld {
  const random = chance(seed)
  const some = <T>(list: readonly T[], most: number): T[] => {
    const chosen = new Set<T>()
    for (let more = 1 + random(most); more > 0; more--) chosen.add(list[random(list.length)] as T)
    return [...chosen]
  }
  const stands = Array.from({ length: booths }, (_, no): Stand => {
    const offers = Array.from({ length: 1 + random(3) }, (): Offer => {
      return { kind: JOB_KINDS[random(JOB_KINDS.length)] ?? 'other', shifts: some(SHIFTS, 2) }
    })
    return { id: `booth-${no}`, offers }
  })
  // the lower of two draws: the first booths are dear to many
  const dear = () => Math.min(random(booths), random(booths))
  const people = Array.from({ length: seekers }, (_, no): Seeker => {
    const wants = new Set(Array.from({ length: random(FAIR_LIMITS.wants + 1) }, () => `booth-${dear()}`))
    return { id: `seeker-${no}`, wants: [...wants], kinds: some(JOB_KINDS, 3), shifts: some(SHIFTS, 2) }
  })
  return { seekers: people, booths: stands }
}

/** Worlds small enough to try everything. */
export const smallFair = (mostSeekers: number, mostBooths: number) => {
  const kinds = JOB_KINDS.slice(0, 3)
  const shifts = SHIFTS.slice(0, 2)
  const offer = fc.record({ kind: fc.constantFrom(...kinds), shifts: fc.subarray([...shifts], { minLength: 1 }) })
  const offers = fc.array(fc.array(offer, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: mostBooths })
  const wishes = fc.record({
    wants: fc.uniqueArray(fc.nat(mostBooths - 1), { maxLength: FAIR_LIMITS.wants }),
    kinds: fc.subarray([...kinds]),
    shifts: fc.subarray([...shifts]),
  })
  const people = fc.array(wishes, { minLength: 1, maxLength: mostSeekers })
  return fc.tuple(offers, people).map(([stands, all]): FairWorld => {
    const booths = stands.map((own, no) => ({ id: `b${no}`, offers: own }))
    const seekers = all.map(({ wants, ...rest }, no) => {
      return { ...rest, id: `s${no}`, wants: wants.filter((want) => want < booths.length).map((want) => `b${want}`) }
    })
    return { booths, seekers }
  })
}

export const totalFit = ({ seekers, booths }: FairWorld, meetings: readonly Meeting[]): number =>
  meetings.reduce((sum, { seeker, booth }) => {
    const wishes = seekers.find(({ id }) => id === seeker)
    const stand = booths.find(({ id }) => id === booth)
    return wishes && stand ? sum + fitOf(wishes, stand) : NaN
  }, 0)

/** How many talks each person has, the fewest first. */
export const talksEach = ({ seekers }: FairWorld, meetings: readonly Meeting[]): number[] =>
  seekers.map(({ id }) => meetings.filter(({ seeker }) => seeker === id).length).sort((one, other) => one - other)

/**
 * First come, first served, as it goes in a hall without a timetable: at every moment the one who has waited longest goes
 * to the booth that fits best of those that are free, and queues again behind all others after the talk.
 */
export function firstCome({ seekers, booths }: FairWorld, slots: number): Meeting[] {
  const meetings: Meeting[] = []
  const dear = new Map(seekers.map((wishes) => [wishes.id, byFit(wishes, booths)]))
  let queue = seekers.map(({ id }) => id)
  for (let slot = 0; slot < slots; slot++) {
    const free = new Set(booths.map(({ id }) => id))
    const served: string[] = []
    for (const seeker of queue) {
      const left = dear.get(seeker) ?? []
      const booth = left.find((id) => free.has(id))
      if (booth === undefined) continue
      free.delete(booth)
      served.push(seeker)
      const isEnough = meetings.filter((talk) => talk.seeker === seeker).length + 1 === FAIR_LIMITS.talksPerSeeker
      dear.set(seeker, isEnough ? [] : left.filter((id) => id !== booth))
      meetings.push({ seeker, booth, slot })
    }
    queue = [...queue.filter((id) => !served.includes(id)), ...served]
  }
  return meetings
}

/** Booths that the person has something to talk about with, the best first. */
function byFit(wishes: Seeker, booths: readonly Stand[]): string[] {
  return booths
    .map((stand) => ({ id: stand.id, fit: fitOf(wishes, stand) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .map(({ id }) => id)
}
