import { asyncApis, syncApi, textOf, WxFailure, type ApiTable, type Options, type Run } from '../api'
import { openDocument } from './document'
import { decode, encode, type Content } from './encoding'
import { parentOf, trimSlash } from './paths'
import { noFile, type FileStore } from './store'

/** Operations that exist in both styles: the named options and the positions of the synchronous twin. */
interface Operation {
  readonly parameters: readonly string[]
  readonly run: (options: Options) => unknown
  /** what the synchronous twin returns of the result; the whole of it when absent */
  readonly result?: string
}

const pathOf = (options: Options, key: string): string => {
  const value = options[key]
  if (typeof value !== 'string') throw new WxFailure(`parameter error: parameter.${key} should be String`)
  return value
}

class Stats {
  readonly mode: number
  readonly lastAccessedTime: number
  constructor(
    readonly size: number,
    readonly lastModifiedTime: number,
    readonly folder: boolean,
  ) {
    this.mode = folder ? 16877 : 33188
    this.lastAccessedTime = lastModifiedTime
  }
  isDirectory(): boolean {
    return this.folder
  }
  isFile(): boolean {
    return !this.folder
  }
}

function statsOf(files: FileStore, path: string): Stats {
  const file = files.get(path)
  if (!file) throw noFile('stat', path)
  return new Stats(file.bytes?.byteLength ?? 0, Math.floor(file.at / 1000), !file.bytes)
}

function join(first: Uint8Array<ArrayBuffer>, second: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.byteLength + second.byteLength)
  all.set(first)
  all.set(second, first.byteLength)
  return all
}

function readPart(files: FileStore, options: Options): Content {
  const bytes = files.bytes(pathOf(options, 'filePath'))
  const position = Number(options['position'] ?? 0)
  const length = options['length'] === undefined ? bytes.byteLength : Number(options['length'])
  return decode(bytes.slice(position, position + length), options['encoding'])
}

function makeFolders(files: FileStore, path: string, recursive: boolean): void {
  const folder = trimSlash(path)
  if (recursive && !files.get(parentOf(folder))) makeFolders(files, parentOf(folder), true)
  if (!(recursive && files.get(folder))) files.makeFolder(folder)
}

function removeFolder(files: FileStore, path: string, recursive: boolean): void {
  const file = files.get(path)
  if (!file) throw noFile('rmdir', path)
  if (file.bytes) throw new WxFailure(`not a directory, rmdir "${path}"`, { errCode: 1300020 })
  const names = files.list(path)
  if (names.length > 0 && !recursive) throw new WxFailure(`directory not empty, rmdir "${path}"`, { errCode: 1300066 })
  for (const name of names) {
    const child = `${trimSlash(path)}/${name}`
    if (files.get(child)?.bytes) files.remove(child)
    else removeFolder(files, child, true)
  }
  files.remove(path)
}

function removeFile(files: FileStore, path: string, operation: string): void {
  files.bytes(path, operation)
  files.remove(path)
}

function operations(files: FileStore): Readonly<Record<string, Operation>> {
  const copy = (from: string, to: string) => files.write(to, files.bytes(from, 'copyFile').slice())
  return {
    access: {
      parameters: ['path'],
      run: (o) => {
        if (!files.get(pathOf(o, 'path'))) throw noFile('access', pathOf(o, 'path'))
      },
    },
    readFile: {
      parameters: ['filePath', 'encoding', 'position', 'length'],
      run: (o) => ({ data: readPart(files, o) }),
      result: 'data',
    },
    writeFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: (o) => files.write(pathOf(o, 'filePath'), encode(o['data'], o['encoding'])),
    },
    appendFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: (o) => {
        const path = pathOf(o, 'filePath')
        files.write(path, join(files.bytes(path), encode(o['data'], o['encoding'])))
      },
    },
    saveFile: {
      parameters: ['tempFilePath', 'filePath'],
      run: (o) => {
        const target = o['filePath']
        return { savedFilePath: files.save(pathOf(o, 'tempFilePath'), typeof target === 'string' ? target : undefined) }
      },
      result: 'savedFilePath',
    },
    copyFile: { parameters: ['srcPath', 'destPath'], run: (o) => copy(pathOf(o, 'srcPath'), pathOf(o, 'destPath')) },
    rename: {
      parameters: ['oldPath', 'newPath'],
      run: (o) => {
        copy(pathOf(o, 'oldPath'), pathOf(o, 'newPath'))
        files.remove(pathOf(o, 'oldPath'))
      },
    },
    unlink: { parameters: ['filePath'], run: (o) => removeFile(files, pathOf(o, 'filePath'), 'unlink') },
    stat: { parameters: ['path'], run: (o) => ({ stats: statsOf(files, pathOf(o, 'path')) }), result: 'stats' },
    mkdir: {
      parameters: ['dirPath', 'recursive'],
      run: (o) => makeFolders(files, pathOf(o, 'dirPath'), o['recursive'] === true),
    },
    rmdir: {
      parameters: ['dirPath', 'recursive'],
      run: (o) => removeFolder(files, pathOf(o, 'dirPath'), o['recursive'] === true),
    },
    readdir: {
      parameters: ['dirPath'],
      run: (o) => {
        const path = pathOf(o, 'dirPath')
        if (!files.get(path)) throw noFile('readdir', path)
        return { files: files.list(path) }
      },
      result: 'files',
    },
  }
}

/** Calls that exist in asynchronous style alone, on the manager and (saveFile and the like) on wx itself. */
function savedFiles(files: FileStore): Record<string, Run> {
  return {
    getSavedFileList: () => ({ fileList: files.saved() }),
    removeSavedFile: (o) => removeFile(files, pathOf(o, 'filePath'), 'unlink'),
  }
}

async function infoOf(files: FileStore, options: Options): Promise<Record<string, unknown>> {
  const bytes = files.bytes(pathOf(options, 'filePath'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { size: bytes.byteLength, digest: hex }
}

/** wx.getFileSystemManager and the older calls for saved files. */
export function fileApi(files: FileStore): ApiTable {
  const all = operations(files)
  const kept = ([name, { run }]: [string, Operation]): [string, Run] => [
    name,
    async (options) => {
      const result = run(options)
      await files.archive.settled()
      return result
    },
  ]
  const runs = Object.fromEntries(Object.entries(all).map(kept))
  const info: Run = (o) => infoOf(files, o)
  const manager = { ...asyncApis({ ...runs, ...savedFiles(files), getFileInfo: info }), ...twins(all) }
  return {
    getFileSystemManager: () => manager,
    ...asyncApis({
      saveFile: (o) => runs['saveFile']?.(o),
      ...savedFiles(files),
      getFileInfo: info,
      openDocument: (o) => openDocument(files, pathOf(o, 'filePath'), textOf(o, 'fileType')),
    }),
  }
}

function twins(all: Readonly<Record<string, Operation>>): ApiTable {
  const twin = ([name, { parameters, run, result }]: [string, Operation]) => {
    const call = (...args: unknown[]) => {
      const value = run(Object.fromEntries(parameters.map((parameter, index) => [parameter, args[index]])))
      return result === undefined ? value : (value as Record<string, unknown>)[result]
    }
    return [`${name}Sync`, syncApi(`${name}Sync`, call)] as const
  }
  return Object.fromEntries(Object.entries(all).map(twin))
}
