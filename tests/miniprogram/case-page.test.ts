/** What the case page says, for every kind, state and person. */
import { CASE_KIND_NAMES, kindOf, type CaseKind } from '../../miniprogram/contract/case-kinds'
import {
  CASE_COMMANDS,
  CASE_LIMITS,
  CASE_STATES,
  isOpen,
  possibleMoves,
  type CaseState,
  type CaseView,
  type EventView,
  type Relation,
} from '../../miniprogram/contract/cases'
import {
  buttonsOf,
  caseScreen,
  isNews,
  nextRow,
  stuckText,
  tappableMoves,
  TIMELINE_STEP,
} from '../../miniprogram/packages/cases/cases.view'
import { CUT_CHARACTERS } from '../../miniprogram/packages/cases/timeline.view'
import { MOVE_NAMES } from '../../miniprogram/packages/cases/words'
import { DAY, home, HOUR, NOW, wordsIn } from './case-words'

const event = (no: number, part: Partial<EventView> = {}): EventView => ({
  no,
  at: NOW - DAY + no * HOUR,
  command: 'report',
  state: 'reported',
  by: { as: 'reporter', role: null, name: null },
  text: null,
  pictures: [],
  internal: false,
  ...part,
})

function viewOf(state: CaseState, kind: CaseKind, relations: Relation[], part: Partial<CaseView> = {}): CaseView {
  const events = part.events ?? [event(1, { handler: '李建国' })]
  return {
    id: '01HZY0000000000000000000AA',
    kind,
    state,
    building: 'A18',
    createdAt: NOW - DAY,
    dueAt: isOpen(state) ? NOW + 5 * HOUR : null,
    level: 0,
    occurrences: 1,
    handler: '李建国',
    version: events.length,
    group: kindOf(kind).group,
    place: home,
    cluster: 'A',
    text: '太吵了',
    answers: { when: 'now' },
    private: kindOf(kind).private,
    relations,
    moves: possibleMoves(state, relations),
    pictures: [],
    rating: null,
    ...part,
    events,
  }
}

const STANDINGS: readonly Relation[][] = [
  ['reporter'],
  ['handler'],
  ['grid'],
  ['handler', 'grid'],
  ['leader'],
  ['staff'],
  ['handler', 'grid', 'leader', 'staff'],
]

