/** What an enterprise sees of its batches and payments. */
import fc from 'fast-check'
import { CRAFT_LIMITS, type BatchRow, type WageRow } from '../../miniprogram/contract/crafts'
import { monthChoices } from '../../miniprogram/core/craft-text'
import { batchItem, batchScreen, sumParts } from '../../miniprogram/packages/enterprise/batch.view'
import {
  allTicked,
  amountOf,
  isLate,
  leftText,
  mustPay,
  payItem,
  proofProblem,
  stillTicked,
  sumView,
  toggled,
  whomText,
} from '../../miniprogram/packages/enterprise/pay.view'
import { batch, DAY, NOW, wage } from './crafts-samples'

const total = (parts: readonly { count: number }[]): number => parts.reduce((sum, { count }) => sum + count, 0)

describe('a batch', () => {
  const anySums = fc
    .array(fc.nat({ max: 300 }), { minLength: 6, maxLength: 6 })
    .map(([left = 0, accepted = 0, rejected = 0, lost = 0, out = 0, back = 0]) => ({
      pieces: left + accepted + rejected + lost + out + back,
      left,
      sums: { issued: accepted + rejected + lost + out + back, accepted, rejected, returned: back, lost, out },
    }))

  it('draws every piece once, whatever has become of it', () => {
    fc.assert(
      fc.property(anySums, ({ pieces, left, sums }) => expect(total(sumParts(pieces, left, sums))).toBe(pieces)),
    )
  })

  const none = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }
  const row = (part: Partial<BatchRow>): BatchRow & { sums: typeof none } => ({ ...batch(part), sums: none })

  it.each([
    [{ state: 'waiting' }, '等社区看', 'waiting', 0],
    [{ state: 'open', left: 1_000 }, '在发', 'done', 1],
    [{ state: 'open', left: 0 }, '领完了', 'done', 1],
    [{ state: 'open', left: 1_000, deadline: NOW - 1 }, '过期了', 'quiet', 1],
    [{ state: 'refused' }, '没通过', 'brand', 0],
    [{ state: 'stopped', left: 1_000 }, '停了', 'quiet', 1],
  ] as const)('%j is “%s”', (part, stateText, tone, bars) => {
    const item = batchItem(row(part), NOW)
    expect(item).toMatchObject({ stateText, tone })
    expect(item.parts).toHaveLength(bars)
  })

  it.each([
    ['waiting', NOW + DAY, [false, false, false]],
    ['open', NOW + DAY, [true, true, false]],
    ['open', NOW - DAY, [false, true, true]],
    ['refused', NOW + DAY, [false, false, true]],
    ['stopped', NOW + DAY, [false, false, true]],
  ] as const)('%s until %s: price, stop, again are %j', (state, deadline, able) => {
    const screen = batchScreen(batch({ state, deadline }), NOW)
    expect([screen.canAdjust, screen.canStop, screen.canRepost]).toEqual(able)
  })

  it('shows the pace of those who made it only where it was measured', () => {
    const names = (view: ReturnType<typeof batch>) => batchScreen(view, NOW).facts.map(({ name }) => name)
    expect(names(batch())).toContain('大家做')
    expect(
      names(batch({ hour: { minutesPerPiece: 40, source: 'claimed', samples: 0, fenPerHour: 1_800 } })),
    ).not.toContain('大家做')
  })
})

