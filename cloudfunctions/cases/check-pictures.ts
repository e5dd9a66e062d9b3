import type { Context } from '../kit/context'
import { digest } from '../kit/ids'
import { submitPictures } from '../kit/moderation'
import { requireOwnFiles } from '../kit/storage'
import type { NewPicture } from './model.rules'

/** Own uploads, handed to the platform's check. INVALID_INPUT for a file of somebody else or one that is not there. */
export async function checkPictures(fileIds: readonly string[], { openid, log }: Context): Promise<NewPicture[]> {
  if (fileIds.length === 0) return []
  requireOwnFiles(fileIds, openid, 'pictures')
  const pending = await submitPictures(openid, fileIds, log)
  // the trace id is unique and its digest says nothing of who uploaded
  return pending.map(({ fileId, traceId }) => ({ id: digest(traceId).slice(0, 16), fileId, traceId }))
}
