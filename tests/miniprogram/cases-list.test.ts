/** The list of one's own cases, and the choice of a place. */
import { buildingDocs } from '../../database/estate'
import type { CaseRow, CaseState } from '../../miniprogram/contract/cases'
import { isCaseWorker } from '../../miniprogram/contract/estate'
import { chunksPatch, drawnPatch, isNear, type Chunk } from '../../miniprogram/core/chunks'
import { openFirst, rowsOf } from '../../miniprogram/pages/cases/cases.view'
import {
  placeSheet,
  withBuilding,
  withCluster,
  withHome,
  withLift,
  withSpot,
  withUnit,
} from '../../miniprogram/packages/cases/place.view'

const row = (id: string, state: CaseState, dueAt: number | null, createdAt = 1): CaseRow => ({
  id,
  kind: 'dog.barking',
  state,
  building: 'A18',
  excerpt: '',
  createdAt,
  dueAt,
  level: 0,
  occurrences: 1,
  handler: '李建国',
  version: 1,
})

describe('the list', () => {
  const rows = [
    row('a', 'confirmed', null),
    row('b', 'accepted', 9),
    row('c', 'reported', 5),
    row('d', 'declined', null),
  ]

  it('puts what is open first, by what is due', () => {
    expect(openFirst(rows).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
    expect(rowsOf(rows, 0, 10).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
    expect(rowsOf(rows, 1, 10).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('draws what is seen and its neighbours, and never hides a page whose height is unknown', () => {
    const chunks: Chunk<string>[] = Array.from({ length: 10 }, (_, no) => ({
      no,
      rows: [],
      isDrawn: true,
      height: no < 9 ? 99 : 0,
    }))
    const patch = drawnPatch(chunks, new Set([4]))
    expect(Object.keys(patch)).toEqual([0, 1, 2, 6, 7, 8].map((no) => `chunks[${no}].isDrawn`))
    expect(Object.values(patch)).toEqual(Array(6).fill(false))
    expect(drawnPatch([{ no: 5, rows: [], isDrawn: false, height: 9 }], new Set([4]))).toEqual({
      'chunks[5].isDrawn': true,
    })
    expect([0, 1, 2].map((no) => isNear(no, new Set()))).toEqual([true, true, false])
  })

  it('sets only the chunks that changed, and keeps what was measured', () => {
    const chunk = (no: number, rows: string[]): Chunk<string> => ({ no, rows, isDrawn: false, height: 9 })
    const fresh = (no: number, rows: string[]) => ({ no, rows, isDrawn: true, height: 0 })
    expect(chunksPatch([], ['a', 'b', 'c'], 2)).toEqual({ chunks: [fresh(0, ['a', 'b']), fresh(1, ['c'])] })
    const old = [chunk(0, ['a', 'b']), chunk(1, ['c'])]
    expect(chunksPatch(old, ['a', 'b', 'c'], 2)).toEqual({})
    expect(chunksPatch(old, ['a', 'b', 'c', 'd', 'e'], 2)).toEqual({
      'chunks[1].rows': ['c', 'd'],
      'chunks[2]': fresh(2, ['e']),
    })
    expect(chunksPatch(old, ['b'], 2)).toEqual({ chunks: [chunk(0, ['b'])] })
    expect(chunksPatch(old, [], 2)).toEqual({ chunks: [] })
  })

  it('knows who has work', () => {
    expect(isCaseWorker([])).toBe(false)
    expect(isCaseWorker([{ role: 'admin' }])).toBe(false)
    expect(isCaseWorker([{ role: 'admin' }, { role: 'leader', cluster: 'A' }])).toBe(true)
  })
})

describe('the place', () => {
  const buildings = buildingDocs().map(({ _id: id, ...rest }) => ({ ...rest, id }))
  const home = { building: 'A18', unit: 1, floor: 3, room: 2 }

  it('is chosen from lists', () => {
    const sheet = placeSheet(buildings, { building: 'A18', unit: 1 }, 'A', home)
    expect(sheet.buildings).toHaveLength(18)
    expect(sheet.units.map(({ text }) => text)).toEqual(expect.arrayContaining(['1单元', '2单元']))
    expect(sheet.lifts.length).toBeGreaterThan(0)
    expect(sheet).toMatchObject({ door: '3楼02号', hasDoor: false, text: 'A区18栋1单元' })
    expect(placeSheet(buildings, { building: 'B1', unit: 1 }, 'B', home).door).toBe('')
    expect(placeSheet([], { building: '' }, '', null)).toMatchObject({ buildings: [], units: [], text: '' })
  })

  it('drops what no longer holds', () => {
    const at = { building: 'A18', unit: 1, lift: '1号梯' }
    expect(withCluster(at, 'A')).toBe(at)
    expect(withCluster(at, 'B')).toEqual({ building: '' })
    expect(withBuilding(at, 'A17')).toEqual({ building: 'A17' })
    expect(withUnit(at, '2')).toEqual({ building: 'A18', unit: 2 })
    expect(withUnit(at, '1')).toEqual({ building: 'A18' })
    expect(withLift(at, '1号梯')).toEqual({ building: 'A18', unit: 1 })
    expect(withSpot(at, '楼道')).toEqual({ building: 'A18', unit: 1, spot: '楼道' })
    expect(withHome(at, home)).toEqual(home)
    expect(withHome(home, home)).toEqual({ building: 'A18', unit: 1 })
  })
})
