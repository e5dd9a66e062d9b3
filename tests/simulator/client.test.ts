import { http, startProbe, type Probe } from './support'

let probe: Probe
let origin: string
beforeAll(async () => {
  probe = await startProbe()
  origin = probe.cloud.cloud.origin
})
afterAll(() => probe.cloud.stop())

const post = (path: string, body: string | Buffer, headers = {}) =>
  http(`${origin}${path}`, 'POST', body, { 'x-wx-openid': 'ada', ...headers })

test('a person calls a function and reads what it cost', async () => {
  const answer = await post('/client/functions/probe', JSON.stringify({ command: 'insert', count: 2 }))
  expect(answer.json()).toEqual({ requestId: expect.any(String), result: null })
  const cost: unknown = JSON.parse(String(answer.headers['x-cost']))
  expect(cost).toMatchObject({
    calls: 1,
    databaseRequests: 2,
    documentsWritten: 2,
    bytesOut: 4,
    coldStart: expect.any(Boolean),
  })
})

test('identity comes from the headers alone', async () => {
  const headers = { 'x-wx-openid': 'o-1', 'x-wx-unionid': 'u-1', 'x-wx-appid': 'wx1' }
  const answer = await post(
    '/client/functions/probe',
    JSON.stringify({ command: 'context', OPENID: 'forged' }),
    headers,
  )
  expect(answer.json()['result']).toMatchObject({ OPENID: 'o-1', UNIONID: 'u-1', APPID: 'wx1' })
  const next = await post('/client/functions/probe', JSON.stringify({ command: 'context' }))
  expect(next.json()['result']).toEqual(expect.not.objectContaining({ UNIONID: 'u-1' }))
})

test('failures of the platform have errCode and errMsg', async () => {
  const thrown = await post('/client/functions/probe', JSON.stringify({ command: 'throw', message: 'secret' }))
  expect(thrown.json()).toEqual({ requestId: expect.any(String), errCode: -504002, errMsg: 'functions execute fail' })
  expect((await post('/client/functions/nobody', '{}')).json()).toMatchObject({ errCode: -501000 })
  const large = await post(
    '/client/functions/probe',
    JSON.stringify({ command: 'event', text: 'x'.repeat(100 * 1024) }),
  )
  expect(large.json()).toMatchObject({ errCode: -601002 })
})

test.each(['', '12345', 'a b', 'x'.repeat(65), '../x'])('the openid %j is refused', async (openid) => {
  const answer = await post('/client/functions/probe', '{}', { 'x-wx-openid': openid })
  expect(answer.status).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('openid') })
})

test.each([
  ['no JSON', 'not json', 400],
  ['a list', '[1]', 400],
  ['a text', '"text"', 400],
  ['far too large', 'x'.repeat(500 * 1024), 413],
])('a body that is %s is refused', async (_what, body, status) => {
  expect((await post('/client/functions/probe', body)).status).toBe(status)
})

test('a person uploads a file', async () => {
  const answer = await post('/client/storage?path=cases%2F1.jpg', Buffer.from('picture'))
  expect(answer.json()).toEqual({ fileID: expect.stringMatching(/\/cases\/1\.jpg$/) })
  expect((await probe.cloud.cloud.storage.get('cases/1.jpg'))?.toString()).toBe('picture')
  expect((await post('/client/storage?path=..%2F1.jpg', Buffer.from('picture'))).status).toBe(400)
  expect((await post('/client/storage', Buffer.from('picture'))).status).toBe(400)
})

test('a person replaces only files of that person', async () => {
  const upload = (openid: string, text: string) =>
    post('/client/storage?path=own.jpg', Buffer.from(text), { 'x-wx-openid': openid })
  expect((await upload('ada', 'first')).status).toBe(200)
  expect((await upload('ada', 'second')).status).toBe(200)
  expect((await upload('bob', 'third')).json()).toMatchObject({ code: 'STORAGE_EXCEED_AUTHORITY' })
  await probe.ask('upload', { path: 'function.txt', text: 'x' })
  expect((await post('/client/storage?path=function.txt', Buffer.from('y'))).status).toBe(400)
  expect((await probe.cloud.cloud.storage.get('own.jpg'))?.toString()).toBe('second')
})

