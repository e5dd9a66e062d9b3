import fc from 'fast-check'
import { fieldsFor, granted, templateOf } from '../../cloudfunctions/messages/rules'
import { CASE_GROUPS, CASE_KIND_NAMES } from '../../miniprogram/contract/case-kinds'
import {
  COMMAND_NAMES,
  GROUP_NAMES,
  KIND_NAMES,
  STATE_NAMES,
  STATE_SENTENCES,
} from '../../miniprogram/contract/case-names'
import { CASE_COMMANDS, CASE_STATES, type CaseCommand } from '../../miniprogram/contract/cases'
import {
  CRAFT_NEWS,
  CRAFT_NEWS_NAMES,
  CRAFT_NEWS_SENTENCES,
  ENTERPRISE_NEWS,
  WORKER_NEWS,
} from '../../miniprogram/contract/craft-news'
import { MESSAGE_LIMITS, TEMPLATES, templateFor, type CaseMessage } from '../../miniprogram/contract/messages'

const COMMANDS: CaseCommand[] = ['report', ...CASE_COMMANDS]

describe('what the phone and the push call things', () => {
  it.each([
    ['groups', GROUP_NAMES, CASE_GROUPS],
    ['kinds', KIND_NAMES, CASE_KIND_NAMES],
    ['states', STATE_NAMES, CASE_STATES],
    ['state sentences', STATE_SENTENCES, CASE_STATES],
    ['commands', COMMAND_NAMES, COMMANDS],
    ['news of piece-work', CRAFT_NEWS_NAMES, CRAFT_NEWS],
    ['sentences of piece-work', CRAFT_NEWS_SENTENCES, CRAFT_NEWS],
  ] as [string, Record<string, string>, readonly string[]][])(
    '%s all have a name, each its own',
    (_what, names, codes) => {
      expect(Object.keys(names).sort()).toEqual([...codes].sort())
      for (const name of Object.values(names)) expect(name).toMatch(/^[\p{Script=Han}，、]{2,20}$/u)
      expect(new Set(Object.values(names)).size).toBe(codes.length)
    },
  )
})

describe('subscribe messages', () => {
  const ofCase = fc.record({
    topic: fc.constant('case' as const),
    as: fc.constantFrom<CaseMessage['as']>('reporter', 'handler', 'former', 'leader'),
    command: fc.constantFrom(...COMMANDS),
    state: fc.constantFrom(...CASE_STATES),
    kind: fc.constantFrom(...CASE_KIND_NAMES),
    building: fc.constant('A18'),
  })
  const ofCraft = fc.record({ topic: fc.constant('craft' as const), what: fc.constantFrom(...CRAFT_NEWS) })

  it('fits the fields of WeChat whatever the news', () => {
    fc.assert(
      fc.property(fc.oneof(ofCase, ofCraft), (news) => {
        const { time3, phrase2, ...things } = fieldsFor(news, '2026-11-24 08:05')
        expect(time3).toBe('2026-11-24 08:05')
        if (phrase2 !== undefined) expect(phrase2).toMatch(/^\p{Script=Han}{1,5}$/u)
        for (const thing of Object.values(things)) expect([...thing].length).toBeLessThanOrEqual(20)
      }),
    )
  })

  it('tells the reporter nothing of the place and the worker where to go', () => {
    const about = {
      topic: 'case',
      command: 'report',
      state: 'reported',
      kind: 'noise.neighbour',
      building: 'A18',
    } as const
    expect(JSON.stringify(fieldsFor({ ...about, as: 'reporter' }, ''))).not.toContain('18')
    expect(fieldsFor({ ...about, as: 'handler' }, '')).toMatchObject({ thing1: '邻居太吵', thing2: 'A区18栋' })
  })

  it.each([
    ['reporter', ['resolve', 'decline', 'hand_over'], 'caseProgress'],
    ['handler', ['report', 'pass', 'assign', 'reopen', 'escalate'], 'newWork'],
    ['leader', ['report', 'pass', 'assign', 'reopen', 'escalate'], 'newWork'],
    ['former', [], null],
  ] as const)('%s is pushed what asks something of that person', (as, commands: readonly CaseCommand[], template) => {
    for (const command of COMMANDS) expect(templateFor(as, command)).toBe(commands.includes(command) ? template : null)
  })
})

describe('news of piece-work', () => {
  it('goes to the worker or to the enterprise', () => {
    expect([...WORKER_NEWS, ...ENTERPRISE_NEWS]).toEqual([...CRAFT_NEWS])
    expect(new Set(CRAFT_NEWS).size).toBe(CRAFT_NEWS.length)
  })

  it('is pushed when it asks something of the person', () => {
    const asking = ['take_warn', 'counted', 'marked', 'handed_in', 'objected', 'pay_soon', 'pay_late', 'pay_denied']
    for (const what of CRAFT_NEWS) {
      expect(templateOf({ topic: 'craft', what })).toBe(asking.includes(what) ? 'pieceWork' : null)
    }
  })

  it('has just the fields of its template', () => {
    expect(fieldsFor({ topic: 'craft', what: 'counted' }, '2026-11-24 08:05')).toEqual({
      thing1: '您领的手工活',
      phrase2: '点好数了',
      time3: '2026-11-24 08:05',
      thing4: '点好数了，三天内看看对不对',
    })
    expect(fieldsFor({ topic: 'craft', what: 'pay_late' }, '')).toMatchObject({ thing1: '你们发的手工活' })
  })
})

describe('quota', () => {
  it('adds one a template a tap and stops at the bound', () => {
    expect(granted({}, ['caseProgress'])).toEqual({ caseProgress: 1 })
    expect(granted({ caseProgress: 1 }, ['caseProgress', 'caseProgress', 'newWork'])).toEqual({
      caseProgress: 2,
      newWork: 1,
    })
    const taps = fc.array(fc.subarray([...TEMPLATES], { minLength: 1 }), { maxLength: 60 })
    fc.assert(
      fc.property(taps, (all) => {
        const quota = all.reduce((left, templates) => granted(left, templates), {})
        for (const template of TEMPLATES) {
          const accepted = all.filter((templates) => templates.includes(template)).length
          expect((quota as Record<string, number>)[template] ?? 0).toBe(Math.min(accepted, MESSAGE_LIMITS.quota))
        }
      }),
    )
  })
})
