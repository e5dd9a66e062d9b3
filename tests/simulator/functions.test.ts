import { startProbe, type Probe } from './support'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe({ functionEnv: { probe: { ADMIN_OPENID: 'root', TCB_ENV: 'never' } } })
  await probe.cloud.raw('ada', 'relay', { command: 'context' })
})
afterAll(() => probe.cloud.stop())

describe('what a function sees', () => {
  test('the person of each call', async () => {
    expect(await probe.ask('context', {}, 'ada')).toEqual({
      OPENID: 'ada',
      APPID: expect.stringMatching(/^wx/),
      CLIENTIP: '127.0.0.1',
      ENV: 'jiamenkou-local',
      SOURCE: 'wx_client',
    })
    expect(await probe.ask('context', {}, 'bob')).toMatchObject({ OPENID: 'bob' })
  })

  test('its event with the person the platform adds, and the context', async () => {
    const seen = await probe.ask<{ event: Record<string, unknown>; context: Record<string, unknown> }>('event', {
      userInfo: { openId: 'forged' },
    })
    expect(seen.event['userInfo']).toEqual({ appId: expect.any(String), openId: 'ada' })
    expect(seen.context).toMatchObject({
      function_name: 'probe',
      time_limit_in_ms: 20_000,
      memory_limit_in_mb: 256,
      request_id: expect.any(String),
    })
  })

  test('its settings and the platform variables, and nothing of this machine', async () => {
    const keys = ['ADMIN_OPENID', 'TCB_ENV', 'TENCENTCLOUD_RUNENV', 'TZ', 'HOME', 'npm_config_registry', 'NODE_ENV']
    expect(await probe.ask('env', { keys })).toEqual({
      ADMIN_OPENID: 'root',
      TCB_ENV: 'jiamenkou-local',
      TENCENTCLOUD_RUNENV: 'SCF',
      TZ: 'UTC',
      HOME: null,
      npm_config_registry: null,
      NODE_ENV: null,
    })
  })

  test('UTC, whatever the zone of this machine', async () => {
    expect(await probe.ask('time')).toMatchObject({
      hours: '2024-01-01T00:00:00.000Z',
      zone: 'UTC',
      isDate: true,
      called: expect.stringContaining('GMT+0000'),
    })
  })
})

describe('a function called by a function', () => {
  test('has the chain of sources and no person', async () => {
    const answer = await probe.ask<{ result: Record<string, unknown> }>('call', {
      name: 'relay',
      data: { command: 'context' },
    })
    expect(answer.result).toEqual({ ENV: 'jiamenkou-local', SOURCE: 'wx_client,scf' })
  })

  test('fails as an error of the SDK', async () => {
    expect(await probe.ask('call', { name: 'relay', data: { command: 'throw', message: 'secret' } })).toMatchObject({
      failed: true,
      errMsg: 'callFunction:fail functions execute fail',
    })
    expect(await probe.ask('call', { name: 'nobody', data: {} })).toMatchObject({
      failed: true,
      errMsg: expect.stringContaining('could not be found'),
    })
  })
})

describe('processes', () => {
  test('serve one call at a time each, with the identity of their call', async () => {
    const people = Array.from({ length: 16 }, (_, index) => `p${index}`)
    const seen = await Promise.all(
      people.map((openid) => probe.ask<{ together: number; pid: number; openid: string }>('slow', { ms: 400 }, openid)),
    )
    expect(seen.map((one) => one.openid)).toEqual(people)
    expect(seen.every((one) => one.together === 1)).toBe(true)
    const pids = new Set(seen.map((one) => one.pid))
    expect(pids.size).toBeGreaterThan(1)
    expect(pids.size).toBeLessThanOrEqual(4)
  })

  test('a burst of a hundred calls is served by four at most, none lost, none swapped', async () => {
    const people = Array.from({ length: 100 }, (_, index) => `burst${index}`)
    const seen = await Promise.all(
      people.map((openid) => probe.ask<{ together: number; pid: number; openid: string }>('slow', { ms: 20 }, openid)),
    )
    expect(seen.map((one) => one.openid)).toEqual(people)
    expect(seen.every((one) => one.together === 1)).toBe(true)
    expect(new Set(seen.map((one) => one.pid)).size).toBeLessThanOrEqual(4)
  })

  test('are used again', async () => {
    const first = await probe.ask<{ pid: number; served: number }>('process')
    const second = await probe.ask<{ pid: number; served: number }>('process')
    expect(second.pid).toBe(first.pid)
    expect(second.served).toBe(first.served + 1)
    expect(probe.cloud.lastCost().milliseconds).toBeLessThan(200)
  })

  test('are measured when they start', () => {
    const starts = probe.cloud.cloud.metrics.report().coldStarts.filter((start) => start.function === 'probe')
    expect(starts.length).toBeGreaterThan(1)
    for (const start of starts) expect(start.readyMs).toBeGreaterThan(start.requireMs)
  })
})

