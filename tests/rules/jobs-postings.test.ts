/** The life of a posting by its table, and by what it is found. */
import fc from 'fast-check'
import { monthOf } from '../../cloudfunctions/jobs/pay.rules'
import { LAST, type PostingCall } from '../../cloudfunctions/jobs/posting-states.rules'
import {
  checked,
  earlierEvent,
  isOpenAt,
  mayMove,
  mayReword,
  moved,
  relationOf,
  reported,
  shownMoves,
  type PersonsMove,
} from '../../cloudfunctions/jobs/posting.rules'
import {
  JOB_LIMITS,
  POSTING_COMMANDS,
  POSTING_RELATIONS,
  POSTING_STATES,
  type PostingCommand,
  type PostingState,
} from '../../miniprogram/contract/jobs'
import { call, DAY, FINDING, fresh, HOUR, inState, NOW } from './posting-samples'

const isPersons = (command: PostingCommand): command is PersonsMove => command !== 'hide' && command !== 'expire'

describe('the table', () => {
  /** Everything that may happen: relation, command, states it may be in, state after it. */
  const MAY: [string, PostingCommand, PostingState[], PostingState][] = [
    ['enterprise', 'ask', ['blocked'], 'blocked'],
    ['enterprise', 'renew', ['open', 'ended'], 'open'],
    ['enterprise', 'close', ['open'], 'ended'],
    ['staff', 'overrule', ['blocked'], 'open'],
    ['staff', 'keep', ['hidden'], 'open'],
    ['staff', 'remove', ['blocked', 'open', 'hidden', 'ended'], 'removed'],
  ]

  const cells = POSTING_STATES.flatMap((state) =>
    POSTING_COMMANDS.filter(isPersons).flatMap((command) =>
      POSTING_RELATIONS.map((relation) => [state, command, relation] as const),
    ),
  )
  test.each(cells)('%s: %s by %s', (state, command, relation) => {
    const doc = inState(state)
    expect(doc.state).toBe(state)
    const row = MAY.find(([who, what]) => who === relation && what === command)
    const no = mayMove(doc, command, relation, { seen: doc.version, reason: '看过了' })
    if (!row) return expect(no).toMatchObject({ code: 'FORBIDDEN' })
    const [, , from, to] = row
    expect(shownMoves(state, relation, true).includes(command)).toBe(from.includes(state))
    if (!from.includes(state)) return expect(no).toMatchObject({ code: 'NOT_NOW' })
    expect(no).toBeNull()
    const after = { ...doc, ...moved(doc, command, call(relation, { text: '看过了' })) }
    expect(after).toMatchObject({ state: to, version: doc.version + 1 })
    expect(after.events.at(-1)).toMatchObject({
      no: after.version,
      what: command,
      by: { as: relation },
      text: '看过了',
    })
    expect(after.events.slice(0, -1)).toEqual(doc.events)
    expect(after.keys.length > 0).toBe(to === 'open')
    expect(after.grams.length > 0).toBe(to === 'open')
  })

  test.each(['ask', 'overrule', 'keep', 'remove'] as const)('%s needs a reason', (command) => {
    const doc = inState(command === 'keep' ? 'hidden' : 'blocked')
    const as = command === 'ask' ? 'enterprise' : 'staff'
    expect(mayMove(doc, command, as, { seen: doc.version, reason: null })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { reason: 'missing' },
    })
  })

  test('what was not seen is not decided on', () => {
    const doc = inState('open')
    expect(mayMove(doc, 'close', 'enterprise', { seen: doc.version + 1, reason: null })).toMatchObject({
      code: 'CONFLICT',
    })
    expect(mayReword(doc, doc.version - 1)).toMatchObject({ code: 'CONFLICT' })
  })

  test('staff who act for the enterprise are of the enterprise, and strangers stand in no relation', () => {
    expect(relationOf(true, true)).toBe('enterprise')
    expect(relationOf(true, false)).toBe('enterprise')
    expect(relationOf(false, true)).toBe('staff')
    expect(relationOf(false, false)).toBeNull()
    for (const state of POSTING_STATES) expect(shownMoves(state, null, true)).toEqual([])
    expect(shownMoves('ended', 'enterprise', false)).toEqual([])
  })

  test('a long history stops what could go on for ever, and nothing else', () => {
    const events = Array.from({ length: JOB_LIMITS.events }, () => fresh().events).flat()
    const may = (state: PostingState, move: PersonsMove, as: PostingCall['as']) => {
      const doc = { ...inState(state), events }
      return mayMove(doc, move, as, { seen: doc.version, reason: '是' })?.code ?? null
    }
    expect(may('blocked', 'ask', 'enterprise')).toBe('LIMIT')
    expect(may('open', 'renew', 'enterprise')).toBe('LIMIT')
    expect(mayReword({ ...inState('open'), events }, 1)).toMatchObject({ code: 'LIMIT' })
    expect(may('open', 'close', 'enterprise')).toBeNull()
    expect(may('open', 'remove', 'staff')).toBeNull()
    expect(may('hidden', 'keep', 'staff')).toBeNull()
  })
})

