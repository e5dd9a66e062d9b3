/** Rows of lists of cases, for tests of the views. */
import fc from 'fast-check'
import { CASE_KIND_NAMES } from '../../miniprogram/contract/case-kinds'
import { OPEN_STATES, type CaseRow } from '../../miniprogram/contract/cases'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Tuesday 2026-11-24 10:00 in Shanghai */
export const NOW = Date.parse('2026-11-24T10:00:00+08:00')

export const row = (part: Partial<CaseRow> = {}): CaseRow => ({
  id: '01',
  kind: 'noise.plaza',
  state: 'reported',
  building: 'A18',
  excerpt: '晚上九点还在跳',
  createdAt: NOW - HOUR,
  dueAt: NOW + HOUR,
  level: 0,
  occurrences: 1,
  handler: '张三',
  version: 1,
  ...part,
})

export const anyRow: fc.Arbitrary<CaseRow> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...CASE_KIND_NAMES),
  state: fc.constantFrom(...OPEN_STATES),
  building: fc.constantFrom('A1', 'A2', 'A10', 'B3', 'E11'),
  excerpt: fc.string({ maxLength: 60 }),
  createdAt: fc.integer({ min: NOW - 90 * DAY, max: NOW }),
  dueAt: fc.integer({ min: NOW - 30 * DAY, max: NOW + 30 * DAY }),
  level: fc.constantFrom(0, 1, 2),
  occurrences: fc.integer({ min: 1, max: 9 }),
  handler: fc.constantFrom('张三', '李四', '社区值班台'),
  version: fc.integer({ min: 1, max: 200 }),
})
export const anyRows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 40 })
