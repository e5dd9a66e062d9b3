import { wait, type Transaction } from '../kit/db'
import { countOnRecord } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { craftMessageFor, messages } from '../kit/messages'
import type { Step } from './claim-changes.rules'
import { codesAt } from './claim-code'
import {
  ADDING_MOVES,
  decide,
  isWrongCode,
  LEDGER_MOVES,
  RETURNING_MOVES,
  type Actor,
  type Decided,
} from './claim.rules'
import { applyEffects } from './claim-effects'
import { newsForWorker } from './claim-news.rules'
import * as repo from './claims.repo'
import type { BatchDoc, ClaimDoc, EventDoc, WrongCode } from './model.rules'

export interface Commit {
  id: string
  actor: Actor
  step: Omit<Step, 'pictures' | 'codes' | 'isBatchOpen'>
  /** the version the person saw; a move that changes the state is refused when the claim has gone on since */
  seen: number
  /** pictures and words are checked once, and only when the move is possible */
  prepare?: () => Promise<Pick<Step, 'pictures'>>
}

export interface Committed {
  claim: ClaimDoc
  event: EventDoc
}

/** How often a move is tried anew when others write at the same time. */
const TRIES = 5
const WAIT_MS = 20

/** Thrown out of a transaction, so that the wrong code can be written down after it. */
class WrongCodeError extends AppError {
  constructor(
    readonly claim: ClaimDoc,
    readonly wrongCodes: readonly WrongCode[],
    { code, fields }: Pick<AppError, 'code' | 'fields'>,
  ) {
    super(code, fields)
  }
}

/** Decides a move on the claim as it is now, and writes all that follows from it if nobody was faster. */
export async function commitClaim(commit: Commit): Promise<Committed> {
  const once = withPreparedOnce(commit)
  const write = writerOf(commit.step.input.move)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const committed = await write(once)
      if (committed) return committed
    } catch (error) {
      if (!(error instanceof WrongCodeError)) throw error
      if (await repo.noteWrongCode(error.claim, error.wrongCodes)) throw error
    }
    await wait(WAIT_MS * 2 ** attempt)
  }
  throw new AppError('BUSY')
}

function writerOf(move: Step['input']['move']): (commit: Commit) => Promise<Committed | null> {
  if (LEDGER_MOVES.includes(move)) return writeLedger
  return move === 'object' ? writeObjection : writeAlone
}

function withPreparedOnce(commit: Commit): Commit {
  const { prepare } = commit
  if (!prepare) return commit
  let prepared: ReturnType<typeof prepare> | undefined
  return { ...commit, prepare: () => (prepared ??= prepare()) }
}

/** A move of the claim alone: one conditional write, and what follows from it. Null: somebody was faster. */
async function writeAlone(commit: Commit): Promise<Committed | null> {
  const claim = found(await repo.loadClaim(commit.id))
  const earlier = earlierEvent(claim, commit)
  if (earlier) return applyEffects({ claim, event: earlier })
  const decided = await judge(claim, commit, false)
  return (await repo.saveMove(claim, decided)) ? applyEffects(decided) : null
}

/** A move with lines in the ledgers: claim, batch, wage and message are written together or not at all. */
function writeLedger(commit: Commit): Promise<Committed> {
  return repo.transact(async (transaction) => {
    const claim = found(await repo.loadClaimIn(transaction, commit.id))
    const earlier = earlierEvent(claim, commit)
    if (earlier) return { claim, event: earlier }
    const batch = await batchFor(transaction, claim, commit)
    const decided = await judge(claim, commit, batch?.state === 'open')
    await repo.writeMove(transaction, decided, batch)
    const news = newsForWorker(decided.claim, decided.event)
    if (news) await transaction.insert(messages, craftMessageFor(claim.worker, news))
    return decided
  })
}

/** An objection stands on the enterprise's record, once, however often the call is repeated. */
async function writeObjection(commit: Commit): Promise<Committed> {
  const committed = await repo.transact(async (transaction) => {
    const claim = found(await repo.loadClaimIn(transaction, commit.id))
    const earlier = earlierEvent(claim, commit)
    if (earlier) return { claim, event: earlier }
    const decided = await judge(claim, commit, false)
    await repo.writeMove(transaction, decided, null)
    await countOnRecord(claim.enterprise, ['disputes'], transaction)
    return decided
  })
  return applyEffects(committed)
}

/** Read only where pieces come back: other moves add to the batch's sums whatever they are. */
async function batchFor(transaction: Transaction, claim: ClaimDoc, { step }: Commit): Promise<BatchDoc | null> {
  return RETURNING_MOVES.includes(step.input.move) ? repo.loadBatchIn(transaction, claim.batch) : null
}

/** The event that this very request made before: the call was retried. */
function earlierEvent({ events }: ClaimDoc, { step, actor }: Commit): EventDoc | undefined {
  return events.find(({ requestId, by }) => requestId === step.requestId && by.openid === actor.openid)
}

async function judge(claim: ClaimDoc, { actor, step, seen, prepare }: Commit, isBatchOpen: boolean): Promise<Decided> {
  const full: Step = { ...step, isBatchOpen, codes: codesAt(claim, step.now) }
  const trial = accept(claim, decide(claim, actor, full), seen, step)
  if (!prepare) return trial
  return accept(claim, decide(claim, actor, { ...full, ...(await prepare()) }), seen, step)
}

function accept(
  claim: ClaimDoc,
  result: ReturnType<typeof decide>,
  seen: number,
  { input }: Pick<Step, 'input'>,
): Decided {
  // who may not know of the claim learns nothing, not even that it has changed
  if (!result.ok && (result.code === 'NOT_FOUND' || result.code === 'FORBIDDEN')) throw new AppError(result.code)
  if (seen !== claim.version && !ADDING_MOVES.includes(input.move)) throw new AppError('CONFLICT')
  if (isWrongCode(result)) throw new WrongCodeError(claim, result.wrongCodes, result)
  if (!result.ok) throw new AppError(result.code, result.fields)
  return result
}
