/** The list of work as it is drawn: tables, and properties over any list of cases. */
import fc from 'fast-check'
import { CASE_GROUPS } from '../../miniprogram/contract/case-kinds'
import type { CaseRow } from '../../miniprogram/contract/cases'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { dayOf, dayStart, endOfDay, weekdayText } from '../../miniprogram/packages/grid/days'
import {
  buildingsIn,
  byBuilding,
  countText,
  groupsIn,
  isLate,
  joinRows,
  lineOf,
  listItems,
  listPatch,
  matches,
  NO_FILTER,
  NO_ROLE,
  ONLY_CHIPS,
  placed,
  refusalText,
  sectionOf,
  tooLateWords,
  type Filter,
} from '../../miniprogram/packages/grid/grid.view'
import { anyRow, anyRows, DAY, HOUR, NOW, row } from './case-rows'

const anyFilter: fc.Arbitrary<Filter> = fc.record({
  only: fc.constantFrom(...ONLY_CHIPS.map(({ value }) => value)),
  building: fc.constantFrom(null, 'A1', 'A10', 'B3'),
  group: fc.constantFrom(null, ...CASE_GROUPS),
})
const shown = { now: NOW, mayAccept: true, showHandler: false } as const

describe('days', () => {
  it('are those of Shanghai whatever zone the phone is in', () => {
    expect(dayOf(Date.parse('2026-11-23T15:59:59Z'))).toBe('2026-11-23')
    expect(dayOf(Date.parse('2026-11-23T16:00:00Z'))).toBe('2026-11-24')
    expect(dayStart('2026-11-24')).toBe(Date.parse('2026-11-23T16:00:00Z'))
    expect(endOfDay(NOW)).toBe(Date.parse('2026-11-24T16:00:00Z'))
    expect(weekdayText(NOW, NOW)).toBe('11月24日 周二')
    expect(weekdayText(NOW, NOW - 400 * DAY)).toBe('2026年11月24日 周二')
  })

  it('go there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        const start = dayStart(dayOf(at))
        expect(start <= at && at < endOfDay(start)).toBe(true)
      }),
    )
  })
})

