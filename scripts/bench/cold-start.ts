/** Cold start: a new process that loads a function, beside one whose function only requires wx-server-sdk. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildFunctions, FUNCTIONS_OUTPUT } from '../build-functions'
import { ROOT } from '../root'
import { median, round, type Bar } from './result'

const ROUNDS = 15
const MOST = 1.15
const MODULES = join(ROOT, 'node_modules')

export interface ColdStartRow {
  function: string
  ms: number
  emptyMs: number
  /** median of the rounds */
  ratio: number
}

function startMs(file: string): number {
  const start = performance.now()
  const env = { PATH: process.env.PATH, TZ: 'UTC', NODE_PATH: MODULES, TENCENTCLOUD_RUNENV: 'SCF' }
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)}); process.exit()`], {
    env,
  })
  if (status !== 0) throw new Error(String(stderr))
  return performance.now() - start
}

export async function benchColdStart(): Promise<ColdStartRow[]> {
  const names = await buildFunctions({ minify: true })
  const directory = mkdtempSync(join(tmpdir(), 'empty-'))
  try {
    const empty = join(directory, 'empty', 'index.js')
    mkdirSync(join(directory, 'empty'))
    writeFileSync(empty, "const cloud = require('wx-server-sdk')\ncloud.init()\nexports.main = async () => ({})\n")
    return names.map((name) => {
      const file = join(FUNCTIONS_OUTPUT, name, 'index.js')
      const pairs = Array.from({ length: ROUNDS + 1 }, () => [startMs(file), startMs(empty)] as const).slice(1)
      return {
        function: name,
        ms: round(median(pairs.map(([ms]) => ms)), 0),
        emptyMs: round(median(pairs.map(([, ms]) => ms)), 0),
        ratio: round(median(pairs.map(([ms, emptyMs]) => ms / emptyMs))),
      }
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export const coldStartBars = (rows: readonly ColdStartRow[]): Bar[] =>
  rows.map((row) => ({
    what: `cold start of ${row.function} against an empty function`,
    value: row.ratio,
    limit: { most: MOST },
  }))
