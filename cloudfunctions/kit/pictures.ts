/** Pictures that people hand in: hidden until the platform's verdict, wherever they are kept. */
import type { PictureView } from '../../miniprogram/contract/cases'
import type { Context } from './context'
import { Collection, type Doc } from './db'
import { digest } from './ids'
import { submitPictures } from './moderation'
import { addressesOf, requireOwnFiles } from './storage'

export interface StoredPicture {
  id: string
  fileId: string
  traceId: string
  state: PictureView['state']
}

/**
 * The collections whose documents hold `pictures`, each indexed by pictures.traceId. The platform pushes verdicts to one
 * function only, so that function must know them all.
 */
const HOLDERS: readonly Collection<Doc>[] = ['cases', 'products', 'claims'].map((name) => new Collection(name))

/** Own uploads, handed to the platform's check. INVALID_INPUT for a file of somebody else or one that is not there. */
export async function checkPictures(fileIds: readonly string[], { openid, log }: Context): Promise<StoredPicture[]> {
  if (fileIds.length === 0) return []
  requireOwnFiles(fileIds, openid, 'pictures')
  const pending = await submitPictures(openid, fileIds, log)
  // the trace id is unique and its digest says nothing of who uploaded
  return pending.map(({ fileId, traceId }) => ({
    id: digest(traceId).slice(0, 16),
    fileId,
    traceId,
    state: 'checking',
  }))
}

/** As people see them: with a short-lived address where the platform let the picture pass. */
export async function pictureViews(pictures: readonly StoredPicture[]): Promise<PictureView[]> {
  const shown = pictures.filter(({ state }) => state === 'shown')
  const addresses = await addressesOf(shown.map(({ fileId }) => fileId))
  return pictures.map(({ id, fileId, state }) => ({ id, url: addresses.get(fileId) ?? null, state }))
}

/** Sets the platform's verdict on the picture with this trace id; false: no such picture yet. */
export async function setVerdict(traceId: string, state: StoredPicture['state']): Promise<boolean> {
  for (const holder of HOLDERS) {
    if ((await holder.updateAll({ 'pictures.traceId': traceId }, { 'pictures.$.state': state })) > 0) return true
  }
  return false
}
