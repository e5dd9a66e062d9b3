import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Agenda } from '../agenda'
import { addCost, emptyCost, type CallCost } from '../cost'
import { ENVIRONMENT, sdkVariables, type Variables } from '../environment'
import { LIMITS } from '../limits'
import type { Metrics } from '../metrics'
import { CloudError, type Actions, type JsonObject, type Part } from '../types'
import { FAILURES, type Answer, type FunctionCall, type Invocation, type Outcome } from './call'
import { writeChildScript } from './child-script'
import { functionDirectory, functionNames, readConfig, type FunctionConfig } from './config'
import { FunctionLog } from './log'
import { Pool } from './pool'
import { Timer } from './timers'

export type FunctionEnv = { readonly [functionName: string]: Variables }

export interface FunctionHostOptions {
  /** one folder a function: index.js, config.json */
  readonly directory: string
  /** where the host may write */
  readonly workDirectory: string
  /** node_modules where functions find wx-server-sdk */
  readonly modules: string
  readonly agenda: Agenda
  readonly metrics: Metrics
  /** URL of the endpoint for the process with this token */
  adminUrl(token: string): string
  /** resolves when the functions are built; calls wait for it */
  readonly built?: Promise<unknown> | undefined
  /** console settings of functions on the real platform */
  readonly functionEnv?: FunctionEnv | undefined
  /** processes a function may have */
  readonly poolSize?: number | undefined
  /** false: timers run only when the clock is moved or when asked for */
  readonly timersTick?: boolean | undefined
}

const POOL_SIZE = 4

/** Runs the cloud functions. */
export class FunctionHost implements Part {
  readonly name = 'functions'
  readonly log = new FunctionLog()
  readonly actions: Actions = {
    'functions.invokeFunction': (params, call) => this.#invokeFromProgram(params, call.caller),
  }
  readonly #options: FunctionHostOptions
  readonly #pools = new Map<string, Pool>()
  readonly #timers = new Map<string, Timer>()
  readonly #ready: Promise<void>
  #script = ''
  #stopped = false

  constructor(options: FunctionHostOptions) {
    this.#options = options
    this.#ready = Promise.resolve(options.built).then(() => this.#prepare())
    // Reported by the first call that waits for it.
    this.#ready.catch(() => undefined)
  }

  /** Resolves when functions can be called and timers are known. */
  get ready(): Promise<void> {
    return this.#ready
  }

