import { Harness, type Row } from './harness'

const SALES: readonly Row[] = [
  { _id: 1, shop: 'n', day: 1, sold: 4, at: new Date('2024-03-01T08:00:00Z') },
  { _id: 2, shop: 'n', day: 2, sold: null, at: new Date('2024-03-01T08:40:00Z') },
  { _id: 3, shop: 'n', day: 4, sold: 10, at: new Date('2024-03-01T09:30:00Z') },
  { _id: 4, shop: 's', day: 1, sold: 7, at: new Date('2024-03-01T09:35:00Z') },
  { _id: 5, shop: 's', day: 1, sold: 1, at: new Date('2024-03-01T12:00:00Z') },
]

const windows = (output: Row, more: Row = {}): Row[] => [
  { $setWindowFields: { partitionBy: '$shop', sortBy: { _id: 1 }, ...more, output: { r: output } } },
  { $sort: { _id: 1 } },
]

const CASES: readonly (readonly [name: string, stages: Row[], expected: readonly unknown[]])[] = [
  ['a running sum', windows({ $sum: '$sold', window: { documents: ['unbounded', 'current'] } }), [4, 4, 14, 7, 8]],
  [
    'a list of the neighbours',
    windows({ $push: '$day', window: { documents: [-1, 1] } }),
    [
      [1, 2],
      [1, 2, 4],
      [2, 4],
      [1, 1],
      [1, 1],
    ],
  ],
  ['all of a partition', windows({ $max: '$day' }), [4, 4, 4, 1, 1]],
  ['an empty window', windows({ $push: '$day', window: { documents: [2, 3] } }), [[4], [], [], [], []]],
  ['a mean of nothing', windows({ $avg: '$sold', window: { documents: [-9, -8] } }), [null, null, null, null, null]],
  [
    'by the distance of values',
    windows({ $sum: 1, window: { range: [-1, 0] } }, { sortBy: { day: 1 } }),
    [1, 2, 1, 2, 2],
  ],
  [
    'by the distance in time',
    windows({ $count: {}, window: { range: [-1, 'current'], unit: 'hour' } }, { sortBy: { at: 1 } }),
    [1, 2, 2, 1, 1],
  ],
  ['$rank leaves places out', windows({ $rank: {} }, { partitionBy: null, sortBy: { day: 1 } }), [1, 4, 5, 1, 1]],
  ['$denseRank does not', windows({ $denseRank: {} }, { partitionBy: null, sortBy: { day: 1 } }), [1, 2, 3, 1, 1]],
  ['$documentNumber', windows({ $documentNumber: {} }), [1, 2, 3, 1, 2]],
  ['$shift', windows({ $shift: { output: '$day', by: 1, default: 'end' } }), [2, 4, 'end', 1, 'end']],
  ['$expMovingAvg', windows({ $expMovingAvg: { input: '$sold', alpha: 0.5 } }), [4, 4, 7, 7, 4]],
  ['$locf', windows({ $locf: '$sold' }), [4, 4, 10, 7, 1]],
  ['$linearFill', windows({ $linearFill: '$sold' }, { partitionBy: '$shop', sortBy: { _id: 1 } }), [4, 7, 10, 7, 1]],
  ['$derivative', windows({ $derivative: { input: '$day' }, window: { documents: [-1, 0] } }), [null, 1, 2, null, 0]],
  [
    '$derivative of times',
    windows({ $derivative: { input: '$at' }, window: { documents: [-1, 0] } }),
    [null, 2_400_000, 3_000_000, null, 8_700_000],
  ],
  ['$integral', windows({ $integral: { input: '$day' } }), [4.5, 4.5, 4.5, 1, 1]],
  [
    '$covariancePop',
    windows({ $covariancePop: ['$_id', '$day'] }),
    [1, 1, 1, 0, 0].map((n, i) => (i < 3 ? expect.closeTo(n, 9) : n)),
  ],
]

