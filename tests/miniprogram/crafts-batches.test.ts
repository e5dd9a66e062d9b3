/** What the phone says of work that can be taken. */
import fc from 'fast-check'
import { warningsFor } from '../../cloudfunctions/crafts/take.rules'
import {
  CRAFT_LIMITS,
  TAKE_REFUSALS,
  TAKE_WARNINGS,
  type FitReason,
  type PaceSource,
} from '../../miniprogram/contract/crafts'
import { yuan } from '../../miniprogram/core/money'
import { monthOf, monthsFrom, monthText } from '../../miniprogram/core/month'
import { batchList, batchScreen, changeText, fitView, recordView } from '../../miniprogram/packages/crafts/batch.view'
import { asksOf, finished, missingText, NEW_CARD } from '../../miniprogram/packages/crafts/card.view'
import { hourView, PACE_TEXTS } from '../../miniprogram/core/hour-view'
import { daysUntil, lengthText, rangeOf, totalsOf } from '../../miniprogram/packages/crafts/take.view'
import { FIT_TEXTS, REFUSAL_TEXTS, WARNING_TEXTS } from '../../miniprogram/packages/crafts/words'
import { batch, DAY, HOUR, NOW } from './crafts-samples'

const CHINESE = /^[\p{Script=Han}\p{P}\p{N} ]+$/u
/** A toast takes two short lines, a line of a card on a small phone in large type about as much. */
const LINE = 24
const PROPERTY = { numRuns: 300 }

describe('money', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [60, '¥0.60'],
    [1_250, '¥12.50'],
    [-1_250, '-¥12.50'],
    [123_456_789, '¥1234567.89'],
    [-0, '¥0.00'],
  ])('%d fen is %s', (fen, text) => expect(yuan(fen)).toBe(text))

  test('what is read is what it was', () =>
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (fen) => {
        expect(Math.round(Number(yuan(fen).replace('¥', '')) * 100)).toBe(fen === 0 ? 0 : fen)
      }),
      PROPERTY,
    ))
})

describe('months', () => {
  test('follow Shanghai, not the phone', () => {
    expect(monthOf(Date.parse('2026-11-30T16:30:00Z'))).toBe('2026-12')
    expect(monthOf(Date.parse('2026-11-30T15:30:00Z'))).toBe('2026-11')
    expect([monthsFrom('2026-01', -1), monthsFrom('2026-11', 2), monthsFrom('2026-06', 0)]).toEqual([
      '2025-12',
      '2027-01',
      '2026-06',
    ])
    expect([monthText('2026-11', NOW), monthText('2025-02', NOW)]).toEqual(['11月', '2025年2月'])
  })

  test('there and back is where one was', () =>
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), (count) => {
        const there = monthsFrom('2026-11', count)
        expect(there).toMatch(/^\d{4}-(0[1-9]|1[0-2])$/)
        expect(monthsFrom(there, -count)).toBe('2026-11')
      }),
    ))
})

describe('words', () => {
  test.each(TAKE_REFUSALS)('the refusal %s is one short sentence', (why) => {
    expect(REFUSAL_TEXTS[why]).toMatch(CHINESE)
    expect(REFUSAL_TEXTS[why].length).toBeLessThanOrEqual(LINE)
  })

  test.each(TAKE_WARNINGS)('the warning %s names the hours', (warning) => {
    const { text, tick } = WARNING_TEXTS[warning]
    const hours = { day: CRAFT_LIMITS.minutesPerDay, week: CRAFT_LIMITS.minutesPerWeek }[warning] / 60
    for (const words of [text, tick]) {
      expect(words).toMatch(CHINESE)
      expect(words).toContain(`${hours} 小时`)
      expect(words.length).toBeLessThanOrEqual(LINE)
    }
  })

  test('every reason and every source has words', () => {
    for (const text of [...Object.values(FIT_TEXTS), ...Object.values(PACE_TEXTS)]) {
      expect(text).toMatch(CHINESE)
      expect(text.length).toBeLessThanOrEqual(LINE)
    }
  })
})

