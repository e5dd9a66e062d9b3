/** The honest hour: what an hour of a piece of work is worth, from how long people really took. */
import { CRAFT_LIMITS, type Hour, type PaceSource } from '../../miniprogram/contract/crafts'
import type { CrafterDoc, OwnPace, ProductDoc, Sample } from './model.rules'

/** How much of a product a person has made. */
export type Paces = CrafterDoc['paces']

const TENTHS_PER_HOUR = 600

/** Of an even number the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2
}

/** Whole tenths of a minute, at least one. */
const wholeTenths = (tenths: number) => Math.max(1, Math.round(tenths))

/** Fen an hour at this price; rounded down, for it is a promise. */
export const fenPerHour = (price: number, tenths: number): number => Math.floor((price * TENTHS_PER_HOUR) / tenths)

/** Tenths of a minute a piece in one hand-in; 0: no time was written down. */
export const sampleOf = (pieces: number, minutes: number): number =>
  pieces > 0 && minutes > 0 ? wholeTenths((minutes * 10) / pieces) : 0

/** Has this person handed in so few pieces of the product that beginners are the ones to compare with? */
export const isBeginner = (paces: Paces | undefined, product: string): boolean =>
  piecesMade(paces, product) < CRAFT_LIMITS.beginnerPieces

/** Pieces of the product that this person has handed in, in all batches. */
export const piecesMade = (paces: Paces | undefined, product: string): number => paces?.[product]?.pieces ?? 0

/** One number a person, so that who does much does not weigh more. */
function mediansOfPeople(samples: readonly Sample[]): number[] {
  const byPerson = new Map<string, number[]>()
  for (const { who, tenths } of samples) byPerson.set(who, [...(byPerson.get(who) ?? []), tenths])
  return [...byPerson.values()].map(median)
}

interface Pace {
  tenths: number
  source: PaceSource
  samples: number
}

const ownPace = (pace: OwnPace | undefined): Pace | null => {
  const samples = (pace?.samples ?? []).filter(({ tenths }) => tenths > 0).slice(-CRAFT_LIMITS.ownSamples)
  if (samples.length === 0) return null
  return { tenths: median(samples.map(({ tenths }) => tenths)), source: 'own', samples: samples.length }
}

function paceOfOthers(samples: readonly Sample[], publicId: string | null): Pace | null {
  const others = samples.filter(({ who }) => who !== publicId)
  const people = mediansOfPeople(others)
  if (people.length < CRAFT_LIMITS.leastOthers) return null
  return { tenths: median(people), source: 'others', samples: others.length }
}

/**
 * Minutes a piece for this person: her own newest hand-ins; else those of others like her, when they are so many that
 * the number says nothing of any of them; else what the enterprise claims, marked as such.
 */
export function honestHour(
  product: Pick<ProductDoc, '_id' | 'paces'>,
  paces: Paces | undefined,
  publicId: string | null,
  price: number,
  claimedMinutes: number,
): Hour {
  const like = isBeginner(paces, product._id) ? product.paces.beginners : product.paces.practised
  const { tenths, source, samples } = ownPace(paces?.[product._id]) ??
    paceOfOthers(like, publicId) ?? { tenths: claimedMinutes, source: 'claimed' as const, samples: 0 }
  const minutesPerPiece = wholeTenths(tenths)
  return { minutesPerPiece, source, samples, fenPerHour: fenPerHour(price, minutesPerPiece) }
}
