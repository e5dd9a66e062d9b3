import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createInterface } from 'node:readline'
import type { Agenda } from './agenda'
import type { Database } from './database'
import type { FunctionHost } from './host'
import { isRecord, parseJson, readBody, sendJson } from './http'
import type { Metrics } from './metrics'
import type { OpenApi } from './openapi'
import { CloudError } from './types'

export interface ControlOptions {
  readonly agenda: Agenda
  readonly metrics: Metrics
  readonly database: Database
  readonly openapi: OpenApi
  readonly host: FunctionHost | undefined
  /** move the clock and keep the shift */
  moveTo(epochMs: number): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

const BODY_BYTES = 64 * 1024

/** What tests, the bench and the phones' page do to the cloud itself; the real platform has its console for this. */
export class Control {
  readonly #options: ControlOptions
  readonly #handlers: Readonly<Record<string, Handler>> = {
    'GET /control/health': async (_request, response) =>
      sendJson(response, { ok: true, pid: process.pid, now: this.#now() }),
    'GET /control/time': async (_request, response) => this.#sendTime(response),
    'POST /control/time': (request, response) => this.#moveTime(request, response),
    'GET /control/metrics': async (_request, response, url) => this.#sendMetrics(response, url),
    'GET /control/logs': async (_request, response, url) => this.#sendLogs(response, url),
    'GET /control/sent': async (_request, response) =>
      sendJson(response, { messages: this.#options.openapi.subscribe.sent() }),
    'GET /control/timers': async (_request, response) =>
      sendJson(response, { timers: this.#options.host?.timerNames() ?? [] }),
    'POST /control/export': (_request, response) => this.#export(response),
    'POST /control/import': (request, response) => this.#import(request, response),
  }

  constructor(options: ControlOptions) {
    this.#options = options
  }

  /** Serve a request under /control/. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const name = `${request.method} ${url.pathname}`
    const handler = Object.hasOwn(this.#handlers, name) ? this.#handlers[name] : undefined
    if (handler) return handler(request, response, url)
    const timer = /^POST \/control\/timers\/([\w-]+)$/.exec(name)?.[1]
    if (!timer || !this.#options.host) throw new CloudError('INVALID_PARAM', `nothing at ${name}`)
    await this.#options.host.runTimer(timer)
    sendJson(response, {})
  }

  #now(): number {
    return this.#options.agenda.clock.now()
  }

  #sendTime(response: ServerResponse): void {
    sendJson(response, { now: this.#now(), shiftMs: this.#options.agenda.clock.offset })
  }

  async #moveTime(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = parseJson(await readBody(request, BODY_BYTES))
    const { shiftMs, now } = isRecord(body) ? body : {}
    if (Number.isFinite(shiftMs)) await this.#options.moveTo(this.#now() + Number(shiftMs))
    else if (Number.isFinite(now)) await this.#options.moveTo(Number(now))
    else throw new CloudError('INVALID_PARAM', 'give shiftMs or now, in milliseconds')
    this.#sendTime(response)
  }

  #sendMetrics(response: ServerResponse, url: URL): void {
    const requestId = url.searchParams.get('requestId')
    sendJson(response, requestId ? (this.#options.metrics.call(requestId) ?? null) : this.#options.metrics.report())
    if (url.searchParams.has('reset')) this.#options.metrics.reset()
  }

  #sendLogs(response: ServerResponse, url: URL): void {
    const requestId = url.searchParams.get('requestId') ?? undefined
    sendJson(response, { lines: this.#options.host?.log.lines(requestId) ?? [] })
  }

  async #export(response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
    for (const line of this.#options.database.exportLines()) {
      if (!response.write(`${line}\n`)) await once(response, 'drain')
    }
    response.end()
  }

  async #import(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const lines = createInterface({ input: request, crlfDelay: Infinity })
    sendJson(response, { imported: await this.#options.database.importLines(lines) })
  }
}
