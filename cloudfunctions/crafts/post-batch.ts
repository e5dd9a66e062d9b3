import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import type { EnterpriseFields } from '../kit/enterprises'
import { AppError } from '../kit/errors'
import { newId } from '../kit/ids'
import { retried } from '../kit/retried'
import { batchProblem, textsOfBatch } from './batch.rules'
import { checkOffer } from './check-offer'
import { NO_PIECES } from './ledger.rules'
import type { BatchDoc, ProductDoc } from './model.rules'
import * as repo from './trade.repo'
import { workingEnterprise } from './working-enterprise'

type Input = In<'crafts.post'>

const answerOf = ({ _id: id, state, version }: BatchDoc): Out<'crafts.post'> => ({ id, state, version })

/** A batch for the staff to look at. An enterprise that owes anybody past the due day posts nothing (劳动合同法 §30). */
export const postBatch = (input: Input, context: Context): Promise<Out<'crafts.post'>> =>
  retried(
    async () => answerOf(await post(input, context)),
    async () => {
      const doc = await repo.findBatchByRequest(context.openid, context.requestId)
      return doc && answerOf(doc)
    },
  )

/** The reason is a field, so that the phone can say it. */
export async function requireNoArrears(enterprise: string, now: number): Promise<void> {
  if (await repo.isInArrears(enterprise, now)) throw new AppError('INVALID_INPUT', { enterprise: 'arrears' })
}

async function post(input: Input, context: Context): Promise<BatchDoc> {
  const { now } = context
  const enterprise = await workingEnterprise(context, input.enterprise)
  await requireNoArrears(enterprise._id, now)
  const problem = batchProblem(input, now)
  if (problem) throw new AppError('INVALID_INPUT', problem)
  const product = await repo.loadProduct(input.product)
  if (product?.enterprise !== enterprise._id) throw new AppError('INVALID_INPUT', { product: 'not_found' })
  await checkOffer(textsOfBatch(input), context)

  if (!(await repo.freezeProduct(product))) throw new AppError('CONFLICT')
  const doc = batchOf(input, enterprise, product, context)
  if (!(await repo.addBatch(doc))) throw new AppError('CONFLICT')
  return doc
}

function batchOf(
  { enterprise: _enterprise, ...draft }: Input,
  { _id: enterprise, name: enterpriseName }: EnterpriseFields,
  { name, needs }: ProductDoc,
  { now, openid: by, requestId }: Context,
): BatchDoc {
  return {
    ...draft,
    _id: newId(now),
    state: 'waiting',
    name,
    needs,
    enterprise,
    enterpriseName,
    left: draft.pieces,
    takers: {},
    sums: NO_PIECES,
    prices: [{ price: draft.price, from: now }],
    reason: null,
    by,
    requestId,
    lastCall: null,
    createdAt: now,
    version: 1,
  }
}
