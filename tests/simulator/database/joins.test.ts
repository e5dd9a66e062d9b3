import { Harness, type Row } from './harness'

const OWNERS: readonly Row[] = [
  { _id: 1, pet: 'cat' },
  { _id: 2, pet: ['cat', 'dog'] },
  { _id: 3, pet: null },
  { _id: 4 },
  { _id: 5, pet: [] },
  { _id: 6, pet: [{ kind: 'cat' }, { kind: 'cow' }, 'x'] },
  { _id: 7, pet: [['cat', 'dog']] },
]
const PETS: readonly Row[] = [
  { _id: 'c', kind: 'cat', legs: 4 },
  { _id: 'd', kind: 'dog', legs: 4 },
  { _id: 'n', kind: null, legs: 0 },
  { _id: 'm', legs: 2 },
  { _id: 'l', kind: ['cat', 'cow'], legs: 8 },
  { _id: 'p', kind: [['cat', 'dog']] },
]
/** A way: from each place one can go to the next ones. */
const PLACES: readonly Row[] = [
  { _id: 'a', next: ['b', 'c'], open: true },
  { _id: 'b', next: 'd', open: true },
  { _id: 'c', next: 'd', open: false },
  { _id: 'd', next: ['a', null], open: true },
  { _id: 'e', next: 'e', open: true },
  { _id: 'f', open: true },
]

const walk = (more: Row): Row => ({
  $graphLookup: {
    ...{ from: 'places', startWith: '$next', connectFromField: 'next', connectToField: '_id', as: 'found' },
    ...more,
  },
})

