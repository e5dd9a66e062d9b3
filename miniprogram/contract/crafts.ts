import type { PictureView } from './cases'
import type { EnterpriseRecord } from './enterprises'
import type { Page, PageRequest } from './paging'

/** Piece-work at home, 巧手梦工坊. Money is integer fen, a time epoch ms, an amount of work whole pieces. */

export const CRAFT_LIMITS = {
  nameCharacters: 30,
  textCharacters: 500,
  pictures: 6,
  steps: 12,
  stepCharacters: 100,
  materials: 10,
  piecesPerBatch: 20_000,
  /** fen */
  pricePerPiece: 100_000,
  /** takes of one batch; pieces / least must stay below */
  claimsPerBatch: 1_000,
  /** open claims of one person */
  openClaims: 10,
  /** entries, counts and reports of one claim: at the end only moves that finish it */
  events: 200,
  /** pieces of a batch with a trial that a person may have who has handed in none of this product yet */
  trialPieces: 5,
  /** who has handed in fewer pieces of a product is a beginner */
  beginnerPieces: 20,
  /** how far ahead a batch may end */
  deadlineDays: 180,
  /** hours after which a take without material goes back, and the warning before */
  untouchedHours: 48,
  untouchedWarnHours: 24,
  /** days to object to a count; silence after that agrees */
  objectDays: 3,
  /** days from the count to the latest payment */
  payDays: 15,
  /** guidance, a warning and no ban */
  minutesPerDay: 240,
  minutesPerWeek: 1_440,
  /** payments marked in one call */
  wagesPerPay: 20,
  /** characters of the code that the worker shows at the counter, 5 bits each; a new one each day */
  codeCharacters: 6,
  /** own samples of minutes per piece that are kept for a product, and those of others */
  ownSamples: 9,
  otherSamples: 45,
  /** fewer others say nothing, and would say too much of each */
  leastOthers: 5,
  monthsBack: 24,
} as const

/** What doing it calls for, to find what fits a person's day. */
export interface Needs {
  sewing: boolean
  /** heavier than 5 kg to carry */
  lifting: boolean
  /** stairs without a lift where material is fetched */
  stairs: boolean
  /** needles, glue or small parts: not beside small children */
  unsafeForChildren: boolean
}

export interface Product {
  id: string
  version: number
  enterprise: string
  name: string
  pictures: PictureView[]
  steps: string[]
  /** when a piece is good */
  standard: string
  /** short-lived address of the sample video */
  video: string | null
  needs: Needs
  /** used by a batch: a changed product is a new one, so that nobody's work changes under the hands */
  frozen: boolean
}

export const BATCH_STATES = ['waiting', 'open', 'refused', 'stopped'] as const
/** waiting: for the staff; stopped: nobody can take any more, what is out goes on */
export type BatchState = (typeof BATCH_STATES)[number]

export interface Material {
  name: string
  /** in words: "每个 2 根" */
  amount: string
}

/** Where and when the counter is open. */
export interface Counter {
  place: string
  hours: string
}

/** Whose experience the minutes are. */
export type PaceSource = 'own' | 'others' | 'claimed'

/** What an hour of this work is worth, honestly. */
export interface Hour {
  /** minutes for one piece, in tenths */
  minutesPerPiece: number
  source: PaceSource
  /** samples behind it; 0 for the enterprise's claim */
  samples: number
  fenPerHour: number
}

/** Why a batch fits or does not; the phone makes the sentence. */
export type FitReason = 'sewing_yes' | 'sewing_no' | 'lifting_no' | 'stairs_no' | 'children_no' | 'time_yes' | 'time_no'
export interface Fit {
  fits: boolean
  reasons: FitReason[]
}

export interface BatchRow {
  id: string
  state: BatchState
  enterprise: string
  enterpriseName: string
  name: string
  /** fen a piece, for those who take now */
  price: number
  /** in the pool now, and in all */
  left: number
  pieces: number
  least: number
  most: number
  deadline: number
  at: number
  hour: Hour
  /** null: the person has no card, or switched it off */
  fit: Fit | null
}

export interface BatchView extends BatchRow {
  version: number
  product: Product
  materials: Material[]
  fetch: Counter
  giveBack: Counter
  /** beginners begin with a few */
  trial: boolean
  /** the enterprise's own minutes for one piece, in tenths */
  claimedMinutes: number
  prices: { price: number; from: number }[]
  /** why the staff refused it */
  reason: string | null
  record: EnterpriseRecord
  /** most pieces this person may take now; 0 with the reason */
  allowed: { pieces: number; why: TakeRefusal | null }
  /** the person's open claim in this batch */
  myClaim: string | null
  /** dated hourly minimum to compare with, fen */
  minimum: { fen: number; from: string; source: string } | null
  /** what has become of all pieces: for the enterprise and the staff */
  sums: Pieces | null
}

