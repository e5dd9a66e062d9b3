import type { In, Out } from '../../miniprogram/contract/api'
import { isOldEnough } from '../kit/age'
import { dayOf } from '../kit/clock'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { checkText } from '../kit/moderation'
import type { SeekerDoc } from './seeker-model.rules'
import { newSeeker, withCard } from './seeker.rules'
import * as repo from './seekers.repo'

/** The caller's own card. */
export async function showCard(_input: unknown, { openid }: Context): Promise<Out<'jobs.card'>> {
  return { card: (await repo.loadSeeker(openid))?.card ?? null }
}

/** Two calls at once: the second finds what the first has made. */
const TRIES = 3

/** Keeps the card. The month of birth is looked at once and goes nowhere: neither into the card nor into a log. */
export async function keepCard({ born, ...card }: In<'jobs.keep'>, context: Context): Promise<Out<'jobs.keep'>> {
  const { openid, now, log } = context
  let isChecked = false
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const known = await repo.loadSeeker(openid)
    requireOldEnough(known, born, now)
    if (!isChecked && card.intro !== '' && card.intro !== known?.card?.intro) {
      await checkText(openid, card.intro, 'intro', log)
    }
    isChecked = true
    const doc = known ?? newSeeker(openid, now)
    const change = withCard(doc, card, now)
    if (await (known ? repo.changeSeeker(known, change) : repo.addSeeker({ ...doc, ...change }))) return { card }
  }
  throw new AppError('BUSY')
}

function requireOldEnough(known: SeekerDoc | null, born: string | undefined, now: number): void {
  if (known !== null && known.adultSeenAt !== null) return
  if (born === undefined) throw new AppError('INVALID_INPUT', { born: 'missing' })
  if (!isOldEnough(born, dayOf(now))) throw new AppError('INVALID_INPUT', { born: 'too_young' })
}