describe('renewing and time', () => {
  test('an open one keeps its place, an ended one comes as new; both get fourteen days', () => {
    const later = call('enterprise', { now: NOW + 13 * DAY })
    expect(moved(inState('open'), 'renew', later)).toMatchObject({ publishedAt: NOW, endsAt: NOW + 27 * DAY })
    expect(moved(inState('ended'), 'renew', later)).toMatchObject({
      publishedAt: NOW + 13 * DAY,
      endsAt: NOW + 27 * DAY,
      reminded: false,
    })
  })

  test('the law may have changed: a renewed one is blocked', () => {
    expect(moved(inState('ended'), 'renew', call('enterprise'), [FINDING])).toMatchObject({
      state: 'blocked',
      findings: [FINDING],
    })
  })

  test('the time that it was hidden does not count', () => {
    const doc = inState('hidden')
    const kept = moved(doc, 'keep', call('staff', { now: NOW + 20 * HOUR, text: '没事' }))
    expect(kept).toMatchObject({ state: 'open', publishedAt: NOW, endsAt: NOW + 14 * DAY + 20 * HOUR, suspects: [] })
  })

  test('who asks again does not wait anew', () => {
    const doc = inState('blocked')
    const once = { ...doc, ...moved(doc, 'ask', call('enterprise', { text: '写错了吗' })) }
    const twice = { ...once, ...moved(once, 'ask', call('enterprise', { now: NOW + HOUR, text: '请看看' })) }
    expect(once).toMatchObject({ deskAt: NOW, asked: '写错了吗' })
    expect(twice).toMatchObject({ deskAt: NOW, asked: '请看看', findings: [FINDING] })
    // who has not asked comes after all who have
    expect(doc.deskAt).toBeGreaterThan(NOW + 1_000 * 365 * DAY)
    expect(doc.deskAt).toBeLessThan(LAST)
  })

  test('the timer reminds once, ends it, and forgets it when two years are over', () => {
    let doc = inState('open')
    const soon = checked(doc, NOW + 12 * DAY)
    expect(soon).toEqual({ set: { reminded: true, nextCheckAt: NOW + 14 * DAY }, news: 'posting_soon' })
    doc = { ...doc, ...soon.set }
    const ended = checked(doc, NOW + 14 * DAY)
    expect(ended).toMatchObject({
      set: { state: 'ended', keys: [], grams: [], endsAt: NOW + 14 * DAY },
      news: 'posting_ended',
    })
    doc = { ...doc, ...ended.set, suspects: ['home-1'] }
    expect(doc.events.at(-1)).toMatchObject({ what: 'expire', by: { openid: null, as: 'system' } })
    const personal = checked(doc, doc.nextCheckAt ?? 0)
    expect(personal).toMatchObject({ set: { suspects: [] }, news: null })
    doc = { ...doc, ...personal.set }
    expect(doc.nextCheckAt).toBeGreaterThanOrEqual(NOW + 14 * DAY + 2 * 365 * DAY)
    expect(checked(doc, doc.nextCheckAt ?? 0)).toEqual({ set: null, news: null })
  })

  test('one that nobody looked at for two weeks ends without a reminder', () => {
    expect(checked(inState('open'), NOW + 30 * DAY)).toMatchObject({ news: 'posting_ended' })
  })

  test('a late look is told once', () => {
    const doc = inState('hidden')
    expect(doc.nextCheckAt).toBe(NOW + 24 * HOUR)
    expect(checked(doc, NOW + 24 * HOUR)).toEqual({ set: { nextCheckAt: null }, news: 'look_late' })
  })

  test('open is what has not run out, whether or not the timer has come', () => {
    const doc = inState('open')
    expect(isOpenAt(doc, NOW + 14 * DAY - 1)).toBe(true)
    expect(isOpenAt(doc, NOW + 14 * DAY)).toBe(false)
    expect(isOpenAt(inState('hidden'), NOW)).toBe(false)
  })

  test('a retried call finds what it did', () => {
    const doc = inState('ended')
    expect(earlierEvent(doc, { openid: 'o-enterprise', requestId: 'r-1' })?.what).toBe('made')
    expect(earlierEvent(doc, { openid: 'o-staff', requestId: 'r-1' })).toBeUndefined()
  })
})

