import type { IncomingMessage, ServerResponse } from 'node:http'
import { CloudError } from './types'

export const JSON_TYPE = 'application/json; charset=utf-8'

/** What is read and thrown away above a limit before the connection is cut. */
const DISCARDED_BYTES = 64 * 1024 * 1024

/** Read a whole body; what exceeds the limit is read away and refused, so that the sender gets an answer. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  // Listeners rather than `for await`: this is on the way of every database request.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > limit + DISCARDED_BYTES) request.destroy()
    })
    request.on('end', () => {
      if (bytes > limit)
        return reject(new CloudError('EXCEED_REQUEST_LIMIT', `the request has more than ${limit} bytes`))
      const [first] = chunks
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}

/** The body as JSON, or a clear refusal. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new CloudError('INVALID_PARAM', `the request body is not JSON: ${messageOf(error)}`)
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function messageOf(error: unknown): string {
  return isRecord(error) && typeof error['message'] === 'string' ? error['message'] : String(error)
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  send(response, JSON.stringify(body), JSON_TYPE, status)
}

/** A text goes out together with its head in one write; a Buffer takes two. */
export function send(response: ServerResponse, body: Buffer | string, contentType: string, status = 200): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Names of this machine that a Host header may carry; a web page that resolves its own name to 127.0.0.1 carries another. */
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Refuse what a web page from elsewhere could send. Returns the reason, or undefined when the request may pass. */
export function refusal(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? ''
  if (!LOOPBACK_HOST.test(host)) return `host ${JSON.stringify(host)} is not this machine`
  const { origin } = request.headers
  if (origin !== undefined && origin !== `http://${host}`) return `origin ${JSON.stringify(origin)} is foreign`
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return 'the request comes from a page of another site'
  return undefined
}
