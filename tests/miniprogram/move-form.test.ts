/** The form of a move: what it sends is what the server takes. */
import fc from 'fast-check'
import { parse } from '../../cloudfunctions/kit/schema'
import { moveInput } from '../../cloudfunctions/cases/input'
import { CASE_LIMITS, OUTSIDERS, RECORDS, type CaseView } from '../../miniprogram/contract/cases'
import type { Colleague, Grant } from '../../miniprogram/contract/estate'
import { candidatesFor, found } from '../../miniprogram/packages/cases/pages/move/candidates.view'
import { pruned, type MoveDrafts } from '../../miniprogram/packages/cases/pages/move/drafts'
import {
  changedText,
  EMPTY,
  FORM_MOVES,
  FORMS,
  formMove,
  inputOf,
  NAME_CHARACTERS,
  outsiderName,
  problemOf,
  untilChips,
  untilOf,
  untilRange,
  withOutsider,
  withPhrase,
  type Values,
} from '../../miniprogram/packages/cases/pages/move/form.view'

import { createUploads } from '../../miniprogram/packages/cases/pages/move/uploads'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-24T22:30:00+08:00')
const ID = '01J0000000000000000000000A'

const anyText = fc.oneof(
  fc.constantFrom('', '  ', '好了', ' 前后有空格 ', '长'.repeat(1000), '长'.repeat(1001)),
  fc.string({ unit: fc.constantFrom('修', '好', '了', '，', ' ', '\n'), maxLength: 30 }),
)
const anyValues: fc.Arbitrary<Values> = fc.record({
  text: anyText,
  form: fc.constantFrom(null, ...RECORDS),
  until: fc.constantFrom('', ...untilChips(NOW).map(({ value }) => value)),
  outsider: fc.constantFrom(null, ...OUTSIDERS),
  name: fc.constantFrom('', ' ', '物业 王经理', '长'.repeat(NAME_CHARACTERS)),
  to: fc.constantFrom('', ID),
  stars: fc.integer({ min: 0, max: 5 }),
  pictures: fc.constant([]),
})

describe('the form of a move', () => {
  it('sends what the server takes, whatever was chosen and written', () => {
    const anyPictures = fc.array(fc.constant('cloud://env.bucket/a/1.jpg'), { maxLength: CASE_LIMITS.pictures })
    fc.assert(
      fc.property(fc.constantFrom(...FORM_MOVES), anyValues, anyPictures, (move, values, pictures) => {
        if (problemOf(move, values)) return
        const input = inputOf(move, values, pictures)
        expect(input.move).toBe(move)
        expect(() => parse(moveInput, { id: ID, version: 1, ...input })).not.toThrow()
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['record', { text: '去过' }, 'form'],
    ['record', { form: 'visited' }, 'text'],
    ['assign', {}, 'to'],
    ['hand_over', {}, 'outsider'],
    ['hand_over', { outsider: 'other' }, 'name'],
    ['rate', {}, 'stars'],
    ['wait', { text: '   ' }, 'text'],
    ['decline', {}, 'text'],
    ['confirm', { text: '长'.repeat(201) }, 'text'],
  ] as const)('%s with %j is missing its %s', (move, values, field) => {
    expect(problemOf(move, { ...EMPTY, ...values })?.field).toBe(field)
  })

  it.each(['pass', 'confirm'] as const)('%s needs nothing', (move) => expect(problemOf(move, EMPTY)).toBeNull())

  it('warns who reads a refusal, and says what only colleagues read', () => {
    expect(FORMS.decline.isWarning).toBe(true)
    for (const move of ['note', 'pass', 'assign'] as const) expect(FORMS[move].readers).toMatch('居民看不到')
    for (const move of ['wait', 'resolve', 'decline', 'hand_over'] as const) expect(FORMS[move].readers).toMatch('居民')
  })

  it('knows its moves', () => {
    expect(formMove('wait')).toBe('wait')
    expect(formMove('accept')).toBeNull()
    expect(formMove(undefined)).toBeNull()
  })

  it('offers only days until which the server lets a case wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY }), (now) => {
        const { first, last } = untilRange(now)
        const offered = [...untilChips(now).map(({ value }) => value), first, last].filter((day) => day !== '')
        for (const day of offered) {
          expect(untilOf(day)).toBeGreaterThan(now)
          expect(untilOf(day)).toBeLessThanOrEqual(now + CASE_LIMITS.waitDays * DAY)
        }
      }),
    )
  })

  it('puts a phrase after the words, once, and never past the limit', () => {
    expect(withPhrase('', '等配件到货', 100)).toBe('等配件到货')
    expect(withPhrase('师傅说', '等配件到货', 100)).toBe('师傅说，等配件到货')
    expect(withPhrase('来过了。', '等配件到货', 100)).toBe('来过了。等配件到货')
    expect(withPhrase('等配件到货', '等配件到货', 100)).toBe('等配件到货')
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ minLength: 1, maxLength: 20 }), (text, phrase) => {
        expect(withPhrase(text, phrase, 20).length).toBeLessThanOrEqual(20)
      }),
    )
  })

  it('names the usual outsiders, so that nobody has to type', () => {
    expect(OUTSIDERS.map(outsiderName)).toEqual(['派出所', '物业服务中心', '141平台', ''])
  })

  it.each([
    ['', null, 'property', '物业服务中心'],
    ['物业服务中心', 'property', 'police', '派出所'],
    ['物业服务中心', 'property', 'other', ''],
    ['物业 王经理', 'property', 'police', '物业 王经理'],
    ['王经理', null, 'property', '王经理'],
  ] as const)('the name "%s" of %s becomes for %s "%s"', (name, outsider, chosen, after) => {
    expect(withOutsider({ ...EMPTY, name, outsider }, chosen)).toEqual({ outsider: chosen, name: after })
  })

  it('says what has become of a case that somebody else changed', () => {
    const view = {
      state: 'accepted',
      handler: '王芳',
      events: [{ command: 'accept', at: NOW - 5 * 60_000, by: { as: 'handler', role: 'worker', name: '王芳' } }],
    } as unknown as CaseView
    expect(changedText(view, NOW)).toBe('5分钟前，王芳接手了。现在是“有人接手了”，由王芳在管。您写的还在。')
  })
})

