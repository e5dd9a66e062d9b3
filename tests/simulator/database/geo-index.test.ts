import * as fc from 'fast-check'
import { buildIndex } from '../../../simulator/cloud/database/indexes'
import { Store } from '../../../simulator/cloud/database/store'
import { declared, Harness, type Row } from './harness'

type Place = readonly [number, number]

const point = (at: Place): Row => ({ type: 'Point', coordinates: at })

/** An area around a place, or near it where the place is at the edge of the map. */
function square([at, of]: Place, size: number): Row {
  const x = Math.min(Math.max(at, size - 180), 180 - size)
  const y = Math.min(Math.max(of, size - 89), 89 - size)
  const ring = [
    [x - size, y - size],
    [x + size, y - size],
    [x + size, y + size],
    [x - size, y + size],
    [x - size, y - size],
  ]
  return { type: 'Polygon', coordinates: [ring] }
}

const INDEXES = [
  { name: 'at', fields: [['at', '2dsphere']] },
  {
    name: 'kind_at',
    fields: [
      ['kind', 1],
      ['at', '2dsphere'],
    ],
  },
] as const

describe('a geo index', () => {
  const plain = new Harness({ declarations: declared('g', []) })
  const indexed = new Harness({ declarations: declared('g', INDEXES) })
  afterAll(async () => {
    await plain.close()
    await indexed.close()
  })

  const place = fc.oneof(
    fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })),
    fc.tuple(fc.double({ min: 113, max: 113.1, noNaN: true }), fc.double({ min: 23, max: 23.1, noNaN: true })),
    fc.tuple(fc.constantFrom(-180, 180, 179.999, -179.999, 0), fc.constantFrom(-90, 90, 89.999, 0)),
  )
  const lines = fc.tuple(place, fc.constantFrom(0.99, 0.5, -0.5)).map(([[x, y], part]): Row => ({
    type: 'LineString',
    coordinates: [
      [x, y],
      [x * part + 1, y * part],
    ],
  }))
  const squares = fc.tuple(place, fc.constantFrom(0.01, 1, 30)).map(([at, size]) => square(at, size))
  const value = fc.oneof(
    { weight: 6, arbitrary: place.map(point) },
    { weight: 1, arbitrary: place },
    { weight: 1, arbitrary: lines },
    { weight: 1, arbitrary: squares },
    {
      weight: 1,
      arbitrary: fc.tuple(lines, squares).map((geometries) => ({ type: 'GeometryCollection', geometries })),
    },
    { weight: 1, arbitrary: fc.array(place.map(point), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, 'nowhere', []) },
  )
  const metres = fc.constantFrom(0, 100, 5000, 200_000, 4_000_000, 15_000_000)
  const condition = fc.oneof(
    fc.tuple(place, metres, metres).map(([at, min, max]) => ({
      $nearSphere: { $geometry: point(at), $minDistance: Math.min(min, max) / 2, $maxDistance: max },
    })),
    fc.tuple(place, metres).map(([at, radius]) => ({ $geoWithin: { $centerSphere: [at, radius / 6_378_100] } })),
    fc.tuple(place, place).map((corners) => ({ $geoWithin: { $box: corners } })),
    squares.map(($geometry) => ({ $geoIntersects: { $geometry } })),
    squares.map(($geometry) => ({ $geoWithin: { $geometry } })),
    lines.map(($geometry) => ({ $geoIntersects: { $geometry } })),
  )

  test('finds what a look at every document finds', async () => {
    const run = fc.asyncProperty(
      fc.array(fc.record({ kind: fc.constantFrom('a', 'b', null), at: value }), { maxLength: 25 }),
      fc.array(fc.record({ at: condition, kind: fc.constantFrom('a', null, undefined) }), {
        minLength: 3,
        maxLength: 6,
      }),
      async (rows, queries) => {
        const docs = rows.map((row, at) => ({ _id: at, ...row }))
        for (const harness of [plain, indexed]) {
          await harness.remove('g', {})
          await harness.insert('g', docs)
        }
        for (const { at, kind } of queries) {
          const filter: Row = kind === undefined ? { at } : { at, kind }
          const sort = { _id: 1 } as const
          expect(await indexed.ids('g', filter, { sort })).toEqual(await plain.ids('g', filter, { sort }))
          expect(await indexed.count('g', filter)).toBe(await plain.count('g', filter))
          if ('$nearSphere' in at) expect(await indexed.ids('g', filter)).toEqual(await plain.ids('g', filter))
        }
      },
    )
    await fc.assert(run, { numRuns: 150 })
  }, 60_000)
})

