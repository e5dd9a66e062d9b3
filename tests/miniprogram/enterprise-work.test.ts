/** The counter, the claims, the batches and the payments of an enterprise, as they are drawn. */
import fc from 'fast-check'
import {
  CLAIM_STATES,
  CRAFT_LIMITS,
  possibleClaimMoves,
  type BatchRow,
  type ClaimEvent,
  type Tally,
  type WageRow,
} from '../../miniprogram/contract/crafts'
import {
  ENTERPRISE_STATES,
  type EnterpriseOwnView,
  type EnterpriseRecord,
} from '../../miniprogram/contract/enterprises'
import { claimCodeText, scannedClaim } from '../../miniprogram/core/claim-code'
import {
  countText,
  deedText,
  fasterText,
  recounted,
  tallyParts,
  timelineItems,
} from '../../miniprogram/core/claim-story'
import { monthChoices } from '../../miniprogram/core/craft-text'
import { onTimePercent, recordView } from '../../miniprogram/core/enterprise-text'
import { drawn, part } from '../../miniprogram/core/bars'
import { batchItem, batchScreen, sumParts } from '../../miniprogram/packages/enterprise/batch.view'
import {
  claimScreen,
  codeProblem,
  COUNTER_MOVES,
  countInput,
  countProblems,
  emptyCount,
  ledgerParts,
  tidyCode,
} from '../../miniprogram/packages/enterprise/claim.view'
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
import {
  allTicked,
  amountOf,
  isLate,
  leftText,
  mustPay,
  payItem,
  proofProblem,
  stillTicked,
  sumView,
  toggled,
  whomText,
} from '../../miniprogram/packages/enterprise/pay.view'
import { UNSEEN, type Seen } from '../../miniprogram/packages/enterprise/seen'
import { anyClaimRow, batch, claim, DAY, HOUR, NOW, wage } from './crafts-samples'

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

