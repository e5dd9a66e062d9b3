import { collections } from '../database/collections'
import { FUNCTIONS_OUTPUT, buildFunctions } from '../scripts/build-functions'
import { isEmpty, seed } from '../scripts/seed-database'
import { createCloud, type Cloud, type CloudOptions } from './cloud'
import { stopOnSignals } from './cloud/signals'

const FIRST_PORT = 9100
const PORTS_TRIED = 20
const DATA = '.data'
const FUNCTIONS = FUNCTIONS_OUTPUT

async function main(): Promise<void> {
  const built = buildFunctions({ output: FUNCTIONS })
  const cloud = await createOnFreePort({
    directory: DATA,
    fresh: process.argv.includes('--fresh'),
    declarations: collections,
    functions: { directory: FUNCTIONS, built },
  })
  stopOnSignals(() => cloud.stop())
  prepareEstate(cloud)
  const names = await built
  console.log('家门口已经在这台电脑上运行。')
  console.log(`  云环境：${cloud.origin}`)
  console.log(`  云函数：${names.join('、') || '还没有'}`)
  console.log(`  数据：  ${DATA}/（重新开始：npm start -- --fresh）`)
  console.log('按 Ctrl+C 停止。')
}

/** Fill an empty cloud with the demo estate. */
function prepareEstate({ database, clock }: Cloud): void {
  if (!isEmpty(database)) return
  const { members = 0, cases = 0 } = seed(database, 'demo', { now: clock.now() })
  console.log(`已放入演示小区：${members} 人，${cases} 件诉求。`)
}

async function createOnFreePort(options: CloudOptions): Promise<Cloud> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port += 1) {
    try {
      return await createCloud({ ...options, port })
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken) throw error
    }
  }
  throw new Error(`端口 ${FIRST_PORT} 到 ${FIRST_PORT + PORTS_TRIED - 1} 都被占用，请先关闭其中一个程序。`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
