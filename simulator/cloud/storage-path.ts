import { ENVIRONMENT } from './environment'
import { CloudError } from './types'

const PATH_BYTES_MAX = 850
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f\\]/

/** Refuse a path that storage would refuse, `..` among others. */
export function checkPath(path: unknown): string {
  const fault = faultOf(path)
  if (fault) throw new CloudError('STORAGE_SIGN_PARAM_INVALID', `the file path ${fault}`)
  return String(path)
}

function faultOf(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return 'is empty or not a string'
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) return `has more than ${PATH_BYTES_MAX} bytes`
  if (FORBIDDEN.test(path)) return 'has a character that is not allowed'
  const segments = path.split('/')
  // Whoever decodes an address once too often must not be led out either.
  const decoded = decodeDots(path).split(/[/\\]/)
  if (segments.includes('')) return 'begins or ends with / or has //'
  if (decoded.includes('..') || decoded.includes('.')) return 'has . or .. as a segment'
  return undefined
}

function decodeDots(path: string): string {
  const decoded = path.replace(/%(2e|2f|5c|25)/gi, (code) => decodeURIComponent(code))
  return decoded === path ? path : decodeDots(decoded)
}

const PREFIX = `cloud://${ENVIRONMENT.id}.${ENVIRONMENT.bucket}/`

export function fileIdOf(path: string): string {
  return PREFIX + path
}

/** The path in a fileID of this environment; undefined for anything else. */
export function pathOfFileId(fileId: unknown): string | undefined {
  if (typeof fileId !== 'string' || !fileId.startsWith(PREFIX)) return undefined
  const path = fileId.slice(PREFIX.length)
  return faultOf(path) ? undefined : path
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The content type by the file's extension. HTML and SVG are bytes here: they must not run as a page of this machine. */
export function contentTypeOf(path: string): string {
  return TYPES[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
