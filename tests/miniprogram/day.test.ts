import fc from 'fast-check'
import { ago, clockText, DAY, dayText, dueText, startOfDay } from '../../miniprogram/core/day'

/** A time in Shanghai. */
const at = (text: string): number => Date.parse(`${text}+08:00`)
const NOW = at('2026-11-24T14:30:00')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  ['2026-11-24T14:30:00', '刚刚'],
  ['2026-11-24T14:29:01', '刚刚'],
  ['2026-11-24T14:31:00', '刚刚'],
  ['2026-11-24T14:29:00', '1分钟前'],
  ['2026-11-24T14:25:00', '5分钟前'],
  ['2026-11-24T13:30:01', '59分钟前'],
  ['2026-11-24T13:30:00', '今天 13:30'],
  ['2026-11-24T00:00:00', '今天 00:00'],
  ['2026-11-23T23:59:59', '昨天 23:59'],
  ['2026-11-23T09:10:00', '昨天 09:10'],
  ['2026-11-22T23:59:59', '2天前'],
  ['2026-11-21T14:30:00', '3天前'],
  ['2026-11-18T00:00:00', '6天前'],
  ['2026-11-17T23:59:59', '11月17日'],
  ['2026-11-03T08:00:00', '11月3日'],
  ['2025-11-03T08:00:00', '2025年11月3日'],
])('ago: %s is %s', (time, text) => expect(ago(at(time), NOW)).toBe(text))

test('just after midnight the minutes of yesterday are still minutes', () => {
  const midnight = at('2026-11-24T00:05:00')
  expect(ago(midnight - 10 * MINUTE, midnight)).toBe('10分钟前')
  expect(ago(midnight - 2 * HOUR, midnight)).toBe('昨天 22:05')
})

test.each([
  ['2026-11-24T14:05:00', '今天 14:05'],
  ['2026-11-25T09:00:00', '明天 09:00'],
  ['2026-11-26T23:59:00', '后天 23:59'],
  ['2026-11-23T00:00:00', '昨天 00:00'],
  ['2026-11-27T08:30:00', '11月27日 08:30'],
  ['2026-11-03T14:05:00', '11月3日 14:05'],
  ['2027-01-02T14:05:00', '2027年1月2日 14:05'],
])('clock: %s is %s', (time, text) => expect(clockText(at(time), NOW)).toBe(text))

test.each([
  [5 * HOUR, '还剩 5 小时', false],
  [5 * HOUR + 59 * MINUTE, '还剩 5 小时', false],
  [59 * MINUTE, '还剩 59 分钟', false],
  [1, '还剩 1 分钟', false],
  [0, '已超时 1 分钟', true],
  [-2 * HOUR, '已超时 2 小时', true],
  [47 * HOUR, '还剩 47 小时', false],
  [3 * DAY, '还剩 3 天', false],
  [-10 * DAY, '已超时 10 天', true],
])('due in %d ms: %s', (ms, text, late) => expect(dueText(NOW + ms, NOW)).toEqual({ text, late }))

test('nothing owed, nothing due', () => expect(dueText(null, NOW)).toBeNull())

test('dates name the year only where it is another', () => {
  expect(dayText(at('2026-01-01T00:00:00'), NOW)).toBe('1月1日')
  expect(dayText(at('2025-12-31T23:59:59'), NOW)).toBe('2025年12月31日')
})

const time = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })

test('a day begins at midnight in Shanghai and holds its times', () => {
  fc.assert(
    fc.property(time, (ms) => {
      const start = startOfDay(ms)
      expect(clockText(start, ms)).toBe('今天 00:00')
      expect(ms - start).toBeGreaterThanOrEqual(0)
      expect(ms - start).toBeLessThan(DAY)
    }),
  )
})

test('the texts agree with the calendar of the platform', () => {
  const calendar = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' })
  fc.assert(
    fc.property(time, (ms) => {
      expect(dayText(ms, ms)).toBe(calendar.format(ms))
    }),
  )
})

test('what is due has an end that is never 0', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: -90 * DAY, max: 90 * DAY }), (now, ms) => {
      const due = dueText(now + ms, now)
      expect(due?.late).toBe(ms <= 0)
      expect(due?.text).toMatch(/^(还剩|已超时) [1-9]\d* (分钟|小时|天)$/)
    }),
  )
})