export const TAKE_REFUSALS = ['closed', 'sold_out', 'limit', 'too_many_open', 'no_card', 'under_age'] as const
export type TakeRefusal = (typeof TAKE_REFUSALS)[number]

/** Shown and agreed to before a take; the server refuses a take that lacks one that applies. */
export const TAKE_WARNINGS = ['day', 'week'] as const
export type TakeWarning = (typeof TAKE_WARNINGS)[number]

// ---- the ledger

/** What became of pieces: issued = accepted + rejected + returned + lost + out, at every moment. */
export interface Pieces {
  issued: number
  accepted: number
  rejected: number
  returned: number
  lost: number
  out: number
}

/** owed = paid + open, at every moment; fen */
export interface Money {
  owed: number
  paid: number
  open: number
}

export const ENTRIES = ['issue', 'accept', 'reject', 'return', 'lose', 'owe', 'pay'] as const
export type EntryWhat = (typeof ENTRIES)[number]

/** A line of the ledger of one claim; lines are added, never changed. */
export interface Entry {
  no: number
  at: number
  what: EntryWhat
  /** pieces, or fen for owe and pay */
  amount: number
}

export function piecesOf(entries: readonly Entry[]): Pieces {
  const sum = (what: EntryWhat) =>
    entries.reduce((total, entry) => (entry.what === what ? total + entry.amount : total), 0)
  const [issued, accepted, rejected, returned, lost] = [
    sum('issue'),
    sum('accept'),
    sum('reject'),
    sum('return'),
    sum('lose'),
  ] as const
  return { issued, accepted, rejected, returned, lost, out: issued - accepted - rejected - returned - lost }
}

export function moneyOf(entries: readonly Entry[]): Money {
  const sum = (what: EntryWhat) =>
    entries.reduce((total, entry) => (entry.what === what ? total + entry.amount : total), 0)
  const [owed, paid] = [sum('owe'), sum('pay')]
  return { owed, paid, open: owed - paid }
}

// ---- claims: what one person took of one batch

export const CLAIM_STATES = ['taken', 'working', 'handed_in', 'counted', 'objected', 'ended'] as const
/** taken: material not fetched yet; working: pieces are out; ended: nothing is out any more */
export type ClaimState = (typeof CLAIM_STATES)[number]

export const CLAIM_RELATIONS = ['worker', 'enterprise', 'staff', 'system'] as const
export type ClaimRelation = (typeof CLAIM_RELATIONS)[number]

export const CLAIM_COMMANDS = [
  'cancel',
  'fetch',
  'progress',
  'hand_in',
  'lose',
  'take_back',
  'count',
  'agree',
  'object',
  'settle',
  'expire',
  'lapse',
] as const
export type ClaimMove = (typeof CLAIM_COMMANDS)[number]
export type ClaimCommand = 'take' | ClaimMove

/** After these the claim is "working" while pieces are out, else "ended". */
export type ClaimTarget = ClaimState | 'by_pieces' | null

export interface ClaimRule {
  from: readonly ClaimState[]
  by: readonly ClaimRelation[]
  to: ClaimTarget
}

/** The one table of moves: server and phone read it. */
export const CLAIM_MOVES: { readonly [M in ClaimMove]: ClaimRule } = {
  /** the whole take goes back to the pool */
  cancel: { from: ['taken'], by: ['worker'], to: 'ended' },
  /** material is handed out: the worker shows the code, the counter types or scans it */
  fetch: { from: ['taken'], by: ['enterprise'], to: 'working' },
  progress: { from: ['working'], by: ['worker'], to: null },
  hand_in: { from: ['working'], by: ['worker'], to: 'handed_in' },
  /** nothing is deducted for it */
  lose: { from: ['working'], by: ['worker'], to: 'by_pieces' },
  /** undone pieces come back to the counter, with the worker's code; they go to the pool */
  take_back: { from: ['working'], by: ['enterprise'], to: 'by_pieces' },
  count: { from: ['handed_in'], by: ['enterprise'], to: 'counted' },
  agree: { from: ['counted'], by: ['worker'], to: 'by_pieces' },
  object: { from: ['counted'], by: ['worker'], to: 'objected' },
  settle: { from: ['objected'], by: ['staff'], to: 'by_pieces' },
  expire: { from: ['taken'], by: ['system'], to: 'ended' },
  /** silence after the days to object agrees */
  lapse: { from: ['counted'], by: ['system'], to: 'by_pieces' },
}

