/** What may be taken of a batch, and what a batch may be. */
import { CRAFT_LIMITS, type BatchInput, type TakeRefusal } from '../../miniprogram/contract/crafts'
import type { FieldProblem } from '../../miniprogram/contract/errors'
import { DAY, type BatchDoc } from './model.rules'
import { piecesMade, type Paces } from './pace.rules'

/** One who would take. */
export interface Taker {
  /** public id; null for one who has left nothing with us */
  id: string | null
  /** null: no card */
  card: { adultSeenAt: number; paces: Paces } | null
  openClaims: number
}

export interface TakeLimit {
  /** most pieces, 0 with the reason */
  pieces: number
  /** fewest pieces in one take: the batch's least, or what is left or allowed; a trial may be of one */
  least: number
  why: TakeRefusal | null
}

type Offered = Pick<BatchDoc, 'state' | 'deadline' | 'left' | 'least' | 'most' | 'takers' | 'trial' | 'product'>

/** The one rule of taking: batches are shown with it, and takes are decided by it. `isActive`: the enterprise may work here. */
export function takeLimit(batch: Offered, taker: Taker, isActive: boolean, now: number): TakeLimit {
  const no = (why: TakeRefusal): TakeLimit => ({ pieces: 0, least: 0, why })
  if (!isActive || batch.state !== 'open' || now >= batch.deadline) return no('closed')
  if (batch.left <= 0) return no('sold_out')
  const { id, card, openClaims } = taker
  if (!card) return no('no_card')
  if (!card.adultSeenAt) return no('under_age')
  if (openClaims >= CRAFT_LIMITS.openClaims) return no('too_many_open')
  const has = (id === null ? undefined : batch.takers[id]) ?? 0
  const isTrial = batch.trial && piecesMade(card.paces, batch.product) === 0
  const most = isTrial ? Math.min(CRAFT_LIMITS.trialPieces, batch.most) : batch.most
  if (has >= most) return no('limit')
  // the document names its takers, so there may not be any number of them
  if (has === 0 && Object.keys(batch.takers).length >= CRAFT_LIMITS.claimsPerBatch) return no('sold_out')
  const pieces = Math.min(most - has, batch.left)
  return { pieces, least: isTrial ? 1 : Math.min(batch.least, pieces), why: null }
}

/** Words that ask a worker for money (劳动合同法 §9, 就业促进法 §41), however they are spaced out. */
const DEPOSIT = /押金|保证金|担保金|培训费|报名费/
const FILLERS = /[\s\u200b-\u200f\u2060\ufeff.·・*_~\-—]/g

export const asksForMoney = (texts: readonly string[]): boolean =>
  texts.some((text) => DEPOSIT.test(text.normalize('NFKC').replace(FILLERS, '')))

/** Everything people wrote in a draft of a batch. */
export const textsOfBatch = ({
  materials,
  fetch,
  giveBack,
}: Pick<BatchInput, 'materials' | 'fetch' | 'giveBack'>): string[] => [
  ...materials.flatMap(({ name, amount }) => [name, amount]),
  fetch.place,
  fetch.hours,
  giveBack.place,
  giveBack.hours,
]

/** Why there cannot be such a batch; null when there can. */
export function batchProblem(
  { pieces, least, most, deadline }: Pick<BatchInput, 'pieces' | 'least' | 'most' | 'deadline'>,
  now: number,
): Record<string, FieldProblem> | null {
  if (most > pieces) return { most: 'too_large' }
  if (least > most) return { least: 'too_large' }
  if (Math.ceil(pieces / least) > CRAFT_LIMITS.claimsPerBatch) return { least: 'too_small' }
  if (deadline < now + DAY) return { deadline: 'too_small' }
  return deadline > now + CRAFT_LIMITS.deadlineDays * DAY ? { deadline: 'too_large' } : null
}
