import type { CallRecord, MetricsReport } from '../../simulator/cloud/metrics'
import { filterShape } from '../../simulator/cloud/metrics'
import { http, startProbe, type Probe } from './support'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe({ allowScans: true })
  await probe.cloud.raw('ada', 'relay', { command: 'context' })
})
beforeEach(() => probe.cloud.cloud.metrics.reset())
afterAll(() => probe.cloud.stop())

const control = async <T>(path: string) => (await http(`${probe.cloud.cloud.origin}/control/${path}`)).json<T>()

test('requests belong to the call that makes them, also when many run at once', async () => {
  const counts = Array.from({ length: 16 }, (_, index) => index + 1)
  const answers = await Promise.all(counts.map((count) => probe.answer('insert', { count })))
  for (const [index, { cost }] of answers.entries()) {
    expect(cost).toMatchObject({ calls: 1, databaseRequests: index + 1, documentsWritten: index + 1 })
    expect(cost.databaseBytesIn).toBeGreaterThan((index + 1) * 100)
    expect(cost.milliseconds).toBeGreaterThan(0)
  }
  const sum = counts.reduce((total, count) => total + count, 0)
  expect(probe.cloud.cloud.metrics.report().functions['probe']?.cost).toMatchObject({
    calls: 16,
    databaseRequests: sum,
    documentsWritten: sum,
  })
})

test('a call of a function counts for the caller, and for the called', async () => {
  const answer = await probe.answer('call', { name: 'relay', data: { command: 'insert', count: 3 } })
  expect(answer.cost).toMatchObject({ calls: 2, databaseRequests: 3, documentsWritten: 3 })
  const { functions } = probe.cloud.cloud.metrics.report()
  expect(functions['relay']?.cost).toMatchObject({ calls: 1, databaseRequests: 3 })
})

test('requests of a program outside belong to no call', async () => {
  const request = { action: 'database.calculateDocument', collectionName: 'notes', query: '{}', queryType: 'WHERE' }
  const slow = probe.answer('slow', { ms: 300 })
  await http(probe.cloud.cloud.url, 'POST', JSON.stringify(request))
  expect((await slow).cost.databaseRequests).toBe(0)
})

test('sums by function and by route, failures and cold starts', async () => {
  await probe.answer('insert', { count: 1, route: 'notes.add' })
  await probe.answer('insert', { count: 1, route: 'notes.add' })
  await probe.answer('throw', { message: 'x', route: 'notes.fail' })
  const report = await control<MetricsReport>('metrics')
  expect(report.routes['notes.add']).toMatchObject({ failures: 0, cost: { calls: 2, databaseRequests: 2 } })
  expect(report.routes['notes.fail']).toMatchObject({ failures: 1, cost: { calls: 1 } })
  expect(report.functions['probe']).toMatchObject({ failures: 1, cost: { calls: 3 } })
})

test('one call by its requestId; reset', async () => {
  const answer = await probe.answer('insert', { count: 2 })
  const record = await control<CallRecord>(`metrics?requestId=${answer.requestId}`)
  expect(record).toMatchObject({ function: 'probe', ok: true, cost: { documentsWritten: 2 } })
  await control('metrics?reset')
  expect((await control<MetricsReport>('metrics')).functions).toEqual({})
})

test('a query that looks at more than 1,000 documents without an index is reported', async () => {
  const { database, metrics } = probe.cloud.cloud
  database.load(
    'notes',
    Array.from({ length: 1_001 }, (_, index) => ({ _id: `scan${index}`, index })),
  )
  await probe.ask('scan')
  await probe.ask('scan')
  expect(metrics.report().scans).toEqual([
    {
      action: 'database.getDocument',
      collection: 'notes',
      filter: '{"missing":"?"}',
      function: 'probe',
      scanned: expect.any(Number),
      times: 2,
    },
  ])
  expect(metrics.report().scans[0]?.scanned).toBeGreaterThan(1_000)
})

test('such a query fails the test that makes it, when its cloud stops', async () => {
  const careless = await startProbe()
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ _id: `row${index}`, index }))
  careless.cloud.cloud.database.load('notes', rows(1_001))
  await careless.ask('scan')
  await expect(careless.cloud.stop()).rejects.toThrow('queries without an index: [{"action":"database.getDocument"')

  const careful = await startProbe()
  careful.cloud.cloud.database.load('notes', rows(1_000))
  await careful.ask('scan')
  await careful.cloud.stop()
})

test('the shape of a filter has no values', () => {
  expect(filterShape('{"state":"open","at":{"$lt":{"$numberLong":"12"}},"$or":[{"a":1},{"b":{"$in":[1,2]}}]}')).toBe(
    '{"state":"?","at":{"$lt":"?"},"$or":[{"a":"?"},{"b":{"$in":["?","?"]}}]}',
  )
  expect(filterShape([{ stageKey: '$match', stageValue: '{"name":"张三"}' }])).toBe('[{"$match":{"name":"?"}}]')
})
