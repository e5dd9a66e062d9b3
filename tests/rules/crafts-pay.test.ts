import fc from 'fast-check'
import type { WageDoc } from '../../cloudfunctions/crafts/model.rules'
import {
  ASK_AGAIN_MS,
  checkWage,
  dayOf,
  decideWage,
  dueAtOf,
  monthOf,
  monthProblem,
  openWage,
  REMIND_MS,
  withPayment,
  type WageMove,
} from '../../cloudfunctions/crafts/pay.rules'
import { statementTable } from '../../cloudfunctions/crafts/statement.rules'
import { moneyOf, WAGE_STATES, type Entry, type WageState } from '../../miniprogram/contract/crafts'
import { DAY, HOUR, taken } from './craft-world'

/** A Shanghai wall clock as epoch ms. */
const at = (text: string) => Date.parse(`${text}+08:00`)

const COUNTED = at('2026-11-24T12:00:00')
const wage = (more: Partial<WageDoc> = {}, countedAt = COUNTED): WageDoc => ({
  ...openWage(taken(10), { no: 4, pieces: 7, countedAt }),
  ...more,
})

// ---- days

describe('the last moment to pay', () => {
  test.each([
    ['at noon', '2026-11-24T12:00:00', '2026-12-09T23:59:59.999'],
    ['first thing in the morning', '2026-11-24T00:00:00', '2026-12-09T23:59:59.999'],
    ['last thing at night', '2026-11-24T23:59:59.999', '2026-12-09T23:59:59.999'],
    ['a millisecond later', '2026-11-25T00:00:00', '2026-12-10T23:59:59.999'],
    ['over the new year', '2026-12-20T09:00:00', '2027-01-04T23:59:59.999'],
    ['over a leap day', '2028-02-20T09:00:00', '2028-03-06T23:59:59.999'],
  ])('counted %s', (_when, counted, due) => expect(dueAtOf(at(counted))).toBe(at(due)))

  test('is the end of a Shanghai day between 15 and 16 days later', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: at('2100-01-01T00:00:00') }), (counted) => {
        const due = dueAtOf(counted)
        expect(dayOf(due)).not.toBe(dayOf(due + 1))
        expect(due - counted).toBeGreaterThanOrEqual(15 * DAY - 1)
        expect(due - counted).toBeLessThan(16 * DAY)
      }),
    ))
})

test.each([
  ['2026-11-30T23:59:59.999', '2026-11-30', '2026-11'],
  ['2026-12-01T00:00:00', '2026-12-01', '2026-12'],
  ['2027-01-01T07:59:00', '2027-01-01', '2027-01'],
])('%s is in %s', (time, day, month) => {
  expect(dayOf(at(time))).toBe(day)
  expect(monthOf(at(time))).toBe(month)
})

test.each([
  ['2026-11', null],
  ['2026-12', 'too_large'],
  ['2024-11', null],
  ['2024-10', 'too_small'],
  ['2025-12', null],
  ['2027-01', 'too_large'],
])('of %s one may ask: %s', (month, problem) => expect(monthProblem(month, COUNTED)).toBe(problem))

test('a wage is what was accepted at the price of the take', () => {
  expect(wage()).toMatchObject({
    _id: 'claim-one.4',
    claim: 'claim-one',
    worker: 'openid-worker',
    pieces: 7,
    price: 80,
    amount: 560,
    state: 'owed',
    owing: true,
    open: true,
    month: '2026-11',
    dueAt: dueAtOf(COUNTED),
    late: false,
    nextCheckAt: dueAtOf(COUNTED) - REMIND_MS,
  })
})

// ---- moves

const DUE = dueAtOf(COUNTED)
const marked = (requestId: string): WageMove => ({
  move: 'mark',
  by: 'openid-officer',
  way: 'wechat',
  proof: '尾号 0291',
  requestId,
})
const mark = marked('pay-one')
const came: WageMove = { move: 'receive', came: true, text: null }
const missing: WageMove = { move: 'receive', came: false, text: '没看到' }
const judged = (yes: boolean, requestId = 'judge-one'): WageMove => ({
  move: 'judge',
  by: 'openid-staff',
  came: yes,
  text: '看过转账记录',
  requestId,
})

