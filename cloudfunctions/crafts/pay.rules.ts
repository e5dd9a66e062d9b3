/** Wages: when they are due, and their way from owed to paid. */
import { CRAFT_LIMITS, type Entry, type PayWay, type WageState } from '../../miniprogram/contract/crafts'
import type { FieldProblem } from '../../miniprogram/contract/errors'
import { book, type Booked } from './ledger.rules'
import { DAY, HOUR, refused, type ClaimDoc, type Refused, type WageDoc } from './model.rules'

const SHANGHAI = 8 * HOUR

/** How long before the due moment the enterprise is reminded. */
export const REMIND_MS = 3 * DAY

/** How long after a payment was marked the worker is asked once more whether it came. */
export const ASK_AGAIN_MS = 3 * DAY

/** "2026-11-24", as it is in Shanghai */
export const dayOf = (ms: number): string => new Date(ms + SHANGHAI).toISOString().slice(0, 10)

/** "2026-11" */
export const monthOf = (ms: number): string => dayOf(ms).slice(0, 7)

/** The last millisecond of the Shanghai day that is `payDays` days after the count. */
export function dueAtOf(countedAt: number): number {
  const day = Math.floor((countedAt + SHANGHAI) / DAY)
  return (day + CRAFT_LIMITS.payDays + 1) * DAY - SHANGHAI - 1
}

/** When the timer must look at a wage again: to remind the one who has to pay, or the one who has to say that it came. */
function nextCheckOf(
  { state, owing, late, dueAt, marked }: Pick<WageDoc, 'state' | 'owing' | 'late' | 'dueAt' | 'marked'>,
  now: number,
): number | null {
  if (state === 'marked' && marked) return marked.at + ASK_AGAIN_MS
  if (!owing || late) return null
  return now < dueAt - REMIND_MS ? dueAt - REMIND_MS : dueAt + 1
}

type Worked = Pick<
  ClaimDoc,
  '_id' | 'batch' | 'name' | 'enterprise' | 'enterpriseName' | 'worker' | 'workerId' | 'price'
>

/**
 * What is owed once a count stands. `no`: the event by which it stands (agree, lapse, settle); `countedAt`: the time of
 * the count, of a settled objection the time it was settled. The claim gets an "owe" entry of the same amount.
 */
export function openWage(
  claim: Worked,
  { no, pieces, countedAt }: { no: number; pieces: number; countedAt: number },
): WageDoc {
  const { _id, batch, name, enterprise, enterpriseName, worker, workerId, price } = claim
  const dueAt = dueAtOf(countedAt)
  return {
    _id: `${_id}.${no}`,
    claim: _id,
    batch,
    name,
    enterprise,
    enterpriseName,
    worker,
    workerId,
    pieces,
    price,
    amount: pieces * price,
    state: 'owed',
    owing: true,
    open: true,
    month: monthOf(countedAt),
    countedAt,
    dueAt,
    marked: null,
    denied: null,
    judged: null,
    paidAt: null,
    late: false,
    disputed: false,
    nextCheckAt: dueAt - REMIND_MS,
    version: 1,
  }
}

export type WageMove =
  | { move: 'mark'; by: string; way: PayWay; proof: string; requestId: string }
  | { move: 'receive'; came: boolean; text: string | null }
  | { move: 'judge'; by: string; came: boolean; text: string; requestId: string }

/** From where each move goes. The one who is to be paid can always say that it came. */
const FROM: { readonly [M in WageMove['move']]: readonly WageState[] } = {
  mark: ['owed', 'denied'],
  receive: ['owed', 'marked', 'denied'],
  judge: ['denied'],
}

export interface Decided {
  ok: true
  set: Partial<WageDoc>
  /** what the enterprise's record counts one more of */
  record: readonly ('paidOnTime' | 'paidLate' | 'disputes')[]
}

const isDue = ({ dueAt }: Pick<WageDoc, 'dueAt'>, now: number) => now > dueAt

