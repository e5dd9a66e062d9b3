/** What an enterprise sees of its postings and of those who applied; what waits for the staff. */
import fc from 'fast-check'
import {
  APPLICATION_STATES,
  DECLINE_SENTENCES,
  possibleApplicationMoves,
  type ApplicationState,
} from '../../miniprogram/contract/job-applications'
import { POSTING_STATES, possiblePostingMoves, type PostingState } from '../../miniprogram/contract/jobs'
import type { EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import { stateText } from '../../miniprogram/core/enterprise-text'
import { AT_DESK, AT_FIRM, endText, postingNews, postingStory } from '../../miniprogram/core/posting-story'
import * as desk from '../../miniprogram/packages/desk/jobs.view'
import { postingScreen, RULING_TEXTS, RULINGS } from '../../miniprogram/packages/desk/posting.view'
import {
  afterSeeing,
  applicationScreen,
  DECLINE_CHOICES,
  fasterText,
  firstInvite,
  inviteDays,
  inviteProblems,
  inviteText,
  INVITE_LIMITS,
} from '../../miniprogram/packages/enterprise/application.view'
import {
  applicantItem,
  APPLICANT_CHIPS,
  emptyApplicants,
  NAMELESS,
} from '../../miniprogram/packages/enterprise/applicants.view'
import { homeScreen, placedDoors, seenText, todoViews } from '../../miniprogram/packages/enterprise/home.view'
import {
  chipOf,
  emptyPostings,
  postingItem,
  postingStatus,
  STATE_CHIPS,
} from '../../miniprogram/packages/enterprise/postings.view'
import { UNSEEN } from '../../miniprogram/packages/enterprise/seen'
import { DAY, HOUR, NOW } from './crafts-samples'
import { application, applicationRow, ownRow, posting, SEX } from './job-samples'

const firm = (part: Partial<EnterpriseOwnView> = {}): EnterpriseOwnView => ({
  id: 'E',
  name: '渝味小面',
  wants: ['hiring'],
  about: '',
  state: 'active',
  activeSince: NOW - 90 * DAY,
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 3 },
  version: 2,
  code: '',
  contact: { name: '', phone: '' },
  reason: null,
  members: [],
  events: [],
  isOwner: true,
  ...part,
})

describe('the first page of one that looks for people', () => {
  it('has doors to postings, applicants and questions', () => {
    const { doors, sentence, stateText: tag, works, hires } = homeScreen(firm())
    expect(doors.map(({ text, look }) => [text, look])).toEqual([
      ['岗位', 'first'],
      ['应聘的人', 'half'],
      ['招聘会', 'half'],
      ['提问', 'half'],
      ['成员', 'half'],
    ])
    expect([sentence, tag, works, hires]).toEqual(['核实过了，可以招人。', '可以招人', false, true])
  })

  it('has those of piece-work first where it does both', () => {
    const screen = homeScreen(firm({ wants: ['hiring', 'piecework'] }))
    expect(screen.doors.map(({ text }) => text).slice(0, 5)).toEqual(['柜台', '付款', '批次', '产品', '岗位'])
    expect([screen.sentence, screen.stateText]).toEqual(['核实过了，可以招人、发活。', '可以招人、发活'])
    expect(homeScreen(firm({ wants: ['piecework'] })).doors.map(({ text }) => text)).not.toContain('岗位')
    expect(stateText('active', ['piecework'])).toBe('可以发活')
  })

  it('fills every row of doors', () => {
    for (let count = 0; count < 9; count++) {
      const door = { page: 'p', text: 't', hint: 'h', icon: 'i' }
      const looks = placedDoors(Array.from({ length: count }, () => door)).map(({ look }) => look)
      expect(looks.filter((look) => look === 'half').length % 2).toBe(0)
    }
  })

  it('says what is to do, from what the list last said', () => {
    const hiring = { at: NOW - HOUR, waiting: 3, blocked: 1, ends: [NOW + DAY, NOW + 9 * DAY], hasMore: false }
    expect(todoViews({ ...UNSEEN, hiring }, NOW).map(({ text, page, query }) => [text, page, query])).toEqual([
      ['3 人应聘，等您回话', 'postings', '&for=applicants'],
      ['1 个岗位要改几处', 'postings', '&state=blocked'],
      ['1 个岗位快到期了', 'postings', '&state=open'],
    ])
    expect(todoViews({ ...UNSEEN, hiring: { ...hiring, waiting: 0, blocked: 0, ends: [] } }, NOW)).toEqual([])
    const only = { works: false, hires: true }
    expect(seenText(UNSEEN, NOW, only)).toBe('')
    expect(seenText({ ...UNSEEN, hiring }, NOW, only)).not.toBe('')
    expect(seenText({ ...UNSEEN, hiring }, NOW, { works: true, hires: true })).toBe('')
  })
})

