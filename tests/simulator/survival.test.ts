/** What goes on around a function's processes must not fail a call. */
import { eventually, startProbe, type Probe } from './support'

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

test('a host that was busy for longer than the time limit still answers the requests that wait for it', async () => {
  const answer = brief('insert', { count: 30 })
  await new Promise((resolve) => setTimeout(resolve, 20))
  busyFor(1_500)
  expect(await answer).toMatchObject({ ok: true, cost: { databaseRequests: 30 } })
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

test('when all processes died at once, all calls are served by new ones', async () => {
  const pids = async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => probe.ask<{ pid: number }>('slow', { ms: 100 })))
    return [...new Set(answers.map(({ pid }) => pid))]
  }
  const before = await pids()
  for (const pid of before) process.kill(pid, 'SIGKILL')
  for (const pid of await pids()) expect(before).not.toContain(pid)
})

test('a call that its process had not begun is served by another', async () => {
  const { pid } = await probe.ask<{ pid: number }>('process')
  process.kill(pid, 'SIGSTOP')
  const calls = [1, 2, 3].map(() => probe.ask<{ pid: number }>('slow', { ms: 100 }))
  await new Promise((resolve) => setTimeout(resolve, 100))
  process.kill(pid, 'SIGKILL')
  for (const answer of await Promise.all(calls)) expect(answer.pid).not.toBe(pid)
})

test('a call that had begun is not made twice', async () => {
  const called = probe.answer('slow', { ms: 2_000, mark: 'once' })
  const pid = await eventually(() => busyProcess())
  process.kill(pid, 'SIGKILL')
  const answer = await called
  expect(answer).toMatchObject({ ok: false, errCode: -504002 })
  expect(probe.cloud.logs(answer.requestId).map((line) => line.text)).toEqual([
    `slow in ${pid}`,
    'the process ended (SIGKILL)',
  ])
})

/** The process that has said that it serves a call, and has not been seen yet. */
const seen = new Set<number>()
function busyProcess(): number | undefined {
  const texts = probe.cloud.logs().map((line) => line.text)
  const pid = texts
    .map((text) => Number(/^slow in (\d+)$/.exec(text)?.[1]))
    .find((found) => found > 0 && !seen.has(found))
  if (pid !== undefined) seen.add(pid)
  return pid
}

test('what a process said before it ended is heard: result and log', async () => {
  for (let round = 0; round < 5; round += 1) {
    const answer = await probe.answer('farewell', { round })
    expect(answer).toMatchObject({ ok: true, result: JSON.stringify(`farewell ${round}`) })
  }
})

test.each([
  ['fleeting', 'every process died before the call had begun'],
  ['stillborn', 'the process ended (3) while it loaded the function'],
])('the function %s, whose processes always die at once, fails its calls', async (name, reason) => {
  const start = Date.now()
  const answers = await Promise.all([1, 2, 3].map(() => probe.cloud.raw('ada', name, {})))
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, errCode: -504002 })
  expect(Date.now() - start).toBeLessThan(15_000)
  const texts = probe.cloud.logs().filter((line) => line.function === name)
  expect(texts.map((line) => line.text)).toContain(reason)
  expect(await probe.ask('context')).toMatchObject({ OPENID: 'ada' })
})

test('a stopped host starts no process, whoever still calls', async () => {
  const { cloud } = await startProbe()
  const host = cloud.cloud.functions
  await cloud.stop()
  expect(await host?.invoke('probe', { event: '{}', source: 'wx_trigger' })).toMatchObject({ ok: false })
  expect(cloud.cloud.metrics.report().coldStarts).toEqual([])
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
