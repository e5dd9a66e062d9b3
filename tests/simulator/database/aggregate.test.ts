import { ObjectId } from 'bson'
import { Harness, type Row } from './harness'

describe('aggregation', () => {
  const harness = new Harness()
  const oid = (last: string): ObjectId => new ObjectId(`0000000000000000000000${last}`)
  beforeAll(async () => {
    await harness.create('sales')
    await harness.create('items')
    await harness.create('empty')
    await harness.insert('sales', [
      { _id: 1, item: 'a', price: 10, n: 2, at: new Date('2025-03-01T15:59:59.999Z'), tags: ['x', 'y'], o: { k: 1 } },
      { _id: 2, item: 'b', price: 20, n: 1, at: new Date('2025-03-01T16:00:00Z'), tags: [], o: { k: 2 } },
      { _id: 3, item: 'a', price: 5, n: 10, at: new Date('2024-12-30T03:04:05.006Z'), tags: 'z' },
      { _id: 4, price: 40, n: 0, at: null, tags: null },
    ])
    await harness.insert('items', [
      { _id: 'a', stock: 120, list: ['p', 'q'], by: oid('01') },
      { _id: 'b', stock: 80, list: ['q'], by: oid('0f') },
      { _id: 'c', by: oid('a0') },
    ])
  })
  afterAll(() => harness.close())
  const run = (stages: Row[], collection = 'sales'): Promise<Row[]> => harness.aggregate(collection, stages)
  const value = async (expression: unknown, filter: Row = { _id: 1 }): Promise<unknown> => {
    const [row] = await run([{ $match: filter }, { $project: { _id: 0, v: expression } }])
    return row?.['v']
  }

  test('$group with its accumulators', async () => {
    const rows = await run([
      {
        $group: {
          _id: '$item',
          total: { $sum: { $multiply: ['$price', '$n'] } },
          count: { $sum: 1 },
          avg: { $avg: '$price' },
          max: { $max: '$at' },
          min: { $min: '$price' },
          first: { $first: '$_id' },
          last: { $last: '$item' },
          items: { $push: '$item' },
          all: { $push: '$n' },
          set: { $addToSet: '$item' },
        },
      },
      { $sort: { _id: 1 } },
    ])
    expect(rows).toEqual([
      {
        _id: null,
        total: 0,
        count: 1,
        avg: 40,
        max: null,
        min: 40,
        first: 4,
        last: null,
        items: [],
        all: [0],
        set: [],
      },
      {
        _id: 'a',
        total: 70,
        count: 2,
        avg: 7.5,
        max: new Date('2025-03-01T15:59:59.999Z'),
        min: 5,
        first: 1,
        last: 'a',
        items: ['a', 'a'],
        all: [2, 10],
        set: ['a'],
      },
      {
        _id: 'b',
        total: 20,
        count: 1,
        avg: 20,
        max: new Date('2025-03-01T16:00:00Z'),
        min: 20,
        first: 2,
        last: 'b',
        items: ['b'],
        all: [1],
        set: ['b'],
      },
    ])
  })

  test('$group by a document, by a date, by null, and $max over ObjectIds', async () => {
    const byDay = await run([
      { $match: { at: { $ne: null } } },
      { $group: { _id: { y: { $year: '$at' }, item: '$item' }, n: { $sum: 1 } } },
      { $sort: { '_id.y': 1, '_id.item': 1 } },
    ])
    expect(byDay.map((row) => row['_id'])).toEqual([
      { y: 2024, item: 'a' },
      { y: 2025, item: 'a' },
      { y: 2025, item: 'b' },
    ])
    const byDate = await run([{ $group: { _id: '$at', n: { $sum: 1 } } }])
    expect(byDate).toHaveLength(4)
    const [all] = await run([{ $group: { _id: null, max: { $max: '$by' }, min: { $min: '$by' } } }], 'items')
    expect([String(all?.['max']), String(all?.['min'])]).toEqual([String(oid('a0')), String(oid('01'))])
  })

  test('$count of nothing is no row', async () => {
    expect(await run([{ $count: 'n' }])).toEqual([{ n: 4 }])
    expect(await run([{ $match: { _id: 99 } }, { $count: 'n' }])).toEqual([])
    expect(await run([{ $match: { item: 'a' } }, { $skip: 1 }, { $count: 'n' }])).toEqual([{ n: 1 }])
  })

  test('$bucket: a boundary belongs to the bucket above it', async () => {
    expect(
      await run([
        {
          $bucket: { groupBy: '$price', boundaries: [5, 10, 20], default: 'more', output: { ids: { $push: '$_id' } } },
        },
      ]),
    ).toEqual([
      { _id: 5, ids: [3] },
      { _id: 10, ids: [1] },
      { _id: 'more', ids: [2, 4] },
    ])
    await expect(run([{ $bucket: { groupBy: '$price', boundaries: [5, 10, 20] } }])).rejects.toThrow(
      'no default was specified',
    )
    await expect(run([{ $bucket: { groupBy: '$price', boundaries: [10, 5] } }])).rejects.toThrow('must be sorted')
  })

  test('$bucketAuto', async () => {
    expect(await run([{ $bucketAuto: { groupBy: '$price', buckets: 2 } }])).toEqual([
      { _id: { min: 5, max: 20 }, count: 2 },
      { _id: { min: 20, max: 40 }, count: 2 },
    ])
  })

  test('$unwind', async () => {
    expect((await run([{ $unwind: '$tags' }])).map((row) => [row['_id'], row['tags']])).toEqual([
      [1, 'x'],
      [1, 'y'],
      [3, 'z'],
    ])
    const kept = await run([{ $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }])
    expect(kept.map((row) => [row['_id'], row['tags'], row['i']])).toEqual([
      [1, 'x', 0],
      [1, 'y', 1],
      [2, undefined, null],
      [3, 'z', null],
      [4, null, null],
    ])
  })

  test('$lookup by fields, by an array, with a pipeline, from a collection that is not there', async () => {
    const rows = await run([
      { $lookup: { from: 'items', localField: 'item', foreignField: '_id', as: 'found' } },
      { $project: { found: '$found._id' } },
    ])
    expect(rows.map((row) => row['found'])).toEqual([['a'], ['b'], ['a'], []])
    const lists = await harness.aggregate('items', [
      { $match: { _id: 'a' } },
      { $lookup: { from: 'items', localField: 'list', foreignField: 'list', as: 'same' } },
    ])
    expect((lists[0]?.['same'] as Row[]).map((row) => row['_id'])).toEqual(['a', 'b'])
    const piped = await run([
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'items',
          let: { i: '$item', least: 100 },
          pipeline: [
            { $match: { $expr: { $and: [{ $eq: ['$_id', '$$i'] }, { $gt: ['$stock', '$$least'] }] } } },
            { $project: { stock: 1, from: '$$i' } },
          ],
          as: 'f',
        },
      },
    ])
    expect(piped[0]?.['f']).toEqual([{ _id: 'a', stock: 120, from: 'a' }])
    expect(
      (await run([{ $lookup: { from: 'nowhere', localField: 'item', foreignField: 'x', as: 'f' } }]))[0]?.['f'],
    ).toEqual([])
  })

  test('$project, $addFields, $replaceRoot, $sortByCount, $facet', async () => {
    expect(
      await run([{ $match: { _id: 1 } }, { $project: { _id: 0, 'o.k': 1, double: { $multiply: ['$price', 2] } } }]),
    ).toEqual([{ o: { k: 1 }, double: 20 }])
    expect(await run([{ $match: { _id: 2 } }, { $project: { at: 0, tags: 0, price: 0 } }])).toEqual([
      { _id: 2, item: 'b', n: 1, o: { k: 2 } },
    ])
    expect(
      (await run([{ $match: { _id: 1 } }, { $addFields: { 'o.z': '$item', late: { $gt: ['$price', 5] } } }]))[0],
    ).toMatchObject({ o: { k: 1, z: 'a' }, late: true })
    expect(await run([{ $match: { o: { $exists: true } } }, { $replaceRoot: { newRoot: '$o' } }])).toEqual([
      { k: 1 },
      { k: 2 },
    ])
    expect(await run([{ $sortByCount: '$item' }, { $limit: 1 }])).toEqual([{ _id: 'a', count: 2 }])
    const [facets] = await run([
      {
        $facet: {
          cheap: [{ $match: { price: { $lt: 15 } } }, { $count: 'n' }],
          all: [{ $group: { _id: null, n: { $sum: 1 } } }],
        },
      },
    ])
    expect(facets).toEqual({ cheap: [{ n: 2 }], all: [{ _id: null, n: 4 }] })
  })

  test('$match in the middle follows the rules of queries', async () => {
    expect(await run([{ $project: { item: 1 } }, { $match: { item: null } }])).toEqual([{ _id: 4 }])
  })

  test('dateToString and the parts of a date in a time zone', async () => {
    const format = (zone?: string): unknown => ({
      $dateToString: {
        date: '$at',
        format: '%Y-%m-%d %H:%M:%S.%L %j %u %V %G %z %%',
        ...(zone ? { timezone: zone } : {}),
      },
    })
    expect(await value(format())).toBe('2025-03-01 15:59:59.999 060 6 09 2025 +0000 %')
    expect(await value(format('Asia/Shanghai'))).toBe('2025-03-01 23:59:59.999 060 6 09 2025 +0800 %')
    expect(await value(format('Asia/Shanghai'), { _id: 2 })).toBe('2025-03-02 00:00:00.000 061 7 09 2025 +0800 %')
    expect(await value(format('+08:00'), { _id: 2 })).toBe('2025-03-02 00:00:00.000 061 7 09 2025 +0800 %')
    expect(await value(format('-0330'), { _id: 3 })).toBe('2024-12-29 23:34:05.006 364 7 52 2024 -0330 %')
    expect(await value(format(), { _id: 3 })).toBe('2024-12-30 03:04:05.006 365 1 01 2025 +0000 %')
    expect(await value({ $dateToString: { date: '$at', onNull: 'none' } }, { _id: 4 })).toBe('none')
    expect(await value({ $hour: { date: '$at', timezone: 'Asia/Shanghai' } })).toBe(23)
    expect(await value({ $dayOfWeek: '$at' })).toBe(7)
    expect(await value({ $month: '$at' }, { _id: 4 })).toBeNull()
    await expect(value({ $year: { date: '$at', timezone: 'Moon/Sea' } })).rejects.toThrow('unrecognized time zone')
  })

  test('expressions', async () => {
    expect(await value({ $indexOfCP: ['中😀文a', '文'] })).toBe(2)
    expect(await value({ $indexOfCP: ['abcabc', 'c', 3] })).toBe(5)
    expect(await value({ $indexOfCP: ['abc', 'x'] })).toBe(-1)
    expect(await value({ $indexOfCP: ['$none', 'x'] })).toBeNull()
    expect(await value({ $indexOfBytes: ['中a', 'a'] })).toBe(3)
    expect(await value({ $strLenCP: '中😀' })).toBe(2)
    expect(await value({ $strLenBytes: '中😀' })).toBe(7)
    expect(await value({ $substrCP: ['中😀文', 1, 2] })).toBe('😀文')
    expect(await value({ $cmp: ['\uffff', '😀'] })).toBe(-1)
    expect(await value({ $gt: ['a', 5] })).toBe(true)
    expect(
      await value({
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      }),
    ).toBe(false)
    expect(await value({ $max: ['$price', '$n', null] })).toBe(10)
    expect(await value({ $in: ['x', '$tags'] })).toBe(true)
    expect(await value({ $cond: { if: { $gte: ['$price', 10] }, then: 'yes', else: 'no' } })).toBe('yes')
    expect(await value({ $switch: { branches: [{ case: { $eq: ['$item', 'b'] }, then: 1 }], default: 2 } })).toBe(2)
    expect(await value({ $ifNull: ['$none', 'x'] })).toBe('x')
    expect(await value({ $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } })).toEqual(['x!', 'y!'])
    expect(await value({ $filter: { input: [1, 5, 9], as: 'v', cond: { $gt: ['$$v', 4] } } })).toEqual([5, 9])
    expect(await value({ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } })).toBe(6)
    expect(await value({ $let: { vars: { a: 2 }, in: { $multiply: ['$$a', '$price'] } } })).toBe(20)
    expect(await value({ $arrayElemAt: ['$tags', -1] })).toBe('y')
    expect(await value({ $mergeObjects: ['$o', { z: 1 }] })).toEqual({ k: 1, z: 1 })
    expect(await value({ $subtract: ['$at', '$at'] })).toBe(0)
    expect(await value({ $literal: '$x' })).toBe('$x')
    expect(await value({ $split: ['a-b', '-'] })).toEqual(['a', 'b'])
  })

  test('returns 20 rows unless it has a $limit', async () => {
    await harness.create('many')
    harness.database.load(
      'many',
      Array.from({ length: 1500 }, (_, i) => ({ _id: i })),
    )
    expect(await run([], 'many')).toHaveLength(20)
    expect(await run([{ $sort: { _id: -1 } }], 'many')).toHaveLength(20)
    expect(await run([{ $limit: 1200 }], 'many')).toHaveLength(1200)
    expect(await run([{ $sample: { size: 7 } }], 'many')).toHaveLength(7)
    expect(await run([{ $match: {} }], 'empty')).toEqual([])
  })

  test.each<readonly [string, Row[]]>([
    ['$limit must be', [{ $limit: 0 }]],
    ['$sort key ordering', [{ $sort: { a: 2 } }]],
    ['$foo', [{ $foo: {} }]],
    ['only valid as the first stage', [{ $match: {} }, { $geoNear: {} }]],
    ["Unrecognized expression '$foo'", [{ $project: { v: { $foo: 1 } } }]],
    ['$out is not supported', [{ $out: 'x' }]],
  ])('refused: %s', async (message, stages) => {
    await expect(run(stages)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(message) as string,
    })
  })
})
