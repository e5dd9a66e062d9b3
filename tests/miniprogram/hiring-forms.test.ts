/** The form of a posting: what is asked, what its pay comes to, what the gate found and how it is mended. */
import fc from 'fast-check'
import { findingsIn, findingsOf } from '../../cloudfunctions/jobs/gate.rules'
import { payFindings } from '../../cloudfunctions/jobs/gate-pay.rules'
import { leastPay } from '../../miniprogram/contract/job-pay'
import { mended, type Finding } from '../../miniprogram/contract/job-gate'
import { JOB_KINDS, JOB_LIMITS, PAY_UNITS, SHIFTS } from '../../miniprogram/contract/jobs'
import { gateSentences, mendedTexts, proposedPay, stillThere, without } from '../../miniprogram/core/gate-view'
import { RpcError } from '../../miniprogram/core/rpc-error'
import {
  draftInput,
  EMPTY_POSTING,
  formOf,
  formTexts,
  HOUR_TEXTS,
  HOURS,
  isWorthKeeping,
  KIND_TEXTS,
  payHint,
  postingProblems,
  POSTING_FIELDS,
  POSTING_PROBLEMS,
  toggledShift,
  trimmed,
  type PostingForm,
} from '../../miniprogram/packages/enterprise/posting.view'
import { problemsOf } from '../../miniprogram/packages/enterprise/problems'
import { fenOf } from '../../miniprogram/packages/enterprise/typed'
import { tuned } from '../rules/job-gate/tuned'
import { NOW } from './crafts-samples'
import { posting, SEX, UNLAWFUL_NEEDS } from './job-samples'

const TODAY = '2026-11-30'
const form = (part: Partial<PostingForm> = {}): PostingForm => ({ ...formOf(posting()), ...part })

describe('the form', () => {
  it('is full when it came from a posting, and makes the same one again', () => {
    const { title, kind, pay, hoursPerDay, daysPerWeek, place, way, shifts, duties, needs, insurance, wanted } =
      posting()
    const input = { title, kind, pay, hoursPerDay, daysPerWeek, place, way, shifts, duties, needs, insurance, wanted }
    expect(postingProblems(form())).toEqual({})
    expect(draftInput(form())).toEqual(input)
    expect(isWorthKeeping(form(), formOf(posting()))).toBe(false)
  })

  it('says at every field what is missing, in its order', () => {
    const problems = postingProblems(EMPTY_POSTING)
    expect(Object.keys(problems)).toEqual(['title', 'kind', 'pay', 'place', 'shifts', 'insurance', 'duties'])
    for (const field of Object.keys(problems)) expect(POSTING_FIELDS).toContain(field)
  })

  it.each([
    ['', '', '请填最少多少钱，最多两位小数'],
    ['三千', '', '请填最少多少钱，最多两位小数'],
    ['3200', '三千八', '最多的要填数字，也可以不填'],
    ['3200', '3000', '最多的不能比最少的还少'],
    ['3200', '100001', '最多 ¥100000.00'],
    ['3200', '', undefined],
    ['22.5', '25', undefined],
  ])('pay from %p to %p', (payFrom, payTo, problem) =>
    expect(postingProblems(form({ payFrom, payTo }))['pay']).toBe(problem),
  )

  it('offers whole and half hours, each kind, and shifts in their order', () => {
    expect([HOURS[0], HOURS.at(-1), HOUR_TEXTS[1]]).toEqual([0.5, 12, '1 小时'])
    expect(KIND_TEXTS).toHaveLength(JOB_KINDS.length)
    expect(toggledShift(['night'], 'day')).toEqual(['day', 'night'])
    expect(toggledShift(['day', 'night'], 'day')).toEqual(['night'])
    expect(formTexts(form())).toMatchObject({ kind: '餐厅服务', hours: '8 小时', hourIndex: 15 })
    expect(formTexts(EMPTY_POSTING).shifts.map(({ value }) => value)).toEqual([...SHIFTS])
  })

  it('says in words what the server refuses', () => {
    const said = (code: 'CONFLICT' | 'LIMIT' | 'NOT_NOW' | 'INVALID_INPUT', fields?: Record<string, string>) =>
      problemsOf(new RpcError(code, 'r', fields), POSTING_FIELDS, POSTING_PROBLEMS)
    expect(said('CONFLICT')['all']).toMatch(/同事刚刚改过/)
    expect(said('LIMIT')['all']).toMatch(/最多 50 个/)
    expect(said('INVALID_INPUT', { 'pay.to': 'too_small' })).toEqual({ pay: '最多的不能比最少的还少' })
    expect(said('INVALID_INPUT', { 'way.minutes': 'too_large:120' })).toEqual({ way: '数太大了' })
  })
})

