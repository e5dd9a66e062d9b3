/** What the staff see of enterprises, batches, counts and payments, as it is drawn. */
import fc from 'fast-check'
import { BATCH_STATES, CLAIM_STATES, WAGE_STATES, type ClaimEvent, type Tally } from '../../miniprogram/contract/crafts'
import {
  DECISION_RULES,
  DECISIONS,
  ENTERPRISE_STATES,
  type EnterpriseEvent,
  type EnterpriseOwnView,
} from '../../miniprogram/contract/enterprises'
import { RpcError } from '../../miniprogram/core/rpc-error'
import * as batches from '../../miniprogram/packages/desk/batch.view'
import * as claims from '../../miniprogram/packages/desk/claim.view'
import * as enterprises from '../../miniprogram/packages/desk/enterprise.view'
import { deskItem, emptyText, TABS, tabOf, type DeskRow } from '../../miniprogram/packages/desk/home.view'
import * as wages from '../../miniprogram/packages/desk/wage.view'
import { batch, claim, DAY, HOUR, NOW, wage } from './crafts-samples'

const firm = (part: Partial<EnterpriseOwnView> = {}): EnterpriseOwnView => ({
  id: 'E',
  name: '恒艺饰品',
  wants: ['piecework'],
  about: '',
  state: 'applied',
  activeSince: null,
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
  version: 1,
  code: '91500107MA5U00001X',
  contact: { name: '罗敏', phone: '13912340099' },
  reason: null,
  members: [{ id: 'm', name: '罗敏', isOwner: true, since: NOW - DAY }],
  events: [{ at: NOW - DAY, what: 'applied', by: '罗敏', reason: null }],
  isOwner: false,
  ...part,
})

describe('the lists', () => {
  const row = (id: string, part: object): DeskRow => ({ id, ...part }) as DeskRow

  it.each([
    ['enterprises', 'enterprises'],
    ['denied', 'denied'],
    ['anything', 'enterprises'],
    [undefined, 'enterprises'],
  ])('begins with the tab of %s', (value, tab) => expect(tabOf(value)).toBe(tab))

  it('says in plain words of every list that it is empty', () => {
    for (const { value } of TABS) for (const state of ENTERPRISE_STATES) expect(emptyText(value, state)).toMatch(/没有/)
    expect(emptyText('enterprises', 'applied')).toBe('现在没有要批的')
    expect(emptyText('approvals', 'active')).toBe('现在没有要批的')
  })

  it.each([
    [
      'an application',
      row('e', {
        kind: 'enterprise',
        row: { id: 'e', name: '恒艺', wants: ['hiring', 'piecework'], state: 'applied', at: NOW - 2 * HOUR },
      }),
      {
        title: '恒艺',
        facts: '招人、发手工活',

        when: '今天 12:30申请',
        page: 'enterprise',
        target: 'e',
      },
    ],
    [
      'a batch',
      row('b', { kind: 'batch', row: batch({ state: 'waiting' }) }),
      { title: '串珠手链', by: '恒艺饰品', facts: '1000 个 · 每个 ¥1.20', page: 'batch', target: 'b' },
    ],
    [
      'an objection',
      row('c', {
        kind: 'claim',
        row: claim({ state: 'objected', handedIn: 20, tally: { accepted: 17, rework: 1, rejected: 2 } }),
      }),
      { by: '周小兰 · 恒艺饰品', facts: '交了 20 个，企业说合格 17 个', page: 'claim' },
    ],
    [
      'what is past its due day: it leads to the enterprise',
      row('w', { kind: 'arrears', row: wage({ dueAt: NOW - 3 * DAY }) }),
      {
        title: '¥21.60 · 串珠手链',
        by: '恒艺饰品 欠 周小兰',
        when: '已超时 3 天没付',
        late: true,
        page: 'enterprise',
        target: 'e',
      },
    ],
    [
      'a denied payment',
      row('w', { kind: 'denied', row: wage({ state: 'denied', denied: { at: NOW - DAY, text: null } }) }),
      { facts: '昨天 14:30说没收到', late: false, page: 'wage', target: 'w' },
    ],
  ])('%s', (_what, given, shown) => expect(deskItem(given, NOW)).toMatchObject(shown))

  it('names one who left no name', () => {
    expect(deskItem(row('w', { kind: 'denied', row: wage({ worker: '' }) }), NOW).by).toMatch(/没留名字/)
  })
})

