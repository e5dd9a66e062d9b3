/** Numbers that people compare, as a bar. Pure. */

export type Tone = 'done' | 'waiting' | 'brand' | 'quiet'

export interface Part {
  name: string
  /** with the number: 合格 12 */
  text: string
  count: number
  tone: Tone
}

export const part = (name: string, count: number, tone: Tone, text = `${name} ${count}`): Part => ({
  name,
  text,
  count,
  tone,
})

/** What there is none of is not drawn. */
export const drawn = (parts: readonly Part[]): Part[] => parts.filter(({ count }) => count > 0)
