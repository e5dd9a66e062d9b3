/** The first page of an enterprise, and its counter, as they are drawn. */
import fc from 'fast-check'
import {
  ENTERPRISE_STATES,
  type EnterpriseOwnView,
  type EnterpriseRecord,
} from '../../miniprogram/contract/enterprises'
import { claimCodeText, scannedClaim } from '../../miniprogram/core/claim-code'
import { onTimePercent, recordView } from '../../miniprogram/core/enterprise-text'
import { drawn, part } from '../../miniprogram/core/bars'
import {
  chipOf,
  counterItem,
  EMPTY_WORDS,
  found,
  STATE_CHIPS,
} from '../../miniprogram/packages/enterprise/counter.view'
import {
  doorsOf,
  hasLate,
  homeScreen,
  seenText,
  switchChips,
  todoViews,
} from '../../miniprogram/packages/enterprise/home.view'
import { UNSEEN, type Seen } from '../../miniprogram/packages/enterprise/seen'
import { anyClaimRow, claim, DAY, HOUR, NOW } from './crafts-samples'

const total = (parts: readonly { count: number }[]): number => parts.reduce((sum, { count }) => sum + count, 0)

test('of a whole, what there is none of is not drawn', () => {
  expect(drawn([part('合格', 3, 'done'), part('返工', 0, 'waiting')])).toEqual([
    { name: '合格', text: '合格 3', count: 3, tone: 'done' },
  ])
})

describe('the first page', () => {
  const view = (more: Partial<EnterpriseOwnView> = {}): EnterpriseOwnView => ({
    id: 'E',
    name: '恒艺饰品',
    wants: ['piecework'],
    about: '',
    state: 'active',
    activeSince: NOW - 90 * DAY,
    record: { paidOnTime: 48, paidLate: 2, disputes: 0, hires: 0 },
    version: 2,
    code: '',
    contact: { name: '', phone: '' },
    reason: null,
    members: [],
    events: [],
    isOwner: true,
    ...more,
  })

  it.each(ENTERPRISE_STATES.map((state) => [state] as const))('%s says how it stands and what can be done', (state) => {
    const screen = homeScreen(view({ state, reason: '证照过期' }))
    expect(screen.sentence).not.toBe('')
    expect(screen.reason).toBe('证照过期')
    expect(screen.works).toBe(state === 'active' || state === 'suspended')
    expect(screen.canChange).toBe(state !== 'refused')
  })

  it('opens no door to piece-work for those who only look for people, and none at all once it was refused', () => {
    const doors = (part: Partial<EnterpriseOwnView>) => doorsOf(view(part)).map(({ page }) => page)
    expect(doors({})).toEqual(['counter', 'payments', 'batches', 'products', 'members'])
    expect(doors({ wants: ['hiring'] })).toEqual([
      'postings',
      'postings',
      '/packages/fairs/pages/list/index',
      '/packages/jobs/pages/talks/index',
      'members',
    ])
    expect(doors({ state: 'applied' })).toEqual(['members'])
    expect(doors({ state: 'refused' })).toEqual([])
  })

  it('shows no record before it may work', () => {
    expect(homeScreen(view({ activeSince: null })).record).toBeNull()
  })

  it('rounds no late payment away', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), fc.nat({ max: 99_999 }), (paidOnTime, paidLate) => {
        const record: EnterpriseRecord = { paidOnTime, paidLate, disputes: 0, hires: 0 }
        const percent = onTimePercent(record)
        expect(percent === 100).toBe(paidLate === 0 && paidOnTime > 0)
        expect(percent === null).toBe(paidOnTime + paidLate === 0)
        expect(total(recordView(record).parts)).toBe(paidOnTime + paidLate)
      }),
    )
    expect(recordView({ paidOnTime: 48, paidLate: 2, disputes: 1, hires: 3 })).toMatchObject({
      text: '按时付款 96%',
      facts: ['1 次争执要社区来断', '招到 3 人'],
    })
  })

  it('switches only between several', () => {
    expect(switchChips([{ id: 'a', name: 'a' }], 'a')).toEqual([])
    expect(
      switchChips(
        [
          { id: 'a', name: 'a' },
          { id: 'b', name: 'b' },
        ],
        'b',
      ).map(({ isOn }) => isOn),
    ).toEqual([false, true])
  })

  const seen = (part: Partial<Seen>): Seen => ({ ...UNSEEN, ...part })
  const owing = (...wages: { amount: number; dueAt: number }[]) => ({ at: NOW, wages, hasMore: false })

  it('claims nothing before the lists were looked at', () => {
    expect(todoViews(UNSEEN, NOW)).toEqual([])
    expect(seenText(UNSEEN, NOW)).toBe('')
    expect(seenText(seen({ counting: { at: NOW, count: 0, hasMore: false } }), NOW)).toBe('')
    const both = seen({ counting: { at: NOW - HOUR, count: 0, hasMore: false }, owing: owing() })
    expect(seenText(both, NOW)).toBe('今天 13:30看的')
  })

  it('puts what is late first, with what it means, and makes late what has become so since', () => {
    const some = seen({ owing: owing({ amount: 1_000, dueAt: NOW - 1 }, { amount: 250, dueAt: NOW + 2 * DAY }) })
    const todos = todoViews({ ...some, counting: { at: NOW, count: 3, hasMore: false } }, NOW)
    expect(todos.map(({ text, tone }) => [text, tone])).toEqual([
      ['1 笔工钱过期没付，共 ¥10.00', 'brand'],
      ['1 笔工钱要付，共 ¥2.50', 'waiting'],
      ['3 份交回来了，等您点数', 'waiting'],
    ])
    expect(todos[0]?.hint).toBe('欠着钱不能发新活')
    expect(todos[1]?.hint).toBe('最急的还剩 2 天')
    expect(todoViews(some, NOW + 3 * DAY)).toHaveLength(1)
    expect(hasLate(some, NOW)).toBe(true)
    expect(hasLate(seen({ owing: owing({ amount: 1, dueAt: NOW }) }), NOW)).toBe(false)
  })

  it('claims no total of what was not loaded', () => {
    const many = seen({
      counting: { at: NOW, count: 20, hasMore: true },
      owing: { ...owing({ amount: 100, dueAt: NOW + DAY }), hasMore: true },
    })
    expect(todoViews(many, NOW).map(({ text }) => text)).toEqual([
      '1 多笔工钱要付，至少 ¥1.00',
      '20 多份交回来了，等您点数',
    ])
  })
})

