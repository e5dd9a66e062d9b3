import { join, resolve } from 'node:path'
import { ROOT } from '../../scripts/root'
import type { Declarations } from '../../database/types'
import { AdminEndpoint } from './admin'
import { Agenda } from './agenda'
import { ClientGateway } from './client'
import { Clock } from './clock'
import { Control } from './control'
import { FOLDERS, releaseDirectory, takeDirectory } from './data-directory'
import { createDatabase, type Database } from './database'
import { ENVIRONMENT, sdkVariables, type Variables } from './environment'
import { FunctionHost, type FunctionEnv } from './host'
import { JsonFile } from './json-file'
import { Metrics } from './metrics'
import { OpenApi } from './openapi'
import { Registry } from './registry'
import { CloudServer, type Pages } from './server'
import { Storage } from './storage'
import { CloudError } from './types'

export interface FunctionsOptions {
  /** folder of the built functions */
  readonly directory: string
  /** resolves when they are built; calls wait for it, the start does not */
  readonly built?: Promise<unknown>
  readonly functionEnv?: FunctionEnv
  readonly poolSize?: number
  /** false: timers run only when the clock is moved or when asked for */
  readonly timersTick?: boolean
}

export interface CloudOptions {
  /** where everything is kept */
  readonly directory: string
  /** 0 or absent: any free port */
  readonly port?: number
  /** start with nothing */
  readonly fresh?: boolean
  readonly declarations?: Declarations
  /** absent: only the endpoint */
  readonly functions?: FunctionsOptions
}

/** A CloudBase on this machine. */
export interface Cloud {
  /** the endpoint for the SDKs */
  readonly url: string
  readonly origin: string
  /** variables that a program with an unmodified SDK needs */
  readonly env: Variables
  readonly clock: Clock
  readonly database: Database
  readonly storage: Storage
  readonly openapi: OpenApi
  readonly functions: FunctionHost | undefined
  readonly client: ClientGateway
  readonly metrics: Metrics
  /** Move the clock. Forward, the timers that lie between are fired in order, each at its own time. */
  moveTo(epochMs: number): Promise<void>
  /** Be told when the clock has been moved. */
  onMoved(listener: () => void): void
  /** Serve pages from the same origin. */
  mount(pages: Pages): void
  stop(): Promise<void>
}

/** Start a cloud; it answers when this resolves. */
export async function createCloud(options: CloudOptions): Promise<Cloud> {
  const registry = new Registry()
  try {
    return await start(options, registry)
  } catch (error) {
    await registry.stop()
    throw error
  }
}

async function start(options: CloudOptions, registry: Registry): Promise<Cloud> {
  const directory = resolve(options.directory)
  const server = new CloudServer()
  // The port first: when it is taken, nothing has been touched.
  await server.listen(options.port ?? 0)
  registry.add(server)
  const { origin } = server
  await takeDirectory(directory, origin, options.fresh ?? false)
  registry.add({ name: 'data directory', stop: () => releaseDirectory(directory) })

  const state = join(directory, FOLDERS.state)
  const time = new JsonFile(join(state, 'time.json'), { shiftMs: 0 })
  const clock = new Clock(time.value.shiftMs)
  const agenda = new Agenda(clock, (source, error) => console.error(`${source.name}:`, error))
  const metrics = new Metrics()
  const database = registry.add(
    createDatabase({
      dir: join(directory, FOLDERS.database),
      declarations: options.declarations ?? {},
      now: clock.now,
    }),
  )
  const storage = registry.add(new Storage(join(directory, FOLDERS.storage), clock, () => origin))
  const host = options.functions && registry.add(createHost(options.functions, state, origin, agenda, metrics))
  const functionsDirectory = options.functions?.directory
  const openapi = registry.add(new OpenApi({ directory: state, agenda, storage, host, functionsDirectory }))
  registry.add({ name: 'agenda', stop: () => agenda.stop() })

  const moved = new Set<() => void>()
  const moveTo = async (epochMs: number) => {
    await agenda.moveTo(epochMs)
    time.value.shiftMs = clock.offset
    time.save()
    for (const listener of moved) listener()
  }
  const client = new ClientGateway(host, storage, openapi)
  const admin = new AdminEndpoint({
    clock,
    metrics,
    action: (name) => registry.action(name),
    processCall: (token) => processCall(host, token),
  })
  server.open({ admin, storage, client, control: new Control({ agenda, metrics, database, openapi, host, moveTo }) })

  const url = `${origin}/admin`
  return {
    url,
    origin,
    env: sdkVariables(url),
    clock,
    database,
    storage,
    openapi,
    functions: host,
    client,
    metrics,
    moveTo,
    onMoved: (listener) => void moved.add(listener),
    mount: (pages) => server.mount(pages),
    stop: async () => {
      // No request may reach a part that has stopped.
      await server.stop()
      await registry.stop()
    },
  }
}

function createHost(
  options: FunctionsOptions,
  state: string,
  origin: string,
  agenda: Agenda,
  metrics: Metrics,
): FunctionHost {
  return new FunctionHost({
    directory: resolve(options.directory),
    workDirectory: join(state, 'host'),
    modules: join(ROOT, 'node_modules'),
    agenda,
    metrics,
    adminUrl: (token) => `${origin}/admin/${token}`,
    built: options.built,
    functionEnv: options.functionEnv,
    poolSize: options.poolSize,
    timersTick: options.timersTick,
  })
}

function processCall(host: FunctionHost | undefined, token: string) {
  if (!host) throw new CloudError('INVALID_REQUEST_SOURCE', `${ENVIRONMENT.id} runs no functions`)
  return host.processCall(token)
}
