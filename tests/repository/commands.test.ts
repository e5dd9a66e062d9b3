/** The commands of the README that no other test starts. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/root'

function run(script: string, ...args: string[]): { status: number | null; output: string } {
  const command = ['-r', 'tsx/cjs', `scripts/${script}.ts`, ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

test('story: one noise case between three people, ending in a rating, with the cost of every step', () => {
  const { status, output } = run('story')
  expect(output).toContain('评分 5 分')
  expect(status).toBe(0)
  const people = ['周小兰', '何明霞', '李建国']
  for (const name of people) expect(output).toContain(name)
  const costs = [...output.matchAll(/数据库请求 (\d+) 次，读 (\d+) 条，写 (\d+) 条/g)]
  expect(costs.length).toBeGreaterThan(10)
}, 60_000)

test('seed: fills an empty directory, refuses one with data', () => {
  const data = mkdtempSync(join(tmpdir(), 'seed-'))
  try {
    const first = run('seed', '--data', data)
    expect(first.output).toMatch(/buildings: 54\n.*members: \d+\n.*cases: 160/s)
    expect(first.status).toBe(0)
    expect(run('seed', '--data', data)).toMatchObject({ status: 1, output: expect.stringContaining('--fresh') })
    expect(run('seed', '--data', data, '--fresh').status).toBe(0)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}, 60_000)

test('seed: an unknown scale is refused with the ones there are', () => {
  expect(run('seed', '--scale', 'huge')).toMatchObject({ status: 1, output: expect.stringContaining('demo, full') })
})

test('data: out and in again is the same to the last byte; what is there already is not overwritten', () => {
  const data = mkdtempSync(join(tmpdir(), 'data-'))
  try {
    const [from, to] = [join(data, 'from'), join(data, 'to')]
    const [first, second] = [join(data, 'first.jsonl'), join(data, 'second.jsonl')]
    run('seed', '--data', from)
    expect(run('data', 'export', first, '--data', from).status).toBe(0)
    expect(run('data', 'import', first, '--data', to).status).toBe(0)
    expect(run('data', 'export', second, '--data', to).status).toBe(0)
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n').sort()
    expect(lines(second)).toEqual(lines(first))
    expect(lines(first).length).toBeGreaterThan(1_000)
    const again = run('data', 'import', first, '--data', to)
    expect(again).toMatchObject({ status: 1, output: expect.stringContaining('E11000') })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}, 60_000)