describe('an enterprise', () => {
  it.each(ENTERPRISE_STATES)('%s offers what the table allows, one to let in and one to shut out', (state) => {
    const { primary, other } = enterprises.enterpriseScreen(firm({ state }), { now: NOW, isOwn: false })
    const offered = [primary, other].filter((decision) => decision !== null)
    const allowed = DECISIONS.filter((decision) => DECISION_RULES[decision].from.includes(state))
    expect([...offered].sort()).toEqual([...allowed].sort())
    if (primary) expect(DECISION_RULES[primary].to).toBe('active')
    if (other) expect(DECISION_RULES[other].needsReason).toBe(true)
  })

  it.each(ENTERPRISE_STATES)('%s offers nothing to staff who act for it, and says why', (state) => {
    const screen = enterprises.enterpriseScreen(firm({ state }), { now: NOW, isOwn: true })
    expect(screen).toMatchObject({ primary: null, other: null })
    expect(screen.own).toMatch(/别的同事/)
  })

  it('is not reopened for nobody', () => {
    expect(enterprises.decisionsFor({ state: 'refused', members: [] })).toEqual([])
  })

  it('shows the code in groups, nothing lost, and the story newest first', () => {
    const events: EnterpriseEvent[] = [
      { at: NOW - DAY, what: 'applied', by: '罗敏', reason: null },
      { at: NOW - HOUR, what: 'refuse', by: '', reason: '地址不对' },
    ]
    const screen = enterprises.enterpriseScreen(firm({ events }), { now: NOW, isOwn: false })
    expect(screen.code).toBe('9150 0107 MA5U 0000 1X')
    expect(screen.story.map(({ title, text }) => [title, text])).toEqual([
      ['有人 没有批', '地址不对'],
      ['罗敏 申请入驻', ''],
    ])
  })

  it('draws a record only of one that was let in', () => {
    const record = { paidOnTime: 48, paidLate: 2, disputes: 1, hires: 0 }
    const screen = (part: Partial<EnterpriseOwnView>) =>
      enterprises.enterpriseScreen(firm(part), { now: NOW, isOwn: false })
    expect(screen({}).record).toBeNull()
    expect(screen({ activeSince: NOW - 9 * DAY, record }).record?.text).toBe('按时付款 96%')
  })

  it('says who was faster', () => {
    const events: EnterpriseEvent[] = [
      { at: NOW, what: 'applied', by: '罗敏', reason: null },
      { at: NOW, what: 'refuse', by: '赵丽', reason: '地址不对' },
    ]
    expect(enterprises.fasterText({ events }, 1)).toBe('赵丽 没有批：地址不对')
    expect(enterprises.fasterText({ events }, 2)).toBe('')
  })
})

describe('a batch', () => {
  const screen = (part: Parameters<typeof batch>[0], isOwn = false) =>
    batches.batchScreen(batch({ state: 'waiting', ...part }), { now: NOW, isOwn })

  it('is judged by the minutes that the enterprise claims, whatever others needed', () => {
    const { hour, facts, warning } = screen({ price: 120, claimedMinutes: 40 })
    expect(hour).toMatchObject({ money: '¥18.00', isEnough: false, pace: '企业说：每个约 4 分钟' })
    expect(warning).toBe('一小时只有 ¥18.00，比最低小时工资 ¥23.00 低 ¥5.00。')
    expect(facts).toContainEqual({ name: '做过的人', text: '每个约 5 分钟，1 小时 ¥14.40' })
  })

  it('warns of nothing where the minimum is reached, or not known', () => {
    expect(screen({ price: 200, claimedMinutes: 40 }).warning).toBe('')
    expect(screen({ minimum: null })).toMatchObject({ warning: '', minimumWhy: '' })
  })

  it.each(BATCH_STATES)('%s can be decided only while it waits, and not by its own people', (state) => {
    expect(screen({ state }).canDecide).toBe(state === 'waiting')
    expect(screen({ state }, true).canDecide).toBe(false)
    expect(screen({ state }, true).own !== '').toBe(state === 'waiting')
    expect(batches.fasterText({ state, reason: null }) === '').toBe(state === 'waiting')
  })

  it.each([
    [new RpcError('INVALID_INPUT', 'r', { enterprise: 'arrears' }), /没付的工钱/],
    [new RpcError('INVALID_INPUT', 'r', { deadline: 'past' }), /日子已经过了/],
    [new RpcError('NOT_NOW', 'r'), /暂停/],
    [new RpcError('UNSAFE_CONTENT', 'r'), /没通过微信的检查/],
    [new RpcError('OFFLINE', 'r'), /网络断了/],
  ])('says why it cannot be let out: %s', (error, words) => expect(batches.approvalProblem(error)).toMatch(words))
})

