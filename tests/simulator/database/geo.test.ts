import { Harness, type Row } from './harness'

type Pair = readonly [number, number]

const point = (...coordinates: Pair): Row => ({ type: 'Point', coordinates })
const line = (...coordinates: Pair[]): Row => ({ type: 'LineString', coordinates })
const area = (...rings: Pair[][]): Row => ({ type: 'Polygon', coordinates: rings })
/** A ring of the corners, closed. */
const ring = (...corners: Pair[]): Pair[] => [...corners, corners[0] as Pair]
const box = (west: number, south: number, east: number, north: number): Pair[] =>
  ring([west, south], [east, south], [east, north], [west, north])

const SQUARE = area(box(0, 0, 10, 10))
const RING = area(box(0, 0, 10, 10), box(4, 4, 6, 6))
const several = (type: string, ...coordinates: unknown[]): Row => ({ type, coordinates })
const collection = (...geometries: Row[]): Row => ({ type: 'GeometryCollection', geometries })
const inStrict = (geometry: Row): Row => ({
  ...geometry,
  crs: { type: 'name', properties: { name: 'urn:x-mongodb:crs:strictwinding:EPSG:4326' } },
})

const PLACES: Readonly<Record<string, unknown>> = {
  middle: point(5, 5),
  edge: [0, 5],
  named: { x: 5, y: 7 },
  far: point(50, 5),
  way: line([2, 2], [3, 3]),
  out: line([2, 8], [12, 8]),
  field: area(box(4.5, 4.5, 5.5, 5.5)),
  points: several('MultiPoint', [1, 1], [20, 1]),
  ways: several(
    'MultiLineString',
    [
      [1, 9],
      [2, 9],
    ],
    [
      [8, 9],
      [9, 9],
    ],
  ),
  fields: several('MultiPolygon', [box(1, 1, 1.5, 2)], [box(7, 1, 8, 2)]),
  all: collection(point(3, 7), line([3, 6], [4, 7])),
  dateline: area(box(179, -1, -179, 1)),
  pole: area(ring([0, 80], [120, 80], [-120, 80])),
  none: null,
  text: 'here',
}

const geo = (operator: string, shape: unknown): Row => ({ at: { [operator]: shape } })
const within = (geometry: Row): Row => geo('$geoWithin', { $geometry: geometry })
const meets = (geometry: Row): Row => geo('$geoIntersects', { $geometry: geometry })

const FOUND: readonly (readonly [name: string, filter: Row, ids: string])[] = [
  ['whole inside an area', within(SQUARE), 'middle edge named way field ways fields all'],
  ['outside its hole', within(RING), 'edge named way ways fields all'],
  ['in one of several areas', within(several('MultiPolygon', [box(0, 0, 3, 3)], [box(49, 0, 51, 9)])), 'far way'],
  ['what an area touches', meets(SQUARE), 'middle edge named way out field points ways fields all'],
  ['what a hole leaves', meets(area(box(4.8, 4.8, 5.2, 5.2))), 'middle field'],
  ['what a line meets', meets(line([11, 0], [11, 20])), 'out'],
  ['what a line runs along', meets(line([2, 2], [3, 3])), 'way'],
  ['what a point is on', meets(point(2, 2)), 'way'],
  ['what one of several points is on', meets(several('MultiPoint', [20, 1], [0, 5])), 'edge points'],
  ['what a collection meets', meets(collection(point(50, 5), line([5, 6.5], [5, 7.5]))), 'named far'],
  ['over the line where the date changes', meets(point(180, 0)), 'dateline'],
  ['not round the other way', meets(point(0, -0.5)), ''],
  ['at the pole', meets(point(17, 90)), 'pole'],
  ['edges are the shortest ways', meets(point(60, 86)), 'pole'],
  ['and bend to the pole', meets(point(60, 82)), ''],
  [
    'the smaller of two sides',
    meets(area(box(0, 0, 10, 10).reverse())),
    'middle edge named way out field points ways fields all',
  ],
  ['the right side, where winding counts', within(inStrict(area(box(49, 4, 51, 6)))), 'far'],
  [
    'points in a box',
    geo('$geoWithin', {
      $box: [
        [0, 0],
        [10, 6],
      ],
    }),
    'middle edge',
  ],
  [
    'points in a flat polygon',
    geo('$geoWithin', {
      $polygon: [
        [0, 0],
        [10, 0],
        [0, 10],
      ],
    }),
    'middle edge',
  ],
  ['points in a flat circle', geo('$geoWithin', { $center: [[5, 5], 2] }), 'middle named'],
  ['in a circle on the sphere', geo('$geoWithin', { $centerSphere: [[5, 5], 0.02] }), 'middle field'],
  [
    'in a wide circle',
    geo('$geoWithin', { $centerSphere: [[5, 5], 0.2] }),
    'middle edge named way out field ways fields all',
  ],
]

