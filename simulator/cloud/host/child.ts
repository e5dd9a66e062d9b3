/** Runs inside a function's process: loads the function, then serves one call at a time. Compiled by child-script.ts. */
import { format } from 'node:util'
import type { CallMessage, ChildMessage, LogLevel, ResultMessage } from './protocol'

type Main = (event: unknown, context: unknown) => unknown

const directory = process.argv[2] ?? ''
const resultLimit = Number(process.argv[4])
let timeOffset = Number(process.argv[3])
let requestId = ''
let callVariables: string[] = []

shiftTime()
captureConsole()
const finishLines = [captureStream(process.stdout, 'info'), captureStream(process.stderr, 'error')]
process.on('disconnect', () => process.exit())

const main = load()
if (main) process.on('message', (message) => void serve(main, message as CallMessage))

function send(message: ChildMessage): void {
  process.send?.(message)
}

function load(): Main | undefined {
  const start = performance.now()
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const loaded = require(directory) as { main?: Main }
    if (typeof loaded.main !== 'function') throw new Error('exports.main is not a function')
    send({ kind: 'ready', requireMs: performance.now() - start })
    return loaded.main
  } catch (error) {
    send({ kind: 'loadError', error: errorText(error) })
    return undefined
  }
}

async function serve(run: Main, call: CallMessage): Promise<void> {
  send({ kind: 'begun', requestId: call.requestId })
  requestId = call.requestId
  timeOffset = call.timeOffset
  for (const key of callVariables) delete process.env[key]
  Object.assign(process.env, call.variables)
  callVariables = Object.keys(call.variables)
  const result = await resultOf(run, call)
  for (const finish of finishLines) finish()
  send({ kind: 'result', requestId: call.requestId, memory: process.memoryUsage.rss(), ...result })
}

async function resultOf(run: Main, { event, context }: CallMessage): Promise<Partial<ResultMessage>> {
  try {
    const value = await run(JSON.parse(event), context)
    const result = JSON.stringify(value) ?? 'null'
    const bytes = Buffer.byteLength(result)
    return bytes > resultLimit ? { tooLarge: bytes } : { result }
  } catch (error) {
    return { error: errorText(error) }
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : format('%o', error)
}

/** The function sees the cloud's time; it cannot tell that it is shifted. */
function shiftTime(): void {
  const RealDate = Date
  const realNow = Date.now.bind(Date)
  const now = () => realNow() + timeOffset
  RealDate.now = now
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length ? args : [now()], newTarget) as object,
    apply: () => new RealDate(now()).toString(),
  })
  RealDate.prototype.constructor = ShiftedDate
  globalThis.Date = ShiftedDate
}

function captureConsole(): void {
  const levels: Record<'debug' | 'log' | 'info' | 'warn' | 'error', LogLevel> = {
    debug: 'debug',
    log: 'info',
    info: 'info',
    warn: 'warn',
    error: 'error',
  }
  for (const name of Object.keys(levels) as (keyof typeof levels)[]) {
    console[name] = (...values: unknown[]) =>
      send({ kind: 'log', requestId, level: levels[name], text: format(...values) })
  }
}

/**
 * What is written past the console's methods (console.table, a library's own stream) belongs to the call too; through the
 * pipe it would arrive when the next call has begun. Returns what sends a last line without an end.
 */
function captureStream(stream: NodeJS.WriteStream, level: LogLevel): () => void {
  let piece = ''
  const sendLine = (line: string) => {
    if (line.trim()) send({ kind: 'log', requestId, level, text: line })
  }
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const lines = (piece + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))).split('\n')
    piece = lines.pop() ?? ''
    for (const line of lines) sendLine(line)
    const done = rest.at(-1)
    if (typeof done === 'function') process.nextTick(() => (done as () => void)())
    return true
  }
  return () => {
    sendLine(piece)
    piece = ''
  }
}
