import type { Variables } from '../environment'
import { FAILURES, callVariables, type FunctionCall, type Outcome } from './call'
import type { FunctionConfig } from './config'
import type { LogLevel } from './protocol'
import { Worker } from './worker'

export interface PoolOptions {
  readonly name: string
  readonly directory: string
  readonly script: string
  readonly config: FunctionConfig
  readonly size: number
  /** variables of every process; `token` tells the processes apart at the endpoint */
  variables(token: string): Variables
  context(call: FunctionCall, config: FunctionConfig): Record<string, unknown>
  timeOffset(): number
  newToken(): string
  onColdStart(cold: { readyMs: number; requireMs: number }): void
  onLog(requestId: string, level: LogLevel, text: string): void
}

interface Waiting {
  readonly call: FunctionCall
  readonly finish: (outcome: Outcome) => void
  /** processes that died before the call had begun in them */
  lost: number
}

/** Processes in a row that may die while they load; then the calls that wait fail. */
const STILLBORN_MAX = 3
/** Processes that one call may lose besides those that were idle. */
const LOST_MAX = 3

/** Processes started at the same moment; more would only take the processor from each other. */
const STARTING_MAX = 2
const IDLE_MS = 120_000

/** The processes of one function: started when calls wait, used again, ended when idle for long. */
export class Pool {
  readonly #options: PoolOptions
  readonly #workers = new Map<string, Worker>()
  readonly #fresh = new Set<Worker>()
  readonly #idleSince = new Map<Worker, NodeJS.Timeout>()
  #waiting: Waiting[] = []
  #stillborn = 0
  #stopped = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get config(): FunctionConfig {
    return this.#options.config
  }

  /** The call that the process with this token serves now. */
  callOf(token: string): FunctionCall | undefined {
    return this.#workers.get(token)?.call
  }

  has(token: string): boolean {
    return this.#workers.has(token)
  }

  run(call: FunctionCall): Promise<Outcome> {
    return new Promise((finish) => {
      this.#waiting.push({ call, finish, lost: 0 })
      this.#drain()
    })
  }

  /** Start a process when there is none, so that the next call finds it warm. */
  warm(): void {
    if (this.#workers.size === 0) this.#start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#idleSince.values()) clearTimeout(timer)
    this.#failWaiting()
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop()))
  }

  #drain(): void {
    for (const worker of this.#workers.values()) {
      if (!worker.idle) continue
      const next = this.#waiting.shift()
      if (!next) return
      void this.#serve(worker, next)
    }
    const workers = [...this.#workers.values()]
    const starting = workers.filter((worker) => worker.starting).length
    const wanted = Math.min(this.#waiting.length, STARTING_MAX, this.#options.size - workers.length + starting)
    for (let count = starting; count < wanted; count += 1) this.#start()
  }

  async #serve(worker: Worker, waiting: Waiting): Promise<void> {
    const { call, finish } = waiting
    clearTimeout(this.#idleSince.get(worker))
    call.coldStart = this.#fresh.delete(worker)
    const outcome = await worker.run(call, {
      kind: 'call',
      requestId: call.requestId,
      event: call.invocation.event,
      context: this.#options.context(call, this.config),
      variables: callVariables(call.invocation),
      timeOffset: this.#options.timeOffset(),
    })
    if (outcome) finish(outcome)
    else this.#retry(waiting)
    this.#rest(worker)
    this.#drain()
  }

  #retry(waiting: Waiting): void {
    waiting.lost += 1
    if (!this.#stopped && waiting.lost <= this.#options.size + LOST_MAX) return void this.#waiting.unshift(waiting)
    this.#options.onLog(waiting.call.requestId, 'error', 'every process died before the call had begun')
    waiting.finish(FAILURES.thrown)
  }

  #rest(worker: Worker): void {
    if (!worker.idle || this.#stopped) return
    const end = setTimeout(() => {
      if (worker.idle) void worker.stop()
    }, IDLE_MS)
    this.#idleSince.set(worker, end.unref())
  }

  #start(): void {
    if (this.#stopped) return
    const token = this.#options.newToken()
    const { script, directory, config, onLog } = this.#options
    const worker: Worker = new Worker({
      script,
      directory,
      onLog,
      timeoutMs: config.timeoutMs,
      variables: this.#options.variables(token),
      timeOffset: this.#options.timeOffset(),
      onReady: (cold) => {
        this.#stillborn = 0
        this.#fresh.add(worker)
        this.#options.onColdStart(cold)
        this.#rest(worker)
        this.#drain()
      },
      onGone: (departure) => {
        this.#workers.delete(token)
        this.#fresh.delete(worker)
        clearTimeout(this.#idleSince.get(worker))
        this.#idleSince.delete(worker)
        if (departure === 'died loading') this.#stillborn += 1
        const isHopeless = departure === 'cannot load' || this.#stillborn >= STILLBORN_MAX
        if (isHopeless && !this.#someServe()) this.#failWaiting()
        this.#drain()
      },
    })
    this.#workers.set(token, worker)
  }

  #someServe(): boolean {
    return [...this.#workers.values()].some((worker) => !worker.starting)
  }

  /** A function that cannot be loaded fails every call that waits for it, rather than being started for ever. */
  #failWaiting(): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#stillborn = 0
    for (const { finish } of waiting) finish(FAILURES.thrown)
  }
}
