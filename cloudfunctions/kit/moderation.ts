/** Nothing that a person wrote or photographed is seen by others before the platform has checked it. */
import { AppError } from './errors'
import type { Log } from './log'
import { openapi, type Scene } from './openapi'
import { messageOf } from './sdk'
import { addressesOf } from './storage'

/** What people send us is a log entry, not a forum. */
const LOG: Scene = 4
/** For names. */
export const PROFILE: Scene = 1

/**
 * UNSAFE_CONTENT when the platform refuses the words; "review" passes, for a quarrel told in anger must reach the
 * handler, who is the only reader. BUSY when the platform gives no verdict: the words are not stored unchecked.
 */
export async function checkText(
  openid: string,
  text: string,
  field: string,
  log: Log,
  scene: Scene = LOG,
): Promise<void> {
  let suggest: string
  try {
    suggest = (await openapi.msgSecCheck(openid, text, scene)).suggest
  } catch (error) {
    log.error('moderation.text', { reason: messageOf(error).slice(0, 120) })
    throw new AppError('BUSY')
  }
  if (suggest === 'risky') throw new AppError('UNSAFE_CONTENT', { [field]: 'unsafe' })
}

export interface PendingPicture {
  fileId: string
  traceId: string
}

/** Hands pictures to the platform; they stay hidden until its answer for `traceId` comes. */
export async function submitPictures(openid: string, fileIds: readonly string[], log: Log): Promise<PendingPicture[]> {
  const addresses = await addressesOf(fileIds)
  return Promise.all(
    fileIds.map(async (fileId) => {
      const address = addresses.get(fileId)
      if (address === undefined) throw new AppError('INVALID_INPUT', { pictures: 'not_found' })
      try {
        return { fileId, traceId: await openapi.mediaCheckAsync(openid, address) }
      } catch (error) {
        log.error('moderation.picture', { reason: messageOf(error).slice(0, 120) })
        throw new AppError('BUSY')
      }
    }),
  )
}
