import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { allowed, AppError, found } from '../kit/errors'
import { checkText } from '../kit/moderation'
import { callMark } from './fair-ids'
import { cancelFair, changeFair, type FairChange } from './fair.rules'
import * as repo from './fairs.repo'
import type { FairDoc } from './model.rules'
import { tellFair } from './tell-fair'

/** The staff name a theme, choose place and time, or cancel. Those who signed up or booked are told what concerns them. */
export async function changePlan(input: In<'fairs.change'>, context: Context): Promise<Out<'fairs.change'>> {
  const { now } = context
  const lastCall = callMark(context)
  const before = found(await repo.loadFair(input.id))
  const isRetried = before.lastCall === lastCall
  if (!isRetried && before.version !== input.version) throw new AppError('CONFLICT')
  const fair = isRetried ? before : await write(before, input, context, lastCall)
  if (fair.state === 'cancelled') await tellFair(fair, 'cancelled', fair.version, now)
  else if (isRetried || isElsewhere(before, fair)) await tellFair(fair, 'moved', fair.version, now)
  return { id: fair._id, state: fair.state, version: fair.version }
}

async function write(before: FairDoc, input: In<'fairs.change'>, context: Context, lastCall: string): Promise<FairDoc> {
  const { openid, now, log } = context
  const isCancel = 'cancel' in input
  const change: FairChange = allowed(isCancel ? cancelFair(before, input.cancel) : changeFair(before, input, now))
  const words = isCancel ? { cancel: input.cancel } : { theme: input.theme, place: input.place }
  for (const [field, text] of Object.entries(words)) {
    if (text !== '') await checkText(openid, text, field, log)
  }
  const set = { ...change, lastCall }
  if (!(await repo.changeFair(before, set))) throw new AppError('CONFLICT')
  return { ...before, ...set, version: before.version + 1 }
}

const isElsewhere = (before: FairDoc, after: FairDoc): boolean =>
  before.opensAt !== after.opensAt || before.closesAt !== after.closesAt || before.place !== after.place