test('a person asks for temporary addresses', async () => {
  const { fileID } = (await post('/client/storage?path=seen.jpg', Buffer.from('seen'))).json<{ fileID: string }>()
  const answer = await post('/client/temporary-urls', JSON.stringify({ fileList: [fileID, `${fileID}.no`, 'x'] }))
  const { fileList } = answer.json<{ fileList: { code: string; tempFileURL: string }[] }>()
  expect(fileList.map((file) => file.code)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST', 'INVALID_PARAM'])
  expect((await http(fileList[0]?.tempFileURL ?? '')).body.toString()).toBe('seen')
  expect((await post('/client/temporary-urls', '{"fileList":[1]}')).status).toBe(400)
})

test('what is not there', async () => {
  for (const path of [
    '/client/nothing',
    '/client/functions',
    '/control/nothing',
    '/nothing',
    '/',
    '/control/timers/relay',
    '/control/timers/..%2fx',
  ]) {
    const answer = await post(path, '{}')
    expect([path, answer.status]).toEqual([path, 400])
  }
  expect((await http(`${origin}/client/functions/probe`)).status).toBe(400)
})

describe('control', () => {
  test('health, logs, timers', async () => {
    expect((await http(`${origin}/control/health`)).json()).toEqual({
      ok: true,
      pid: process.pid,
      now: expect.any(Number),
    })
    const { requestId } = (await post('/client/functions/probe', JSON.stringify({ command: 'log' }))).json()
    const { lines } = (await http(`${origin}/control/logs?requestId=${String(requestId)}`)).json<{ lines: unknown[] }>()
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect((await http(`${origin}/control/timers`)).json()).toEqual({ timers: ['probe'] })
    expect((await post('/control/timers/probe', '')).json()).toEqual({})
  })

  test('time by shift and by date', async () => {
    const shifted = (await post('/control/time', '{"shiftMs":60000}')).json<{ now: number; shiftMs: number }>()
    expect(Math.abs(shifted.shiftMs - 60_000)).toBeLessThan(30_000)
    const target = Date.now() + 3_600_000
    const moved = (await post('/control/time', JSON.stringify({ now: target }))).json<{ now: number }>()
    expect(Math.abs(moved.now - target)).toBeLessThan(30_000)
    for (const body of ['{}', '{"shiftMs":"1"}', '{"now":null}', 'x'])
      expect((await post('/control/time', body)).status).toBe(400)
    expect((await http(`${origin}/control/time`)).json()).toEqual({
      now: expect.any(Number),
      shiftMs: expect.any(Number),
    })
  })

  test('export and import', async () => {
    await probe.ask('insert', { count: 3 })
    const lines = (await post('/control/export', '')).body.toString()
    expect(lines.split('\n').length).toBeGreaterThan(3)
    const other = await startProbe()
    try {
      const imported = await http(`${other.cloud.cloud.origin}/control/import`, 'POST', lines)
      expect(imported.json<{ imported: number }>().imported).toBeGreaterThanOrEqual(3)
      expect((await http(`${other.cloud.cloud.origin}/control/export`, 'POST')).body.toString()).toBe(lines)
    } finally {
      await other.cloud.stop()
    }
  })
})

test('a person deletes own files and nobody else does', async () => {
  const put = async (path: string, openid: string) =>
    (await post(`/client/storage?path=${path}`, Buffer.from('x'), { 'x-wx-openid': openid })).json<{ fileID: string }>()
  const own = await put('gone.jpg', 'ada')
  const other = await put('kept.jpg', 'bea')
  const fileList = [own.fileID, other.fileID, 'cloud://nothing.here/x']
  const answer = await post('/client/delete-files', JSON.stringify({ fileList }))
  expect(answer.json()['fileList']).toEqual([
    { fileID: own.fileID, code: 'SUCCESS' },
    { fileID: other.fileID, code: 'STORAGE_EXCEED_AUTHORITY' },
    { fileID: 'cloud://nothing.here/x', code: expect.not.stringMatching('SUCCESS') },
  ])
  expect(await probe.cloud.cloud.storage.get('gone.jpg')).toBeUndefined()
  expect(await probe.cloud.cloud.storage.get('kept.jpg')).toBeDefined()
  expect((await post('/client/delete-files', JSON.stringify({ fileList: 'x' }))).status).toBe(400)
})