describe('a claim at the counter', () => {
  it('draws every piece once', () => {
    fc.assert(
      fc.property(anyClaimRow, (row) => {
        expect(total(ledgerParts(row))).toBe(row.pieces.issued)
      }),
    )
  })

  it.each(CLAIM_STATES.map((state) => [state] as const))(
    '%s offers what the table of moves allows, no more',
    (state) => {
      const view = claim({ state, relations: ['enterprise'], handedIn: 5 })
      const { primary, others } = claimScreen(view, { now: NOW, shown: 20 })
      const offered = [...(primary ? [primary] : []), ...others]
      expect([...offered].sort()).toEqual(
        possibleClaimMoves(state, ['enterprise'])
          .filter((move) => (COUNTER_MOVES as readonly string[]).includes(move))
          .sort(),
      )
      expect(primary).toBe(state === 'taken' ? 'fetch' : state === 'handed_in' ? 'count' : null)
    },
  )

  it('offers nothing to one who only looks, and no telephone once it is over', () => {
    const staff = claimScreen(claim({ state: 'handed_in', relations: ['staff'] }), { now: NOW, shown: 20 })
    expect([staff.primary, staff.others]).toEqual([null, []])
    expect(claimScreen(claim({ state: 'ended' }), { now: NOW, shown: 20 }).canContact).toBe(false)
    expect(claimScreen(claim(), { now: NOW, shown: 20 }).canContact).toBe(true)
  })

  const anyCount = fc
    .record({
      handedIn: fc.integer({ min: 1, max: 500 }),
      rework: fc.nat({ max: 500 }),
      rejected: fc.nat({ max: 500 }),
    })
    .map(({ handedIn, rework, rejected }) => {
      const first = Math.min(rework, handedIn)
      const second = Math.min(rejected, handedIn - first)
      return { handedIn, tally: { accepted: handedIn - first - second, rework: first, rejected: second } as Tally }
    })
  const NAMES = ['accepted', 'rework', 'rejected'] as const

  it('counts: the three make up what was handed in, whatever is tapped', () => {
    fc.assert(
      fc.property(
        anyCount,
        fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: -10, max: 600 })), { maxLength: 20 }),
        ({ handedIn, tally }, taps) => {
          let now = tally
          for (const [name, wanted] of taps) {
            now = recounted(now, name, wanted, handedIn)
            expect(now.accepted + now.rework + now.rejected).toBe(handedIn)
            expect(Math.min(now.accepted, now.rework, now.rejected)).toBeGreaterThanOrEqual(0)
            expect(now[name]).toBe(Math.max(0, Math.min(handedIn, wanted)))
          }
        },
      ),
    )
  })

  it('takes a few bad ones from the good, and gives them back', () => {
    const none = emptyCount(20)
    const one = recounted(none, 'rejected', 2, 20)
    expect(one).toMatchObject({ accepted: 18, rework: 0, rejected: 2 })
    expect(recounted(one, 'rework', 3, 20)).toMatchObject({ accepted: 15, rework: 3, rejected: 2 })
    expect(recounted(one, 'rejected', 0, 20)).toMatchObject({ accepted: 20, rework: 0, rejected: 0 })
    expect(recounted(one, 'accepted', 10, 20)).toMatchObject({ accepted: 10, rework: 8, rejected: 2 })
  })

  it.each([
    [{ rework: 0, rejected: 0, text: '', pictures: [] }, []],
    [{ rework: 1, rejected: 0, text: ' ', pictures: [] }, ['text']],
    [{ rework: 1, rejected: 0, text: '线头没剪', pictures: [] }, []],
    [{ rework: 0, rejected: 1, text: '珠子裂了', pictures: [] }, ['pictures']],
    [{ rework: 0, rejected: 1, text: '', pictures: ['p'] }, ['text']],
    [{ rework: 0, rejected: 1, text: '珠子裂了', pictures: ['p'] }, []],
  ])('a count of %j lacks %j', (count, fields) => {
    expect(Object.keys(countProblems({ accepted: 18, ...count }))).toEqual(fields)
  })

  it('sends words and pictures only when there are some, and says what it pays', () => {
    expect(countInput({ accepted: 20, rework: 0, rejected: 0, text: ' ', pictures: [] }, [])).toEqual({
      move: 'count',
      accepted: 20,
      rework: 0,
      rejected: 0,
    })
    expect(
      countInput({ accepted: 18, rework: 0, rejected: 2, text: ' 裂了 ', pictures: ['p'] }, ['cloud://p']),
    ).toEqual({
      move: 'count',
      accepted: 18,
      rework: 0,
      rejected: 2,
      text: '裂了',
      pictures: ['cloud://p'],
    })
    expect(countText({ accepted: 18, rework: 0, rejected: 2 }, 120)).toBe('合格 18 个，工钱 ¥21.60')
    expect(countText({ accepted: 0, rework: 0, rejected: 2 }, 120)).toMatch(/没有工钱/)
    expect(total(tallyParts({ accepted: 18, rework: 1, rejected: 1 }))).toBe(20)
  })

  it('takes the code however it is read out', () => {
    expect(tidyCode(' 7k2 m9q ')).toBe('7K2M9Q')
    expect(tidyCode('iLo')).toBe('110')
    expect(codeProblem('7K2M9Q')).toBe('')
    expect(codeProblem('7K2M9')).toMatch(/6 个/)
  })

  const event = (part: Partial<ClaimEvent>): ClaimEvent => ({
    no: 1,
    at: NOW - HOUR,
    command: 'take',
    state: 'taken',
    by: { as: 'worker', name: null },
    text: null,
    pictures: [],
    ...part,
  })
  const counted = event({
    no: 5,
    command: 'count',
    by: { as: 'enterprise', name: '王勇' },
    tally: { accepted: 18, rework: 0, rejected: 2 },
    pictures: ['b'],
    text: '裂了',
  })

  it.each([
    [event({ pieces: 20 }), '对方 领了 20 个'],
    [event({ command: 'fetch', by: { as: 'enterprise', name: '王勇' } }), '王勇 发了料'],
    [event({ command: 'fetch', by: { as: 'enterprise', name: null } }), '同事 发了料'],
    [counted, '王勇 点好数了：合格 18 个，不合格 2 个'],
    [event({ command: 'settle', by: { as: 'staff', name: '陈莉' } }), '社区陈莉 看过以后定了数'],
    [
      event({ command: 'lapse', by: { as: 'system', name: null } }),
      `${CRAFT_LIMITS.objectDays} 天没说话，按点的数算了`,
    ],
  ])('tells what happened', (one, text) => expect(deedText(one)).toBe(text))

  it('shows the newest first, each with its own pictures', () => {
    const events = [event({ no: 1 }), event({ no: 2, command: 'hand_in' }), counted]
    const pictures = [
      { id: 'a', url: 'http://a', state: 'shown' as const },
      { id: 'b', url: null, state: 'checking' as const },
    ]
    const items = timelineItems({ events, pictures }, 2, NOW)
    expect(items.map(({ no }) => no)).toEqual([5, 2])
    expect(items[0]).toMatchObject({ text: '裂了', pictures: [pictures[1]] })
    expect(claimScreen(claim({ events, pictures }), { now: NOW, shown: 2 }).older).toBe(1)
  })

  it('tells one who came too late who was faster', () => {
    expect(fasterText([event({ no: 4 }), counted], 4)).toBe('王勇 点好数了：合格 18 个，不合格 2 个（刚刚）')
    expect(fasterText([event({ no: 3 }), event({ no: 4 }), counted], 2)).toMatch(/还有 2 步/)
    expect(fasterText([event({ no: 4 }), counted], 5)).toBe('')
  })
})