  names(): string[] {
    return functionNames(this.#options.directory)
  }

  /** Call a function and wait for its answer. Never throws for what the function does. */
  async invoke(name: string, invocation: Invocation): Promise<Answer> {
    const start = performance.now()
    await this.#ready
    const call = newCall(name, invocation)
    const outcome = await this.#run(call)
    call.cost.milliseconds = performance.now() - start
    call.cost.bytesOut = outcome.ok ? Buffer.byteLength(outcome.result) : 0
    const { requestId, cost, route, coldStart } = call
    this.#options.metrics.record({ requestId, function: name, route, ok: outcome.ok, coldStart, cost })
    if (invocation.parent) addNested(invocation.parent.cost, cost)
    return { ...outcome, requestId, cost, coldStart }
  }

  /** True from the moment that the cloud stops: a call that fails now says nothing about its function. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** Start a process of each function, without waiting for it. */
  async warm(names: readonly string[] = this.names()): Promise<void> {
    await this.#ready
    for (const name of names) this.#pool(name).warm()
  }

  /** The call served by the process that has this token; undefined when it serves none, throws when there is no such process. */
  processCall(token: string): FunctionCall | undefined {
    for (const pool of this.#pools.values()) if (pool.has(token)) return pool.callOf(token)
    throw new CloudError('INVALID_REQUEST_SOURCE', 'no such function process')
  }

  /** What a function's config.json allows and asks for. */
  configOf(name: string): FunctionConfig {
    return this.#pools.get(name)?.config ?? readConfig(functionDirectory(this.#options.directory, name))
  }

  timerNames(): string[] {
    return [...this.#timers.keys()]
  }

  /** Run the timer of a function now. */
  async runTimer(name: string): Promise<void> {
    await this.#ready
    const timer = this.#timers.get(name)
    if (!timer) throw new CloudError('INVALID_PARAM', `function ${name} has no timer`)
    await timer.runNow(this.#options.agenda.clock.now())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled([this.#ready])
    await Promise.all([...this.#pools.values()].map((pool) => pool.stop()))
  }

  async #run(call: FunctionCall): Promise<Outcome> {
    if (call.cost.bytesIn > LIMITS.functionRequestBytes) return FAILURES.requestTooLarge
    // A timer or a late answer may still come; it must not start a process that nobody would end.
    if (this.#stopped) return FAILURES.thrown
    try {
      return await this.#pool(call.function).run(call)
    } catch (error) {
      if (error instanceof CloudError) return FAILURES.notFound
      throw error
    }
  }

  #pool(name: string): Pool {
    const known = this.#pools.get(name)
    if (known) return known
    const directory = functionDirectory(this.#options.directory, name)
    const config = readConfig(directory)
    const { agenda, metrics, poolSize = POOL_SIZE } = this.#options
    const pool = new Pool({
      name,
      directory,
      config,
      script: this.#script,
      size: poolSize,
      variables: (token) => this.#processVariables(name, token),
      context: callContext,
      timeOffset: () => agenda.clock.offset,
      newToken: () => randomBytes(12).toString('hex'),
      onColdStart: (cold) => metrics.recordColdStart({ function: name, ...cold }),
      onLog: (requestId, level, text) =>
        this.log.write({ time: agenda.clock.now(), function: name, requestId, level, text }),
    })
    this.#pools.set(name, pool)
    return pool
  }

  #processVariables(name: string, token: string): Variables {
    return {
      ...(this.#options.functionEnv?.[name] ?? {}),
      ...inherited('PATH', 'SystemRoot', 'TEMP'),
      TZ: 'UTC',
      LANG: 'en_US.UTF-8',
      NODE_PATH: this.#options.modules,
      SCF_FUNCTIONNAME: name,
      SCF_FUNCTIONVERSION: '$LATEST',
      ...sdkVariables(this.#options.adminUrl(token)),
    }
  }

  async #prepare(): Promise<void> {
    this.#script = await writeChildScript(this.#options.workDirectory)
    await this.#addTimers()
  }

  async #addTimers(): Promise<void> {
    const declared = this.names().flatMap((name) => {
      const { timer } = readConfig(join(this.#options.directory, name))
      return timer ? [{ name, timer }] : []
    })
    for (const { name, timer } of declared) {
      const source = await Timer.create(name, timer.cron, (at) => this.#fireTimer(name, timer.name, at))
      this.#timers.set(name, source)
      this.#options.agenda.add(source, this.#options.timersTick)
    }
  }

  async #fireTimer(name: string, trigger: string, at: number): Promise<void> {
    const time = `${new Date(at).toISOString().slice(0, 19)}Z`
    const event = {
      Type: 'Timer',
      TriggerName: trigger,
      Time: time,
      Message: '',
      userInfo: { appId: ENVIRONMENT.appid },
    }
    await this.invoke(name, { event: JSON.stringify(event), source: 'wx_trigger' })
  }

  /** A function (or a program) calls a function: the chain of sources grows, the person is not passed on. */
  async #invokeFromProgram(params: JsonObject, parent: FunctionCall | undefined): Promise<JsonObject> {
    const name = params['function_name']
    const data = params['request_data']
    if (typeof name !== 'string') throw new CloudError('INVALID_PARAM', 'function_name is not a string')
    const event = typeof data === 'string' && data !== '' ? data : '{}'
    if (!isJson(event)) throw new CloudError('INVALID_PARAM', 'request_data is not JSON')
    const answer = await this.invoke(name, {
      event,
      source: parent ? `${parent.invocation.source},scf` : 'wx_unknown',
      parent,
    })
    if (!answer.ok) throw new CloudError(answer.code, answer.errMsg)
    return { data: { response_data: answer.result } }
  }
}

function newCall(name: string, invocation: Invocation): FunctionCall {
  const cost: CallCost = { ...emptyCost(), calls: 1, bytesIn: Buffer.byteLength(invocation.event) }
  return {
    requestId: randomUUID(),
    function: name,
    route: routeOf(invocation.event),
    invocation,
    cost,
    coldStart: false,
  }
}

/** The costs of a call from inside belong to the outer call too; its time and bytes are already in the outer one's. */
function addNested(outer: CallCost, inner: CallCost): void {
  addCost(outer, { ...inner, milliseconds: 0, bytesIn: 0, bytesOut: 0 })
}

function routeOf(event: string): string | undefined {
  if (!isJson(event)) return undefined
  const parsed: unknown = JSON.parse(event)
  if (typeof parsed !== 'object' || parsed === null || !('route' in parsed)) return undefined
  return typeof parsed.route === 'string' ? parsed.route : undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false // asked, not wanted: the caller says what is wrong
  }
}

function callContext(call: FunctionCall, config: FunctionConfig): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: LIMITS.functionMemoryMb,
    time_limit_in_ms: config.timeoutMs,
    request_id: call.requestId,
    function_name: call.function,
    function_version: '$LATEST',
    namespace: ENVIRONMENT.id,
    tencentcloud_region: ENVIRONMENT.region,
    environment: JSON.stringify({
      TCB_ENV: ENVIRONMENT.id,
      SCF_NAMESPACE: ENVIRONMENT.id,
      TCB_SOURCE: call.invocation.source,
    }),
  }
}

function inherited(...names: string[]): Variables {
  const found = names.map((name) => [name, process.env[name]] as const)
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
