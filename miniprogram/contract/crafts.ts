import type {
  BatchInput,
  BatchRow,
  BatchState,
  BatchView,
  CraftCard,
  Product,
  ProductInput,
  TakeWarning,
} from './craft-batches'
import type {
  ClaimInput,
  ClaimMoved,
  ClaimRow,
  ClaimState,
  ClaimView,
  MonthSum,
  PayWay,
  Pieces,
  WageRow,
} from './craft-claims'
import type { Page, PageRequest } from './paging'

/** Piece-work at home, 巧手梦工坊: its limits and routes. Money is integer fen, a time epoch ms, an amount of work whole pieces. */

export * from './craft-batches'
export * from './craft-claims'

export const CRAFT_LIMITS = {
  nameCharacters: 30,
  textCharacters: 500,
  /** of a counter: where, and when it is open */
  placeCharacters: 60,
  /** what helps to find a payment again: "尾号 0291，11月20日" */
  proofCharacters: 60,
  /** why a batch is refused */
  reasonCharacters: 200,
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
