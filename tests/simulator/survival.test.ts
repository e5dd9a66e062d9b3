/** What goes on around a function's processes must not fail a call. */
import { startProbe, type Probe } from './support'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe({ poolSize: 2 })
})
afterAll(() => probe.cloud.stop())

/** Keeps this program, and with it the host, from doing anything else. */
function busyFor(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

const brief = (command: string, more: object = {}) => probe.cloud.raw('ada', 'brief', { command, ...more })

test('a host that was busy for longer than the time limit hears what came in time', async () => {
  await brief('context')
  for (let round = 0; round < 3; round++) {
    const answer = brief('slow', { ms: 100 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    // from here the loop goes on with its timers, and only then reads what processes said
    await new Promise((resolve) => setImmediate(resolve))
    busyFor(1_500)
    expect(await answer).toMatchObject({ ok: true })
  }
})

test('what really takes too long is still ended', async () => {
  expect(await brief('slow', { ms: 3_000 })).toMatchObject({ ok: false })
})

test('a process that died while it was idle is replaced without a word', async () => {
  for (let round = 0; round < 3; round++) {
    const { pid } = await probe.ask<{ pid: number }>('process')
    process.kill(pid, 'SIGKILL')
    // the host has not heard of it yet
    busyFor(50)
    const next = await probe.ask<{ pid: number }>('process')
    expect(next.pid).not.toBe(pid)
  }
})

test('a hundred calls at once through two processes, one at a time in each', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      probe.ask<{ together: number; pid: number; openid: string }>('slow', { ms: 5 }, `person-${index}`),
    ),
  )
  expect(answers.every(({ together }) => together === 1)).toBe(true)
  expect(answers.map(({ openid }) => openid)).toEqual(answers.map((_, index) => `person-${index}`))
  expect(new Set(answers.map(({ pid }) => pid)).size).toBeLessThanOrEqual(2)
})
