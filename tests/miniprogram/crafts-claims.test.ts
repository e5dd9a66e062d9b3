/** What the phone says of work that was taken, and of the money for it. */
import fc from 'fast-check'
import QRCode from 'qrcode'
import {
  CLAIM_COMMANDS,
  CLAIM_STATES,
  WAGE_STATES,
  type ClaimEvent,
  type WageRow,
  type WageState,
} from '../../miniprogram/contract/crafts'
import { claimCodeText } from '../../miniprogram/core/claim-code'
import { claimScreen, TAPPED } from '../../miniprogram/packages/crafts/claim.view'
import { FORM_MOVES, formOf, formProblem, inputOf, withPhrase } from '../../miniprogram/packages/crafts/form.view'
import { inHands, ledgerParts, partsText, tallyParts } from '../../miniprogram/packages/crafts/ledger.view'
import { mineScreen, nextStep } from '../../miniprogram/packages/crafts/mine.view'
import { askedText, monthChoices, sumView } from '../../miniprogram/packages/crafts/money.view'
import { fitted } from '../../miniprogram/packages/crafts/pages/money/draw'
import { QR_MOST_BYTES, qrPicture, qrRows } from '../../miniprogram/core/qr'
import { SLIP_ROWS, slipLines } from '../../miniprogram/packages/crafts/slip.view'
import { timelineItems } from '../../miniprogram/packages/crafts/timeline.view'
import { wageView } from '../../miniprogram/packages/crafts/wage.view'
import {
  DONE_TEXTS,
  EVENT_TEXTS,
  STATE_SENTENCES,
  STATE_TEXTS,
  SURE_TEXTS,
} from '../../miniprogram/packages/crafts/words'
import { anyClaimRow, claim, DAY, HOUR, NOW, wage } from './crafts-samples'

const PROPERTY = { numRuns: 300 }
const TITLE = 16
const TOAST = 20
const CHOICE = 4

describe('words', () => {
  test.each(CLAIM_STATES)('%s is said in a row and in a sentence', (state) => {
    expect(STATE_TEXTS[state].length).toBeLessThanOrEqual(5)
    expect(STATE_SENTENCES[state].length).toBeLessThanOrEqual(TITLE)
  })
  test('what was done is a toast; what is asked fits WeChat’s dialog', () => {
    for (const text of Object.values(DONE_TEXTS)) expect(text.length).toBeLessThanOrEqual(TOAST)
    for (const { ok } of Object.values(SURE_TEXTS)) expect(ok.length).toBeLessThanOrEqual(CHOICE)
  })
  test.each(['take', ...CLAIM_COMMANDS] as const)('the event %s has words', (command) =>
    expect(EVENT_TEXTS[command]).toMatch(/\p{Script=Han}/u),
  )
})

describe('where the pieces are', () => {
  test('the parts make up the whole, whatever has happened', () =>
    fc.assert(
      fc.property(anyClaimRow, (row) => {
        const parts = ledgerParts(row)
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(row.pieces.issued)
        expect(parts.every(({ count }) => count > 0)).toBe(true)
        expect(inHands(row)).toBeGreaterThanOrEqual(0)
      }),
      PROPERTY,
    ))

  test('in words', () => {
    const pieces = { issued: 20, accepted: 8, rejected: 1, returned: 2, lost: 1, out: 8 }
    const row = claim({ state: 'handed_in', pieces, handedIn: 5 })
    expect(partsText(ledgerParts(row))).toBe(
      '合格 8 个，等点数 5 个，在您手上 3 个，不合格 1 个，退回去了 2 个，丢了坏了 1 个',
    )
    expect(partsText(ledgerParts(claim({ state: 'taken' })))).toBe('等您取 20 个')
    expect(partsText(tallyParts({ accepted: 3, rework: 0, rejected: 2 }))).toBe('合格 3 个，不合格 2 个')
  })
})

