/** Having codes printed, as far as it is decided without a phone. */
import fc from 'fast-check'
import { hasCode } from '../../cloudfunctions/estate/codes.rules'
import { buildingDocs } from '../../database/estate'
import type { Building, Grant, Me } from '../../miniprogram/contract/estate'
import { codeClusters, parsePlaceCode } from '../../miniprogram/contract/place-code'
import {
  buildingIds,
  captionLines,
  pictureUrl,
  reopened,
  saveAllText,
  savedText,
  spotChoices,
  spotSteps,
  stageOf,
  type Spot,
} from '../../miniprogram/packages/me/codes.view'
import { broken } from '../../miniprogram/packages/me/pages/codes/draw'
import {
  forgetSaved,
  noteSaved,
  saveAll,
  savedOf,
  type Ended,
} from '../../miniprogram/packages/me/pages/codes/save-all'
import { meScreen } from '../../miniprogram/pages/me/me.view'

const BUILDINGS: Building[] = buildingDocs().map(({ _id, cluster, name, units }) => ({ id: _id, cluster, name, units }))

const storage = new Map<string, unknown>()
Object.assign(globalThis, {
  wx: {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
  },
})
beforeEach(() => storage.clear())

const parsed = (text: string) => {
  const code = parsePlaceCode(text)
  if (!code) throw new Error(`${text} is no code`)
  return code
}

describe('choosing', () => {
  test('every code of a building is reached, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BUILDINGS), (building) => {
        const stairs = spotChoices(BUILDINGS, { building: building.id }).units
        const reached = stairs.flatMap(({ value }) => {
          const unit = Number(value)
          const { places, floors } = spotChoices(BUILDINGS, { building: building.id, unit })
          const doors = floors.flatMap(
            (floor) => spotChoices(BUILDINGS, { building: building.id, unit, floor: Number(floor.value) }).doors,
          )
          return [...places, ...doors].map((choice) => choice.value)
        })
        const count = building.units.reduce(
          (sum, { floors, roomsPerFloor, lifts }) => sum + 1 + lifts.length + floors * roomsPerFloor,
          0,
        )
        expect(new Set(reached).size).toBe(reached.length)
        expect(reached).toHaveLength(count)
        for (const code of reached) expect([code, hasCode(building, parsed(code))]).toEqual([code, true])
      }),
      { numRuns: 10 },
    )
  })

  test('the codes of a unit bear the names that people see', () => {
    const { places } = spotChoices(BUILDINGS, { building: 'A18', unit: 1 })
    expect(places).toEqual([
      { value: 'A18-1', text: '楼道' },
      { value: 'A18-1-L1', text: '1号梯' },
      { value: 'A18-1-L2', text: '2号梯' },
    ])
  })

  test.each<[Spot, string, string[]]>([
    [{}, 'building', []],
    [{ building: 'A18' }, 'unit', ['A区18栋']],
    [{ building: 'A18', unit: 2 }, 'place', ['A区18栋', '2单元']],
    [{ building: 'A18', unit: 2, floor: 3 }, 'room', ['A区18栋', '2单元', '3楼']],
  ])('%j asks for the %s', (spot, stage, texts) => {
    expect(stageOf(spot)).toBe(stage)
    expect(spotSteps(spot).map(({ text }) => text)).toEqual(texts)
  })

  test.each([
    ['building', {}],
    ['unit', { building: 'A18' }],
    ['floor', { building: 'A18', unit: 2 }],
  ])('back to the %s opens what hangs on it', (part, spot) => {
    expect(reopened({ building: 'A18', unit: 2, floor: 3 }, part)).toEqual(spot)
  })

  test('nothing is offered of what is not there', () => {
    const nothing = { units: [], places: [], floors: [], doors: [] }
    expect(spotChoices(BUILDINGS, {})).toEqual(nothing)
    expect(spotChoices(BUILDINGS, { building: 'A39', unit: 1 })).toEqual(nothing)
    expect(spotChoices(BUILDINGS, { building: 'A18', unit: 9 })).toMatchObject({ places: [], floors: [] })
  })

  test.each<[Grant[], number]>([
    [[{ role: 'leader', cluster: 'B' }], 9],
    [
      [
        { role: 'leader', cluster: 'A' },
        { role: 'leader', cluster: 'B' },
      ],
      27,
    ],
    [[{ role: 'staff' }], 54],
    [[{ role: 'worker', cluster: 'A', buildings: ['A1'] }], 0],
    [[], 0],
  ])('%j: %d buildings, and a way there from 我的 only with some', (grants, count) => {
    expect(buildingIds(BUILDINGS, codeClusters(grants))).toHaveLength(count)
    const me: Me = {
      id: null,
      name: null,
      phoneMasked: null,
      home: null,
      grants,
      leave: null,
      templates: {},
      enterprises: [],
    }
    expect(meScreen(me).makesCodes).toBe(count > 0)
  })
})

