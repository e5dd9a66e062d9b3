import type { Home, Me } from '../../miniprogram/contract/estate'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import * as repo from './repo'
import { homeProblem } from './rules'
import { meView } from './view'

/** The caller lives here; the last word counts. */
export async function bindHome(home: Home, context: Context): Promise<Me> {
  const problem = homeProblem(await repo.building(home.building), home)
  if (problem) throw new AppError('INVALID_INPUT', problem)
  const member = await repo.saveMe(context, () => ({ home }))
  return meView(context.openid, member, context.now)
}

/** The caller lives here no longer. */
export async function unbindHome(_input: unknown, context: Context): Promise<Me> {
  const { openid, member, now } = context
  if (!member?.home) return meView(openid, member, now)
  return meView(openid, await repo.saveMe(context, () => ({ home: null })), now)
}