describe('a posting in the list', () => {
  it('says pay, people, end and who waits', () => {
    expect(postingItem(ownRow({ hired: 1, waiting: 3 }), NOW)).toMatchObject({
      stateText: '在招',
      facts: '¥3200–3800 一个月 · 招 2 人，招到 1 人',
      end: '还有 12 天到期',
      waiting: 3,
      isNearEnd: false,
      canRenew: false,
    })
  })

  it.each([
    ['open', 12, false],
    ['open', 5, true],
    ['open', 1, true],
    ['ended', -1, true],
    ['blocked', 12, false],
    ['hidden', 1, false],
    ['removed', -1, false],
  ] as const)('%s with %d days left: renewed with one tap %s', (state, days, canRenew) =>
    expect(postingItem(ownRow({ state, endsAt: NOW + days * DAY }), NOW).canRenew).toBe(canRenew),
  )

  it.each([
    [null, ''],
    [NOW + 1, '还有 1 天到期'],
    [NOW + 2 * DAY, '还有 2 天到期'],
    [NOW - 1, '到期了'],
  ])('ends at %p: %s', (endsAt, text) => expect(endText(endsAt, NOW)).toBe(text))

  it('is found by its state', () => {
    expect(chipOf('blocked')).toBe('blocked')
    expect(chipOf('nonsense')).toBe('all')
    expect(STATE_CHIPS.map(({ value }) => value).sort()).toEqual(['all', ...POSTING_STATES].sort())
    for (const { value } of STATE_CHIPS) expect(emptyPostings(value)).toMatch(/没有/)
  })
})

describe('how a posting stands', () => {
  const own = posting().own
  const status = (state: PostingState, more: object = {}) =>
    postingStatus(posting({ state, moves: possiblePostingMoves(state, ['enterprise']), ...more }), NOW)

  it.each([
    ['blocked', true, false, false, true],
    ['open', true, true, true, false],
    ['hidden', false, false, false, false],
    ['ended', true, true, false, false],
    ['removed', false, false, false, false],
  ] as const)(
    '%s: written %s, renewed %s, closed %s, asked about %s',
    (state, canWrite, canRenew, canClose, canAsk) => {
      expect(status(state)).toMatchObject({ canWrite, canRenew, canClose, canAsk })
      expect(status(state).sentence).not.toBe('')
    },
  )

  it('is asked about once, and says what the staff wrote', () => {
    const asked = own && { ...own, asked: '卖的是男装' }
    expect(status('blocked', { own: asked })).toMatchObject({ canAsk: false })
    const events = [
      { at: NOW - DAY, what: 'hide' as const, by: 'system' as const, text: null },
      { at: NOW, what: 'remove' as const, by: 'staff' as const, text: '收了押金' },
    ]
    expect(status('removed', { own: own && { ...own, events } }).reason).toBe('收了押金')
  })

  it.each([
    [0, 0, '还没有人应聘'],
    [3, 2, '3 人应聘过，2 人等您回话'],
    [3, 0, '3 人应聘过，都回过话了'],
  ])('%d applied, %d wait', (applications, waiting, text) =>
    expect(status('open', { own: own && { ...own, applications, waiting } }).applicants).toBe(text),
  )

  it('tells its story, and who was faster', () => {
    const events = [
      { at: NOW - DAY, what: 'made' as const, by: 'enterprise' as const, text: null },
      { at: NOW, what: 'overrule' as const, by: 'staff' as const, text: '是男装店' },
    ]
    expect(postingStory(events, AT_FIRM, NOW).map(({ title }) => title)).toEqual([
      '社区看过写法没问题，发出来了',
      '你们写了这个岗位',
    ])
    expect(postingNews(events, 1, AT_DESK)).toBe('社区看过写法没问题，发出来了：是男装店')
    expect(postingNews(events, 2, AT_DESK)).toBe('')
  })
})

