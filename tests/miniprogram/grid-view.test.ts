/** The views of the grid's pages: tables, and properties over any list of cases. */
import fc from 'fast-check'
import { CASE_GROUPS, CASE_KIND_NAMES, kindOf } from '../../miniprogram/contract/case-kinds'
import { CASE_STATES, OPEN_STATES, type CaseRow } from '../../miniprogram/contract/cases'
import { CLUSTERS, ESTATE_LIMITS, type Colleague, type Grant, type Me } from '../../miniprogram/contract/estate'
import { RpcError } from '../../miniprogram/core/rpc-error'
import {
  chipsOf,
  kindChoices,
  NO_SEARCH,
  questionOf,
  searchProblem,
  withoutChip,
  type Search,
} from '../../miniprogram/packages/grid/all.view'
import {
  clusterBars,
  detailOf,
  joinCounts,
  openCount,
  type ClusterCounts,
} from '../../miniprogram/packages/grid/board.view'
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
  nextInBuilding,
  NO_FILTER,
  NO_ROLE,
  ONLY_CHIPS,
  refusalText,
  sectionOf,
  type Filter,
} from '../../miniprogram/packages/grid/grid.view'
import {
  clustersOf,
  leaveOf,
  leaveProblem,
  leaveText,
  mayManageLeave,
  standInsFor,
  teamSections,
} from '../../miniprogram/packages/grid/people.view'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Tuesday 2026-11-24 10:00 in Shanghai */
const NOW = Date.parse('2026-11-24T10:00:00+08:00')

const row = (part: Partial<CaseRow> = {}): CaseRow => ({
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
  ...part,
})

const anyRow: fc.Arbitrary<CaseRow> = fc.record({
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
})
const anyRows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 40 })
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

  it('walks through a building until every case of it was seen', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const [first] = rows
        if (!first) return
        const ids = [first.id]
        for (;;) {
          const next = nextInBuilding(rows, { building: first.building, ids })
          if (!next) break
          expect(next.building).toBe(first.building)
          expect(ids).not.toContain(next.id)
          ids.push(next.id)
        }
        expect(ids).toHaveLength(rows.filter(({ building }) => building === first.building).length)
      }),
    )
    const rows = [row({ id: 'a' }), row({ id: 'b' }), row({ id: 'c', building: 'A1' })]
    expect(nextInBuilding(rows, { building: 'A18', ids: ['a'] })).toEqual({
      id: 'b',
      building: 'A18',
      text: 'A区18栋还有 1 件',
    })
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
})

describe('the board', () => {
  const counts = (cluster: ClusterCounts['cluster'], part: Partial<ClusterCounts['states']>): ClusterCounts => ({
    cluster,
    states: { ...(Object.fromEntries(CASE_STATES.map((state) => [state, 0])) as ClusterCounts['states']), ...part },
    groups: { noise: 3, dog: 1 },
    late: 1,
  })

  it('adds up by stage', () => {
    const detail = detailOf(counts('A', { reported: 2, reopened: 1, in_progress: 1, waiting: 0, confirmed: 7 }))
    expect(detail).toMatchObject({ open: 4, late: 1, done: 7 })
    expect(detail.stages.map(({ name, count, percent }) => [name, count, percent])).toEqual([
      ['unheard', 3, 100],
      ['work', 1, 33],
      ['waiting', 0, 0],
      ['handed_over', 0, 0],
    ])
    expect(detail.groups.map(({ text, count }) => [text, count])).toEqual([
      ['太吵了', 3],
      ['养狗的事', 1],
    ])
  })

  it('keeps every case when clusters are joined, and draws none wider than the scale', () => {
    const anyStates = fc.record(
      Object.fromEntries(CASE_STATES.map((state) => [state, fc.nat({ max: 500 })])) as {
        [S in keyof ClusterCounts['states']]: fc.Arbitrary<number>
      },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStates, fc.nat({ max: 50 })), { minLength: 1, maxLength: 5 }), (parts) => {
        const all = parts.map(([states, late], index): ClusterCounts => {
          return { cluster: CLUSTERS[index] ?? 'A', states, groups: { noise: late }, late }
        })
        const whole = joinCounts(all)
        expect(openCount({ ...whole, cluster: 'A' })).toBe(all.map(openCount).reduce((a, b) => a + b))
        const { open, done } = detailOf(whole)
        expect(open + done).toBe(Object.values(whole.states).reduce((a, b) => a + b))
        for (const { count, percent, latePercent } of clusterBars(all)) {
          expect(percent > 0).toBe(count > 0)
          expect(percent).toBeLessThanOrEqual(100)
          expect(latePercent).toBeLessThanOrEqual(percent)
        }
      }),
    )
  })
})

