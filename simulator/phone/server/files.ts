/** Files of the mini-program's own folder, as its pages load them. */
import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Reply } from './reply'

const TYPES: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** A picture that is drawn again and again is not asked for each time; one that was changed is soon seen. */
const FRESH_SECONDS = 5

/** The file at a path inside `root`; undefined when there is none, or when the path leads out of it. */
export async function appFile(root: string, path: string): Promise<Reply | undefined> {
  const decoded = decode(path)
  if (decoded === undefined || decoded.split('/').some((part) => part.startsWith('.'))) return undefined
  const type = TYPES[extname(decoded).toLowerCase()]
  if (!type) return undefined
  try {
    const file = await realpath(join(root, decoded))
    if (!file.startsWith((await realpath(root)) + sep) || !(await stat(file)).isFile()) return undefined
    return { body: await readFile(file), type, seconds: FRESH_SECONDS }
  } catch {
    return undefined // not there
  }
}

function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') || decoded.includes('\\') ? undefined : decoded
  } catch {
    return undefined
  }
}
