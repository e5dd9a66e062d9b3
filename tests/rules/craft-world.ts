/** A small world of piece-work that is played by the rules alone: people, batches, claims, wages, in memory. */
import { newId } from '../../cloudfunctions/kit/ids'
import type { Step } from '../../cloudfunctions/crafts/claim-changes.rules'
import { decide, type Actor, type Decided } from '../../cloudfunctions/crafts/claim.rules'
import type {
  BatchDelta,
  BatchDoc,
  ClaimDoc,
  CrafterDoc,
  ProductDoc,
  Refused,
  WageDoc,
} from '../../cloudfunctions/crafts/model.rules'
import { withPayment } from '../../cloudfunctions/crafts/pay.rules'
import { decideTake, type Take } from '../../cloudfunctions/crafts/take.rules'
import type { Pieces, TakeWarning } from '../../miniprogram/contract/crafts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const NOW = Date.UTC(2026, 10, 24, 4)
export const CODE = 'GOOD42'

export const ENTERPRISE = 'enterprise-one'
export const PRODUCT: ProductDoc = {
  _id: 'product-one',
  enterprise: ENTERPRISE,
  name: '串珠手链',
  pictures: [],
  steps: ['穿珠'],
  standard: '不掉珠',
  video: null,
  needs: { sewing: false, lifting: false, stairs: false, unsafeForChildren: false },
  frozen: true,
  paces: { beginners: [], practised: [] },
  createdAt: NOW,
  requestId: 'made',
  by: 'openid-officer',
  version: 1,
}

const NOTHING: Pieces = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }

export function batch(more: Partial<BatchDoc> = {}): BatchDoc {
  const pieces = more.pieces ?? 100
  return {
    _id: 'batch-one',
    state: 'open',
    product: PRODUCT._id,
    name: PRODUCT.name,
    needs: PRODUCT.needs,
    enterprise: ENTERPRISE,
    enterpriseName: '山城串珠',
    pieces,
    price: 80,
    claimedMinutes: 50,
    least: 5,
    most: 40,
    materials: [],
    fetch: { place: '三号', hours: '九点' },
    giveBack: { place: '三号', hours: '九点' },
    deadline: NOW + 60 * DAY,
    trial: false,
    left: pieces,
    takers: {},
    sums: NOTHING,
    prices: [{ price: more.price ?? 80, from: NOW }],
    reason: null,
    by: 'openid-officer',
    requestId: 'posted',
    lastCall: null,
    createdAt: NOW,
    version: 1,
    ...more,
  }
}

export const card = (more: Partial<CrafterDoc> = {}): CrafterDoc => ({
  _id: 'openid-worker',
  hours: 3,
  sewing: true,
  lifting: true,
  stairs: true,
  smallChildren: false,
  match: true,
  adultSeenAt: NOW,
  paces: {},
  version: 1,
  ...more,
})

// ---- people

const actor = (name: string, more: Partial<Actor> = {}): Actor => ({
  openid: `openid-${name}`,
  name,
  grants: [],
  enterprises: [],
  ...more,
})

export const worker = actor('worker')
export const officer = actor('officer', { enterprises: [{ id: ENTERPRISE }] })
export const foreignOfficer = actor('foreign', { enterprises: [{ id: 'enterprise-two' }] })
export const staff = actor('staff', { grants: [{ role: 'staff' }] })
export const stranger = actor('stranger')

// ---- one claim

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

export interface Wanted extends Partial<Omit<Take, 'warned'>> {
  warned?: TakeWarning[]
}

export const takeWith = (wanted: Wanted = {}): Take => ({
  id: 'claim-one',
  requestId: 'take',
  now: NOW,
  price: 80,
  pieces: 10,
  warned: ['day', 'week'],
  isActive: true,
  product: PRODUCT,
  ...wanted,
})

/** A claim of the worker, just taken. */
export function taken(pieces = 10, more: Partial<ClaimDoc> = {}): ClaimDoc {
  const taker = { openid: 'openid-worker', id: 'WORKER', card: card(), openClaims: [] }
  const result = decideTake(batch(), taker, takeWith({ pieces }))
  if (!result.ok) throw new Error(JSON.stringify(result))
  return { ...result.claim, ...more }
}

export const step = (input: Step['input'], more: Partial<Step> = {}): Step => ({
  input,
  requestId: 'step',
  now: NOW,
  codes: [CODE],
  isBatchOpen: true,
  ...more,
})

/** The claim after moves that all must be possible. */
export function after(claim: ClaimDoc, ...moves: [Actor, Step['input'], Partial<Step>?][]): ClaimDoc {
  return moves.reduce((doc, [by, input, more]) => must(decide(doc, by, step(input, more))).claim, claim)
}

