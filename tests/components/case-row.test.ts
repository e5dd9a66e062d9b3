/** @jest-environment jsdom */
import { caseRowView, type CaseRowView } from '../../miniprogram/core/case-view'
import { component, tap, wordsOf } from './load'

const render = component('components/case-row/index')

const NOW = Date.parse('2026-11-24T14:30:00+08:00')
const HOUR = 3_600_000
const row = (part: Partial<CaseRowView> = {}): CaseRowView => ({
  ...caseRowView(
    {
      id: 'x',
      kind: 'noise.neighbour',
      state: 'accepted',
      building: 'A18',
      excerpt: '楼上半夜拖桌子',
      createdAt: NOW - HOUR,
      dueAt: NOW + 5 * HOUR,
      level: 0,
      occurrences: 2,
      handler: '何明霞',
    },
    NOW,
  ),
  ...part,
})

test('says what, where, when and by when', () => {
  const view = render({ row: row() })
  expect(wordsOf(view)).toBe('邻居太吵有人接手了楼上半夜拖桌子A区18栋 · 今天 13:30 · 发生2次还剩 5 小时')
  expect(view.dom.querySelector('.case-row--late, .main--late')).toBeNull()
  view.detach()
})

test('what is late stands out; nothing due, nothing said', () => {
  const late = render({ row: row({ due: '已超时 2 小时', late: true }) })
  expect(late.querySelectorAll('.late')).toHaveLength(1)
  late.detach()
  const done = render({ row: row({ due: '', excerpt: '' }) })
  expect(done.querySelectorAll('.due')).toHaveLength(0)
  expect(done.querySelectorAll('.excerpt')).toHaveLength(0)
  done.detach()
})

test('is light: two hundred of them keep a page under its limit of nodes', () => {
  const view = render({ row: row() })
  expect(view.dom.querySelectorAll('*').length).toBeLessThanOrEqual(12)
  view.detach()
})

test('a tap bubbles out to the list', () => {
  const view = render({ row: row() })
  const tapped = jest.fn()
  view.addEventListener('tap', tapped)
  tap(view, 'wx-view')
  expect(tapped).toHaveBeenCalledTimes(1)
  view.detach()
})
