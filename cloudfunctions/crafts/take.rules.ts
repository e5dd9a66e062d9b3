/** Taking pieces: who may take how many, what must be said before, and the claim it makes. */
import { CRAFT_LIMITS, type TakeWarning } from '../../miniprogram/contract/crafts'
import { takeLimit } from './batch.rules'
import { book, NO_PIECES, piecesDelta } from './ledger.rules'
import {
  DAY,
  HOUR,
  refused,
  type BatchDelta,
  type BatchDoc,
  type ClaimDoc,
  type CrafterDoc,
  type EventDoc,
  type ProductDoc,
  type Refused,
} from './model.rules'
import { honestHour, isBeginner } from './pace.rules'

/** An open claim, as far as a further take looks at it. */
export type OpenClaim = Pick<
  ClaimDoc,
  '_id' | 'requestId' | 'seat' | 'pieces' | 'handedIn' | 'done' | 'minutesPerPiece' | 'deadline'
>

/** Who wants to take. */
export interface Taker {
  openid: string
  /** public id */
  id: string
  /** null: none, or put away */
  card: Pick<CrafterDoc, 'adultSeenAt' | 'paces'> | null
  openClaims: readonly OpenClaim[]
}

/** Work that is planned until a deadline. */
interface Planned {
  pieces: number
  /** in tenths */
  minutesPerPiece: number
  deadline: number
}

const plannedOf = ({ pieces, handedIn, done, minutesPerPiece, deadline }: OpenClaim): Planned => ({
  pieces: Math.max(0, pieces.out - handedIn - done),
  minutesPerPiece,
  deadline,
})

const WEEK_DAYS = 7

/** What must be said before more work is taken, each piece of work spread evenly over the days to its deadline. */
export function warningsFor(planned: readonly Planned[], now: number): TakeWarning[] {
  let [today, week] = [0, 0]
  for (const { pieces, minutesPerPiece, deadline } of planned) {
    const days = Math.max(1, Math.ceil((deadline - now) / DAY))
    const perDay = (pieces * minutesPerPiece) / 10 / days
    today += perDay
    week += perDay * Math.min(days, WEEK_DAYS)
  }
  const warnings: TakeWarning[] = []
  if (today > CRAFT_LIMITS.minutesPerDay) warnings.push('day')
  if (week > CRAFT_LIMITS.minutesPerWeek) warnings.push('week')
  return warnings
}

export interface Take {
  id: string
  requestId: string
  now: number
  price: number
  pieces: number
  warned: readonly TakeWarning[]
  /** the enterprise may work here, it is not suspended */
  isActive: boolean
  product: Pick<ProductDoc, '_id' | 'paces'>
}

export interface Taken {
  ok: true
  claim: ClaimDoc
  delta: BatchDelta
}

export const priceOf = ({ prices }: Pick<BatchDoc, 'prices'>): number => prices.at(-1)?.price ?? 0

/** The claim that a take makes and what it does to the batch, or why it cannot be. */
export function decideTake(batch: BatchDoc, taker: Taker, take: Take): Taken | Refused {
  const { now, price, pieces, warned, isActive } = take
  // a batch that the staff have not let in yet is nobody's business
  if (batch.state === 'waiting' || batch.state === 'refused') return refused('NOT_FOUND')
  const { id, card, openClaims } = taker
  const allowed = takeLimit(batch, { id, card, openClaims: openClaims.length }, isActive, now)
  if (allowed.why !== null) return refused('INVALID_INPUT', { batch: allowed.why })
  if (price !== priceOf(batch)) return refused('CONFLICT')
  if (pieces > allowed.pieces) return refused('INVALID_INPUT', { pieces: `too_large:${allowed.pieces}` })
  if (pieces < allowed.least) return refused('INVALID_INPUT', { pieces: `too_small:${allowed.least}` })
  const { minutesPerPiece } = honestHour(take.product, card?.paces, id, price, batch.claimedMinutes)
  const more = { pieces, minutesPerPiece, deadline: batch.deadline }
  const unsaid = warningsFor([...openClaims.map(plannedOf), more], now).filter((one) => !warned.includes(one))
  if (unsaid.length > 0) return refused('INVALID_INPUT', { warned: unsaid.join(',') })

  const claim = openClaim(batch, taker, take, minutesPerPiece)
  return {
    ok: true,
    claim,
    delta: { left: -pieces, held: pieces, sums: piecesDelta(NO_PIECES, claim.pieces) },
  }
}

/** The batch as it was before a take of it that may yet be refused; its sums apart. */
export function withoutTake(batch: BatchDoc, personId: string, pieces: number): BatchDoc {
  const { [personId]: has = 0, ...others } = batch.takers
  const takers = has > pieces ? { ...others, [personId]: has - pieces } : others
  return { ...batch, left: batch.left + pieces, takers }
}

function freeSeat(claims: readonly OpenClaim[]): string {
  const seats = Array.from({ length: CRAFT_LIMITS.openClaims }, (_, seat) => String(seat))
  return seats.find((seat) => claims.every((claim) => claim.seat !== seat)) ?? ''
}

function openClaim(batch: BatchDoc, taker: Taker, take: Take, minutesPerPiece: number): ClaimDoc {
  const { id, requestId, now, pieces, price } = take
  const booked = book([], [{ what: 'issue', amount: pieces }], now)
  const event: EventDoc = {
    no: 1,
    at: now,
    requestId,
    command: 'take',
    state: 'taken',
    by: { openid: taker.openid, as: 'worker', name: null },
    text: null,
    pictures: [],
    pieces,
    entries: booked.entries.length,
  }
  return {
    _id: id,
    batch: batch._id,
    product: batch.product,
    name: batch.name,
    enterprise: batch.enterprise,
    enterpriseName: batch.enterpriseName,
    worker: taker.openid,
    workerId: taker.id,
    requestId,
    state: 'taken',
    open: true,
    seat: freeSeat(taker.openClaims),
    price,
    minutesPerPiece,
    beginner: isBeginner(taker.card?.paces, batch.product),
    entries: booked.entries,
    pieces: booked.pieces,
    money: booked.money,
    handedIn: 0,
    count: null,
    done: 0,
    minutesOpen: 0,
    minutes: 0,
    events: [event],
    pictures: [],
    takenAt: now,
    updatedAt: now,
    dueAt: now + CRAFT_LIMITS.untouchedHours * HOUR,
    deadline: batch.deadline,
    nextCheckAt: now + CRAFT_LIMITS.untouchedWarnHours * HOUR,
    wrongCodes: [],
    codeTries: 0,
    version: 1,
  }
}
