import type { In, Out } from '../../miniprogram/contract/api'
import type { DeskRow } from '../../miniprogram/contract/fairs'
import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { checkText, PROFILE } from '../kit/moderation'
import { enterFair } from './enter-fair'
import { walkInId } from './fair-ids'
import { isDoorOpen } from './fair.rules'
import * as repo from './fairs.repo'
import { giveSlots } from './give-slots'
import { changeSignup, countFair, loadHall, type Hall } from './hall.repo'
import type { SignupDoc } from './model.rules'
import { wantsOf } from './sign-up'
import { codeKey, deskKeys, keyFor, type Entry } from './signup.rules'
import { deskRow, fairRow } from './view.rules'

/** Who is signed up, by number; or who is found by number, code or the beginning of the name. */
export async function listDesk({ fair: id, find, after }: In<'fairs.desk'>): Promise<Out<'fairs.desk'>> {
  const [fair, { rows, next }] = await Promise.all([repo.loadFair(id), repo.deskPage(id, keyFor(find), after)])
  const doc = found(fair)
  const talks = await repo.talksOfPeople(rows.map(({ _id }) => _id))
  return {
    rows: rows.map((signup) =>
      deskRow(
        signup,
        talks.filter((talk) => talk.signup === signup._id),
      ),
    ),
    next,
    fair: fairRow(doc),
    here: doc.here,
  }
}

/** The person is here, found by code or picked from the list. Who has no talk ahead gets free slots. Safe to repeat. */
export async function checkIn(input: In<'fairs.checkin'>, { now }: Context): Promise<DeskRow> {
  const id = 'id' in input ? input.id : found(await repo.findAtDesk(input.fair, codeKey(input.code)))._id
  const hall = found(await loadHall(input.fair, { signup: id, talks: true }))
  const known = hall.mine
  if (!known || known.left || known.fair !== input.fair) throw new AppError('NOT_FOUND')
  if (!isDoorOpen(hall.fair, now)) throw new AppError('NOT_NOW')
  const signup = await noteHere(known, now)
  const isExpected = hall.mineTalks.some(({ state, at }) => state === 'called' || (state === 'planned' && at >= now))
  return deskRow(signup, isExpected ? hall.mineTalks : await giveSlots(hall, signup, now))
}

async function noteHere(signup: SignupDoc, now: number): Promise<SignupDoc> {
  if (signup.here !== null) return signup
  const here = { here: now, keys: deskKeys({ ...signup, here: now }) }
  if (await changeSignup(signup._id, { left: false, here: null }, here)) await countFair(signup.fair, { here: 1 })
  return { ...signup, ...here }
}

/** Somebody without a phone or a sign-up: is written down by the desk, gets a number, and free slots if there are any. */
export async function walkIn(input: In<'fairs.walkin'>, context: Context): Promise<DeskRow> {
  const { fair, name, kinds, shifts, wants } = input
  const { openid, now, requestId, log } = context
  await checkText(openid, name, 'name', log, PROFILE)
  const id = walkInId(fair, context)
  const entry = (hall: Hall): Entry => {
    return { id, fair, openid: null, name, kinds, shifts, wants: wantsOf(hall, wants), requestId, now }
  }
  const here = (doc: Hall['fair']) => (isDoorOpen(doc, now) ? now : null)
  const { signup, hall } = await enterFair({ id, fair, now, entry, here })
  return deskRow(signup, hall.fair.state === 'arranged' ? await giveSlots(hall, signup, now) : [])
}
