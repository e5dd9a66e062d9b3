import fc from 'fast-check'
import { CLUSTERS } from '../../miniprogram/contract/estate'
import { parsePlaceCode, placeCode, placeOfCode, type PlaceCode } from '../../miniprogram/contract/place-code'

const building = fc
  .tuple(fc.constantFrom(...CLUSTERS), fc.integer({ min: 1, max: 99 }))
  .map(([cluster, no]) => `${cluster}${no}`)
const small = fc.integer({ min: 1, max: 99 })
const codes: fc.Arbitrary<PlaceCode> = fc.oneof(
  fc.record({ what: fc.constant('stair' as const), building, unit: small }),
  fc.record({ what: fc.constant('lift' as const), building, unit: small, lift: small }),
  fc.record({
    what: fc.constant('door' as const),
    home: fc.record({ building, unit: small, floor: small, room: small }),
  }),
)

test('every code can be read back and fits the scene of a mini-program code', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const text = placeCode(code)
      expect(parsePlaceCode(text)).toEqual(code)
      // WeChat: at most 32 characters of this set
      expect(text).toMatch(/^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/)
    }),
  )
})

test.each([
  ['A18-1', { what: 'stair', building: 'A18', unit: 1 }],
  ['A18-1-L2', { what: 'lift', building: 'A18', unit: 1, lift: 2 }],
  ['A18-1-0302', { what: 'door', home: { building: 'A18', unit: 1, floor: 3, room: 2 } }],
  ['a18-1-l2', { what: 'lift', building: 'A18', unit: 1, lift: 2 }],
  [' A18-1 ', { what: 'stair', building: 'A18', unit: 1 }],
])('%j is read', (text, code) => expect(parsePlaceCode(text)).toEqual(code))

test.each([
  '',
  'A18',
  'A18-',
  'F1-1',
  'A18-1-',
  'A18-1-L',
  'A18-1-302',
  'A18-1-03022',
  'A18-1-L1-L2',
  'http://x/A18-1',
  '١-1',
])('%j is no code of ours', (text) => expect(parsePlaceCode(text)).toBeNull())

test('a code names the place of a case', () => {
  const lifts = ['左梯', '右梯']
  expect(placeOfCode({ what: 'lift', building: 'A18', unit: 1, lift: 2 }, lifts)).toEqual({
    building: 'A18',
    unit: 1,
    lift: '右梯',
  })
  expect(placeOfCode({ what: 'lift', building: 'A18', unit: 1, lift: 3 }, lifts)).toEqual({ building: 'A18', unit: 1 })
  expect(placeOfCode({ what: 'stair', building: 'A18', unit: 1 }, lifts)).toEqual({ building: 'A18', unit: 1 })
  const home = { building: 'A18', unit: 1, floor: 3, room: 2 }
  expect(placeOfCode({ what: 'door', home }, lifts)).toEqual(home)
})