describe('what is next', () => {
  test.each([
    [{ state: 'taken', dueAt: NOW + 5 * HOUR }, '去取料，最晚 今天 19:30', '还剩 5 小时', false],
    [{ state: 'working' }, '12月3日前交货', '还剩 9 天', false],
    [{ state: 'working', deadline: NOW - DAY }, '交货的日子过了，做好的快交，做不完的退回去', '已超时 24 小时', true],
    [{ state: 'counted', dueAt: NOW + DAY }, '看看数对不对，明天 14:30 前没说话就算同意', '还剩 24 小时', false],
  ] as const)('%j', (part, text, due, late) =>
    expect(nextStep(claim(part), NOW)).toMatchObject({ text, due: { text: due, late } }),
  )

  test.each([
    [{ state: 'handed_in' }, '企业点好数会告诉您，等着就行'],
    [{ state: 'objected' }, '社区两边都听，定了会告诉您'],
    [{ state: 'ended', money: { owed: 500, paid: 200, open: 300 } }, '还有 ¥3.00 没付'],
    [{ state: 'ended', money: { owed: 500, paid: 500, open: 0 } }, '收到 ¥5.00'],
    [{ state: 'ended', money: { owed: 0, paid: 0, open: 0 } }, ''],
  ] as const)('others do it: %j', (part, text) =>
    expect(nextStep(claim(part), NOW)).toEqual({ text, due: null, by: null }),
  )

  test('what runs out first stands on top, and every claim stands there once', () =>
    fc.assert(
      fc.property(fc.uniqueArray(anyClaimRow, { maxLength: 10, selector: ({ id }) => id }), (rows) => {
        const { next, lines } = mineScreen(rows, NOW)
        const shown = [...(next ? [next] : []), ...lines].map(({ id }) => id)
        expect([...shown].sort()).toEqual(rows.map(({ id }) => id).sort())
        const limits = rows.flatMap((row) => nextStep(row, NOW).by ?? [])
        expect(next === null).toBe(limits.length === 0)
        const first = rows.find(({ id }) => id === next?.id)
        if (first) expect(nextStep(first, NOW).by).toBe(Math.min(...limits))
        if (next) expect(next.button).not.toBe('')
      }),
      PROPERTY,
    ))
})

