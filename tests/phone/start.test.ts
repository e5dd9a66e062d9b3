/** npm start, as a program. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/root'

const MINUTE = 60_000
const PROGRAM = ['scripts/run-bundled.js', 'simulator/main.ts']

let folder: string
let running: ChildProcess | undefined
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'start-'))))
afterEach(async () => {
  if (running?.exitCode === null) {
    running.kill()
    await once(running, 'exit')
  }
  rmSync(folder, { recursive: true })
})

/** Starts it; resolves with all it has said when that matches. */
async function start(pattern: RegExp, ...options: string[]): Promise<string> {
  const child = spawn(process.execPath, [...PROGRAM, '--port', '0', '--data', join(folder, 'data'), ...options], {
    cwd: ROOT,
  })
  running = child
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (pattern.test(said)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  return said
}

const originIn = (said: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''

test(
  'says where the phones are, and they are there; the demo estate lives in it',
  async () => {
    const said = await start(/Ctrl\+C/)
    expect(said).toContain('家门口')
    const page = await fetch(originIn(said))
    expect(await page.text()).toContain('家门口 · 手机')
    const { people } = (await (await fetch(`${originIn(said)}/phone/people`)).json()) as { people: unknown[] }
    expect(people.length).toBeGreaterThan(300)
  },
  MINUTE,
)

test(
  '--app opens the folder that another project.config.json names; mistakes are told with their place',
  async () => {
    cpSync(join(__dirname, 'flawed'), join(folder, 'app/src'), { recursive: true })
    writeFileSync(join(folder, 'app/project.config.json'), '{ "miniprogramRoot": "src/" }')
    writeFileSync(join(folder, 'app/src/page/index.wxml'), '<view>\n  <vieww />\n</view>')
    const said = await start(/vieww/, '--app', join(folder, 'app'))
    expect(said).toMatch(/page\/index\.wxml:2:\d+ .*vieww/)
    expect(await (await fetch(`${originIn(said)}/phone/app.js`)).text()).toContain('page/index')
    expect(await (await fetch(`${originIn(said)}/phone/people`)).json()).toEqual({ people: [] })
  },
  MINUTE,
)

test.each([
  [['--app', '/nowhere'], 'app.json'],
  [['--port', 'x'], '--port'],
  [['--what'], '--what'],
])('%j is refused with a reason', (options, reason) => {
  const { status, stderr } = spawnSync(process.execPath, [...PROGRAM, ...options], { cwd: ROOT, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain(reason)
})
