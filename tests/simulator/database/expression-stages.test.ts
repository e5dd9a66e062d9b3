import { BSONRegExp, Decimal128 } from 'bson'
import { expressionTable } from './expression-table'
import { Harness, type Row } from './harness'

expressionTable(
  'angles and patterns',
  { a: 6, text: 'Simple' },
  [
    [{ $acos: [1] }, 0],
    [{ $atanh: 1 }, Infinity],
    [{ $atan: -Infinity }, -Math.PI / 2],
    [{ $atan2: ['$a', '$gone'] }, null],
    [{ $type: { $sin: Decimal128.fromString('0') } }, 'decimal'],
    [{ $radiansToDegrees: Math.PI }, 180],
    [{ $regexMatch: { input: '$text', regex: new BSONRegExp('s', 'i') } }, true],
  ],
  [
    { $acos: 2 },
    { $atanh: -2 },
    { $cos: Infinity },
    { $atan2: ['x', 1] },
    { $sin: [1, 2] },
    { $bitNot: [1, 2] },
    { $regexMatch: { input: '$text', regex: new BSONRegExp('s', 'i'), options: 'i' } },
    { $regexMatch: { input: '$text', regex: 's', more: 1 } },
    { $reduce: { input: { $range: [0, 40] }, initialValue: [1], in: { $concatArrays: ['$$value', '$$value'] } } },
    { $range: [0, 2 ** 31 - 1] },
  ],
)

/** name → stages, and the rows that MongoDB makes of them */
const ANSWERS: readonly (readonly [name: string, stages: readonly Row[], expected: readonly Row[]])[] = [
  [
    'what is no document in an array gets computed fields too',
    [{ $match: { _id: 3 } }, { $project: { _id: 0, 'list.n': '$k' } }],
    [{ list: [{ n: 'b' }, { n: 'b' }] }],
  ],
  [
    'dotted and nested fields mix',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, 'o.y': 1, o: { x: 1 }, 'p.b': '$v', p: { a: '$k' } } }],
    [{ o: { x: 1, y: 2 }, p: { b: 0.1, a: 'a' } }],
  ],
  [
    'a group by what is missing has the key null',
    [{ $group: { _id: '$gone', n: { $sum: 1 } } }],
    [{ _id: null, n: 3 }],
  ],
  [
    'the order of fields makes two keys, the kind of a number does not',
    [
      {
        $group: {
          _id: {
            $switch: {
              branches: [
                { case: { $eq: ['$_id', 1] }, then: { a: 1, b: 2 } },
                { case: { $eq: ['$_id', 2] }, then: { b: 2, a: 1 } },
              ],
              default: { a: { $toDecimal: '1.0' }, b: 2 },
            },
          },
          ids: { $push: '$_id' },
        },
      },
      { $project: { _id: 0, ids: 1 } },
    ],
    [{ ids: [1, 3] }, { ids: [2] }],
  ],
  [
    'a group by a document leaves out what is missing',
    [{ $group: { _id: { g: '$gone', k: '$k' }, n: { $sum: 1 } } }, { $sort: { n: 1 } }],
    [
      { _id: { k: 'b' }, n: 1 },
      { _id: { k: 'a' }, n: 2 },
    ],
  ],
  [
    "how many values are chosen may depend on the group's key",
    [
      {
        $group: {
          _id: { k: '$k' },
          low: { $minN: { input: '$v', n: { $cond: [{ $eq: ['$k', 'a'] }, 2, 1] } } },
          last: { $bottomN: { output: '$v', sortBy: { v: 1 }, n: { $strLenCP: '$k' } } },
          first: { $firstN: { input: '$gone', n: 2 } },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: { k: 'a' }, low: [0.1, 0.2], last: [0.2], first: [null, null] },
      { _id: { k: 'b' }, low: [1], last: [1], first: [null] },
    ],
  ],
  [
    '$bucketAuto takes several accumulators',
    [{ $bucketAuto: { groupBy: '$v', buckets: 1, output: { n: { $sum: 1 }, all: { $push: '$k' } } } }],
    [{ n: 3, all: ['a', 'a', 'b'], _id: { min: 0.1, max: 1 } }],
  ],
  [
    '$$NOW is the time of the call',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, now: '$$NOW' } }],
    [{ now: new Date(Date.UTC(2025, 2, 1)) }],
  ],
  [
    '$addFields takes an empty object',
    [{ $match: { _id: 1 } }, { $addFields: { 'k.of': {} } }, { $project: { _id: 0, k: 1 } }],
    [{ k: { of: {} } }],
  ],
  ['NaN is true', [{ $match: { $expr: { $ln: { $add: [NaN, '$v'] } } } }, { $count: 'n' }], [{ n: 3 }]],
]

/** Refused also where there is no document. */
const REFUSED: readonly (readonly Row[])[] = [
  [{ $project: { v: { $nope: 1 } } }],
  [{ $project: { a: {} } }],
  [{ $addFields: { a: { $subtract: [1] } } }],
  [{ $match: { $expr: { $eq: [1] } } }],
  [{ $group: { _id: { $nope: 1 } } }],
  [{ $group: { _id: null, v: { $sum: ['$v', 1] } } }],
  [{ $group: { _id: null, v: { $push: [] } } }],
  [{ $group: { _id: null, 'a.b': { $sum: 1 } } }],
  [{ $group: { _id: null, n: { $count: 1 } } }],
  [{ $replaceRoot: { newRoot: { $cond: [1, 2] } } }],
  [{ $replaceWith: { $mergeObjects: [{ a: { $subtract: [1] } }] } }],
  [{ $redact: { $cond: ['$k', '$$KEEP'] } }],
  [{ $bucketAuto: { groupBy: { $nope: 1 }, buckets: 1 } }],
  [{ $bucketAuto: { groupBy: '$k', buckets: 1, output: { n: { $sum: [1, 2] } } } }],
  [{ $group: { _id: null, v: { $max: { $cond: [1, 2] } } } }],
  [{ $group: { _id: null, v: { $top: { n: 1, output: '$v', sortBy: { v: 1 } } } } }],
  [{ $group: { _id: null, v: { $maxN: { input: '$v' } } } }],
]

describe('expressions in stages', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('rows')
    await harness.create('empty')
    await harness.insert('rows', [
      { _id: 1, k: 'a', v: 0.1, o: { x: 1, y: 2, z: 3 } },
      { _id: 2, k: 'a', v: 0.2 },
      { _id: 3, k: 'b', v: 1, list: [{ m: 1 }, 5] },
    ])
  })
  afterAll(() => harness.close())

  test.each(ANSWERS)('%s', async (_name, stages, expected) => {
    expect(await harness.aggregate('rows', stages)).toEqual(expected)
  })

  test('a query has the same time', async () => {
    const now = new Date(Date.UTC(2025, 2, 1))
    expect(await harness.count('rows', { $expr: { $eq: ['$$NOW', now] } })).toBe(3)
    const [row] = await harness.find('rows', { _id: 1 }, { fields: { _id: 0, now: '$$NOW' } })
    expect(row).toEqual({ now })
  })

  test.each(REFUSED.map((stages) => [JSON.stringify(stages), stages] as const))('refuses %s', async (_name, stages) => {
    await expect(harness.aggregate('empty', stages)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})
