import type { In, Out } from '../../miniprogram/contract/api'
import { isOldEnough } from '../kit/age'
import { dayOf } from '../kit/clock'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { cardView } from './trade-view.rules'
import * as repo from './trade.repo'

/** The caller's own card. */
export async function showCard(_input: unknown, { openid }: Context): Promise<Out<'crafts.card'>> {
  const doc = await repo.loadCrafter(openid)
  return { card: doc && cardView(doc) }
}

/** Keeps the card. The month of birth is looked at once and goes nowhere: neither into the card nor into a log. */
export async function keepCard(
  { born, ...card }: In<'crafts.keep'>,
  { openid, now }: Context,
): Promise<Out<'crafts.keep'>> {
  const isKnown = (await repo.loadCrafter(openid)) !== null
  if (!isKnown) {
    if (born === undefined) throw new AppError('INVALID_INPUT', { born: 'missing' })
    if (!isOldEnough(born, dayOf(now))) throw new AppError('INVALID_INPUT', { born: 'too_young' })
    if (await repo.addCrafter({ _id: openid, ...card, adultSeenAt: now, paces: {}, version: 1 })) return { card }
  }
  if (!(await repo.changeCrafter(openid, card))) throw new AppError('CONFLICT')
  return { card }
}

/** Deletes the card with the own pace. Who has work at home still needs it. */
export async function forgetCard(_input: unknown, { openid }: Context): Promise<Out<'crafts.forget'>> {
  if ((await repo.claimsInHand(openid)).length > 0) throw new AppError('NOT_NOW')
  await repo.removeCrafter(openid)
  return { done: true }
}
