/** Answers of the pages' part of the server. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
} as const

/** Nothing is loaded from, sent to or framed by anybody else; styles are set by the component framework. */
const POLICY = [
  "default-src 'self'",
  // the app's modules are text until they are required
  "script-src 'self' 'unsafe-eval'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

export interface Reply {
  readonly body: Buffer | string
  readonly type: string
  /** how long the browser need not ask again; absent: it always asks */
  readonly seconds?: number
}

/** Send it, or say that the browser has it already. */
export function reply(request: IncomingMessage, response: ServerResponse, { body, type, seconds }: Reply): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    etag,
    'cache-control': seconds === undefined ? 'no-cache' : `private, max-age=${seconds}`,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end()
  const length = Buffer.byteLength(body)
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': length })
  if (request.method === 'HEAD') response.end()
  else response.end(body)
}
