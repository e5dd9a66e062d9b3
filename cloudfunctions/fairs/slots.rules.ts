/** The talks' times of a fair: everybody talks, changes and rests at the same moments. */
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'

export const MINUTE = 60_000
const TALK_MS = FAIR_LIMITS.talkMinutes * MINUTE
const STEP_MS = TALK_MS + FAIR_LIMITS.changeMinutes * MINUTE

/** When the talks begin, by number of the slot; after each six of them everybody rests for as long as one. */
export function slotsOf({ opensAt, closesAt }: { opensAt: number; closesAt: number }): number[] {
  const { talksBeforeBreak } = FAIR_LIMITS
  const slots: number[] = []
  for (let step = 0; opensAt + step * STEP_MS + TALK_MS <= closesAt; step++) {
    const isRest = step % (talksBeforeBreak + 1) === talksBeforeBreak
    if (!isRest) slots.push(opensAt + step * STEP_MS)
  }
  return slots
}

/** The talk that began then is over. */
export const isTalkOver = (at: number, now: number): boolean => now >= at + TALK_MS
