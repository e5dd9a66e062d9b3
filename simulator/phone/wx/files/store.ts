import { WxFailure } from '../api'
import type { Archive } from './archive'
import {
  extensionOf,
  extensionOfType,
  kindOf,
  newSavedPath,
  newTempPath,
  parentOf,
  trimSlash,
  typeOf,
  USER_ROOT,
} from './paths'

export interface StoredFile {
  /** undefined: a folder */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  readonly at: number
}

/** Of saved files and the user's folder together. */
const KEPT_BYTES = 200 * 1024 * 1024

const fileFailure = (errCode: number, text: string) => new WxFailure(text, { errCode, errno: errCode })
export const noFile = (operation: string, path: string) =>
  fileFailure(1300002, `no such file or directory, ${operation} "${path}"`)
export const noPermission = (operation: string, path: string) =>
  fileFailure(1300013, `permission denied, ${operation} "${path}"`)

/** Local files of one person: all in memory, so that the synchronous calls find them; what is not temporary also kept. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()
  readonly #urls = new Map<string, string>()

  constructor(
    readonly archive: Archive,
    readonly now: () => number,
  ) {
    this.#files.set(USER_ROOT, { bytes: undefined, at: now() })
    for (const [path, file] of archive.loaded) this.#files.set(path, file)
  }

  get(path: string): StoredFile | undefined {
    return this.#files.get(trimSlash(path))
  }

  /** The bytes of a file. @throws when there is none */
  bytes(path: string, operation = 'open'): Uint8Array<ArrayBuffer> {
    const file = this.get(path)
    if (!file) throw noFile(operation, path)
    if (!file.bytes) throw fileFailure(1300021, `illegal operation on a directory, ${operation} "${path}"`)
    return file.bytes
  }

  blob(path: string): Blob {
    return new Blob([this.bytes(path)], { type: typeOf(path) })
  }

  /** The URL by which the browser loads a local file; undefined when there is none. */
  url(path: string): string | undefined {
    const known = this.#urls.get(path)
    if (known) return known
    if (!this.get(path)?.bytes) return undefined
    const url = URL.createObjectURL(this.blob(path))
    this.#urls.set(path, url)
    return url
  }

  /** Keep a blob as a temporary file; the name tells its type. */
  async addTemp(blob: Blob, name = ''): Promise<string> {
    const path = newTempPath(extensionOf(name) || extensionOfType(blob.type))
    this.#files.set(path, { bytes: new Uint8Array(await blob.arrayBuffer()), at: this.now() })
    return path
  }

  /** wx.saveFile: the temporary file moves to one that stays. */
  save(tempPath: string, target?: string): string {
    if (kindOf(tempPath) !== 'temp') throw fileFailure(1300025, `saveFile tempFilePath file not exist, "${tempPath}"`)
    const bytes = this.bytes(tempPath)
    const path = target ?? newSavedPath(extensionOf(tempPath))
    this.write(path, bytes, true)
    this.remove(tempPath)
    return path
  }

  /** Write a file of the user's folder; of the saved ones only wx.saveFile may. */
  write(path: string, bytes: Uint8Array<ArrayBuffer>, saving = false): void {
    const kind = kindOf(path)
    if (kind === 'user' ? path === USER_ROOT : !(saving && kind === 'saved')) throw noPermission('open', path)
    if (kind === 'user' && !this.get(parentOf(path))) throw noFile('open', path)
    const before = this.get(path)
    if (before && !before.bytes) throw fileFailure(1300021, `illegal operation on a directory, open "${path}"`)
    if (this.#keptBytes() - (before?.bytes?.byteLength ?? 0) + bytes.byteLength > KEPT_BYTES)
      throw fileFailure(1300202, 'the maximum size of the file storage limit is exceeded')
    this.#put(path, { bytes, at: this.now() })
  }

  makeFolder(path: string): void {
    const folder = trimSlash(path)
    if (kindOf(folder) !== 'user') throw noPermission('mkdir', path)
    if (this.get(folder)) throw fileFailure(1301005, `file already exists, mkdir "${path}"`)
    if (!this.get(parentOf(folder))) throw noFile('mkdir', path)
    this.#put(folder, { bytes: undefined, at: this.now() })
  }

  /** Take a file, or an empty folder, away. */
  remove(path: string): void {
    const name = trimSlash(path)
    this.#files.delete(name)
    this.archive.remove(name)
    const url = this.#urls.get(name)
    if (url) URL.revokeObjectURL(url)
    this.#urls.delete(name)
  }

  /** Names of what lies directly in a folder. */
  list(folder: string): string[] {
    const start = `${trimSlash(folder)}/`
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(start) && !path.slice(start.length).includes('/'))
      .map((path) => path.slice(start.length))
  }

  saved(): { filePath: string; size: number; createTime: number }[] {
    return [...this.#files]
      .filter(([path]) => kindOf(path) === 'saved')
      .map(([filePath, { bytes, at }]) => ({
        filePath,
        size: bytes?.byteLength ?? 0,
        createTime: Math.floor(at / 1000),
      }))
  }

  #put(path: string, file: StoredFile): void {
    this.remove(path)
    this.#files.set(path, file)
    this.archive.put(path, file)
  }

  #keptBytes(): number {
    let sum = 0
    for (const [path, { bytes }] of this.#files) if (kindOf(path) !== 'temp') sum += bytes?.byteLength ?? 0
    return sum
  }
}
