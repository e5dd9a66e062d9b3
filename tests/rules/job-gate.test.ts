import fc from 'fast-check'
import { findingsIn, findingsOf } from '../../cloudfunctions/jobs/gate.rules'
import { GROUNDS, mended, type Ground } from '../../miniprogram/contract/job-gate'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import { held } from './job-gate/held'
import { measure, type Labelled } from './job-gate/measure'
import { tuned } from './job-gate/tuned'
import { cpuTime } from './cpu-time'

const DAY = '2026-11-30'
const ALL = [...tuned, ...held]
const BREACHES = tuned.filter(({ grounds }) => grounds.length > 0)

const groundsOf = (text: string): Ground[] => [...new Set(findingsIn(text).map(({ ground }) => ground))]

const posting = (more: Partial<PostingInput> = {}): PostingInput => ({
  title: '服务员',
  kind: 'waiter',
  pay: { from: 400_000, to: 500_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '华岩新城',
  way: { by: 'foot', minutes: 10 },
  shifts: ['day'],
  duties: '端菜，收拾桌子。',
  needs: '身体健康，持健康证上岗。',
  insurance: 'full',
  wanted: 3,
  ...more,
})

// ---- how well it finds

const SETS: [name: string, set: readonly Labelled[]][] = [
  ['tuned', tuned],
  ['held', held],
]

describe.each(SETS)('%s sentences', (_name, set) => {
  const figures = measure(set)

  test('are many, two fifths of them lawful, and break every ground', () => {
    expect(figures.sentences).toBeGreaterThanOrEqual(320)
    expect(figures.lawful / figures.sentences).toBeGreaterThanOrEqual(0.4)
    for (const ground of GROUNDS) expect(set.some(({ grounds }) => grounds.includes(ground))).toBe(true)
    expect(new Set(set.map(({ text }) => text)).size).toBe(set.length)
  })

  test.each(['pairs', 'bySentence'] as const)('%s: at most one in twenty wrong, and one in twenty missed', (by) => {
    expect(figures[by].precision).toBeGreaterThanOrEqual(0.95)
    expect(figures[by].recall).toBeGreaterThanOrEqual(0.95)
  })
})

test('no sentence is in both sets', () => {
  const known = new Set(tuned.map(({ text }) => text))
  expect(held.filter(({ text }) => known.has(text))).toEqual([])
})

test.each([
  '女鞋导购，男装部导购',
  '男女不限，年龄不限',
  '年满16周岁，年满18周岁（夜班），不招未满16岁，未成年人勿扰',
  '持健康证上岗，不收任何费用，不押身份证，包吃住',
  '社保从工资里扣个人部分',
  '女生宿舍管理员。照顾老年妇女。月嫂，照顾产妇。婚庆公司布场',
  '少数民族特色餐厅，清真餐厅厨师，本地生活平台，外地货车',
  '残疾人优先，欢迎残疾人',
  '免费培训。收银员要会收退押金。法律规定特殊工种',
  '身高165以上，无纹身',
  '井下采掘，按女职工禁忌劳动范围的规定只招男工',
])('lawful: %s', (text) => expect(findingsIn(text)).toEqual([]))

test.each<[string, Ground]>([
  ['限 男', 'sex'],
  ['限.男', 'sex'],
  ['限\u200b男', 'sex'],
  ['ＬＩＭＩＴ，限（男）', 'sex'],
  ['年齡４５歲以下', 'age'],
  ['四十五周岁以下', 'age'],
  ['45周岁以下', 'age'],
  ['4 5 岁以下', 'age'],
  ['18一45岁', 'age'],
  ['工资4500 45岁以下', 'age'],
  ['十五六岁的娃儿也要', 'child_labour'],
  ['限本地戶口', 'origin'],
  ['少數民族勿擾', 'ethnicity'],
  ['殘疾人勿擾', 'health'],
  ['押金一百二', 'deposit'],
  ['15元/小时', 'pay'],
  ['底薪一千五', 'pay'],
])('%s is %s, however it is written', (text, ground) => expect(groundsOf(text)).toEqual([ground]))

// ---- where

const inPlace = (text: string): void => {
  const findings = findingsIn(text)
  for (const { words, start, sentence } of findings) {
    expect(words).not.toBe('')
    expect(start).toBeGreaterThanOrEqual(0)
    expect(text.slice(start, start + words.length)).toBe(words)
    expect(text).toContain(sentence)
    expect(sentence).toContain(words)
  }
  const starts = findings.map(({ start }) => start)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  const places = findings.map(({ ground, start }) => `${ground} ${start}`)
  expect(new Set(places).size).toBe(places.length)
}

const sentences = fc.constantFrom(...ALL.map(({ text }) => text))
const marks = fc.constantFrom('，', '。', '\n', ' ', '；', '、', '！')
const postings = fc
  .array(fc.tuple(sentences, marks), { maxLength: 12 })
  .map((parts) => parts.map((part) => part.join('')).join(''))

test('findings are the words of the text, by place, each once', () =>
  fc.assert(fc.property(postings, inPlace), { numRuns: 300 }))

test('any text at all is read', () =>
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), inPlace), { numRuns: 300 }))

