/** An enterprise with piece-work in every state, the same at every scale, and ways to prepare calls to it. */
import { openWage } from '../../cloudfunctions/crafts/pay.rules'
import type { ClaimDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { newMember } from '../../cloudfunctions/kit/members'
import type { TestCloud } from '../../tests/cloud'
import { batchDoc, crafterDoc, enterpriseDoc, productDoc } from '../../tests/functions/crafts'
import { ROWS, STAFF, type Bench } from './scenario'

/** acts for FIRM */
export const OFFICER = 'bench-officer'
/** has a card, a home, claims and wages */
export const CRAFTER = 'bench-crafter'

const idOf = (n: number) => newId(n, new Uint8Array(16))
export const FIRM = idOf(1)
/** owes more than anybody should, so that it stands apart from the one that posts */
const LATE_FIRM = idOf(2)
const PRODUCT = idOf(3)
/** open, and never sold out */
export const BATCH = idOf(4)
export const WAITING = idOf(5)

const DAY = 86_400_000
const HOME = { building: 'A1', unit: 1, floor: 1, room: 1 }

/** Puts up the enterprise and fills every list of piece-work. */
export function fillCrafts({ cloud }: TestCloud, now: number, rows = ROWS): void {
  const put = (collection: string, docs: object[]) => cloud.database.load(collection, docs as Record<string, unknown>[])
  const numbers = Array.from({ length: rows }, (_, n) => n)
  const officer = { ...newMember(OFFICER, newId(now), now), enterprises: [{ id: FIRM, name: '试算手工社' }] }
  const crafter = { ...newMember(CRAFTER, newId(now), now), name: '试算人', home: HOME }
  put('members', [officer, crafter])
  put('crafters', [crafterDoc(CRAFTER, now)])
  put('enterprises', [
    enterpriseDoc(now, { _id: FIRM, members: [{ openid: OFFICER, id: officer.id, since: now, isOwner: true }] }),
    enterpriseDoc(now, { _id: LATE_FIRM }),
  ])
  const product = productDoc(now, FIRM, { _id: PRODUCT })
  put('products', [product, ...numbers.map((n) => productDoc(now - n, FIRM))])
  const size = { pieces: 20_000, most: 20_000, deadline: now + 100 * DAY }
  put('batches', [
    batchDoc(now, product, { _id: BATCH, ...size }),
    batchDoc(now, product, { _id: WAITING, state: 'waiting' }),
    ...numbers.map((n) => batchDoc(now - n, product)),
    ...numbers.map((n) => batchDoc(now - n, product, { state: 'waiting' })),
  ])

  const wageOf = (
    n: number,
    enterprise: string,
    worker: string,
    countedAt: number,
    more: Partial<WageDoc>,
  ): WageDoc => {
    const worked = { batch: BATCH, name: product.name, enterprise, enterpriseName: '试算手工社', price: 80 }
    const claim = { _id: newId(now - n), worker, workerId: crafter.id, ...worked }
    // the timer has nothing to do with them
    return { ...openWage(claim, { no: 4, pieces: 10, countedAt }), nextCheckAt: null, ...more }
  }
  const denied = { state: 'denied', denied: { at: now, text: null } } as const
  put('wages', [
    ...numbers.map((n) => wageOf(n, FIRM, CRAFTER, now - n, {})),
    ...numbers.map((n) => wageOf(n, LATE_FIRM, 'bench-other', now - 40 * DAY - n, { late: true })),
    ...numbers.map((n) => wageOf(n, LATE_FIRM, 'bench-other', now - n, denied)),
  ])
  put(
    'claims',
    numbers.map((n) => objected(n, now, product._id)),
  )
}

function objected(n: number, now: number, product: string): Omit<ClaimDoc, 'events' | 'codeTries' | 'wrongCodes'> {
  const _id = newId(now - n)
  return {
    _id,
    batch: BATCH,
    product,
    name: '串珠手链',
    enterprise: LATE_FIRM,
    enterpriseName: '试算手工社',
    worker: 'bench-other',
    workerId: 'bench',
    requestId: _id,
    state: 'objected',
    open: true,
    seat: _id,
    price: 80,
    minutesPerPiece: 200,
    beginner: true,
    entries: [],
    pieces: { issued: 10, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 10 },
    money: { owed: 0, paid: 0, open: 0 },
    handedIn: 10,
    count: null,
    done: 0,
    minutesOpen: 0,
    minutes: 0,
    pictures: [],
    takenAt: now - n,
    updatedAt: now - n,
    dueAt: null,
    deadline: now + DAY,
    nextCheckAt: null,
    version: 5,
  }
}

/** A claim of the crafter, counted and agreed to; its wage. */
export async function owedWage(bench: Bench, pieces = 5): Promise<string> {
  const taken = { batch: BATCH, price: 80, pieces, agree: true, warned: ['day', 'week'] } as const
  const { id } = await bench.call(CRAFTER, 'crafts.take', { ...taken, warned: [...taken.warned] })
  const { code } = await bench.call(CRAFTER, 'crafts.claim', { id })
  let version = 1
  const move = async (openid: string, input: object) => {
    ;({ version } = await bench.call(openid, 'crafts.move', { id, version, ...input } as never))
  }
  await move(OFFICER, { move: 'fetch', code: code ?? '' })
  await move(CRAFTER, { move: 'hand_in', pieces, minutes: pieces * 20 })
  await move(OFFICER, { move: 'count', accepted: pieces, rework: 0, rejected: 0 })
  await move(CRAFTER, { move: 'agree' })
  return `${id}.${version}`
}

export const paymentOf = (...wages: string[]) => ({
  enterprise: FIRM,
  wages,
  way: 'wechat' as const,
  proof: '尾号 0291',
})

/** A wage that the enterprise says it paid. */
export async function markedWage(bench: Bench): Promise<string> {
  const wage = await owedWage(bench)
  await bench.call(OFFICER, 'crafts.pay', paymentOf(wage))
  return wage
}

/** A batch that waits for the staff. */
export async function postedBatch(bench: Bench): Promise<{ id: string; version: number }> {
  const { id, version } = await bench.call(OFFICER, 'crafts.post', postOf(bench.cloud.now()))
  return { id, version }
}

/** A batch that is open. */
export async function openBatch(bench: Bench): Promise<{ id: string; version: number }> {
  const posted = await postedBatch(bench)
  const { id, version } = await bench.call(STAFF, 'crafts.approve', { ...posted, approve: true })
  return { id, version }
}

export const postOf = (now: number) => {
  const { pieces, price, claimedMinutes, least, most, materials, fetch, giveBack, deadline, trial } = batchDoc(
    now,
    productDoc(now, FIRM),
  )
  const draft = { pieces, price, claimedMinutes, least, most, materials, fetch, giveBack, deadline, trial }
  return { enterprise: FIRM, product: PRODUCT, ...draft }
}
