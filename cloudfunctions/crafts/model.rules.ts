/** The documents of piece-work. Openids never leave the server. */
import type { PictureView } from '../../miniprogram/contract/cases'
import type {
  BatchInput,
  BatchState,
  ClaimCommand,
  ClaimRelation,
  ClaimState,
  CraftCard,
  Entry,
  Money,
  Needs,
  PayWay,
  Pieces,
  Tally,
  WageState,
} from '../../miniprogram/contract/crafts'
import type { ErrorCode, FieldProblem } from '../../miniprogram/contract/errors'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export interface Picture {
  id: string
  fileId: string
  traceId: string
  state: PictureView['state']
}

export interface ProductDoc {
  _id: string
  enterprise: string
  name: string
  pictures: Picture[]
  steps: string[]
  standard: string
  /** cloud file id; shown to others once the staff approved a batch of it */
  video: string | null
  needs: Needs
  frozen: boolean
  /** minutes per piece, in tenths, of the last claims: of those who had done fewer than 20 pieces of it, and of the rest */
  paces: { beginners: Sample[]; practised: Sample[] }
  createdAt: number
  /** of the call that made it: a retried call finds it */
  requestId: string
  by: string
  version: number
}

/** One finished hand-in: whose (public id, so that one person does not count as many), and tenths of a minute a piece. */
export interface Sample {
  who: string
  tenths: number
}

export interface BatchDoc extends Omit<BatchInput, 'product'> {
  _id: string
  state: BatchState
  product: string
  /** as it was called when it was posted */
  name: string
  needs: Needs
  enterprise: string
  enterpriseName: string
  /** in the pool; pieces − left = issued − returned − what went back */
  left: number
  /** pieces that a person holds or has finished of this batch, by public id: what `most` counts */
  takers: { [person: string]: number }
  /** sums of the claims' ledgers */
  sums: Pieces
  /** newest last; the last is what a take gets */
  prices: { price: number; from: number }[]
  reason: string | null
  /** openid of who posted it, and the call */
  by: string
  requestId: string
  createdAt: number
  version: number
}

export interface Count extends Tally {
  at: number
  text: string | null
  pictures: string[]
}

export interface EventDoc {
  no: number
  at: number
  requestId: string
  command: ClaimCommand
  state: ClaimState
  by: { openid: string | null; as: ClaimRelation; name: string | null }
  text: string | null
  pictures: string[]
  pieces?: number
  minutes?: number
  tally?: Tally
}

export interface ClaimDoc {
  _id: string
  batch: string
  product: string
  name: string
  enterprise: string
  enterpriseName: string
  /** openid and public id */
  worker: string
  workerId: string
  requestId: string
  state: ClaimState
  open: boolean
  /** fen a piece, as it was when it was taken */
  price: number
  /** minutes a piece in tenths that were shown at the take */
  minutesPerPiece: number
  /** the two ledgers; sums follow from the entries alone */
  entries: Entry[]
  pieces: Pieces
  money: Money
  /** pieces that lie at the counter uncounted, and the count that waits for the worker's word */
  handedIn: number
  count: Count | null
  /** pieces done so far, as the worker says; minutes worked since the last hand-in, and in all */
  done: number
  minutesOpen: number
  minutes: number
  events: EventDoc[]
  pictures: Picture[]
  takenAt: number
  updatedAt: number
  dueAt: number | null
  deadline: number
  /** when the timer must look again; null: never */
  nextCheckAt: number | null
  /** objected: lies at the staff's desk */
  version: number
}

export interface WageDoc {
  /** claim id, a dot, and the number of the event that agreed to the count */
  _id: string
  claim: string
  batch: string
  name: string
  enterprise: string
  enterpriseName: string
  worker: string
  workerId: string
  pieces: number
  price: number
  /** pieces × price */
  amount: number
  state: WageState
  /** owed or denied: somebody still has to pay */
  owing: boolean
  /** not paid yet */
  open: boolean
  /** Shanghai month of the count */
  month: string
  countedAt: number
  dueAt: number
  marked: { at: number; by: string; way: PayWay; proof: string; requestId: string } | null
  paidAt: number | null
  /** the due day went by unpaid; stays, also when it is paid later */
  late: boolean
  /** the staff had to look */
  disputed: boolean
  nextCheckAt: number | null
  version: number
}

export interface CrafterDoc extends CraftCard {
  /** openid */
  _id: string
  /** when the birth month that was typed showed 16 years; the month itself is not kept */
  adultSeenAt: number
  /** own minutes a piece in tenths, newest last, and pieces accepted, by product */
  paces: { [product: string]: { tenths: number[]; pieces: number } }
  version: number
}

export interface Refused {
  ok: false
  code: ErrorCode
  fields?: Record<string, FieldProblem>
}

export const refused = (code: ErrorCode, fields?: Record<string, FieldProblem>): Refused =>
  fields ? { ok: false, code, fields } : { ok: false, code }
