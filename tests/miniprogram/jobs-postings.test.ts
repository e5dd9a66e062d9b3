/** What the phone says of jobs: in lists, in full, and of the card. */
import fc from 'fast-check'
import { SUIT_REASONS, type SuitReason, type SuitedRow } from '../../miniprogram/contract/job-applications'
import { JOB_KINDS, JOB_LIMITS, PAY_UNITS, POSTING_STATES, SHIFTS, WITHIN } from '../../miniprogram/contract/jobs'
import { monthText, payText, rangeText, shortYuan } from '../../miniprogram/core/job-text'
import {
  cardInput,
  cardProblems,
  kindChips,
  minuteChips,
  NEW_CARD,
  toggled,
} from '../../miniprogram/packages/jobs/card.view'
import {
  BLINDNESS,
  emptiness,
  keptFilters,
  NO_FILTERS,
  pickersOf,
  postingCard,
  questionOf,
  searchText,
  TABS,
  withChoice,
  type Filters,
} from '../../miniprogram/packages/jobs/list.view'
import { consentLines, lackOf } from '../../miniprogram/packages/jobs/consent.view'
import { postingScreen } from '../../miniprogram/packages/jobs/posting.view'
import { SUIT_TEXTS } from '../../miniprogram/packages/jobs/words'
import { card, DAY, NOW, posting, postingRow } from './seeker-samples'

const CHINESE = /^[\p{Script=Han}\p{P}\p{N} ]+$/u

describe('pay', () => {
  test.each([
    [350_000, '¥3500'],
    [2_250, '¥22.50'],
    [5, '¥0.05'],
  ])('%d fen is %s', (fen, text) => expect(shortYuan(fen)).toBe(text))

  test.each([
    [350_000, 420_000, '¥3500–4200'],
    [2_300, 2_300, '¥23'],
    [2_250, 2_600, '¥22.50–26'],
  ])('from %d to %d is %s', (from, to, text) => expect(rangeText(from, to)).toBe(text))

  test('is said by its unit, and what it comes to by the others', () => {
    const texts = PAY_UNITS.map((unit) => payText({ from: 2_400, to: 2_600, unit }))
    expect(texts).toEqual(['¥24–26 一小时', '¥24–26 一天', '¥24–26 一个月'])
    const month = { from: 208_800, to: 226_200, hour: 2_400 }
    expect(PAY_UNITS.map((unit) => monthText(month, { from: 1, to: 2, unit }))).toEqual([
      '一个月大约 ¥2088–2262',
      '一个月大约 ¥2088–2262，一小时合 ¥24起',
      '一小时合 ¥24起',
    ])
    expect(monthText({ from: 9, to: 9, hour: 2_400 }, { from: 1, to: 1, unit: 'month' })).toBe('一小时合 ¥24')
  })
})

describe('a row', () => {
  test('says pay and minutes, and that it is over', () => {
    expect(postingCard(postingRow(), NOW)).toEqual({
      id: 'p',
      title: '小面馆服务员',
      firm: '渝味小面',
      pay: { money: '¥3500–4200', unit: '一个月' },
      way: '坐车 25 分钟',
      facts: '餐厅服务 · 白班、晚班 · 交五险',
      over: '',
      suit: '',
      isDoubtful: false,
      isMatched: false,
    })
    expect(postingCard(postingRow({ endsAt: NOW }), NOW).over).toBe('不招了')
    expect(postingCard(postingRow({ state: 'ended' }), NOW).over).toBe('不招了')
  })

  const suited = (matched: boolean, ...reasons: SuitReason[]): SuitedRow => ({
    ...postingRow(),
    score: 70,
    reasons,
    matched,
  })

  test('says why it suits, first what speaks for it', () => {
    expect(postingCard(suited(true, 'pay_no', 'kind_yes', 'near_yes'), NOW)).toMatchObject({
      suit: '是您想做的活，不算远；不过工钱比您想要的少',
      isDoubtful: true,
      isMatched: true,
    })
    expect(postingCard(suited(false, 'kind_yes'), NOW)).toMatchObject({ suit: '是您想做的活', isDoubtful: false })
  })

  test.each(SUIT_REASONS)('the reason %s has plain words', (reason) => {
    expect(SUIT_TEXTS[reason]).toMatch(CHINESE)
    expect(SUIT_TEXTS[reason].length).toBeLessThanOrEqual(10)
  })
})