describe('to whom a case can be assigned', () => {
  const person = (id: string, grants: Grant[], part: Partial<Colleague> = {}): Colleague => ({
    id,
    name: `名${id}`,
    grants,
    leave: null,
    ...part,
  })
  const team = [
    person('other', [{ role: 'worker', cluster: 'A', buildings: ['A1'] }]),
    person('leader', [{ role: 'leader', cluster: 'A' }]),
    person('mediator', [{ role: 'mediator', cluster: 'A', building: 'A18' }]),
    person('stranger', [{ role: 'mediator', cluster: 'A', building: 'A2' }]),
    person('away', [{ role: 'worker', cluster: 'A', buildings: ['A18'] }], {
      leave: { from: NOW - DAY, to: NOW + DAY, standIn: null },
    }),
    person('own', [{ role: 'worker', cluster: 'A', buildings: ['A18'] }]),
  ]

  it('the nearest first, those away last, nobody of another building', () => {
    const people = candidatesFor(team, 'A18', NOW)
    expect(people.map(({ id }) => id)).toEqual(['own', 'mediator', 'leader', 'other', 'away'])
    expect(people.at(-1)?.away).toBe('请假到 11月25日')
    expect(found(people, '党员').map(({ id }) => id)).toEqual(['mediator'])
    expect(found(people, ' 名own ').map(({ id }) => id)).toEqual(['own'])
    expect(found(people, '')).toHaveLength(5)
  })
})

describe('pictures', () => {
  it('go up once each, in their order, also when the network broke in between', async () => {
    const sent: string[][] = []
    let isCut = true
    const uploads = createUploads(async (paths, onProgress = () => undefined) => {
      if (isCut) throw new Error('no network')
      sent.push([...paths])
      paths.forEach((_, index) => onProgress(index, paths.length))
      onProgress(paths.length, paths.length)
      return paths.map((path) => `cloud:${path}`)
    })
    const counted: string[] = []
    const all = (...paths: string[]) => uploads.all(paths, (no, of) => counted.push(`${no}/${of}`))
    await expect(all('a', 'b')).rejects.toThrow('no network')
    isCut = false
    expect(await all('a', 'b')).toEqual(['cloud:a', 'cloud:b'])
    expect(counted).toEqual(['1/2', '2/2', '2/2'])
    expect(await all('b', 'c', 'a')).toEqual(['cloud:b', 'cloud:c', 'cloud:a'])
    expect(sent).toEqual([['a', 'b'], ['c']])
  })
})

describe('drafts of moves', () => {
  it('are kept for a week, and not too many of them', () => {
    const drafts: MoveDrafts = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`case${index} note`, { values: EMPTY, savedAt: NOW - index * 60_000 }]),
    )
    drafts['old wait'] = { values: EMPTY, savedAt: NOW - 8 * DAY }
    const kept = pruned(drafts, NOW)
    expect(Object.keys(kept)).toHaveLength(30)
    expect(kept).toHaveProperty('case0 note')
    expect(kept).not.toHaveProperty('old wait')
  })
})
