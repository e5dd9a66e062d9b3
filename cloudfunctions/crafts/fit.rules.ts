/** Does a batch fit a person's day? It can be switched off, and each answer comes with its reasons (PIPL §24). */
import type { CraftCard, Fit, FitReason, Needs } from '../../miniprogram/contract/crafts'
import { DAY } from './model.rules'

/** What of a batch has to do with time. */
export interface Effort {
  /** the fewest pieces one can take */
  least: number
  /** tenths of a minute, for this person */
  minutesPerPiece: number
  deadline: number
}

const isNo = (reason: FitReason) => reason.endsWith('_no')

/** null: no card, or the person has switched it off. */
export function fitOf(card: CraftCard | null, needs: Needs, effort: Effort, now: number): Fit | null {
  if (!card?.match) return null
  const reasons: FitReason[] = []
  if (needs.sewing) reasons.push(card.sewing ? 'sewing_yes' : 'sewing_no')
  if (needs.lifting && !card.lifting) reasons.push('lifting_no')
  if (needs.stairs && !card.stairs) reasons.push('stairs_no')
  if (needs.unsafeForChildren && card.smallChildren) reasons.push('children_no')
  reasons.push(minutesOf(effort) <= freeMinutes(card, effort, now) ? 'time_yes' : 'time_no')
  return { fits: !reasons.some(isNo), reasons }
}

const minutesOf = ({ least, minutesPerPiece }: Effort) => (least * minutesPerPiece) / 10

/** What is left of today counts by its share. */
const freeMinutes = ({ hours }: CraftCard, { deadline }: Effort, now: number) =>
  (Math.max(0, deadline - now) / DAY) * hours * 60
