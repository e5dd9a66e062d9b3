import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { AdminEndpoint } from './admin'
import type { ClientGateway } from './client'
import type { Control } from './control'
import { messageOf, refusal, sendJson } from './http'
import type { Storage } from './storage'
import { CloudError, type Part } from './types'

export interface Routes {
  readonly admin: AdminEndpoint
  readonly storage: Storage
  readonly client: ClientGateway
  readonly control: Control
}

/** Serves what lies outside the cloud's own areas; false: nothing is there. */
export type Pages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>

const LOOPBACK = '127.0.0.1'
/** Longer than any SDK keeps a connection unused, so that none is closed under a request. */
const KEEP_ALIVE_MS = 120_000

/** The one HTTP server of the cloud, on loopback. It listens at once and answers when the parts are there. */
export class CloudServer implements Part {
  readonly name = 'server'
  readonly #server: Server
  readonly #routes: Promise<Routes>
  #open: (routes: Routes) => void = () => undefined
  #port = 0
  #pages: Pages | undefined

  constructor() {
    this.#routes = new Promise((resolve) => (this.#open = resolve))
    this.#server = createServer((request, response) => void this.#serve(request, response))
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS
    this.#server.headersTimeout = KEEP_ALIVE_MS + 1000
  }

  get origin(): string {
    return `http://${LOOPBACK}:${this.#port}`
  }

  /** @throws the error of listen(), EADDRINUSE among others */
  async listen(port: number): Promise<void> {
    this.#server.listen(port, LOOPBACK)
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Begin to answer. */
  open(routes: Routes): void {
    this.#open(routes)
  }

  /** Let pages be served from the same origin, such as the phones. */
  mount(pages: Pages): void {
    this.#pages = pages
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const reason = refusal(request)
      if (reason) return refuse(request, response, 403, 'INVALID_REQUEST_SOURCE', reason)
      await this.#route(await this.#routes, request, response, request.url ?? '/')
    } catch (error) {
      if (response.headersSent) return void response.destroy()
      if (error instanceof CloudError) return refuse(request, response, statusOf(error), error.code, error.message)
      if (request.destroyed && !request.complete) return // the client went away
      console.error(error)
      refuse(request, response, 500, 'SYS_ERR', messageOf(error))
    }
  }

  async #route(routes: Routes, request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    const [, area, token] = target.split('?', 1)[0]?.split('/') ?? []
    if (area === 'admin') {
      if (request.method !== 'POST') throw new CloudError('INVALID_PARAM', 'use POST')
      return routes.admin.serve(request, response, token)
    }
    const url = this.#parse(target)
    if (area === 'storage') return routes.storage.serve(request, response, url)
    if (area === 'client') return routes.client.serve(request, response, url)
    if (area === 'control') return routes.control.serve(request, response, url)
    if (await this.#pages?.(request, response, url)) return
    throw new CloudError('INVALID_PARAM', `nothing at ${url.pathname}`)
  }

  #parse(target: string): URL {
    // In front of the target rather than as its base: "//other/x" stays a path of this machine.
    if (URL.canParse(this.origin + target)) return new URL(this.origin + target)
    throw new CloudError('INVALID_PARAM', `${JSON.stringify(target)} is no address`)
  }
}

function statusOf(error: CloudError): number {
  return error.code === 'EXCEED_REQUEST_LIMIT' ? 413 : 400
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  request.resume()
  sendJson(response, { code, message }, status)
}