test('a text of its own characters in any order is read', () => {
  const characters = [...new Set(ALL.flatMap(({ text }) => [...text])), ' ', '\n', '\u200b', '　', '👷']
  const texts = fc.array(fc.constantFrom(...characters), { maxLength: 300 }).map((list) => list.join(''))
  fc.assert(fc.property(texts, inPlace), { numRuns: 300 })
})

test('spaces and zero-width characters hide nothing', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...BREACHES),
      fc.nat(),
      fc.constantFrom(' ', '　', '\u200b'),
      ({ text, grounds }, at, mark) => {
        const place = at % text.length
        // between digits a space ends a number
        fc.pre(!/\d$/.test(text.slice(0, place)) || !/^[\d.-]/.test(text.slice(place)))
        expect(groundsOf(text.slice(0, place) + mark + text.slice(place))).toEqual(expect.arrayContaining([...grounds]))
      },
    ),
    { numRuns: 1_000 },
  ))

test('full width hides nothing', () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
  for (const { text } of BREACHES) expect(groundsOf(wide(text))).toEqual(groundsOf(text))
})

test('300 characters are read within 5 ms', () => {
  const texts = [0, 1, 2, 3, 4].map((part) =>
    ALL.filter((_one, index) => index % 5 === part)
      .map(({ text }) => text)
      .join('，')
      .slice(0, 300),
  )
  texts.push('不要的请'.repeat(75), '限 '.repeat(150), '汉族、'.repeat(100), '1'.repeat(300))
  for (const text of texts) {
    const times = Array.from({ length: 20 }, () => {
      const start = cpuTime()
      findingsIn(text)
      return cpuTime() - start
    })
    // the quickest of them: the first compiles the patterns, and a processor shared with others is slower
    expect(Math.min(...times)).toBeLessThan(5)
  }
})

// ---- mended

test('what is mended breaks nothing more', () => {
  for (const { text } of ALL) expect(findingsIn(mended(text, findingsIn(text)))).toEqual([])
})

test('a whole posting that is mended breaks nothing more, and keeps the sentences that broke nothing', () =>
  fc.assert(
    fc.property(fc.array(sentences, { maxLength: 10 }), fc.constantFrom('。', '\n', '；\n'), (list, mark) => {
      const text = list.join(mark)
      const rest = mended(text, findingsIn(text))
      expect(findingsIn(rest)).toEqual([])
      for (const one of list) if (findingsIn(one).length === 0) expect(rest).toContain(one)
    }),
    { numRuns: 200 },
  ))

test.each([
  ['限男性，能搬重物', '能搬重物'],
  ['45岁以下，身体好。', '身体好。'],
  ['招女服务员3名', '招服务员3名'],
  ['招个女孩子看店', '招个人看店'],
  ['收银员（女），会电脑', '收银员，会电脑'],
  ['55岁以下身体好的来', '身体好的来'],
  ['限男性', ''],
  ['限男性。', ''],
  ['包吃住。\n限男性。\n五险', '包吃住。\n五险'],
  ['1、会开车\n2、45岁以下\n3、能上夜班', '1、会开车\n3、能上夜班'],
  ['会开叉车，交押金300元，离职退', '会开叉车'],
  ['15周岁以上，包吃住', '年满16周岁，包吃住'],
  ['试用期没有工资，管吃住', '试用期工资照发，管吃住'],
  ['底薪1500，提成另算', '月工资不低于2330元，提成另算'],
  ['发传单，20元/小时', '发传单，每小时不低于23元'],
  ['押身份证', '入职时看一下证件'],
  ['不限男女。限男。', '不限男女。'],
  ['限男。包住。限男。', '包住。'],
])('%j is said lawfully as %j', (text, lawful) => expect(mended(text, findingsIn(text))).toBe(lawful))

