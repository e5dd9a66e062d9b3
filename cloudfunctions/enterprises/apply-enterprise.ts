import type { In, Out } from '../../miniprogram/contract/api'
import { ENTERPRISE_LIMITS } from '../../miniprogram/contract/enterprises'
import type { Context } from '../kit/context'
import { AppError } from '../kit/errors'
import { newId } from '../kit/ids'
import { checkText } from '../kit/moderation'
import type { EnterpriseDoc } from './model.rules'
import * as repo from './repo'
import { applicationOn, appliedAnew, newEnterprise } from './rules'

type Applied = Out<'enterprises.apply'>

/**
 * Asks to work here. The enterprise is there once a credit code: the caller's own application that was refused is made
 * anew, and a retried call finds what it made.
 */
export async function applyEnterprise(input: In<'enterprises.apply'>, context: Context): Promise<Applied> {
  const { openid, member, log } = context
  const earlier = await repo.byCode(input.code)
  const isDone = doneOrRefused(earlier, context)
  if (earlier && isDone) return answer(earlier)

  const isFull = (member?.enterprises ?? []).length >= ENTERPRISE_LIMITS.perPerson
  if (isFull || (await repo.countApplications(openid)) >= ENTERPRISE_LIMITS.openApplications) {
    throw new AppError('LIMIT')
  }
  await checkText(openid, [input.name, input.about, input.contact.name].join('\n'), 'text', log)
  return earlier ? makeAnew(earlier, input, context) : makeNew(input, context)
}

const answer = ({ _id }: Pick<EnterpriseDoc, '_id'>): Applied => ({ id: _id, state: 'applied' })

/** True: this very call made it before. A code that is registered otherwise is refused. */
function doneOrRefused(doc: EnterpriseDoc | null, context: Context): boolean {
  const is = applicationOn(doc, context)
  if (is === 'used') throw new AppError('INVALID_INPUT', { code: 'used_before' })
  return is === 'done'
}

/** Whoever has no name yet has given one as the contact. */
const joiningOf = ({ contact }: In<'enterprises.apply'>, { openid, now }: Context): repo.Joining => ({
  openid,
  now,
  name: contact.name,
  replaces: false,
})

async function makeNew(input: In<'enterprises.apply'>, context: Context): Promise<Applied> {
  const id = newId(context.now)
  const isMade = await repo.insert({ id, name: input.name }, joiningOf(input, context), (member) =>
    newEnterprise(id, input, context, member.id),
  )
  if (isMade) return answer({ _id: id })
  // somebody, or this call itself a moment ago, has registered the code
  const winner = await repo.byCode(input.code)
  if (winner && doneOrRefused(winner, context)) return answer(winner)
  throw new AppError('CONFLICT')
}

async function makeAnew(earlier: EnterpriseDoc, input: In<'enterprises.apply'>, context: Context): Promise<Applied> {
  const doc = await repo.change(earlier._id, async (fresh, memberships) => {
    if (doneOrRefused(fresh, context)) return null
    const member = await memberships.begin({ id: fresh._id, name: input.name }, joiningOf(input, context))
    return appliedAnew(fresh, input, context, member.id)
  })
  return answer(doc)
}