/** The moves open to a person who stands in these relations to a claim in this state. */
export function possibleClaimMoves(state: ClaimState, relations: readonly ClaimRelation[]): ClaimMove[] {
  return CLAIM_COMMANDS.filter(
    (move) =>
      CLAIM_MOVES[move].from.includes(state) && CLAIM_MOVES[move].by.some((relation) => relations.includes(relation)),
  )
}

/** accepted + rework + rejected = handed in; rework stays with the worker */
export interface Tally {
  accepted: number
  rework: number
  rejected: number
}

export type ClaimInput =
  | { move: 'cancel' | 'agree' }
  | { move: 'fetch'; code: string }
  /** done: pieces finished so far; minutes: worked since the last report */
  | { move: 'progress'; done: number; minutes: number }
  | { move: 'hand_in'; pieces: number; minutes: number }
  | { move: 'lose'; pieces: number; text: string }
  | { move: 'take_back'; code: string; pieces: number }
  /** text when anything is not accepted, a picture when anything is rejected */
  | ({ move: 'count'; text?: string; pictures?: string[] } & Tally)
  | { move: 'object'; text: string }
  | ({ move: 'settle'; text: string } & Tally)

export interface ClaimEvent {
  no: number
  at: number
  command: ClaimCommand
  state: ClaimState
  by: { as: ClaimRelation; name: string | null }
  text: string | null
  pictures: string[]
  pieces?: number
  minutes?: number
  tally?: Tally
}

export interface ClaimRow {
  id: string
  state: ClaimState
  batch: string
  name: string
  enterprise: string
  enterpriseName: string
  price: number
  pieces: Pieces
  money: Money
  /** handed in and not counted, or counted and not agreed to */
  tally: Tally | null
  handedIn: number
  /** done so far, as the worker says */
  done: number
  takenAt: number
  updatedAt: number
  /** when the present state runs out: fetch by, agree by; null: by the batch's deadline */
  dueAt: number | null
  deadline: number
  /** the worker's name, for the enterprise and the staff */
  worker: string
}

export interface ClaimView extends ClaimRow {
  version: number
  relations: ClaimRelation[]
  moves: ClaimMove[]
  /** of the worker alone: today's code to show at the counter */
  code: string | null
  minutes: number
  fetch: Counter
  giveBack: Counter
  pictures: PictureView[]
  events: ClaimEvent[]
  entries: Entry[]
  wages: WageRow[]
}

export interface ClaimMoved {
  id: string
  state: ClaimState
  version: number
  pieces: Pieces
}

// ---- wages: what is owed for one count

export const WAGE_STATES = ['owed', 'marked', 'denied', 'paid'] as const
/** marked: the enterprise says it paid; denied: the worker says nothing came, the staff look */
export type WageState = (typeof WAGE_STATES)[number]

export const PAY_WAYS = ['wechat', 'alipay', 'bank', 'cash'] as const
export type PayWay = (typeof PAY_WAYS)[number]
export const PAY_WAY_NAMES: { readonly [W in PayWay]: string } = {
  wechat: '微信',
  alipay: '支付宝',
  bank: '银行卡',
  cash: '现金',
}

export interface WageRow {
  id: string
  claim: string
  name: string
  enterprise: string
  enterpriseName: string
  /** for the enterprise and the staff */
  worker: string
  pieces: number
  price: number
  amount: number
  state: WageState
  countedAt: number
  /** last moment to pay, end of a Shanghai day */
  dueAt: number
  late: boolean
  marked: { at: number; way: PayWay; proof: string } | null
  /** the last time the worker said that nothing came, and what the staff found out */
  denied: { at: number; text: string | null } | null
  judged: { at: number; came: boolean; text: string } | null
  paidAt: number | null
}

export interface MonthSum {
  /** "2026-11", Shanghai, of the count */
  month: string
  pieces: number
  owed: number
  paid: number
  open: number
}

/** A person's card for piece-work. */
export interface CraftCard {
  /** hours free on a usual day */
  hours: number
  sewing: boolean
  lifting: boolean
  stairs: boolean
  smallChildren: boolean
  /** "fits my day" is on (PIPL §24: it can be switched off) */
  match: boolean
}

/** `video` of a changed product: the one it has stays. */
export const KEPT_VIDEO = 'kept'

