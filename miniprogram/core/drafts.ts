/** Reports on this phone: written, waiting for the network, or refused. */
import { createDraftBox, type Draft, type DraftBox } from './draft-box'
import { dropFile, isOnline, keepFile, onOnline, store, stored } from './platform'
import { call } from './rpc'
import { uploadPictures } from './upload'

export type { Draft, DraftState } from './draft-box'

const KEY = 'drafts'
const FIRST_PAUSE_MS = 20_000
const LONGEST_PAUSE_MS = 300_000

export const drafts: DraftBox = createDraftBox({
  read: () => stored<Draft[]>(KEY) ?? [],
  write: (all) => store(KEY, all),
  upload: (paths) => uploadPictures(paths),
  report: (input, requestId) => call('cases.report', input, { requestId }),
  drop: (paths) => paths.forEach((path) => void dropFile(path)),
  isOnline,
})

/** Keeps chosen pictures for as long as the draft lives; the paths to put into it. */
export const keepPictures = (paths: readonly string[]): Promise<string[]> => Promise.all(paths.map(keepFile))

let timer: ReturnType<typeof setTimeout> | null = null

/** Sends what waits; while something does, tries again from time to time, for a bad network seldom says that it is back. */
export async function flushDrafts(pause = FIRST_PAUSE_MS): Promise<void> {
  if (timer !== null) clearTimeout(timer)
  timer = null
  if ((await drafts.flush()) === 0) return
  timer = setTimeout(() => void flushDrafts(Math.min(pause * 2, LONGEST_PAUSE_MS)), pause)
}

/** Nothing is sent while the program is in the background. */
export function pauseDrafts(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
}

/** Sends what waits whenever the network comes back; once, at launch. */
export const watchDrafts = (): void => void onOnline(() => void flushDrafts())