/** The wage after these moves, each at its own time. */
const after = (doc: WageDoc, ...moves: [WageMove, number][]): WageDoc =>
  moves.reduce((before, [move, now]) => {
    const result = decideWage(before, move, now)
    if (!result.ok) throw new Error(`${move.move} was refused: ${result.code}`)
    return { ...before, ...result.set }
  }, doc)

const IN: { readonly [S in WageState]: WageDoc } = {
  owed: wage(),
  marked: after(wage(), [mark, COUNTED + HOUR]),
  denied: after(wage(), [mark, COUNTED + HOUR], [missing, COUNTED + 2 * HOUR]),
  paid: after(wage(), [mark, COUNTED + HOUR], [came, COUNTED + 2 * HOUR]),
}

describe('the way of a wage', () => {
  const other = marked('pay-two')
  const CELLS: [WageState, string, WageMove, WageState | 'NOT_NOW'][] = [
    ['owed', 'mark', other, 'marked'],
    ['denied', 'mark', other, 'marked'],
    ['marked', 'mark', other, 'NOT_NOW'],
    ['paid', 'mark', other, 'NOT_NOW'],
    ['owed', 'it came', came, 'paid'],
    ['marked', 'it came', came, 'paid'],
    ['denied', 'it came', came, 'paid'],
    ['owed', 'nothing came', missing, 'NOT_NOW'],
    ['marked', 'nothing came', missing, 'denied'],
    ['paid', 'nothing came', missing, 'NOT_NOW'],
    ['denied', 'judged: it came', judged(true), 'paid'],
    ['denied', 'judged: nothing came', judged(false), 'owed'],
    ['owed', 'judged', judged(true), 'NOT_NOW'],
    ['marked', 'judged', judged(true), 'NOT_NOW'],
    ['paid', 'judged', judged(false), 'NOT_NOW'],
  ]
  test.each(CELLS)('%s, %s', (from, _what, move, expected) => {
    const result = decideWage(IN[from], move, COUNTED + 3 * HOUR)
    if (expected === 'NOT_NOW') return expect(result).toEqual({ ok: false, code: 'NOT_NOW' })
    expect(result).toMatchObject({ ok: true, set: { state: expected, version: IN[from].version + 1 } })
  })

  test.each([
    ['mark', IN.marked, mark],
    ['mark that was received since', IN.paid, mark],
    ['mark that was denied since', IN.denied, mark],
    ['it came', IN.paid, came],
    ['nothing came', IN.denied, missing],
    ['judged: it came', after(IN.denied, [judged(true), DUE]), judged(true)],
    ['judged: nothing came', after(IN.denied, [judged(false), DUE]), judged(false)],
  ] as const)('a repeated call changes nothing: %s', (_what, doc, move) =>
    expect(decideWage(doc, move, DUE + DAY)).toEqual({ ok: true, set: {}, record: [] }),
  )

  test('another staff member finds it judged already', () => {
    const doc = after(IN.denied, [judged(false), DUE])
    expect(decideWage(doc, judged(true, 'judge-two'), DUE)).toEqual({ ok: false, code: 'NOT_NOW' })
  })

  test('what is marked names way and proof; a judged denial takes the mark away', () => {
    expect(IN.marked).toMatchObject({
      marked: { at: COUNTED + HOUR, by: 'openid-officer', way: 'wechat', proof: '尾号 0291', requestId: 'pay-one' },
      owing: false,
      open: true,
      nextCheckAt: COUNTED + HOUR + ASK_AGAIN_MS,
    })
    expect(IN.denied).toMatchObject({ denied: { at: COUNTED + 2 * HOUR, text: '没看到' }, owing: true })
    expect(after(IN.denied, [judged(false), DUE])).toMatchObject({ marked: null, owing: true, disputed: true })
  })
})

