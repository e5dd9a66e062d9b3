/** The access to claims, and to what a take looks at. */
import type { ClaimRow } from '../../miniprogram/contract/crafts'
import type { EnterpriseState } from '../../miniprogram/contract/enterprises'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection, withTransaction, type Change, type Sort, type Transaction, type Where } from '../kit/db'
import { AppError } from '../kit/errors'
import { members } from '../kit/members'
import { command, database } from '../kit/sdk'
import { ROW_FIELDS } from './claim-view.rules'
import type { Decided } from './claim.rules'
import type { BatchDelta, BatchDoc, ClaimDoc, CrafterDoc, ProductDoc, WageDoc, WrongCode } from './model.rules'
import type { OpenClaim } from './take.rules'

export const claims = new Collection<ClaimDoc>('claims')
const batches = new Collection<BatchDoc>('batches')
const wages = new Collection<WageDoc>('wages')

/** One more than anybody can have: enough to tell that there are too many. */
const OPEN_CLAIMS_SEEN = 11
const TAKE_FIELDS = ['requestId', 'seat', 'pieces', 'handedIn', 'done', 'minutesPerPiece', 'deadline'] as const

export const loadClaim = (id: string): Promise<ClaimDoc | null> => claims.get(id)

export async function findByRequest(worker: string, requestId: string): Promise<ClaimDoc | null> {
  const [doc] = await claims.find({ worker, requestId }, { limit: 1 })
  return doc ?? null
}

/** A batch with all that decides on a take of it. */
export interface Offer {
  batch: BatchDoc
  product: Pick<ProductDoc, '_id' | 'paces'>
  isActive: boolean
  card: Pick<CrafterDoc, 'adultSeenAt' | 'paces'> | null
  openClaims: OpenClaim[]
}

type OfferRow = BatchDoc & {
  products: ProductDoc[]
  enterprises: { state: EnterpriseState }[]
  cards: CrafterDoc[]
  claims: OpenClaim[]
}

/** One request, whatever it brings together. */
export async function loadOffer(batchId: string, openid: string): Promise<Offer | null> {
  const fields = Object.fromEntries(TAKE_FIELDS.map((field) => [field, 1]))
  const reply = await database
    .collection(batches.name)
    .aggregate()
    .match({ _id: batchId })
    .lookup({ from: 'products', localField: 'product', foreignField: '_id', as: 'products' })
    .lookup({ from: 'enterprises', localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
    .lookup({ from: 'crafters', pipeline: [{ $match: { _id: openid } }], as: 'cards' })
    .lookup({
      from: claims.name,
      pipeline: [{ $match: { worker: openid, open: true } }, { $limit: OPEN_CLAIMS_SEEN }, { $project: fields }],
      as: 'claims',
    })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: OfferRow[] }).list
  if (!row) return null
  const { products, enterprises, cards, claims: openClaims, ...batch } = row
  const [product] = products
  if (!product) throw new Error(`batch ${batchId} has no product`)
  return { batch, product, isActive: enterprises[0]?.state === 'active', card: cards[0] ?? null, openClaims }
}

/** As withTransaction, but when too many write at once the answer is "try again" and not "load again". */
export async function transact<R>(work: (transaction: Transaction) => Promise<R>): Promise<R> {
  let refusal: unknown
  try {
    return await withTransaction(async (transaction) => {
      try {
        return await work(transaction)
      } catch (error) {
        refusal = error
        throw error
      }
    })
  } catch (error) {
    const isContended = error instanceof AppError && error.code === 'CONFLICT' && error !== refusal
    throw isContended ? new AppError('BUSY') : error
  }
}

export const loadClaimIn = (transaction: Transaction, id: string): Promise<ClaimDoc | null> =>
  transaction.get(claims, id)

export const loadBatchIn = (transaction: Transaction, id: string): Promise<BatchDoc | null> =>
  transaction.get(batches, id)

/**
 * Changes the batch and gives it as it is then. The change comes before the look: in this document people meet, and who
 * has to try again finds out with the first request; who does not has it locked, so that the look cannot be outdated.
 */
