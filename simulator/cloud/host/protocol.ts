/** Messages between the host and a function's process. */

export interface CallMessage {
  readonly kind: 'call'
  readonly requestId: string
  /** JSON of the event */
  readonly event: string
  readonly context: Record<string, unknown>
  /** variables of this call alone; those of the call before are taken away */
  readonly variables: Record<string, string>
  readonly timeOffset: number
}

export interface ReadyMessage {
  readonly kind: 'ready'
  readonly requireMs: number
}

export interface LoadErrorMessage {
  readonly kind: 'loadError'
  readonly error: string
}

/** The call has reached the process: from here on it may have had effects, and is not given to another. */
export interface BegunMessage {
  readonly kind: 'begun'
  readonly requestId: string
}

/** The call has reached the process: from here on it may have done something. */
export interface BegunMessage {
  readonly kind: 'begun'
  readonly requestId: string
}

export interface ResultMessage {
  readonly kind: 'result'
  readonly requestId: string
  /** JSON of what the function returned, absent when it threw or when it is too large */
  readonly result?: string
  readonly error?: string
  readonly tooLarge?: number
  /** bytes of memory that the process holds */
  readonly memory: number
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogMessage {
  readonly kind: 'log'
  readonly requestId: string
  readonly level: LogLevel
  readonly text: string
}

export type ChildMessage = ReadyMessage | LoadErrorMessage | BegunMessage | ResultMessage | LogMessage
