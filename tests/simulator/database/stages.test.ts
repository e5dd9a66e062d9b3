import { Harness, type Row } from './harness'

const DOCS: readonly Row[] = [
  { _id: 1, k: 'a', v: 10, t: ['x', 'y'], o: { p: 1, q: [1] }, d: [{ m: 1, n: { z: 1 } }, { m: 2 }] },
  { _id: 2, k: 'b', v: 20, t: [], o: { p: 2 }, d: [] },
  { _id: 3, k: 'a', v: 30, t: ['x'], n: null },
  { _id: 4, k: null, v: null, t: null },
  { _id: 5, v: 50, t: 'z', o: 5, d: [[{ m: 9 }], { m: 3 }, 4] },
]
const ONE = { $match: { _id: 1 } }
const FIVE = { $match: { _id: 5 } }

const CASES: readonly (readonly [name: string, stages: Row[], expected: readonly unknown[]])[] = [
  [
    '$project keeps fields inside arrays, also of arrays in them',
    [FIVE, { $project: { 'd.m': 1, 'o.p': 1 } }],
    [{ _id: 5, d: [[{ m: 9 }], { m: 3 }] }],
  ],
  [
    '$project drops fields inside arrays, also of arrays in them',
    [FIVE, { $project: { 'd.m': 0, t: 0, v: 0 } }],
    [{ _id: 5, o: 5, d: [[{}], {}, 4] }],
  ],
  ['$project computes in every element', [ONE, { $project: { _id: 0, 'd.w': '$v' } }], [{ d: [{ w: 10 }, { w: 10 }] }]],
  [
    '$project keeps and computes beside each other',
    [ONE, { $project: { o: { p: 1, r: '$v' }, a: ['$k', '$zz'], b: { $literal: 1 }, c: '$d.m', e: { f: '$_id' } } }],
    [{ _id: 1, o: { p: 1, r: 10 }, a: ['a', null], b: 1, c: [1, 2], e: { f: 1 } }],
  ],
  [
    '$project of what is not there',
    [{ $match: { _id: 4 } }, { $project: { o: 1, x: '$zz', y: { z: '$zz' } } }],
    [{ _id: 4, y: {} }],
  ],
  ['$project gives another _id', [ONE, { $project: { _id: '$k', v: 1 } }], [{ _id: 'a', v: 10 }]],
  ['$project drops _id alone', [{ $match: { _id: 4 } }, { $project: { _id: 0 } }], [{ k: null, v: null, t: null }]],
  [
    '$addFields sets fields in objects, in elements, and anew',
    [ONE, { $project: { o: 1, d: 1 } }, { $addFields: { 'o.w': 2, n: { a: { b: '$_id' } }, 'd.h': 1 } }],
    [
      {
        _id: 1,
        o: { p: 1, q: [1], w: 2 },
        d: [
          { m: 1, n: { z: 1 }, h: 1 },
          { m: 2, h: 1 },
        ],
        n: { a: { b: 1 } },
      },
    ],
  ],
  [
    '$addFields makes an object of a scalar',
    [FIVE, { $project: { o: 1 } }, { $addFields: { 'o.w': 2 } }],
    [{ _id: 5, o: { w: 2 } }],
  ],
  [
    '$addFields with an object keeps the other fields inside',
    [ONE, { $project: { o: 1 } }, { $set: { o: { z: 1 } } }],
    [{ _id: 1, o: { p: 1, q: [1], z: 1 } }],
  ],
  [
    '$addFields of nothing takes the field away',
    [ONE, { $project: { o: 1, k: 1 } }, { $addFields: { k: '$$REMOVE', o: '$zz' } }],
    [{ _id: 1 }],
  ],
  ['$unset one', [ONE, { $project: { o: 1 } }, { $unset: 'o.p' }], [{ _id: 1, o: { q: [1] } }]],
  ['$unset several', [ONE, { $unset: ['d', 't', 'o', 'v'] }], [{ _id: 1, k: 'a' }]],
  [
    '$group: deviations of nothing are null',
    [{ $group: { _id: 1, x: { $stdDevSamp: '$zz' }, y: { $stdDevPop: '$zz' }, z: { $stdDevPop: '$v' } } }],
    [{ _id: 1, x: null, y: null, z: Math.sqrt((17.5 ** 2 + 7.5 ** 2 + 2.5 ** 2 + 22.5 ** 2) / 4) }],
  ],
  [
    '$group by objects with and without the field',
    [{ $group: { _id: { k: '$k', z: '$zz' }, n: { $sum: 1 } } }, { $sort: { n: -1, _id: 1 } }],
    [
      { _id: { k: 'a' }, n: 2 },
      { _id: {}, n: 1 },
      { _id: { k: null }, n: 1 },
      { _id: { k: 'b' }, n: 1 },
    ],
  ],
  [
    '$group: sums ignore what is no number, lists keep objects without the missing field',
    [
      { $match: { _id: { $in: [1, 5] } } },
      {
        $group: {
          _id: null,
          s: { $sum: '$t' },
          a: { $avg: '$o' },
          p: { $push: { k: '$k' } },
          q: { $push: '$k' },
          m: { $max: '$t' },
          c: { $count: {} },
          deep: { $push: '$d.m' },
        },
      },
    ],
    [{ _id: null, s: 0, a: 5, p: [{ k: 'a' }, {}], q: ['a'], m: ['x', 'y'], c: 2, deep: [[1, 2], [3]] }],
  ],
  [
    '$group merges objects, and gives whole documents',
    [
      { $match: { _id: { $lt: 3 } } },
      { $group: { _id: null, m: { $mergeObjects: '$o' }, f: { $first: '$$ROOT' }, l: { $last: '$o.q' } } },
      { $project: { _id: 0, m: 1, l: 1, id: '$f._id' } },
    ],
    [{ m: { p: 2, q: [1] }, l: null, id: 1 }],
  ],
  [
    '$bucketAuto by a path',
    [{ $match: { 'o.p': { $gt: 0 } } }, { $bucketAuto: { groupBy: '$o.p', buckets: 2 } }],
    [
      { _id: { min: 1, max: 2 }, count: 1 },
      { _id: { min: 2, max: 2 }, count: 1 },
    ],
  ],
]

