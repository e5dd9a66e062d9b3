/** What the parts of the local cloud agree on. */

import type { FunctionCall } from './host/call'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** The cost of one call, counted where it arises. Times in milliseconds, sizes in bytes of UTF-8. */
export interface Cost {
  /** requests of kind database.* that reached the endpoint */
  databaseRequests: number
  /** documents fetched from the store to answer, whether returned or not */
  documentsRead: number
  documentsWritten: number
  /** index entries looked at */
  keysRead: number
  /** documents looked at by a query that no index served */
  scanned: number
  bytesIn: number
  bytesOut: number
  milliseconds: number
}

/** What a request handler knows of the request it serves. */
export interface Call {
  readonly requestId: string
  /** epoch milliseconds of the cloud, time shift included */
  now(): number
  readonly cost: Cost
  /** the function call that makes the request; undefined when a program outside the cloud makes it */
  readonly caller?: FunctionCall | undefined
}

/** A request that the cloud refuses: `code` and `message` reach the SDK as they are. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

/** One action of the admin endpoint, e.g. "database.getDocument". `params` is the request's body; the reply is merged with requestId. */
export type Action = (params: JsonObject, call: Call) => Promise<JsonObject> | JsonObject

export type Actions = { readonly [name: string]: Action }

/** A part of the local cloud: started and stopped in order by the registry. */
export interface Part {
  readonly name: string
  readonly actions?: Actions
  stop(): Promise<void> | void
}
