import { Harness, type Row } from './harness'

const DOC: Row = {
  _id: { year: 2024, no: 7 },
  name: 'Lamp',
  price: 12,
  size: { w: 3, h: 4 },
  marks: [5, 6, 7, 8],
  parts: [{ kind: 'foot', n: 1, own: [1, 2, 3] }, 'spare', { kind: 'bulb', n: 2, own: [4, 5] }],
  rows: [[{ kind: 'deep', own: [1, 2] }], { kind: 'flat', own: [3, 4] }],
}

const CASES: readonly (readonly [name: string, fields: Row, expected: Row])[] = [
  ['computes beside what it keeps', { _id: 0, name: 1, total: { $add: ['$price', 1] } }, { name: 'Lamp', total: 13 }],
  ['gives a field of the document another name', { _id: 0, title: '$name' }, { title: 'Lamp' }],
  ['takes any text for a value', { _id: 0, name: 'x', size: { w: { $literal: 1 } } }, { name: 'x', size: { w: 1 } }],
  [
    'puts what it computes into every element',
    { _id: 0, 'parts.n': '$price' },
    { parts: [{ n: 12 }, { n: 12 }, { n: 12 }] },
  ],
  ['keeps a part of _id', { '_id.no': 1, name: 1 }, { _id: { no: 7 }, name: 'Lamp' }],
  [
    'drops a part of _id',
    { '_id.no': 0, parts: 0, rows: 0, marks: 0, size: 0 },
    { _id: { year: 2024 }, name: 'Lamp', price: 12 },
  ],
  ['$slice beside a kept field', { _id: 0, name: 1, marks: { $slice: -2 } }, { name: 'Lamp', marks: [7, 8] }],
  [
    '$slice goes into one array, not into arrays of arrays',
    { _id: 0, 'rows.own': { $slice: 1 }, name: 0, price: 0, size: 0, marks: 0, parts: 0 },
    { rows: [[{ kind: 'deep', own: [1, 2] }], { kind: 'flat', own: [3] }] },
  ],
  ['$slice of what is no array', { _id: 0, size: { $slice: 1 }, name: 1 }, { name: 'Lamp', size: { w: 3, h: 4 } }],
  [
    '$elemMatch finds an element',
    { _id: 0, parts: { $elemMatch: { n: { $gt: 1 } } } },
    { parts: [{ kind: 'bulb', n: 2, own: [4, 5] }] },
  ],
  ['$elemMatch that finds none', { _id: 0, parts: { $elemMatch: { n: 9 } }, name: 1 }, { name: 'Lamp' }],
]

const REFUSED: readonly (readonly [name: string, fields: Row, filter?: Row])[] = [
  ['keeping and dropping', { name: 1, price: 0 }],
  ['a path and a part of it', { size: 1, 'size.w': 1 }],
  ['the same path twice', { 'size.w': 1, size: { w: 1 } }],
  ['an empty object', { size: {} }],
  ['a path with an empty name', { 'size..w': 1 }],
  ['computing while dropping', { name: 0, total: { $add: ['$price', 1] } }],
  ['$elemMatch of a path', { 'size.parts': { $elemMatch: { n: 1 } } }],
  ['$slice of a text', { marks: { $slice: 'two' } }],
  ['$slice of no elements', { marks: { $slice: [1, 0] } }],
  ['an unknown operator', { name: { $nothing: 1 } }],
  ['two positions', { 'marks.$': 1, 'parts.$': 1 }, { marks: 5 }],
  ['a position and $elemMatch', { 'marks.$': 1, parts: { $elemMatch: { n: 1 } } }, { marks: 5 }],
  ['a position in the middle of a path', { 'parts.$.n': 1 }, { 'parts.n': 2 }],
  ['a position that the filter does not give', { 'marks.$': 1 }, { name: 'Lamp' }],
]

describe('a projection', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('things')
    await harness.insert('things', [DOC])
  })
  afterAll(() => harness.close())

  test.each(CASES)('%s', async (_name, fields, expected) => {
    expect(await harness.find('things', {}, { fields })).toEqual([expected])
  })

  const refused = REFUSED.map(([name, fields, filter = {}]) => [name, fields, filter] as const)
  test.each(refused)('refuses %s', async (_name, fields, filter) => {
    await expect(harness.find('things', filter, { fields })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })

  test('a position stands beside $slice', async () => {
    const [row] = await harness.find(
      'things',
      { marks: 6 },
      { fields: { _id: 0, parts: { $slice: [1, 1] }, 'marks.$': 1 } },
    )
    expect(row).toEqual({ marks: [6], parts: ['spare'] })
  })

  test('the position is the one in any array of the filter', async () => {
    const [row] = await harness.find('things', { 'parts.kind': 'bulb' }, { fields: { _id: 0, 'marks.$': 1 } })
    expect(row).toEqual({ marks: [7] })
  })

  test.each<readonly [string, Row]>([
    ['an empty object inside', { $project: { size: {} } }],
    ['an empty name', { $project: { 'a..b': 1 } }],
    ['dropping a path and a part of it', { $project: { size: 0, 'size.w': 0 } }],
    ['a name with a dollar', { $addFields: { $a: 1 } }],
    ['nothing to add', { $addFields: {} }],
    ['a dollar before an unset path', { $unset: '$name' }],
    ['nothing to unset', { $unset: [] }],
  ])('a stage refuses %s', async (_name, stage) => {
    await expect(harness.aggregate('things', [stage])).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})