describe('one claim', () => {
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

  test.each([
    ['taken', [null, null, ['cancel']]],
    ['working', ['hand_in', 'progress', ['lose']]],
    ['handed_in', [null, null, []]],
    ['counted', ['agree', 'object', []]],
    ['objected', [null, null, []]],
    ['ended', [null, null, []]],
  ] as const)('%s: the buttons', (state, [primary, second, others]) => {
    const screen = claimScreen(claim({ state }), NOW)
    expect([screen.primary?.move ?? null, screen.second?.move ?? null]).toEqual([primary, second])
    expect(screen.others.map(({ move }) => move)).toEqual(others)
  })

  test('whoever is not the worker can only look', () => {
    for (const state of CLAIM_STATES)
      for (const relation of ['enterprise', 'staff'] as const) {
        const screen = claimScreen(claim({ state, relations: [relation] }), NOW)
        expect([screen.primary, screen.second, screen.others]).toEqual([null, null, []])
      }
  })

  test.each([
    ['taken', '7K2M9Q', true, 'A区1栋底楼'],
    ['working', '7K2M9Q', false, '社区服务中心'],
    ['handed_in', '', false, undefined],
    ['ended', '', false, undefined],
  ] as const)('%s: the code and the way', (state, code, isCodeFirst, place) => {
    const screen = claimScreen(claim({ state }), NOW)
    expect([screen.code, screen.isCodeFirst, screen.counter?.place]).toEqual([code, isCodeFirst, place])
  })

  test('a count is shown with its reason until it stands', () => {
    const counted = claim({
      state: 'counted',
      handedIn: 20,
      tally: { accepted: 18, rework: 1, rejected: 1 },
      dueAt: NOW + 2 * DAY,
      pictures: [
        { id: 'x', url: null, state: 'shown' },
        { id: 'y', url: null, state: 'shown' },
      ],
      events: [event({}), event({ no: 2, command: 'count', text: '一个掉了珠', pictures: ['y'] })],
    })
    expect(claimScreen(counted, NOW).tally).toMatchObject({
      money: '¥21.60',
      reason: '一个掉了珠',
      pictures: [{ id: 'y' }],
      until: '后天 14:30 前说数不对都可以',
    })
    expect(claimScreen({ ...counted, state: 'objected' }, NOW).tally?.until).toBe('')
    expect(claimScreen({ ...counted, state: 'working' }, NOW).tally).toBeNull()
  })

  test('the story, newest first', () => {
    const events = [
      event({ pieces: 20 }),
      event({ no: 2, command: 'fetch', by: { as: 'enterprise', name: '王芳' } }),
      event({ no: 3, command: 'progress', pieces: 8, minutes: 90 }),
      event({
        no: 4,
        command: 'count',
        by: { as: 'enterprise', name: null },
        tally: { accepted: 8, rework: 2, rejected: 0 },
      }),
      event({ no: 5, command: 'lapse', by: { as: 'system', name: null } }),
    ]
    const titles = timelineItems({ events, pictures: [] }, 9, NOW).map(({ title }) => title)
    expect(titles).toEqual([
      '3 天没说话，按点的数算了',
      '企业点好数了：合格 8 个，要返工 2 个',
      '您报了进度：做好 8 个，用了 1.5 小时',
      '企业 王芳 把材料发给您了',
      '您领了这份活：20 个',
    ])
    expect(timelineItems({ events, pictures: [] }, 2, NOW)).toHaveLength(2)
    expect(claimScreen(claim({ events }), NOW, 2).older).toBe(3)
  })

  test('nothing on it reads like a mistake', () =>
    fc.assert(
      fc.property(anyClaimRow, (row) => {
        const words = JSON.stringify([claimScreen({ ...claim(), ...row }, NOW), mineScreen([row], NOW)])
        expect(words).not.toMatch(/undefined|NaN|Infinity|\[object/)
      }),
      PROPERTY,
    ))
})

describe('the forms', () => {
  const held = claim({ pieces: { issued: 20, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 12 }, done: 15 })

  test.each(FORM_MOVES)('%s: a form for each move that needs one', (move) => {
    const form = formOf(move, held, '点少了')
    expect(form.title.length).toBeLessThanOrEqual(TITLE)
    expect((TAPPED as readonly string[]).includes(move)).toBe(true)
    expect(form.text?.value ?? '点少了').toBe('点少了')
    if (form.pieces) {
      expect(form.pieces.max).toBe(12)
      expect(form.pieces.value).toBeGreaterThanOrEqual(form.pieces.min)
      expect(form.pieces.value).toBeLessThanOrEqual(form.pieces.max)
    }
  })

  test('words are wanted where others read them', () => {
    const answers = { pieces: 1, minutes: 0, text: '  ' }
    expect(formProblem(formOf('object', held), answers)).not.toBe('')
    expect(formProblem(formOf('lose', held), answers)).not.toBe('')
    expect(formProblem(formOf('hand_in', held), answers)).toBe('')
    expect(formProblem(formOf('object', held), { ...answers, text: '点少了' })).toBe('')
  })

  test('what goes out', () => {
    const answers = { pieces: 3, minutes: 60, text: ' 路上丢了 ' }
    expect(FORM_MOVES.map((move) => inputOf({ move }, answers))).toEqual([
      { move: 'progress', done: 3, minutes: 60 },
      { move: 'hand_in', pieces: 3, minutes: 60 },
      { move: 'lose', pieces: 3, text: '路上丢了' },
      { move: 'object', text: '路上丢了' },
    ])
  })

  test('a phrase is added once, and never past the limit', () => {
    expect(withPhrase('', '点少了', 500)).toBe('点少了')
    expect(withPhrase('有两个', '点少了', 500)).toBe('有两个，点少了')
    expect(withPhrase('点少了', '点少了', 500)).toBe('点少了')
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const before = Array.from(text.trim()).length
        expect(Array.from(withPhrase(text, '好的', most)).length).toBeLessThanOrEqual(
          Math.max(most, before, text.length),
        )
      }),
    )
  })
})

