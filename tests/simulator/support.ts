import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { startCloud, type TestCloud, type TestCloudOptions } from '../cloud'
import type { Answer } from '../../simulator/cloud/host/call'

export const FIXTURES = join(__dirname, 'fixtures/functions')

/** A collection for the fixtures to write to. */
export const NOTES = { notes: { purpose: 'what the fixtures write', indexes: [] } }

export interface Probe {
  readonly cloud: TestCloud
  /** what the fixture function returned for one command */
  ask<T = Record<string, unknown>>(command: string, more?: Record<string, unknown>, openid?: string): Promise<T>
  /** the whole answer, failures of the platform included */
  answer(command: string, more?: Record<string, unknown>, openid?: string): Promise<Answer>
}

/** A cloud with the fixture functions `probe` and `relay`. */
export async function startProbe(options: TestCloudOptions = {}): Promise<Probe> {
  const cloud = await startCloud({ functionsDir: FIXTURES, declarations: NOTES, ...options })
  const answer: Probe['answer'] = (command, more = {}, openid = 'ada') =>
    cloud.raw(openid, 'probe', { command, ...more })
  const ask = async <T>(command: string, more?: Record<string, unknown>, openid?: string) => {
    const answered = await answer(command, more, openid)
    if (answered.ok) return JSON.parse(answered.result) as T
    throw new Error(
      `${command}: ${answered.errMsg}\n${cloud
        .logs(answered.requestId)
        .map((line) => line.text)
        .join('\n')}`,
    )
  }
  return { cloud, ask, answer }
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  json<T = Record<string, unknown>>(): T
}

/** One HTTP request with exactly these headers (fetch would not let Host and Origin be chosen). */
export function http(
  url: string,
  method = 'GET',
  body?: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const all = Buffer.concat(chunks)
        const json = <T>() => JSON.parse(all.toString('utf8')) as T
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all, json })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Ask again until the answer is there. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, withinMs = 5_000): Promise<T> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(`not seen within ${withinMs} ms`)
  }
}
