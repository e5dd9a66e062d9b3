/** What the phone says of applications and talks. */
import {
  APPLICATION_MOVES,
  APPLICATION_MOVES_LIST,
  APPLICATION_STATES,
  type ApplicationEvent,
} from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { applicationScreen } from '../../miniprogram/packages/jobs/application.view'
import { firmScreen } from '../../miniprogram/packages/jobs/firm.view'
import { applicationLine, openLines } from '../../miniprogram/packages/jobs/mine.view'
import { bubbles, lineProblem, newTalkScreen, talkItem, talkScreen } from '../../miniprogram/packages/jobs/talk.view'
import { newTalkUrl, searchUrl } from '../../miniprogram/packages/jobs/url'
import { eventText, NEXT_TEXTS, STATE_SENTENCES, STATE_TEXTS } from '../../miniprogram/packages/jobs/words'
import { application, applicationRow, DAY, HOUR, NOW, talk } from './seeker-samples'

const CHINESE = /^[\p{Script=Han}\p{P}\p{N} ]+$/u

describe('words', () => {
  test.each(APPLICATION_STATES)('%s is said in a word, a sentence and what comes next', (state) => {
    for (const text of [STATE_TEXTS[state], STATE_SENTENCES[state], NEXT_TEXTS[state]]) expect(text).toMatch(CHINESE)
    expect(STATE_TEXTS[state].length).toBeLessThanOrEqual(4)
  })

  test.each([...APPLICATION_MOVES_LIST, 'apply'] as const)('the event %s is a sentence', (what) => {
    for (const by of ['seeker', 'enterprise', 'system'] as const) expect(eventText({ by, what })).toMatch(CHINESE)
  })
})

describe('my applications', () => {
  test('a line', () => {
    expect(applicationLine(applicationRow(), NOW)).toEqual({
      id: 'a',
      title: '小面馆服务员',
      firm: '渝味小面',
      state: '等着看',
      tone: 'quiet',
      facts: '¥3500–4200 一个月 · 今天 13:30',
      isUrgent: false,
    })
  })

  test('who is asked to come stands on top, the rest stays in its order', () => {
    const rows = [
      applicationRow({ id: 'a' }),
      applicationRow({ id: 'b', state: 'seen' }),
      applicationRow({ id: 'c', state: 'invited' }),
    ]
    expect(openLines(rows, NOW).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })
})

describe('one application', () => {
  const event = (part: Partial<ApplicationEvent>): ApplicationEvent => ({
    at: NOW - HOUR,
    what: 'invite',
    state: 'invited',
    by: 'enterprise',
    text: '明天九点，找罗师傅',
    ...part,
  })
  const apply = event({ what: 'apply', state: 'sent', by: 'seeker', text: null, at: NOW - DAY })

  test('an invitation stands large, the newest of the story first', () => {
    const screen = applicationScreen(application({ state: 'invited', events: [apply, event({})] }), NOW)
    expect(screen).toMatchObject({
      invitation: '明天九点，找罗师傅',
      withdraw: '不去了，撤回应聘',
      isOver: false,
      canTalk: true,
    })
    expect(screen.timeline.map(({ title }) => title)).toEqual(['单位请您去谈', '您报了名'])
    expect(new Set(screen.timeline.map(({ no }) => no)).size).toBe(2)
  })

  test('a refusal says its kind reason and leads on', () => {
    const decline = event({ what: 'decline', state: 'declined', text: '人招满了' })
    const screen = applicationScreen(application({ state: 'declined', events: [apply, event({}), decline] }), NOW)
    expect(screen).toMatchObject({
      reason: '人招满了',
      invitation: '',
      withdraw: '不给单位看我的信息了',
      isOver: true,
      canTalk: false,
    })
  })

  test('withdrawn: nothing is shared any more, and what was said in the talk can still be read', () => {
    const screen = applicationScreen(application({ state: 'withdrawn', shared: null, talk: 't' }), NOW)
    expect(screen).toMatchObject({ shared: [], withdraw: '', isOver: true, canTalk: true })
  })

  test.each(APPLICATION_STATES)('only what can be taken back offers it: %s', (state) => {
    expect(applicationScreen(application({ state }), NOW).withdraw !== '').toBe(
      APPLICATION_MOVES.withdraw.from.includes(state),
    )
  })
})

describe('talks', () => {
  test('a row and its lines', () => {
    expect(talkItem(talk({ unread: true }), NOW)).toEqual({
      id: 't',
      who: '渝味小面',
      title: '小面馆服务员',
      last: '包两餐',
      when: '今天 13:30',
      unread: true,
    })
    expect(talkScreen(talk(), NOW)).toMatchObject({ who: '渝味小面', canWrite: true, shut: '' })
  })

  test('the time is said once for lines that follow each other', () => {
    const at = (minutes: number, no: number) => ({ no, at: NOW - HOUR + minutes * 60_000, mine: true, text: '' })
    expect(bubbles([at(0, 1), at(3, 2), at(13, 3)], NOW).map(({ when }) => when)).toEqual([
      '今天 13:30',
      '',
      '今天 13:43',
    ])
  })

  test('says why nobody may write any more', () => {
    expect(talkScreen(talk({ canWrite: false }), NOW).shut).toContain('不招了')
    const line = { no: 1, at: NOW, mine: true, text: '好' }
    const lines = Array.from({ length: JOB_LIMITS.talkLines }, (_, no) => ({ ...line, no }))
    expect(talkScreen(talk({ canWrite: false, lines }), NOW).shut).toContain('满了')
  })

  test.each([
    ['  ', '先写几个字'],
    ['字'.repeat(201), '最多200个字'],
    ['字'.repeat(200), ''],
  ])('words that cannot go say why', (text, problem) => expect(lineProblem(text)).toBe(problem))

  test('a talk that begins knows what it is about from its address', () => {
    const url = newTalkUrl({ id: 'p', title: '送餐&打包', enterpriseName: '老王?店' })
    const query = new URLSearchParams(url.split('?').slice(1).join('?'))
    expect([query.get('posting'), query.get('title'), query.get('firm')]).toEqual(['p', '送餐&打包', '老王?店'])
    expect(newTalkScreen({ title: '送餐', firm: '老王', posting: 'p' })).toMatchObject({ who: '老王', lines: [] })
    expect(searchUrl('保安&')).toContain('text=%E4%BF%9D%E5%AE%89%26')
  })
})

test('an enterprise is shown with its record', () => {
  const record = { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 2 }
  const view = { id: 'e', name: '渝味小面', wants: [], about: '', state: 'active' as const, activeSince: NOW, record }
  expect(firmScreen(view, NOW)).toMatchObject({
    hires: '招到 2 人',
    isActive: true,
    since: '11月24日起在这里招人，社区核实过营业执照',
  })
  expect(firmScreen({ ...view, activeSince: null, state: 'suspended' }, NOW)).toMatchObject({
    since: '',
    isActive: false,
  })
})
