import type { StoredFile } from './store'

const DATABASE = 'phone-files'
const TABLE = 'files'

/** Where files outlive a reload. */
export interface Archive {
  /** what was there at the start */
  readonly loaded: ReadonlyMap<string, StoredFile>
  put(path: string, file: StoredFile): void
  remove(path: string): void
  /** resolves when everything so far is kept */
  settled(): Promise<void>
}

/** An archive that keeps nothing. */
export const noArchive = (): Archive => ({
  loaded: new Map(),
  put: () => undefined,
  remove: () => undefined,
  settled: async () => undefined,
})

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE)
  return done(request)
}

/** The files of one person in the browser's IndexedDB. */
export async function openArchive(openid: string): Promise<Archive> {
  const database = await openDatabase()
  const prefix = `${openid}\n`
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const reading = database.transaction(TABLE).objectStore(TABLE)
  const [keys, files] = await Promise.all([done(reading.getAllKeys(range)), done(reading.getAll(range))])
  const loaded = new Map(keys.map((key, index) => [String(key).slice(prefix.length), files[index] as StoredFile]))
  let last: Promise<unknown> = Promise.resolve()
  const change = (run: (table: IDBObjectStore) => IDBRequest) => {
    const request = done(run(database.transaction(TABLE, 'readwrite').objectStore(TABLE)))
    last = Promise.all([last, request])
    // A change that fails is told by settled().
    last.catch(() => undefined)
  }
  return {
    loaded,
    put: (path, file) => change((table) => table.put(file, prefix + path)),
    remove: (path) => change((table) => table.delete(prefix + path)),
    settled: async () => void (await last),
  }
}
