/** The kit when several act at once or a call breaks off: transactions, replayed answers, members. */
import type { TestCloud } from '../cloud'
import { startProbe, type Probe } from './kit-fixture/start'
import { rowsOf } from './store'

const LEASE_MS = 61_000

let probe: Probe
let cloud: TestCloud
const ask: Probe['ask'] = (...asked) => probe.ask(...asked)
const done: Probe['done'] = (...asked) => probe.done(...asked)
let made = 0
const fresh = (name: string) => `${name}-${++made}`

beforeAll(async () => {
  probe = await startProbe()
  cloud = probe.cloud
}, 60_000)
afterAll(() => probe.stop())

const thing = (id: string) => rowsOf(cloud, 'things').find(({ _id }) => _id === id)

describe('withTransaction', () => {
  const account = async (name: string, amount: number) => {
    const _id = fresh(name)
    await done('insertOnce', { doc: { _id, amount } })
    return _id
  }
  const amounts = (...ids: string[]) => ids.map((id) => thing(id)?.amount)

  it('commits all or nothing', async () => {
    const from = await account('payer', 10)
    const to = fresh('payee')
    expect(await done('transfer', { from, to, amount: 4 })).toBe(6)
    expect(thing(from)).toEqual({ _id: from, amount: 6, last: { to, amount: 4 } })
    expect(thing(to)).toEqual({ _id: to, amount: 4 })
    expect(await ask('transfer', { from, to, amount: 1, fail: 'refuse' })).toMatchObject({ error: { code: 'LIMIT' } })
    await expect(ask('transfer', { from, to, amount: 1, fail: 'throw' })).rejects.toThrow('FUNCTIONS_EXECUTE_FAIL')
    expect(amounts(from, to)).toEqual([6, 4])
  })

  it('twenty at once from one account: nothing is lost, nothing is made', async () => {
    const from = await account('rich', 20)
    const to = await account('poor', 0)
    const all = await Promise.all(Array.from({ length: 20 }, () => ask<number>('transfer', { from, to, amount: 1 })))
    const paid = all.filter((answer) => answer.ok).length
    for (const answer of all) if (!answer.ok) expect(answer.error.code).toBe('CONFLICT')
    expect(paid).toBeGreaterThanOrEqual(15)
    expect(amounts(from, to)).toEqual([20 - paid, paid])
  })

  it('two that cross each other both come to an end', async () => {
    const [a, b] = [await account('a', 10), await account('b', 10)]
    const turns = Array.from({ length: 6 }, (_, i) => (i % 2 ? { from: a, to: b } : { from: b, to: a }))
    const all = await Promise.all(turns.map((turn) => ask('transfer', { ...turn, amount: 1 })))
    const net = all.reduce((sum, answer, i) => sum + (answer.ok ? (i % 2 ? 1 : -1) : 0), 0)
    expect(amounts(a, b)).toEqual([10 - net, 10 + net])
  })
})

describe('replayed', () => {
  const runs = (input: string) => rowsOf(cloud, 'things').filter((row) => row.input === input).length
  const call = (requestId: string, input: string, fail: string | null = null, openid = 'oProbe') =>
    ask('replayed', { requestId, input, fail }, openid)

  it('twenty at once with one requestId: it runs once and all get the same answer', async () => {
    const input = fresh('input')
    const all = await Promise.all(Array.from({ length: 20 }, () => call('twenty-at-once-01', input)))
    for (const answer of all) expect(answer).toEqual({ ok: true, data: { did: input } })
    expect(runs(input)).toBe(1)
  })

  it('keeps a refusal as well', async () => {
    const input = fresh('input')
    const refusal = { ok: false, error: { code: 'INVALID_INPUT', fields: { input: 'wrong_form' } } }
    expect(await call('a-refusal-000001', input, 'refuse')).toEqual(refusal)
    expect(await call('a-refusal-000001', input)).toEqual(refusal)
    expect(runs(input)).toBe(1)
  })

  it('refuses a requestId that was used for something else; another person may have the same', async () => {
    const [input, other] = [fresh('input'), fresh('input')]
    await call('one-request-0001', input)
    const refusal = { ok: false, error: { code: 'INVALID_INPUT', fields: { requestId: 'used_before' } } }
    expect(await call('one-request-0001', other)).toEqual(refusal)
    expect(await call('one-request-0001', other, null, 'oOther')).toEqual({ ok: true, data: { did: other } })
  })

  it('runs again at once after a mistake of ours', async () => {
    const input = fresh('input')
    await expect(call('our-mistake-0001', input, 'throw')).rejects.toThrow('FUNCTIONS_EXECUTE_FAIL')
    expect(await call('our-mistake-0001', input)).toEqual({ ok: true, data: { did: input } })
    expect(runs(input)).toBe(2)
  })

  it('after a crash says BUSY until the dead attempt is surely dead, then one takes over', async () => {
    const input = fresh('input')
    await expect(call('a-crash-00000001', input, 'exit')).rejects.toThrow()
    expect(await call('a-crash-00000001', input)).toMatchObject({ error: { code: 'BUSY' } })
    expect(runs(input)).toBe(1)
    await cloud.shift(LEASE_MS)
    const all = await Promise.all(Array.from({ length: 8 }, () => call('a-crash-00000001', input)))
    for (const answer of all) expect(answer).toEqual({ ok: true, data: { did: input } })
    expect(runs(input)).toBe(2)
  })

  it('keeps answers for three days and says when they may go', () => {
    const rows = rowsOf<{ expiresAt: number; at: number }>(cloud, 'requests')
    expect(rows.length).toBeGreaterThan(3)
    for (const { expiresAt } of rows)
      expect(Math.abs(expiresAt - cloud.now() - 3 * 86_400_000)).toBeLessThan(2 * LEASE_MS)
    expect(JSON.stringify(rows)).not.toContain('oProbe')
  })
})

describe('saveMember', () => {
  it('makes the person once and loses no change when all change at once', async () => {
    const id = fresh('oMember')
    const name = done<{ id: string }>('saveMember', { id, member: { name: '王芳' } })
    const rest = [
      done('saveMember', { id, member: { phone: '13800001111' } }),
      done('saveMember', { id, member: { home: { building: 'A1', unit: 1, floor: 1, room: 1 } } }),
      done('saveMember', { id, member: { grants: [{ role: 'leader', cluster: 'A' }] } }),
      done('saveMember', { id, member: { quota: { newWork: 1 } } }),
    ]
    await Promise.all([name, ...rest])
    const [member, ...more] = rowsOf(cloud, 'members').filter(({ _id }) => _id === id)
    expect(more).toEqual([])
    expect(member).toMatchObject({
      id: (await name).id,
      name: '王芳',
      phone: '13800001111',
      home: { building: 'A1', unit: 1, floor: 1, room: 1 },
      grants: [{ role: 'leader', cluster: 'A' }],
      roleKeys: ['leader:A', 'grid:A', 'cluster:A'],
      quota: { newWork: 1 },
      version: 5,
    })
  })
})
