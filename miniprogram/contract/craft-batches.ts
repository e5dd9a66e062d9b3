import type { PictureView } from './cases'
import type { Pieces } from './craft-claims'
import type { EnterpriseRecord } from './enterprises'

/** Products, batches and the card of a person, 巧手梦工坊. Money is integer fen, a time epoch ms, an amount of work whole pieces. */

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
