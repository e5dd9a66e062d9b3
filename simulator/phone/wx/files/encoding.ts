import { WxFailure } from '../api'

export type Content = string | ArrayBuffer

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const fromLatin = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)

function unknownEncoding(encoding: unknown): WxFailure {
  return new WxFailure(`invalid encoding "${String(encoding)}"`, { errCode: 1300022 })
}

/** Bytes as a file call gives them: without an encoding as they are. */
export function decode(bytes: Uint8Array<ArrayBuffer>, encoding: unknown): Content {
  if (encoding === undefined || encoding === null || encoding === '') return bytes.slice().buffer
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder().decode(bytes)
  if (encoding === 'base64') return btoa(latin(bytes))
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (encoding === 'ascii' || encoding === 'latin1' || encoding === 'binary') return latin(bytes)
  throw unknownEncoding(encoding)
}

/** What a file call is given, as bytes. */
export function encode(data: unknown, encoding: unknown): Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer)
  if (typeof data !== 'string') throw new WxFailure('parameter error: parameter.data should be String or ArrayBuffer')
  if (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') return new TextEncoder().encode(data)
  if (encoding === 'base64') return fromLatin(atob(data))
  if (encoding === 'hex') return Uint8Array.from(data.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  if (encoding === 'ascii' || encoding === 'latin1' || encoding === 'binary') return fromLatin(data)
  throw unknownEncoding(encoding)
}
