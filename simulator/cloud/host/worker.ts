import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { LIMITS } from '../limits'
import type { Variables } from '../environment'
import { FAILURES, timeLimitFailure, type FunctionCall, type Outcome } from './call'
import type { CallMessage, ChildMessage, LogLevel, ResultMessage } from './protocol'

export interface WorkerOptions {
  readonly script: string
  readonly directory: string
  readonly variables: Variables
  readonly timeoutMs: number
  readonly timeOffset: number
  onReady(cold: { readyMs: number; requireMs: number }): void
  onLog(requestId: string, level: LogLevel, text: string): void
  /** the process is gone, or never came up (`loadFailed`) */
  onGone(loadFailed: boolean): void
}

/** How long a function may take to load before its process is given up. */
const LOAD_LIMIT_MS = 20_000

/** One process of one function; serves one call at a time. */
export class Worker {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #options: WorkerOptions
  #call: FunctionCall | undefined
  #finish: ((outcome: Outcome | undefined) => void) | undefined
  #begun = false
  #lastRequestId = ''
  #ready = false
  #gone = false

  constructor(options: WorkerOptions) {
    this.#options = options
    const start = performance.now()
    this.#child = fork(
      options.script,
      [options.directory, String(options.timeOffset), String(LIMITS.functionResultBytes)],
      {
        cwd: options.directory,
        env: options.variables,
        execArgv: [`--max-old-space-size=${LIMITS.functionMemoryMb}`],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    this.#exited = once(this.#child, 'exit')
    const loading = deadline(LOAD_LIMIT_MS, () => this.#giveUp('the function did not load in time'))
    this.#child.on('message', (message) => {
      const received = message as ChildMessage
      if (received.kind === 'log') return this.#options.onLog(received.requestId, received.level, received.text)
      if (received.kind === 'begun') return this.#begin(received.requestId)
      if (received.kind === 'result') return this.#receive(received)
      loading.clear()
      if (received.kind === 'loadError') return this.#giveUp(received.error)
      this.#ready = true
      options.onReady({ readyMs: performance.now() - start, requireMs: received.requireMs })
    })
    this.#child.on('error', (error) => this.#log('error', error.message))
    this.#child.on('exit', (code, signal) => {
      loading.clear()
      const leave = () => this.#leave(`the process ended (${signal ?? code})`)
      // what it said before it died is still to be read
      if (this.#child.connected) this.#child.once('disconnect', leave)
      else leave()
    })
    this.#readLines(this.#child.stdout, 'info')
    this.#readLines(this.#child.stderr, 'error')
  }

  get idle(): boolean {
    return this.#ready && !this.#gone && !this.#call
  }

  get starting(): boolean {
    return !this.#ready && !this.#gone
  }

  /** The call being served, to which requests of this process belong. */
  get call(): FunctionCall | undefined {
    return this.#call
  }

  /**
   * Serve one call; the process is killed when it takes too long. undefined: the process had died while idle, so the
   * call has not begun and another process may serve it.
   */
  run(call: FunctionCall, message: CallMessage): Promise<Outcome | undefined> {
    return new Promise((resolve) => {
      const { timeoutMs } = this.#options
      const timeout = deadline(timeoutMs, () => {
        this.#log('error', `killed: ${timeLimitFailure(timeoutMs).errMsg}`)
        this.#gone = true
        this.#child.kill('SIGKILL')
        this.#finish?.(timeLimitFailure(timeoutMs))
      })
      this.#call = call
      this.#begun = false
      this.#lastRequestId = call.requestId
      this.#finish = (outcome) => {
        timeout.clear()
        this.#call = undefined
        this.#finish = undefined
        resolve(outcome)
      }
      this.#child.send(message, (error) => {
        if (error) this.#leave(error.message)
      })
    })
  }

  async stop(): Promise<void> {
    this.#gone = true
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  #receive(message: ResultMessage): void {
    if (message.requestId !== this.#call?.requestId) return
    if (message.error !== undefined) this.#log('error', message.error)
    if (message.tooLarge !== undefined) this.#log('error', `the result has ${message.tooLarge} bytes`)
    if (message.result !== undefined) return this.#finish?.({ ok: true, result: message.result })
    this.#finish?.(message.tooLarge === undefined ? FAILURES.thrown : FAILURES.resultTooLarge)
  }

  #giveUp(reason: string): void {
    this.#log('error', `cannot load the function: ${reason}`)
    this.#child.kill('SIGKILL')
  }

  #begin(requestId: string): void {
    if (requestId === this.#call?.requestId) this.#begun = true
  }

  #leave(reason: string): void {
    if (this.#gone) return this.#options.onGone(false)
    this.#gone = true
    if (this.#call && this.#begun) this.#log('error', reason)
    this.#finish?.(this.#begun ? FAILURES.thrown : undefined)
    this.#options.onGone(!this.#ready)
  }

  #log(level: LogLevel, text: string): void {
    this.#options.onLog(this.#lastRequestId, level, text)
  }

  /** What is written past the console, by native code or by a dying process. */
  #readLines(stream: Readable | null, level: LogLevel): void {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim()) this.#log(level, line)
    })
  }
}

/**
 * Calls `act` after `ms`, unless cleared. What the process said in time is heard first: when this program itself was
 * busy for longer than that, the message waits behind the timer.
 */
function deadline(ms: number, act: () => void): { clear(): void } {
  let isCleared = false
  const timer = setTimeout(() => setImmediate(() => setImmediate(() => isCleared || act())), ms)
  return {
    clear: () => {
      isCleared = true
      clearTimeout(timer)
    },
  }
}
