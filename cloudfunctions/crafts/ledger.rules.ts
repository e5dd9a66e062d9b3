/** The two ledgers of a claim: lines are added, never changed, and the sums follow from the lines alone. */
import {
  moneyOf,
  piecesOf,
  type Entry,
  type EntryWhat,
  type Money,
  type Pieces,
} from '../../miniprogram/contract/crafts'

export interface Line {
  what: EntryWhat
  /** pieces, or fen for owe and pay; a line of nothing is left out */
  amount: number
}

export interface Booked {
  /** the lines that were added */
  added: Entry[]
  entries: Entry[]
  pieces: Pieces
  money: Money
}

/** Adds lines. Throws rather than write a ledger that cannot be: more came back than went out, more was paid than owed. */
export function book(entries: readonly Entry[], lines: readonly Line[], at: number): Booked {
  const added = lines
    .filter(({ amount }) => amount !== 0)
    .map(({ what, amount }, index) => ({ no: entries.length + index + 1, at, what, amount }))
  const all = [...entries, ...added]
  const [pieces, money] = [piecesOf(all), moneyOf(all)]
  const isSound =
    added.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0) && pieces.out >= 0 && money.open >= 0
  if (!isSound) throw new Error(`unsound ledger: ${JSON.stringify(added)}`)
  return { added, entries: all, pieces, money }
}

/** How sums change; what stays is left out. */
export function piecesDelta(before: Pieces, after: Pieces): Partial<Pieces> {
  const kinds = Object.keys(after) as (keyof Pieces)[]
  return Object.fromEntries(
    kinds.map((kind) => [kind, after[kind] - before[kind]] as const).filter(([, by]) => by !== 0),
  )
}

export const NO_PIECES: Pieces = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }
