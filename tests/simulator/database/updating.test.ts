import { BSONRegExp, Decimal128, Long, Timestamp } from 'bson'
import { Harness, type Row } from './harness'

const decimal = (digits: string): Decimal128 => Decimal128.fromString(digits)

/** document, what of the filter is besides the _id, update → document as MongoDB leaves it */
const CASES: readonly (readonly [name: string, before: Row, filter: Row, update: Row, after: Row])[] = [
  // the positional $
  ['$ serves any path', { a: [7, 8], b: [1, 2] }, { a: 8 }, { $set: { 'b.$': 0 } }, { a: [7, 8], b: [1, 0] }],
  [
    '$ is of the outermost array',
    { g: [{ m: [1] }, { m: [2, 3] }] },
    { 'g.m': 3 },
    { $set: { 'g.$.hit': true } },
    { g: [{ m: [1] }, { m: [2, 3], hit: true }] },
  ],
  ['$ below a place', { g: [{ m: [4, 5] }] }, { 'g.0.m': 5 }, { $inc: { 'g.0.m.$': 1 } }, { g: [{ m: [4, 6] }] }],
  ['$ of an array equal as a whole', { g: [[1], [2]] }, { g: [2] }, { $set: { 'g.$': 0 } }, { g: [[1], 0] }],
  ['$ of $all is of its last', { g: [1, 2, 3] }, { g: { $all: [3, 2] } }, { $set: { 'g.$': 0 } }, { g: [1, 0, 3] }],
  [
    '$ of several arrays is of the name that comes last',
    { z: [1, 2, 3], a: [{ k: 1 }, { k: 2 }] },
    { z: 3, 'a.k': 1 },
    { $set: { 'z.$': 0 } },
    { z: [1, 2, 0], a: [{ k: 1 }, { k: 2 }] },
  ],
  ['$[] twice', { g: [[1], [2, 3]] }, {}, { $mul: { 'g.$[].$[]': 2 } }, { g: [[2], [4, 6]] }],
  ['$[] of nothing', { g: [] }, {}, { $set: { 'g.$[]': 1 } }, { g: [] }],
  // arrays
  [
    '$push sorts arrays in fields as wholes',
    { l: [{ k: [9, 1] }, { k: [3] }] },
    {},
    { $push: { l: { $each: [], $sort: { k: 1 } } } },
    { l: [{ k: [3] }, { k: [9, 1] }] },
  ],
  [
    '$push sorts scalars as having no field',
    { l: [{ k: 1 }, 'x'] },
    {},
    { $push: { l: { $each: [], $sort: { k: 1 } } } },
    { l: ['x', { k: 1 }] },
  ],
  [
    '$pull by a pattern takes the same pattern too',
    { l: ['ab', 'c', new BSONRegExp('a')] },
    {},
    { $pull: { l: new BSONRegExp('a') } },
    { l: ['c'] },
  ],
  ['$pull looks into arrays in arrays', { l: [[1, 9], [2], 9] }, {}, { $pull: { l: { $gt: 5 } } }, { l: [[2]] }],
  ['$pull with no conditions takes documents', { l: [{}, { a: 1 }, 1] }, {}, { $pull: { l: {} } }, { l: [1] }],
  [
    '$pop and $pull where there is nothing',
    { a: {}, l: [{}] },
    {},
    { $pop: { 'a.b': 1, 'l.3.x': -1 }, $pull: { 'a.c.d': 1 }, $pullAll: { 'l.0.y': [1] }, $set: { c: 1 } },
    { a: {}, l: [{}], c: 1 },
  ],
  // numbers
  ['$inc of decimals', { n: decimal('0.10') }, {}, { $inc: { n: decimal('0.2') } }, { n: decimal('0.30') }],
  ['$inc by a decimal', { n: 0.1 }, {}, { $inc: { n: decimal('1') } }, { n: decimal('1.100000000000000') }],
  ['$mul of decimals', { n: decimal('-1.5') }, {}, { $mul: { n: 3 } }, { n: decimal('-4.5') }],
  [
    '$mul keeps 34 digits',
    { n: decimal('9999999999999999999999999999999999') },
    {},
    { $mul: { n: 11 } },
    { n: decimal('1.100000000000000000000000000000000E+35') },
  ],
  ['$mul makes a decimal nought', {}, {}, { $mul: { n: decimal('2.5') } }, { n: decimal('0.0') }],
  ['$mul by nought has no sign', { n: -5 }, {}, { $mul: { n: 0 } }, { n: 0 }],
  // $rename
  ['$rename of null', { a: null }, {}, { $rename: { a: 'b.c' } }, { b: { c: null } }],
  [
    '$rename of what is missing, to where nothing can be',
    { c: 4 },
    {},
    { $rename: { b: 'c.d' }, $set: { e: 1 } },
    { c: 4, e: 1 },
  ],
]

