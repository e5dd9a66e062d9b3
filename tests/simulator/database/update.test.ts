import { BSONRegExp, ObjectId } from 'bson'
import { Harness, type Row } from './harness'

/** document, update → document as MongoDB leaves it */
const CASES: readonly (readonly [name: string, before: Row, update: Row, after: Row])[] = [
  ['$set makes the way', { a: 1 }, { $set: { 'b.c.d': 2 } }, { a: 1, b: { c: { d: 2 } } }],
  ['$set an element', { l: [1, 2] }, { $set: { 'l.1': 9, 'l.3': 7 } }, { l: [1, 9, null, 7] }],
  [
    '$unset',
    { a: 1, b: { c: 1, d: 2 }, l: [1, 2] },
    { $unset: { a: '', 'b.c': '', 'l.0': '', none: '' } },
    { b: { d: 2 }, l: [null, 2] },
  ],
  ['$inc', { n: 1 }, { $inc: { n: 2.5, 'o.m': -1 } }, { n: 3.5, o: { m: -1 } }],
  ['$mul', { n: 3 }, { $mul: { n: 2, m: 5 } }, { n: 6, m: 0 }],
  [
    '$min and $max across types',
    { a: 5, b: 5, c: 'x' },
    { $min: { a: 3, b: 9, d: 1 }, $max: { c: 1 } },
    { a: 3, b: 5, c: 'x', d: 1 },
  ],
  ['$max with dates', { d: new Date(5) }, { $max: { d: new Date(9) } }, { d: new Date(9) }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d', none: 'e' } }, { b: 2, c: { d: 1 } }],
  ['$push one and a missing array', { l: [1] }, { $push: { l: 2, m: 3 } }, { l: [1, 2], m: [3] }],
  ['$push an array as one element', { l: [1] }, { $push: { l: [2] } }, { l: [1, [2]] }],
  ['$push $each $position', { l: [1, 4] }, { $push: { l: { $each: [2, 3], $position: 1 } } }, { l: [1, 2, 3, 4] }],
  ['$push $position from the end', { l: [1, 4] }, { $push: { l: { $each: [2], $position: -1 } } }, { l: [1, 2, 4] }],
  ['$push $sort $slice', { l: [3, 1] }, { $push: { l: { $each: [2], $sort: -1, $slice: 2 } } }, { l: [3, 2] }],
  [
    '$push $sort by field, $slice from the end',
    { l: [{ s: 2 }, { s: 9 }] },
    { $push: { l: { $each: [{ s: 5 }], $sort: { s: 1 }, $slice: -2 } } },
    { l: [{ s: 5 }, { s: 9 }] },
  ],
  ['$push $slice 0', { l: [1] }, { $push: { l: { $each: [], $slice: 0 } } }, { l: [] }],
  ['$pushAll', { l: [1] }, { $pushAll: { l: [2, 3] } }, { l: [1, 2, 3] }],
  ['$addToSet', { l: [{ a: 1 }, 2] }, { $addToSet: { l: { $each: [{ a: 1 }, 2, 3, 3] } } }, { l: [{ a: 1 }, 2, 3] }],
  ['$pop both ends', { a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1, none: 1 } }, { a: [1], b: [2] }],
  ['$pull a value', { l: [1, 2, 1, 'x'] }, { $pull: { l: 1 } }, { l: [2, 'x'] }],
  ['$pull by operators', { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
  [
    '$pull by fields',
    { l: [{ a: 1, b: 2 }, { a: 2 }, 7] },
    { $pull: { l: { a: { $in: [1, 3] } } } },
    { l: [{ a: 2 }, 7] },
  ],
  ['$pull by a regular expression', { l: ['ab', 'cd'] }, { $pull: { l: new BSONRegExp('^a') } }, { l: ['cd'] }],
  ['$pullAll', { l: [1, 2, 3, { a: 1 }] }, { $pullAll: { l: [1, { a: 1 }] } }, { l: [2, 3] }],
  ['$bit', { n: 13 }, { $bit: { n: { and: 10 }, m: { or: 5 } } }, { n: 8, m: 5 }],
  [
    '$[] updates every element',
    { l: [{ n: 1 }, { n: 2 }] },
    { $inc: { 'l.$[].n': 10 } },
    { l: [{ n: 11 }, { n: 12 }] },
  ],
  ['$setOnInsert does nothing to what is there', { a: 1 }, { $set: { a: 2 }, $setOnInsert: { b: 1 } }, { a: 2 }],
]

/** document, update → what MongoDB says */
const REFUSED: readonly (readonly [message: string, before: Row, update: Row])[] = [
  [
    'Cannot apply $inc to a value of non-numeric type. {_id: "x"} has the field \'n\' of non-numeric type string',
    { n: 'a' },
    { $inc: { n: 1 } },
  ],
  ['of non-numeric type null', { n: null }, { $inc: { n: 1 } }],
  ['Cannot apply $mul to a value of non-numeric type', { n: [] }, { $mul: { n: 1 } }],
  ['Cannot increment with non-numeric argument', { n: 1 }, { $inc: { n: 'a' } }],
  ["The field 'l' must be an array but is of type string", { l: 'a' }, { $push: { l: 1 } }],
  ["The field 'l' must be an array but is of type null", { l: null }, { $push: { l: 1 } }],
  ['Cannot apply $addToSet to non-array field', { l: 1 }, { $addToSet: { l: 1 } }],
  ["Path 'l' contains an element of non-array type", { l: 1 }, { $pop: { l: 1 } }],
  ['Cannot apply $pull to a non-array value', { l: 1 }, { $pull: { l: 1 } }],
  ['Cannot apply $pullAll to a non-array value', { l: 1 }, { $pullAll: { l: [1] } }],
  ['$pullAll requires an array argument', { l: [1] }, { $pullAll: { l: 1 } }],
  ['$pop expects 1 or -1', { l: [1] }, { $pop: { l: 2 } }],
  ['The argument to $each', { l: [1] }, { $push: { l: { $each: 1 } } }],
  ['Unrecognized clause in $push', { l: [1] }, { $push: { l: { $each: [1], $foo: 1 } } }],
  ["Updating the path 'a.b' would create a conflict at 'a'", {}, { $set: { a: 1, 'a.b': 2 } }],
  ["Updating the path 'a' would create a conflict at 'a'", {}, { $set: { a: 1 }, $inc: { a: 2 } }],
  ["would modify the immutable field '_id'", {}, { $set: { _id: 'y' } }],
  ["Cannot create field 'b' in element {a: 1}", { a: 1 }, { $set: { 'a.b': 1 } }],
  ["Cannot create field 'x' in element", { l: [1] }, { $set: { 'l.x': 1 } }],
  ['contains an empty field name', {}, { $set: { 'a..b': 1 } }],
  ["The dollar ($) prefixed field '$x'", {}, { $set: { 'a.$x': 1 } }],
  ["The dollar ($) prefixed field '$x'", {}, { $set: { a: { $x: 1 } } }],
  ['Unknown modifier: $foo', {}, { $foo: { a: 1 } }],
  ['Modifiers operate on fields', {}, { $set: 1 }],
  ['must contain only update operators', {}, { a: 1 }],
  ['The source and target field for $rename must differ', { a: 1 }, { $rename: { a: 'a' } }],
  ['cannot be an array element', { l: [1] }, { $rename: { 'l.0': 'b' } }],
  ["The $bit modifier only supports 'and', 'or', and 'xor'", { n: 1 }, { $bit: { n: { not: 1 } } }],
  ['Cannot apply $bit to a value of non-integral type', { n: 1.5 }, { $bit: { n: { and: 1 } } }],
  ['No array filter found', { l: [1] }, { $set: { 'l.$[x]': 1 } }],
  ['The positional operator did not find the match needed', { l: [1] }, { $set: { 'l.$': 1 } }],
]

describe('updates', () => {
  const harness = new Harness()
  beforeAll(() => harness.create('c'))
  afterAll(() => harness.close())
  const put = async (row: Row): Promise<void> => {
    await harness.remove('c', {})
    await harness.insert('c', [{ _id: 'x', ...row }])
  }

  test.each(CASES)('%s', async (_, before, update, after) => {
    await put(before)
    const { updated } = await harness.update('c', { _id: 'x' }, update)
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', ...after })
    expect(updated).toBe(1)
  })

  test.each(REFUSED)('refused: %s', async (message, before, update) => {
    await put(before)
    await expect(harness.update('c', { _id: 'x' }, update)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(message) as string,
    })
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', ...before })
  })

  test('$ is the element that the filter matched', async () => {
    await put({
      items: [
        { k: 'a', n: 1 },
        { k: 'b', n: 1 },
      ],
      list: [5, 6, 7],
    })
    await harness.update('c', { 'items.k': 'b' }, { $inc: { 'items.$.n': 5 } })
    await harness.update('c', { items: { $elemMatch: { k: 'a', n: 1 } } }, { $set: { 'items.$.done': true } })
    await harness.update('c', { $and: [{ _id: 'x' }, { list: { $gte: 6 } }] }, { $set: { 'list.$': 0 } })
    expect(await harness.get('c', 'x')).toEqual({
      _id: 'x',
      items: [
        { k: 'a', n: 1, done: true },
        { k: 'b', n: 6 },
      ],
      list: [5, 0, 7],
    })
  })

  test('the server date is the time of the cloud, with its offset, wherever it stands', async () => {
    await harness.remove('c', {})
    const date = (offset: number): Row => ({ $tcb_server_date: { offset } })
    await harness.insert('c', [{ _id: 'x', a: date(0), l: [{ at: date(-1000) }] }])
    await harness.update('c', { _id: 'x' }, { $set: { b: date(5) }, $currentDate: { c: true } })
    const { clock } = harness
    expect(await harness.get('c', 'x')).toEqual({
      _id: 'x',
      a: new Date(clock),
      l: [{ at: new Date(clock - 1000) }],
      b: new Date(clock + 5),
      c: new Date(clock),
    })
  })

  test('updated counts the documents that are different afterwards', async () => {
    await put({ n: 1 })
    expect(await harness.update('c', { _id: 'x' }, { $set: { n: 1 } })).toEqual({ updated: 0 })
    expect(await harness.update('c', { _id: 'none' }, { $set: { n: 1 } })).toEqual({ updated: 0 })
    expect(harness.cost.documentsWritten).toBe(0)
    expect(await harness.update('c', { _id: 'x' }, {})).toEqual({ updated: 0 })
  })

  test('multi false changes one document, in natural order', async () => {
    await harness.remove('c', {})
    await harness.insert('c', [
      { _id: 2, k: 1 },
      { _id: 1, k: 1 },
    ])
    await harness.update('c', { k: 1 }, { $set: { hit: true } }, { multi: false })
    expect(await harness.ids('c', { hit: true })).toEqual([2])
    expect(await harness.remove('c', { k: 1 }, { multi: false })).toBe(1)
    expect(await harness.ids('c', {})).toEqual([1])
  })

  test('set replaces the whole document, or makes it', async () => {
    await put({ a: 1, b: 2 })
    expect(await harness.set('c', 'x', { c: 3 })).toEqual({ updated: 1 })
    expect(await harness.get('c', 'x')).toEqual({ _id: 'x', c: 3 })
    expect(await harness.set('c', 'new', { c: 4 })).toEqual({ updated: 0, upsert_id: 'new' })
    expect(await harness.get('c', 'new')).toEqual({ _id: 'new', c: 4 })
  })

  test('updateAndReturn gives the document as it is now', async () => {
    await put({ n: 1 })
    const reply = await harness.call('modifyAndReturnDoc', {
      collectionName: 'c',
      query: '{"_id":"x"}',
      data: '{"$inc":{"n":{"$numberInt":"4"}}}',
    })
    expect(reply['data']).toEqual({ updated: 1, doc: '{"_id":"x","n":5}' })
  })
})

describe('inserts', () => {
  const harness = new Harness({
    declarations: {
      u: {
        purpose: 'test',
        indexes: [
          { name: 'phone', fields: [['phone', 1]], unique: true },
          {
            name: 'pair',
            fields: [
              ['a', 1],
              ['b', 1],
            ],
          },
        ],
      },
    },
  })
  afterAll(() => harness.close())

  test('are given an _id, which leads the document', async () => {
    const [id] = (await harness.insert('u', [{ phone: 1 }])) as string[]
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    const [row] = await harness.find('u', { phone: 1 })
    expect(Object.keys(row as Row)[0]).toBe('_id')
    const oid = new ObjectId()
    expect(await harness.insert('u', [{ _id: oid, phone: 2 }])).toEqual([oid.toHexString()])
    expect(await harness.get('u', oid)).toMatchObject({ phone: 2 })
  })

  test('with a key that is there are refused; in a batch those before it stay', async () => {
    await harness.insert('u', [{ _id: 'p3', phone: 3 }])
    const duplicate = {
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(
        /E11000 duplicate key error collection: u index: phone dup key: { phone: 3 }/,
      ) as string,
    }
    await expect(harness.insert('u', [{ _id: 'other', phone: 4 }, { phone: 3 }])).rejects.toMatchObject(duplicate)
    expect(await harness.get('u', 'other')).toEqual({ _id: 'other', phone: 4 })
    await expect(harness.insert('u', [{ _id: 'p3', phone: 5 }])).rejects.toThrow(
      /E11000.*index: _id_ dup key: { _id: "p3" }/,
    )
    await expect(harness.insert('u', [{ phone: 6 }, { phone: 6 }])).rejects.toThrow(/E11000/)
    expect(await harness.count('u', { phone: 6 })).toBe(1)
  })

  test('count a missing field as null in a unique index', async () => {
    await harness.insert('u', [{ _id: 'none' }])
    await expect(harness.insert('u', [{ phone: null }])).rejects.toThrow(/E11000/)
    await harness.update('u', { _id: 'none' }, { $set: { phone: 'x' } })
    await harness.insert('u', [{ _id: 'none2' }])
  })

  test.each<readonly [string, Row]>([
    ['is too large: 17', { big: 'x'.repeat(17_000_000) }],
    ['key of index pair is too large', { a: 'x'.repeat(1100) }],
    ['cannot index parallel arrays', { a: [1], b: [2] }],
    ["The dollar ($) prefixed field '$a'", { $a: 1 }],
    ["The '_id' value cannot be of type array", { _id: [1] }],
  ])('refused: %s', async (message, row) => {
    await expect(harness.insert('u', [{ phone: 'refused', ...row }])).rejects.toThrow(message)
  })

  test.each<readonly [string, string, Record<string, string | string[]>]>([
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: ['{'] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: ['[1]'] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: ['{"a":{"$numberInt":"x"}}'] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: ['{"a":{"$oid":"x"}}'] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: ['{"__proto__":{"x":1}}'] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: [`${'['.repeat(500)}${']'.repeat(500)}`] }],
    ['insertDocument', 'INVALID_PARAM', { collectionName: 'u', data: '{}' }],
    ['insertDocument', 'INVALID_PARAM', {}],
    ['insertDocument', 'DATABASE_COLLECTION_NOT_EXIST', { collectionName: 'nope', data: ['{}'] }],
    ['getDocument', 'DATABASE_COLLECTION_NOT_EXIST', { collectionName: 'nope' }],
    ['getDocument', 'INVALID_PARAM', { collectionName: 'u', order: '{"a":5}' }],
    ['modifyDocument', 'INVALID_PARAM', { collectionName: 'u', query: '{}', data: '' }],
    ['addCollection', 'DATABASE_COLLECTION_ALREADY_EXIST', { collectionName: 'u' }],
    ['addCollection', 'INVALID_PARAM', { collectionName: 'a$b' }],
  ])('%s answers %s to %j', async (action, code, params) => {
    await expect(harness.call(action, params)).rejects.toMatchObject({ code })
  })
})