describe('failures are contained', () => {
  afterEach(async () => {
    expect(await probe.ask('context')).toMatchObject({ OPENID: 'ada' })
  })

  test('a thrown error reaches the client as an opaque code, its text only the log', async () => {
    const answer = await probe.answer('throw', { message: 'the secret' })
    expect(answer).toMatchObject({ ok: false, errCode: -504002 })
    expect(JSON.stringify(answer)).not.toContain('the secret')
    const log = probe.cloud.logs(answer.requestId)
    expect(log).toEqual([
      expect.objectContaining({
        level: 'error',
        function: 'probe',
        text: expect.stringContaining('Error: the secret'),
      }),
    ])
  })

  test('a call that takes too long is killed, waiting or busy', async () => {
    for (const [command, more] of [
      ['slow', { ms: 10_000 }],
      ['loop', {}],
    ] as const) {
      const start = Date.now()
      const answer = await probe.cloud.raw('ada', 'relay', { command, ...more })
      expect(answer).toMatchObject({ ok: false, errCode: -504003, errMsg: 'Invoking task timed out after 3 seconds' })
      expect(Date.now() - start).toBeLessThan(9_000)
    }
  })

  test('a process that ends fails its call alone', async () => {
    const others = Array.from({ length: 3 }, () => probe.ask<{ together: number }>('slow', { ms: 200 }))
    const answer = await probe.answer('exit')
    expect(answer).toMatchObject({ ok: false, errCode: -504002 })
    expect(probe.cloud.logs(answer.requestId).map((line) => line.text)).toContain('the process ended (7)')
    expect(await Promise.all(others)).toHaveLength(3)
  })

  test('memory is limited', async () => {
    const answer = await probe.cloud.raw('ada', 'patient', { command: 'memory' })
    expect(answer).toMatchObject({ ok: false, errCode: -504002 })
    expect(
      probe.cloud
        .logs(answer.requestId)
        .map((line) => line.text)
        .join('\n'),
    ).toMatch(/heap out of memory/)
  }, 60_000)

  test('memory outside the heap is limited too', async () => {
    expect(await probe.ask('buffers', { megabytes: 64 })).toBe(64 * 1024 * 1024)
    const answer = await probe.answer('buffers', { megabytes: 256 })
    expect(answer).toMatchObject({ ok: false, errCode: -504002 })
    const log = probe.cloud.logs(answer.requestId).map((line) => line.text)
    expect(log).toEqual([expect.stringMatching(/^killed: the process holds \d+ MB of memory, the limit is 256 MB$/)])
  })

  test('a result over 1 MB is refused, one just below is not', async () => {
    expect(await probe.answer('result', { bytes: 1024 * 1024 })).toMatchObject({ ok: false, errCode: -604001 })
    expect(await probe.ask('result', { bytes: 1024 * 1024 - 2 })).toHaveLength(1024 * 1024 - 2)
  })

  test('a request over 100 KB is refused before the function', async () => {
    expect(await probe.answer('event', { text: '门'.repeat(35_000) })).toMatchObject({ ok: false, errCode: -601002 })
    expect(await probe.ask('event', { text: '门'.repeat(34_000) })).toHaveProperty('event')
  })

  test('nothing returned is null; what is no JSON is a failure', async () => {
    expect(await probe.ask('nothing')).toBeNull()
    expect(await probe.answer('circular')).toMatchObject({ ok: false, errCode: -504002 })
  })

  test('a function that cannot be loaded fails its calls, each time', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await probe.cloud.raw('ada', 'broken', {})).toMatchObject({ ok: false, errCode: -504002 })
    }
    expect(probe.cloud.logs().some((line) => line.function === 'broken' && line.text.includes('cannot load'))).toBe(
      true,
    )
  })

  test('no such function', async () => {
    for (const name of ['nobody', '../probe', '.', '']) {
      expect(await probe.cloud.raw('ada', name, {})).toMatchObject({ ok: false, errCode: -501000 })
    }
  })
})

test('the console is kept by call, with levels', async () => {
  const answer = await probe.answer('log')
  const lines = probe.cloud.logs(answer.requestId)
  expect(lines.slice(0, 3).map(({ level, text }) => [level, text])).toEqual([
    ['info', 'plain 1'],
    ['warn', "{ kind: 'object' }"],
    ['error', 'bad'],
  ])
  expect(lines[0]).toMatchObject({ function: 'probe', requestId: answer.requestId, time: expect.any(Number) })
})

test('objects, lines and pieces of lines are kept as they were written', async () => {
  const { requestId } = await probe.answer('logMore')
  const lines = probe.cloud.logs(requestId)
  const ofLevel = (level: string) => lines.filter((line) => line.level === level).map((line) => line.text)
  expect(ofLevel('debug')).toEqual(['first line\nsecond line'])
  expect(ofLevel('error')).toEqual([expect.stringMatching(/^TypeError: with a stack\n {4}at /)])
  const [object, empty, ...written] = ofLevel('info')
  expect(object).toBe("an object { deep: { er: { and: [Object] } }, list: [ 1, '二' ] } undefined null")
  expect(empty).toBe('')
  expect(written).toEqual(expect.arrayContaining(['a line in two pieces', 'and another']))
  expect(written.join('\n')).toMatch(/│ 0 +│ 1 +│/)
})

test('an error after the answer ends the process and fails no call', async () => {
  const before = await probe.ask<{ pid: number }>('process')
  const { requestId } = await probe.answer('later')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect((await probe.ask<{ pid: number }>('process')).pid).not.toBe(before.pid)
  const log = probe.cloud.logs(requestId).map((line) => line.text)
  expect(log.join('\n')).toContain('Error: after the answer')
})