describe('a count in dispute', () => {
  const event = (no: number, part: Partial<ClaimEvent>): ClaimEvent => ({
    no,
    at: NOW - HOUR,
    command: 'take',
    state: 'working',
    by: { as: 'worker', name: null },
    text: null,
    pictures: [],
    ...part,
  })
  const tally: Tally = { accepted: 17, rework: 1, rejected: 2 }
  const counted = event(4, {
    command: 'count',
    by: { as: 'enterprise', name: '王勇' },
    text: '裂了',
    pictures: ['p'],
    tally,
  })
  const objected = event(5, { command: 'object', state: 'objected', text: '拿来就是裂的' })
  const pictures = [
    { id: 'p', url: 'http://p', state: 'shown' as const },
    { id: 'q', url: 'http://q', state: 'shown' as const },
  ]
  const open = claim({
    state: 'objected',
    relations: ['staff'],
    tally,
    handedIn: 20,
    events: [counted, objected],
    pictures,
  })
  const shown = { now: NOW, shown: 20 }

  it('shows both sides, each with its own words and pictures', () => {
    const screen = claims.claimScreen(open, shown)
    expect(screen).toMatchObject({ isOpen: true, canSettle: true, handedIn: 20, settledSaid: null })
    expect(screen.counted.map(({ text }) => text)).toEqual(['合格 17', '要返工 1', '不合格 2'])
    expect(screen.enterpriseSaid).toMatchObject({ text: '裂了', pictures: [pictures[0]] })
    expect(screen.workerSaid).toMatchObject({ text: '拿来就是裂的' })
    expect(screen.story.map(({ title }) => title)).toEqual([
      '做活的人 说数不对',
      '企业王勇 点好数了：合格 17 个，要返工 1 个，不合格 2 个',
    ])
  })

  it('shows what was settled, and not what was settled of an earlier count', () => {
    const by = { as: 'staff' as const, name: '赵丽' }
    const settled = event(6, { command: 'settle', by, text: '看过了', tally: { accepted: 19, rework: 1, rejected: 0 } })
    const after = claim({ state: 'working', relations: ['staff'], events: [counted, objected, settled], pictures })
    expect(claims.claimScreen(after, shown)).toMatchObject({
      step: '社区定好了',
      canSettle: false,
      settledSaid: { text: '看过了' },
    })
    const again = [counted, objected, settled, { ...counted, no: 8 }, { ...objected, no: 9 }]
    expect(claims.claimScreen({ ...open, events: again }, shown)).toMatchObject({ settledSaid: null, settled: [] })
  })

  it.each(CLAIM_STATES)('%s is settled by the staff only while it is disputed', (state) => {
    expect(claims.claimScreen(claim({ state, relations: ['staff'] }), shown).canSettle).toBe(state === 'objected')
    expect(claims.claimScreen(claim({ state, relations: ['enterprise', 'worker'] }), shown).canSettle).toBe(false)
  })

  it('begins with a tally that makes up what was handed in', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.boolean(), (handedIn, isCounted) => {
        const known = isCounted ? { accepted: handedIn, rework: 0, rejected: 0 } : null
        const { accepted, rework, rejected } = claims.firstTally({ tally: known, handedIn })
        expect(accepted + rework + rejected).toBe(handedIn)
      }),
    )
    expect(claims.firstTally(open)).toEqual(tally)
  })
})

describe('a payment', () => {
  const marked = { at: NOW - 2 * DAY, way: 'wechat' as const, proof: '尾号 0291' }
  const denied = { at: NOW - DAY, text: '没看到转账' }
  const screen = (part: Parameters<typeof wage>[0]) => wages.wageScreen(wage(part), NOW)

  it('shows what was marked and what was said', () => {
    expect(screen({ state: 'denied', marked, denied })).toMatchObject({
      amount: '¥21.60',
      marked: { way: '微信', proof: '尾号 0291' },
      denied: { text: '没看到转账' },
      canJudge: true,
      judged: '',
    })
  })

  it.each(WAGE_STATES)('%s is judged only while it is denied', (state) => {
    expect(screen({ state, marked, denied }).canJudge).toBe(state === 'denied')
  })

  it('tells the story newest first, whichever way it went', () => {
    const judged = { at: NOW - HOUR, came: false, text: '查了银行' }
    const again = { ...marked, at: NOW - 1 }
    expect(screen({ state: 'marked', marked: again, denied, judged }).story.map(({ title }) => title)).toEqual([
      '企业说用微信付了',
      '社区查过：没有收到',
      '做活的人说没收到',
      '点好了数：合格 18 个',
    ])
  })

  it('is paid once, not twice, when the staff found that it came', () => {
    const judged = { at: NOW - HOUR, came: true, text: '看到转账了' }
    const titles = screen({ state: 'paid', marked, denied, judged, paidAt: NOW - HOUR }).story.map(({ title }) => title)
    expect(titles.filter((title) => title.includes('收到了'))).toEqual(['社区查过：收到了'])
  })

  it('says who was faster', () => {
    expect(wages.fasterText(wage({ state: 'denied' }))).toBe('')
    expect(wages.fasterText(wage({ state: 'owed', judged: { at: NOW, came: false, text: '' } }))).toMatch(/没有收到/)
    expect(wages.fasterText(wage({ state: 'paid' }))).toMatch(/做活的人说收到了/)
  })

  it('is found in its claim by its id', () => {
    const own = wage()
    expect(wages.claimOfWage(own.id)).toBe(own.claim)
    expect(wages.wageIn({ wages: [own] }, own.id)).toBe(own)
    expect(wages.wageIn({ wages: [own] }, `${own.claim}.9`)).toBeNull()
  })
})