describe('what pay comes to', () => {
  const offers = fc.record({
    fen: fc.integer({ min: 1, max: 600_000 }),
    unit: fc.constantFrom(...PAY_UNITS),
    hoursPerDay: fc.constantFrom(...HOURS),
    daysPerWeek: fc.integer({ min: 1, max: 7 }),
  })

  it.each([
    ['3200', '3800', 'month', 8, 6, '一小时合 ¥15.32起', '最低月工资 ¥2330', true],
    ['2000', '', 'month', 8, 6, '一小时合 ¥9.57', '最低月工资 ¥2330', false],
    ['1800', '', 'month', 4, 5, '一小时合 ¥20.68', '最低小时工资 ¥23', false],
    ['25', '', 'hour', 4, 5, '一个月大约 ¥2175', '最低小时工资 ¥23', true],
    ['160', '', 'day', 8, 6, '一个月大约 ¥4176，一小时合 ¥20', '最低小时工资 ¥23', false],
  ] as const)(
    '%s–%s by the %s, %d hours %d days',
    (payFrom, payTo, unit, hoursPerDay, daysPerWeek, text, least, ok) => {
      const hint = payHint(form({ payFrom, payTo, unit, hoursPerDay, daysPerWeek }), NOW)
      expect(hint).toMatchObject({ text, compare: least, isEnough: ok })
      expect(hint?.source).toMatch(/2025年1月1日起/)
    },
  )

  it('says nothing before there is any', () => expect(payHint(EMPTY_POSTING, NOW)).toBeNull())

  it('is enough exactly when the gate finds nothing in it', () => {
    fc.assert(
      fc.property(offers, ({ fen, unit, ...hours }) => {
        const payFrom = String(fen / 100)
        const hint = payHint(form({ payFrom, payTo: '', unit, ...hours }), NOW)
        const found = payFindings({ pay: { from: fen, to: fen, unit }, ...hours }, TODAY)
        expect(hint?.isEnough).toBe(found.length === 0)
      }),
    )
  })

  it('is enough from the very fen on from which the gate lets it pass', () => {
    fc.assert(
      fc.property(offers, ({ unit, ...offer }) => {
        const hours = { hoursPerDay: offer.hoursPerDay, daysPerWeek: offer.daysPerWeek }
        const least = leastPay({ pay: { from: 1, to: 1, unit }, ...hours }, { hourly: 2_300, monthly: 233_000 })
        for (const fen of [Math.ceil(least) - 1, Math.ceil(least)]) {
          const hint = payHint(form({ payFrom: String(fen / 100), payTo: '', unit, ...hours }), NOW)
          expect(hint?.isEnough).toBe(fen >= least)
          expect(payFindings({ pay: { from: fen, to: fen, unit }, ...hours }, TODAY)).toHaveLength(fen >= least ? 0 : 1)
        }
      }),
    )
  })

  it('is raised to what the gate proposes', () => {
    const [finding] = payFindings(
      { pay: { from: 180_000, to: 180_000, unit: 'month' }, hoursPerDay: 8, daysPerWeek: 6 },
      TODAY,
    )
    expect(finding && proposedPay(finding)).toBe('2330')
    expect(proposedPay({ proposal: '' })).toBe('')
    fc.assert(
      fc.property(offers, ({ fen, unit, ...hours }) => {
        const [low] = payFindings({ pay: { from: fen, to: fen, unit }, ...hours }, TODAY)
        const raised = low ? (fenOf(proposedPay(low)) ?? 0) : fen
        expect(payFindings({ pay: { from: raised, to: raised, unit }, ...hours }, TODAY)).toEqual([])
      }),
    )
  })

  it('is exact: 184 a day of eight hours is 23 an hour', () =>
    expect(payHint(form({ payFrom: '184', payTo: '', unit: 'day' }), NOW)).toMatchObject({
      text: '一个月大约 ¥4802.40，一小时合 ¥23',
      isEnough: true,
    }))
})

