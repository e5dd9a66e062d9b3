/** The board, the search of the staff, and people: tables, and properties. */
import fc from 'fast-check'
import { CASE_GROUPS, CASE_KIND_NAMES, kindOf } from '../../miniprogram/contract/case-kinds'
import { CASE_STATES } from '../../miniprogram/contract/cases'
import { CLUSTERS, ESTATE_LIMITS, type Colleague, type Grant, type Me } from '../../miniprogram/contract/estate'
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
import { dayOf, dayStart } from '../../miniprogram/packages/grid/days'
import {
  clustersOf,
  leaveOf,
  leaveProblem,
  leaveText,
  mayManageLeave,
  standInsFor,
  teamSections,
} from '../../miniprogram/packages/grid/people.view'
import { DAY, HOUR, NOW } from './case-rows'

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
    templates: {},
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