describe('stages that bring other documents', () => {
  const harness = new Harness()
  const ids = async (collection: string, stages: readonly Row[]): Promise<unknown[]> =>
    (await harness.aggregate(collection, [...stages, { $sort: { _id: 1 } }])).map(({ found }) =>
      (found as Row[]).map(({ _id }) => _id).sort(),
    )
  beforeAll(async () => {
    for (const [name, docs] of [
      ['owners', OWNERS],
      ['pets', PETS],
      ['places', PLACES],
    ] as const) {
      await harness.create(name)
      await harness.insert(name, docs)
    }
  })
  afterAll(() => harness.close())

  const pets = { from: 'pets', as: 'found' }

  test('$lookup: arrays stand for their elements, nothing is null', async () => {
    const stage = { $lookup: { ...pets, localField: 'pet', foreignField: 'kind' } }
    const none = ['m', 'n']
    expect(await ids('owners', [stage])).toEqual([['c', 'l'], ['c', 'd', 'l'], none, none, none, [], ['p']])
  })

  test('$lookup: a path through an array', async () => {
    const stage = { $lookup: { ...pets, localField: 'pet.kind', foreignField: 'kind' } }
    const none = ['m', 'n']
    expect(await ids('owners', [stage])).toEqual([none, none, none, none, none, ['c', 'l'], none])
    const first = { $lookup: { ...pets, localField: 'pet.0', foreignField: 'kind' } }
    expect((await ids('owners', [first])).slice(0, 2)).toEqual([none, ['c', 'l']])
  })

  test('$lookup: fields and a pipeline with variables', async () => {
    const pipeline = [{ $match: { $expr: { $gt: ['$legs', '$$least'] } } }, { $project: { kind: 1 } }]
    const lookup = { ...pets, localField: 'pet', foreignField: 'kind', let: { least: { $add: ['$_id', 3] } }, pipeline }
    const [first, second] = await harness.aggregate('owners', [{ $lookup: lookup }])
    expect(first?.['found']).toEqual([{ _id: 'l', kind: ['cat', 'cow'] }])
    expect(second?.['found']).toEqual([{ _id: 'l', kind: ['cat', 'cow'] }])
  })

  test('$lookup: a pipeline with documents of its own', async () => {
    const pipeline = [{ $documents: [{ n: 1 }, { n: 2 }] }, { $match: { $expr: { $eq: ['$n', '$$id'] } } }]
    const stage = { $lookup: { let: { id: '$_id' }, pipeline, as: 'own' } }
    const rows = await harness.aggregate('owners', [stage, { $limit: 3 }])
    expect(rows.map(({ own }) => own)).toEqual([[{ n: 1 }], [{ n: 2 }], []])
  })

  test('$graphLookup goes round a circle once, and stops where nothing leads on', async () => {
    const all = ['a', 'b', 'c', 'd']
    expect(await ids('places', [walk({})])).toEqual([all, all, all, all, ['e'], []])
    expect(await ids('places', [walk({ maxDepth: 0 })])).toEqual([['b', 'c'], ['d'], ['d'], ['a'], ['e'], []])
    expect(await ids('places', [walk({ restrictSearchWithMatch: { open: true } })])).toEqual([
      ['a', 'b', 'd'],
      ['a', 'b', 'd'],
      ['a', 'b', 'd'],
      ['a', 'b', 'd'],
      ['e'],
      [],
    ])
  })

  test('$graphLookup says how far', async () => {
    const [row] = await harness.aggregate('places', [{ $match: { _id: 'b' } }, walk({ depthField: 'far' })])
    const far = (row?.['found'] as Row[]).map(({ _id, far: depth }) => [_id, depth]).sort()
    expect(far).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 0],
    ])
  })

  test('$graphLookup: null leads to null, not to what is missing', async () => {
    const stage = walk({ startWith: null, connectToField: 'kind', from: 'pets', connectFromField: 'no' })
    expect(await ids('places', [{ $limit: 1 }, stage])).toEqual([['n']])
  })

  test('$unionWith runs its pipeline, or brings documents', async () => {
    const pipeline = [{ $match: { legs: 2 } }, { $project: { legs: 1 } }]
    const union = { $unionWith: { coll: 'pets', pipeline } }
    expect(await harness.aggregate('owners', [{ $match: { _id: 1 } }, union])).toEqual([
      OWNERS[0],
      { _id: 'm', legs: 2 },
    ])
    const own = { $unionWith: { pipeline: [{ $documents: [{ n: 1 }] }] } }
    expect(await harness.aggregate('owners', [{ $match: { _id: 1 } }, own])).toEqual([OWNERS[0], { n: 1 }])
  })

  test('$facet looks at the same documents several times', async () => {
    const facet = {
      most: [{ $sort: { legs: -1 } }, { $limit: 1 }, { $project: { legs: 1 } }],
      all: [{ $count: 'n' }],
      none: [],
    }
    const [row] = await harness.aggregate('pets', [{ $match: { legs: { $gte: 4 } } }, { $facet: facet }])
    expect(row?.['most']).toEqual([{ _id: 'l', legs: 8 }])
    expect(row?.['all']).toEqual([{ n: 3 }])
    expect(row?.['none']).toHaveLength(3)
    const [empty] = await harness.aggregate('pets', [{ $match: { legs: 99 } }, { $facet: { all: [{ $count: 'n' }] } }])
    expect(empty).toEqual({ all: [] })
  })

  const join = { ...pets, localField: 'pet', foreignField: 'kind' }
  test.each<readonly [string, Row]>([
    ['$lookup without a name for the result', { $lookup: { ...join, as: undefined } }],
    ['$lookup with one field', { $lookup: { from: 'pets', as: 'found', localField: 'pet' } }],
    ['$lookup with an unknown option', { $lookup: { ...join, also: 1 } }],
    ['$lookup with a path in dollars', { $lookup: { ...join, localField: '$pet' } }],
    ['$lookup with variables and no pipeline', { $lookup: { ...join, let: { a: '$b' } } }],
    ['$lookup from a number', { $lookup: { ...join, from: 1 } }],
    ['$lookup with a pipeline that is no list', { $lookup: { ...pets, pipeline: { $match: {} } } }],
    [
      '$graphLookup without a start',
      { $graphLookup: { from: 'places', as: 'found', connectFromField: 'next', connectToField: '_id' } },
    ],
    ['$graphLookup to a negative depth', walk({ maxDepth: -1 })],
    ['$graphLookup with a filter that is none', walk({ restrictSearchWithMatch: 'open' })],
    ['$graphLookup with an unknown option', walk({ also: 1 })],
    ['$unionWith a number', { $unionWith: 1 }],
    ['$unionWith without a collection', { $unionWith: { pipeline: [{ $match: {} }] } }],
    ['$facet of nothing', { $facet: {} }],
    ['$facet in $facet', { $facet: { a: [{ $facet: { b: [] } }] } }],
    ['$facet with a dotted name', { $facet: { 'a.b': [] } }],
    ['$facet of no pipeline', { $facet: { a: { $match: {} } } }],
  ])('refused: %s', async (_name, stage) => {
    await expect(harness.aggregate('owners', [stage])).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})