describe('a draft before the gate', () => {
  it('stands in for what is not written yet with what breaks no law', () => {
    expect(findingsOf(draftInput(EMPTY_POSTING), TODAY)).toEqual([])
    const found = findingsOf(draftInput({ ...EMPTY_POSTING, needs: UNLAWFUL_NEEDS }), TODAY)
    expect(found).toMatchObject([{ field: 'needs', words: expect.stringContaining('男') }])
  })

  it('is always what the server takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (payFrom, payTo) => {
        const { pay } = draftInput(form({ payFrom, payTo }))
        expect(pay.from).toBeGreaterThan(0)
        expect(pay.to).toBeGreaterThanOrEqual(pay.from)
        expect(pay.to).toBeLessThanOrEqual(JOB_LIMITS.pay)
      }),
    )
  })

  it('counts from the first letter, as the server does', () =>
    expect(trimmed(form({ needs: '\n 手脚麻利 ' })).needs).toBe('手脚麻利'))
})

describe('sentences that break the law', () => {
  const texts = { title: '服务员', duties: '端面。', needs: UNLAWFUL_NEEDS }

  it('are shown with the words marked, the law and a lawful one', () => {
    expect(gateSentences(texts, [SEX])).toMatchObject([
      {
        field: 'needs',
        fieldText: '要求',
        marks: [
          { text: '限男性', isMarked: true },
          { text: '，手脚麻利。', isMarked: false },
        ],
        articles: [{ cite: expect.stringContaining('第四十三条') }],
        proposal: '手脚麻利。',
      },
    ])
  })

  it('are one where several things are found in it', () => {
    const age: Finding = { ...SEX, ground: 'age', words: '手脚', start: 4 }
    const [one, ...others] = gateSentences(texts, [SEX, age])
    expect(others).toEqual([])
    expect(one?.articles).toHaveLength(2)
    expect(one?.marks.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['限男性', '手脚'])
  })

  it('stand as long as they stand in the field, wherever that is', () => {
    const found = gateSentences(texts, [SEX])
    expect(stillThere({ ...texts, needs: `包吃。${UNLAWFUL_NEEDS}` }, found)).toMatchObject([{ at: 3 }])
    expect(stillThere({ ...texts, needs: '手脚麻利。' }, found)).toEqual([])
  })

  const UNLAWFUL = tuned.filter(({ grounds }) => grounds.length > 0).map(({ text }) => text)
  const textsOf = fc.array(fc.constantFrom(...UNLAWFUL), { minLength: 1, maxLength: 4 }).map((some) => some.join('\n'))
  const foundIn = (text: string): Finding[] => findingsIn(text).map((finding) => ({ ...finding, field: 'needs' }))

  it('mended one by one, in whatever order, come to the same as all at once: nothing is found any more', () => {
    fc.assert(
      fc.property(textsOf, fc.infiniteStream(fc.nat()), (needs, dice) => {
        let now = { title: '', duties: '', needs }
        let left = gateSentences(now, foundIn(needs))
        expect(left.map(({ marks }) => marks.map(({ text }) => text).join(''))).toEqual(
          left.map(({ sentence }) => sentence),
        )
        const all = mendedTexts(now, left)
        expect(all.needs).toBe(mended(needs, foundIn(needs)))
        while (left.length > 0) {
          const one = left[(dice.next().value ?? 0) % left.length]
          if (!one) break
          const after = mendedTexts(now, [one])
          left = without(after, left, [one])
          now = after
        }
        expect(foundIn(now.needs)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