describe('the hour', () => {
  test('is drawn beside the minimum', () => {
    expect(hourView({ minutesPerPiece: 50, source: 'own', samples: 3, fenPerHour: 1_840 }, 2_300)).toEqual({
      money: '¥18.40',
      width: 74,
      mark: 92,
      isEnough: false,
      compare: '比最低小时工资 ¥23.00 低 ¥4.60',
      pace: '您自己做过：每个约 5 分钟',
    })
    const good = hourView({ minutesPerPiece: 5, source: 'claimed', samples: 0, fenPerHour: 4_600 }, 2_300)
    expect(good).toMatchObject({ width: 92, mark: 46, isEnough: true, compare: '比最低小时工资 ¥23.00 高 ¥23.00' })
    expect(good.pace).toBe('企业自己说的，没人做过：每个约 30 秒')
    const same = hourView({ minutesPerPiece: 65, source: 'others', samples: 9, fenPerHour: 2_300 }, 2_300)
    expect([same.compare, same.pace]).toEqual(['跟最低小时工资 ¥23.00 一样', '别的姐妹做下来：每个约 6.5 分钟'])
  })

  test('stays on its track, the longer bar being the larger number', () =>
    fc.assert(
      fc.property(
        fc.nat({ max: 1e7 }),
        fc.option(fc.integer({ min: 1, max: 1e5 })),
        fc.integer({ min: 1, max: 9_600 }),
        fc.constantFrom<PaceSource>('own', 'others', 'claimed'),
        (fenPerHour, minimum, minutesPerPiece, source) => {
          const view = hourView({ fenPerHour, minutesPerPiece, source, samples: 1 }, minimum)
          expect(view.width).toBeGreaterThanOrEqual(0)
          expect(Math.max(view.width, view.mark)).toBeLessThan(100)
          if (minimum === null) return expect(view).toMatchObject({ mark: -1, isEnough: true, compare: '' })
          expect(view.isEnough).toBe(fenPerHour >= minimum)
          expect(view.width >= view.mark).toBe(fenPerHour >= minimum || view.width === view.mark)
        },
      ),
      PROPERTY,
    ))
})

describe('what fits', () => {
  const fit = (fits: boolean, ...reasons: FitReason[]) => fitView({ fits, reasons })

  test('says why', () => {
    expect(fit(true, 'sewing_yes', 'time_yes')).toEqual({ fits: true, text: '适合您：要缝纫，您会；时间来得及' })
    expect(fit(false, 'sewing_yes', 'lifting_no', 'time_yes')).toEqual({
      fits: false,
      text: '不太适合：要搬重东西，您说过不方便',
    })
    expect(fit(true)).toEqual({ fits: true, text: '适合您' })
    expect(fitView(null)).toBeNull()
  })

  const rows = [
    batch({ id: 'good', fit: { fits: true, reasons: ['time_yes'] } }),
    batch({ id: 'bad', fit: { fits: false, reasons: ['stairs_no'] } }),
  ]
  const options = { hasMore: false, minimum: 2_300, now: NOW }

  test('the filter hides the rest, and says so', () => {
    expect(batchList(rows, { ...options, onlyFit: true })).toMatchObject({
      cards: [{ id: 'good' }],
      note: '有 1 批不太适合，没显示。',
      isBlind: false,
    })
    expect(batchList(rows, { ...options, onlyFit: true, hasMore: true }).note).toContain('往上拉，还有')
    expect(batchList(rows, { ...options, onlyFit: false })).toMatchObject({
      cards: [{ id: 'good' }, { id: 'bad' }],
      note: '就这些了',
    })
  })

  test('without a card nothing is judged', () => {
    const { isBlind, cards } = batchList([batch()], { ...options, onlyFit: false })
    expect([isBlind, cards[0]?.fit]).toEqual([true, null])
    expect(cards[0]).toMatchObject({ facts: '每个 ¥1.20 · 还有 300 个', deadline: '12月4日前交', firm: '恒艺饰品' })
  })
})