describe('in time and late', () => {
  const record = (doc: WageDoc, move: WageMove, now: number) => {
    const result = decideWage(doc, move, now)
    return result.ok ? [result.set.late, ...result.record] : result.code
  }
  test.each([
    ['marked on the last moment, looked at a week later', DUE, DUE + 7 * DAY, [false, 'paidOnTime']],
    ['marked a millisecond later', DUE + 1, DUE + 2, [true, 'paidLate']],
    ['marked early', COUNTED, COUNTED + 1, [false, 'paidOnTime']],
  ])('%s', (_what, markedAt, lookedAt, expected) =>
    expect(record(after(wage(), [mark, markedAt]), came, lookedAt)).toEqual(expected),
  )

  test('without a mark the worker’s word says when', () => {
    expect(record(wage(), came, DUE)).toEqual([false, 'paidOnTime'])
    expect(record(wage(), came, DUE + 1)).toEqual([true, 'paidLate'])
  })

  test('a denied payment that came after all was made when it was marked', () => {
    const denied = after(wage(), [mark, DUE], [missing, DUE + DAY])
    // meanwhile the timer has called it late
    const late = { ...denied, ...checkWage(denied, DUE + DAY).set }
    expect(late.late).toBe(true)
    expect(record(late, judged(true), DUE + 2 * DAY)).toEqual([false, 'paidOnTime', 'disputes'])
    expect(record(late, came, DUE + 2 * DAY)).toEqual([false, 'paidOnTime'])
  })

  test('one that did not come is owed again, and late if it is due', () => {
    const denied = after(wage(), [mark, COUNTED + DAY], [missing, COUNTED + 2 * DAY])
    expect(record(denied, judged(false), DUE)).toEqual([false, 'disputes'])
    expect(record(denied, judged(false), DUE + 1)).toEqual([true, 'disputes'])
    const again = after(denied, [judged(false), DUE], [marked('pay-two'), DUE + 1])
    expect(again.late).toBe(true)
    expect(record(again, came, DUE + DAY)).toEqual([true, 'paidLate'])
  })

  test('the timer reminds once three days before, and says it is late once', () => {
    const told: [string, number][] = []
    let doc = wage()
    for (let now = COUNTED; now < DUE + 10 * DAY; now += HOUR) {
      if (doc.nextCheckAt === null || doc.nextCheckAt > now) continue
      const { tell, set } = checkWage(doc, now)
      told.push([tell ?? 'nothing', now])
      doc = { ...doc, ...set }
    }
    expect(told.map(([what]) => what)).toEqual(['soon', 'late'])
    expect(told[0]?.[1]).toBeGreaterThanOrEqual(DUE - REMIND_MS)
    expect(told[0]?.[1]).toBeLessThan(DUE - REMIND_MS + HOUR)
    expect(told[1]?.[1]).toBeGreaterThan(DUE)
    expect(doc).toMatchObject({ late: true, nextCheckAt: null })
  })

  test('what was marked and not answered is asked about once more, and never called late for it', () => {
    const told: [string | null, number][] = []
    let doc = after(wage(), [mark, COUNTED + HOUR])
    for (let now = COUNTED; now < DUE + 10 * DAY; now += HOUR) {
      if (doc.nextCheckAt === null || doc.nextCheckAt > now) continue
      const { tell, set } = checkWage(doc, now)
      told.push([tell, now])
      doc = { ...doc, ...set }
    }
    expect(told).toEqual([['came', COUNTED + HOUR + ASK_AGAIN_MS]])
    expect(doc).toMatchObject({ state: 'marked', late: false, nextCheckAt: null })
  })

  test('what was paid is left alone', () =>
    expect(checkWage({ ...IN.paid, nextCheckAt: 0 }, DUE + 1)).toEqual({ tell: null, set: { nextCheckAt: null } }))
})

// ---- whatever happens

const anyMove = fc.oneof(
  fc.nat(3).map((n) => marked(`pay-${n}`)),
  fc.boolean().map((yes): WageMove => ({ move: 'receive', came: yes, text: null })),
  fc.tuple(fc.boolean(), fc.nat(3)).map(([yes, n]) => judged(yes, `judge-${n}`)),
  fc.constant(null),
)
const history = fc.array(fc.tuple(anyMove, fc.integer({ min: 0, max: 4 * 24 })), { maxLength: 30 })