describe('payments', () => {
  const END = Date.parse('2026-11-26T23:59:59.999+08:00')

  it.each([
    [END, NOW, '还剩 2 天'],
    [END, Date.parse('2026-11-26T00:00:00+08:00'), '今天要付'],
    [END, END, '今天要付'],
    [END, END + 1, '过期 1 天'],
    [END, END + 3 * DAY, '过期 3 天'],
  ])('due at %s, seen at %s: %s', (dueAt, now, text) => expect(leftText(dueAt, now)).toBe(text))

  it('says “late” exactly when it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * DAY, max: 40 * DAY }), (ms) => {
        expect(leftText(END, END + ms).startsWith('过期')).toBe(isLate(END, END + ms))
      }),
    )
  })

  const marked = { at: NOW - DAY, way: 'wechat' as const, proof: '尾号 0291' }

  it.each([
    [wage(), 'quiet', '还剩 12 天', true],
    [wage({ dueAt: NOW + 2 * DAY }), 'waiting', '还剩 2 天', true],
    [wage({ dueAt: NOW - 1, late: true }), 'brand', '过期 1 天', true],
    [wage({ state: 'marked', marked }), 'quiet', '等对方说收到', false],
    [wage({ state: 'denied', marked }), 'brand', '对方说没收到，还剩 12 天', true],
    [wage({ state: 'paid', marked, paidAt: NOW }), 'done', '付清了', false],
    [wage({ state: 'paid', marked, paidAt: NOW, late: true }), 'done', '付清了，晚了', false],
  ] as const)('a wage is drawn by where it stands', (row, tone, due, canTick) => {
    expect(payItem(row, [], NOW)).toMatchObject({ tone, due, canTick })
  })

  it('tells how it was paid, what the worker said, what the staff found out', () => {
    const note = (part: Partial<WageRow>) => payItem(wage(part), [], NOW).note
    expect(note({})).toBe('')
    expect(note({ state: 'marked', marked })).toBe('11月23日用微信付的：尾号 0291')
    const denied = { at: NOW, text: '微信里没有这笔' }
    expect(note({ state: 'denied', marked, denied })).toMatch(/尾号 0291。对方说：微信里没有这笔/)
    expect(note({ state: 'denied', marked, denied: { at: NOW, text: null } })).toMatch(/对方没说原因/)
    expect(note({ state: 'owed', judged: { at: NOW, came: false, text: '转错了人' } })).toMatch(/转错了人/)
  })

  const wages = Array.from({ length: 30 }, (_, no) =>
    wage({ id: `w${no}`, amount: no + 1, worker: `工人${no % 5}`, state: no % 3 === 2 ? 'marked' : 'owed' }),
  )

  it('ticks what can be paid, up to the limit of one call', () => {
    const open = wages.filter(mustPay)
    const all = allTicked(wages, [])
    expect(all).toEqual(open.slice(0, CRAFT_LIMITS.wagesPerPay).map(({ id }) => id))
    expect(allTicked(wages, all)).toEqual([])
    expect(toggled(all, 'another')).toEqual(all)
    expect(toggled(all, all[3] ?? '')).toHaveLength(all.length - 1)
    expect(toggled([], 'w0')).toEqual(['w0'])
    expect(allTicked([], [])).toEqual([])
  })

  it('sums exactly what is ticked', () => {
    fc.assert(
      fc.property(fc.subarray(wages.map(({ id }) => id)), (ticked) => {
        const sum = ticked.reduce((amount, id) => amount + Number(id.slice(1)) + 1, 0)
        expect(amountOf(wages, ticked)).toBe(sum)
      }),
    )
  })

  it('forgets ticks on what a colleague has paid meanwhile', () => {
    expect(stillTicked(wages, ['w0', 'w2', 'gone'])).toEqual(['w0'])
  })

  it('names whom it is for, each once', () => {
    expect(whomText(wages, ['w0', 'w5', 'w1'])).toBe('工人0、工人1')
    expect(whomText(wages, ['w0', 'w1', 'w2', 'w3'])).toBe('工人0、工人1、工人2等 4 人')
  })

  it('wants something to find the payment by', () => {
    expect(proofProblem(' ', 'bank')).toMatch(/流水号/)
    expect(proofProblem('0291', 'bank')).toBe('')
  })

  it('draws a month: what was owed is paid or open', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (paid, open) => {
        const view = sumView({ month: '2026-11', pieces: 9, owed: paid + open, paid, open })
        expect(total(view.parts)).toBe(paid + open)
      }),
    )
    const months = monthChoices(NOW)
    expect(months).toHaveLength(CRAFT_LIMITS.monthsBack)
    expect(months[0]).toEqual({ month: '2026-11', text: '11月' })
    expect(months[11]?.month).toBe('2025-12')
  })
})