describe('reports', () => {
  test('two homes hide it, one home does not however many report', () => {
    const homes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 })
    fc.assert(
      fc.property(homes, (all) => {
        let doc = inState('open')
        for (const home of all) doc = { ...doc, ...reported(doc, `home-${home}`, call('system')) }
        expect(doc.state).toBe(new Set(all).size >= 2 ? 'hidden' : 'open')
        expect(doc.reports).toBe(all.length)
        expect(doc.events.filter(({ what }) => what === 'hide')).toHaveLength(doc.state === 'hidden' ? 1 : 0)
        expect(new Set(doc.suspects)).toEqual(new Set(all.map((home) => `home-${home}`)))
      }),
    )
  })
})

describe('what a month comes to', () => {
  test.each([
    [{ from: 320_000, to: 380_000, unit: 'month' }, 8, 6, { from: 320_000, to: 380_000, hour: 1532 }],
    [{ from: 2_300, to: 2_500, unit: 'hour' }, 4, 5, { from: 200_100, to: 217_500, hour: 2_300 }],
    [{ from: 15_000, to: 15_000, unit: 'day' }, 8, 5, { from: 326_250, to: 326_250, hour: 1_875 }],
  ] as const)('%j at %d hours, %d days', (pay, hoursPerDay, daysPerWeek, month) => {
    expect(monthOf({ pay, hoursPerDay, daysPerWeek })).toEqual(month)
  })

  test('is never more for an hour than the month holds', () => {
    const offer = fc.record({
      pay: fc.record({
        from: fc.integer({ min: 1, max: JOB_LIMITS.pay }),
        to: fc.constant(JOB_LIMITS.pay),
        unit: fc.constantFrom('hour', 'day', 'month'),
      }),
      hoursPerDay: fc.integer({ min: 1, max: 24 }).map((halves) => halves / 2),
      daysPerWeek: fc.integer({ min: 1, max: 7 }),
    })
    fc.assert(
      fc.property(offer, (one) => {
        const { from, to, hour } = monthOf(one)
        expect(from).toBeLessThanOrEqual(to)
        for (const value of [from, to, hour]) expect(Number.isSafeInteger(value)).toBe(true)
        expect(Math.floor(hour * one.hoursPerDay * one.daysPerWeek * 4.35)).toBeLessThanOrEqual(from + 1)
      }),
    )
  })
})
