import { Decimal128, Long } from 'bson'
import fc from 'fast-check'
import type { IndexDeclaration } from '../../../database/types'
import { sortKeys, type Sort } from '../../../simulator/cloud/database/order'
import { declared, Harness, type Row } from './harness'

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('a', 'b', 'ab', null, true, 2.5),
  fc.constantFrom(new Date(0), new Date(5)),
  // numbers that round to the same double
  fc.constantFrom(2 ** 53, Long.fromBigInt(2n ** 53n + 1n), 0.1, Decimal128.fromString('0.1')),
)
const stored = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) })
const doc = fc.record(
  {
    a: stored,
    b: scalar,
    c: scalar,
    n: fc.oneof(fc.record({ x: scalar }), fc.array(fc.record({ x: scalar }, { requiredKeys: [] }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
)
const path = fc.constantFrom('a', 'b', 'c', 'n.x')
const condition = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.record({ $eq: scalar }),
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne'), scalar)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.constantFrom({ $exists: true }, { $exists: false }, { $regex: '^a' }, { $not: { $gt: 2 } }),
)
const leaf = fc.tuple(path, condition).map(([field, value]): Row => ({ [field]: value }))
const filter: fc.Arbitrary<Row> = fc.oneof(
  fc.constant({}),
  leaf,
  fc.array(leaf, { minLength: 2, maxLength: 3 }).map((all) => Object.assign({}, ...all) as Row),
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all) => ({ $and: all })),
  fc.tuple(leaf, fc.array(leaf, { minLength: 1, maxLength: 3 })).map(([one, branches]) => ({ ...one, $or: branches })),
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((branches) => ({ $or: branches })),
)
const direction = fc.constantFrom(1 as const, -1 as const)
const fields = (minLength: number) =>
  fc
    .uniqueArray(fc.tuple(path, direction), { minLength, maxLength: 3, selector: ([field]) => field })
    // two arrays can neither be indexed nor sort together
    .filter((all) => !(all.some(([field]) => field === 'a') && all.some(([field]) => field === 'n.x')))
const sort = fields(0)
const index = fields(1)

describe('a query through an index answers as one without', () => {
  const harness = new Harness()
  let number = 0
  afterAll(() => harness.close())

  test('for random documents, indexes, filters, orders and windows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(doc, { minLength: 1, maxLength: 30 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, sort, fc.nat(3), fc.integer({ min: 1, max: 8 })), { minLength: 5, maxLength: 15 }),
        async (docs, indexes, queries) => {
          const plain = `plain${++number}`
          const indexed = `indexed${number}`
          const declarations: IndexDeclaration[] = indexes.map((all, i) => ({ name: `i${i}`, fields: all }))
          harness.database.declare({ ...declared(plain, []), ...declared(indexed, declarations) })
          const rows = docs.map((row, i) => ({ _id: i, ...row }))
          harness.database.load(plain, rows)
          harness.database.load(indexed, rows)
          for (const [where, order, skip, limit] of queries) await agree(plain, indexed, where, order, skip, limit)
        },
      ),
      { numRuns: 80 },
    )
  }, 120_000)

  async function agree(
    plain: string,
    indexed: string,
    where: Row,
    order: Sort,
    skip: number,
    limit: number,
  ): Promise<void> {
    const options = order.length > 0 ? { sort: Object.fromEntries(order) as Record<string, 1 | -1> } : {}
    const expected = await harness.find(plain, where, options)
    const found = await harness.find(indexed, where, options)
    const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row['_id']).sort()
    expect(ids(found)).toEqual(ids(expected))
    expect(await harness.count(indexed, where)).toBe(expected.length)
    const keys = sortKeys(order)
    found.forEach((row, i) => expect(keys.compare(keys.of(row), keys.of(expected[i] as Row))).toBe(0))
    const page = await harness.find(indexed, where, { ...options, skip, limit })
    expect(page).toEqual(found.slice(skip, skip + limit))
  }
})