describe('wages', () => {
  const marked = { at: NOW - DAY, way: 'wechat' as const, proof: '尾号 0291' }
  test.each<[WageState, Partial<WageRow>, object]>([
    ['owed', {}, { state: '还没付', due: '还剩 12 天付', late: false, isAsked: false, canCome: true, said: '' }],
    ['owed', { dueAt: NOW - 2 * DAY, late: true }, { due: '已超时 2 天没付', late: true, tone: 'brand' }],
    ['marked', { marked }, { isAsked: true, canCome: false, due: '', said: '企业说 11月23日用微信付了：尾号 0291' }],
    [
      'denied',
      { marked, denied: { at: NOW, text: null } },
      { isAsked: false, canCome: true, said: '11月24日您说没收到，社区的人在查' },
    ],
    [
      'owed',
      { judged: { at: NOW, came: false, text: '转错人了' } },
      { said: '社区查过，没付成，要企业重新付：转错人了' },
    ],
    ['paid', { marked, paidAt: NOW }, { state: '收到了', due: '', late: false, canCome: false, said: '11月24日收到' }],
  ])('%s %j', (state, part, view) => expect(wageView(wage({ state, ...part }), NOW)).toMatchObject(view))

  test('its sum and count are said', () =>
    expect(wageView(wage(), NOW)).toMatchObject({ amount: '¥21.60', facts: '18 个 × ¥1.20，11月21日点的数' }))

  test('the bar of a month is full only when nothing is open', () =>
    fc.assert(
      fc.property(fc.nat({ max: 1e7 }), fc.nat({ max: 1e7 }), (paid, open) => {
        const { share } = sumView({ month: '2026-11', pieces: 1, owed: paid + open, paid, open }, NOW)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share === 100).toBe(open === 0 && paid > 0)
      }),
      PROPERTY,
    ))

  test('the months to choose from', () => {
    const months = monthChoices(NOW)
    expect(months).toHaveLength(24)
    expect([months[0], months[11]]).toEqual([
      { month: '2026-11', text: '11月' },
      { month: '2025-12', text: '2025年12月' },
    ])
    expect(new Set(months.map(({ month }) => month)).size).toBe(24)
  })

  test('those that ask are counted', () => {
    expect(askedText(WAGE_STATES.map((state) => wage({ state })))).toBe('有 1 笔企业说付了，请您看看收到没有')
    expect(askedText([wage()])).toBe('')
  })
})

describe('the picture of a month', () => {
  const sum = { month: '2026-11', pieces: 18, owed: 2_160, paid: 0, open: 2_160 }

  test('has the sum, every wage and who made it', () => {
    expect(slipLines([wage()], sum, NOW)).toEqual([
      { kind: 'title', left: '手工活 11月该得', right: '¥21.60' },
      { kind: 'sum', left: '收到', right: '¥0.00' },
      { kind: 'sum', left: '还没付', right: '¥21.60' },
      { kind: 'row', left: '串珠手链', right: '¥21.60' },
      { kind: 'small', left: '恒艺饰品', right: '还没付' },
      { kind: 'small', left: '11月21日点数，18 个 × ¥1.20', right: '' },
      { kind: 'end', left: '家门口 巧手梦工坊，11月24日存', right: '' },
    ])
  })

  test('of a long month says how many are left out', () => {
    const lines = slipLines(
      Array.from({ length: SLIP_ROWS + 3 }, () => wage()),
      sum,
      NOW,
    )
    expect(lines).toContainEqual({ kind: 'small', left: '还有 3 笔，导出 Excel 看', right: '' })
    expect(lines.filter(({ kind }) => kind === 'row')).toHaveLength(SLIP_ROWS)
  })

  test('words end where there is no room', () => {
    const widthOf = (text: string) => Array.from(text).length * 10
    expect(fitted('手工活', 30, widthOf)).toBe('手工活')
    expect(fitted('手工活很多', 30, widthOf)).toBe('手工…')
    expect(fitted('手', 5, widthOf)).toBe('…')
  })
})

describe('the code for the counter', () => {
  const text = claimCodeText({ id: '01HZX3ABCDEFGHJKMNPQRSTVWX', code: '7K2M9Q' })

  test.each([text, ' ', '~'.repeat(QR_MOST_BYTES)])('“%s” is the code that a library would draw', (words) => {
    const known = QRCode.create([{ data: Buffer.from(words), mode: 'byte' }], {
      errorCorrectionLevel: 'L',
      version: 3,
      maskPattern: 0,
    })
    const rows = qrRows(words)
    const theirs = rows?.map((line, row) => line.map((_, column) => known.modules.get(row, column) === 1))
    expect(rows).toEqual(theirs)
  })

  test.each(['~'.repeat(QR_MOST_BYTES + 1), '取料', 'a\nb'])('%j does not fit', (words) => {
    expect(qrRows(words)).toBeNull()
    expect(qrPicture(words)).toBe('')
  })

  test('as a picture it is small enough for the phone', () => {
    const picture = qrPicture(text)
    expect(picture).toMatch(/^data:image\/svg\+xml,/)
    expect(picture.length).toBeLessThan(5_000)
  })
})
