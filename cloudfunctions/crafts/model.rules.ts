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
  /** the call that made it or changed it last, and who: a retried call finds it */
  requestId: string
  by: string
  version: number
}

/** Tenths of a minute a piece in one hand-in, 0 when no time was written down; `of` says which, so that none counts twice. */
export interface OwnSample {
  of: string
  tenths: number
}

/** `who`: public id, so that one person does not count as many. */
export interface Sample extends OwnSample {
  who: string
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
  /** digest of person and call of the last price, stop or approval: a retried call finds it */
  lastCall: string | null
  createdAt: number
  version: number
}

/** How a move of a claim changes its batch. Zero changes are left out. */
export interface BatchDelta {
  /** pieces into the pool, or out of it */
  left?: number
  /** pieces that count for the worker's `most` */
  held?: number
  sums: Partial<Pieces>
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
  /** of a hand-in that tells the pace: minutes that its pieces took */
  worked?: number
  /** length of the ledger after it: what a repeated call is answered from */
  entries: number
}

/** A wrong code at the counter, and the call that brought it. */
export interface WrongCode {
  at: number
  requestId: string
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
  /** "0" … while open, one claim a seat, so that nobody gets more open claims than there are seats; then the claim's id */
  seat: string
  /** fen a piece, as it was when it was taken */
  price: number
  /** minutes a piece in tenths that were shown at the take */
  minutesPerPiece: number
  /** isBeginner() of the person and the product at the take: whose experience this claim adds to */
  beginner: boolean
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
  /** wrong codes of the last hour, newest last; how many ever, the guard of parallel guesses */
  wrongCodes: WrongCode[]
  codeTries: number
  /** number of the last event */
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
  /** the last time that the worker said nothing came, and what the staff found out */
  denied: { at: number; text: string | null } | null
  judged: { at: number; by: string; came: boolean; text: string; requestId: string } | null
  paidAt: number | null
  /** the due day went by unpaid; stays, also when it is paid later */
  late: boolean
  /** the staff had to look */
  disputed: boolean
  nextCheckAt: number | null
  version: number
}

export interface OwnPace {
  samples: OwnSample[]
  pieces: number
}

export interface CrafterDoc extends CraftCard {
  /** openid */
  _id: string
  /** when the birth month that was typed showed 16 years; the month itself is not kept */
  adultSeenAt: number
  /** own pace by product, newest last, and pieces handed in so far */
  paces: { [product: string]: OwnPace }
  version: number
}

export interface Refused {
  ok: false
  code: ErrorCode
  fields?: Record<string, FieldProblem>
}

export const refused = (code: ErrorCode, fields?: Record<string, FieldProblem>): Refused =>
  fields ? { ok: false, code, fields } : { ok: false, code }