describe('the picture', () => {
  test('is a PNG or a JPEG by its first bytes', () => {
    const base64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64')
    expect(pictureUrl(base64(0xff, 0xd8, 0xff, 0xe0))).toMatch(/^data:image\/jpeg;base64,/)
    expect(pictureUrl(base64(0x89, 0x50, 0x4e, 0x47))).toMatch(/^data:image\/png;base64,/)
  })

  test('has what it is for above where it belongs', () => {
    expect(captionLines('扫一扫，报修、反映问题 · A区18栋1单元2号电梯')).toEqual([
      '扫一扫，报修、反映问题',
      'A区18栋1单元2号电梯',
    ])
  })

  test('a long line is broken, and nothing of it is lost', () => {
    const widthOf = (text: string) => text.length * 10
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80 }), fc.integer({ min: 10, max: 200 }), (text, most) => {
        const lines = broken(text, most, widthOf)
        expect(lines.join('')).toBe(text)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(most)
      }),
    )
    expect(broken('', 100, widthOf)).toEqual([])
  })
})

describe('all codes of a unit', () => {
  const CODES = ['A18-1', 'A18-1-L1', 'A18-1-L2', 'A18-1-L3']
  const UNIT = 'A18-1'

  /** One go of the page: what is not saved yet, with what happens to each. */
  const go = (album: string[], happens: readonly string[]): Promise<Ended> => {
    let tried = 0
    return saveAll({
      codes: CODES.filter((code) => !savedOf(UNIT).includes(code)),
      isStopped: () => happens[tried] === 'stop',
      save: async (code) => {
        const what = happens[tried++]
        if (what === 'offline') throw new Error('offline')
        if (what === 'failed' || what === 'refused') return what
        album.push(code)
        return 'saved'
      },
      onSaved: (code) => noteSaved(UNIT, code),
    })
  }

  test('whatever comes between, each is saved once and in order', async () => {
    const event = fc.constantFrom('saved', 'saved', 'stop', 'offline', 'failed', 'refused')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(event, { maxLength: 5 }), { maxLength: 6 }), async (goes) => {
        storage.clear()
        const album: string[] = []
        for (const happens of goes) {
          await go(album, happens).catch((error: Error) => expect(error.message).toBe('offline'))
          expect(savedOf(UNIT)).toEqual(album)
          expect(album).toEqual(CODES.slice(0, album.length))
        }
        expect(await go(album, [])).toBe('done')
        expect(album).toEqual(CODES)
      }),
    )
  })

  test.each([
    [['stop'], 'stopped', 0],
    [['saved', 'stop'], 'stopped', 1],
    [['refused'], 'refused', 0],
    [['saved', 'saved', 'failed'], 'failed', 2],
    [[], 'done', 4],
  ] as const)('%j: %s', async (happens, ended, saved) => {
    expect(await go([], happens)).toBe(ended)
    expect(savedOf(UNIT)).toHaveLength(saved)
  })

  test('units do not mix; what is forgotten begins again; old ones make room', () => {
    noteSaved('A18-1', 'A18-1')
    noteSaved('A18-2', 'A18-2')
    noteSaved('A18-1', 'A18-1-L1')
    noteSaved('A18-1', 'A18-1-L1')
    expect([savedOf('A18-1'), savedOf('A18-2')]).toEqual([['A18-1', 'A18-1-L1'], ['A18-2']])
    forgetSaved('A18-1')
    expect([savedOf('A18-1'), savedOf('A18-2')]).toEqual([[], ['A18-2']])
    for (let no = 1; no <= 20; no++) noteSaved(`B${no}-1`, `B${no}-1`)
    expect([savedOf('A18-2'), savedOf('B1-1')]).toEqual([[], ['B1-1']])
    for (let no = 1; no <= 20; no++) forgetSaved(`B${no}-1`)
    expect([...storage]).toEqual([])
  })

  test.each([
    [0, '', '保存这一单元全部（4 张）'],
    [1, '存了 1 张，还有 3 张', '接着存剩下的 3 张'],
    [4, '4 张都存好了，在手机相册里', '再存一遍'],
  ])('%d of 4 saved', (saved, words, button) => {
    expect([savedText(saved, 4), saveAllText(saved, 4)]).toEqual([words, button])
  })
})
