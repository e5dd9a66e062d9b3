/** What people read: every code has words, and they fit where they are shown. */
import { CASE_KIND_NAMES } from '../../miniprogram/contract/case-kinds'
import { CASE_COMMANDS, CASE_STATES, type CaseRow, type CaseState } from '../../miniprogram/contract/cases'
import { ERROR_CODES } from '../../miniprogram/contract/errors'
import { CRAFT_NEWS, isWorkerNews } from '../../miniprogram/contract/craft-news'
import { FAIR_NEWS, fairNewsReader } from '../../miniprogram/contract/fair-news'
import { JOB_NEWS, jobNewsReader } from '../../miniprogram/contract/job-news'
import { FAIR_PAGES, type CaseMessage, type CraftMessage, type JobMessage } from '../../miniprogram/contract/messages'
import { caseRowView } from '../../miniprogram/core/case-view'
import { errorText, fieldText } from '../../miniprogram/core/error-text'
import { messageView } from '../../miniprogram/core/message-view'
import { buildingText, homeText, placeText } from '../../miniprogram/core/place-text'
import { grantText } from '../../miniprogram/core/role-text'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { openedPlace, scannedPlace } from '../../miniprogram/core/scanned'
import { mayAsk } from '../../miniprogram/core/subscribe-budget'

const NOW = Date.parse('2026-11-24T14:30:00+08:00')
const HOUR = 3_600_000
const CHINESE = /^[\p{Script=Han}\p{P}\p{N}]+$/u

describe('errors', () => {
  test.each([...ERROR_CODES, 'OFFLINE', 'TIMEOUT'] as const)('%s is a sentence of plain Chinese', (code) => {
    const text = errorText(new RpcError(code, ''))
    expect(text).toMatch(CHINESE)
    expect(text).not.toContain(code)
    expect(text.length).toBeLessThanOrEqual(28)
  })

  test('what is wrong with a field is said first', () => {
    expect(errorText(new RpcError('INVALID_INPUT', '', { text: 'too_long:1000' }))).toBe('最多1000个字')
    expect(errorText(new RpcError('INVALID_INPUT', ''))).toContain('没填对')
  })

  test('whatever else is thrown is our mistake', () => {
    for (const error of [new TypeError('x is not a function'), undefined, 'text', { code: 'BUSY' }])
      expect(errorText(error)).toBe('我们这边出错了，请过一会儿再试')
  })

  test.each(['missing', 'too_short:1', 'too_long:60', 'not_found', 'wrong_form', 'no_such_problem', '', 'constructor'])(
    'the problem "%s" has words',
    (problem) => expect(fieldText(problem)).toMatch(CHINESE),
  )
})

