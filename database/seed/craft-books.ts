/** The books of one batch that went by the rules themselves: every stored history is one the functions could have made. */
import type { Step } from '../../cloudfunctions/crafts/claim-changes.rules'
import { decide, type Actor } from '../../cloudfunctions/crafts/claim.rules'
import type {
  BatchDelta,
  BatchDoc,
  ClaimDoc,
  CrafterDoc,
  ProductDoc,
  WageDoc,
} from '../../cloudfunctions/crafts/model.rules'
import { sampleOf } from '../../cloudfunctions/crafts/pace.rules'
import { decideWage, withPayment, type WageMove } from '../../cloudfunctions/crafts/pay.rules'
import { decideTake, type Taker } from '../../cloudfunctions/crafts/take.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import type { Pieces } from '../../miniprogram/contract/crafts'
import type { Chance } from './chance'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the functions would have stored of one batch. */
export class Books {
  readonly claims = new Map<string, ClaimDoc>()
  readonly wages = new Map<string, WageDoc>()
  readonly cards = new Map<string, CrafterDoc>()
  readonly #officer: Actor

  constructor(
    public batch: BatchDoc,
    public product: ProductDoc,
    public enterprise: EnterpriseDoc,
    readonly chance: Chance,
  ) {
    this.#officer = {
      openid: enterprise.applicant,
      name: enterprise.contact.name,
      grants: [],
      enterprises: [{ id: enterprise._id }],
    }
  }

  /** Takes and fetches the material on the next morning. */
  take(person: Member, at: number, pieces: number): ClaimDoc {
    const { _id: openid, id } = person
    const card = this.cards.get(openid) ?? cardOf(openid, at)
    this.cards.set(openid, card)
    const taker: Taker = {
      openid,
      id,
      card,
      openClaims: [...this.claims.values()].filter((one) => one.worker === openid && one.open),
    }
    const claim = newId(at, this.chance.bytes(16))
    const { claim: doc, delta } = must(
      decideTake(this.batch, taker, {
        id: claim,
        requestId: `seed-${claim}`,
        now: at,
        price: this.batch.price,
        pieces,
        warned: ['day', 'week'],
        isActive: true,
        product: this.product,
      }),
    )
    this.#change(id, delta)
    return this.#move(doc, this.#officer, { move: 'fetch', code: 'SEEDED' }, at + 20 * HOUR)
  }

  /** Works on it, and is not done yet. */
  work(claim: ClaimDoc, done: number, minutes: number): void {
    this.#move(claim, workerOf(claim), { move: 'progress', done, minutes }, claim.takenAt + 40 * HOUR)
  }

  /** Hands all in, which is counted and agreed to. */
  finish(claim: ClaimDoc, pieces: number, minutes: number): ClaimDoc {
    const at = claim.takenAt + 3 * DAY
    const worker = workerOf(claim)
    const handedIn = this.#move(claim, worker, { move: 'hand_in', pieces, minutes }, at)
    this.#notePace(handedIn, pieces, minutes)
    const counted = this.#move(
      handedIn,
      this.#officer,
      { move: 'count', accepted: pieces, rework: 0, rejected: 0 },
      at + 20 * HOUR,
    )
    return this.#move(counted, worker, { move: 'agree' }, at + 30 * HOUR)
  }

  /** The enterprise pays what is owed for it in time, the worker says that it came. */
  pay({ _id, updatedAt }: ClaimDoc): void {
    const wage = [...this.wages.values()].find(({ claim }) => claim === _id)
    if (!wage) throw new Error(`nothing is owed for ${_id}`)
    const mark: WageMove = {
      move: 'mark',
      by: this.enterprise.applicant,
      way: 'wechat',
      proof: '尾号 0291',
      requestId: `seed-${wage._id}`,
    }
    const marked = { ...wage, ...must(decideWage(wage, mark, updatedAt + 4 * DAY)).set }
    const receivedAt = updatedAt + 5 * DAY
    const paid = { ...marked, ...must(decideWage(marked, { move: 'receive', came: true, text: null }, receivedAt)).set }
    this.wages.set(paid._id, paid)
    const claim = this.claims.get(_id)
    if (claim) this.claims.set(_id, { ...claim, ...withPayment(claim.entries, paid.amount, receivedAt) })
    const { record } = this.enterprise
    this.enterprise = { ...this.enterprise, record: { ...record, paidOnTime: record.paidOnTime + 1 } }
  }

  #move(claim: ClaimDoc, actor: Actor, input: Step['input'], now: number): ClaimDoc {
    const requestId = `seed-${claim._id}-${claim.version}`
    const decided = must(decide(claim, actor, { input, requestId, now, codes: ['SEEDED'], isBatchOpen: true }))
    this.claims.set(claim._id, decided.claim)
    if (decided.batch) this.#change(claim.workerId, decided.batch)
    if (decided.wage) this.wages.set(decided.wage._id, decided.wage)
    return decided.claim
  }

  #change(person: string, { left = 0, held = 0, sums }: BatchDelta): void {
    const { takers, sums: before } = this.batch
    const kinds = Object.keys(before) as (keyof Pieces)[]
    this.batch = {
      ...this.batch,
      left: this.batch.left + left,
      takers: { ...takers, [person]: (takers[person] ?? 0) + held },
      sums: { ...before, ...Object.fromEntries(kinds.map((kind) => [kind, before[kind] + (sums[kind] ?? 0)])) },
    }
  }

  #notePace({ _id, version, worker, workerId, product }: ClaimDoc, pieces: number, minutes: number): void {
    const sample = { of: `${_id}.${version}`, tenths: sampleOf(pieces, minutes) }
    const { beginners, practised } = this.product.paces
    const paces = { beginners: [...beginners, { who: workerId, ...sample }], practised }
    this.product = { ...this.product, paces }
    const card = this.cards.get(worker)
    if (!card) return
    const own = card.paces[product] ?? { samples: [], pieces: 0 }
    const pace = { samples: [...own.samples, sample], pieces: own.pieces + pieces }
    this.cards.set(worker, { ...card, paces: { ...card.paces, [product]: pace } })
  }
}

const workerOf = ({ worker }: ClaimDoc): Actor => ({ openid: worker, name: null, grants: [], enterprises: [] })

const cardOf = (openid: string, at: number): CrafterDoc => ({
  _id: openid,
  hours: 3,
  sewing: true,
  lifting: false,
  stairs: true,
  smallChildren: false,
  match: true,
  adultSeenAt: at - HOUR,
  paces: {},
  version: 1,
})

/** A step of the story that the rules allow. */
function must<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(`the story is against the rules: ${JSON.stringify(result)}`)
  return result as Extract<T, { ok: true }>
}
