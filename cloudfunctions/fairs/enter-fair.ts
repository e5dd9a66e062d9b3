import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { wait } from '../kit/db'
import { AppError, found } from '../kit/errors'
import { codeOf } from './check-code'
import { canSignUp, isArranging, numberGivenBack } from './fair.rules'
import { freeToJoin, numbersOf } from './fairs.repo'
import { addSignup, changeSignup, countFair, loadHall, type Hall } from './hall.repo'
import type { FairDoc, SignupDoc } from './model.rules'
import { changedSignup, newSignup, type Entry } from './signup.rules'

/** How often one tries for a number when others come at the same time. */
const TRIES = 40
const WAIT_MS = 10
const LONGEST_WAIT_MS = 200

export interface Entered {
  signup: SignupDoc
  /** as it was when the person came in */
  hall: Hall
}

interface Comes {
  id: string
  fair: string
  /** openid of the person, if that one's card is needed */
  card?: string
  now: number
  /** checks the hall, and says who comes; may refuse by throwing */
  entry(hall: Hall): Entry
  /** when she checked in: at once, or null */
  here(fair: FairDoc): number | null
}

/**
 * Writes a person down for a fair: the first time with the next number, again with other wants. The database has one
 * person a number, so that no more get in than there are numbers, however many come at once.
 */
export async function enterFair(comes: Comes): Promise<Entered> {
  const { id, fair: fairId, card, now } = comes
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hall = found(await loadHall(fairId, { signup: id, talks: true, ...(card === undefined ? {} : { card }) }))
    const { fair } = hall
    if (!canSignUp(fair, now)) throw new AppError('NOT_NOW')
    if (isArranging(fair, now)) throw new AppError('BUSY')
    const signup = await writeDown(hall, comes.entry(hall), comes.here(fair))
    if (signup) return { signup, hall }
    await wait(Math.min(WAIT_MS * (attempt + 1), LONGEST_WAIT_MS))
  }
  throw new AppError('BUSY')
}

/** Null: somebody was faster. */
async function writeDown(hall: Hall, entry: Entry, here: number | null): Promise<SignupDoc | null> {
  const { fair, mine } = hall
  if (mine && !mine.left) {
    // the same call again changes nothing
    if (mine.requestId === entry.requestId) return mine
    const set = changedSignup(mine, entry)
    return (await changeSignup(mine._id, { left: false }, set)) ? { ...mine, ...set } : null
  }
  const isLeft = hall.last < FAIR_LIMITS.signups
  const number = isLeft ? hall.last + 1 : numberGivenBack(await numbersOf(fair._id))
  if (number === null) throw new AppError('LIMIT')
  const signup = newSignup(entry, number, codeOf(fair.secret, number), here)
  const { _id, ...fields } = signup
  const isIn = mine ? await changeSignup(_id, { left: true }, fields) : await addSignup(signup)
  if (!isIn) return null
  await countIn(fair, signup, entry.now)
  return signup
}

/** Whoever makes the timetable from now on sees the person; when somebody has begun before, the call is tried again. */
async function countIn({ _id, state }: FairDoc, { here }: SignupDoc, now: number): Promise<void> {
  const by = { signedUp: 1, ...(here === null ? {} : { here: 1 }) }
  if (state !== 'planned') return void (await countFair(_id, by))
  if (await countFair(_id, by, freeToJoin(now))) return
  await countFair(_id, by)
  throw new AppError('BUSY')
}
