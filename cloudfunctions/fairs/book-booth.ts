import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { wait } from '../kit/db'
import { requireEnterprise, type EnterpriseFields } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { boothId, partsOf } from './fair-ids'
import { canBook, freeBooth, isArranging } from './fair.rules'
import * as repo from './fairs.repo'
import { isHiring, loadHall } from './hall.repo'
import type { BoothDoc, FairDoc } from './model.rules'

/** How often one tries for a number when others book at the same time. */
const TRIES = 40
const WAIT_MS = 10
const LONGEST_WAIT_MS = 200

/**
 * A booth for the enterprise with its open postings; again: with other postings. The database has one booth a number, so
 * that there are never more than there is room for.
 */
export async function bookBooth(input: In<'fairs.book'>, context: Context): Promise<Out<'fairs.book'>> {
  const { fair: fairId, postings } = input
  requireEnterprise(context, input.enterprise)
  const [enterprise, offered] = await Promise.all([repo.loadEnterprise(input.enterprise), repo.loadPostings(postings)])
  const firm = requireHiring(enterprise)
  const isOpen = (id: string) =>
    offered.some(
      ({ _id, enterprise: of, state, endsAt }) =>
        _id === id && of === firm._id && state === 'open' && (endsAt ?? 0) > context.now,
    )
  if (!postings.every(isOpen)) throw new AppError('INVALID_INPUT', { postings: 'not_found' })

  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { fair, stands } = found(await loadHall(fairId))
    requireBookable(fair, context.now)
    const own = stands.find(({ enterprise: holder }) => holder === firm._id)
    const booth = own ? await rebook(own, postings, context) : await bookNew(fair, stands, firm, postings, context)
    if (booth) return { id: booth._id, no: booth.no }
    await wait(Math.min(WAIT_MS * (attempt + 1), LONGEST_WAIT_MS))
  }
  throw new AppError('BUSY')
}

function requireHiring(enterprise: EnterpriseFields | null): EnterpriseFields {
  const known = found(enterprise)
  if (!isHiring(known)) throw new AppError('NOT_NOW')
  return known
}

function requireBookable(fair: FairDoc, now: number): void {
  if (!canBook(fair)) throw new AppError('NOT_NOW')
  if (isArranging(fair, now)) throw new AppError('BUSY')
}

async function rebook(
  own: BoothDoc,
  postings: string[],
  { openid: by, requestId, now: at }: Context,
): Promise<BoothDoc> {
  await repo.changeBooth(own._id, { postings: [...new Set(postings)], by, requestId, at })
  // once more, for the call that made it may have died before
  await repo.noteBooked(own.fair, own.enterprise, at)
  return own
}

/** Null: somebody was faster. */
async function bookNew(
  fair: FairDoc,
  booths: readonly BoothDoc[],
  { _id: enterprise, name: enterpriseName }: EnterpriseFields,
  postings: string[],
  { openid: by, requestId, now: at }: Context,
): Promise<BoothDoc | null> {
  const no = freeBooth(booths, fair.booths)
  if (no === null) throw new AppError('LIMIT')
  const _id = boothId(fair._id, enterprise)
  const own = { _id, fair: fair._id, enterprise, enterpriseName, no, postings: [...new Set(postings)] }
  const booth: BoothDoc = { ...own, by, requestId, at }
  if (!(await repo.addBooth(booth))) return null
  if (await repo.noteBooked(fair._id, enterprise, at)) return booth
  // the timetable is being made without it
  await repo.removeBooth(_id)
  throw new AppError('BUSY')
}

/** Gives the booth back. Safe to repeat. */
export async function unbookBooth({ booth: id }: In<'fairs.unbook'>, context: Context): Promise<Out<'fairs.unbook'>> {
  const { now } = context
  const { fair: fairId, enterprise } = partsOf(id)
  requireEnterprise(context, enterprise)
  const fair = found(await repo.loadFair(fairId))
  requireBookable(fair, now)
  if (fair.bookedBy.includes(enterprise) && !(await repo.noteUnbooked(fairId, enterprise, now))) {
    throw new AppError('BUSY')
  }
  await repo.removeBooth(id)
  return { done: true }
}
