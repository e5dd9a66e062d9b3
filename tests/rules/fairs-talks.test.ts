/** How a talk goes on, what it counts, and what others see of it. */
import fc from 'fast-check'
import { newFair } from '../../cloudfunctions/fairs/fair.rules'
import type { FairDoc, SignupDoc, TalkDoc } from '../../cloudfunctions/fairs/model.rules'
import { newSignup } from '../../cloudfunctions/fairs/signup.rules'
import { answerStill, askedNext, figuresOf, missedWith, moveTalk, newTalk } from '../../cloudfunctions/fairs/talk.rules'
import { boardView, boothTalks, deskRow, fairView, figuresView } from '../../cloudfunctions/fairs/view.rules'
import { TALK_MOVES, TALK_STATES, type FairTalkState } from '../../miniprogram/contract/fairs'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const fairOf = (more: Partial<FairDoc> = {}): FairDoc => ({
  ...newFair({ id: '2026-12-20-market', kind: 'market', ruleDay: '2026-12-20', day: '2026-12-20' }, 'secret'),
  ...more,
})
const PLANNED = fairOf()
const { opensAt } = PLANNED

const entry = {
  id: 'f00d',
  fair: PLANNED._id,
  openid: 'openid-of-anna',
  name: '周Anna',
  kinds: ['waiter' as const],
  shifts: ['day' as const],
  wants: [],
  requestId: 'request',
  now: 5,
}

const booth = {
  _id: `${PLANNED._id}.E1`,
  fair: PLANNED._id,
  no: 3,
  enterprise: 'E1',
  enterpriseName: '小面馆',
  postings: [],
}
const signup = newSignup(entry, 12, '0453', 9)
const talkOf = (more: Partial<TalkDoc> = {}): TalkDoc => ({
  ...newTalk({ booth, slot: 2, at: opensAt + 20 * MINUTE, missed: 0 }, signup),
  ...more,
})

describe('a talk', () => {
  const now = opensAt + 25 * MINUTE
  const move = { posting: 'P1' } as const

  test('goes on by the table and nothing else', () => {
    for (const from of TALK_STATES) {
      for (const state of TALK_STATES) {
        if (state === 'planned') continue
        const moved = moveTalk(talkOf({ state: from }), { state, ...move }, now)
        const allowed = TALK_MOVES[state].includes(from)
        if (allowed) expect(moved).toMatchObject({ set: { state, version: 2 } })
        else expect(moved).toMatchObject({ ok: false, code: 'NOT_NOW' })
      }
    }
  })

  test('from three hours before until 90 days after', () => {
    const at = talkOf().at
    const codes = [at - 3 * HOUR - 1, at - 3 * HOUR, at + 90 * DAY - 1, at + 90 * DAY].map((when) =>
      'set' in moveTalk(talkOf(), { state: 'called', ...move }, when) ? 'ok' : 'no',
    )
    expect(codes).toEqual(['no', 'ok', 'ok', 'no'])
  })

  test('its id says booth and slot, and how many did not come', () => {
    const [first, second] = [talkOf(), newTalk({ booth, slot: 2, at: 0, missed: 1 }, signup)]
    expect([first._id, second._id]).toEqual([`${booth._id}.2`, `${booth._id}.2.1`])
    expect([missedWith(first), missedWith(second)]).toEqual([1, 2])
  })

  test('however it goes on, the figures of the fair are the sums of its talks; a hire counts once', () => {
    const step = fc.record({
      state: fc.constantFrom(...(Object.keys(TALK_MOVES) as Exclude<FairTalkState, 'planned'>[])),
      days: fc.integer({ min: 0, max: 100 }),
      after: fc.constantFrom(30 as const, 90 as const),
      still: fc.boolean(),
      isMove: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let talk = talkOf()
        let time = talk.at
        const sums: Record<string, number> = {}
        for (const { state, days, after, still, isMove } of steps) {
          if (!isMove) time += days * DAY
          const result = isMove ? moveTalk(talk, { state, ...move }, now) : answerStill(talk, { after, still }, time)
          if (!('set' in result)) continue
          talk = { ...talk, ...result.set }
          for (const [key, by] of Object.entries(result.figures)) sums[key] = (sums[key] ?? 0) + by
        }
        for (const [key, value] of Object.entries(figuresOf(talk))) expect(sums[key] ?? 0).toBe(value)
        expect(talk.toCount).toBe(talk.state === 'hired')
        expect(talk.hiredAt !== null).toBe(talk.state === 'hired')
      }),
      { numRuns: 300 },
    )
  })

  test('the questions after 30 and 90 days', () => {
    const hired = talkOf({ state: 'hired', hiredAt: 0, askAt: 30 * DAY })
    expect(answerStill(hired, { after: 30, still: true }, 30 * DAY - 1)).toMatchObject({ code: 'NOT_NOW' })
    expect(answerStill(hired, { after: 90, still: true }, 90 * DAY)).toMatchObject({ code: 'NOT_NOW' })
    expect(answerStill(talkOf(), { after: 30, still: true }, 99 * DAY)).toMatchObject({ code: 'NOT_NOW' })
    expect(askedNext(hired)).toBe(30)
    const gone = answerStill(hired, { after: 30, still: false }, 30 * DAY)
    expect(gone).toMatchObject({ set: { still30: false, askAt: null }, figures: { asked30: 1 } })
    const there = answerStill(hired, { after: 30, still: true }, 31 * DAY)
    expect(there).toMatchObject({ set: { still30: true, askAt: 90 * DAY }, figures: { asked30: 1, kept30: 1 } })
    const second = { ...hired, still30: true }
    expect(askedNext(second)).toBe(90)
    expect(answerStill(second, { after: 90, still: true }, 90 * DAY)).toMatchObject({
      set: { still90: true, askAt: null },
    })
  })
})

