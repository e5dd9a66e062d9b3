import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { eventually, http } from './support'

const ROOT = resolve(__dirname, '../..')

interface Started {
  readonly url: string
  readonly env: Record<string, string>
  readonly readyMs: number
  readonly child: ChildProcess
  /** every line on stdout */
  readonly lines: string[]
}

const started: ChildProcess[] = []
let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'jiamenkou-cli-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) await end(child, 'SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', 'simulator/cloud/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill(signal)
  await once(child, 'exit')
  return child.exitCode
}

async function start(...args: string[]): Promise<Started> {
  const begin = Date.now()
  const child = run('--port', '0', '--data', data, '--no-functions', ...args)
  const lines: string[] = []
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  reader.on('line', (line) => lines.push(line))
  await Promise.race([once(reader, 'line'), once(child, 'exit')])
  if (lines.length === 0) throw new Error(`the cloud did not start: ${errors}`)
  return {
    ...(JSON.parse(lines[0] ?? '') as { url: string; env: Record<string, string> }),
    readyMs: Date.now() - begin,
    child,
    lines,
  }
}

async function output(child: ChildProcess): Promise<{ code: number | null; out: string; error: string }> {
  const texts = { out: '', error: '' }
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (texts.error += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, ...texts }
}

const insert = (url: string, index: number) =>
  http(
    url,
    'POST',
    JSON.stringify({
      action: 'database.insertDocument',
      collectionName: 'kept',
      data: [JSON.stringify({ _id: `k${index}` })],
    }),
  )
const create = (url: string) =>
  http(url, 'POST', JSON.stringify({ action: 'database.addCollection', collectionName: 'kept' }))
const count = async (url: string) => {
  const request = { action: 'database.calculateDocument', collectionName: 'kept', query: '{}', queryType: 'WHERE' }
  return (await http(url, 'POST', JSON.stringify(request))).json<{ data: { total: number } }>().data.total
}

test('prints one JSON line when ready, and stops cleanly', async () => {
  const { url, env, lines, readyMs, child } = await start()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/admin$/)
  expect(env).toMatchObject({ TENCENTCLOUD_RUNENV: 'SCF', TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }) })
  // Far above what it takes (npm run bench measures it), since the tests share two cores.
  expect(readyMs).toBeLessThan(20_000)
  expect(await end(child, 'SIGTERM')).toBe(0)
  expect(lines).toHaveLength(1)
  expect(readdirSync(data)).not.toContain('cloud.lock')
})

test('a program with the unmodified SDK and nothing but the variables works', async () => {
  const { env } = await start()
  const program = spawn(process.execPath, [join(__dirname, 'fixtures/program.js')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const { code, out, error } = await output(program)
  expect(error).toBe('')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({
    near: ['gate', 'hall'],
    high: ['moon', 'hall'],
    sum: 6,
    after: 12,
    missing: 'DATABASE_COLLECTION_NOT_EXIST',
    file: 'from outside',
    size: 12,
  })
})

test('keeps everything over a restart, and over kill -9 in the middle of writing', async () => {
  const first = await start()
  await create(first.url)
  await insert(first.url, 0)
  await end(first.child, 'SIGINT')

  const second = await start()
  expect(await count(second.url)).toBe(1)
  let acknowledged = 1
  const writing = (async () => {
    for (let index = 1; ; index += 1) {
      await insert(second.url, index)
      acknowledged += 1
      if (acknowledged === 100) second.child.kill('SIGKILL')
    }
  })()
  await expect(writing).rejects.toThrow()

  const third = await start()
  const kept = await count(third.url)
  expect(kept).toBeGreaterThanOrEqual(acknowledged)
  expect(kept).toBeLessThanOrEqual(acknowledged + 1)
  await end(third.child, 'SIGKILL')

  writeFileSync(join(data, 'mine.txt'), 'not of the cloud')
  const fresh = await start('--fresh')
  await create(fresh.url)
  expect(await count(fresh.url)).toBe(0)
  expect(readdirSync(data)).toContain('mine.txt')
}, 60_000)

test('with functions: ready before they are built, calls wait for them', async () => {
  const child = run('--port', '0', '--data', data)
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  const answer = await http(url.replace('/admin', '/client/functions/nobody'), 'POST', '{}', { 'x-wx-openid': 'ada' })
  expect(answer.json()).toMatchObject({ errCode: -501000 })
  expect((await http(url.replace('/admin', '/control/timers'))).json()).toEqual({
    timers: expect.arrayContaining(['cases']),
  })
  expect(await end(child, 'SIGTERM')).toBe(0)
})

test('when npm goes away, the cloud does not stay behind', async () => {
  const command = 'node -r tsx/cjs simulator/cloud/main.ts --port 0 --no-functions --data "$DATA" & wait'
  const env = { ...process.env, DATA: data, npm_lifecycle_event: 'cloud' }
  const shell = spawn('sh', ['-c', command], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(shell)
  const [line] = (await once(createInterface({ input: shell.stdout as NodeJS.ReadableStream }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  await end(shell, 'SIGTERM')
  await eventually(async () => {
    const reached = await http(url, 'POST', '{}').then(
      () => true,
      () => false,
    )
    return reached ? undefined : true
  }, 20_000)
})

test('the time shift survives a restart', async () => {
  const first = await start()
  await http(first.url.replace('/admin', '/control/time'), 'POST', '{"shiftMs":86400000}')
  await end(first.child, 'SIGTERM')
  const second = await start()
  const { shiftMs } = (await http(second.url.replace('/admin', '/control/time'))).json<{ shiftMs: number }>()
  expect(Math.abs(shiftMs - 86_400_000)).toBeLessThan(30_000)
})

test('a port in use, data in use and wrong arguments: one clear line, exit 1', async () => {
  const { url } = await start()
  const { port } = new URL(url)
  const other = mkdtempSync(join(tmpdir(), 'jiamenkou-cli-'))
  const refused = [
    { args: ['--port', port, '--data', other, '--no-functions'], reason: 'the port is in use' },
    { args: ['--port', '0', '--data', data, '--no-functions'], reason: 'is in use by the cloud at' },
    { args: ['--port', 'many'], reason: 'is not a port' },
    { args: ['--surprise'], reason: '--surprise' },
    { args: ['--function-env', join(data, 'cloud.lock.no')], reason: '--function-env' },
  ]
  for (const { args, reason } of refused) {
    const { code, out, error } = await output(run(...args))
    expect([code, out]).toEqual([1, ''])
    expect(error.trim().split('\n')).toEqual([expect.stringContaining(reason)])
  }
  expect(readdirSync(other)).toEqual([])
  rmSync(other, { recursive: true })
}, 60_000)

test('a cloud too busy to answer still holds its data', async () => {
  const { url, child } = await start()
  await create(url)
  await insert(url, 0)
  child.kill('SIGSTOP')
  try {
    const { code, error } = await output(run('--port', '0', '--data', data, '--no-functions', '--fresh'))
    expect([code, error]).toEqual([1, expect.stringContaining('is in use by the cloud at')])
  } finally {
    child.kill('SIGCONT')
  }
  expect(await count(url)).toBe(1)
})

test('--help tells what there is', async () => {
  const { code, out } = await output(run('--help'))
  expect([code, out]).toEqual([0, expect.stringContaining('--function-env FILE.json')])
})
