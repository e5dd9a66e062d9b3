import { Long } from 'bson'
import { Harness, type Row } from './harness'

/** What MongoDB does where a simpler reading would do otherwise. */
describe('queries', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('q')
    await harness.insert('q', [
      {
        _id: 1,
        v: 1,
        n: { a: 1 },
        arr: [1, 2, 3],
        da: [
          { k: 1, q: 5 },
          { k: 2, q: 9 },
        ],
        s: 'Hello',
      },
      { _id: 2, n: { a: 2 }, arr: [[1, 2], 3], da: [{ k: 1 }, { q: 9 }], o: { list: [{ k: 1 }, { k: 2 }] } },
      { _id: 3, v: '1', arr: [] },
    ])
  })
  afterAll(() => harness.close())

  test.each<readonly [string, Row, readonly number[]]>([
    ['$elemMatch does not look into an array in the array', { arr: { $elemMatch: { $gt: 1, $lt: 3 } } }, [1]],
    ['so $not holds for it', { arr: { $elemMatch: { $not: { $gte: 1 } } } }, [2]],
    ['and $in and $nin take it whole', { arr: { $elemMatch: { $nin: [1, 2, 3] } } }, [2]],
    ['$elemMatch in $elemMatch does look', { arr: { $elemMatch: { $elemMatch: { $eq: 2 } } } }, [2]],
    ['$elemMatch and $size see the inner array', { arr: { $elemMatch: { $size: 2 } } }, [2]],
  ])('%s', async (_name, filter, ids) => {
    expect(await harness.ids('q', filter)).toEqual(ids)
  })

  test.each<readonly [string, Row, readonly number[]]>([
    ['required', { required: ['v', 'n'] }, [1]],
    ['properties', { properties: { n: { bsonType: 'object', properties: { a: { minimum: 2 } } } } }, [2, 3]],
    ['types', { properties: { v: { bsonType: ['int', 'object'] } } }, [1, 2]],
    ['exclusive bounds', { properties: { v: { maximum: 1, exclusiveMaximum: true } } }, [2, 3]],
    ['items', { properties: { arr: { items: { type: 'number' } } } }, [1, 3]],
    ['minItems and uniqueItems', { properties: { arr: { minItems: 1, uniqueItems: true } } }, [1, 2]],
    ['enum', { required: ['v'], properties: { v: { enum: ['1', 2] } } }, [3]],
    ['text', { required: ['s'], properties: { s: { minLength: 5, maxLength: 5, pattern: '^H' } } }, [1]],
    ['combinations', { anyOf: [{ required: ['s'] }, { not: { required: ['n'] } }] }, [1, 3]],
    ['oneOf', { oneOf: [{ required: ['v'] }, { required: ['n'] }] }, [2, 3]],
    ['no other fields', { properties: { _id: {}, v: {}, arr: {} }, additionalProperties: false }, [3]],
    ['patternProperties', { patternProperties: { '^v$': { type: 'string' } } }, [2, 3]],
  ])('$jsonSchema: %s', async (_name, schema, ids) => {
    expect(await harness.ids('q', { $jsonSchema: schema })).toEqual(ids)
  })

  test('$jsonSchema refuses unknown keywords', async () => {
    await expect(harness.find('q', { $jsonSchema: { format: 'date' } })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
  })

  test.each<readonly [string, Row, Row, Row]>([
    ['the element that matched', { arr: { $gt: 1 }, _id: 1 }, { 'arr.$': 1 }, { _id: 1, arr: [2] }],
    [
      'of $elemMatch',
      { da: { $elemMatch: { q: { $gt: 6 } } }, _id: 1 },
      { 'da.$': 1 },
      { _id: 1, da: [{ k: 2, q: 9 }] },
    ],
    ['by a field inside', { 'da.k': 2 }, { 'da.$': 1, v: 1, _id: 0 }, { v: 1, da: [{ k: 2, q: 9 }] }],
    ['of an array in an object', { 'o.list.k': 2 }, { 'o.list.$': 1 }, { _id: 2, o: { list: [{ k: 2 }] } }],
    ['$slice beside _id keeps nothing else', { _id: 1 }, { arr: { $slice: 1 }, _id: 1 }, { _id: 1, arr: [1] }],
  ])('a projection gives %s', async (_name, filter, fields, expected) => {
    expect(await harness.find('q', filter, { fields })).toEqual([expected])
  })

  test('a positional projection needs a match, and keeps', async () => {
    await expect(harness.find('q', { _id: 1 }, { fields: { 'arr.$': 1 } })).rejects.toThrow(/positional operator/)
    await expect(harness.find('q', { arr: 1 }, { fields: { 'arr.$': 0 } })).rejects.toThrow(/positional operator/)
  })
})

