import type { Template } from '../contract/messages'

/** When the person last refused each template. */
export type Refusals = { [T in Template]?: number }

const DAY = 86_400_000

/** May WeChat's sheet be shown? Not for some days after a no. */
export const mayAsk = (refusedAt: number | undefined, now: number, quietDays: number): boolean =>
  refusedAt === undefined || Math.abs(now - refusedAt) >= quietDays * DAY