describe('the cost of a query', () => {
  const harness = new Harness({
    declarations: declared('cases', [
      {
        name: 'keyset',
        fields: [
          ['a', 1],
          ['due', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'newest',
        fields: [
          ['status', 1],
          ['at', -1],
        ],
      },
      {
        name: 'tags',
        fields: [
          ['tags', 1],
          ['due', -1],
        ],
      },
      { name: 'phone', fields: [['phone', 1]], unique: true },
      { name: 'item', fields: [['items.name', 1]] },
    ]),
  })
  const total = 5000
  beforeAll(() => {
    harness.database.load(
      'cases',
      Array.from({ length: total }, (_, i) => ({
        _id: `c${String(i).padStart(5, '0')}`,
        a: `grid${i % 2}`,
        due: Math.floor(i / 20),
        status: `s${i % 4}`,
        at: i,
        phone: i,
        tags: [`t${i % 3}`, 'all'],
        items: [{ name: `n${i}` }, { name: 'x' }],
        free: i,
      })),
    )
  })
  afterAll(() => harness.close())

  test('a document by its _id', async () => {
    expect(await harness.ids('cases', { _id: 'c00007' })).toEqual(['c00007'])
    expect(harness.cost).toMatchObject({ documentsRead: 1, keysRead: 1, scanned: 0 })
    await harness.ids('cases', { _id: { $in: ['c00001', 'c00002', 'none'] } })
    expect(harness.cost).toMatchObject({ documentsRead: 2, scanned: 0 })
  })

  test('a keyset page in the middle reads about as many documents as it returns', async () => {
    const [last] = await harness.find('cases', { a: 'grid0', due: 100 }, { sort: { _id: 1 }, limit: 1 })
    const filter = {
      a: 'grid0',
      due: { $gte: 100 },
      $or: [{ due: { $gt: 100 } }, { due: 100, _id: { $gt: last?.['_id'] } }],
    }
    const page = await harness.find('cases', filter, { sort: { due: 1, _id: 1 }, limit: 20 })
    expect(page).toHaveLength(20)
    expect(harness.cost.documentsRead).toBeLessThanOrEqual(22)
    // as the SDK sends _.and([{…}, _.or([…])])
    await harness.find(
      'cases',
      { $and: [{ a: 'grid0' }, { due: { $gte: 100 } }, { $or: filter.$or }] },
      { sort: { due: 1, _id: 1 }, limit: 20 },
    )
    expect(harness.cost.documentsRead).toBeLessThanOrEqual(22)
  })

  test('an order against the index, and an order after $in, are read from the index', async () => {
    const page = await harness.find('cases', { status: 's1' }, { sort: { at: -1 }, limit: 10 })
    expect(page.map((row) => row['at'])).toEqual([4997, 4993, 4989, 4985, 4981, 4977, 4973, 4969, 4965, 4961])
    expect(harness.cost.documentsRead).toBe(10)
    const merged = await harness.find('cases', { status: { $in: ['s1', 's3'] } }, { sort: { at: 1 }, limit: 5 })
    expect(merged.map((row) => row['at'])).toEqual([1, 3, 5, 7, 9])
    expect(harness.cost.documentsRead).toBe(5)
    const either = await harness.find(
      'cases',
      { $or: [{ status: { $eq: 's1' } }, { status: { $eq: 's3' } }] },
      { sort: { at: -1 }, limit: 3 },
    )
    expect(either.map((row) => row['at'])).toEqual([4999, 4997, 4995])
    expect(harness.cost.documentsRead).toBe(3)
  })

  test('equality on an array field still gives the order of the next field', async () => {
    const page = await harness.find('cases', { tags: 't1' }, { sort: { due: -1 }, limit: 5 })
    expect(page.map((row) => row['due'])).toEqual([249, 249, 249, 249, 249, 249, 249].slice(0, 5))
    expect(harness.cost.documentsRead).toBe(5)
  })

  test('a count that an index covers reads no documents', async () => {
    expect(await harness.count('cases', { a: 'grid1', due: { $lt: 10 } })).toBe(100)
    expect(harness.cost).toMatchObject({ documentsRead: 0, keysRead: 100, scanned: 0 })
    expect(await harness.count('cases', {})).toBe(total)
    expect(harness.cost.documentsRead).toBe(0)
  })

  test('an index on a field of array elements serves $elemMatch', async () => {
    expect(await harness.ids('cases', { items: { $elemMatch: { name: 'n42' } } })).toEqual(['c00042'])
    expect(harness.cost).toMatchObject({ documentsRead: 1, scanned: 0 })
  })

  test('an $or whose branches have indexes reads only those', async () => {
    expect(await harness.ids('cases', { $or: [{ phone: 5 }, { status: 's1', at: 9 }] })).toEqual(['c00005', 'c00009'])
    expect(harness.cost).toMatchObject({ documentsRead: 2, scanned: 0 })
  })

  test('without an index every document looked at is reported', async () => {
    expect(await harness.ids('cases', { free: 77 })).toEqual(['c00077'])
    expect(harness.cost).toMatchObject({ documentsRead: total, scanned: total })
  })

  test('an aggregate narrows by its first stages', async () => {
    await harness.aggregate('cases', [
      { $match: { status: 's2' } },
      { $sort: { at: -1 } },
      { $limit: 5 },
      { $project: { at: 1 } },
    ])
    expect(harness.cost.documentsRead).toBe(5)
    const [counted] = await harness.aggregate('cases', [{ $match: { a: 'grid0' } }, { $count: 'n' }])
    expect(counted).toEqual({ n: total / 2 })
    expect(harness.cost.documentsRead).toBe(0)
  })

  test('a $lookup goes through the indexes of the other collection', async () => {
    const stages = [
      { $match: { _id: 'c00001' } },
      {
        $lookup: {
          from: 'cases',
          let: { p: '$phone' },
          pipeline: [{ $match: { $expr: { $eq: ['$phone', '$$p'] } } }],
          as: 'same',
        },
      },
      { $lookup: { from: 'cases', localField: 'phone', foreignField: 'phone', as: 'joined' } },
    ]
    const [row] = await harness.aggregate('cases', stages)
    expect((row?.['same'] as Row[]).map((one) => one['_id'])).toEqual(['c00001'])
    expect((row?.['joined'] as Row[]).map((one) => one['_id'])).toEqual(['c00001'])
    expect(harness.cost).toMatchObject({ documentsRead: 3, scanned: 0 })
  })
})

describe('100,000 documents', () => {
  const harness = new Harness({
    declarations: declared('big', [
      {
        name: 'work',
        fields: [
          ['handler', 1],
          ['due', 1],
          ['_id', 1],
        ],
      },
    ]),
  })
  beforeAll(() => {
    const row = (i: number): Row => ({
      _id: `c${String(i).padStart(6, '0')}`,
      handler: `h${i % 4}`,
      due: (i * 7919) % 100_000,
      text: '楼上装修',
    })
    harness.database.load(
      'big',
      Array.from({ length: 100_000 }, (_, i) => row(i)),
    )
  }, 120_000)
  afterAll(() => harness.close())

  test('a page of 20 from the middle reads 20 documents', async () => {
    const page = await harness.find(
      'big',
      { handler: 'h1', due: { $gte: 50_000 } },
      { sort: { due: 1, _id: 1 }, limit: 20 },
    )
    expect(page).toHaveLength(20)
    expect(harness.cost).toMatchObject({ documentsRead: 20, keysRead: 20, scanned: 0 })
    const last = page[19] as { due: number; _id: string }
    const next = {
      handler: 'h1',
      due: { $gte: last.due },
      $or: [{ due: { $gt: last.due } }, { due: last.due, _id: { $gt: last._id } }],
    }
    const second = await harness.find('big', next, { sort: { due: 1, _id: 1 }, limit: 20 })
    expect(harness.cost.documentsRead).toBeLessThanOrEqual(21)
    expect((second[0]?.['due'] as number) > last.due).toBe(true)
  })

  test('without an index the whole collection is read, sorted and reported', async () => {
    const rows = await harness.find('big', {}, { sort: { text: 1, due: -1 }, limit: 3 })
    expect(rows.map((row) => row['due'])).toEqual([99_999, 99_998, 99_997])
    expect(harness.cost.scanned).toBe(100_000)
  })
})