describe('a list of work', () => {
  it.each([
    [NOW - 1, 'late'],
    [NOW, 'late'],
    [NOW + 1, 'today'],
    [endOfDay(NOW) + 9 * HOUR - 1, 'today'],
    [endOfDay(NOW) + 9 * HOUR, 'later'],
    [null, 'later'],
  ] as const)('due at %s is %s', (dueAt, section) => {
    expect(sectionOf({ dueAt }, NOW)).toBe(section)
    expect(isLate({ dueAt }, NOW)).toBe(section === 'late')
  })

  it('says in a line what it is, where, since when, who', () => {
    expect(lineOf(row(), NOW, false)).toEqual({
      id: '01',
      kind: '广场舞太吵',
      excerpt: '晚上九点还在跳',
      facts: 'A区18栋 · 等人接手 · 今天 09:00',
      due: '还剩 1 小时',
      late: false,
    })
    expect(lineOf(row({ level: 1, dueAt: NOW - 2 * HOUR }), NOW, true)).toMatchObject({
      facts: 'A区18栋 · 等人接手 · 今天 09:00 · 网格长张三在管',
      due: '已超时 2 小时',
      late: true,
    })
    expect(lineOf(row({ level: 2, handler: '社区值班台' }), NOW, true).facts).toMatch(/· 社区值班台在管$/)
    expect(lineOf(row({ level: 1 }), NOW, false).facts).toMatch(/· 往上转来的$/)
    expect(lineOf(row({ state: 'confirmed', level: 1 }), NOW, true).facts).toBe('A区18栋 · 真的解决了 · 今天 09:00')
  })

  it('has a heading above each part, and only above its first row', () => {
    const rows = [
      row({ id: 'a', dueAt: NOW - 1 }),
      row({ id: 'b', dueAt: NOW - 1 }),
      row({ id: 'c' }),
      row({ id: 'd', dueAt: NOW + 3 * DAY, state: 'accepted' }),
    ]
    const items = listItems(rows, { ...shown, filter: NO_FILTER, order: 'due' })
    expect(items.map(({ head, alarm, canAccept }) => [head, alarm, canAccept])).toEqual([
      ['已超时', true, true],
      ['', false, true],
      ['今天要办', false, true],
      ['以后', false, false],
    ])
  })

  it('keeps exactly the rows that match, in their order', () => {
    fc.assert(
      fc.property(anyRows, anyFilter, (rows, filter) => {
        const items = listItems(rows, { ...shown, filter, order: 'due' })
        expect(items.map(({ id }) => id)).toEqual(rows.filter((one) => matches(one, filter, NOW)).map(({ id }) => id))
      }),
    )
  })

  it('by building loses nothing, names each building once and keeps the order by due time within', () => {
    fc.assert(
      fc.property(anyRows, (unsorted) => {
        const rows = [...unsorted].sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        const items = listItems(rows, { ...shown, filter: NO_FILTER, order: 'building' })
        const byId = new Map(rows.map((one) => [one.id, one]))
        const walked = items.map(({ id }) => byId.get(id) as CaseRow)
        expect(new Set(walked)).toEqual(new Set(rows))
        expect(items.filter(({ head }) => head !== '')).toHaveLength(buildingsIn(rows).length)
        walked.slice(1).forEach((one, index) => {
          const before = walked[index] as CaseRow
          if (before.building === one.building) expect(before.dueAt).toBeLessThanOrEqual(one.dueAt ?? 0)
          else expect(byBuilding(before.building, one.building)).toBeLessThan(0)
        })
      }),
    )
  })

  it('offers the buildings and groups that are there', () => {
    const rows = [row({ building: 'A10' }), row({ building: 'A2', kind: 'dog.lead' }), row({ building: 'A2' })]
    expect(buildingsIn(rows)).toEqual(['A2', 'A10'])
    expect(groupsIn(rows)).toEqual(['noise', 'dog'])
  })

  it.each([
    [5, 5, false, false, '一共 5 件'],
    [20, 20, true, false, '先看了 20 件，往下还有'],
    [2, 20, true, true, '看过的 20 件里有 2 件，往下还没找'],
    [2, 5, false, true, '有 2 件'],
  ])('never claims more than it read (%i of %i)', (count, loaded, hasMore, filtering, text) => {
    expect(countText(count, loaded, hasMore, filtering)).toBe(text)
  })

  it('is changed on the screen by no more than what differs', () => {
    const apply = (from: readonly unknown[], patch: Record<string, unknown>): unknown[] => {
      if ('list' in patch) return patch['list'] as unknown[]
      const result = [...from]
      for (const [path, value] of Object.entries(patch)) result[Number(/\d+/.exec(path)?.[0])] = value
      return result
    }
    const list = fc.array(fc.record({ id: fc.integer({ max: 5, min: 0 }) }), { maxLength: 12 })
    fc.assert(
      fc.property(list, list, (from, to) => {
        expect(apply(from, listPatch('list', from, to))).toEqual(to)
      }),
    )
    expect(listPatch('list', [{ id: 1 }], [{ id: 1 }, { id: 2 }])).toEqual({ 'list[1]': { id: 2 } })
  })

  it('shows a row that moved between two pages once', () => {
    expect(joinRows([{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'c' }]).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it('tells a resident in plain words that this is no place for them', () => {
    expect(refusalText(new RpcError('FORBIDDEN', 'r'))).toBe(NO_ROLE)
    expect(refusalText(new RpcError('OFFLINE', 'r'))).toBe('网络断了，请连上网再试')
  })

  it('takes a row that has changed to its place by due time, or leaves it to a later page', () => {
    fc.assert(
      fc.property(anyRows, anyRow, fc.boolean(), (unsorted, changed, hasMore) => {
        const rows = unsorted.filter(({ id }) => id !== changed.id).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        const after = placed(rows, changed, hasMore)
        const due = after.map(({ dueAt }) => dueAt ?? 0)
        expect(due).toEqual([...due].sort((a, b) => a - b))
        expect(after.filter((one) => one !== changed)).toEqual(rows)
        // only past the end of what was read, for the next page brings it
        const isLast = rows.every(({ dueAt }) => (dueAt ?? 0) <= (changed.dueAt ?? 0))
        if (!after.includes(changed)) expect([hasMore, isLast, rows.length > 0]).toEqual([true, true, true])
      }),
    )
  })

  it.each([
    [{ state: 'accepted', handler: '李四' }, '有人快了一步', /由李四接手了/],
    [{ state: 'withdrawn', handler: '张三' }, '情况变了', /现在是“[^”]+”，不用再接手/],
    [null, '有人快了一步', /别人在管/],
  ] as const)('who comes too late to %j reads "%s"', (view, title, text) => {
    const words = tooLateWords(view)
    expect(words.title).toBe(title)
    expect(words.text).toMatch(text)
  })
})