describe('filters', () => {
  const any: fc.Arbitrary<Filters> = fc.record({
    kind: fc.constantFrom(null, ...JOB_KINDS),
    shift: fc.constantFrom(null, ...SHIFTS),
    within: fc.constantFrom(null, ...WITHIN),
  })

  test('what a picker shows as chosen is what choosing it gives', () =>
    fc.assert(
      fc.property(any, (filters) => {
        const chosen = pickersOf(filters).reduce(
          (made, { name, index }) => withChoice(made, name, index),
          NO_FILTERS as Filters,
        )
        expect(chosen).toEqual(filters)
        expect(keptFilters({ ...filters })).toEqual(filters)
        for (const { choices, index, text } of pickersOf(filters)) if (index > 0) expect(choices[index]).toBe(text)
      }),
    ))

  test('words go alone, and what is not chosen is not asked', () => {
    expect(questionOf({ kind: 'waiter', shift: null, within: 30 }, '')).toEqual({ kind: 'waiter', within: 30 })
    expect(questionOf({ kind: 'waiter', shift: 'day', within: 30 }, '保安')).toEqual({ text: '保安' })
    expect(questionOf(NO_FILTERS, '')).toEqual({})
  })

  test.each([
    ['  保安 ', '保安'],
    ['一二三四五六七八九十', '一二三四五六七八'],
    ['   ', ''],
    ['一二三四五六七 九', '一二三四五六七'],
  ])('“%s” is looked for as “%s”', (typed, text) => expect(searchText(typed)).toBe(text))

  test('what an old version kept is no choice any more', () => {
    expect(keptFilters(undefined)).toEqual(NO_FILTERS)
    expect(keptFilters({ kind: 'pilot', shift: 'day', within: 7 })).toEqual({ kind: null, shift: 'day', within: null })
  })

  test('every empty list says what to do', () => {
    const all = [
      ...TABS.flatMap((tab) => [
        emptiness(tab, NO_FILTERS, ''),
        emptiness(tab, { ...NO_FILTERS, kind: 'other' }, ''),
        emptiness(tab, NO_FILTERS, '没有'),
      ]),
      BLINDNESS.off,
      BLINDNESS.no_card,
    ]
    for (const { words, action } of all) {
      expect(words).toMatch(CHINESE)
      expect(action.length).toBeLessThanOrEqual(8)
    }
  })
})