describe('the search of the staff', () => {
  it('asks for what was chosen and nothing else', () => {
    expect(questionOf(NO_SEARCH)).toEqual({})
    const search: Search = {
      state: 'reported',
      group: 'noise',
      kind: 'noise.plaza',
      building: 'A18',
      first: '2026-11-01',
      last: '2026-11-24',
    }
    expect(questionOf(search, 'cursor')).toEqual({
      state: 'reported',
      kind: 'noise.plaza',
      building: 'A18',
      from: Date.parse('2026-11-01T00:00:00+08:00'),
      to: Date.parse('2026-11-25T00:00:00+08:00'),
      after: 'cursor',
    })
    expect(questionOf({ ...search, kind: null })).toMatchObject({ group: 'noise' })
    expect(chipsOf(search, NOW).map(({ text }) => text)).toEqual([
      '等人接手',
      '广场舞太吵',
      'A区18栋',
      '11月1日到11月24日',
    ])
  })

  it('takes chips away one by one until nothing is left', () => {
    const anySearch: fc.Arbitrary<Search> = fc.record({
      state: fc.constantFrom(null, ...CASE_STATES),
      group: fc.constantFrom(null, ...CASE_GROUPS),
      kind: fc.constant(null),
      building: fc.constantFrom(null, 'A18'),
      first: fc.constantFrom('', '2026-11-01'),
      last: fc.constantFrom('', '2026-11-01', '2026-11-20'),
    })
    fc.assert(
      fc.property(anySearch, (search) => {
        let now = search
        for (let chips = chipsOf(now, NOW); chips.length > 0; chips = chipsOf(now, NOW)) {
          now = withoutChip(now, (chips[0] as (typeof chips)[number]).name)
          expect(chipsOf(now, NOW)).toHaveLength(chips.length - 1)
        }
        expect(now).toEqual(NO_SEARCH)
      }),
    )
  })

  it('knows days the wrong way round, and the kinds of each group', () => {
    expect(searchProblem({ ...NO_SEARCH, first: '2026-11-02', last: '2026-11-01' })).toMatch('不能早过')
    expect(searchProblem({ ...NO_SEARCH, first: '2026-11-02' })).toBeNull()
    expect(kindChoices(null)).toEqual([])
    const all = CASE_GROUPS.flatMap((group) => kindChoices(group).map(({ value }) => value))
    expect(new Set(all)).toEqual(new Set(CASE_KIND_NAMES))
    expect(kindChoices('dog').every(({ value }) => kindOf(value).group === 'dog')).toBe(true)
  })
})

