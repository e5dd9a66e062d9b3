import type { JsonObject } from '../../simulator/cloud/types'
import { NOTES, http, startProbe, type Probe } from './support'

let probe: Probe
let url: string
beforeAll(async () => {
  const kept = { purpose: 'what stays as it is', indexes: [] }
  probe = await startProbe({ declarations: { ...NOTES, kept } })
  url = `${probe.cloud.cloud.url}?env=jiamenkou-local&seqId=1`
})
afterAll(() => probe.cloud.stop())

const post = (body: string | Buffer, headers = {}) =>
  http(url, 'POST', body, { 'content-type': 'application/json', ...headers })
const action = async (params: JsonObject) =>
  (await post(JSON.stringify(params))).json<{ code?: string; message?: string; data?: JsonObject }>()

test('an action answers 200 with a requestId', async () => {
  const answer = await post(
    JSON.stringify({ action: 'storage.getUploadMetadata', path: 'a/b.txt', envName: 'jiamenkou-local' }),
  )
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.json()).toEqual({
    requestId: expect.any(String),
    data: expect.objectContaining({ fileId: expect.stringMatching(/^cloud:/) }),
  })
})

test.each([
  ['a body that is not JSON', 'not json', /not JSON/],
  ['an empty body', '', /not JSON/],
  ['a body that is no object', '[]', /not a JSON object/],
  ['no action', '{}', /unknown action/],
  ['an unknown action', '{"action":"database.dropEverything"}', /unknown action "database.dropEverything"/],
  ['an action named like a property of every object', '{"action":"constructor"}', /unknown action/],
  ['an action that is no string', '{"action":{"a":1}}', /unknown action/],
])('%s is refused with 200, code and message', async (_what, body, message) => {
  const answer = await post(body)
  expect(answer.status).toBe(200)
  expect(answer.json()).toEqual({
    code: 'INVALID_PARAM',
    message: expect.stringMatching(message),
    requestId: expect.any(String),
  })
})

test('broken EJSON is refused and changes nothing', async () => {
  const database = { collectionName: 'notes', queryType: 'WHERE', databaseMidTran: false }
  for (const data of ['{"a":', '{"d":{"$date":"never"}}', '[1]', 'null']) {
    const answer = await action({ action: 'database.insertDocument', ...database, data: [data] })
    expect(answer).toEqual({ code: expect.any(String), message: expect.any(String), requestId: expect.any(String) })
    expect(answer.code).not.toBe('SYS_ERR')
  }
  const count = await action({ action: 'database.calculateDocument', ...database, query: '{}' })
  expect(count.data?.['total']).toBe(0)
})

test('one broken document among good ones: none is written', async () => {
  const notes = { collectionName: 'notes', queryType: 'WHERE' }
  const answer = await action({ action: 'database.insertDocument', ...notes, data: ['{"a":1}', '{"b":', '{"c":3}'] })
  expect(answer).toEqual({ code: 'INVALID_PARAM', message: expect.any(String), requestId: expect.any(String) })
  const count = await action({ action: 'database.calculateDocument', ...notes, query: '{}' })
  expect(count.data?.['total']).toBe(0)
})

test.each([
  ['database.getDocument', { query: '{"a":' }],
  ['database.getDocument', { query: '[]' }],
  ['database.getDocument', { query: '{}', projection: '{' }],
  ['database.getDocument', { query: '{}', order: 'x' }],
  ['database.getDocument', { query: '{"a":{"$oid":"short"}}' }],
  ['database.calculateDocument', { query: '{' }],
  ['database.modifyDocument', { query: '{}', data: '{"$set":', multi: true }],
  ['database.modifyDocument', { query: '{}', data: '{"$no":{"a":1}}', multi: true }],
  ['database.modifyAndReturnDoc', { query: '{', data: '{"$set":{"a":1}}' }],
  ['database.removeDocument', { query: '{"a":', multi: true }],
  ['database.aggregateDocuments', { stages: [{ stageKey: '$match', stageValue: '{' }] }],
  ['database.aggregateDocuments', { stages: 'x' }],
])('%s with broken %j is refused with words and changes nothing', async (name, params) => {
  await action({ action: 'database.insertDocument', collectionName: 'kept', data: ['{"_id":"k","a":1}'] })
  const answer = await action({ action: name, collectionName: 'kept', queryType: 'WHERE', ...params })
  expect(answer).toEqual({ code: expect.any(String), message: expect.any(String), requestId: expect.any(String) })
  expect(answer.code).not.toBe('SYS_ERR')
  const rows = await action({ action: 'database.getDocument', collectionName: 'kept', queryType: 'WHERE', query: '{}' })
  expect(rows.data?.['list']).toEqual(['{"_id":"k","a":1}'])
})