const REFUSED: readonly (readonly [message: string, before: Row, filter: Row, update: Row])[] = [
  ['did not find the match', { l: [1] }, { 'l.0': 1 }, { $set: { 'l.$': 2 } }],
  ['did not find the match', { l: [1] }, { l: { $ne: 2 } }, { $set: { 'l.$': 2 } }],
  ['did not find the match', { l: [1] }, { $or: [{ l: 1 }, { m: 1 }] }, { $set: { 'l.$': 2 } }],
  ['Too many positional', { l: [[1]] }, { l: [1] }, { $set: { 'l.$.$': 2 } }],
  ['element in the first position', { l: [1] }, { l: 1 }, { $set: { '$.l': 2 } }],
  ['must exist in the document', {}, {}, { $set: { 'l.$[]': 2 } }],
  ['to non-array element', { l: 1 }, {}, { $set: { 'l.$[]': 2 } }],
  ["'l.0' would create a conflict at 'l'", { l: [1] }, {}, { $set: { 'l.$[]': 2, 'l.0': 3 } }],
  ['Cannot use the part (c) of (a.b.c)', { a: { b: 1 } }, {}, { $pop: { 'a.b.c': 1 } }],
  ['Cannot use the part (c) of (a.b.c)', { a: { b: [1] } }, {}, { $pop: { 'a.b.c': 1 } }],
  ['Cannot use the part (b) of (a.b)', { a: 1 }, {}, { $pull: { 'a.b': 1 } }],
  ["Cannot create field 'b' in element {a: new Date(5)}", { a: new Date(5) }, {}, { $set: { 'a.b': 1 } }],
  ["field 'b' in element {a: [ { c: 0.30 }, [] ]}", { a: [{ c: decimal('0.30') }, []] }, {}, { $set: { 'a.b': 1 } }],
  ['Cannot use the part (b) of (a.b)', { a: null }, {}, { $pullAll: { 'a.b': [1] } }],
  ['$jsonSchema is not allowed', { l: [] }, {}, { $pull: { l: { $jsonSchema: {} } } }],
  ['$near is not allowed', { l: [] }, {}, { $pull: { l: { a: { $near: [0, 0] } } } }],
  ["The field 'l' must be an array but is of type int", { l: 1 }, {}, { $push: { l: 1 } }],
  ['Found unexpected fields after $each', { l: [] }, {}, { $addToSet: { l: { $each: [1], $slice: 1 } } }],
  ['Unrecognized clause in $push: k', { l: [] }, {}, { $push: { l: { k: 1, $each: [1] } } }],
  ['has an empty part', { l: [] }, {}, { $push: { l: { $each: [1], $sort: { 'k.': 1 } } } }],
  ["The dollar ($) prefixed field '$k'", { l: [] }, {}, { $push: { l: { $k: 1 } } }],
  ["The dollar ($) prefixed field '$k'", {}, {}, { $max: { l: { $k: 1 } } }],
  ['$expr can only be applied', { l: [{}] }, {}, { $pull: { l: { $expr: true } } }],
  ['Unrecognized $currentDate option', {}, {}, { $currentDate: { d: { $type: 'date', k: 1 } } }],
  ['must not be on the same path', { a: { b: 1 } }, {}, { $rename: { 'a.b': 'a' } }],
  ['may not be dynamic', { a: [1] }, { a: 1 }, { $rename: { 'a.$': 'b' } }],
  ['source field cannot be an array element', { l: [{ k: 1 }] }, {}, { $rename: { 'l.0.k': 'b' } }],
  ['destination field cannot be an array element', { a: 1, l: [{ k: 1 }] }, {}, { $rename: { a: 'l.0.k' } }],
  ['Cannot use the part (k) of (l.k)', { l: [{ k: 1 }] }, {}, { $rename: { 'l.k': 'b' } }],
  ['Cannot use the part (k) of (a.k)', { a: 1 }, {}, { $rename: { 'a.k': 'b' } }],
]

