import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord, messageOf } from './http'
import { isMissing } from './json-file'
import { CloudError } from './types'

/** What the cloud keeps under its data directory; nothing else in it is ever touched. */
export const FOLDERS = { database: 'database', storage: 'storage', state: 'state' } as const
const LOCK = 'cloud.lock'
/** How long the cloud that holds a lock may take to say that it is there. */
const HEALTH_MS = 1_000

/** Take the data directory for this process; `--fresh` empties what the cloud keeps there. */
export async function takeDirectory(directory: string, origin: string, fresh: boolean): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const lock = join(directory, LOCK)
  const holder = readLock(lock)
  if (holder && (await isServedBy(holder, origin))) {
    throw new CloudError(
      'DATA_IN_USE',
      `${directory} is in use by the cloud at ${holder.origin} (process ${holder.pid})`,
    )
  }
  writeFileSync(lock, JSON.stringify({ pid: process.pid, origin }))
  if (!fresh) return
  for (const folder of Object.values(FOLDERS)) rmSync(join(directory, folder), { recursive: true, force: true })
}

export function releaseDirectory(directory: string): void {
  rmSync(join(directory, LOCK), { force: true })
}

interface Holder {
  readonly pid: number
  readonly origin: string
}

function readLock(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isRecord(holder)) return { pid: Number(holder['pid']), origin: String(holder['origin']) }
  } catch (error) {
    if (!isMissing(error)) console.error(`${file} cannot be read and is ignored: ${messageOf(error)}`)
  }
  return undefined
}

/** A lock that a killed process left behind names a process that is gone, or one that is no cloud. */
async function isServedBy({ pid, origin }: Holder, ownOrigin: string): Promise<boolean> {
  if (origin === ownOrigin) return false
  try {
    process.kill(pid, 0)
    const health = await fetch(`${origin}/control/health`, { signal: AbortSignal.timeout(HEALTH_MS) })
    const body: unknown = await health.json()
    return isRecord(body) && body['pid'] === pid
  } catch (error) {
    // Something that listens there without an answer is a cloud that is busy; else no such process, or nothing listens.
    return isRecord(error) && error['name'] === 'TimeoutError'
  }
}