/** How a draft of a product or a batch comes in. */
export interface ProductInput {
  name: string
  /** cloud file ids of new ones, ids of those that stay */
  pictures: string[]
  steps: string[]
  standard: string
  /** a cloud file id, or KEPT_VIDEO; absent: none */
  video?: string
  needs: Needs
}

export interface BatchInput {
  product: string
  pieces: number
  price: number
  claimedMinutes: number
  least: number
  most: number
  materials: Material[]
  fetch: Counter
  giveBack: Counter
  deadline: number
  trial: boolean
}

export interface CraftsApi {
  // for the worker
  'crafts.card': { in: Record<string, never>; out: { card: CraftCard | null } }
  /** born ("2001-05") is asked the first time only, checked and not kept; INVALID_INPUT born: too_young under 16 */
  'crafts.keep': { in: CraftCard & { born?: string }; out: { card: CraftCard } }
  'crafts.forget': { in: Record<string, never>; out: { done: true } }
  'crafts.batches': { in: PageRequest; out: Page<BatchRow> }
  'crafts.batch': { in: { id: string }; out: BatchView }
  /**
   * price: the one the person saw, else CONFLICT; agree: to the enterprise seeing the name (PIPL §23). INVALID_INPUT tells
   * in `batch` a TakeRefusal, in `pieces` too_large:n or too_small:n, in `warned` what is to be agreed to: "day,week".
   */
  'crafts.take': {
    in: { batch: string; price: number; pieces: number; agree: true; warned?: TakeWarning[] }
    out: ClaimMoved
  }
  'crafts.mine': { in: PageRequest & { ended?: boolean }; out: Page<ClaimRow> }
  'crafts.claim': { in: { id: string }; out: ClaimView }
  /** a wrong code: INVALID_INPUT code: wrong; LIMIT after five in an hour. A tally of another sum: accepted: not_the_sum:n */
  'crafts.move': { in: { id: string; version: number } & ClaimInput; out: ClaimMoved }
  /** a worker's month of counts (default: this one), newest first, and its sum */
  'crafts.money': {
    in: PageRequest & { month?: string }
    out: Page<WageRow> & { sum: MonthSum }
  }
  /** the money came, or did not */
  'crafts.receive': { in: { wage: string; came: boolean; text?: string }; out: WageRow }

  // for the enterprise
  'crafts.products': { in: PageRequest & { enterprise: string }; out: Page<Product> }
  'crafts.design': {
    in: { enterprise: string; id?: string; version?: number } & ProductInput
    out: { id: string; version: number }
  }
  'crafts.post': { in: { enterprise: string } & BatchInput; out: { id: string; state: BatchState; version: number } }
  /** a new price for later takes, or no more takes */
  'crafts.adjust': {
    in: { id: string; version: number } & ({ price: number } | { stop: true })
    out: { id: string; state: BatchState; version: number; price: number }
  }
  'crafts.own': { in: PageRequest & { enterprise: string }; out: Page<BatchRow & { sums: Pieces }> }
  /** those who have something of this enterprise: open claims, or all in one state; who waits longest comes first */
  'crafts.counter': { in: PageRequest & { enterprise: string; state?: ClaimState }; out: Page<ClaimRow> }
  'crafts.payments': {
    in: PageRequest & { enterprise: string; month?: string }
    /** without a month: what is not paid yet, the longest due first, and no sum */
    out: Page<WageRow> & { sum: MonthSum | null }
  }
  'crafts.pay': {
    in: { enterprise: string; wages: string[]; way: PayWay; proof: string }
    out: { done: string[]; amount: number }
  }
  /** the worker's name and telephone, for the enterprise of an open claim; the look is logged */
  'crafts.contact': { in: { claim: string }; out: { name: string | null; phone: string | null } }

  // for the staff
  'crafts.desk': {
    in: PageRequest & { what: 'approvals' | 'objections' | 'arrears' | 'denied' }
    out: { batches?: Page<BatchRow>; claims?: Page<ClaimRow>; wages?: Page<WageRow> }
  }
  'crafts.approve': {
    in: { id: string; version: number; approve: boolean; reason?: string }
    out: { id: string; state: BatchState; version: number }
  }
  /** the staff find out whether a denied payment came; the row comes without the worker's name, which the desk has */
  'crafts.judge': { in: { wage: string; came: boolean; text: string }; out: WageRow }

  /** a month as an Excel file, base64: the worker's own, or an enterprise's for its members */
  'crafts.statement': { in: { month: string; enterprise?: string }; out: { name: string; file: string } }
}