describe('a batch', () => {
  const anySums = fc
    .array(fc.nat({ max: 300 }), { minLength: 6, maxLength: 6 })
    .map(([left = 0, accepted = 0, rejected = 0, lost = 0, out = 0, back = 0]) => ({
      pieces: left + accepted + rejected + lost + out + back,
      left,
      sums: { issued: accepted + rejected + lost + out + back, accepted, rejected, returned: back, lost, out },
    }))

  it('draws every piece once, whatever has become of it', () => {
    fc.assert(
      fc.property(anySums, ({ pieces, left, sums }) => expect(total(sumParts(pieces, left, sums))).toBe(pieces)),
    )
  })

  const none = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }
  const row = (part: Partial<BatchRow>): BatchRow & { sums: typeof none } => ({ ...batch(part), sums: none })

  it.each([
    [{ state: 'waiting' }, '等社区看', 'waiting', 0],
    [{ state: 'open', left: 1_000 }, '在发', 'done', 1],
    [{ state: 'open', left: 0 }, '领完了', 'done', 1],
    [{ state: 'open', left: 1_000, deadline: NOW - 1 }, '过期了', 'quiet', 1],
    [{ state: 'refused' }, '没通过', 'brand', 0],
    [{ state: 'stopped', left: 1_000 }, '停了', 'quiet', 1],
  ] as const)('%j is “%s”', (part, stateText, tone, bars) => {
    const item = batchItem(row(part), NOW)
    expect(item).toMatchObject({ stateText, tone })
    expect(item.parts).toHaveLength(bars)
  })

  it.each([
    ['waiting', NOW + DAY, [false, false, false]],
    ['open', NOW + DAY, [true, true, false]],
    ['open', NOW - DAY, [false, true, true]],
    ['refused', NOW + DAY, [false, false, true]],
    ['stopped', NOW + DAY, [false, false, true]],
  ] as const)('%s until %s: price, stop, again are %j', (state, deadline, able) => {
    const screen = batchScreen(batch({ state, deadline }), NOW)
    expect([screen.canAdjust, screen.canStop, screen.canRepost]).toEqual(able)
  })

  it('shows the pace of those who made it only where it was measured', () => {
    const names = (view: ReturnType<typeof batch>) => batchScreen(view, NOW).facts.map(({ name }) => name)
    expect(names(batch())).toContain('大家做')
    expect(
      names(batch({ hour: { minutesPerPiece: 40, source: 'claimed', samples: 0, fenPerHour: 1_800 } })),
    ).not.toContain('大家做')
  })
})