// ---- a posting

test('a lawful posting passes', () => expect(findingsOf(posting(), DAY)).toEqual([]))

test('every field is looked at, in order', () => {
  const input = posting({
    title: '女服务员',
    duties: '端菜，押金200元。',
    needs: '身体健康，45岁以下。本地人优先',
    pay: { from: 200_000, to: 250_000, unit: 'month' },
  })
  const found = findingsOf(input, DAY).map(({ ground, field, words }) => [ground, field, words])
  expect(found).toEqual([
    ['sex', 'title', '女服务员'],
    ['deposit', 'duties', '押金200元'],
    ['age', 'needs', '45岁以下'],
    ['origin', 'needs', '本地人优先'],
    ['pay', 'pay', '2000 元一个月'],
  ])
})

type PayRow = [
  unit: PostingInput['pay']['unit'],
  yuan: number,
  hours: number,
  days: number,
  day: string,
  least: string | null,
]
test.each<PayRow>([
  ['hour', 22.99, 8, 5, DAY, '每小时至少 23 元'],
  ['hour', 23, 8, 5, DAY, null],
  ['hour', 21, 8, 5, '2024-12-31', null],
  ['hour', 20.99, 8, 5, '2024-12-31', '每小时至少 21 元'],
  ['month', 2329, 8, 5, DAY, '每月至少 2330 元'],
  ['month', 2330, 8, 5, DAY, null],
  ['month', 2329, 7, 6, DAY, '每月至少 2330 元'],
  ['month', 2100, 8, 5, '2024-12-31', null],
  ['month', 1000, 4, 5, DAY, '每月至少 2001 元'],
  ['month', 2001, 4, 5, DAY, null],
  ['day', 183, 8, 5, DAY, '每天至少 184 元'],
  ['day', 184, 8, 5, DAY, null],
  ['day', 92, 4, 6, DAY, null],
  ['day', 80, 8, 6, '2000-01-01', null],
])('per %s ¥%d, %d hours on %d days, on %s: %s', (unit, yuan, hoursPerDay, daysPerWeek, day, least) => {
  const from = Math.round(yuan * 100)
  const input = posting({ pay: { from, to: from + 10_000, unit }, hoursPerDay, daysPerWeek })
  const [finding, ...others] = findingsOf(input, day)
  expect(others).toEqual([])
  expect(finding?.proposal ?? null).toBe(least)
  if (finding) expect(finding).toMatchObject({ ground: 'pay', field: 'pay', start: 0, sentence: finding.words })
})

test('the least that is proposed passes, and a yuan less does not', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('hour', 'day', 'month'),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 7 }),
      (unit, hoursPerDay, daysPerWeek) => {
        const offer = (from: number) => posting({ pay: { from, to: from, unit }, hoursPerDay, daysPerWeek })
        const least = Number(/至少 ([\d.]+) 元/.exec(findingsOf(offer(100), DAY)[0]?.proposal ?? '')?.[1]) * 100
        expect(findingsOf(offer(least), DAY)).toEqual([])
        expect(findingsOf(offer(least - 100), DAY)).toHaveLength(1)
      },
    ),
  ))

test('pay in words is judged by the hours of the posting and the day', () => {
  const words = (needs: string, more: Partial<PostingInput> = {}, day = DAY) =>
    findingsOf(posting({ needs, ...more }), day).map(({ words: found }) => found)
  expect(words('底薪2200')).toEqual(['底薪2200'])
  expect(words('底薪2200', {}, '2024-12-31')).toEqual([])
  const partTime = { hoursPerDay: 4, daysPerWeek: 5 }
  expect(words('底薪2200', partTime)).toEqual([])
  expect(words('一天100元', partTime)).toEqual([])
  expect(words('一天100元')).toEqual(['一天100元'])
})