describe('a geo index over 30,000 places', () => {
  const harness = new Harness({ declarations: declared('g', INDEXES) })
  const centre: Place = [113.25, 23.25]
  beforeAll(() => {
    const rows = Array.from({ length: 30_000 }, (_, i) => ({
      _id: i,
      kind: i % 2 ? 'a' : 'b',
      at: point([113 + (i % 173) * (0.5 / 173), 23 + Math.floor(i / 173) * (0.5 / 173)]),
    }))
    harness.database.load('g', rows)
  }, 60_000)
  afterAll(() => harness.close())
  const near = (more: Row): Row => ({ $nearSphere: { $geometry: point(centre), ...more } })

  test('$near reads few documents, with and without a distance', async () => {
    const inside = await harness.ids('g', { at: near({ $maxDistance: 1000 }) })
    expect(inside.length).toBeGreaterThan(20)
    expect(harness.cost.documentsRead).toBeLessThan(inside.length * 4)
    expect(harness.cost.scanned).toBe(0)
    expect(await harness.ids('g', { at: near({}) }, { limit: 10 })).toEqual(inside.slice(0, 10))
    expect(harness.cost.documentsRead).toBeLessThan(300)
    const ofKind = await harness.ids('g', { at: near({ $maxDistance: 1000 }), kind: 'a' })
    expect(ofKind).toEqual(inside.filter((id) => Number(id) % 2 === 1))
    expect(harness.cost.documentsRead).toBeLessThan(inside.length * 2)
  })

  test('$geoWithin and $geoNear read few documents', async () => {
    const within = { $geoWithin: { $centerSphere: [centre, 1000 / 6_378_100] } }
    const total = await harness.count('g', { at: within })
    expect(harness.cost.documentsRead).toBeLessThan(total * 4)
    const stage = { near: point(centre), distanceField: 'metres', maxDistance: 1000, key: 'at', spherical: true }
    const rows = await harness.aggregate('g', [{ $geoNear: stage }, { $limit: 1000 }])
    expect(rows).toHaveLength(total)
    expect(harness.cost.documentsRead).toBeLessThan(total * 4)
  })

  test('follows changes, and stays over a restart', async () => {
    await harness.update('g', { _id: 0 }, { $set: { at: point(centre) } })
    await harness.remove('g', { _id: { $gt: 100 } })
    await harness.reopen()
    expect(await harness.ids('g', { at: near({ $maxDistance: 10 }) })).toEqual([0])
    expect(harness.cost.documentsRead).toBe(1)
  })
})

test('a geo index of an earlier version, without cells, is built anew', async () => {
  const first = new Harness({ declarations: declared('g', INDEXES) })
  await first.insert(
    'g',
    Array.from({ length: 50 }, (_, i) => ({ _id: i, at: point([i, 0]) })),
  )
  await first.database.stop()
  const store = new Store(first.dir, false)
  const collection = store.collection('g')
  store.transaction(() => {
    for (const index of collection.indexes) store.clearIndex(index)
    collection.indexes = collection.indexes.map((index) => ({ ...index, cells: false }))
    for (const index of collection.indexes) buildIndex(store, collection, index)
    store.saveCatalog(collection)
  })
  await store.close()
  const harness = new Harness({ declarations: declared('g', INDEXES) }, first.dir)
  const near = { $nearSphere: { $geometry: point([7, 0]), $maxDistance: 10 } }
  expect(await harness.ids('g', { at: near })).toEqual([7])
  expect(harness.cost.documentsRead).toBe(1)
  await harness.close()
})