describe('payments', () => {
  const END = Date.parse('2026-11-26T23:59:59.999+08:00')

  it.each([
    [END, NOW, '还剩 2 天'],
    [END, Date.parse('2026-11-26T00:00:00+08:00'), '今天要付'],
    [END, END, '今天要付'],
    [END, END + 1, '过期 1 天'],
    [END, END + 3 * DAY, '过期 3 天'],
  ])('due at %s, seen at %s: %s', (dueAt, now, text) => expect(leftText(dueAt, now)).toBe(text))

  it('says “late” exactly when it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * DAY, max: 40 * DAY }), (ms) => {
        expect(leftText(END, END + ms).startsWith('过期')).toBe(isLate(END, END + ms))
      }),
    )
  })

  const marked = { at: NOW - DAY, way: 'wechat' as const, proof: '尾号 0291' }

  it.each([
    [wage(), 'quiet', '还剩 12 天', true],
    [wage({ dueAt: NOW + 2 * DAY }), 'waiting', '还剩 2 天', true],
    [wage({ dueAt: NOW - 1, late: true }), 'brand', '过期 1 天', true],
    [wage({ state: 'marked', marked }), 'quiet', '等对方说收到', false],
    [wage({ state: 'denied', marked }), 'brand', '对方说没收到，还剩 12 天', true],
    [wage({ state: 'paid', marked, paidAt: NOW }), 'done', '付清了', false],
    [wage({ state: 'paid', marked, paidAt: NOW, late: true }), 'done', '付清了，晚了', false],
  ] as const)('a wage is drawn by where it stands', (row, tone, due, canTick) => {
    expect(payItem(row, [], NOW)).toMatchObject({ tone, due, canTick })
  })

  it('tells how it was paid, what the worker said, what the staff found out', () => {
    const note = (part: Partial<WageRow>) => payItem(wage(part), [], NOW).note
    expect(note({})).toBe('')
    expect(note({ state: 'marked', marked })).toBe('11月23日用微信付的：尾号 0291')
    const denied = { at: NOW, text: '微信里没有这笔' }
    expect(note({ state: 'denied', marked, denied })).toMatch(/尾号 0291。对方说：微信里没有这笔/)
    expect(note({ state: 'denied', marked, denied: { at: NOW, text: null } })).toMatch(/对方没说原因/)
    expect(note({ state: 'owed', judged: { at: NOW, came: false, text: '转错了人' } })).toMatch(/转错了人/)
  })

  const wages = Array.from({ length: 30 }, (_, no) =>
    wage({ id: `w${no}`, amount: no + 1, worker: `工人${no % 5}`, state: no % 3 === 2 ? 'marked' : 'owed' }),
  )

  it('ticks what can be paid, up to the limit of one call', () => {
    const open = wages.filter(mustPay)
    const all = allTicked(wages, [])
    expect(all).toEqual(open.slice(0, CRAFT_LIMITS.wagesPerPay).map(({ id }) => id))
    expect(allTicked(wages, all)).toEqual([])
    expect(toggled(all, 'another')).toEqual(all)
    expect(toggled(all, all[3] ?? '')).toHaveLength(all.length - 1)
    expect(toggled([], 'w0')).toEqual(['w0'])
    expect(allTicked([], [])).toEqual([])
  })

  it('sums exactly what is ticked', () => {
    fc.assert(
      fc.property(fc.subarray(wages.map(({ id }) => id)), (ticked) => {
        const sum = ticked.reduce((amount, id) => amount + Number(id.slice(1)) + 1, 0)
        expect(amountOf(wages, ticked)).toBe(sum)
      }),
    )
  })

  it('forgets ticks on what a colleague has paid meanwhile', () => {
    expect(stillTicked(wages, ['w0', 'w2', 'gone'])).toEqual(['w0'])
  })

  it('names whom it is for, each once', () => {
    expect(whomText(wages, ['w0', 'w5', 'w1'])).toBe('工人0、工人1')
    expect(whomText(wages, ['w0', 'w1', 'w2', 'w3'])).toBe('工人0、工人1、工人2等 4 人')
  })

  it('wants something to find the payment by', () => {
    expect(proofProblem(' ', 'bank')).toMatch(/流水号/)
    expect(proofProblem('0291', 'bank')).toBe('')
  })

  it('draws a month: what was owed is paid or open', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (paid, open) => {
        const view = sumView({ month: '2026-11', pieces: 9, owed: paid + open, paid, open })
        expect(total(view.parts)).toBe(paid + open)
      }),
    )
    const months = monthChoices(NOW)
    expect(months).toHaveLength(CRAFT_LIMITS.monthsBack)
    expect(months[0]).toEqual({ month: '2026-11', text: '11月' })
    expect(months[11]?.month).toBe('2025-12')
  })
})
