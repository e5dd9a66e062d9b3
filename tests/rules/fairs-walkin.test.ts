/** Free slots for those who come without a place in the timetable. */
import fc from 'fast-check'
import { fitOf } from '../../cloudfunctions/fairs/fit.rules'
import { slotsOf } from '../../cloudfunctions/fairs/slots.rules'
import { timetable } from '../../cloudfunctions/fairs/timetable.rules'
import {
  canRefill,
  freeMeetings,
  nextFor,
  type Comer,
  type Hall,
  type Held,
  type Present,
} from '../../cloudfunctions/fairs/walkin.rules'
import { FAIR_LIMITS, TALK_STATES, type FairTalkState } from '../../miniprogram/contract/fairs'
import { smallFair } from './fair-world'

const MINUTE = 60_000
const slots = slotsOf({ opensAt: 0, closesAt: 80 * MINUTE })
const offers = [{ kind: 'kitchen', shifts: ['day'] }] as const
const booths = ['a', 'b', 'c'].map((id) => ({ id, offers }))

const held = (booth: string, slot: number, state: FairTalkState = 'planned'): Held => ({ booth, slot, state })
const comer = (more: Partial<Comer> = {}): Comer => {
  return { id: 'x', wants: [], kinds: ['kitchen'], shifts: ['day'], talks: [], ...more }
}
const hall = (...talks: Held[]): Hall => ({ booths, slots, talks })
const given = (at: Hall, who: Comer, now = 0) => freeMeetings(at, who, now).map(({ booth, slot }) => `${booth}${slot}`)

