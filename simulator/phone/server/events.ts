/** What phones are told while they run, as server-sent events. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PhoneEvent } from '../types'

/** Keeps the connection alive where something in between would close it. */
const BEAT_MS = 20_000

export class PhoneEvents {
  readonly #listeners = new Map<ServerResponse, string | undefined>()
  readonly #beat = setInterval(() => this.#write(': \n\n'), BEAT_MS).unref()

  /**
   * Keep the answer open and write events to it.
   * @param openid the phone's person; undefined for the shell, which passes everything on to its phones
   */
  serve(request: IncomingMessage, response: ServerResponse, openid: string | undefined, first: PhoneEvent): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    response.write(line(openid, undefined, first))
    this.#listeners.set(response, openid)
    request.on('close', () => this.#listeners.delete(response))
  }

  /** @param to the person that it is for; absent: everybody */
  send(event: PhoneEvent, to?: string): void {
    for (const [response, openid] of this.#listeners) {
      if (openid === undefined || to === undefined || openid === to) response.write(line(openid, to, event))
    }
  }

  stop(): void {
    clearInterval(this.#beat)
    for (const response of this.#listeners.keys()) response.end()
    this.#listeners.clear()
  }

  #write(text: string): void {
    for (const response of this.#listeners.keys()) response.write(text)
  }
}

/** A phone gets the event alone; the shell also learns for whom it is. */
const line = (openid: string | undefined, to: string | undefined, event: PhoneEvent): string =>
  `data: ${JSON.stringify(openid === undefined ? { to, event } : event)}\n\n`