describe('a posting', () => {
  const screen = (part: Parameters<typeof posting>[0] = {}, isOwn = false) => postingScreen(posting(part), isOwn, NOW)
  const mine = posting().mine

  test('can be applied for and asked about while it is open', () => {
    expect(screen()).toMatchObject({ primary: 'apply', canAsk: true, canReport: true, notice: '', done: '' })
    expect(screen().facts.map(({ name }) => name)).toEqual(['工种', '上班', '保险', '招几人', '截止'])
  })

  test.each(['sent', 'seen', 'invited', 'hired'] as const)('one who has applied is led there: %s', (state) => {
    const { primary, done } = screen({ mine: { ...mine, application: { id: 'a', state } } })
    expect(primary).toBe('application')
    expect(done).toMatch(/^您报过名：/)
  })

  test('after a withdrawal one may apply anew', () => {
    const application = { id: 'a', state: 'withdrawn' as const }
    expect(screen({ mine: { ...mine, application } })).toMatchObject({ primary: 'apply', done: '您报过名：您撤回了' })
  })

  test('over: nothing begins, what was begun stays', () => {
    const over = { state: 'ended' as const, endsAt: NOW - DAY }
    expect(screen(over)).toMatchObject({ primary: null, canAsk: false, canReport: false })
    expect(screen(over).notice).toContain('不招了')
    expect(screen({ ...over, mine: { ...mine, talk: 't' } }).canAsk).toBe(true)
  })

  test.each(POSTING_STATES)('nobody applies at home, reports or saves the own: %s', (state) => {
    const own = { findings: [], asked: null, events: [], applications: 0, waiting: 0, look: null }
    expect(screen({ state, own }, true)).toMatchObject({ primary: null, canAsk: false, canReport: false, done: '' })
  })

  test('its enterprise reads what the staff wrote', () => {
    const event = { at: NOW, what: 'remove' as const, by: 'staff' as const, text: '收了服装费' }
    const own = { findings: [], asked: null, events: [event], applications: 0, waiting: 0, look: null }
    expect(screen({ state: 'removed', own }, true).notice).toBe('社区把这个岗位撤下了。社区写的原因：收了服装费')
  })

  test('the record says what was done here', () => {
    const record = { paidOnTime: 9, paidLate: 1, disputes: 2, hires: 3 }
    expect(screen({ record })).toMatchObject({
      record: '在这里招到过 3 人',
      recordFacts: '10 笔计件工钱，9 笔按时付了，有 2 回要社区来断',
    })
    expect(screen()).toMatchObject({ record: '还没在这里招到过人', recordFacts: '没有闹过纠纷' })
  })

  test('the consent names all that is shared and nothing else', () => {
    const lines = consentLines('周小兰', card)
    expect(lines.map(({ name }) => name)).toEqual(['姓名', '想做的活', '能上的班', '想要工钱', '您的话'])
    expect(lines.map(({ text }) => text)).toEqual([
      '周小兰',
      '餐厅服务、厨房',
      '白班',
      '一个月 ¥3600',
      '在火锅店干过三年',
    ])
    expect(consentLines('周小兰', { ...card, intro: '' })).toHaveLength(4)
    expect([consentLines(null, card), consentLines('周小兰', null)]).toEqual([[], []])
  })
})

describe('what an application needs', () => {
  const home = { building: 'A1', unit: 1, floor: 2, room: 1 }
  const me = { home, grants: [], name: '周小兰' }

  test.each([
    ['home', null, { ...me, home: null, name: null }],
    ['card', null, { ...me, name: null }],
    ['name', card, { ...me, name: null }],
    ['', card, me],
    ['', undefined, me],
    // who serves here need not live here
    ['', card, { ...me, home: null, grants: [{ role: 'staff' as const }] }],
  ])('first “%s”', (lack, known, who) => expect(lackOf(known, who)).toBe(lack))
})

describe('the card', () => {
  test('says at each field what is open', () => {
    expect(Object.keys(cardProblems(NEW_CARD, '', true))).toEqual(['kinds', 'shifts', 'minutes', 'born'])
    expect(cardProblems(card, '', false)).toEqual({})
    expect(cardProblems({ ...card, want: 0, intro: '字'.repeat(101) }, '', true)).toEqual({
      want: '写一个月想要多少钱',
      intro: '最多100个字',
      born: '还没选出生的年月',
    })
    expect(cardInput({ ...card, intro: '  会开车 ' })).toEqual({ ...card, intro: '会开车' })
  })

  test('never has more kinds than the server takes', () => {
    const chosen = JOB_KINDS.reduce<string[]>((kinds, kind) => toggled(kinds, kind, JOB_LIMITS.kinds), [])
    expect(chosen).toHaveLength(JOB_LIMITS.kinds)
    expect(toggled(chosen, chosen[0] ?? '', JOB_LIMITS.kinds)).toHaveLength(JOB_LIMITS.kinds - 1)
    expect(kindChips(['other']).filter(({ isOn }) => isOn)).toMatchObject([{ text: '别的活' }])
  })

  test('minutes that were chosen elsewhere are a choice too', () => {
    expect(minuteChips(40).map(({ value }) => value)).toEqual([15, 30, 40, 45, 60, 90])
    expect(minuteChips(0).some(({ isOn }) => isOn)).toBe(false)
  })
})