describe('cases and messages', () => {
  const row = (state: CaseState, part: Partial<CaseRow> = {}): CaseRow => ({
    id: 'x',
    kind: 'dog.barking',
    state,
    building: 'A18',
    excerpt: '狗叫',
    createdAt: NOW - 5 * 60_000,
    dueAt: NOW + 5 * HOUR,
    level: 0,
    occurrences: 1,
    handler: '何明霞',
    version: 1,
    ...part,
  })

  test('a row', () => {
    expect(caseRowView(row('accepted'), NOW)).toEqual({
      id: 'x',
      kind: '狗一直叫',
      stateText: '有人接手了',
      tone: 'waiting',
      place: 'A区18栋',
      excerpt: '狗叫',
      when: '5分钟前',
      due: '还剩 5 小时',
      late: false,
    })
  })

  test('an overdue one stands out, one that is over owes nothing', () => {
    expect(caseRowView(row('accepted', { dueAt: NOW - HOUR }), NOW)).toMatchObject({ tone: 'brand', late: true })
    expect(caseRowView(row('confirmed', { dueAt: NOW - HOUR }), NOW)).toMatchObject({
      due: '',
      late: false,
      tone: 'done',
    })
    expect(caseRowView(row('accepted', { occurrences: 3 }), NOW).when).toBe('5分钟前 · 发生3次')
  })

  const message = (part: Partial<CaseMessage>): CaseMessage => ({
    id: 'm',
    at: NOW,
    read: false,
    topic: 'case',
    subject: 'c',
    command: 'accept',
    state: 'accepted',
    kind: 'facility.lift',
    building: 'A18',
    as: 'reporter',
    ...part,
  })

  test('every message reads well, to whomever it goes', () => {
    for (const as of ['reporter', 'handler', 'former', 'leader'] as const)
      for (const command of ['report', ...CASE_COMMANDS] as const)
        for (const state of CASE_STATES) {
          const view = messageView(message({ as, command, state }), NOW)
          expect(view.text).toMatch(CHINESE)
          expect(view.text).not.toContain('undefined')
        }
  })

  test('a reporter’s message names no building: others may look over the shoulder', () => {
    expect(messageView(message({}), NOW)).toMatchObject({
      title: '电梯坏了',
      text: '有人接手了，会跟您联系',
      unread: true,
    })
    expect(messageView(message({ as: 'handler', command: 'report' }), NOW)).toMatchObject({
      title: '电梯坏了 · A区18栋',
      text: '新来一件事，请去看看',
    })
  })

  const craft = (part: Partial<CraftMessage>): CraftMessage => ({
    id: 'm',
    at: NOW,
    read: true,
    topic: 'craft',
    about: 'claim',
    subject: 'c',
    what: 'counted',
    title: '缝手套',
    ...part,
  })

  test('news of piece-work is titled by the batch or the enterprise and says what to do', () => {
    expect(messageView(craft({}), NOW)).toEqual({
      id: 'm',
      url: '/packages/crafts/pages/claim/index?id=c',
      title: '缝手套',
      text: '点好数了，三天内看看对不对',
      when: '刚刚',
      unread: false,
    })
    for (const what of CRAFT_NEWS) expect(messageView(craft({ what }), NOW).text).toMatch(CHINESE)
  })

  const job = (part: Partial<JobMessage>): JobMessage => ({
    id: 'm',
    at: NOW,
    read: false,
    topic: 'job',
    about: 'posting',
    subject: 'p',
    what: 'applied',
    title: '小面馆服务员',
    ...part,
  })

  test('news of jobs is titled by the posting and opens what it is about; the staff have one page', () => {
    expect(messageView(job({}), NOW)).toMatchObject({ title: '小面馆服务员', text: '有人应聘你们的岗位，请看看' })
    for (const what of JOB_NEWS) {
      expect(messageView(job({ what }), NOW).text).toMatch(CHINESE)
      for (const about of ['posting', 'application', 'talk'] as const) {
        const page = jobNewsReader(what) === 'desk' ? 'desk/pages/jobs' : `jobs/pages/${about}`
        expect(messageView(job({ what, about }), NOW).url).toBe(`/packages/${page}/index?id=p`)
      }
    }
  })

  test('news of fairs opens the fair, the booth or the page of the staff', () => {
    const row = { id: 'm', at: NOW, read: false, topic: 'fair', subject: 's', title: '赶集日招聘会' } as const
    for (const what of FAIR_NEWS) {
      const view = messageView({ ...row, what, number: null, first: null }, NOW)
      expect(view).toMatchObject({ title: '赶集日招聘会', text: expect.stringMatching(CHINESE) })
      expect(view.url).toBe(`/${FAIR_PAGES[fairNewsReader(what)]}?id=s`)
    }
    const arranged = { ...row, what: 'fair_tomorrow', number: 3, first: Date.UTC(2026, 11, 20, 1) } as const
    expect(messageView(arranged, NOW).text).toBe('您是3号，第一场09:00开始')
  })

  test('every message opens the page of who reads it', () => {
    expect(messageView(message({}), NOW).url).toBe('/packages/cases/pages/case/index?id=c')
    for (const what of CRAFT_NEWS) {
      const folder = isWorkerNews(what) ? 'crafts' : 'enterprise'
      for (const about of ['claim', 'wage'] as const)
        expect(messageView(craft({ what, about }), NOW).url).toBe(`/packages/${folder}/pages/claim/index?id=c`)
    }
    expect(messageView(craft({ what: 'batch_refused', about: 'batch' }), NOW).url).toBe(
      '/packages/enterprise/pages/batch/index?id=c',
    )
    expect(messageView(craft({ what: 'approved', about: 'enterprise' }), NOW).url).toBe(
      '/packages/enterprise/pages/home/index?id=c',
    )
  })

  test('every kind has a name in a row', () => {
    for (const kind of CASE_KIND_NAMES) expect(caseRowView(row('reported', { kind }), NOW).kind).toMatch(CHINESE)
  })
})

describe('places and roles', () => {
  test('homes and places', () => {
    expect(buildingText('A18')).toBe('A区18栋')
    expect(homeText({ building: 'A18', unit: 1, floor: 3, room: 2 })).toBe('A区18栋1单元 3楼02号')
    expect(placeText({ building: 'B1' })).toBe('B区1栋')
    expect(placeText({ building: 'B1', unit: 2, lift: '2号梯' })).toBe('B区1栋2单元 2号梯')
    expect(placeText({ building: 'B1', spot: '小广场' })).toBe('B区1栋 小广场')
  })

  test('roles', () => {
    expect(grantText({ role: 'mediator', cluster: 'A', building: 'A18' })).toBe('A区18栋党员中心户')
    expect(grantText({ role: 'worker', cluster: 'A', buildings: ['A1', 'A2'] })).toBe('A组团网格员（1、2栋）')
    expect(grantText({ role: 'leader', cluster: 'C' })).toBe('C组团网格长')
    expect(grantText({ role: 'staff' })).toBe('社区干部')
  })

  const lift = { what: 'lift', building: 'A18', unit: 1, lift: 2 }
  test.each([
    ['A18-1-L2', lift],
    ['a18-1-l2', lift],
    ['packages/cases/pages/report/index?scene=A18-1-L2', lift],
    ['https://example.invalid/?x=1&code=A18-1-L2#top', lift],
    ['pages/x/index?scene=A18%2D1%2DL2', lift],
    ['A18-1', { what: 'stair', building: 'A18', unit: 1 }],
    ['100%', null],
    ['6901234567892', null],
    ['', null],
  ])('scanned %s', (text, place) => expect(scannedPlace(text)).toEqual(place))

  test('a page opened by a code', () => {
    expect(openedPlace({ scene: 'A18-1-L2' })).toEqual(lift)
    expect(openedPlace({ code: 'A18-1-L2' })).toEqual(lift)
    expect(openedPlace({})).toBeNull()
    expect(openedPlace({ code: '%' })).toBeNull()
  })
})

test('after a no WeChat’s sheet stays away for a week, whatever the clock does', () => {
  const DAY = 24 * HOUR
  expect(mayAsk(undefined, NOW, 7)).toBe(true)
  expect(mayAsk(NOW - 7 * DAY + 1, NOW, 7)).toBe(false)
  expect(mayAsk(NOW - 7 * DAY, NOW, 7)).toBe(true)
  expect(mayAsk(NOW + 400 * DAY, NOW, 7)).toBe(true)
})
