/** What each move changes by itself. */
import { CRAFT_LIMITS, type ClaimInput, type Tally } from '../../miniprogram/contract/crafts'
import type { Line } from './ledger.rules'
import { DAY, refused, type ClaimDoc, type EventDoc, type Picture, type Refused } from './model.rules'

/** A move with what the server added. */
export interface Step {
  input: ClaimInput | { move: 'expire' | 'lapse' }
  requestId: string
  now: number
  /** checked pictures of a count */
  pictures?: readonly Picture[]
  /** the worker's codes that are good now; the input's is tidied */
  codes?: readonly string[]
  /** pieces that come back go into the pool again; else they only come back */
  isBatchOpen?: boolean
}

export interface Change {
  lines: readonly Line[]
  set: Partial<ClaimDoc>
  /** details of the event */
  said?: Pick<EventDoc, 'pieces' | 'minutes' | 'tally' | 'worked'>
  /** when the pieces that are owed for were counted */
  countedAt?: number
}

/** The lines and fields of a move; state and what follows from it are added after. Or why it cannot be. */
export function changeOf(doc: ClaimDoc, input: Step['input'], now: number): Change | Refused {
  const { pieces, done } = doc
  switch (input.move) {
    case 'cancel':
      return allBack(doc)
    case 'expire':
      return isDue(doc, now) ? allBack(doc) : refused('NOT_NOW')
    case 'fetch':
      return { lines: [], set: {} }
    case 'progress': {
      if (input.done > pieces.out) return refused('INVALID_INPUT', { done: `too_large:${pieces.out}` })
      const { minutes } = input
      const worked = { minutesOpen: doc.minutesOpen + minutes, minutes: doc.minutes + minutes }
      return { lines: [], set: { done: input.done, ...worked }, said: { pieces: input.done, minutes } }
    }
    case 'hand_in': {
      const problem = amountProblem(input.pieces, pieces.out)
      if (problem) return problem
      const worked = minutesFor(doc, input)
      return {
        lines: [],
        set: {
          handedIn: input.pieces,
          done: Math.max(0, done - input.pieces),
          minutesOpen: doc.minutesOpen + input.minutes - worked,
          minutes: doc.minutes + input.minutes,
        },
        said: { pieces: input.pieces, minutes: input.minutes, ...(tellsPace(doc) ? { worked } : {}) },
      }
    }
    case 'lose':
    case 'take_back': {
      const problem = amountProblem(input.pieces, pieces.out)
      if (problem) return problem
      const what = input.move === 'lose' ? 'lose' : 'return'
      return {
        lines: [{ what, amount: input.pieces }],
        set: { done: Math.min(done, pieces.out - input.pieces) },
        said: { pieces: input.pieces },
      }
    }
    case 'count': {
      const { accepted, rework, rejected, text, pictures = [] } = input
      const tally = { accepted, rework, rejected }
      if (sumOf(tally) !== doc.handedIn) return refused('INVALID_INPUT', { accepted: `not_the_sum:${doc.handedIn}` })
      if (rework + rejected > 0 && text === undefined) return refused('INVALID_INPUT', { text: 'missing' })
      if (rejected > 0 && pictures.length === 0) return refused('INVALID_INPUT', { pictures: 'missing' })
      const dueAt = now + CRAFT_LIMITS.objectDays * DAY
      return {
        lines: [],
        set: { count: { ...tally, at: now, text: text ?? null, pictures: [] }, dueAt, nextCheckAt: dueAt },
        said: { tally },
      }
    }
    case 'agree':
    case 'lapse':
      if (!doc.count || (input.move === 'lapse' && !isDue(doc, now))) return refused('NOT_NOW')
      return agreed(doc.count, doc.count.at)
    case 'object':
      return isDue(doc, now) ? refused('NOT_NOW') : { lines: [], set: {} }
    case 'settle': {
      const { accepted, rework, rejected } = input
      const tally = { accepted, rework, rejected }
      if (sumOf(tally) !== doc.handedIn) return refused('INVALID_INPUT', { accepted: `not_the_sum:${doc.handedIn}` })
      // the days to pay begin when it is settled: nobody is late for what was in dispute
      return { ...agreed(tally, now), said: { tally } }
    }
  }
}

const sumOf = ({ accepted, rework, rejected }: Tally) => accepted + rework + rejected

const isDue = ({ dueAt }: ClaimDoc, now: number) => dueAt !== null && now >= dueAt

function amountProblem(pieces: number, most: number): Refused | null {
  if (pieces < 1) return refused('INVALID_INPUT', { pieces: 'too_small:1' })
  return pieces > most ? refused('INVALID_INPUT', { pieces: `too_large:${most}` }) : null
}

const allBack = ({ pieces }: ClaimDoc): Change => ({
  lines: [{ what: 'return', amount: pieces.out }],
  set: { done: 0 },
  said: { pieces: pieces.out },
})

/** Accepted pieces are owed for, rejected ones are not; rework stays with the worker. */
const agreed = ({ accepted, rejected }: Tally, countedAt: number): Change => ({
  lines: [
    { what: 'accept', amount: accepted },
    { what: 'reject', amount: rejected },
  ],
  set: { handedIn: 0, count: null },
  countedAt,
})

/** The minutes of a hand-in: its share of those worked since the last one, by pieces done. */
function minutesFor(
  { minutesOpen, done }: Pick<ClaimDoc, 'minutesOpen' | 'done'>,
  { pieces, minutes }: { pieces: number; minutes: number },
): number {
  return Math.round(((minutesOpen + minutes) * pieces) / Math.max(done, pieces))
}

/** Pieces made over again take other minutes: after rework a hand-in says nothing of the pace. */
const tellsPace = ({ events }: Pick<ClaimDoc, 'events'>): boolean =>
  events.every(({ tally }) => (tally?.rework ?? 0) === 0)
