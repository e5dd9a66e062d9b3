import type { Context } from '../kit/context'
import { AppError, found } from '../kit/errors'
import { digest } from '../kit/ids'
import type { BatchDoc } from './model.rules'
import * as repo from './trade.repo'

export interface BatchChange {
  id: string
  /** the version that the person saw */
  version: number
  /** refuses, by throwing, who may not change this batch at all */
  may(doc: BatchDoc): void
  /** the change of the batch as it is; refuses by throwing */
  decide(doc: BatchDoc): Promise<Partial<BatchDoc>>
}

/** Changes a batch as it was seen. A retried call finds what it did before and does it no second time. */
export async function changeBatch(
  { id, version, may, decide }: BatchChange,
  { openid, requestId }: Context,
): Promise<BatchDoc> {
  const lastCall = digest(`${openid} ${requestId}`)
  const doc = found(await repo.loadBatch(id))
  may(doc)
  if (doc.lastCall === lastCall) return doc
  if (doc.version !== version) throw new AppError('CONFLICT')
  const change = { ...(await decide(doc)), lastCall }
  if (await repo.changeBatch(doc, change)) return { ...doc, ...change, version: version + 1 }
  // somebody was faster, perhaps this very call
  const now = await repo.loadBatch(id)
  if (now?.lastCall !== lastCall) throw new AppError('CONFLICT')
  return now
}
