/** npm start: the cloud with the demo estate, and the phones in the browser. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { collections } from '../database/collections'
import { FUNCTIONS_OUTPUT, buildFunctions } from '../scripts/build-functions'
import { ROOT } from '../scripts/root'
import { isEmpty, seed } from '../scripts/seed-database'
import { createCloud, type Cloud, type CloudOptions } from './cloud'
import { messageOf } from './cloud/http'
import { stopOnSignals } from './cloud/signals'
import { createPhones } from './phone/server'
import type { CompiledApp } from './phone/types'
import { readProject, type Project } from './project'

const USAGE = `npm start -- [--app 文件夹] [--port 9100] [--data 文件夹] [--fresh]
  --app    打开另一个小程序的文件夹（JavaScript 或 TypeScript）
  --port   端口；不给时从 9100 起找一个空闲的
  --data   数据放在哪里；不给时放在 .data/
  --fresh  清空数据，重新开始`

const FIRST_PORT = 9100
const PORTS_TRIED = 20
/** Ids of the subscribe-message templates; on the real platform they are those of mp.weixin.qq.com. */
const TEMPLATES = {
  TEMPLATE_CASE_PROGRESS: 'tmpl-case-progress',
  TEMPLATE_NEW_WORK: 'tmpl-new-work',
  TEMPLATE_PIECE_WORK: 'tmpl-piece-work',
}

interface Arguments {
  readonly app: string | undefined
  readonly port: number | undefined
  readonly data: string | undefined
  readonly fresh: boolean
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      app: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    process.exit(0)
  }
  const { app, port, data, fresh } = values
  if (port !== undefined && (!/^\d+$/.test(port) || Number(port) > 65_535)) throw new Error(`--port ${port} 不是端口。`)
  return { app, port: port === undefined ? undefined : Number(port), data, fresh }
}

async function main(): Promise<void> {
  const { app, port, data, fresh } = readArguments()
  const isOurs = app === undefined
  const project = readProject(app ?? ROOT)
  const directory = data ?? (isOurs ? '.data' : join('.data', `app-${project.name}`))
  const functions = isOurs ? ourFunctions() : theirFunctions(project)
  const cloud = await createOnFreePort(
    { directory, fresh, declarations: isOurs ? collections : {}, ...(functions && { functions }) },
    port,
  )
  const phones = createPhones({ app: project.app, npm: project.npm, cloud, watch: true, onBuild: report })
  stopOnSignals(() => (phones.stop(), cloud.stop()))
  if (isOurs) prepareEstate(cloud)
  console.log(`${isOurs ? '家门口' : project.name} 已经在这台电脑上运行，用浏览器打开：`)
  console.log(`  手机：  ${cloud.origin}/`)
  console.log(`  数据：  ${directory}/（重新开始：加上 --fresh）`)
  console.log('按 Ctrl+C 停止。')
  functions?.built?.catch((error: unknown) => console.error(`云函数没有编译成功：${messageOf(error)}`))
  phones.built.catch((error: unknown) => console.error(`小程序没有编译成功：${messageOf(error)}`))
}

const ourFunctions = () => ({
  directory: FUNCTIONS_OUTPUT,
  built: buildFunctions({ output: FUNCTIONS_OUTPUT }),
  functionEnv: { cases: TEMPLATES, messages: TEMPLATES },
})

/** Another mini-program's functions run as they lie there. */
const theirFunctions = ({ functions }: Project): { directory: string; built?: Promise<unknown> } | undefined =>
  functions === undefined ? undefined : { directory: functions }

/** Mistakes in the mini-program's source, where an editor can jump to them. */
function report({ build, problems }: CompiledApp): void {
  for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column} ${message}`)
  if (build > 1 && problems.length === 0) console.log(`已重新编译（第 ${build} 次）。`)
}

/** Fill an empty cloud with the demo estate. */
function prepareEstate({ database, clock }: Cloud): void {
  if (!isEmpty(database)) return
  const { members = 0, cases = 0 } = seed(database, 'demo', { now: clock.now() })
  console.log(`已放入演示小区：${members} 人，${cases} 件诉求。`)
}

async function createOnFreePort(options: CloudOptions, wanted: number | undefined): Promise<Cloud> {
  if (wanted !== undefined) return createCloud({ ...options, port: wanted })
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port += 1) {
    try {
      return await createCloud({ ...options, port })
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`端口 ${FIRST_PORT} 到 ${FIRST_PORT + PORTS_TRIED - 1} 都被占用，请先关闭其中一个程序。`)
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

main().catch((error: unknown) => {
  console.error(isTaken(error) ? `端口被占用：${messageOf(error)}；用 --port 换一个。` : messageOf(error))
  process.exit(1)
})
