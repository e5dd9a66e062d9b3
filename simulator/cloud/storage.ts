import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Clock } from './clock'
import { isRecord, messageOf, readBody, send } from './http'
import { JsonFile, isMissing } from './json-file'
import { LIMITS } from './limits'
import { checkPath, contentTypeOf, fileIdOf, pathOfFileId } from './storage-path'
import { CloudError, type Actions, type Json, type JsonObject, type Part } from './types'

const UPLOAD_SECONDS = 900
const DOWNLOAD_SECONDS_DEFAULT = 7200

interface StoredFile {
  readonly path: string
  readonly bytes: number
  /** openid of the person who uploaded it; absent when a function did */
  readonly owner?: string
}

/** Cloud storage: files under the data directory, named by the hash of their path so that no path can lead out of it. */
export class Storage implements Part {
  readonly name = 'storage'
  readonly actions: Actions = {
    'storage.getUploadMetadata': (params) => this.#uploadMetadata(params),
    'storage.batchGetDownloadUrl': (params) => this.#downloadUrls(params),
    'storage.batchDeleteFile': (params) => this.#deleteFiles(params),
    'storage.batchCopyFile': (params) => this.#copyFiles(params),
  }
  readonly #directory: string
  readonly #secret: string

  constructor(
    directory: string,
    readonly clock: Clock,
    /** "http://127.0.0.1:9100", known when the server listens */
    readonly origin: () => string,
  ) {
    this.#directory = directory
    mkdirSync(directory, { recursive: true })
    const secret = new JsonFile(join(directory, 'secret.json'), { secret: randomBytes(32).toString('hex') })
    if (!existsSync(secret.file)) secret.save()
    this.#secret = secret.value.secret
  }

  stop(): void {
    // Every file is complete before its request is answered.
  }

