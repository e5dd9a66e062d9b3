import { fileUrl } from '../../types'
import { WxFailure } from '../api'
import type { NetworkWatch } from '../device/network'
import type { FileStore } from './store'
import { kindOf } from './paths'

/** Asks the cloud for the temporary addresses of file ids; undefined where there is no file. */
export type CloudUrls = (fileIDs: readonly string[]) => Promise<(string | undefined)[]>

const CLOUD_URLS_MS = 60 * 60 * 1000
/** Without a network a picture does not load, which is no mistake of the app. */
const UNREACHABLE = 'data:,'

/** The address on this page's own origin: the cloud names itself 127.0.0.1 even where the page says localhost. */
export function sameOrigin(url: string): string {
  const { pathname, search } = new URL(url)
  return location.origin + pathname + search
}

/** Collects what is asked for in one turn of the page, so that a list of pictures costs one request. */
function batched(cloudUrls: CloudUrls): (fileID: string) => Promise<string> {
  let ids: string[] = []
  let answers: Promise<(string | undefined)[]> | undefined
  const send = async () => {
    await new Promise((resolve) => setTimeout(resolve))
    const sent = ids
    ids = []
    answers = undefined
    return cloudUrls(sent)
  }
  return async (fileID) => {
    const index = ids.push(fileID) - 1
    answers ??= send()
    const url = (await answers)[index]
    if (!url) throw new WxFailure(`file not found: ${fileID}`)
    return sameOrigin(url)
  }
}

/** How the browser loads what an app calls a file. Temporary addresses of the cloud are remembered for an hour. */
export function urlResolver(
  files: FileStore,
  network: Pick<NetworkWatch, 'offline'>,
  cloudUrls: CloudUrls,
): (path: string) => Promise<string> {
  const known = new Map<string, { url: Promise<string>; until: number }>()
  const ask = batched(cloudUrls)
  const ofCloud = async (fileID: string): Promise<string> => {
    const kept = known.get(fileID)
    if (kept && kept.until > performance.now()) return kept.url
    if (network.offline) return UNREACHABLE
    const url = ask(fileID)
    known.set(fileID, { url, until: performance.now() + CLOUD_URLS_MS })
    url.catch(() => known.delete(fileID))
    return url
  }
  return async (path) => {
    if (path.startsWith('cloud://')) return ofCloud(path)
    if (kindOf(path)) {
      const url = files.url(path)
      if (!url) throw new WxFailure(`file not found: ${path}`)
      return url
    }
    return /^[a-z][\w+.-]*:/i.test(path) ? path : fileUrl(path)
  }
}