const REFUSED: readonly (readonly [name: string, stages: Row[]])[] = [
  ['an empty $project', [{ $project: {} }]],
  ['keeping and dropping', [{ $project: { a: 1, b: 0 } }]],
  ['computing and dropping', [{ $project: { a: '$b', b: 0 } }]],
  ['paths that collide', [{ $addFields: { a: 1, 'a.b': 1 } }]],
  ['$group without _id', [{ $group: { n: { $sum: 1 } } }]],
  ['$group of a plain path', [{ $group: { _id: null, n: '$v' } }]],
  ['$group of an expression', [{ $group: { _id: null, n: { $concat: ['a'] } } }]],
  ['$unset of a number', [{ $unset: 1 }]],
]

describe('stages answer as MongoDB', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('s')
    await harness.insert('s', DOCS)
  })
  afterAll(() => harness.close())

  test.each(CASES)('%s', async (_name, stages, expected) => {
    expect(await harness.aggregate('s', stages)).toEqual(expected)
  })

  test('_id leads, kept fields stand as in the document, computed ones follow', async () => {
    const [row] = await harness.aggregate('s', [ONE, { $project: { x: '$k', v: 1, k: 1 } }])
    expect(Object.keys(row ?? {})).toEqual(['_id', 'k', 'v', 'x'])
    const [more] = await harness.aggregate('s', [ONE, { $addFields: { z: 1, k: 'new' } }])
    expect(Object.keys(more ?? {})).toEqual(['_id', 'k', 'v', 't', 'o', 'd', 'z'])
  })

  test.each(REFUSED)('refused: %s', async (_name, stages) => {
    await expect(harness.aggregate('s', stages)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})
