/** Free slots: for somebody who comes now, and for a slot whose person did not come. */
import { FAIR_LIMITS, type FairTalkState } from '../../miniprogram/contract/fairs'
import { fitOf, type Wishes } from './fit.rules'
import { isTalkOver } from './slots.rules'
import type { Meeting, Stand } from './timetable.rules'

/** A talk that is planned or was held. */
export interface Held {
  booth: string
  slot: number
  state: FairTalkState
}

export interface Hall {
  booths: readonly Stand[]
  /** when the slots begin, by number */
  slots: readonly number[]
  talks: readonly Held[]
}

export interface Comer extends Wishes {
  id: string
  /** her own */
  talks: readonly Held[]
}

/** A talk that nobody came to takes up neither the slot nor the pair. */
const holds = ({ state }: Pick<Held, 'state'>): boolean => state !== 'no_show'

/**
 * Slots for one who comes now: at each booth that she names the first that both have free, the dearest booth first. Who
 * gets none, and has none, gets some at booths that fit, the best first. A slot that has begun is past; a talk of her own
 * that was missed is none.
 */
export function freeMeetings({ booths, slots, talks }: Hall, comer: Comer, now: number): Meeting[] {
  const isMissed = ({ state, slot }: Held) => state === 'planned' && isTalkOver(slots[slot] ?? 0, now)
  const own = comer.talks.filter((talk) => holds(talk) && !isMissed(talk))
  const most = FAIR_LIMITS.talksPerSeeker - own.length
  const taken = new Set(talks.filter(holds).map(({ booth, slot }) => `${booth} ${slot}`))
  const met = new Set(own.map(({ booth }) => booth))
  const free = booths.filter(({ id }) => !met.has(id))

  const meetingsAt = (stands: readonly Stand[]): Meeting[] => {
    const busy = new Set(own.map(({ slot }) => slot))
    return stands.flatMap(({ id: booth }): Meeting[] => {
      const slot = slots.findIndex((at, no) => at >= now && !busy.has(no) && !taken.has(`${booth} ${no}`))
      if (slot < 0 || busy.size - own.length >= most) return []
      busy.add(slot)
      return [{ seeker: comer.id, booth, slot }]
    })
  }
  const named = comer.wants.flatMap((want) => free.filter(({ id }) => id === want))
  const wanted = meetingsAt(named)
  return wanted.length + own.length > 0 ? wanted : meetingsAt(byFit(comer, free))
}

function byFit(comer: Wishes, booths: readonly Stand[]): Stand[] {
  const fits = new Map(booths.map((stand) => [stand, fitOf({ ...comer, wants: [] }, stand)]))
  const fitTo = (stand: Stand) => fits.get(stand) ?? 0
  return booths.filter((stand) => fitTo(stand) > 0).sort((one, other) => fitTo(other) - fitTo(one))
}

/** Somebody who is here, with the number on the board. */
export interface Present extends Comer {
  number: number
}

/**
 * Who may have this slot at this booth, the next first: those who named the booth, as dear as it is to them, then those
 * whom it fits; then who has the fewest talks, then the lowest number. Nobody who has a talk in the slot, or had one there.
 */
export function nextFor<P extends Present>(stand: Stand, slot: number, people: readonly P[]): P[] {
  const rankOf = ({ wants }: Present) => {
    const rank = wants.indexOf(stand.id)
    return rank < 0 ? FAIR_LIMITS.wants : rank
  }
  const talksOf = ({ talks }: Present) => talks.filter(holds)
  const isFree = (person: P) => {
    const talks = talksOf(person)
    if (talks.length >= FAIR_LIMITS.talksPerSeeker) return false
    // her own missed talk too: it was this one
    return !person.talks.some((talk) => talk.slot === slot || talk.booth === stand.id)
  }
  return people
    .filter((person) => isFree(person) && fitOf(person, stand) > 0)
    .sort(
      (one, other) =>
        rankOf(one) - rankOf(other) || talksOf(one).length - talksOf(other).length || one.number - other.number,
    )
}

/** May a slot whose person did not come still be given to somebody? */
export const canRefill = (at: number, now: number): boolean => !isTalkOver(at, now)
