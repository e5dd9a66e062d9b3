/** Which codes there are, and whose they are to make. */
import fc from 'fast-check'
import { captionOf, hasCode, mayMakeCode } from '../../cloudfunctions/estate/codes.rules'
import { buildingDocs } from '../../database/estate'
import { CLUSTERS, type Grant } from '../../miniprogram/contract/estate'
import { codeClusters, parsePlaceCode, placeCode, type PlaceCode } from '../../miniprogram/contract/place-code'

const BUILDINGS = buildingDocs()

/** A stair of the estate, with a number that may be past what it has. */
const spot = fc.record({
  building: fc.constantFrom(...BUILDINGS),
  unit: fc.nat(4),
  lift: fc.nat(5),
  floor: fc.nat(40),
  room: fc.nat(10),
})

test('a code is of a place exactly when the building has it', () => {
  fc.assert(
    fc.property(spot, ({ building, unit: no, lift, floor, room }) => {
      const unit = building.units.find((one) => one.no === no)
      const at = { building: building._id, unit: no }
      const isIn = (n: number, most = 0) => n >= 1 && n <= most
      const codes: [PlaceCode, boolean][] = [
        [{ what: 'stair', ...at }, unit !== undefined],
        [{ what: 'lift', ...at, lift }, isIn(lift, unit?.lifts.length)],
        [{ what: 'door', home: { ...at, floor, room } }, isIn(floor, unit?.floors) && isIn(room, unit?.roomsPerFloor)],
      ]
      for (const [code, isThere] of codes) {
        expect(parsePlaceCode(placeCode(code))).toEqual(code)
        expect(hasCode(building, code)).toBe(isThere)
      }
    }),
  )
})

test('every lift has words of its own', () => {
  const all = BUILDINGS.flatMap((building) =>
    building.units.flatMap(({ no, lifts }) =>
      lifts.map((_, index) => captionOf(building, { what: 'lift', building: building._id, unit: no, lift: index + 1 })),
    ),
  )
  expect(new Set(all).size).toBe(all.length)
})

test('a lift with a name of another kind keeps it', () => {
  const building = { name: 'A区1栋', units: [{ no: 1, floors: 9, roomsPerFloor: 4, lifts: ['货梯'] }] }
  const code = { what: 'lift', building: 'A1', unit: 1, lift: 1 } as const
  expect(captionOf(building, code)).toBe('扫一扫，报修、反映问题 · A区1栋1单元货梯')
})

const GRANTS: [Grant[], string][] = [
  [[], ''],
  [[{ role: 'mediator', cluster: 'A', building: 'A1' }], ''],
  [[{ role: 'worker', cluster: 'B', buildings: ['B1'] }], ''],
  [[{ role: 'leader', cluster: 'B' }], 'B'],
  [
    [
      { role: 'leader', cluster: 'D' },
      { role: 'leader', cluster: 'B' },
      { role: 'mediator', cluster: 'A', building: 'A1' },
    ],
    'BD',
  ],
  [[{ role: 'staff' }], 'ABCDE'],
  [[{ role: 'leader', cluster: 'B' }, { role: 'admin' }], 'ABCDE'],
]

test.each(GRANTS)('%j may make the codes of %s', (grants, clusters) => {
  expect(codeClusters(grants).join('')).toBe(clusters)
  for (const cluster of CLUSTERS) {
    const home = { building: `${cluster}1`, unit: 1, floor: 1, room: 1 }
    for (const code of [
      { what: 'stair', building: home.building, unit: 1 },
      { what: 'door', home },
    ] as const)
      expect(mayMakeCode(grants, code)).toBe(clusters.includes(cluster))
  }
})
