import { BSONRegExp, Long, ObjectId } from 'bson'
import { Harness, type Row } from './harness'

const DOCS: readonly Row[] = [
  { _id: 1, n: 5, s: 'abc', tags: ['a', 'b'], o: { x: 1, y: 2 }, d: new Date(1000) },
  { _id: 2, n: null, s: 'Abd', tags: [], o: { y: 2, x: 1 }, d: new Date(2000) },
  { _id: 3, s: '中文😀', tags: ['b', 3], items: [{ f: 1, g: 2 }, { f: 3 }] },
  { _id: 4, n: '5', tags: 'a', items: [1, 5, 9], d: 1500 },
  { _id: 5, n: [1, 7], oid: new ObjectId('0123456789abcdef01234567'), items: [{ f: [2, 4] }], b: true },
  { _id: 6, n: NaN, items: [[1, 2], { g: 1 }], o: { x: { z: [{ w: 1 }, { w: null }] } } },
]

/** filter → the _ids that MongoDB finds */
const CASES: readonly (readonly [name: string, filter: Row, ids: readonly number[]])[] = [
  ['null is missing too', { n: null }, [2, 3]],
  ['$ne null', { n: { $ne: null } }, [1, 4, 5, 6]],
  ['$gte null is null and missing', { n: { $gte: null } }, [2, 3]],
  ['$lte null is null and missing', { n: { $lte: null } }, [2, 3]],
  ['$gt null is nothing', { n: { $gt: null } }, []],
  ['numbers are not compared with strings', { n: { $gt: 0 } }, [1, 5]],
  ['strings are not compared with numbers', { n: { $gte: '0' } }, [4]],
  ['NaN is less than no number', { n: { $lt: 100 } }, [1, 5]],
  ['NaN equals NaN', { n: NaN }, [6]],
  ['dates are not compared with numbers', { d: { $gt: new Date(1200) } }, [2]],
  ['two bounds may be met by two elements', { n: { $gt: 6, $lt: 2 } }, [5]],
  ['$elemMatch wants one element', { n: { $elemMatch: { $gt: 6, $lt: 2 } } }, []],
  ['$elemMatch on fields does not match scalars', { items: { $elemMatch: { f: null } } }, [6]],
  ['$elemMatch on fields', { items: { $elemMatch: { f: 1, g: 2 } } }, [3]],
  ['$elemMatch on values', { items: { $elemMatch: { $gte: 5, $lt: 9 } } }, [4]],
  ['$elemMatch with $or', { items: { $elemMatch: { $or: [{ f: 3 }, { g: 1 }] } } }, [3, 6]],
  ['a field inside elements', { 'items.f': 3 }, [3]],
  ['an array inside elements', { 'items.f': 4 }, [5]],
  ['an element by its place', { 'items.1.f': 3 }, [3]],
  ['an element by its place in scalars', { 'items.0': 1 }, [4]],
  ['null inside elements skips scalars', { 'items.f': null }, [1, 2, 6]],
  ['a document equals field by field, in order', { o: { $eq: { x: 1, y: 2 } } }, [1]],
  ['a scalar equals an element', { tags: 'a' }, [1, 4]],
  ['an array equals whole', { tags: { $eq: ['a', 'b'] } }, [1]],
  ['$size', { tags: { $size: 0 } }, [2]],
  ['$all', { tags: { $all: ['b', 'a'] } }, [1]],
  ['$all of a scalar field', { tags: { $all: ['a'] } }, [1, 4]],
  ['empty $all matches nothing', { tags: { $all: [] } }, []],
  ['$in with null', { n: { $in: [null, 5] } }, [1, 2, 3]],
  ['$in with a regular expression', { s: { $in: [new BSONRegExp('^abd$', 'i'), 'abc'] } }, [1, 2]],
  ['$nin', { n: { $nin: [5, null] } }, [4, 5, 6]],
  ['$not also finds the missing', { n: { $not: { $gt: 0 } } }, [2, 3, 4, 6]],
  ['$not of a regular expression', { s: { $not: new BSONRegExp('^a', 'i') } }, [3, 4, 5, 6]],
  ['$exists false', { s: { $exists: false } }, [4, 5, 6]],
  ['$exists true with null', { n: { $exists: true } }, [1, 2, 4, 5, 6]],
  ['$type by name and number', { n: { $type: ['string', 10] } }, [2, 4]],
  ['$type array', { tags: { $type: 'array' } }, [1, 2, 3]],
  ['$mod', { n: { $mod: [5, 0] } }, [1]],
  ['a regular expression with options', { s: new BSONRegExp('^ab', 'i') }, [1, 2]],
  ['$regex with $options', { s: { $regex: '^AB', $options: 'i' } }, [1, 2]],
  ['a dot is one character beyond the plane too', { s: { $regex: '^中文.$' } }, [3]],
  ['an ObjectId by value', { oid: new ObjectId('0123456789abcdef01234567') }, [5]],
  ['an ObjectId by range', { oid: { $gt: new ObjectId('0000000000000000000000aa') } }, [5]],
  ['$or, $nor, $and', { $or: [{ _id: 1 }, { $and: [{ _id: { $gt: 1 } }, { $nor: [{ _id: { $gt: 2 } }] }] }] }, [1, 2]],
  ['$expr', { $expr: { $gt: ['$d', new Date(1500)] } }, [2]],
  ['$bitsAllSet', { n: { $bitsAllSet: 5 } }, [1, 5]],
  ['deep arrays', { 'o.x.z.w': null }, [1, 2, 3, 4, 5, 6]],
]

