/** What a move makes of a claim, its batch and its wages, or why it cannot be. Nothing is changed in place. */
import {
  CLAIM_MOVES,
  CRAFT_LIMITS,
  type ClaimMove,
  type ClaimRelation,
  type ClaimState,
  type Entry,
} from '../../miniprogram/contract/crafts'
import type { Grant } from '../../miniprogram/contract/estate'
import { changeOf, type Change, type Step } from './claim-changes.rules'
import { book, piecesDelta } from './ledger.rules'
import {
  HOUR,
  refused,
  type BatchDelta,
  type ClaimDoc,
  type EventDoc,
  type Picture,
  type Refused,
  type WageDoc,
  type WrongCode,
} from './model.rules'
import { openWage } from './pay.rules'

/** Who makes a move. openid null: the system itself. */
export interface Actor {
  openid: string | null
  name: string | null
  grants: readonly Grant[]
  enterprises: readonly { id: string }[]
}

export const SYSTEM: Actor = { openid: null, name: null, grants: [], enterprises: [] }

/**
 * How a person stands to a claim: as one thing only. Nobody counts the own pieces, and staff who act for the enterprise
 * settle no objection to its counts.
 */
export function relationsTo(
  claim: Pick<ClaimDoc, 'worker' | 'enterprise'>,
  { openid, grants, enterprises }: Actor,
): ClaimRelation[] {
  if (openid === null) return ['system']
  if (claim.worker === openid) return ['worker']
  if (enterprises.some(({ id }) => id === claim.enterprise)) return ['enterprise']
  return grants.some(({ role }) => role === 'staff') ? ['staff'] : []
}

export interface Decided {
  ok: true
  /** the whole claim after it */
  claim: ClaimDoc
  event: EventDoc
  /** the fields that changed; entries, events and pictures grow by what is named here */
  set: Partial<ClaimDoc>
  added: readonly Entry[]
  pictures: readonly Picture[]
  /** null: the batch stays as it is */
  batch: BatchDelta | null
  wage: WageDoc | null
}

/** A wrong code is refused, and remembered. */
export interface WrongCodeRefused extends Refused {
  wrongCodes: WrongCode[]
}

export const isWrongCode = (result: Decided | Refused): result is WrongCodeRefused => 'wrongCodes' in result

/** Moves that add lines to a ledger: they touch claim, batch and wages in one transaction. */
export const LEDGER_MOVES: readonly ClaimMove[] = ['cancel', 'lose', 'take_back', 'agree', 'settle', 'expire', 'lapse']
/** Those by which pieces come back: whether to the pool, the batch must tell. */
export const RETURNING_MOVES: readonly ClaimMove[] = ['cancel', 'take_back', 'expire']
/** Moves that only add: no matter what happened since the person looked. */
export const ADDING_MOVES: readonly ClaimMove[] = ['progress']

export function decide(doc: ClaimDoc, actor: Actor, step: Step): Decided | Refused | WrongCodeRefused {
  const { input, now } = step
  const rule = CLAIM_MOVES[input.move]
  const relations = relationsTo(doc, actor)
  if (relations.length === 0) return refused('NOT_FOUND')
  const as = rule.by.find((relation) => relations.includes(relation))
  if (as === undefined) return refused('FORBIDDEN')
  if (!rule.from.includes(doc.state)) return refused('NOT_NOW')
  const bad = 'code' in input ? codeProblem(doc, input.code, step) : null
  if (bad) return bad
  const change = changeOf(doc, input, now)
  if ('ok' in change) return change
  if (doc.version >= CRAFT_LIMITS.events && leavesMore(doc, input)) return refused('LIMIT')
  return complete(doc, { as, actor, step, change })
}

/** Near the end of the story only moves that leave nothing of what they are about. */
function leavesMore({ pieces }: ClaimDoc, input: Step['input']): boolean {
  if (input.move === 'progress') return true
  if ('rework' in input) return input.rework > 0
  return 'pieces' in input && input.pieces < pieces.out
}

const MOST_WRONG_CODES = 5

function codeProblem(
  doc: ClaimDoc,
  code: string,
  { codes = [], now, requestId }: Step,
): Refused | WrongCodeRefused | null {
  const recent = doc.wrongCodes.filter(({ at }) => at > now - HOUR)
  const wrong = refused('INVALID_INPUT', { code: 'wrong' })
  if (recent.some((one) => one.requestId === requestId)) return wrong
  if (recent.length >= MOST_WRONG_CODES) return refused('LIMIT')
  if (codes.includes(code)) return null
  return { ...wrong, wrongCodes: [...recent, { at: now, requestId }] }
}

interface Completing {
  as: ClaimRelation
  actor: Actor
  step: Step
  change: Change
}

/** Adds what follows from a change: the ledgers, the state, the event, and what becomes of batch and wages. */
function complete(doc: ClaimDoc, { as, actor, step, change }: Completing): Decided {
  const { input, now, requestId, pictures = [], isBatchOpen = false } = step
  const no = doc.version + 1
  const accepted = change.lines.find(({ what }) => what === 'accept')?.amount ?? 0
  const lines = accepted > 0 ? [...change.lines, { what: 'owe' as const, amount: accepted * doc.price }] : change.lines
  const booked = book(doc.entries, lines, now)
  const state = stateAfter(input.move, doc.state, booked.pieces.out)
  const open = state !== 'ended'
  const set: Partial<ClaimDoc> = {
    ...(booked.added.length > 0 ? { pieces: booked.pieces, money: booked.money } : {}),
    dueAt: state === doc.state ? doc.dueAt : null,
    nextCheckAt: state === doc.state ? doc.nextCheckAt : null,
    ...change.set,
    state,
    open,
    ...(open ? {} : { seat: doc._id }),
    updatedAt: now,
    version: no,
  }
  const event: EventDoc = {
    no,
    at: now,
    requestId,
    command: input.move,
    state,
    by: { openid: actor.openid, as, name: as === 'worker' ? null : actor.name },
    text: 'text' in input ? (input.text ?? null) : null,
    pictures: pictures.map(({ id }) => id),
    ...change.said,
    entries: booked.entries.length,
  }
  const count = set.count ? { count: { ...set.count, pictures: event.pictures } } : {}
  const after = { ...doc, ...set, ...count, entries: booked.entries }
  const back = booked.pieces.returned - doc.pieces.returned
  return {
    ok: true,
    claim: { ...after, events: [...doc.events, event], pictures: [...doc.pictures, ...pictures] },
    event,
    set: { ...set, ...count },
    added: booked.added,
    pictures,
    batch:
      booked.added.length === 0
        ? null
        : {
            ...(back > 0 ? { held: -back } : {}),
            ...(back > 0 && isBatchOpen ? { left: back } : {}),
            sums: piecesDelta(doc.pieces, booked.pieces),
          },
    wage: accepted > 0 ? openWage(doc, { no, pieces: accepted, countedAt: change.countedAt ?? now }) : null,
  }
}

function stateAfter(move: ClaimMove, before: ClaimState, out: number): ClaimState {
  const { to } = CLAIM_MOVES[move]
  if (to === 'by_pieces') return out > 0 ? 'working' : 'ended'
  return to ?? before
}
