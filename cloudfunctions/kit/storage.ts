import { AppError } from './errors'
import { digest } from './ids'
import { cloud } from './sdk'

/**
 * Where this person may put files for now. Only what lies in such a place is accepted from them, so nobody hands in
 * another's picture. `label` is a new id each time: a picture's address is seen by those who work on a case, and must
 * not tell that two cases come from the same person.
 */
export const uploadPrefix = (openid: string, label: string): string =>
  `people/${label}-${digest(`${label} ${openid}`)}/`

/** The path inside the store of "cloud://env.bucket/path"; null for anything else. */
function pathOf(fileId: string): string | null {
  const match = /^cloud:\/\/[\w.-]+\/([\w./-]{1,200})$/.exec(fileId)
  const path = match?.[1]
  return path === undefined || path.includes('..') ? null : path
}

/** INVALID_INPUT on `field` unless every file is an own upload. */
export function requireOwnFiles(fileIds: readonly string[], openid: string, field: string): void {
  const isOwn = fileIds.every((fileId) => {
    const path = pathOf(fileId)
    const label = /^people\/(\w+)-/.exec(path ?? '')?.[1]
    return label !== undefined && path?.startsWith(uploadPrefix(openid, label))
  })
  if (!isOwn) throw new AppError('INVALID_INPUT', { [field]: 'not_yours' })
}

/** files of one call, at the platform */
const FILES_PER_CALL = 50

/** Short-lived addresses by file id; a file that is gone is left out. */
export async function addressesOf(fileIds: readonly string[]): Promise<Map<string, string>> {
  const addresses = new Map<string, string>()
  for (let first = 0; first < fileIds.length; first += FILES_PER_CALL) {
    const reply = await cloud.getTempFileURL({ fileList: fileIds.slice(first, first + FILES_PER_CALL) })
    for (const { fileID, tempFileURL } of reply?.fileList ?? []) if (tempFileURL) addresses.set(fileID, tempFileURL)
  }
  return addresses
}