describe('filters', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('c')
    await harness.insert('c', DOCS)
  })
  afterAll(() => harness.close())

  test.each(CASES)('%s', async (_, filter, ids) => {
    expect(await harness.ids('c', filter)).toEqual(ids)
    expect(await harness.count('c', filter)).toBe(ids.length)
  })

  test.each([
    ['unknown operator: $foo', { a: { $foo: 1 } }],
    ['unknown top level operator: $foo', { $foo: 1 }],
    ['$in needs an array', { a: { $in: 1 } }],
    ['$or must be a nonempty array', { $or: [] }],
    ['$where', { $where: 'true' }],
    ['Regular expression is invalid', { a: { $regex: '(' } }],
    ['$size must be a whole number', { a: { $size: -1 } }],
  ])('are refused: %s', async (message, filter) => {
    await expect(harness.find('c', filter)).rejects.toThrow(message)
  })
})

describe('order', () => {
  const harness = new Harness()
  const values = [
    'b',
    'a',
    '😀',
    '\uffff',
    2,
    10,
    null,
    undefined,
    [],
    [5, 1],
    [3],
    true,
    false,
    new Date(3),
    new ObjectId('0123456789abcdef01234567'),
    new ObjectId('0000000000000000000000ff'),
    { k: 1 },
    NaN,
  ]
  beforeAll(async () => {
    await harness.create('c')
    await harness.insert(
      'c',
      values.map((v, i) => (v === undefined ? { _id: i } : { _id: i, v })),
    )
  })
  afterAll(() => harness.close())

  test('runs by type; arrays count by their least element, strings by bytes', async () => {
    const rows = await harness.find('c', {}, { sort: { v: 1 } })
    expect(rows.map((row) => row['_id'])).toEqual([8, 6, 7, 17, 9, 4, 10, 5, 1, 0, 3, 2, 16, 15, 14, 12, 11, 13])
  })

  test('descending, arrays count by their greatest element', async () => {
    const rows = await harness.find('c', {}, { sort: { v: -1 }, limit: 100 })
    expect(rows.map((row) => row['_id'])).toEqual([13, 11, 12, 14, 15, 16, 2, 3, 0, 1, 5, 9, 10, 4, 17, 6, 7, 8])
  })

  test('natural order is insertion order, also after updates', async () => {
    await harness.update('c', { _id: 3 }, { $set: { long: 'x'.repeat(5000) } })
    expect(await harness.ids('c', {})).toEqual(values.map((_, i) => i))
  })
})