const REFUSED: readonly (readonly [name: string, stage: Row])[] = [
  ['a rank without an order', { $setWindowFields: { output: { r: { $rank: {} } } } }],
  ['a rank with a window', windows({ $rank: {}, window: { documents: [-1, 1] } })[0] as Row],
  ['numbers of documents by two fields', windows({ $documentNumber: {} }, { sortBy: { a: 1, b: 1 } })[0] as Row],
  ['a window that ends before it begins', windows({ $sum: 1, window: { documents: [1, -1] } })[0] as Row],
  ['a window of parts of documents', windows({ $sum: 1, window: { documents: [0.5, 1] } })[0] as Row],
  ['a range over two fields', windows({ $sum: 1, window: { range: [0, 1] } }, { sortBy: { a: 1, b: 1 } })[0] as Row],
  ['a range of time over numbers', windows({ $sum: 1, window: { range: [0, 1], unit: 'day' } })[0] as Row],
  ['an unknown function', windows({ $nothing: 1 })[0] as Row],
  ['two functions', windows({ $sum: 1, $avg: 1 })[0] as Row],
  ['a partition by lists', windows({ $sum: 1 }, { partitionBy: ['$shop'] })[0] as Row],
  ['$group by no operator', { $group: { _id: null, n: { $nothing: 1 } } }],
  ['$group into a path', { $group: { _id: null, 'a.b': { $sum: 1 } } }],
  ['$group with two accumulators in a field', { $group: { _id: null, n: { $sum: 1, $avg: 1 } } }],
  ['an accumulator of a list', { $group: { _id: null, n: { $sum: ['$day'] } } }],
  ['$bucket of one boundary', { $bucket: { groupBy: '$day', boundaries: [1] } }],
  ['$bucket in no order', { $bucket: { groupBy: '$day', boundaries: [3, 1] } }],
  ['$bucket of several kinds', { $bucket: { groupBy: '$day', boundaries: [1, 'x'] } }],
  ['$bucket where one has no place', { $bucket: { groupBy: '$day', boundaries: [1, 2] } }],
  ['$bucketAuto into none', { $bucketAuto: { groupBy: '$day', buckets: 0 } }],
  ['$sortByCount of a word', { $sortByCount: 'shop' }],
  ['$sample of none', { $sample: { size: -1 } }],
  [
    '$fill on a line with two values at once',
    { $fill: { sortBy: { day: 1 }, output: { sold: { method: 'linear' } } } },
  ],
  ['$fill both ways', { $fill: { output: { sold: { value: 1, method: 'locf' } } } }],
  ['$densify backwards', { $densify: { field: 'day', range: { step: -1, bounds: 'full' } } }],
  ['$densify of numbers by days', { $densify: { field: 'day', range: { step: 1, unit: 'day', bounds: [1, 2] } } }],
  ['$densify by half days', { $densify: { field: 'at', range: { step: 0.5, unit: 'day', bounds: 'full' } } }],
  ['$densify to a bound below the first', { $densify: { field: 'day', range: { step: 1, bounds: [3, 2] } } }],
  ['$densify of parts that are not told', { $densify: { field: 'day', range: { step: 1, bounds: 'partition' } } }],
  [
    '$densify by its own field',
    { $densify: { field: 'day', partitionByFields: ['day.a'], range: { step: 1, bounds: 'full' } } },
  ],
  ['$unwind of a word', { $unwind: 'shop' }],
  ['$unwind with an index in dollars', { $unwind: { path: '$shop', includeArrayIndex: '$at' } }],
  ['$unwind with an unknown option', { $unwind: { path: '$shop', all: true } }],
  ['$redact to nowhere', { $redact: 'keep' }],
  ['$match by distance', { $match: { at: { $near: [0, 0] } } }],
  ['$sort by nothing', { $sort: {} }],
  ['$count by a path', { $count: 'a.b' }],
  ['$replaceRoot by a number', { $replaceRoot: { newRoot: '$day' } }],
]