describe('numbers in updates', () => {
  const harness = new Harness()
  beforeAll(() => harness.create('n'))
  afterAll(() => harness.close())
  const after = async (before: unknown, update: Row): Promise<unknown> => {
    await harness.set('n', 'x', { a: before })
    await harness.update('n', { _id: 'x' }, update)
    return (await harness.get('n', 'x'))?.['a']
  }

  test.each<readonly [before: unknown, update: Row, expected: unknown]>([
    [Long.fromString('9007199254740992'), { $inc: { a: 1 } }, Long.fromString('9007199254740993')],
    [Number.MAX_SAFE_INTEGER, { $inc: { a: 2 } }, Long.fromString('9007199254740993')],
    [Long.fromString('9007199254740993'), { $inc: { a: -2 } }, Number.MAX_SAFE_INTEGER],
    [3_037_000_499, { $mul: { a: 3_037_000_499 } }, Long.fromString('9223372030926249001')],
    [1e300, { $mul: { a: 10 } }, 1e301],
  ])('%s and %j make %s', async (before, update, expected) => {
    await after(before, update)
    // read as JavaScript numbers neighbours would look alike
    expect(await harness.count('n', { a: expected })).toBe(1)
  })

  test('beyond 64 bits they are refused', async () => {
    await expect(after(Long.MAX_VALUE, { $inc: { a: 1 } })).rejects.toThrow(/64-bit/)
    await expect(after(Long.MIN_VALUE, { $inc: { a: -1 } })).rejects.toThrow(/64-bit/)
  })

  test('$bit refuses null', async () => {
    await expect(after(null, { $bit: { a: { or: 1 } } })).rejects.toThrow(/non-integral/)
  })
})

describe('distances', () => {
  const harness = new Harness()
  const near = (at: readonly [number, number], metres: number): Promise<unknown[]> =>
    harness.ids('g', { p: { $nearSphere: { $geometry: { type: 'Point', coordinates: at }, $maxDistance: metres } } })
  beforeAll(async () => {
    await harness.create('g')
    const ring = [
      [10, 10],
      [11, 10],
      [11, 11],
      [10, 11],
      [10, 10],
    ]
    await harness.insert('g', [
      { _id: 'area', p: { type: 'Polygon', coordinates: [ring] } },
      {
        _id: 'line',
        p: {
          type: 'LineString',
          coordinates: [
            [20, 20],
            [21, 21],
          ],
        },
      },
      { _id: 'east', p: { type: 'Point', coordinates: [179.9, 0] } },
      { _id: 'west', p: [-179.9, 0] },
      {
        _id: 'several',
        p: [
          { type: 'Point', coordinates: [50, 50] },
          { type: 'Point', coordinates: [60, 60] },
        ],
      },
    ])
  })
  afterAll(() => harness.close())

  test('are measured to the nearest point of a line or an area', async () => {
    expect(await near([10.5, 10.5], 1)).toEqual(['area'])
    expect(await near([11.001, 10.5], 120)).toEqual(['area'])
    expect(await near([20.5, 20.5], 200)).toEqual(['line'])
    expect(await near([20.5, 20.6], 1000)).toEqual([])
  })

  test('are measured to the nearest of several places', async () => {
    expect(await near([60, 60.001], 200)).toEqual(['several'])
    expect(await harness.ids('g', { p: { $geoWithin: { $centerSphere: [[50, 50], 0.001] } } })).toEqual(['several'])
  })

  test('go across the line where the date changes', async () => {
    expect(await near([180, 0], 20_000)).toEqual(['east', 'west'])
  })
})

test('$unionWith appends another collection', async () => {
  const harness = new Harness()
  await harness.create('a')
  await harness.create('b')
  await harness.insert('a', [{ _id: 1 }])
  await harness.insert('b', [{ _id: 2, q: 9 }, { _id: 3 }])
  const pipeline = [{ $match: { q: 9 } }, { $project: { _id: 1 } }]
  expect(await harness.aggregate('a', [{ $unionWith: { coll: 'b', pipeline } }])).toEqual([{ _id: 1 }, { _id: 2 }])
  expect(await harness.aggregate('a', [{ $unionWith: 'b' }, { $count: 'n' }])).toEqual([{ n: 3 }])
  await harness.close()
})

test('$graphLookup follows a chain, also in a circle', async () => {
  const harness = new Harness()
  await harness.create('staff')
  await harness.insert('staff', [
    { _id: 1, name: 'a', boss: 'b' },
    { _id: 2, name: 'b', boss: ['c', 'd'] },
    { _id: 3, name: 'c', boss: 'a' },
    { _id: 4, name: 'd' },
  ])
  const above = async (more: Row): Promise<unknown> => {
    const spec = { from: 'staff', startWith: '$boss', connectFromField: 'boss', connectToField: 'name', as: 'up' }
    const [row] = await harness.aggregate('staff', [{ $match: { _id: 1 } }, { $graphLookup: { ...spec, ...more } }])
    return (row?.['up'] as Row[]).map((one) => [one['_id'], one['depth']])
  }
  expect(await above({ depthField: 'depth' })).toEqual([
    [2, 0],
    [3, 1],
    [4, 1],
    [1, 2],
  ])
  expect(await above({ maxDepth: 1, restrictSearchWithMatch: { _id: { $ne: 4 } } })).toEqual([
    [2, undefined],
    [3, undefined],
  ])
  await harness.close()
})