describe('how many', () => {
  test.each([
    [{}, { min: 10, max: 60 }],
    [{ left: 4 }, { min: 4, max: 4 }],
    [{ allowed: { pieces: 5, why: null } }, { min: 5, max: 5 }],
    // beginners may take a single one
    [
      { allowed: { pieces: 5, why: null }, trial: true },
      { min: 1, max: 5 },
    ],
    [{ trial: true }, { min: 10, max: 60 }],
    [{ allowed: { pieces: 0, why: 'limit' as const } }, null],
    [{ left: 0 }, null],
  ])('%j', (part, range) => expect(rangeOf(batch(part))).toEqual(range))

  test('what it comes to', () => {
    expect(totalsOf(batch(), 60, NOW)).toEqual({
      money: '¥72.00',
      length: '一共约 5 小时',
      perDay: '12月4日前做完，还有 10 天，每天约 30 分钟',
      warnings: [],
    })
    expect(totalsOf(batch({ deadline: NOW + HOUR }), 60, NOW)).toMatchObject({
      perDay: '今天就要做完',
      warnings: ['day'],
    })
    expect(totalsOf(batch({ deadline: NOW + 7 * DAY }), 300, NOW).warnings).toEqual(['week'])
    expect(totalsOf(batch({ deadline: NOW + 7 * DAY }), 400, NOW).warnings).toEqual(['day', 'week'])
  })

  test('the edges: four hours a day and 24 a week are still fine', () => {
    const slow = batch({ hour: { minutesPerPiece: 600, source: 'own', samples: 1, fenPerHour: 100 } })
    // 4 pieces of an hour each, in one day; 24 in a week
    const day = { ...slow, deadline: NOW + DAY }
    expect(totalsOf(day, 4, NOW).warnings).toEqual([])
    expect(totalsOf(day, 5, NOW).warnings).toEqual(['day'])
    const week = { ...slow, deadline: NOW + 7 * DAY }
    expect(totalsOf(week, 24, NOW).warnings).toEqual([])
    expect(totalsOf(week, 25, NOW).warnings).toEqual(['week'])
  })

  test('more pieces are never less money, less time or fewer warnings', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 9_600 }),
        fc.integer({ min: -2 * DAY, max: 180 * DAY }),
        (pieces, minutesPerPiece, left) => {
          const view = batch({
            hour: { minutesPerPiece, source: 'own', samples: 1, fenPerHour: 1 },
            deadline: NOW + left,
          })
          const [some, more] = [totalsOf(view, pieces, NOW), totalsOf(view, pieces + 1, NOW)]
          expect(daysUntil(view.deadline, NOW)).toBeGreaterThanOrEqual(1)
          expect(more.warnings).toEqual(expect.arrayContaining(some.warnings))
          expect(Number(more.money.slice(1))).toBeGreaterThan(Number(some.money.slice(1)))
          expect(`${some.length}${some.perDay}`).not.toMatch(/NaN|undefined| 0 /)
        },
      ),
      PROPERTY,
    ))

  test('one who has nothing else in hand is warned of what the server asks for', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 9_600 }),
        fc.integer({ min: -DAY, max: 180 * DAY }),
        (pieces, minutesPerPiece, left) => {
          const deadline = NOW + left
          const view = batch({ hour: { minutesPerPiece, source: 'own', samples: 1, fenPerHour: 1 }, deadline })
          const asked = warningsFor([{ pieces, minutesPerPiece, deadline }], NOW)
          expect(totalsOf(view, pieces, NOW).warnings).toEqual(asked)
        },
      ),
      PROPERTY,
    ))

  test.each([
    [0.2, '1 分钟'],
    [29.6, '30 分钟'],
    [60, '1 小时'],
    [100, '1.5 小时'],
  ])('%d minutes are %s', (minutes, text) => expect(lengthText(minutes)).toBe(text))
})

