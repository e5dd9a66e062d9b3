/** How far the honest hour is off on the batches of a simulated year, by whose experience it is taken from. */
import { fenPerHour, honestHour, isBeginner, sampleOf, type Paces } from '../../cloudfunctions/crafts/pace.rules'
import type { ProductDoc, Sample } from '../../cloudfunctions/crafts/model.rules'
import { createChance, type Chance } from '../../database/seed/chance'
import { CRAFT_LIMITS, type PaceSource } from '../../miniprogram/contract/crafts'
import { median, round, type Bar } from './result'

const SEED = 18
const WEEKS = 52
const PEOPLE = 60
const PRODUCTS = 12
/** what one person makes, again and again */
const PRODUCTS_EACH = 3
/** of all, so many take something in a week */
const BUSY = 0.5
const PRICE = 80
const PIECES = [5, 40] as const

/** Made up: what people and enterprises are like. */
const WORLD = {
  /** minutes a piece of a practised, usual person */
  minutes: [2, 25],
  /** the slowest takes twice as long as the quickest */
  speed: [0.7, 1.5],
  /** at first a piece takes so much longer, which is gone after some dozens */
  learning: 0.8,
  practice: 25,
  /** some days are better than others */
  mood: [0.85, 1.2],
  /** what an enterprise says of the time that it takes, against the truth */
  claim: [0.45, 0.85],
} as const

interface Person {
  id: string
  speed: number
  paces: Paces
}

interface Made {
  doc: Pick<ProductDoc, '_id' | 'paces'>
  minutes: number
  claimedTenths: number
}

export interface PaceRow {
  /** shown: the one that the rule chose */
  source: PaceSource | 'shown'
  /** hand-ins it could be asked about */
  handIns: number
  /** median of |estimate − what it was| / what it was, of fen an hour */
  error: number
}

const between = (chance: Chance, [from, to]: readonly [number, number]) => from + chance.next() * (to - from)

/** A year of takes; the estimate before each against what it was in the end. */
export function benchPace(): PaceRow[] {
  const chance = createChance(SEED)
  const people = Array.from({ length: PEOPLE }, (_, n): Person => ({
    id: `P${n}`,
    speed: between(chance, WORLD.speed),
    paces: {},
  }))
  const products = Array.from({ length: PRODUCTS }, (_, n): Made => {
    const minutes = between(chance, WORLD.minutes)
    const claimedTenths = Math.max(1, Math.round(minutes * between(chance, WORLD.claim) * 10))
    return { doc: { _id: `T${n}`, paces: { beginners: [], practised: [] } }, minutes, claimedTenths }
  })
  const errors: { readonly [S in PaceRow['source']]: number[] } = { own: [], others: [], claimed: [], shown: [] }
  for (let week = 0; week < WEEKS; week++) {
    for (const [no, person] of people.entries()) {
      if (chance.next() > BUSY) continue
      const made = products[(no * PRODUCTS_EACH + chance.below(PRODUCTS_EACH)) % PRODUCTS] as Made
      const pieces = Math.round(between(chance, PIECES))
      const minutes = minutesOf(person, made, pieces, chance)
      note(errors, person, made, fenPerHour(PRICE, (minutes * 10) / pieces))
      remember(person, made, pieces, minutes, `${person.id}.${week}`)
    }
  }
  return (['own', 'others', 'claimed', 'shown'] as const).map((source) => ({
    source,
    handIns: errors[source].length,
    error: round(median(errors[source])),
  }))
}

/** How long the pieces really take this person, with what has been learned so far. */
function minutesOf({ speed, paces }: Person, { doc, minutes }: Made, pieces: number, chance: Chance): number {
  const before = paces[doc._id]?.pieces ?? 0
  const slow = 1 + WORLD.learning * Math.exp(-(before + pieces / 2) / WORLD.practice)
  return Math.max(1, Math.round(pieces * minutes * speed * slow * between(chance, WORLD.mood)))
}

/** What each source would have said, where it can say anything. */
function note(
  errors: { readonly [S in PaceRow['source']]: number[] },
  { id, paces }: Person,
  { doc, claimedTenths }: Made,
  was: number,
): void {
  const add = (source: PaceRow['source'], said: number) => errors[source].push(Math.abs(said - was) / was)
  const hour = honestHour(doc, paces, id, PRICE, claimedTenths)
  add('shown', hour.fenPerHour)
  if (hour.source === 'own') add('own', hour.fenPerHour)
  // the same person, as if no own hand-in had been kept
  const pieces = paces[doc._id]?.pieces ?? 0
  const without = honestHour(doc, { [doc._id]: { samples: [], pieces } }, id, PRICE, claimedTenths)
  if (without.source === 'others') add('others', without.fenPerHour)
  add('claimed', fenPerHour(PRICE, claimedTenths))
}

/** As the function does it after a hand-in. */
function remember(person: Person, { doc }: Made, pieces: number, minutes: number, of: string): void {
  const product = doc._id
  const tenths = sampleOf(pieces, minutes)
  const like = isBeginner(person.paces, product) ? 'beginners' : 'practised'
  const sample: Sample = { who: person.id, of, tenths }
  doc.paces = { ...doc.paces, [like]: [...doc.paces[like], sample].slice(-CRAFT_LIMITS.otherSamples) }
  const own = person.paces[product] ?? { samples: [], pieces: 0 }
  const samples = [...own.samples, { of, tenths }].slice(-CRAFT_LIMITS.ownSamples)
  person.paces = { ...person.paces, [product]: { samples, pieces: own.pieces + pieces } }
}

/** The own pace is to be near, others are to help, and both must be better than what the enterprise says. */
const MOST = { own: 0.15, others: 0.25, shown: 0.2 } as const

export function paceBars(rows: readonly PaceRow[]): Bar[] {
  const errorOf = (source: PaceRow['source']) => rows.find((row) => row.source === source)?.error ?? Number.NaN
  return [
    ...(['own', 'others', 'shown'] as const).map((source) => ({
      what: `honest hour, ${source}: median error`,
      value: errorOf(source),
      limit: { most: MOST[source] },
    })),
    {
      what: 'honest hour: error of others against that of the enterprise',
      value: round(errorOf('others') / errorOf('claimed')),
      limit: { most: 0.5 },
    },
  ]
}

export function printPace(rows: readonly PaceRow[]): void {
  console.log('\nhonest hour on the batches of a simulated year: median error of fen an hour')
  for (const { source, error, handIns } of rows)
    console.log(`  ${source.padEnd(8)} ${round(error * 100, 0)} % of ${handIns} hand-ins`)
}