describe('those who applied', () => {
  it('are shown as far as they agreed to', () => {
    expect(applicantItem(applicationRow(), NOW)).toMatchObject({
      name: '吴小兰',
      stateText: '新来的',
      facts: ['餐厅服务、厨房', '白班', '想要一个月 ¥3500'],
      intro: '在火锅店干过三年',
      isGone: false,
    })
  })

  it('who took it back have no name, and the list says so', () => {
    const item = applicantItem(applicationRow({ state: 'withdrawn', shared: null }), NOW)
    expect(item).toMatchObject({ name: NAMELESS, stateText: '撤回了', intro: '', isGone: true })
    expect(item.facts[0]).toMatch(/撤回了应聘，姓名和求职卡不再给你们看/)
    const screen = applicationScreen(application({ state: 'withdrawn', shared: null, moves: [] }), NOW)
    expect(screen).toMatchObject({ name: NAMELESS, facts: [], canContact: false, primary: null, others: [] })
    expect(JSON.stringify([item, screen])).not.toMatch(/吴小兰|火锅店/)
  })

  it('have a chip for every state that is looked for', () => {
    expect(APPLICANT_CHIPS.map(({ value }) => value)).toEqual(['alive', ...APPLICATION_STATES])
    for (const { value } of APPLICANT_CHIPS) expect(emptyApplicants(value)).toMatch(/没有/)
  })

  const withMoves = (state: ApplicationState) =>
    applicationScreen(application({ state, moves: possibleApplicationMoves(state, ['enterprise']) }), NOW)

  it.each([
    ['sent', 'invite', ['decline'], false],
    ['seen', 'invite', ['hire', 'decline'], false],
    ['invited', 'hire', ['decline'], true],
    ['hired', null, [], true],
    ['declined', null, [], false],
    ['closed', null, [], false],
  ] as const)('%s: %s first, beside it %p, telephone %s', (state, primary, others, canContact) => {
    expect(withMoves(state)).toMatchObject({ primary, others, canContact })
    expect(withMoves(state).sentence).not.toBe('')
  })

  it('are seen by opening, without asking again', () => {
    const seen = afterSeeing(application(), { id: 'A', state: 'seen', version: 2 }, NOW)
    expect(seen).toMatchObject({ state: 'seen', version: 2, moves: ['invite', 'hire', 'decline'] })
    expect(applicationScreen(seen, NOW).timeline[0]?.title).toBe('你们看过了')
    expect(fasterText(seen, 1)).toBe('你们看过了')
    expect(fasterText(seen, 2)).toBe('')
  })

  it('show where they were asked to come, for as long as that matters', () => {
    const events = [
      { at: NOW, what: 'invite' as const, state: 'invited' as const, by: 'enterprise' as const, text: '明天九点' },
    ]
    expect(applicationScreen(application({ state: 'invited', events }), NOW).invitation).toBe('明天九点')
    expect(applicationScreen(application({ state: 'declined', events }), NOW).invitation).toBe('')
  })
})

describe('an invitation', () => {
  it('begins tomorrow morning, where it was the last time', () => {
    const form = firstInvite(NOW, '华龙大道 12 号')
    expect(inviteProblems(form, NOW)).toEqual({})
    expect(inviteText({ ...form, more: ' 找罗师傅 ' }, NOW)).toMatch(/^\d+月\d+日 周. 09:30，华龙大道 12 号。找罗师傅$/)
    expect(inviteDays(NOW).first < inviteDays(NOW).last).toBe(true)
  })

  it('needs a place, and a time that is to come', () => {
    const form = firstInvite(NOW - 3 * DAY, ' ')
    expect(Object.keys(inviteProblems(form, NOW))).toEqual(['when', 'place'])
  })

  it('is never longer than what may be sent', () => {
    const form = { ...firstInvite(NOW, '路'.repeat(INVITE_LIMITS.place)), more: '带'.repeat(INVITE_LIMITS.more) }
    expect(inviteText(form, NOW).length).toBeLessThanOrEqual(200)
  })

  it('is declined with a sentence that is chosen', () =>
    expect(DECLINE_CHOICES.map(({ text }) => text)).toEqual(Object.values(DECLINE_SENTENCES)))
})

