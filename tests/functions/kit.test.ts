/** The kit's reads and single writes through the real SDK on the local cloud. */
import type { Page } from '../../miniprogram/contract/paging'
import type { TestCloud } from '../cloud'
import { startProbe, type Probe } from './kit-fixture/start'
import { insert, rowsOf } from './store'

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

describe('insertOnce', () => {
  it('is true for one of twenty who insert the same', async () => {
    const id = fresh('once')
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, by) => done<boolean>('insertOnce', { doc: { _id: id, by } })),
    )
    expect(all.filter(Boolean)).toHaveLength(1)
    expect(thing(id)).toMatchObject({ by: all.indexOf(true) })
  })

  it('inserts several in one request and stops at the first that is there', async () => {
    const [a, b, c] = [fresh('a'), fresh('b'), fresh('c')]
    expect(await done('insertAllOnce', { docs: [{ _id: a }, { _id: b }] })).toBe(true)
    expect(cloud.lastCost().databaseRequests).toBe(1)
    expect(await done('insertAllOnce', { docs: [{ _id: b }, { _id: c }] })).toBe(false)
  })
})

describe('updateIf', () => {
  it('is true for one of twenty who change the same version', async () => {
    const id = fresh('version')
    await done('insertOnce', { doc: { _id: id, version: 1 } })
    const change = (by: number) =>
      done<boolean>('updateIf', { where: { _id: id, version: 1 }, change: { version: 2, by } })
    const all = await Promise.all(Array.from({ length: 20 }, (_, by) => change(by)))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect(thing(id)).toEqual({ _id: id, version: 2, by: all.indexOf(true) })
    expect(await done('updateIf', { where: { _id: 'nothing' }, change: { x: 1 } })).toBe(false)
  })

  it('replaces a field whole, be it null, an object or empty', async () => {
    const id = fresh('replace')
    await done('insertOnce', { doc: { _id: id, home: null, quota: { a: 1, b: 2 }, list: [{ x: 1 }] } })
    const set = (change: object) => done('updateIf', { where: { _id: id }, change })
    expect(await set({ home: { building: 'A1', at: { unit: 1 } }, quota: { c: 3 }, list: [] })).toBe(true)
    expect(thing(id)).toEqual({ _id: id, home: { building: 'A1', at: { unit: 1 } }, quota: { c: 3 }, list: [] })
    await set({ home: { building: 'B1' }, quota: {} })
    expect(thing(id)).toMatchObject({ home: { building: 'B1' }, quota: {} })
    await set({ home: null, 'quota.d': 4 })
    expect(thing(id)).toMatchObject({ home: null, quota: { d: 4 } })
  })
})

describe('reading', () => {
  it('gives null for what is not there, and the fields asked for', async () => {
    const id = fresh('read')
    await done('insertOnce', { doc: { _id: id, a: 1, b: 2 } })
    expect(await done('get', { id: 'nothing' })).toBeNull()
    expect(await done('get', { id })).toEqual({ _id: id, a: 1, b: 2 })
    expect(await done('get', { id, fields: ['b'] })).toEqual({ _id: id, b: 2 })
  })

  it('counts and removes what is meant', async () => {
    const group = fresh('removed')
    insert(
      cloud,
      'things',
      Array.from({ length: 150 }, (_, i) => ({ _id: `${group}-${i}`, group, rank: i })),
    )
    expect(await done('count', { where: { group } })).toBe(150)
    expect(await done('updateAll', { where: { group, rank: 7 }, change: { rank: 8 } })).toBe(1)
    expect(await done('removeAll', { where: { group } })).toBe(150)
    expect(await done('count', { where: { group } })).toBe(0)
  })
})

describe('pageAfter', () => {
  const group = 'paged'
  const ids = (from: number) => Array.from({ length: 25 }, (_, i) => `p${String(from + i).padStart(3, '0')}`)
  // many of one rank: the cursor must go by _id among them
  const rows = ids(0).map((_id, i) => ({ _id, group, rank: Math.floor(i / 10) }))
  const page = (asked: object) =>
    ask<Page<{ _id: string; rank: number }>>('page', { group, order: 'asc', size: 7, ...asked })

  beforeAll(() => insert(cloud, 'things', rows))

  it.each(['asc', 'desc'] as const)('walks %s over equal ranks: each row once, in order', async (order) => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const answer = await page({ order, ...(after === undefined ? {} : { after }) })
      if (!answer.ok) throw new Error(answer.error.code)
      seen.push(...answer.data.rows.map(({ _id }) => _id))
      after = answer.data.next ?? undefined
      // a page, the one row that says there is more, and at most the rows of the cursor's own rank
      expect(cloud.lastCost().documentsRead).toBeLessThanOrEqual(7 + 1 + 10)
    } while (after !== undefined)
    expect(seen).toEqual(order === 'asc' ? ids(0) : ids(0).reverse())
  })

  it('has no next page when the last one is just full', async () => {
    expect(await page({ size: 25 })).toMatchObject({ data: { next: null } })
  })

  it('is not disturbed by rows that come and go before the cursor', async () => {
    const first = await page({})
    if (!first.ok) throw new Error(first.error.code)
    await done('insertOnce', { doc: { _id: 'p0005', group, rank: 0 } })
    const second = await page({ after: first.data.next })
    await done('removeAll', { where: { _id: 'p0005' } })
    expect(second).toMatchObject({
      data: {
        rows: ids(7)
          .slice(0, 7)
          .map((_id) => ({ _id })),
      },
    })
  })

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  it.each([
    ['', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no pair', encoded({ rank: 1 })],
    ['null', encoded(null)],
    ['too short', encoded([1])],
    ['an operator for the value', encoded([{ $gt: '' }, 'p001'])],
    ['an operator for the id', encoded([1, { $ne: null }])],
    ['text for the value', encoded(['1', 'p001'])],
    ['past all numbers', Buffer.from('[1e999,"p001"]').toString('base64url')],
  ])('refuses a cursor that nobody gave: %s', async (_name, after) => {
    expect(await page({ after })).toEqual({
      ok: false,
      error: { code: 'INVALID_INPUT', fields: { after: 'wrong_form' } },
    })
  })
})
