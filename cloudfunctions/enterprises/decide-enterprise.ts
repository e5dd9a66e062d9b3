import type { In, Out } from '../../miniprogram/contract/api'
import { DECISION_RULES, type Decision } from '../../miniprogram/contract/enterprises'
import type { CraftNews } from '../../miniprogram/contract/messages'
import type { Context } from '../kit/context'
import { allowed, AppError } from '../kit/errors'
import { craftMessageFor } from '../kit/messages'
import { checkText } from '../kit/moderation'
import type { EnterpriseDoc, EventDoc } from './model.rules'
import * as repo from './repo'
import { decide, earlierEvent, membershipAfter, reasonProblem } from './rules'

const NEWS: { readonly [D in Decision]: CraftNews } = {
  approve: 'approved',
  refuse: 'refused',
  suspend: 'suspended',
  reopen: 'reopened',
}

/** The staff let an enterprise in, or not; suspend it, or let it in again. Its members are told. */
export async function decideEnterprise(
  { id, version, decision, reason: given }: In<'enterprises.decide'>,
  context: Context,
): Promise<Out<'enterprises.decide'>> {
  const { openid, log } = context
  const reason = given ?? null
  const problem = reasonProblem(decision, reason)
  if (problem) throw new AppError(problem.code, problem.fields)
  if (reason !== null) await checkText(openid, reason, 'reason', log)

  const doc = await repo.change(id, async (fresh, memberships) => {
    if (earlierEvent(fresh, context)) return null
    const fields = allowed(decide(fresh, { decision, reason, version }, context))
    await changeMemberships(fresh, { ...fresh, ...fields }, memberships)
    return fields
  })
  const event = earlierEvent(doc, context)
  if (!event) throw new Error(`enterprise ${id} has no event of this call`)
  if (event.what !== decision) throw new AppError('INVALID_INPUT', { requestId: 'used_before' })
  await repo.tell(messagesOf(doc, event, NEWS[decision]))
  return { id, state: DECISION_RULES[decision].to, version: event.no }
}

async function changeMemberships(
  before: EnterpriseDoc,
  { _id: id, name, state, members }: EnterpriseDoc,
  memberships: repo.Memberships,
): Promise<void> {
  const change = membershipAfter(before.state, state)
  for (const { openid } of members) {
    if (change === 'ends') await memberships.end(id, openid)
    if (change === 'begins') await memberships.beginAgain({ id, name }, openid)
  }
}

const messagesOf = ({ _id, name, members }: EnterpriseDoc, { no, at }: EventDoc, what: CraftNews) =>
  members.map(({ openid }) =>
    craftMessageFor(openid, { about: 'enterprise', subject: _id, eventNo: no, at, what, title: name }),
  )
