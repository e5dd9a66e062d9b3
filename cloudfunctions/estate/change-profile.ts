import type { In } from '../../miniprogram/contract/api'
import type { Me } from '../../miniprogram/contract/estate'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import type { MemberChange } from '../kit/members'
import { checkText, PROFILE } from '../kit/moderation'
import { openapi, platformCode } from '../kit/openapi'
import { MOBILE } from '../kit/schema'
import { messageOf } from '../kit/sdk'
import * as repo from './repo'
import { meView } from './view'

/** Sets or removes name and telephone. Whoever acts for the community does so by name. */
export async function changeProfile({ name, phone }: In<'estate.profile'>, context: Context): Promise<Me> {
  const { openid, now, log } = context
  if (typeof name === 'string') await checkText(openid, name, 'name', log, PROFILE)
  const change: MemberChange = { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) }
  const member = await repo.saveMe(context, ({ grants }) => {
    if (name === null && grants.length > 0) throw new AppError('NOT_NOW')
    return change
  })
  return meView(openid, member, now)
}

/** WeChat: the code was used or is older than five minutes */
const BAD_CODES: readonly (number | null)[] = [40029, 40163]

/** The telephone that the person gave through WeChat's own button. */
export async function takePhone({ code }: In<'estate.phone'>, context: Context): Promise<Me> {
  const phone = await phoneOf(code, context)
  // a number from abroad: the community cannot call it
  if (!MOBILE.test(phone)) throw new AppError('INVALID_INPUT', { code: 'wrong_form' })
  const member = await repo.saveMe(context, () => ({ phone }))
  return meView(context.openid, member, context.now)
}

async function phoneOf(code: string, { log }: Context): Promise<string> {
  try {
    return await openapi.getPhoneNumber(code)
  } catch (error) {
    if (BAD_CODES.includes(platformCode(error))) throw new AppError('EXPIRED')
    log.error('phone.code', { reason: messageOf(error).slice(0, 120) })
    throw new AppError('BUSY')
  }
}