export async function changeBatchIn(
  transaction: Transaction,
  id: string,
  workerId: string,
  delta: BatchDelta,
): Promise<BatchDoc | null> {
  await transaction.update(batches, id, batchChange(workerId, delta, null))
  return transaction.get(batches, id)
}

export const insertClaimIn = (transaction: Transaction, claim: ClaimDoc): Promise<void> =>
  transaction.insert(claims, claim)

/** Writes a move with everything that follows from it as one. `batch`: as it was read, where pieces come back. */
export async function writeMove(transaction: Transaction, decided: Decided, batch: BatchDoc | null): Promise<void> {
  const { claim, wage } = decided
  if (decided.batch) {
    await transaction.update(batches, claim.batch, batchChange(claim.workerId, decided.batch, batch))
  }
  await transaction.update(claims, claim._id, claimChange(decided))
  if (wage) await transaction.insert(wages, wage)
}

/** Writes a move of the claim alone, if the claim is still as the move was decided on. */
export const saveMove = (before: ClaimDoc, decided: Decided): Promise<boolean> =>
  claims.updateIf({ _id: before._id, version: before.version, codeTries: before.codeTries }, claimChange(decided))

/** False: another code was tried at the same time. */
export const noteWrongCode = ({ _id, codeTries }: ClaimDoc, wrongCodes: readonly WrongCode[]): Promise<boolean> =>
  claims.updateIf({ _id, codeTries }, { wrongCodes, codeTries: codeTries + 1 })

function claimChange({ set, added, event, pictures }: Decided): Change {
  return {
    ...set,
    events: command.push([event]),
    ...(added.length > 0 ? { entries: command.push([...added]) } : {}),
    ...(pictures.length > 0 ? { pictures: command.push([...pictures]) } : {}),
  }
}

function batchChange(workerId: string, { left = 0, held = 0, sums }: BatchDelta, batch: BatchDoc | null): Change {
  const taker = `takers.${workerId}`
  const isLast = batch !== null && (batch.takers[workerId] ?? 0) + held === 0
  return {
    ...(left === 0 ? {} : { left: command.inc(left) }),
    ...(held === 0 ? {} : { [taker]: isLast ? command.remove() : command.inc(held) }),
    ...Object.fromEntries(Object.entries(sums).map(([kind, by]) => [`sums.${kind}`, command.inc(by)])),
  }
}

// ---- to look at

export const countersOf = (batchId: string): Promise<Pick<BatchDoc, 'fetch' | 'giveBack'> | null> =>
  batches.get(batchId, ['fetch', 'giveBack'])

/** More than a claim can have: each takes three of its events. */
const WAGES_SEEN = 100

export const wagesOf = (claim: string): Promise<WageDoc[]> => wages.find({ claim }, { limit: WAGES_SEEN })

export interface ClaimsQuery {
  where: Where
  order: Sort['order']
  after: string | undefined
}

/** A page of rows by the last change. */
export const claimsPage = ({ where, order, after }: ClaimsQuery): Promise<Page<ClaimDoc>> =>
  claims.pageAfter({ where, sort: { field: 'updatedAt', order }, after, fields: ROW_FIELDS })

/** Names as they are now, by openid; one request for all. "" for one who left none. */
export async function namesOf(openids: readonly string[]): Promise<(openid: string) => ClaimRow['worker']> {
  const wanted = [...new Set(openids)]
  if (wanted.length === 0) return () => ''
  const found = await members.find({ _id: command.in(wanted) }, { limit: wanted.length, fields: ['name'] })
  const names = new Map(found.map(({ _id, name }) => [_id, name ?? '']))
  return (openid) => names.get(openid) ?? ''
}

// ---- timer

/** Claims that the timer must look at, the longest due first. */
export const findDue = (now: number, limit: number): Promise<ClaimDoc[]> =>
  claims.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** The warning was given; the timer looks again when the time is up. */
export const noteWarned = ({ _id, version, dueAt }: ClaimDoc): Promise<boolean> =>
  claims.updateIf({ _id, version }, { nextCheckAt: dueAt })