describe('the counter', () => {
  it('knows its chips by the address of the page', () => {
    for (const { value } of STATE_CHIPS) if (value !== null) expect(chipOf(value)).toBe(value)
    expect(chipOf('ended')).toBeNull()
    expect(chipOf(undefined)).toBeNull()
    for (const { value } of STATE_CHIPS) expect(EMPTY_WORDS[value ?? 'all']).toBeTruthy()
  })

  it.each([
    [claim({ state: 'taken', dueAt: NOW + 20 * HOUR }), '等取料，20 个', '明天 10:30 前来取', false],
    [claim({ state: 'working', done: 6 }), '手上 20 个，说做好 6 个', '做到12月3日', false],
    [claim({ state: 'working', deadline: NOW - DAY }), '手上 20 个', '过了期限 11月23日', true],
    [claim({ state: 'handed_in', handedIn: 15 }), '交回 15 个，等点数', '', false],
    [claim({ state: 'counted', handedIn: 15, dueAt: NOW + 2 * DAY }), '点好了，等对方确认', '还剩 2 天', false],
    [claim({ state: 'objected', handedIn: 15 }), '对方说数不对，社区在看', '', false],
    [claim({ state: 'ended' }), '做完了', '', false],
  ])('says what comes next', (row, step, due, late) => {
    expect(counterItem(row, NOW)).toMatchObject({ step, due, late })
  })

  it('has a step for any claim', () => {
    fc.assert(fc.property(anyClaimRow, (row) => expect(counterItem(row, NOW).step).not.toBe('')))
  })

  it('finds by name or work, whatever the spaces and letters, and everybody by nothing', () => {
    const rows = [claim({ worker: 'Li 小红' }), claim({ worker: '周小兰', name: '折纸盒' }), claim({ worker: '' })]
    expect(found(rows, ' li小红')).toEqual([rows[0]])
    expect(found(rows, '纸盒')).toEqual([rows[1]])
    expect(found(rows, '')).toEqual(rows)
    expect(found(rows, '没有')).toEqual([])
    expect(counterItem(claim({ worker: '' }), NOW).worker).toBe('（没留名字）')
  })

  it('reads the code that the worker’s phone shows, and no other', () => {
    const code = { id: '01HZX3ABCDEFGHJKMNPQRSTVWX', code: '7K2M9Q' }
    expect(scannedClaim(claimCodeText(code))).toEqual(code)
    expect(scannedClaim(` ${claimCodeText(code)}\n`)).toEqual(code)
    for (const other of ['', 'https://example.com', 'A18-1-L1', 'jmk-claim:1:2', `${claimCodeText(code)}:3`])
      expect(scannedClaim(other)).toBeNull()
  })
})
