/** The roots of WeChat's local files. */
export const USER_ROOT = 'wxfile://usr'
const TEMP_PREFIX = 'wxfile://tmp_'
const SAVED_PREFIX = 'wxfile://store_'

export type Kind = 'temp' | 'saved' | 'user'

/** Which sort of local file a path names; undefined for anything else. */
export function kindOf(path: string): Kind | undefined {
  if (path.startsWith(TEMP_PREFIX)) return 'temp'
  if (path.startsWith(SAVED_PREFIX)) return 'saved'
  return path === USER_ROOT || path.startsWith(`${USER_ROOT}/`) ? 'user' : undefined
}

/** "a.b/photo.JPG?x" → "jpg"; "" when there is none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})(?:[?#].*)?$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

function randomName(extension: string): string {
  const id = crypto.randomUUID().replaceAll('-', '')
  return extension ? `${id}.${extension}` : id
}

export const newTempPath = (extension: string): string => TEMP_PREFIX + randomName(extension)
export const newSavedPath = (extension: string): string => SAVED_PREFIX + randomName(extension)

/** The folder of a path of the user's folder, without a slash at its end. */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
export const trimSlash = (path: string): string => path.replace(/(?<!:\/)\/+$/, '')

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  webm: 'audio/webm',
  mp4: 'video/mp4',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
}

export const typeOf = (path: string): string => TYPES[extensionOf(path)] ?? 'application/octet-stream'

/** The extension of a MIME type; "" when it is not known. */
export const extensionOfType = (type: string): string =>
  Object.entries(TYPES).find(([, known]) => known === type.split(';')[0])?.[0] ?? ''