describe('the case page', () => {
  it.each(CASE_STATES.flatMap((state) => STANDINGS.map((relations) => [state, relations] as const)))(
    'speaks Chinese in %s to %j',
    (state, relations) => {
      for (const kind of CASE_KIND_NAMES) {
        const screen = caseScreen(viewOf(state, kind, [...relations]), { now: NOW })
        for (const words of wordsIn(screen)) expect(words).not.toMatch(/undefined|null|NaN|\[object/)
        for (const words of [screen.title, screen.sentence, screen.who, screen.place, screen.reported]) {
          expect(words).toMatch(/[\u4e00-\u9fff]/)
          expect(words.length).toBeLessThanOrEqual(30)
        }
        expect(screen.stuck.length).toBeLessThanOrEqual(60)
      }
    },
  )

  it.each(CASE_STATES.flatMap((state) => STANDINGS.map((relations) => [state, relations] as const)))(
    'offers each possible move once in %s to %j',
    (state, relations) => {
      const view = viewOf(state, 'noise.plaza', [...relations])
      const { primary, second, others } = buttonsOf(view, NOW)
      const offered = [primary, second, ...others].flatMap((button) => (button ? [button.move] : []))
      expect(new Set(offered).size).toBe(offered.length)
      expect([...offered].sort()).toEqual([...tappableMoves(view, NOW)].sort())
      for (const move of offered) expect(MOVE_NAMES[move].length).toBeLessThanOrEqual(14)
    },
  )

  const primaries: readonly [CaseState, Relation[], string | undefined, string | undefined][] = [
    ['reported', ['reporter'], 'occur', undefined],
    ['resolved', ['reporter'], 'confirm', 'reopen'],
    ['unconfirmed', ['reporter'], 'confirm', 'reopen'],
    ['confirmed', ['reporter'], 'rate', 'reopen'],
    ['declined', ['reporter'], undefined, 'reopen'],
    ['withdrawn', ['reporter'], undefined, undefined],
    ['reported', ['handler', 'grid'], 'accept', undefined],
    ['accepted', ['handler', 'grid'], 'start', 'resolve'],
    ['in_progress', ['handler', 'grid'], 'resolve', 'record'],
    ['waiting', ['handler', 'grid'], 'start', 'resolve'],
    ['handed_over', ['handler', 'grid'], 'resolve', 'record'],
    ['reported', ['leader'], 'assign', undefined],
    ['confirmed', ['grid'], undefined, undefined],
  ]
  it.each(primaries)('in %s leads %j to %s, then %s', (state, relations, primary, second) => {
    const buttons = buttonsOf(viewOf(state, 'noise.plaza', relations), NOW)
    expect(buttons.primary?.move).toBe(primary)
    expect(buttons.second?.move).toBe(second)
  })

  it('does not offer what the server would refuse', () => {
    const rated = viewOf('confirmed', 'noise.plaza', ['reporter'], { rating: { stars: 4, text: null } })
    expect(tappableMoves(rated, NOW)).toEqual(['reopen'])
    const ended = [event(1), event(2, { command: 'resolve', at: NOW - (CASE_LIMITS.reopenDays + 1) * DAY })]
    expect(tappableMoves(viewOf('unconfirmed', 'noise.plaza', ['reporter'], { events: ended }), NOW)).toEqual([])
    const again = [event(1), event(2, { command: 'occur', at: NOW - 60_000 })]
    const rings = viewOf('accepted', 'noise.plaza', ['reporter'], { events: again })
    expect(tappableMoves(rings, NOW)).toEqual(['withdraw'])
    expect(tappableMoves(rings, NOW + 11 * 60_000)).toContain('occur')
    const desk = viewOf('accepted', 'noise.plaza', ['handler'], { level: 2 })
    expect(tappableMoves(desk, NOW)).not.toContain('pass')
    const full = viewOf('accepted', 'noise.plaza', ['handler'], { version: CASE_LIMITS.events })
    expect(tappableMoves(full, NOW)).toEqual(['start', 'wait', 'pass', 'resolve', 'hand_over'])
  })

  it('says where it is stuck', () => {
    const raised = [event(1), event(2, { command: 'escalate', by: { as: 'system', role: null, name: null } })]
    const late = viewOf('reported', 'noise.plaza', ['reporter'], { events: raised, level: 1, handler: '陈桂芳' })
    expect(stuckText(late, NOW)).toBe('超时后已经报到网格长，在等陈桂芳接手，说好最晚 今天 17:00')
    const waits = [event(1), event(2, { command: 'wait', text: '等配件', until: NOW + DAY })]
    expect(stuckText(viewOf('waiting', 'facility.lift', ['reporter'], { events: waits }), NOW)).toBe(
      '要等一等：等配件，等到 明天 12:00',
    )
    const over = [event(1), event(2, { command: 'hand_over', outsider: { kind: 'property', name: '物业服务中心' } })]
    expect(stuckText(viewOf('handed_over', 'facility.lift', ['reporter'], { events: over }), NOW)).toContain(
      '在物业（物业服务中心）那里',
    )
  })

  it('says every deed with who did it, and nothing of a colleague as the reporter', () => {
    for (const command of ['report', ...CASE_COMMANDS] as const) {
      const events = [event(1, { command, by: { as: 'handler', role: 'worker', name: '李建国' }, form: 'visited' })]
      const [item] = caseScreen(viewOf('accepted', 'dog.barking', ['reporter'], { events }), { now: NOW }).timeline
      expect(item?.title).toMatch(/^网格员 李建国 [\u4e00-\u9fff]/)
    }
    const own = [event(1)]
    const titleFor = (relation: Relation) =>
      caseScreen(viewOf('accepted', 'dog.barking', [relation], { events: own }), { now: NOW }).timeline[0]?.title
    expect(titleFor('reporter')).toBe('您 报上来了')
    expect(titleFor('handler')).toBe('反映的人 报上来了')
  })

  it('cuts long words and long stories, and shows them when asked', () => {
    const long = '很长'.repeat(500)
    const events = Array.from({ length: 200 }, (_, i) => event(i + 1, { command: 'note', text: long, internal: true }))
    const view = viewOf('accepted', 'dog.barking', ['handler'], { events, text: long })
    const screen = caseScreen(view, { now: NOW })
    expect(screen.timeline).toHaveLength(TIMELINE_STEP)
    expect(screen.older).toBe(200 - TIMELINE_STEP)
    expect(screen.timeline[0]).toMatchObject({ no: 200, isCut: true })
    expect(Array.from(screen.timeline[0]?.text ?? '')).toHaveLength(CUT_CHARACTERS + 1)
    const open = caseScreen(view, { now: NOW, shown: 200, open: [200] })
    expect(open.timeline[0]).toMatchObject({ isCut: false, text: long })
    expect(open.older).toBe(0)
    // what one setData carries
    expect(Buffer.byteLength(JSON.stringify(caseScreen(view, { now: NOW, shown: 40 })))).toBeLessThan(64 * 1024)
  })

  it('takes a new version, a verdict or another standing as news, and nothing else', () => {
    const picture = { id: 'p', url: 'https://one', state: 'shown' as const }
    const before = viewOf('accepted', 'dog.barking', ['reporter'], { pictures: [picture] })
    expect(isNews(null, before)).toBe(true)
    expect(isNews(before, { ...before, pictures: [{ ...picture, url: 'https://two' }] })).toBe(false)
    expect(isNews(before, { ...before, version: 2 })).toBe(true)
    expect(isNews(before, { ...before, pictures: [{ ...picture, url: null, state: 'refused' }] })).toBe(true)
    expect(isNews(before, { ...before, relations: ['handler'] })).toBe(true)
  })

  it('leads on to the next case of the building, if one is known', () => {
    expect(nextRow({ id: 'b', building: 'A18', left: 2 })).toEqual({ id: 'b', text: '本栋还有 2 件' })
    expect(nextRow(null)).toBeNull()
  })
})
