/** Tells of changes in a folder, once things are quiet. */
import { readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'

const QUIET_MS = 60

/** The folder and those below, each with what tells it from a later one of its name; one that is gone is left out. */
function foldersOf(folder: string): [path: string, id: string][] {
  try {
    const { ino, birthtimeMs } = statSync(folder)
    const inside = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'miniprogram_npm',
    )
    return [[folder, `${ino} ${birthtimeMs}`], ...inside.flatMap(({ name }) => foldersOf(join(folder, name)))]
  } catch {
    return []
  }
}

/** Watches folder by folder: on Linux, Node's recursive watching loses files that were deleted and made again. */
class FolderWatch {
  readonly #watchers = new Map<string, { readonly id: string; close(): void }>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly root: string,
    private readonly onChange: () => void,
  ) {
    this.#watchAll()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #watchAll(): void {
    const folders = new Map(foldersOf(this.root))
    // A folder that was removed and made again needs a new watcher.
    for (const [folder, { id }] of this.#watchers) if (folders.get(folder) !== id) this.#forget(folder)
    for (const [folder, id] of folders) if (!this.#watchers.has(folder)) this.#watch(folder, id)
  }

  #watch(folder: string, id: string): void {
    try {
      const watcher = watch(folder, () => this.#changed())
      // A folder that vanishes is told of by its parent.
      watcher.on('error', () => this.#forget(folder))
      this.#watchers.set(folder, { id, close: () => watcher.close() })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') console.error(`Cannot watch ${folder}:`, error)
    }
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close()
    this.#watchers.delete(folder)
  }

  #changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      // New folders first: what changes in them from now on is heard, what changed before is read.
      this.#watchAll()
      this.onChange()
    }, QUIET_MS)
  }
}

/** Calls back after changes in the folder or below it. */
export const watchFolder = (folder: string, onChange: () => void): { close(): void } =>
  new FolderWatch(folder, onChange)