describe('one batch', () => {
  test('both counters are told as one where they are one', () => {
    expect(batchScreen(batch(), NOW)).toMatchObject({ isOneCounter: true, refusal: '', needsCard: false })
    const other = batch({ giveBack: { place: '别处', hours: '周六' } })
    expect(batchScreen(other, NOW).isOneCounter).toBe(false)
  })

  test('the minimum comes with its day and source', () => {
    expect(batchScreen(batch(), NOW).minimumWhy).toBe(
      '最低小时工资 ¥23.00，2025年1月1日起：重庆市最低工资标准。在家计件不归它管，放在这里给您比一比。',
    )
    expect(batchScreen(batch({ minimum: null }), NOW)).toMatchObject({ minimumWhy: '', hour: { mark: -1 } })
  })

  test.each(TAKE_REFUSALS)('%s leaves nothing to take, and says why', (why) => {
    const screen = batchScreen(batch({ allowed: { pieces: 0, why } }), NOW)
    expect(screen).toMatchObject({ range: null, refusal: REFUSAL_TEXTS[why], needsCard: why === 'no_card' })
  })

  test('a stopped batch is closed also when the server gave no reason', () => {
    const view = batch({ state: 'stopped', allowed: { pieces: 0, why: null } })
    expect(batchScreen(view, NOW).refusal).toBe(REFUSAL_TEXTS.closed)
  })

  test('beginners are told that they begin with a few', () => {
    const trial = batch({ trial: true, allowed: { pieces: 5, why: null } })
    expect(batchScreen(trial, NOW).trial).toContain('先领 5 个')
    expect(batchScreen(batch({ trial: true }), NOW).trial).toBe('')
  })

  test('an earlier price is told', () => {
    const cheaper = batch({
      prices: [
        { price: 150, from: NOW - 9 * DAY },
        { price: 120, from: NOW - 2 * DAY },
      ],
    })
    expect(batchScreen(cheaper, NOW).priceWas).toBe('11月22日起改的，以前每个 ¥1.50')
    expect(batchScreen(batch(), NOW).priceWas).toBe('')
  })

  test.each([
    [{ paidOnTime: 0, paidLate: 0, disputes: 0 }, -1, '还没在这里付过工钱', '没有闹过纠纷'],
    [
      { paidOnTime: 199, paidLate: 1, disputes: 2 },
      99,
      '200 笔工钱，199 笔按时付了',
      '有 2 回数或钱说不拢，社区来断的',
    ],
    [{ paidOnTime: 3, paidLate: 0, disputes: 0 }, 100, '3 笔工钱，3 笔按时付了', '没有闹过纠纷'],
  ])('the record %j', (record, share, paid, disputes) =>
    expect(recordView({ ...record, hires: 0 })).toEqual({ share, paid, disputes }),
  )
})

describe('what has changed meanwhile', () => {
  test.each([
    ['nothing', {}, ''],
    ['price', { price: 110 }, '每个的价钱刚从 ¥1.20 改成 ¥1.10。要领，再点一次就按新的算。'],
    ['fewer left', { left: 7 }, '刚刚有人先领了，现在您最多能领 7 个。'],
    ['none left', { left: 0, allowed: { pieces: 0, why: 'sold_out' as const } }, REFUSAL_TEXTS.sold_out],
    ['stopped', { state: 'stopped' as const, allowed: { pieces: 0, why: 'closed' as const } }, REFUSAL_TEXTS.closed],
  ])('%s', (_name, part, text) => expect(changeText(batch(), batch(part), 20)).toBe(text))

  test('the server knows better how few one may take', () => {
    expect(changeText(batch(), batch(), 1, 'too_small:3')).toBe('这批活一次最少领 3 个。')
    expect(changeText(batch(), batch(), 1, 'wrong_type')).toBe('')
  })
})

describe('the card', () => {
  test('every question is one tap, and all of them make a card', () => {
    const asks = asksOf(NEW_CARD)
    expect(asks.map(({ name }) => name)).toEqual(['hours', 'sewing', 'lifting', 'stairs', 'smallChildren'])
    const answered = asks.reduce((card, { name, choices }) => ({ ...card, [name]: choices[0]?.value }), NEW_CARD)
    expect(finished(answered)).toEqual({
      hours: 1,
      sewing: true,
      lifting: true,
      stairs: true,
      smallChildren: true,
      match: true,
    })
    expect(finished(NEW_CARD)).toBeNull()
  })

  test('what is missing is counted, the month of birth last', () => {
    expect(missingText(NEW_CARD, '', true)).toBe('还有 5 个问题没点')
    const answered = { hours: 2, sewing: false, lifting: false, stairs: false, smallChildren: false, match: false }
    expect(missingText(answered, '', true)).toBe('还没选出生的年月')
    expect(missingText(answered, '1990-05', true)).toBe('')
    expect(missingText(answered, '', false)).toBe('')
  })

  test('hours chosen elsewhere stay a choice', () => {
    const [hours] = asksOf({ ...NEW_CARD, hours: 5 })
    expect(hours?.choices.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