describe('somebody who comes now', () => {
  test('gets the first slot that both have free at each booth she names, the dearest first', () => {
    expect(given(hall(), comer({ wants: ['b', 'a'] }))).toEqual(['b0', 'a1'])
    expect(given(hall(held('b', 0), held('b', 1)), comer({ wants: ['b', 'a'] }))).toEqual(['b2', 'a0'])
  })

  test('never one that has begun, and none while everybody rests', () => {
    expect(given(hall(), comer({ wants: ['b'] }), 1)).toEqual(['b1'])
    // six talks, a rest, and the seventh talk an hour and ten minutes after the beginning
    expect(given(hall(), comer({ wants: ['b', 'a'] }), 55 * MINUTE)).toEqual(['b6'])
    expect(slots[6]).toBe(70 * MINUTE)
    expect(given(hall(), comer({ wants: ['b'] }), 71 * MINUTE)).toEqual([])
  })

  test('gets what fits when the booths she names are full, or when she names none', () => {
    const full = slots.map((_, no) => held('a', no))
    expect(given(hall(...full), comer({ wants: ['a'] }))).toEqual(['b0', 'c1'])
    expect(given(hall(), comer())).toEqual(['a0', 'b1', 'c2'])
    expect(given(hall(), comer({ kinds: ['driver'] }))).toEqual([])
    expect(given(hall(), comer({ wants: ['b'] }))).toEqual(['b0'])
  })

  test('keeps what she has', () => {
    const own = [held('a', 0)]
    expect(given(hall(...own), comer({ talks: own, wants: ['a', 'b'] }))).toEqual(['b1'])
    expect(given(hall(...own), comer({ talks: own }))).toEqual([])
  })

  test('who missed a talk may have another, at the same booth too', () => {
    const missed = [held('a', 0, 'no_show')]
    expect(given(hall(...missed), comer({ talks: missed, wants: ['a'] }), 9 * MINUTE)).toEqual(['a1'])
    const unnoticed = [held('a', 0)]
    expect(given(hall(...unnoticed), comer({ talks: unnoticed, wants: ['a'] }), 9 * MINUTE)).toEqual(['a1'])
  })

  test('whatever the hall: no slot that is taken, past or her own twice, no booth twice, no more than anybody may have', () => {
    const states = fc.constantFrom(...TALK_STATES)
    const talks = fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.nat(4), states), { maxLength: 12 })
    fc.assert(
      fc.property(smallFair(5, 4), talks, fc.integer({ min: 0, max: 90 }), (world, list, minutes) => {
        const now = minutes * MINUTE
        const all = list
          .map(([booth, slot, who, state]) => ({ who: `s${who}`, ...held(`b${booth}`, slot, state) }))
          .filter(({ booth }) => world.booths.some(({ id }) => id === booth))
        for (const one of world.seekers) {
          const own = all.filter(({ who }) => who === one.id)
          const made = freeMeetings({ ...world, slots, talks: all }, { ...one, talks: own }, now)
          const busy = own.filter(({ state }) => state === 'called' || state === 'met').map(({ slot }) => slot)
          expect(new Set([...busy, ...made.map(({ slot }) => slot)]).size).toBe(new Set(busy).size + made.length)
          expect(new Set(made.map(({ booth }) => booth)).size).toBe(made.length)
          expect(made.length).toBeLessThanOrEqual(FAIR_LIMITS.talksPerSeeker)
          for (const { booth, slot, seeker } of made) {
            expect(seeker).toBe(one.id)
            expect(slots[slot]).toBeGreaterThanOrEqual(now)
            expect(all.some((talk) => talk.booth === booth && talk.slot === slot && talk.state !== 'no_show')).toBe(
              false,
            )
            const stand = world.booths.find(({ id }) => id === booth)
            expect(stand && fitOf(one, stand)).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the timetable leaves room that those who come late get one after the other', () => {
    fc.assert(
      fc.property(smallFair(6, 3), ({ seekers, booths: stands }) => {
        const [last, ...early] = seekers
        const made = timetable(early, stands, slots.length)
        const talks = made.map(({ booth, slot }) => held(booth, slot))
        const late = freeMeetings({ booths: stands, slots, talks }, { ...(last as Comer), talks: [] }, 0)
        const keys = [...made, ...late].map(({ booth, slot }) => `${booth} ${slot}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a slot whose person did not come', () => {
  const [stand] = booths
  const person = (id: string, number: number, more: Partial<Comer> = {}): Present => ({ ...comer(more), id, number })
  const next = (...people: Present[]) => (stand ? nextFor(stand, 2, people).map(({ id }) => id) : [])

  test('is for those who named the booth, then for those whom it fits', () => {
    const fits = person('fits', 1)
    const third = person('third', 2, { wants: ['b', 'c', 'a'] })
    const first = person('first', 3, { wants: ['a'], kinds: [] })
    expect(next(fits, person('nothing', 4, { kinds: [] }), third, first)).toEqual(['first', 'third', 'fits'])
  })

  test('among equals for who has the fewest talks, then for the lowest number', () => {
    const busy = person('busy', 1, { talks: [held('b', 0)] })
    const missed = person('missed', 4, { talks: [held('b', 0, 'no_show')] })
    expect(next(busy, person('late', 3), person('early', 2), missed)).toEqual(['early', 'late', 'missed', 'busy'])
  })

  test('not for who is elsewhere then, was at this booth, or has had enough', () => {
    const full = Array.from({ length: FAIR_LIMITS.talksPerSeeker }, (_, no) => held(`x${no}`, no + 3))
    expect(
      next(
        person('elsewhere', 1, { talks: [held('b', 2)] }),
        person('was here', 2, { talks: [held('a', 0, 'met')] }),
        person('did not come', 3, { talks: [held('a', 2, 'no_show')] }),
        person('enough', 4, { talks: full }),
      ),
    ).toEqual([])
  })

  test('is given away until its eight minutes are over', () => {
    expect(canRefill(0, -5 * MINUTE)).toBe(true)
    expect(canRefill(0, 8 * MINUTE - 1)).toBe(true)
    expect(canRefill(0, 8 * MINUTE)).toBe(false)
  })
})
