import { MOVES } from '../../miniprogram/contract/cases'
import { AppError, found } from '../kit/errors'
import { applyEffects, loadCase, saveMove } from './repo'
import type { Actor, CaseDoc, CaseEvent, Person } from './model.rules'
import type { Move } from './changes.rules'
import { decide, type Decided } from './rules'

/** The members' part of a move: those who serve the building, asked for only by the moves that route. */
export type LoadPeople = (doc: CaseDoc) => Promise<readonly Person[]>

export interface Commit {
  id: string
  actor: Actor
  move: Omit<Move, 'people'>
  /** the version the person saw; a move that changes the state is refused when the case has gone on since */
  seen: number | null
  loadPeople: LoadPeople
  /** pictures and words are checked once, and only when the move is possible */
  prepare?: () => Promise<Pick<Move, 'pictures'>>
}

const ROUTING: readonly Move['input']['move'][] = ['pass', 'assign', 'escalate']
/** how often an adding move (a note, "again") is tried anew when others write at the same time */
const TRIES = 5

export interface Committed {
  doc: CaseDoc
  event: CaseEvent
}

/** Decides a move on the case as it is now, writes it if nobody was faster, and lets its effects follow. */
export async function commitMove({ id, actor, move, seen, loadPeople, prepare }: Commit): Promise<Committed> {
  let prepared: Pick<Move, 'pictures'> | undefined
  const keepsState = MOVES[move.input.move].to === null
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const doc = found(await loadCase(id))
    const done = earlierEvent(doc, actor, move.requestId)
    if (done) {
      await applyEffects(doc, done)
      return { doc, event: done }
    }
    const people = ROUTING.includes(move.input.move) ? await loadPeople(doc) : []
    const trial = accept(decide(doc, actor, { ...move, people }), doc, seen, keepsState)
    prepared ??= await prepare?.()
    const decided = prepared
      ? accept(decide(doc, actor, { ...move, ...prepared, people }), doc, seen, keepsState)
      : trial
    if (await saveMove(doc, decided)) {
      await applyEffects(decided.doc, decided.event)
      return decided
    }
  }
  throw new AppError('CONFLICT')
}

/** The event that this very request made before: the call was retried. */
function earlierEvent(doc: CaseDoc, actor: Actor, requestId: string): CaseEvent | undefined {
  return doc.events.find((event) => event.requestId === requestId && event.by.openid === actor.openid)
}

function accept(result: ReturnType<typeof decide>, doc: CaseDoc, seen: number | null, keepsState: boolean): Decided {
  // who may not know of the case learns nothing, not even that it has changed
  if (!result.ok && (result.code === 'NOT_FOUND' || result.code === 'FORBIDDEN')) throw new AppError(result.code)
  if (seen !== null && !keepsState && seen !== doc.version) throw new AppError('CONFLICT')
  if (!result.ok) throw new AppError(result.code, result.fields)
  return result
}