// ---- views

describe('what others see', () => {
  const stand = { ...booth, postings: ['P1', 'P2'], by: 'o', requestId: 'r', at: 0, offers: [], isActive: true }

  test('a booth has the name inside the consent, never after it was taken back', () => {
    const row = (more: Partial<SignupDoc>) => boothTalks([talkOf()], [{ ...signup, ...more }])[0]
    expect(row({})).toMatchObject({ name: '周Anna', here: true, number: 12, kinds: ['waiter'] })
    expect(row({ left: true })).toMatchObject({ name: '', here: false, kinds: [], shifts: [] })
    expect(boothTalks([talkOf()], [])[0]).toMatchObject({ name: '' })
  })

  test('no view has an openid, the secret, or a name that is not its own', () => {
    const others = [
      fairView(PLANNED, [stand], { signup: null, talks: [], enterprises: [] }),
      boardView(PLANNED, [stand], [talkOf()], opensAt),
      figuresView(PLANNED),
    ]
    expect(JSON.stringify(others)).not.toMatch(/周Anna|openid|secret|0453/)
    const own = [deskRow(signup, [talkOf()]), fairView(PLANNED, [stand], { signup, talks: [], enterprises: [] })]
    expect(JSON.stringify([...own, boothTalks([talkOf()], [signup])])).not.toMatch(/openid-of|secret/)
  })

  test('a booth whose enterprise is suspended is seen by its own people alone', () => {
    const suspended = { ...stand, isActive: false }
    const seen = (enterprises: string[]) => fairView(PLANNED, [suspended], { signup: null, talks: [], enterprises })
    expect(seen([]).list).toEqual([])
    expect(seen(['E1'])).toMatchObject({ list: [{ no: 3 }], own: [stand._id] })
  })

  test('the board shows who was called, else whose time it is, and who is next', () => {
    const talks = [0, 1, 2, 3, 4, 5].map((slot) =>
      talkOf({ _id: `t${slot}`, slot, at: opensAt + slot * 10 * MINUTE, number: slot + 1 }),
    )
    const row = (now: number, list = talks) => boardView(PLANNED, [stand], list, now).rows[0]
    expect(row(opensAt - 1)).toMatchObject({ current: null, next: [1, 2, 3] })
    expect(row(opensAt)).toMatchObject({ current: 1, next: [2, 3, 4] })
    expect(row(opensAt + 9 * MINUTE)).toMatchObject({ current: null, next: [2, 3, 4] })
    const late = talks.map((talk) => (talk.slot === 1 ? { ...talk, state: 'called' as const } : talk))
    expect(row(opensAt + 21 * MINUTE, late)).toMatchObject({ current: 2, next: [3, 4, 5] })
    // still at another booth: nobody is sent to two places
    const elsewhere = talkOf({ _id: 'other', booth: 'other', number: 3, state: 'called' })
    expect(row(opensAt + 20 * MINUTE, [...talks, elsewhere])).toMatchObject({ current: null, next: [3, 4, 5] })
  })

  test('figures of questions are unknown until somebody is asked', () => {
    expect(figuresView(PLANNED)).toMatchObject({ after30: null, after90: null })
    expect(figuresView(fairOf({ asked30: 2, kept30: 1, asked90: 1 }))).toMatchObject({ after30: 1, after90: 0 })
  })
})
