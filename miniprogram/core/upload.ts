import { smaller } from './platform'
import { call, isUnsent } from './rpc'
import { RpcError } from './rpc-error'

const ATTEMPTS = 3

/** Uploads pictures one after another, made smaller; their cloud file ids in the same order. Throws RpcError. */
export async function uploadPictures(
  paths: readonly string[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<string[]> {
  if (paths.length === 0) return []
  const { prefix } = await call('estate.uploads', {})
  const ids: string[] = []
  for (const [index, path] of paths.entries()) {
    onProgress(index, paths.length)
    ids.push(await uploadOne(await smaller(path), `${prefix}${index + 1}${extensionOf(path)}`))
  }
  onProgress(paths.length, paths.length)
  return ids
}

/** Uploads a video as it is; its cloud file id. Throws RpcError. */
export async function uploadVideo(path: string): Promise<string> {
  const { prefix } = await call('estate.uploads', {})
  return uploadOne(path, `${prefix}v${/\.(mp4|mov|m4v)$/i.exec(path)?.[0].toLowerCase() ?? '.mp4'}`)
}

/** ".jpg" where the path has no extension: the album gives some without */
const extensionOf = (path: string): string => (/\.(jpe?g|png|webp|gif|bmp)$/i.exec(path)?.[0] ?? '.jpg').toLowerCase()

async function uploadOne(filePath: string, cloudPath: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await wx.cloud.uploadFile({ filePath, cloudPath })).fileID
    } catch (failure) {
      const error = uploadError(failure)
      if (attempt === ATTEMPTS || !isUnsent(error)) throw error
    }
  }
}

/** A picture that is gone from the phone cannot be sent any more; everything else is the network. */
function uploadError(failure: unknown): RpcError {
  const words = String((failure as { errMsg?: unknown } | null)?.errMsg ?? failure)
  if (/no such file|not exist|ENOENT/i.test(words)) return new RpcError('INVALID_INPUT', '', { pictures: 'not_yours' })
  return new RpcError('OFFLINE', '')
}