  /** Store a file; returns its fileID. A person may replace only what that person has uploaded. */
  async put(path: string, bytes: Buffer, owner?: string): Promise<string> {
    checkPath(path)
    if (bytes.byteLength > LIMITS.uploadBytes)
      throw new CloudError('STORAGE_REQUEST_FAIL', `the file has more than ${LIMITS.uploadBytes} bytes`)
    if (owner !== undefined && !(await this.#mayWrite(path, owner))) {
      throw new CloudError('STORAGE_EXCEED_AUTHORITY', 'the file belongs to somebody else')
    }
    const file = this.#file(path)
    const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`
    await writeFile(draft, bytes)
    const stored: StoredFile = { path, bytes: bytes.byteLength, ...(owner === undefined ? {} : { owner }) }
    await writeFile(`${draft}.json`, JSON.stringify(stored))
    await rename(`${draft}.json`, `${file}.json`)
    await rename(draft, file)
    return fileIdOf(path)
  }

  /** The bytes of a file; undefined when there is none. */
  async get(path: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#file(path))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  /** A temporary address of a file. */
  temporaryUrl(path: string, seconds = DOWNLOAD_SECONDS_DEFAULT): string {
    return this.#signedUrl('get', path, seconds)
  }

  /** The path behind a temporary address of this storage; undefined for any other address. */
  pathOfUrl(url: string): string | undefined {
    const match = /\/storage\/([\w-]+)\?/.exec(url)
    if (!url.startsWith(`${this.origin()}/`) || !match?.[1]) return undefined
    return Buffer.from(match[1], 'base64url').toString()
  }

  /** Serve PUT of an upload address, GET and HEAD of a temporary address. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = Buffer.from(url.pathname.slice('/storage/'.length), 'base64url').toString()
    const method = request.method === 'PUT' ? 'put' : 'get'
    try {
      this.#checkSignature(method, path, url.searchParams)
      if (method === 'put') {
        await this.put(path, await readBody(request, LIMITS.uploadBytes))
        return send(response, Buffer.alloc(0), 'text/plain')
      }
      const bytes = await this.get(path)
      if (!bytes) throw new CloudError('NoSuchKey', 'The specified key does not exist.')
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('cache-control', 'private, max-age=3600')
      send(response, request.method === 'HEAD' ? Buffer.alloc(bytes.byteLength) : bytes, contentTypeOf(path))
    } catch (error) {
      sendXmlError(response, error)
    }
  }

  #uploadMetadata(params: JsonObject): JsonObject {
    const path = checkPath(params['path'])
    const fileId = fileIdOf(path)
    const url = this.#signedUrl('put', path, UPLOAD_SECONDS)
    const authorization = new URL(url).searchParams.get('sign') ?? ''
    return {
      data: { url, token: 'local', authorization, fileId, cosFileId: createHash('sha1').update(fileId).digest('hex') },
    }
  }

  /** The temporary address of each file, or why there is none. */
  async downloadList(files: readonly { fileID: Json; maxAge?: Json | undefined }[]): Promise<JsonObject[]> {
    const list = files.map(async ({ fileID, maxAge }): Promise<JsonObject> => {
      const path = pathOfFileId(fileID)
      if (path === undefined) return { fileID, code: 'INVALID_PARAM', tempFileURL: '' }
      if (!(await this.#exists(path))) return { fileID, code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' }
      const seconds = typeof maxAge === 'number' && maxAge > 0 ? maxAge : DOWNLOAD_SECONDS_DEFAULT
      return { fileID, code: 'SUCCESS', tempFileURL: this.temporaryUrl(path, seconds), maxAge: seconds }
    })
    return Promise.all(list)
  }

  async #downloadUrls(params: JsonObject): Promise<JsonObject> {
    const files = listOf(params['file_list']).map(objectOf)
    const list = files.map(({ fileid, max_age }) => ({ fileID: fileid ?? '', maxAge: max_age }))
    return { data: { download_list: await this.downloadList(list) } }
  }

  async #deleteFiles(params: JsonObject): Promise<JsonObject> {
    return { data: { delete_list: await this.deleteList(listOf(params['fileid_list'])) } }
  }

  /** Delete files, each with its own result code. Given an owner, only what this person has uploaded. */
  deleteList(fileIDs: readonly Json[], owner?: string): Promise<JsonObject[]> {
    const list = fileIDs.map(async (fileID): Promise<JsonObject> => {
      const path = pathOfFileId(fileID)
      if (path === undefined) return { fileID, code: 'INVALID_PARAM' }
      if (!(await this.#exists(path))) return { fileID, code: 'STORAGE_FILE_NONEXIST' }
      if (owner !== undefined && !(await this.#mayWrite(path, owner)))
        return { fileID, code: 'STORAGE_EXCEED_AUTHORITY' }
      await this.#remove(path)
      return { fileID, code: 'SUCCESS' }
    })
    return Promise.all(list)
  }

  async #copyFiles(params: JsonObject): Promise<JsonObject> {
    // Every path is checked before the first file is copied.
    const files = listOf(params['file_list']).map(objectOf)
    const copies = files.map((file) => ({
      ...file,
      from: checkPath(file['src_path']),
      to: checkPath(file['dst_path']),
    }))
    const list: JsonObject[] = []
    for (const { from, to, overwrite, remove_original } of copies as (JsonObject & { from: string; to: string })[]) {
      const bytes = await this.get(from)
      const isTaken = overwrite === false && (await this.#exists(to))
      const code = !bytes ? 'STORAGE_FILE_NONEXIST' : isTaken ? 'STORAGE_REQUEST_FAIL' : 'SUCCESS'
      if (bytes && !isTaken) await this.put(to, bytes)
      if (code === 'SUCCESS' && remove_original === true) await this.#remove(from)
      list.push({ fileID: fileIdOf(to), code })
    }
    return { data: { copy_list: list } }
  }

  async #mayWrite(path: string, owner: string): Promise<boolean> {
    try {
      const stored = JSON.parse(await readFile(`${this.#file(path)}.json`, 'utf8')) as StoredFile
      return stored.owner === owner
    } catch (error) {
      if (isMissing(error)) return true
      throw error
    }
  }

  async #exists(path: string): Promise<boolean> {
    try {
      return (await stat(this.#file(path))).isFile()
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  async #remove(path: string): Promise<void> {
    await rm(this.#file(path), { force: true })
    await rm(`${this.#file(path)}.json`, { force: true })
  }

  #file(path: string): string {
    return join(this.#directory, createHash('sha256').update(path).digest('hex'))
  }

  #signedUrl(method: string, path: string, seconds: number): string {
    const expires = String(Math.floor(this.clock.now() / 1000) + seconds)
    const query = new URLSearchParams({ expires, sign: this.#sign(method, path, expires) })
    return `${this.origin()}/storage/${Buffer.from(path).toString('base64url')}?${query.toString()}`
  }

  #sign(method: string, path: string, expires: string): string {
    return createHmac('sha256', this.#secret).update([method, path, expires].join('\n')).digest('hex')
  }

  #checkSignature(method: string, path: string, query: URLSearchParams): void {
    const expires = query.get('expires') ?? ''
    const given = Buffer.from(query.get('sign') ?? '')
    const right = Buffer.from(this.#sign(method, path, expires))
    const equal = given.length === right.length && timingSafeEqual(given, right)
    if (!equal) throw new CloudError('SignatureDoesNotMatch', 'The signature does not match.')
    if (Number(expires) * 1000 < this.clock.now()) throw new CloudError('AccessDenied', 'Request has expired')
  }
}

function objectOf(item: Json): JsonObject {
  if (isRecord(item)) return item as JsonObject
  throw new CloudError('INVALID_PARAM', 'the list of files has an item that is no object')
}

function listOf(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new CloudError('INVALID_PARAM', 'the list of files is not an array')
  if (value.length > LIMITS.storageFilesPerCall)
    throw new CloudError('INVALID_PARAM', `more than ${LIMITS.storageFilesPerCall} files in one call`)
  return value
}

/** Object storage answers errors as XML; the SDK reads Code, Message, RequestId and TraceId. */
function sendXmlError(response: ServerResponse, error: unknown): void {
  const code = error instanceof CloudError ? error.code : 'InternalError'
  const text = (value: string) => value.replace(/[<&]/g, (character) => (character === '<' ? '&lt;' : '&amp;'))
  const id = randomBytes(8).toString('hex')
  const body = `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${text(code)}</Code><Message>${text(messageOf(error))}</Message><RequestId>${id}</RequestId><TraceId>${id}</TraceId></Error>`
  const status = code === 'NoSuchKey' ? 404 : code === 'InternalError' ? 500 : 403
  send(response, Buffer.from(body), 'application/xml', status)
}
