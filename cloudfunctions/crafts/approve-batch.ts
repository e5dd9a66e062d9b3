import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireOutsider, type EnterpriseFields } from '../kit/enterprises'
import { AppError } from '../kit/errors'
import { checkText } from '../kit/moderation'
import { changeBatch } from './change-batch'
import type { BatchDoc } from './model.rules'
import { requireNoArrears } from './post-batch'
import { tellEnterprise } from './tell-enterprise'
import * as repo from './trade.repo'
import { requireWorking } from './working-enterprise'

/** The staff let a batch in, or say why not. */
export async function approveBatch(input: In<'crafts.approve'>, context: Context): Promise<Out<'crafts.approve'>> {
  const { id, version, approve, reason } = input
  if (!approve && reason === undefined) throw new AppError('INVALID_INPUT', { reason: 'missing' })
  const looked: { enterprise?: EnterpriseFields } = {}
  const doc = await changeBatch(
    {
      id,
      version,
      may: ({ enterprise }) => requireOutsider(context, enterprise),
      decide: async (before) => {
        if (before.state !== 'waiting') throw new AppError('NOT_NOW')
        if (!approve) return refusal(reason ?? '', context)
        looked.enterprise = requireWorking(await repo.loadEnterprise(before.enterprise))
        return opening(before, context)
      },
    },
    context,
  )
  await tellEnterprise(looked.enterprise ?? doc.enterprise, {
    about: 'batch',
    subject: id,
    eventNo: doc.version,
    at: context.now,
    what: doc.state === 'refused' ? 'batch_refused' : 'batch_approved',
    title: doc.name,
  })
  return { id, state: doc.state, version: doc.version }
}

async function refusal(reason: string, { openid, log }: Context): Promise<Partial<BatchDoc>> {
  await checkText(openid, reason, 'reason', log)
  return { state: 'refused', reason }
}

/** What may have come between the post and now is looked at again. */
async function opening({ enterprise, deadline }: BatchDoc, { now }: Context): Promise<Partial<BatchDoc>> {
  if (deadline <= now) throw new AppError('INVALID_INPUT', { deadline: 'past' })
  await requireNoArrears(enterprise, now)
  return { state: 'open', reason: null }
}
