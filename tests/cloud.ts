import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collections } from '../database/collections'
import type { Declarations } from '../database/types'
import { createCloud, type Cloud } from '../simulator/cloud'
import { identityOfOpenid } from '../simulator/cloud/client'
import { emptyCost, type CallCost } from '../simulator/cloud/cost'
import type { FunctionEnv } from '../simulator/cloud/host'
import type { Answer } from '../simulator/cloud/host/call'
import type { LogLine } from '../simulator/cloud/host/log'
import { builtFunctions } from './built-functions'

export type RouteAnswer<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly [detail: string]: unknown } }

/** A fresh cloud for one test file. */
export interface TestCloud {
  readonly cloud: Cloud
  /** Call a route as a person: the function is named by the route's first word. Throws when the platform itself fails the call. */
  call<T = unknown>(openid: string, route: string, input?: unknown, requestId?: string): Promise<RouteAnswer<T>>
  /** Call a function with any event; failures of the platform are answers too. */
  raw(openid: string, name: string, event: Record<string, unknown>): Promise<Answer>
  upload(openid: string, path: string, bytes: Buffer): Promise<string>
  /** Move the clock forward; timers that lie between run. */
  shift(ms: number): Promise<void>
  now(): number
  /** Run the timer of a function now. */
  timer(name: string): Promise<void>
  /** cost of the call that was answered last */
  lastCost(): CallCost
  /** @param requestId the platform's, of one call */
  logs(requestId?: string): LogLine[]
  stop(): Promise<void>
}

export interface TestCloudOptions {
  readonly functionEnv?: FunctionEnv
  readonly declarations?: Declarations
  /** functions to start beforehand, so that the first call finds them warm */
  readonly functions?: readonly string[]
  /** the functions that there are, where not all are needed: a jump of the clock runs the timers of each */
  readonly only?: readonly string[]
  /** plain JS functions instead of the built ones */
  readonly functionsDir?: string
  readonly poolSize?: number
  readonly timersTick?: boolean
  /** for tests of the local cloud itself: a query may look at many documents without an index */
  readonly allowScans?: boolean
}

/** Start a cloud in a folder of its own, which goes away with it. Timers do not tick unless asked to. */
export async function startCloud(options: TestCloudOptions = {}): Promise<TestCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'jiamenkou-'))
  const allFunctions = options.functionsDir ?? (await builtFunctions())
  const functionsDirectory = options.only ? await linked(directory, allFunctions, options.only) : allFunctions
  const { functionEnv = {}, declarations = collections, poolSize = 4, timersTick = false } = options
  const cloud = await createCloud({
    directory,
    declarations,
    functions: { directory: functionsDirectory, functionEnv, poolSize, timersTick },
  })
  if (options.functions) await cloud.functions?.warm(options.functions)
  let lastCost = emptyCost()

  const raw: TestCloud['raw'] = async (openid, name, event) => {
    const answer = await cloud.client.callFunction(identityOfOpenid(openid), name, event)
    lastCost = answer.cost
    return answer
  }
  return {
    cloud,
    raw,
    call: async <T>(openid: string, route: string, input: unknown = {}, requestId: string = randomUUID()) => {
      const name = route.split('.')[0] ?? ''
      const answer = await raw(openid, name, { route, input, requestId })
      if (answer.ok) return JSON.parse(answer.result) as RouteAnswer<T>
      const log = cloud.functions?.log.lines(answer.requestId).map((line) => line.text) ?? []
      throw new Error([`${route}: ${answer.errCode} ${answer.errMsg}`, ...log].join('\n'))
    },
    upload: (openid, path, bytes) => cloud.storage.put(path, bytes, openid),
    shift: (ms) => cloud.moveTo(cloud.clock.now() + ms),
    now: () => cloud.clock.now(),
    timer: async (name) => cloud.functions?.runTimer(name),
    lastCost: () => lastCost,
    logs: (requestId) => cloud.functions?.log.lines(requestId) ?? [],
    stop: async () => {
      const { scans } = cloud.metrics.report()
      await cloud.stop()
      await rm(directory, { recursive: true, force: true })
      const isScanned = scans.length > 0 && options.allowScans !== true
      if (isScanned) throw new Error(`queries without an index: ${JSON.stringify(scans)}`)
    },
  }
}

/** A folder with some of the functions. */
async function linked(directory: string, functions: string, names: readonly string[]): Promise<string> {
  const folder = join(directory, 'functions')
  await mkdir(folder)
  await Promise.all(names.map((name) => symlink(join(functions, name), join(folder, name))))
  return folder
}
