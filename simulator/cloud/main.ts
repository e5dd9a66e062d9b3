import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { collections } from '../../database/collections'
import { FUNCTIONS_OUTPUT, buildFunctions } from '../../scripts/build-functions'
import { createCloud, type FunctionsOptions } from '.'
import type { FunctionEnv } from './host'
import { messageOf } from './http'
import { stopOnSignals } from './signals'

const USAGE =
  'npm run cloud -- [--port 9100] [--data DIR] [--fresh] [--no-functions] [--function-env FILE.json]\n' +
  '--port 0 takes any free port; --data is .data/ unless given; --function-env holds { function: { variable: value } }'

interface Arguments {
  readonly port: number
  readonly data: string
  readonly fresh: boolean
  readonly functions: boolean
  readonly functionEnv: FunctionEnv
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9100' },
      data: { type: 'string', default: '.data' },
      fresh: { type: 'boolean', default: false },
      'no-functions': { type: 'boolean', default: false },
      'function-env': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    process.exit(0)
  }
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port} is not a port`)
  const file = values['function-env']
  const functionEnv = file === undefined ? {} : readFunctionEnv(file)
  return { port, data: values.data, fresh: values.fresh, functions: !values['no-functions'], functionEnv }
}

function readFunctionEnv(file: string): FunctionEnv {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FunctionEnv
  } catch (error) {
    throw new Error(`--function-env ${file}: ${messageOf(error)}`)
  }
}

async function main(): Promise<void> {
  const { port, data, fresh, functions, functionEnv } = readArguments()
  const build = functions ? lateBuild(functionEnv) : undefined
  const base = { directory: data, port, fresh, declarations: collections }
  const cloud = await createCloud(build ? { ...base, functions: build.options } : base)
  stopOnSignals(() => cloud.stop())
  process.stdout.write(`${JSON.stringify({ url: cloud.url, env: cloud.env })}\n`)
  // Only now, so that the cloud is ready at once; first calls wait for the build.
  await build?.start()
}

/** The functions, to be built when `start` is called. */
function lateBuild(functionEnv: FunctionEnv): { options: FunctionsOptions; start(): Promise<void> } {
  let finish: (result: Promise<unknown>) => void = () => undefined
  const built = new Promise<unknown>((resolve) => (finish = resolve))
  const start = async () => {
    const building = buildFunctions()
    finish(building)
    await building.catch((error: unknown) => console.error(`the functions cannot be built: ${messageOf(error)}`))
  }
  return { options: { directory: FUNCTIONS_OUTPUT, built, functionEnv }, start }
}

function fail(error: unknown): never {
  console.error(explain(error))
  process.exit(1)
}

/** One clear line for what a person can put right. */
function explain(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `the port is in use: ${messageOf(error)}; choose another with --port, or --port 0`
  return messageOf(error)
}

main().catch(fail)