describe('before the staff', () => {
  const { own } = posting()
  const reports = [
    { at: NOW - HOUR, cheat: 'fee' as const, text: '要我先交服装钱' },
    { at: NOW - 2 * HOUR, cheat: 'fee' as const, text: '' },
    { at: NOW - 3 * HOUR, cheat: 'danger' as const, text: '' },
  ]
  const reported = { ...ownRow({ state: 'hidden' }), dueAt: NOW + 5 * HOUR, reports }
  const blocked = { ...ownRow({ state: 'blocked' }), findings: [SEX], asked: '卖的是男装' }

  it('a reported one says by when, and how many said what', () => {
    expect(desk.jobItem({ id: 'P', kind: 'reported', row: reported }, NOW)).toMatchObject({
      due: '还剩 5 小时核实',
      late: false,
      said: ['叫我交钱、押证件（2 人）', '不安全、不正经（1 人）'],
    })
    expect(desk.jobItem({ id: 'P', kind: 'reported', row: reported }, NOW + DAY)).toMatchObject({
      due: '已超时 19 小时没核实',
      late: true,
    })
  })

  it('one that was blocked says what was found, and what the enterprise says', () => {
    expect(desk.jobItem({ id: 'P', kind: 'asked', row: blocked }, NOW).said).toEqual([
      '拦下的字：“限男性”',
      '企业说：卖的是男装',
    ])
    expect([desk.jobTabOf('asked'), desk.jobTabOf('x')]).toEqual(['asked', 'reported'])
    for (const { value } of desk.JOB_TABS) expect(desk.emptyJobs(value)).toMatch(/没有/)
  })

  const screen = (state: PostingState, more: Partial<NonNullable<typeof own>> = {}, isOwn = false) => {
    const moves = possiblePostingMoves(state, ['staff'])
    return postingScreen(posting({ state, moves, own: own && { ...own, ...more } }), { now: NOW, isOwn })
  }

  it.each([
    ['hidden', {}, null, false],
    ['blocked', {}, null, true],
    ['blocked', { asked: '卖的是男装', findings: [SEX] }, 'overrule', true],
    ['open', {}, null, true],
    ['ended', {}, null, true],
    ['removed', {}, null, false],
  ] as const)('%s %p: %s, removed %s', (state, more, primary, canRemove) => {
    const shown = screen(state, more as Partial<NonNullable<typeof own>>)
    expect(shown).toMatchObject({ primary, canRemove, own: '' })
  })

  it('shows what was said, and decides nothing about the own enterprise', () => {
    const look = { dueAt: NOW - HOUR, reports }
    expect(screen('hidden', { look })).toMatchObject({
      late: true,
      cheats: ['叫我交钱、押证件（2 人）', '不安全、不正经（1 人）'],
    })
    expect(screen('hidden', { look }).reports[0]).toMatchObject({ cheat: '叫我交钱、押证件', text: '要我先交服装钱' })
    expect(screen('hidden', { look }).choices).toEqual(['keep', 'remove'])
    expect(screen('hidden', { look }, true)).toMatchObject({ choices: [], primary: null, canRemove: false })
    expect(screen('hidden', {}, true).own).toMatch(/您在这家企业里/)
  })

  it('asks for words before every ruling', () => {
    for (const ruling of RULINGS) for (const text of Object.values(RULING_TEXTS[ruling])) expect(text).not.toBe('')
  })

  it('draws any posting', () => {
    fc.assert(
      fc.property(fc.constantFrom(...POSTING_STATES), fc.boolean(), (state, isOwn) => {
        expect(screen(state, {}, isOwn).sentence).not.toBe('')
      }),
    )
  })
})