test.each(['%2e%2e/x', 'a/%2E%2E/b', '..%2fx', 'a/..%5Cb', 'a/%252e%252e/b', 'a/.%2e/b'])(
  'the encoded way out %j is refused and stores nothing',
  async (path) => {
    const answer = await action({ action: 'storage.getUploadMetadata', path })
    expect(answer).toMatchObject({ code: 'STORAGE_SIGN_PARAM_INVALID', message: expect.stringContaining('segment') })
    await expect(probe.cloud.cloud.storage.put(path, Buffer.from('x'))).rejects.toThrow('segment')
  },
)

test.each(['../outside', 'a/../../b', '..', '/absolute', 'a//b', 'a\\b', 'nul\u0000', '', 'x'.repeat(851)])(
  'the file path %j is refused',
  async (path) => {
    const answer = await action({ action: 'storage.getUploadMetadata', path })
    expect(answer.code).toBe('STORAGE_SIGN_PARAM_INVALID')
  },
)

test('an oversize body is refused and the connection answers', async () => {
  const answer = await post(Buffer.alloc(50 * 1024 * 1024 + 1, 32))
  expect(answer.json()).toEqual(expect.objectContaining({ code: 'EXCEED_REQUEST_LIMIT' }))
})

test('a broken form is refused', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  expect((await post('no form at all', headers)).json()).toEqual(expect.objectContaining({ code: 'INVALID_PARAM' }))
  expect((await post('', { 'content-type': 'multipart/form-data' })).json()).toEqual(
    expect.objectContaining({ code: 'INVALID_PARAM' }),
  )
})

test.each(['/client/functions/%', '/client/functions/%E0%A4%A', '//', '//evil.example/admin', '/%', '/control/%00'])(
  "the address %s is refused as the sender's fault",
  async (path) => {
    const answer = await http(`${probe.cloud.cloud.origin}${path}`, 'POST', '{}', { 'x-wx-openid': 'ada' })
    expect([path, answer.status, answer.json()['code']]).toEqual([path, 400, 'INVALID_PARAM'])
  },
)

test('nobody outside this machine can connect: only 127.0.0.1 is listened on', async () => {
  const { port } = new URL(url)
  // Another address of the loopback network: a server that listened on all addresses would answer there too.
  await expect(http(`http://127.0.0.2:${port}/control/health`)).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ETIMEDOUT/)
})

describe('what a web page could send', () => {
  const body = JSON.stringify({ action: 'storage.getUploadMetadata', path: 'a' })
  const port = () => new URL(url).port

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '10.0.0.1'])(
    'the host %j is refused',
    async (host) => {
      const answer = await post(body, { host })
      expect(answer.status).toBe(403)
    },
  )

  test.each(['localhost', '127.0.0.1', '[::1]'])('the host %s is this machine', async (host) => {
    expect((await post(body, { host: `${host}:${port()}` })).status).toBe(200)
  })

  test('a foreign Origin is refused everywhere, the own one is not', async () => {
    for (const path of ['/admin', '/client/phone-code', '/control/time']) {
      const foreign = await http(`${probe.cloud.cloud.origin}${path}`, 'POST', '{}', { origin: 'https://evil.example' })
      expect(foreign.status).toBe(403)
      const sandboxed = await http(`${probe.cloud.cloud.origin}${path}`, 'POST', '{}', { origin: 'null' })
      expect(sandboxed.status).toBe(403)
    }
    expect((await post(body, { origin: probe.cloud.cloud.origin })).status).toBe(200)
    const image = await http(`${probe.cloud.cloud.origin}/control/metrics?reset`, 'GET', undefined, {
      'sec-fetch-site': 'cross-site',
    })
    expect(image.status).toBe(403)
  })

  test('only POST reaches the endpoint', async () => {
    expect((await http(url)).status).toBe(400)
  })
})

test('a function process that is none is refused', async () => {
  const answer = await http(
    `${probe.cloud.cloud.url}/0123456789ab`,
    'POST',
    JSON.stringify({ action: 'storage.getUploadMetadata', path: 'a' }),
  )
  expect(answer.json()).toEqual(expect.objectContaining({ code: 'INVALID_REQUEST_SOURCE' }))
})

test('functions.invokeFunction: unknown function and broken data are refused', async () => {
  expect(
    await action({ action: 'functions.invokeFunction', function_name: 'nobody', request_data: '{}' }),
  ).toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  expect(
    await action({ action: 'functions.invokeFunction', function_name: '../host', request_data: '{}' }),
  ).toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  expect(await action({ action: 'functions.invokeFunction', function_name: 'probe', request_data: '{' })).toMatchObject(
    { code: 'INVALID_PARAM' },
  )
  expect(await action({ action: 'functions.invokeFunction', request_data: '{}' })).toMatchObject({
    code: 'INVALID_PARAM',
  })
})
