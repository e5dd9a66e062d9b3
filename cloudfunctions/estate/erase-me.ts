import type { Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import type { MemberChange } from '../kit/members'
import * as repo from './repo'

const NOTHING: MemberChange = { name: null, phone: null, home: null, leave: null, quota: {} }

/**
 * Deletes what the caller has told us (PIPL §47). A bare record stays, so that cases keep an owner without a name.
 * Whoever holds a role gives it back first: neighbours must know who acts for them.
 */
export async function eraseMe(_input: unknown, context: Context): Promise<Out<'estate.erase'>> {
  if (context.grants.length > 0) throw new AppError('NOT_NOW')
  if (!context.member) return { done: true }
  await repo.saveMe(context, ({ grants }) => {
    if (grants.length > 0) throw new AppError('NOT_NOW')
    return NOTHING
  })
  return { done: true }
}
