/** doc.get and an indexed page of 20 out of 100,000, beside the same SDK call answered by a stub with the same bytes. */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { collections } from '../../database/collections'
import { SCALES, seedEstate } from '../../database/seed'
import { createCloud } from '../../simulator/cloud'
import { ROOT } from '../root'
import type { Work } from './client'
import { median, round, type Bar } from './result'

const TSX = ['-r', 'tsx/cjs']
const ROUNDS = 25
const TIMES = 60

export interface FloorRow {
  call: 'doc.get' | 'page of 20'
  /** calls a second of one program that waits for each answer */
  cloud: number
  stub: number
  /** cloud / stub, the median of the rounds */
  ratio: number
}

interface Ready {
  url: string
  env?: Record<string, string>
}

function start(file: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [...TSX, join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function readyLine(child: ChildProcess): Promise<Ready> {
  if (!child.stdout) throw new Error('no output')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return JSON.parse(line) as Ready
}

class Client {
  private constructor(readonly child: ChildProcess) {}

  static async start(env: Record<string, string>): Promise<Client> {
    const child = fork(join(ROOT, 'scripts/bench/client.ts'), { execArgv: TSX, env: { ...process.env, ...env } })
    await once(child, 'message')
    return new Client(child)
  }

  async run(work: Work): Promise<number> {
    this.child.send(work)
    // a client that dies answers nothing: its exit ends the wait
    const waiting = new AbortController()
    const answered = once(this.child, 'message', { signal: waiting.signal })
    const died = once(this.child, 'exit', { signal: waiting.signal })
    const [message] = (await Promise.race([answered, died])) as [{ ms: number } | number]
    waiting.abort()
    await Promise.allSettled([answered, died])
    if (typeof message !== 'object' || message === null) throw new Error('the client died')
    return message.ms
  }
}

const stopped = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

export async function benchFloor(): Promise<FloorRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'))
  const children: ChildProcess[] = []
  try {
    const id = await seedInto(directory)
    const server = start('simulator/cloud/main.ts', ['--port', '0', '--data', directory, '--no-functions'])
    children.push(server)
    const { url, env = {} } = await readyLine(server)
    const stub = start('scripts/bench/stub.ts', [url])
    children.push(stub)
    const floor = await readyLine(stub)
    const floorEnv = { ...env, TCB_CONTEXT_CNFG: JSON.stringify({ URL: floor.url }) }
    const works: [FloorRow['call'], Work][] = [
      ['doc.get', { call: 'get', id, times: TIMES }],
      ['page of 20', { call: 'page', times: TIMES }],
    ]
    const rows: FloorRow[] = []
    for (const [call, work] of works) {
      const pair = [await Client.start(env), await Client.start(floorEnv)] as const
      children.push(pair[0].child, pair[1].child)
      rows.push({ call, ...(await compare(pair, work)) })
      for (const client of pair) await stopped(client.child)
    }
    return rows
  } finally {
    for (const child of children.reverse()) await stopped(child)
    await rm(directory, { recursive: true, force: true })
  }
}

/** Seeds the full estate; gives the id of one case. */
async function seedInto(directory: string): Promise<string> {
  const cloud = await createCloud({ directory, declarations: collections })
  let id = ''
  seedEstate({
    scale: SCALES.full,
    now: cloud.clock.now(),
    load: (collection, rows) => {
      const docs = [...rows]
      if (collection === 'cases') id = String(docs[Math.floor(docs.length / 2)]?._id)
      return cloud.database.load(collection, docs)
    },
  })
  await cloud.stop()
  return id
}

/** Turn by turn, after a warm-up of both. */
async function compare([cloud, stub]: readonly [Client, Client], work: Work): Promise<Omit<FloorRow, 'call'>> {
  for (let n = 0; n < 5; n++) {
    await cloud.run(work)
    await stub.run(work)
  }
  const cloudMs: number[] = []
  const stubMs: number[] = []
  for (let n = 0; n < ROUNDS; n++) {
    cloudMs.push(await cloud.run(work))
    stubMs.push(await stub.run(work))
  }
  const rate = (ms: number[]) => round((TIMES * 1000) / median(ms), 0)
  const ratios = cloudMs.map((ms, index) => (stubMs[index] ?? Number.NaN) / ms)
  return { cloud: rate(cloudMs), stub: rate(stubMs), ratio: round(median(ratios)) }
}

const LEAST: { readonly [C in FloorRow['call']]: number } = { 'doc.get': 0.7, 'page of 20': 0.5 }

export const floorBars = (rows: readonly FloorRow[]): Bar[] =>
  rows.map(({ call, ratio }) => ({
    what: `${call}: rate against the floor`,
    value: ratio,
    limit: { least: LEAST[call] },
  }))
