import { Binary, BSONRegExp, Decimal128, Long, MinKey, Timestamp } from 'bson'
import { Harness, type Row } from './harness'

const long = (digits: string): Long => Long.fromString(digits)
const decimal = (digits: string): Decimal128 => Decimal128.fromString(digits)
const bytes = (...values: number[]): Binary => new Binary(Buffer.from(values))

/** values of the field v, filter → the places of those that MongoDB finds */
const CASES: readonly (readonly [name: string, values: readonly unknown[], filter: Row, found: readonly number[]])[] = [
  // an element that a path names by its place is not looked into
  ['a place in an array of arrays', [[[4, 5]], [4], [{ 0: 4 }]], { 'v.0': 4 }, [1, 2]],
  ['that array as a whole', [[[4, 5]], [4]], { 'v.0': [4, 5] }, [0]],
  ['a place in it', [[[4, 5]], [[5, 4]]], { 'v.0.1': 5 }, [0]],
  ['$elemMatch on it', [[[4, 5]], [4]], { 'v.0': { $elemMatch: { $gt: 4 } } }, [0]],
  ['a scalar has no fields, not even missing ones', [[7], [{}]], { 'v.0.k': null }, [1]],
  // $elemMatch
  [
    'takes an array for a document of its places',
    [[['p', 'q']], [{ 1: 'q' }]],
    { v: { $elemMatch: { 1: 'q' } } },
    [0, 1],
  ],
  ['and not for its elements', [[[{ k: 1 }]], [{ k: 1 }]], { v: { $elemMatch: { k: 1 } } }, [1]],
  ['empty, finds what has parts', [[3], [[]], [{}], []], { v: { $elemMatch: {} } }, [1, 2]],
  // regular expressions are values too
  ['$eq', ['ab', new BSONRegExp('a')], { v: { $eq: new BSONRegExp('a') } }, [1]],
  ['equality', ['ab', new BSONRegExp('a'), new BSONRegExp('a', 'i')], { v: new BSONRegExp('a') }, [0, 1]],
  ['$regex', ['ab', new BSONRegExp('b'), 'c'], { v: { $regex: 'b' } }, [0, 1]],
  // $mod
  ['$mod cuts off what is behind the point', [7.9, -7.9, 8], { v: { $mod: [4, 3] } }, [0]],
  ['$mod of 64 bits', [long('9223372036854775807'), 1e19, NaN], { v: { $mod: [100, 7] } }, [0]],
  ['$mod by a decimal', [9, 10], { v: { $mod: [decimal('5.9'), decimal('4.1')] } }, [0]],
  // bits
  ['bits of 64', [long('9007199254740993'), long('9007199254740992')], { v: { $bitsAllSet: 1 } }, [0]],
  ['beyond the 64th is the sign', [-2, 2], { v: { $bitsAllSet: [1, 90] } }, [0]],
  ['no bits of fractions', [1.5, 1e30, 3], { v: { $bitsAnySet: 1 } }, [2]],
  ['bits of bytes', [bytes(1, 2), bytes(1), 513], { v: { $bitsAllSet: bytes(1, 2) } }, [0, 2]],
  ['clear bits of bytes', [bytes(1, 3), bytes(0xff)], { v: { $bitsAllClear: [8] } }, [1]],
  // types
  ['a type that nothing stored has', [1, null], { v: { $type: ['javascript', 6] } }, []],
  ['a type by a long', ['a', 1], { v: { $type: long('2') } }, [0]],
  ['$exists of numbers', [1, undefined], { v: { $exists: decimal('0') } }, [1]],
  [
    'timestamps compare',
    [new Timestamp({ t: 9, i: 1 }), new Date(9)],
    { v: { $gt: new Timestamp({ t: 1, i: 1 }) } },
    [0],
  ],
  ['the least key is below all', [null, new MinKey(), 'x'], { v: { $gt: new MinKey() } }, [0, 2]],
  // numbers that round to the same double
  ['a decimal is no double', [0.1, decimal('0.1'), decimal('0.10'), 0.5], { v: decimal('0.1') }, [1, 2]],
  ['but where both are exact', [0.5, decimal('0.50')], { v: { $in: [0.5] } }, [0, 1]],
  ['a long beside a double', [2 ** 53, long('9007199254740993')], { v: { $gt: 2 ** 53 } }, [1]],
  ['always', [1, 2], { $alwaysTrue: 1 }, [0, 1]],
  ['never', [1, 2], { $alwaysFalse: 1 }, []],
]