describe('rows', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('c')
    await harness.insert(
      'c',
      Array.from({ length: 1200 }, (_, i) => ({
        _id: i,
        a: { b: i, c: [{ d: 1, e: 2 }, { d: 3 }] },
        list: [1, 2, 3, 4],
      })),
    )
  })
  afterAll(() => harness.close())

  test('are 100 by default and at most 1,000', async () => {
    const rows = async (params: { limit?: number }): Promise<number> => {
      const reply = await harness.call('getDocument', { collectionName: 'c', queryType: 'WHERE', ...params })
      return (reply['data'] as { list: unknown[] }).list.length
    }
    expect(await rows({})).toBe(100)
    expect(await rows({ limit: 5000 })).toBe(1000)
  })

  test.each<readonly [Row, Row]>([
    [{ 'a.b': 1 }, { _id: 7, a: { b: 7 } }],
    [{ a: { b: 1 }, _id: 0 }, { a: { b: 7 } }],
    [{ 'a.c.d': 1, _id: 0 }, { a: { c: [{ d: 1 }, { d: 3 }] } }],
    [{ a: 0 }, { _id: 7, list: [1, 2, 3, 4] }],
    [
      { 'a.c': 0, list: 0 },
      { _id: 7, a: { b: 7 } },
    ],
    [
      { list: { $slice: 2 }, a: 0 },
      { _id: 7, list: [1, 2] },
    ],
    [
      { list: { $slice: [-3, 2] }, a: 0 },
      { _id: 7, list: [2, 3] },
    ],
    [{ list: { $elemMatch: { $gt: 2 } } }, { _id: 7, list: [3] }],
    [{ nothing: 1 }, { _id: 7 }],
  ])('projected by %j', async (fields, expected) => {
    expect(await harness.find('c', { _id: 7 }, { fields })).toEqual([expected])
  })

  test('keep every type', async () => {
    const row = {
      _id: 'types',
      oid: new ObjectId(),
      d: new Date(-5),
      n: 1.5,
      big: 1_700_000_000_000,
      zero: -0,
      nan: NaN,
      r: new BSONRegExp('a', 'i'),
      z: null,
    }
    await harness.insert('c', [row])
    const [found] = await harness.find('c', { _id: 'types' })
    expect(found).toEqual({ ...row, zero: -0 })
    await harness.insert('c', [{ _id: 'long', l: Long.fromString('9223372036854775807') }])
    const reply = await harness.call('getDocument', { collectionName: 'c', query: '{"_id":"long"}', queryType: 'DOC' })
    expect(reply['data']).toEqual({ list: ['{"_id":"long","l":{"$numberLong":"9223372036854775807"}}'] })
  })
})

describe('geometry', () => {
  const harness = new Harness()
  const point = (x: number, y: number): Row => ({ type: 'Point', coordinates: [x, y] })
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ],
      [
        [0.5, 0.5],
        [1, 0.5],
        [1, 1],
        [0.5, 1],
        [0.5, 0.5],
      ],
    ],
  }
  beforeAll(async () => {
    await harness.create('g')
    await harness.insert('g', [
      { _id: 'in', at: point(1.5, 1.5) },
      { _id: 'hole', at: point(0.75, 0.75) },
      { _id: 'out', at: point(3, 3) },
      { _id: 'edge', at: point(0, 1) },
      {
        _id: 'line',
        at: {
          type: 'LineString',
          coordinates: [
            [1.5, 1.5],
            [5, 5],
          ],
        },
      },
      { _id: 'none' },
    ])
  })
  afterAll(() => harness.close())

  test('$geoWithin, with holes', async () => {
    expect(await harness.ids('g', { at: { $geoWithin: { $geometry: square } } })).toEqual(['in', 'edge'])
    expect(await harness.ids('g', { at: { $geoWithin: { $centerSphere: [[3, 3], 0.001] } } })).toEqual(['out'])
    expect(
      await harness.ids('g', {
        at: {
          $geoWithin: {
            $box: [
              [2.5, 2.5],
              [3.5, 3.5],
            ],
          },
        },
      }),
    ).toEqual(['out'])
  })

  test('$geoIntersects', async () => {
    expect(await harness.ids('g', { at: { $geoIntersects: { $geometry: square } } })).toEqual(['in', 'edge', 'line'])
  })

  test('$nearSphere orders by distance and keeps to its bounds', async () => {
    const near = { $geometry: point(3, 3), $maxDistance: 300_000 }
    const ids = await harness.ids('g', { at: { $nearSphere: near }, _id: { $ne: 'line' } })
    expect(ids).toEqual(['out', 'in'])
    expect(await harness.ids('g', { at: { $nearSphere: near }, _id: { $ne: 'line' } }, { limit: 1 })).toEqual(['out'])
  })

  test('$geoNear measures', async () => {
    const rows = await harness.aggregate('g', [
      {
        $geoNear: {
          near: point(3, 3),
          distanceField: 'far',
          spherical: true,
          query: { _id: { $in: ['in', 'out'] } },
          key: 'at',
        },
      },
    ])
    expect(rows.map((row) => [row['_id'], Math.round(row['far'] as number)])).toEqual([
      ['out', 0],
      ['in', 236049],
    ])
  })
})
