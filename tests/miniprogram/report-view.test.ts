/** What the report page says, for every kind; where a report is. */
import fc from 'fast-check'
import { CASE_GROUPS, CASE_KIND_NAMES, DANGERS, QUESTIONS, type Question } from '../../miniprogram/contract/case-kinds'
import { parsePlaceCode } from '../../miniprogram/contract/place-code'
import { closer, NOWHERE, placeProblem } from '../../miniprogram/packages/cases/pages/report/form'
import { listProblem } from '../../miniprogram/packages/cases/place.view'
import {
  answerTexts,
  dangerViews,
  defaultPlace,
  fieldOf,
  groupTiles,
  kindTiles,
  likelyTiles,
  previewOf,
  promised,
  promiseText,
  questionViews,
  textOrDefault,
  withAnswer,
} from '../../miniprogram/packages/cases/report.view'
import { PHONE_NAMES } from '../../miniprogram/packages/cases/words'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { home, HOUR, NOW, wordsIn } from './case-words'

describe('the report', () => {
  it.each(CASE_KIND_NAMES)('has Chinese words for %s', (kind) => {
    const drawn = [questionViews(kind, {}), previewOf(kind, home, 2), promiseText(kind), dangerViews(kind)]
    for (const words of wordsIn(drawn)) expect(words).not.toMatch(/undefined|null|NaN/)
    for (const question of questionViews(kind, {})) {
      expect(question.text).toMatch(/[\u4e00-\u9fff]/)
      for (const { text } of question.choices) expect(text).toMatch(/^[\u4e00-\u9fff]{1,6}$/)
    }
    for (const { text, phones } of dangerViews(kind)) {
      expect(text).toMatch(/[\u4e00-\u9fff]/)
      for (const { number } of phones) expect(PHONE_NAMES[number]).toBeDefined()
    }
    expect(textOrDefault(kind, '  ').length).toBeGreaterThan(1)
  })

  it('has every kind behind a group', () => {
    expect(groupTiles().map(({ group }) => group)).toEqual(CASE_GROUPS)
    expect(CASE_GROUPS.flatMap((group) => kindTiles(group).map(({ kind }) => kind)).sort()).toEqual(
      [...CASE_KIND_NAMES].sort(),
    )
    expect(DANGERS.length).toBeGreaterThan(0)
  })

  it('leads from a code with what is likely there', () => {
    expect(likelyTiles(parsePlaceCode('A18-1-L1'))[0]?.kind).toBe('facility.lift')
    expect(likelyTiles(parsePlaceCode('A18-1')).map(({ kind }) => kind)).toContain('facility.light')
    expect(likelyTiles(parsePlaceCode('A18-1-0302'))[0]?.kind).toBe('noise.neighbour')
    expect(likelyTiles(null)).toEqual([])
  })

  it('keeps floor and room to itself where nobody has to come to that door', () => {
    expect(defaultPlace('noise.neighbour', null, home)).toEqual(home)
    expect(defaultPlace('facility.light', null, home)).toEqual({ building: 'A18', unit: 1 })
    expect(defaultPlace('noise.plaza', { building: 'B1' }, home)).toEqual({ building: 'B1' })
    expect(defaultPlace('noise.plaza', null, null)).toBeNull()
  })

  it('takes one answer a question, and takes it back', () => {
    const names = Object.keys(QUESTIONS) as Question[]
    const taps = fc.array(
      fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...QUESTIONS[name]))),
    )
    fc.assert(
      fc.property(taps, (list) => {
        const answers = list.reduce((before, [name, value]) => withAnswer(before, name, value), {})
        for (const name of names) {
          const ofName = list.filter(([tapped]) => tapped === name).map(([, value]) => value)
          const expected = ofName.reduce<string | undefined>((b, v) => (b === v ? undefined : v), undefined)
          expect((answers as { [name: string]: string })[name]).toBe(expected)
        }
        expect(answerTexts(answers)).toHaveLength(Object.keys(answers).length)
      }),
    )
    expect(withAnswer({}, 'constructor', 'x')).toEqual({})
    expect(withAnswer({}, 'when', 'never')).toEqual({})
  })

  it('promises who and by when', () => {
    expect(promiseText('facility.lift')).toBe('1 小时内有人接手，一般 1 天内给结果')
    expect(promised('facility.lift', '李建国', NOW + HOUR, NOW)).toEqual({
      who: '李建国',
      by: '今天 13:00 前',
      result: '一般 1 天内给您结果',
    })
  })

  it('shows a problem at its field', () => {
    expect(fieldOf('place.unit')).toBe('place')
    expect(fieldOf('text')).toBe('text')
    expect(fieldOf('answers.when')).toBe('answers')
    expect(fieldOf('somewhere')).toBeNull()
  })
})

describe('the place of a report', () => {
  const stair = { building: 'A18', unit: 1 }
  const inLift = { ...stair, lift: '1号梯' }

  it.each([
    ['what was found fills in where nothing is', NOWHERE, stair, stair],
    ['nothing found changes nothing', stair, null, stair],
    ['what was chosen stays', { building: 'B1' }, stair, { building: 'B1' }],
    ['the name of the lift is added to its stair', stair, inLift, inLift],
    ['not to another stair', { building: 'A18', unit: 2 }, inLift, { building: 'A18', unit: 2 }],
    ['not to a spot that was chosen', { ...stair, spot: '楼道' }, inLift, { ...stair, spot: '楼道' }],
    ['not over another lift', { ...stair, lift: '2号梯' }, inLift, { ...stair, lift: '2号梯' }],
  ])('%s', (_name, place, found, after) => expect(closer(place, found)).toEqual(after))

  it('says what is missing, and that nothing is lost', () => {
    expect(placeProblem(false)).toBe('请选一下在哪里')
    expect(placeProblem(true)).toMatch(/楼栋名单.*已经替您存好/)
    for (const code of ['OFFLINE', 'TIMEOUT', 'BUSY'] as const)
      expect(listProblem(new RpcError(code, 'r'))).toMatch(/网一好就自己出来/)
    expect(listProblem(new RpcError('INTERNAL', 'r'))).toBe('我们这边出错了，请过一会儿再试')
  })
})