/** filter → what is wrong with it, be there documents or not */
const REFUSED: readonly (readonly [message: string, filter: Row])[] = [
  ["Can't have regex as arg to $ne", { v: { $ne: new BSONRegExp('a') } }],
  ['$all/$elemMatch has to be consistent', { v: { $all: [{ $elemMatch: { k: 1 } }, 3] } }],
  ['no $ expressions in $all', { v: { $all: [3, { $elemMatch: { k: 1 } }] } }],
  ['$expr can only be applied to the top-level document', { v: { $elemMatch: { $expr: true } } }],
  ['unknown operator: $or', { v: { $elemMatch: { $gt: 1, $or: [{ k: 1 }] } } }],
  ['too many elements', { v: { $mod: [4, 3, 2] } }],
  ['not enough elements', { v: { $mod: [4] } }],
  ['not a number', { v: { $mod: [4, 'x'] } }],
  ['64-bit', { v: { $mod: [1e19, 0] } }],
  ['divisor cannot be 0', { v: { $mod: [0.5, 0] } }],
  ['a bit test takes', { v: { $bitsAllSet: 'x' } }],
  ['a bit test takes', { v: { $bitsAnySet: -1 } }],
  ['bit positions must be', { v: { $bitsAllClear: [1, -1] } }],
  ['bit positions must be', { v: { $bitsAnyClear: ['x'] } }],
  ['must match at least one type', { v: { $type: [] } }],
  ['Unknown type name alias', { v: { $type: 'constructor' } }],
  ['Unknown type name alias', { v: { $type: [null] } }],
  ['options set in both', { v: { $regex: new BSONRegExp('a', 'i'), $options: 'm' } }],
  ['embedded null byte', { v: { $regex: 'a\0b' } }],
  ['must be an integer value of 1', { $alwaysTrue: 2 }],
]

describe('matching', () => {
  const harness = new Harness()
  beforeAll(() => harness.create('c'))
  afterAll(() => harness.close())

  test.each(CASES)('%s', async (_, values, filter, found) => {
    await harness.remove('c', {})
    await harness.insert(
      'c',
      values.map((v, _id) => (v === undefined ? { _id } : { _id, v })),
    )
    expect(await harness.ids('c', filter)).toEqual(found)
  })

  test.each(REFUSED)('refused: %s', async (message, filter) => {
    await harness.remove('c', {})
    await expect(harness.find('c', filter)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(message) as string,
    })
  })
})

describe('$jsonSchema', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('c')
    await harness.insert('c', [
      { _id: 0, street: 'Ring', house: 5 },
      { _id: 1, street: 'Ring' },
      { _id: 2, list: [1, 'x', 2], tags: ['a', 'b'] },
      { _id: 3, list: [1, 'x'], tags: ['a', 'a'] },
      {
        _id: 4,
        size: { w: 1, h: 2 },
        tags: [
          { p: 1, q: 1 },
          { q: 1, p: 1 },
        ],
      },
      { _id: 5, size: { h: 2, w: 1 } },
    ])
  })
  afterAll(() => harness.close())

  test.each<readonly [string, Row, readonly number[]]>([
    ['dependencies on fields', { dependencies: { street: ['house'] } }, [0, 2, 3, 4, 5]],
    [
      'dependencies on a schema',
      { dependencies: { street: { properties: { house: { maximum: 4 } } } } },
      [1, 2, 3, 4, 5],
    ],
    ['no more items', { properties: { list: { items: [{}, {}], additionalItems: false } } }, [0, 1, 3, 4, 5]],
    [
      'other items',
      { properties: { list: { items: [{}, {}], additionalItems: { type: 'string' } } } },
      [0, 1, 3, 4, 5],
    ],
    ['enum without order', { required: ['size'], properties: { size: { enum: [{ w: 1, h: 2 }] } } }, [4, 5]],
    ['uniqueItems without order', { required: ['tags'], properties: { tags: { uniqueItems: true } } }, [2]],
  ])('%s', async (_, schema, ids) => {
    expect(await harness.ids('c', { $jsonSchema: schema })).toEqual(ids)
  })

  test.each<Row>([
    { type: 'integer' },
    { type: 'bool' },
    { bsonType: 'boolean' },
    { type: ['string', 'string'] },
    { type: 'string', bsonType: 'string' },
    { required: [] },
    { required: ['a', 'a'] },
    { enum: [] },
    { properties: { a: { minLength: '1' } } },
    { properties: { a: { minItems: -1 } } },
    { properties: { a: { multipleOf: 0 } } },
    { exclusiveMaximum: true },
    { uniqueItems: 1 },
    { additionalItems: 1 },
    { dependencies: { a: [] } },
    { title: 1 },
    { not: [{}] },
    { toString: {} },
  ])('refused before anything is looked at: %j', async (schema) => {
    await expect(harness.find('c', { $jsonSchema: { properties: { nowhere: schema } } })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
  })
})
