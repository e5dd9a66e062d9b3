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
import {
  FAIR_BOOTH_NEWS,
  FAIR_DESK_NEWS,
  FAIR_NEWS,
  FAIR_NEWS_NAMES,
  FAIR_NEWS_SENTENCES,
  FAIR_SEEKER_NEWS,
  fairNewsReader,
  fairSentence,
} from '../../miniprogram/contract/fair-news'
import {
  ASKING_JOB_NEWS,
  EMPLOYER_NEWS,
  JOB_DESK_NEWS,
  JOB_NEWS,
  JOB_NEWS_NAMES,
  JOB_NEWS_SENTENCES,
  jobNewsReader,
  SEEKER_NEWS,
} from '../../miniprogram/contract/job-news'
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
    ['news of jobs', JOB_NEWS_NAMES, JOB_NEWS],
    ['sentences of jobs', JOB_NEWS_SENTENCES, JOB_NEWS],
    ['news of fairs', FAIR_NEWS_NAMES, FAIR_NEWS],
    ['sentences of fairs', FAIR_NEWS_SENTENCES, FAIR_NEWS],
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
  const ofJob = fc.record({ topic: fc.constant('job' as const), what: fc.constantFrom(...JOB_NEWS) })
  const ofFair = fc.record({
    topic: fc.constant('fair' as const),
    what: fc.constantFrom(...FAIR_NEWS),
    number: fc.option(fc.integer({ min: 1, max: 999 })),
    first: fc.option(fc.integer({ min: 0, max: 4e12 })),
  })

  it('fits the fields of WeChat whatever the news', () => {
    fc.assert(
      fc.property(fc.oneof(ofCase, ofCraft, ofJob, ofFair), (news) => {
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

describe('news of jobs', () => {
  it('goes to the enterprise, the seeker or the staff', () => {
    for (const what of EMPLOYER_NEWS) expect(jobNewsReader(what)).toBe('employer')
    for (const what of SEEKER_NEWS) expect(jobNewsReader(what)).toBe('seeker')
    for (const what of JOB_DESK_NEWS) expect(jobNewsReader(what)).toBe('desk')
    expect(new Set(JOB_NEWS).size).toBe(JOB_NEWS.length)
  })

  it('is pushed when it asks something of the person', () => {
    for (const what of JOB_NEWS) {
      expect(templateOf({ topic: 'job', what })).toBe(ASKING_JOB_NEWS.includes(what) ? 'jobNews' : null)
    }
    for (const what of JOB_DESK_NEWS) expect(ASKING_JOB_NEWS).toContain(what)
    // the match comes at night
    expect(ASKING_JOB_NEWS).not.toContain('matched')
  })

  it('has just the fields of its template', () => {
    expect(fieldsFor({ topic: 'job', what: 'invited' }, '2026-11-30 08:05')).toEqual({
      thing1: '您找的工作',
      phrase2: '请您去谈',
      time3: '2026-11-30 08:05',
      thing4: '招人的单位请您去谈谈，时间写在里面',
    })
  })
})

describe('news of fairs', () => {
  it('goes to who signed up, to the booth or to the staff, and always out', () => {
    for (const what of FAIR_SEEKER_NEWS) expect(fairNewsReader(what)).toBe('seeker')
    for (const what of FAIR_BOOTH_NEWS) expect(fairNewsReader(what)).toBe('booth')
    for (const what of FAIR_DESK_NEWS) expect(fairNewsReader(what)).toBe('desk')
    for (const what of FAIR_NEWS) {
      expect(templateOf({ topic: 'fair', what, number: null, first: null })).toBe('jobNews')
    }
  })

  it('says number and first talk the evening before', () => {
    const news = { what: 'fair_tomorrow', number: 12, first: Date.UTC(2026, 11, 20, 1, 20) } as const
    expect(fairSentence(news)).toBe('您是12号，第一场09:20开始')
    expect(fairSentence({ ...news, first: null })).toBe('还没排上，来了有空位就能谈')
    expect(fieldsFor({ topic: 'fair', ...news }, '2026-12-19 20:00')).toEqual({
      thing1: '您报名的招聘会',
      phrase2: '明天请来',
      time3: '2026-12-19 20:00',
      thing4: '您是12号，第一场09:20开始',
    })
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
