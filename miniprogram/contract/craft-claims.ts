import type { PictureView } from './cases'
import type { Counter } from './craft-batches'

/** What people took, did and are owed: pieces and money are lines that are only added. */

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
