import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { forgetTalks, takenBack } from '../kit/fair-signups'
import { enterFair } from './enter-fair'
import { signupId } from './fair-ids'
import { loadSignup } from './fairs.repo'
import { giveSlots } from './give-slots'
import { changeSignup, countFair, type Hall } from './hall.repo'
import type { Entry } from './signup.rules'

/** Signs the caller up with a copy of name and skills, which the booths of her talks see; again: with other wants. */
export async function signUp({ fair, wants }: In<'fairs.signup'>, context: Context): Promise<Out<'fairs.signup'>> {
  const { openid, now, requestId, member } = context
  const id = signupId(fair, openid)
  const entry = (hall: Hall): Entry => {
    const { name, card } = { name: member?.name ?? null, card: hall.card }
    if (name === null) throw new AppError('NOT_NOW', { name: 'needed' })
    if (card === null) throw new AppError('NOT_NOW', { card: 'needed' })
    const { kinds, shifts } = card
    return { id, fair, openid, name, kinds, shifts, wants: wantsOf(hall, wants), requestId, now }
  }
  const { signup, hall } = await enterFair({ id, fair, card: openid, now, entry, here: () => null })
  if (hall.fair.state === 'arranged') await giveSlots(hall, signup, now)
  return { id, number: signup.number, code: signup.code }
}

/** Booths of this fair, each once. */
export function wantsOf({ stands }: Hall, wants: readonly string[]): string[] {
  const known = new Set(stands.map(({ _id }) => _id))
  if (wants.some((want) => !known.has(want))) throw new AppError('INVALID_INPUT', { wants: 'not_found' })
  return [...new Set(wants)]
}

/** Takes back sign-up and consent: the name is gone from the booths, and the slots are free. */
export async function leaveFair({ fair }: In<'fairs.leave'>, { openid }: Context): Promise<Out<'fairs.leave'>> {
  const id = signupId(fair, openid)
  const { left, here } = found(await loadSignup(id))
  if (!left && (await changeSignup(id, { left: false }, takenBack(id)))) {
    // of a fair that is over the figures stand
    await countFair(fair, { signedUp: -1, ...(here === null ? {} : { here: -1 }) }, { over: false })
  }
  await forgetTalks([id])
  return { done: true }
}