describe('updating', () => {
  const harness = new Harness()
  beforeAll(() => harness.create('c'))
  afterAll(() => harness.close())
  const put = async (row: Row): Promise<void> => {
    await harness.remove('c', {})
    await harness.insert('c', [{ _id: 'x', ...row }])
  }

  test.each(CASES)('%s', async (_, before, filter, update, after) => {
    await put(before)
    await harness.update('c', { _id: 'x', ...filter }, update)
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', ...after })
  })

  test.each(REFUSED)('refused: %s', async (message, before, filter, update) => {
    await put(before)
    await expect(harness.update('c', { _id: 'x', ...filter }, update)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(message) as string,
    })
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', ...before })
  })

  test.each<Row>([
    { $inc: { n: 'x' } },
    { $push: { l: { $each: 1 } } },
    { $pop: { l: 2 } },
    { $pullAll: { l: 1 } },
    { $bit: { n: { or: 1.5 } } },
  ])('a wrong operand is refused though no document is selected: %j', async (update) => {
    await expect(harness.update('c', { _id: 'nobody' }, update)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
  })

  test('$rename onto a field keeps the place of that field', async () => {
    await put({ a: 1, b: 2, c: 3 })
    await harness.update('c', { _id: 'x' }, { $rename: { a: 'b' } })
    expect(Object.entries((await harness.get('c', 'x')) as Row)).toEqual([
      ['_id', 'x'],
      ['b', 1],
      ['c', 3],
    ])
  })

  test('$bit keeps 64 bits', async () => {
    await put({ n: Long.fromString('4611686018427387905') })
    await harness.update('c', { _id: 'x' }, { $bit: { n: { xor: 1, or: 2 } } })
    // read as JavaScript numbers neighbours would look alike
    expect(await harness.count('c', { n: Long.fromString('4611686018427387906') })).toBe(1)
  })

  test('$currentDate gives a timestamp when asked for one', async () => {
    await put({})
    await harness.update('c', { _id: 'x' }, { $currentDate: { t: { $type: 'timestamp' } } })
    expect((await harness.get('c', 'x'))?.['t']).toEqual(new Timestamp({ t: harness.clock / 1000, i: 1 }))
  })
})

describe('sorting through arrays', () => {
  const harness = new Harness()
  beforeAll(() => harness.create('c'))
  afterAll(() => harness.close())

  test.each<readonly [string, readonly unknown[], Record<string, 1 | -1>, readonly number[]]>([
    [
      'all fields are of one element',
      [
        [
          { k: 1, n: 9 },
          { k: 2, n: 0 },
        ],
        [{ k: 1, n: 5 }],
      ],
      { 'v.k': 1, 'v.n': 1 },
      [1, 0],
    ],
    [
      'so they are descending',
      [
        [
          { k: 2, n: 0 },
          { k: 1, n: 9 },
        ],
        [{ k: 2, n: 5 }],
      ],
      { 'v.k': -1, 'v.n': -1 },
      [1, 0],
    ],
    [
      'an array and a field of its elements',
      [[{ k: 2 }, { k: 1, z: 9 }], [{ k: 1, a: 1 }]],
      { 'v.k': 1, v: 1 },
      [1, 0],
    ],
    ['a scalar in an array has no field', [[3, { k: 5 }], { k: 1 }], { 'v.k': 1 }, [0, 1]],
    ['nor has an array in an array', [{ k: 1 }, [[{ k: 5 }]]], { 'v.k': 1 }, [1, 0]],
    ['an element by its place counts whole', [[[0]], [7], 'x'], { 'v.0': 1 }, [2, 1, 0]],
    ['fields of an element by its place', [[{ k: 5 }, { k: 0 }], [{ k: 4 }]], { 'v.0.k': 1 }, [1, 0]],
  ])('%s', async (_, values, sort, ids) => {
    await harness.remove('c', {})
    await harness.insert(
      'c',
      values.map((v, _id) => ({ _id, v })),
    )
    expect(await harness.ids('c', {}, { sort })).toEqual(ids)
    expect((await harness.aggregate('c', [{ $sort: sort }])).map(({ _id }) => _id)).toEqual(ids)
  })

  test('two arrays cannot both sort a document', async () => {
    await harness.remove('c', {})
    await harness.insert('c', [
      { a: [1], b: 1 },
      { a: 1, b: [1] },
    ])
    const sort = { a: 1, b: 1 } as const
    expect(await harness.ids('c', {}, { sort })).toHaveLength(2)
    await harness.insert('c', [{ a: [1], b: [1] }])
    await expect(harness.ids('c', {}, { sort })).rejects.toThrow('parallel arrays')
  })
})