describe('people', () => {
  const worker = (buildings: string[]): Grant => ({ role: 'worker', cluster: 'A', buildings })
  const person = (id: string, grants: Grant[], part: Partial<Colleague> = {}): Colleague => ({
    id,
    name: `名${id}`,
    grants,
    leave: null,
    ...part,
  })
  const leader: Grant = { role: 'leader', cluster: 'A' }
  const mediator: Grant = { role: 'mediator', cluster: 'A', building: 'A18' }
  const me = (grants: Grant[], id = 'me'): Me => ({
    id,
    name: '我',
    phoneMasked: null,
    home: null,
    grants,
    leave: null,
    enterprises: [],
  })

  it('serve clusters once each', () => {
    expect(clustersOf([leader, mediator, { role: 'staff' }])).toEqual(['A'])
  })

  it('manage their own leave, the leader that of the cluster, the office all', () => {
    const other = person('x', [worker(['A1'])])
    expect(mayManageLeave(me([worker(['A1'])]), other)).toBe(false)
    expect(mayManageLeave(me([worker(['A1'])], 'x'), other)).toBe(true)
    expect(mayManageLeave(me([leader]), other)).toBe(true)
    expect(mayManageLeave(me([{ role: 'leader', cluster: 'B' }]), other)).toBe(false)
    expect(mayManageLeave(me([{ role: 'staff' }]), other)).toBe(true)
  })

  it('are away in words', () => {
    const leave = { from: dayStart('2026-11-24'), to: dayStart('2026-11-26'), standIn: 'b' }
    const nameOf = (id: string) => (id === 'b' ? '李四' : null)
    expect(leaveText(leave, NOW, nameOf)).toBe('请假中：11月24日 周二 到 11月25日 周三，李四顶班')
    expect(leaveText({ ...leave, standIn: null }, NOW - 2 * DAY, nameOf)).toMatch(/^要请假：.*，有事找网格长$/)
    expect(leaveText({ ...leave, to: leave.from + DAY }, NOW, nameOf)).toBe('请假中：11月24日 周二，李四顶班')
    expect(leaveText(leave, leave.to, nameOf)).toBe('')
    expect(leaveText(null, NOW, nameOf)).toBe('')
  })

  it.each([
    ['', '', '请选从哪天开始'],
    ['2026-11-24', '', '请选到哪天为止'],
    ['2026-11-24', '2026-11-23', '不能早过'],
    ['2026-11-20', '2026-11-23', '已经过了'],
    ['2026-11-24', '2027-01-23', `最多请 ${ESTATE_LIMITS.leaveDays} 天`],
    ['2027-06-01', '2027-06-01', `最多提前 ${ESTATE_LIMITS.leaveAheadDays} 天`],
  ])('cannot be away from "%s" to "%s"', (first, last, problem) => {
    expect(leaveProblem({ first, last, standIn: null }, NOW)).toMatch(problem)
  })

  it('can be away for any days within the limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: ESTATE_LIMITS.leaveAheadDays - 1 }),
        fc.integer({ min: 0, max: ESTATE_LIMITS.leaveDays - 1 }),
        (ahead, more) => {
          const form = { first: dayOf(NOW + ahead * DAY), last: dayOf(NOW + (ahead + more) * DAY), standIn: null }
          expect(leaveProblem(form, NOW)).toBeNull()
          expect(leaveOf(form).to - leaveOf(form).from).toBe((more + 1) * DAY)
        },
      ),
    )
  })

  it('are stood in for by workers who are there', () => {
    const leave = { from: NOW, to: NOW + DAY, standIn: null }
    const away = person('c', [worker(['A2'])], { leave: { from: NOW + HOUR, to: NOW + 9 * DAY, standIn: null } })
    const team = [person('a', [worker(['A1'])]), person('b', [worker(['A3'])]), away, person('m', [mediator])]
    const choices = standInsFor('a', team, leave)
    expect(choices.map(({ id, disabled }) => [id, disabled])).toEqual([
      [null, false],
      ['b', false],
      ['c', true],
    ])
    expect(standInsFor('a', team, null).every(({ disabled }) => !disabled)).toBe(true)
  })

  it('stand in the team once, under the highest of their roles', () => {
    const team = [person('m', [mediator]), person('w', [worker(['A4'])]), person('l', [leader, mediator])]
    const sections = teamSections(team, me([leader], 'l'), NOW)
    expect(sections.map(({ title, people }) => [title, people.map(({ id }) => id)])).toEqual([
      ['网格长', ['l']],
      ['网格员', ['w']],
      ['党员中心户', ['m']],
    ])
    expect(sections[0]?.people[0]).toMatchObject({
      isMe: true,
      mayManage: true,
      roles: 'A组团网格长，A区18栋党员中心户',
    })
  })
})
