/**
 * The app's files as WeChat sees them: npm packages stand under miniprogram_npm/, wherever they really are.
 * Every result derived from files is kept with what it read, and made again only when one of those files changed.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord } from './text'

export interface Reader {
  /** undefined when there is no such file */
  read(path: string): string | undefined
  exists(path: string): boolean
}

const NPM = 'miniprogram_npm/'

export const isPackage = (path: string): boolean => path.includes(NPM)

/** "@vant/weapp/button/index" → ["@vant/weapp", "button/index"] */
export function splitPackage(path: string): [name: string, rest: string] {
  const parts = path.split('/')
  const count = path.startsWith('@') ? 2 : 1
  return [parts.slice(0, count).join('/'), parts.slice(count).join('/')]
}

interface Known {
  readonly stamp: string
  readonly text: string
}

/** undefined where no file is, also below one that is no folder */
function stampOf(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() === true ? `${stat.mtimeMs} ${stat.size}` : undefined
  } catch {
    return undefined
  }
}

export class AppFiles implements Reader {
  readonly #texts = new Map<string, Known>()
  /** what this build has looked at; files do not change in the middle of a build */
  readonly #stamps = new Map<string, string | undefined>()
  readonly #bases = new Map<string, string | undefined>()

  constructor(
    readonly root: string,
    readonly npm?: string,
  ) {}

  /** Begins a new build: every file is looked at again. */
  refresh(): void {
    this.#stamps.clear()
    this.#bases.clear()
  }

  exists(path: string): boolean {
    return this.#stamp(path) !== undefined
  }

  read(path: string): string | undefined {
    const stamp = this.#stamp(path)
    if (stamp === undefined) return undefined
    const known = this.#texts.get(path)
    if (known?.stamp === stamp) return known.text
    const fresh = readText(this.real(path))
    if (fresh === undefined) return undefined
    // the same text stays the same string: a touched file changes nothing
    const text = known?.text === fresh ? known.text : fresh
    this.#texts.set(path, { stamp, text })
    return text
  }

  /** Where a file of the app lies on the disk. */
  real(path: string): string {
    if (!path.startsWith(NPM)) return join(this.root, path)
    const [name, rest] = splitPackage(path.slice(NPM.length))
    const base = this.#packageBase(name)
    return base === undefined ? join(this.root, path) : join(base, rest)
  }

  /** The folder that WeChat's "build npm" would copy for a package. */
  #packageBase(name: string): string | undefined {
    if (this.npm === undefined || name === '') return undefined
    if (!this.#bases.has(name)) this.#bases.set(name, findPackage(join(this.npm, 'node_modules', name)))
    return this.#bases.get(name)
  }

  #stamp(path: string): string | undefined {
    if (!this.#stamps.has(path)) this.#stamps.set(path, stampOf(this.real(path)))
    return this.#stamps.get(path)
  }
}

/** What a package.json says; one that cannot be read says nothing. */
export function parsePackage(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

/** undefined when the file has just gone */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return undefined
  }
}

function findPackage(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (stampOf(file) === undefined) return undefined
  const named = parsePackage(readFileSync(file, 'utf8'))['miniprogram']
  for (const part of [named, 'miniprogram_dist']) {
    if (typeof part === 'string' && statSync(join(folder, part), { throwIfNoEntry: false })?.isDirectory() === true) {
      return join(folder, part)
    }
  }
  return folder
}

interface Kept {
  readonly value: unknown
  readonly reads: ReadonlyMap<string, string | undefined>
  readonly looks: ReadonlyMap<string, boolean>
}

/** Keeps results by key for as long as the files they were made from stay the same. */
export class Memo {
  readonly #kept = new Map<string, Kept>()

  constructor(private readonly files: Reader) {}

  async get<T>(key: string, make: (files: Reader) => T | Promise<T>): Promise<T> {
    const kept = this.#kept.get(key)
    if (kept !== undefined && this.#isFresh(kept)) return kept.value as T
    const reads = new Map<string, string | undefined>()
    const looks = new Map<string, boolean>()
    const value = await make({
      read: (path) => {
        const text = this.files.read(path)
        reads.set(path, text)
        return text
      },
      exists: (path) => {
        const exists = this.files.exists(path)
        looks.set(path, exists)
        return exists
      },
    })
    this.#kept.set(key, { value, reads, looks })
    return value
  }

  #isFresh({ reads, looks }: Kept): boolean {
    for (const [path, text] of reads) if (this.files.read(path) !== text) return false
    for (const [path, exists] of looks) if (this.files.exists(path) !== exists) return false
    return true
  }
}
