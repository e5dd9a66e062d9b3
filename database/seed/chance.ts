/** Chance that can be repeated: the same seed gives the same estate. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number
  /** 0 … below − 1 */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  /** one of the keys, as often as its weight says */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  bytes(length: number): Uint8Array
}

/** mulberry32: 32 bits of state, plenty for made-up data */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        rest -= weight
        if (rest < 0) return key
      }
      return (entries.at(-1) as [keyof typeof weights, number])[0]
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