export function must(result: ReturnType<typeof decide>): Decided {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

// ---- many of them

/** mulberry32: the same seed is the same world */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Everything that is stored. Documents are frozen: a rule that changes one in place throws. */
export class World {
  now = NOW
  readonly batches = new Map<string, BatchDoc>()
  readonly claims = new Map<string, ClaimDoc>()
  readonly wages = new Map<string, WageDoc>()
  readonly cards = new Map<string, CrafterDoc>()
  /** pieces that went back into the pool, by batch */
  readonly pooled = new Map<string, number>()

  add(doc: BatchDoc): void {
    this.batches.set(doc._id, deepFreeze(doc))
  }

  claimsOf(batchId: string): ClaimDoc[] {
    return [...this.claims.values()].filter((claim) => claim.batch === batchId)
  }

  take(name: string, batchId: string, wanted: Wanted): ClaimDoc | Refused {
    const openid = `openid-${name}`
    const pool = this.batches.get(batchId)
    if (!pool) throw new Error(`no batch ${batchId}`)
    const openClaims = [...this.claims.values()].filter((claim) => claim.worker === openid && claim.open)
    const taker = { openid, id: name.toUpperCase(), card: this.cards.get(openid) ?? null, openClaims }
    const take = takeWith({ id: newId(this.now), now: this.now, price: pool.prices.at(-1)?.price ?? 0, ...wanted })
    const result = decideTake(pool, taker, take)
    if (!result.ok) return result
    this.claims.set(result.claim._id, deepFreeze(result.claim))
    this.#changeBatch(batchId, taker.id, result.delta)
    return result.claim
  }

  move(id: string, by: Actor, input: Step['input'], requestId: string, codes: readonly string[]): Decided | Refused {
    const claim = this.claims.get(id)
    if (!claim) throw new Error(`no claim ${id}`)
    const isBatchOpen = this.batches.get(claim.batch)?.state === 'open'
    const result = decide(claim, by, { input, requestId, now: this.now, codes, isBatchOpen })
    if ('wrongCodes' in result) {
      this.claims.set(id, deepFreeze({ ...claim, wrongCodes: result.wrongCodes, codeTries: claim.codeTries + 1 }))
    }
    if (!result.ok) return result
    this.claims.set(id, deepFreeze(result.claim))
    if (result.batch) this.#changeBatch(claim.batch, claim.workerId, result.batch)
    if (result.wage) this.wages.set(result.wage._id, deepFreeze(result.wage))
    if (result.event.worked !== undefined) this.#notePieces(claim, result.event.pieces ?? 0)
    return result
  }

  pay(id: string): void {
    const wage = this.wages.get(id)
    const claim = this.claims.get(wage?.claim ?? '')
    if (!wage?.open || !claim) return
    this.wages.set(id, deepFreeze({ ...wage, state: 'paid', open: false, owing: false, paidAt: this.now }))
    this.claims.set(claim._id, deepFreeze({ ...claim, ...withPayment(claim.entries, wage.amount, this.now) }))
  }

  stop(batchId: string): void {
    const doc = this.batches.get(batchId)
    if (doc) this.batches.set(batchId, deepFreeze({ ...doc, state: 'stopped' }))
  }

  #changeBatch(id: string, person: string, { left = 0, held = 0, sums }: BatchDelta): void {
    const before = this.batches.get(id)
    if (!before) throw new Error(`no batch ${id}`)
    const kinds = Object.keys(before.sums) as (keyof Pieces)[]
    const has = (before.takers[person] ?? 0) + held
    const { [person]: _own, ...others } = before.takers
    const after: BatchDoc = {
      ...before,
      left: before.left + left,
      takers: has === 0 ? others : { ...others, [person]: has },
      sums: Object.fromEntries(kinds.map((kind) => [kind, before.sums[kind] + (sums[kind] ?? 0)])) as unknown as Pieces,
    }
    if (left > 0) this.pooled.set(id, (this.pooled.get(id) ?? 0) + left)
    this.batches.set(id, deepFreeze(after))
  }

  #notePieces({ worker: openid, product }: ClaimDoc, pieces: number): void {
    const own = this.cards.get(openid)
    if (!own) return
    const pace = own.paces[product] ?? { samples: [], pieces: 0 }
    const paces = { ...own.paces, [product]: { ...pace, pieces: pace.pieces + pieces } }
    this.cards.set(openid, deepFreeze({ ...own, paces }))
  }
}