test('whatever is said in whatever order: it is paid at most once, and the flags agree', () => {
  const reached = new Set<WageState>()
  fc.assert(
    fc.property(history, (steps) => {
      let doc = wage()
      let now = COUNTED
      let entries: readonly Entry[] = [{ no: 1, at: COUNTED, what: 'owe', amount: doc.amount }]
      let [paidOnTime, paidLate, disputes, judgements] = [0, 0, 0, 0]
      for (const [move, hours] of steps) {
        now += hours * HOUR
        if (move === null) {
          if (doc.nextCheckAt !== null && doc.nextCheckAt <= now) doc = { ...doc, ...checkWage(doc, now).set }
        } else {
          const result = decideWage(doc, move, now)
          if (!result.ok) continue
          doc = { ...doc, ...result.set }
          if (result.set.state === 'paid') ({ entries } = withPayment(entries, doc.amount, now))
          if (result.set.judged) judgements += 1
          paidOnTime += result.record.filter((one) => one === 'paidOnTime').length
          paidLate += result.record.filter((one) => one === 'paidLate').length
          disputes += result.record.filter((one) => one === 'disputes').length
        }
        reached.add(doc.state)
        const { owed, paid, open } = moneyOf(entries)
        expect(owed).toBe(paid + open)
        expect(doc.open).toBe(doc.state !== 'paid')
        expect(doc.open ? open : paid).toBe(doc.amount)
        expect(doc.owing).toBe(doc.state === 'owed' || doc.state === 'denied')
        expect(doc.state === 'paid').toBe(paidOnTime + paidLate === 1)
        expect(disputes).toBe(judgements)
        if (doc.state === 'paid') expect(doc.late).toBe(paidLate === 1)
        // whoever still has to pay is watched until it is late; who has to say that it came, until asked again
        if (doc.state === 'marked')
          expect(doc.nextCheckAt ?? doc.marked?.at).toBeGreaterThanOrEqual(doc.marked?.at ?? Infinity)
        else expect(doc.nextCheckAt !== null).toBe(doc.owing && !doc.late)
        if (doc.owing && !doc.late && now > DUE) expect(doc.nextCheckAt).toBeLessThanOrEqual(now)
      }
    }),
    { numRuns: 500 },
  )
  expect([...reached].sort()).toEqual([...WAGE_STATES].sort())
})

// ---- the statement

describe('the statement of a month', () => {
  const table = (wages: WageDoc[]) => statementTable(wages, { head: '企业', nameOf: (doc) => doc.enterpriseName })

  test('has a line for each wage, in the order they were counted', () => {
    const first = wage({ _id: 'b', name: '=HYPERLINK("x")' }, COUNTED - DAY)
    const { heads, rows } = table([{ ...IN.paid, _id: 'a' }, first])
    expect(rows.map((row) => row[0])).toEqual(['2026-11-23', '2026-11-24'])
    expect(rows.every((row) => row.length === heads.length)).toBe(true)
    expect(rows[0]).toEqual([
      '2026-11-23',
      first.enterpriseName,
      '=HYPERLINK("x")',
      { pieces: 7 },
      { yuan: 80 },
      { yuan: 560 },
      '2026-12-08',
      '未付',
      null,
      null,
      null,
    ])
    expect(rows[1]?.slice(7)).toEqual(['已付', '2026-11-24', '微信', '尾号 0291'])
  })

  test('ends with the sum to the fen', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 100_000 }))),
        (all) => {
          const wages = all.map(([pieces, price], index) =>
            wage({ _id: `w${index}`, pieces, price, amount: pieces * price }),
          )
          const { sum, rows, heads } = table(wages)
          expect(sum).toHaveLength(heads.length)
          expect(sum[3]).toEqual({ pieces: all.reduce((total, [pieces]) => total + pieces, 0) })
          expect(sum[5]).toEqual({ yuan: all.reduce((total, [pieces, price]) => total + pieces * price, 0) })
          expect(rows).toHaveLength(all.length)
        },
      ),
    ))
})
