import { fork, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { LIMITS } from '../limits'
import type { Variables } from '../environment'
import { FAILURES, timeLimitFailure, type FunctionCall, type Outcome } from './call'
import { deadline } from './deadline'
import type { CallMessage, ChildMessage, LogLevel, ResultMessage } from './protocol'

/** How a process went: it said that its function cannot be loaded, it died while it loaded, or later. */
export type Departure = 'cannot load' | 'died loading' | 'ended'

export interface WorkerOptions {
  readonly script: string
  readonly directory: string
  readonly variables: Variables
  readonly timeoutMs: number
  readonly timeOffset: number
  onReady(cold: { readyMs: number; requireMs: number }): void
  onLog(requestId: string, level: LogLevel, text: string): void
  onGone(departure: Departure): void
}

/** How long a function may take to load before its process is given up. */
const LOAD_LIMIT_MS = 20_000

const BYTES_PER_MB = 1024 * 1024
/** How long the output of a process is read after it has ended. */
const LAST_WORDS_MS = 1_000

/** One process of one function; serves one call at a time. */
export class Worker {
  readonly #child: ChildProcess
  readonly #closed: Promise<unknown>
  readonly #options: WorkerOptions
  #call: FunctionCall | undefined
  #finish: ((outcome: Outcome | undefined) => void) | undefined
  #lastRequestId = ''
  #ready = false
  #cannotLoad = false
  #hasBegun = false
  #gone = false
  #stopped = false

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
    // 'close' rather than 'exit': only then has everything been heard that the process said before it ended.
    this.#closed = new Promise((resolve) => this.#child.once('close', resolve))
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
    this.#child.on('exit', () => {
      // It takes no more calls, though its last words may be on the way; a program it has left behind may hold its output open.
      this.#gone = true
      setTimeout(() => this.#closeOutput(), LAST_WORDS_MS).unref()
    })
    this.#child.on('close', (code, signal) => {
      loading.clear()
      this.#leave(`the process ended (${signal ?? code})`)
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
   * Serve one call; the process is killed when it takes too long. undefined: the process died before the call began, so
   * another process may serve it.
   */
  run(call: FunctionCall, message: CallMessage): Promise<Outcome | undefined> {
    return new Promise((resolve) => {
      const { timeoutMs } = this.#options
      const timeout = deadline(timeoutMs, () => {
        this.#log('error', `killed: ${timeLimitFailure(timeoutMs).errMsg}`)
        this.#kill()
        this.#finish?.(timeLimitFailure(timeoutMs))
      })
      this.#call = call
      this.#lastRequestId = call.requestId
      this.#hasBegun = false
      this.#finish = (outcome) => {
        timeout.clear()
        this.#call = undefined
        this.#finish = undefined
        resolve(outcome)
      }
      this.#child.send(message, (error) => {
        // The process is gone or going, which 'close' tells; a process that only has closed its channel is ended.
        if (error) this.#kill()
      })
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#kill()
    await this.#closed
  }

  #kill(): void {
    this.#gone = true
    this.#child.kill('SIGKILL')
  }

  #closeOutput(): void {
    this.#child.stdout?.destroy()
    this.#child.stderr?.destroy()
  }

  #begin(requestId: string): void {
    if (requestId === this.#call?.requestId) this.#hasBegun = true
  }

  #receive(message: ResultMessage): void {
    if (message.requestId !== this.#call?.requestId) return
    if (message.memory > LIMITS.functionMemoryMb * BYTES_PER_MB) return this.#endForMemory(message.memory)
    if (message.error !== undefined) this.#log('error', message.error)
    if (message.tooLarge !== undefined) this.#log('error', `the result has ${message.tooLarge} bytes`)
    if (message.result !== undefined) return this.#finish?.({ ok: true, result: message.result })
    this.#finish?.(message.tooLarge === undefined ? FAILURES.thrown : FAILURES.resultTooLarge)
  }

  /** V8 limits its own heap alone; Buffers lie outside it. */
  #endForMemory(bytes: number): void {
    const used = Math.ceil(bytes / BYTES_PER_MB)
    this.#log('error', `killed: the process holds ${used} MB of memory, the limit is ${LIMITS.functionMemoryMb} MB`)
    this.#kill()
    this.#finish?.(FAILURES.thrown)
  }

  #giveUp(reason: string): void {
    this.#log('error', `cannot load the function: ${reason}`)
    this.#cannotLoad = true
    this.#kill()
  }

  #leave(reason: string): void {
    this.#gone = true
    if (!this.#ready && !this.#cannotLoad && !this.#stopped)
      this.#log('error', `${reason} while it loaded the function`)
    if (this.#call && this.#hasBegun) this.#log('error', reason)
    this.#finish?.(this.#hasBegun ? FAILURES.thrown : undefined)
    this.#options.onGone(this.#cannotLoad ? 'cannot load' : this.#ready ? 'ended' : 'died loading')
  }

  #log(level: LogLevel, text: string): void {
    this.#options.onLog(this.#lastRequestId, level, text)
  }

  /** What is written past the console, by native code or by a dying process. */
  #readLines(stream: Readable | null, level: LogLevel): void {
    if (!stream) return
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      if (line.trim()) this.#log(level, line)
    })
  }
}