describe('stages that look at several documents', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('sales')
    await harness.insert('sales', SALES)
    await harness.create('odd')
    await harness.insert('odd', [
      { _id: 1, k: [1, 2] },
      { _id: 2, k: [2, 1] },
      { _id: 3, k: [1, 2] },
      { _id: 4 },
      { _id: 5, k: null },
    ])
  })
  afterAll(() => harness.close())

  test.each(CASES)('%s', async (_name, stages, expected) => {
    expect((await harness.aggregate('sales', stages)).map(({ r }) => r)).toEqual(expected)
  })

  test.each(REFUSED)('refused: %s', async (_name, stage) => {
    await expect(harness.aggregate('sales', [{ $match: {} }, stage])).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
  })

  test('$group: lists are whole, what is missing is null alone and absent in an object', async () => {
    const groups = async (_id: unknown): Promise<unknown[]> =>
      (await harness.aggregate('odd', [{ $group: { _id, n: { $sum: 1 } } }])).map((row) => [row['_id'], row['n']])
    expect(await groups('$k')).toEqual([
      [[1, 2], 2],
      [[2, 1], 1],
      [null, 2],
    ])
    expect((await groups({ k: '$k' })).at(-1)).toEqual([{ k: null }, 2])
    expect(await groups({ $expr: { $const: { k: '$k' } } })).toEqual([[{ k: '$k' }, 5]])
    expect((await groups({ k: '$k', no: '$no' })).slice(2)).toEqual([
      [{}, 1],
      [{ k: null }, 1],
    ])
  })

  test('$bucket and $bucketAuto', async () => {
    const bucket = { groupBy: '$day', boundaries: [0, 2, 4], default: 'later', output: { ids: { $push: '$_id' } } }
    expect(await harness.aggregate('sales', [{ $bucket: bucket }])).toEqual([
      { _id: 0, ids: [1, 4, 5] },
      { _id: 2, ids: [2] },
      { _id: 'later', ids: [3] },
    ])
    const auto = { groupBy: '$day', buckets: 2, output: { n: { $sum: 1 }, most: { $max: '$sold' } } }
    expect(await harness.aggregate('sales', [{ $bucketAuto: auto }])).toEqual([
      { _id: { min: 1, max: 2 }, n: 3, most: 7 },
      { _id: { min: 2, max: 4 }, n: 2, most: 10 },
    ])
    expect(await harness.aggregate('sales', [{ $match: { day: 9 } }, { $bucketAuto: auto }])).toEqual([])
  })

  test('$fill and $densify', async () => {
    const fill = {
      sortBy: { day: 1 },
      partitionByFields: ['shop'],
      output: { sold: { method: 'linear' }, note: { value: '-' } },
    }
    const filled = await harness.aggregate('sales', [
      { $match: { shop: 'n' } },
      { $fill: fill },
      { $match: { _id: 2 } },
    ])
    expect(filled).toEqual([{ ...SALES[1], sold: 6, note: '-' }])
    const densify = { field: 'day', partitionByFields: ['shop'], range: { step: 1, bounds: 'full' } }
    const dense = await harness.aggregate('sales', [{ $densify: densify }, { $match: { _id: { $exists: false } } }])
    expect(dense).toEqual([
      { shop: 'n', day: 3 },
      { shop: 's', day: 2 },
      { shop: 's', day: 3 },
      { shop: 's', day: 4 },
    ])
  })

  test('$densify fills a range, also of nothing', async () => {
    const none = { $match: { shop: 'none' } }
    const days = {
      $densify: { field: 'at', range: { step: 1, unit: 'day', bounds: [new Date(0), new Date(172_800_000)] } },
    }
    expect(await harness.aggregate('sales', [none, days])).toEqual([{ at: new Date(0) }, { at: new Date(86_400_000) }])
    const all = { $densify: { field: 'day', range: { step: 1, bounds: 'full' } } }
    expect(await harness.aggregate('sales', [none, all])).toEqual([])
    const locf = { $fill: { output: { sold: { method: 'locf' } } } }
    expect(await harness.aggregate('sales', [{ $limit: 2 }, locf])).toEqual([SALES[0], { ...SALES[1], sold: 4 }])
  })

  test('$unwind takes numbers for names, and $redact goes into lists of lists', async () => {
    expect(await harness.aggregate('odd', [{ $limit: 1 }, { $unwind: '$k.0' }])).toEqual([])
    const nested = { v: [[{ see: false }, { see: true, w: 1 }], 5] }
    const redact = { $cond: [{ $eq: ['$see', false] }, '$$PRUNE', '$$DESCEND'] }
    const stages = [{ $limit: 1 }, { $replaceRoot: { newRoot: { $literal: nested } } }, { $redact: redact }]
    expect(await harness.aggregate('odd', stages)).toEqual([{ v: [[{ see: true, w: 1 }], 5] }])
  })
})