/** What a move makes of a wage, or why it cannot be. What the move would bring about already is no change: `set` is empty. */
export function decideWage(doc: WageDoc, move: WageMove, now: number): Decided | Refused {
  if (isDone(doc, move)) return { ok: true, set: {}, record: [] }
  if (!FROM[move.move].includes(doc.state)) return refused('NOT_NOW')
  switch (move.move) {
    case 'mark': {
      const { by, way, proof, requestId } = move
      const late = doc.late || isDue(doc, now)
      return moved(doc, now, { state: 'marked', late, marked: { at: now, by, way, proof, requestId } })
    }
    case 'receive':
      if (move.came) return paid(doc, now, {})
      if (doc.state !== 'marked') return refused('NOT_NOW')
      return moved(doc, now, { state: 'denied', denied: { at: now, text: move.text } })
    case 'judge': {
      const { by, came, text, requestId } = move
      const judged = { at: now, by, came, text, requestId }
      const decided = came
        ? paid(doc, now, { judged, disputed: true })
        : moved(doc, now, {
            state: 'owed',
            marked: null,
            late: doc.late || isDue(doc, now),
            judged,
            disputed: true,
          })
      return { ...decided, record: [...decided.record, 'disputes'] }
    }
  }
}

/** A retried call, or one that says what has been said. */
function isDone(doc: WageDoc, move: WageMove): boolean {
  switch (move.move) {
    case 'mark':
      return doc.marked?.by === move.by && doc.marked.requestId === move.requestId
    case 'receive':
      return doc.state === (move.came ? 'paid' : 'denied')
    case 'judge':
      return doc.judged?.by === move.by && doc.judged.requestId === move.requestId
  }
}

function moved(doc: WageDoc, now: number, change: Partial<WageDoc> & { state: WageState }): Decided {
  const open = change.state !== 'paid'
  const owing = change.state === 'owed' || change.state === 'denied'
  const after = { ...doc, ...change, open, owing }
  const set = { ...change, open, owing, nextCheckAt: nextCheckOf(after, now), version: doc.version + 1 }
  return { ok: true, set, record: [] }
}

/** In time or late by when the enterprise paid, not by when the worker looked; without a mark by the worker's word. */
function paid(doc: WageDoc, now: number, change: Partial<WageDoc>): Decided {
  const late = isDue(doc, doc.marked?.at ?? now)
  const decided = moved(doc, now, { ...change, state: 'paid', late, paidAt: now })
  return { ...decided, record: [late ? 'paidLate' : 'paidOnTime'] }
}

/** The claim's ledger with a payment: a line more, nothing else. */
export const withPayment = (
  entries: readonly Entry[],
  amount: number,
  now: number,
): Pick<Booked, 'entries' | 'money'> => {
  const { entries: all, money } = book(entries, [{ what: 'pay', amount }], now)
  return { entries: all, money }
}

/** What the timer does to a wage that it must look at: remind of it, call it late, or ask again whether it came, each once. */
export function checkWage(doc: WageDoc, now: number): { tell: 'soon' | 'late' | 'came' | null; set: Partial<WageDoc> } {
  if (doc.state === 'marked') return { tell: 'came', set: { nextCheckAt: null } }
  if (!doc.owing || doc.late) return { tell: null, set: { nextCheckAt: null } }
  if (isDue(doc, now)) return { tell: 'late', set: { late: true, nextCheckAt: null } }
  return { tell: 'soon', set: { nextCheckAt: doc.dueAt + 1 } }
}

/** Why there is nothing to see of a month ("2026-11"); null when there may be. */
export function monthProblem(month: string, now: number): FieldProblem | null {
  const ago = monthNumber(monthOf(now)) - monthNumber(month)
  if (ago < 0) return 'too_large'
  return ago > CRAFT_LIMITS.monthsBack ? 'too_small' : null
}

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
