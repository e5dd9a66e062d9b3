/** The database behind cards, products, batches and payments. */
import { CRAFT_LIMITS, type BatchState, type MonthSum, type WageState } from '../../miniprogram/contract/crafts'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection, type Change, type Sort, type Transaction, type Where } from '../kit/db'
import { countOnRecord, enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { found } from '../kit/errors'
import { command } from '../kit/sdk'
import type { BatchDoc, ClaimDoc, CrafterDoc, ProductDoc, WageDoc } from './model.rules'
import { ASK_AGAIN_MS, withPayment, type Decided } from './pay.rules'

const products = new Collection<ProductDoc>('products')
const batches = new Collection<BatchDoc>('batches')
const claims = new Collection<ClaimDoc>('claims')
const wages = new Collection<WageDoc>('wages')
const crafters = new Collection<CrafterDoc>('crafters')

const newest = (field: 'createdAt' | 'countedAt'): Sort => ({ field, order: 'desc' })
const longestDue: Sort = { field: 'dueAt', order: 'asc' }

// ---- people

export const loadCrafter = (openid: string): Promise<CrafterDoc | null> => crafters.get(openid)

/** False: there is one already. */
export const addCrafter = (doc: CrafterDoc): Promise<boolean> => crafters.insertOnce(doc)

export const changeCrafter = (openid: string, change: Change): Promise<boolean> =>
  crafters.updateIf({ _id: openid }, { ...change, version: command.inc(1) })

export const removeCrafter = (openid: string): Promise<number> => crafters.removeAll({ _id: openid })

/** The open claims of a person, with their batches. */
export async function claimsInHand(worker: string): Promise<{ claim: string; batch: string }[]> {
  const open = await claims.find({ worker, open: true }, { limit: CRAFT_LIMITS.openClaims + 1, fields: ['batch'] })
  return open.map(({ _id: claim, batch }) => ({ claim, batch }))
}

// ---- enterprises

export const loadEnterprise = (id: string): Promise<EnterpriseFields | null> => enterpriseCollection.get(id)

export const loadEnterprises = (ids: readonly string[]): Promise<EnterpriseFields[]> =>
  enterpriseCollection.find({ _id: command.in([...ids]) }, { limit: ids.length })

/** Does the enterprise owe anybody something past its due day? While it does it posts nothing new. */
export const isInArrears = async (enterprise: string, now: number): Promise<boolean> =>
  (await wages.find({ enterprise, owing: true, dueAt: command.lt(now) }, { limit: 1, fields: ['_id'] })).length > 0

// ---- products

export const loadProduct = (id: string): Promise<ProductDoc | null> => products.get(id)

/** How long products take, as far as their batches' rows look at it. */
export const loadPaces = (rows: readonly { product: string }[]): Promise<Pick<ProductDoc, '_id' | 'paces'>[]> => {
  const ids = [...new Set(rows.map(({ product }) => product))]
  return ids.length === 0
    ? Promise.resolve([])
    : products.find({ _id: command.in(ids) }, { limit: ids.length, fields: ['paces'] })
}

export const addProduct = (doc: ProductDoc): Promise<boolean> => products.insertOnce(doc)

/** False: it has changed since it was read, or a batch uses it by now. */
export const changeProduct = ({ _id, version }: ProductDoc, change: Partial<ProductDoc>): Promise<boolean> =>
  products.updateIf({ _id, version, frozen: false }, { ...change, version: version + 1 })

export async function findProductByRequest(by: string, requestId: string): Promise<ProductDoc | null> {
  const [doc] = await products.find({ by, requestId }, { limit: 1 })
  return doc ?? null
}

/** The product may no longer change. False: it has changed since it was read. */
export async function freezeProduct({ _id, version, frozen }: ProductDoc): Promise<boolean> {
  if (frozen) return true
  if (await products.updateIf({ _id, version }, { frozen: true })) return true
  const now = await products.get(_id, ['frozen', 'version'])
  return now !== null && now.frozen && now.version === version
}

export const productPage = (enterprise: string, after: string | undefined): Promise<Page<ProductDoc>> =>
  products.pageAfter({ where: { enterprise }, sort: newest('createdAt'), after })

// ---- batches

const ROW_FIELDS = [
  'state',
  'enterprise',
  'enterpriseName',
  'name',
  'product',
  'needs',
  'claimedMinutes',
  'prices',
  'left',
  'pieces',
  'least',
  'most',
  'deadline',
  'sums',
  'createdAt',
] as const satisfies readonly (keyof BatchDoc)[]

/** A batch without who took how much of it. */
export type BatchRowDoc = Pick<BatchDoc, '_id' | (typeof ROW_FIELDS)[number]>

export const loadBatch = (id: string): Promise<BatchDoc | null> => batches.get(id)

export const addBatch = (doc: BatchDoc): Promise<boolean> => batches.insertOnce(doc)

export async function findBatchByRequest(by: string, requestId: string): Promise<BatchDoc | null> {
  const [doc] = await batches.find({ by, requestId }, { limit: 1 })
  return doc ?? null
}

/** False: it is no longer in the state and version that it was read in. */
export const changeBatch = ({ _id, state, version }: BatchDoc, change: Partial<BatchDoc>): Promise<boolean> =>
  batches.updateIf({ _id, state, version }, { ...change, version: version + 1 })

/** Open batches, the newest first; or those that wait for the staff, the oldest first. */
export const batchPage = (state: BatchState, after: string | undefined): Promise<Page<BatchRowDoc>> =>
  batches.pageAfter({
    where: { state },
    sort: { field: 'createdAt', order: state === 'waiting' ? 'asc' : 'desc' },
    after,
    fields: ROW_FIELDS,
  })

export const ownBatchPage = (enterprise: string, after: string | undefined): Promise<Page<BatchRowDoc>> =>
  batches.pageAfter({ where: { enterprise }, sort: newest('createdAt'), after, fields: ROW_FIELDS })

/** Nobody takes of a batch whose day has come; how many there were. */
export const stopEnded = (now: number): Promise<number> =>
  batches.updateAll({ state: 'open', deadline: command.lte(now) }, { state: 'stopped', version: command.inc(1) })

// ---- wages

export const loadWage = (id: string): Promise<WageDoc | null> => wages.get(id)

export const loadWages = (ids: readonly string[]): Promise<WageDoc[]> =>
  wages.find({ _id: command.in([...ids]) }, { limit: ids.length })

/** Marks these as paid by the enterprise, where somebody still has to pay them; past their due moment they were late. */
export async function markWages(
  ids: readonly string[],
  marked: NonNullable<WageDoc['marked']>,
  late: boolean,
): Promise<void> {
  if (ids.length === 0) return
  await wages.updateAll(
    { _id: command.in([...ids]), owing: true },
    {
      state: 'marked' satisfies WageState,
      owing: false,
      marked,
      nextCheckAt: marked.at + ASK_AGAIN_MS,
      version: command.inc(1),
      ...(late ? { late } : {}),
    },
  )
}

/** Writes what was decided on a wage that stays unpaid. False: it has gone on since it was read. */
export const changeWage = ({ _id, version }: WageDoc, set: Partial<WageDoc>): Promise<boolean> =>
  wages.updateIf({ _id, version }, set)

/**
 * Decides on a wage; wage, claim and record are written together or not at all. `decide` may be asked several times and
 * refuses by throwing. The claim's ledger grows by the payment when the wage becomes paid.
 */
export async function settleWage(
  transaction: Transaction,
  id: string,
  decide: (doc: WageDoc) => Decided,
  now: number,
): Promise<WageDoc> {
  const doc = found(await transaction.get(wages, id))
  const { set, record } = decide(doc)
  if (set.version === undefined) return doc
  await transaction.update(wages, id, set)
  if (set.state === 'paid') {
    const { entries } = found(await transaction.get(claims, doc.claim))
    await transaction.update(claims, doc.claim, { ...withPayment(entries, doc.amount, now) })
  }
  // last, for everybody's payments meet in this one document
  await countOnRecord(doc.enterprise, record, transaction)
  return { ...doc, ...set }
}

/** Whose wages, and of which month of the count. */
export type MonthOf = { month: string } & ({ worker: string } | { enterprise: string })

export const wagePage = (of: MonthOf, after: string | undefined, size?: number): Promise<Page<WageDoc>> =>
  wages.pageAfter({ where: { ...of }, sort: newest('countedAt'), after, ...(size === undefined ? {} : { size }) })

/** What an enterprise has not paid yet, or nobody has confirmed. */
export const unpaidPage = (enterprise: string, after: string | undefined): Promise<Page<WageDoc>> =>
  wages.pageAfter({ where: { enterprise, open: true }, sort: longestDue, after })

/** What is past its due day, or said not to have come. */
export function wagesAtDesk(
  what: 'arrears' | 'denied',
  now: number,
  after: string | undefined,
): Promise<Page<WageDoc>> {
  const where: Where = what === 'denied' ? { state: 'denied' } : { owing: true, dueAt: command.lt(now) }
  return wages.pageAfter({ where, sort: longestDue, after })
}

/** A month in sums, from all its wages at once. */
export async function sumMonth(of: MonthOf): Promise<MonthSum> {
  const sum: MonthSum = { month: of.month, pieces: 0, owed: 0, paid: 0, open: 0 }
  for (const { _id: open, pieces, amount } of await wages.sumsBy({ ...of }, 'open', ['pieces', 'amount'])) {
    sum.pieces += pieces
    sum.owed += amount
    sum[open ? 'open' : 'paid'] += amount
  }
  return sum
}

export const dueWages = (now: number, limit: number): Promise<WageDoc[]> =>
  wages.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** What the timer changed, where it is still as it was found. */
export const changeDueWages = (ids: readonly string[], now: number, set: Change): Promise<number> =>
  wages.updateAll({ _id: command.in([...ids]), nextCheckAt: command.lte(now) }, { ...set, version: command.inc(1) })