const wrong = (shape: unknown): Row => geo('$geoIntersects', { $geometry: shape })
const REFUSED: readonly (readonly [name: string, filter: Row])[] = [
  [
    'an area that is not closed',
    within(
      area([
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
    ),
  ],
  [
    'an area of two corners',
    within(
      area([
        [0, 0],
        [1, 1],
        [0, 0],
      ]),
    ),
  ],
  ['edges that cross', within(area(ring([0, 0], [2, 2], [2, 0], [0, 2])))],
  ['a hole outside', within(area(box(0, 0, 1, 1), box(5, 5, 6, 6)))],
  ['a hole that reaches out', within(area(box(0, 0, 4, 4), box(3, 1, 5, 2)))],
  ['holes that overlap', within(area(box(0, 0, 9, 9), box(1, 1, 4, 4), box(3, 3, 6, 6)))],
  ['inside a line', within(line([0, 0], [1, 1]))],
  ['an area that touches itself', within(area(ring([0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4])))],
  ['a line of one point', wrong(several('LineString', [0, 0]))],
  ['a line that stays in a place', wrong(line([0, 0], [0, 0]))],
  [
    'a line to the other side of the earth',
    wrong(
      collection(
        point(1, 1),
        several('MultiLineString', [
          [0, 0],
          [180, 0],
        ]),
      ),
    ),
  ],
  ['a longitude out of range', wrong(point(181, 0))],
  ['a latitude out of range', wrong(point(0, -90.5))],
  ['an unknown type', wrong(several('Circle', [0, 0]))],
  ['coordinates that are none', wrong(several('Point', 'a', 'b'))],
  ['another reference system', wrong({ ...point(0, 0), crs: { type: 'name', properties: { name: 'EPSG:1' } } })],
  ['a circle of a negative radius', geo('$geoWithin', { $centerSphere: [[0, 0], -1] })],
  ['a box of one corner', geo('$geoWithin', { $box: [[0, 0]] })],
  [
    'a flat polygon of two corners',
    geo('$geoWithin', {
      $polygon: [
        [0, 0],
        [1, 1],
      ],
    }),
  ],
  ['near nothing', geo('$near', {})],
  ['near a line', geo('$near', { $geometry: line([0, 0], [1, 1]) })],
  ['near and a negative distance', geo('$near', { $geometry: point(0, 0), $maxDistance: -1 })],
  ['near in an $or', { $or: [geo('$near', { $geometry: point(0, 0) }), { _id: 1 }] }],
  ['near and a distance beside it', { at: { $near: { $geometry: point(0, 0) }, $maxDistance: 5 } }],
  ['near and another condition', { at: { $near: [0, 0], $exists: true } }],
  ['a hole where winding counts', within(inStrict(area(box(0, 0, 9, 9), box(4, 4, 6, 6))))],
  ['near twice', { $and: [geo('$near', { $geometry: point(0, 0) }), geo('$near', { $geometry: point(1, 0) })] }],
  ['not near', { at: { $not: { $near: { $geometry: point(0, 0) } } } }],
]

describe('places', () => {
  const harness = new Harness()
  beforeAll(async () => {
    await harness.create('g')
    await harness.insert(
      'g',
      Object.keys(PLACES).map((_id) => ({ _id, at: PLACES[_id] })),
    )
    await harness.create('posts')
    await harness.insert(
      'posts',
      [0, 1, 2, 3].map((n) => ({ _id: n, n, at: point(n, 0) })),
    )
  })
  afterAll(() => harness.close())

  test.each(FOUND)('%s', async (_name, filter, ids) => {
    const found = await harness.ids('g', filter)
    expect([...found].sort()).toEqual(ids.split(' ').filter(Boolean).sort())
  })

  test.each(REFUSED)('refused: %s', async (_name, filter) => {
    await expect(harness.find('g', filter)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })

  const DEGREE = (Math.PI / 180) * 6_378_100
  const near = (stage: Row): Promise<Row[]> =>
    harness.aggregate('posts', [{ $geoNear: { distanceField: 'd.is', key: 'at', ...stage } }])
  const far = (rows: readonly Row[]): unknown[] => rows.map(({ _id, d }) => [_id, (d as { is: number }).is])

  test('$geoNear measures in metres from GeoJSON, in radians from a pair', async () => {
    const metres = far(await near({ near: point(1, 0), maxDistance: DEGREE * 1.5, query: { n: { $gt: 0 } } }))
    expect(metres).toEqual([
      [1, 0],
      [2, expect.closeTo(DEGREE, 3)],
    ])
    const radians = far(
      await near({ near: [3, 0], spherical: true, minDistance: 0.01, distanceMultiplier: 180 / Math.PI }),
    )
    expect(radians).toEqual([
      [2, expect.closeTo(1, 9)],
      [1, expect.closeTo(2, 9)],
      [0, expect.closeTo(3, 9)],
    ])
  })

  test('$geoNear tells the place', async () => {
    const [row] = await near({ near: point(3, 0.1), includeLocs: 'd.at' })
    expect(row).toEqual({ _id: 3, n: 3, at: point(3, 0), d: { is: expect.closeTo(DEGREE / 10, 3), at: point(3, 0) } })
  })

  test.each<readonly [string, Row]>([
    ['no name for the distance', { near: point(0, 0), distanceField: 1 }],
    ['no place', {}],
    ['a distance that is none', { near: point(0, 0), maxDistance: 'far' }],
    ['a query by distance', { near: point(0, 0), query: { at: { $near: [0, 0] } } }],
  ])('$geoNear refuses %s', async (_name, stage) => {
    await expect(near(stage)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })

  test('$near takes a bare point, a pair, and limits beside it', async () => {
    expect(await harness.ids('posts', geo('$near', point(2, 0)), { limit: 1 })).toEqual([2])
    expect(await harness.ids('posts', { at: { $near: [0, 0], $maxDistance: 1.5 } })).toEqual([0, 1])
    expect(await harness.ids('posts', { at: { $nearSphere: [0, 0], $minDistance: 0.03 } })).toEqual([2, 3])
  })
})
