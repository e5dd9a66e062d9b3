/** Fairs as those who look for work see them. */
import fc from 'fast-check'
import app from '../../miniprogram/app.json'
import { FAIR_LIMITS } from '../../miniprogram/contract/fairs'
import { FAIR_PAGES } from '../../miniprogram/contract/messages'
import { whileShown } from '../../miniprogram/core/while-shown'
import { checkCodeText, scannedCheck } from '../../miniprogram/packages/fairs/check-code'
import { fairHead, leftText, untilText } from '../../miniprogram/packages/fairs/fair-day.view'
import { fairScreen, nextTalk, signUpText, talkLines } from '../../miniprogram/packages/fairs/fair.view'
import { fairItem } from '../../miniprogram/packages/fairs/list.view'
import { standCards, toggled, wantsText } from '../../miniprogram/packages/fairs/stand.view'
import { slipOf } from '../../miniprogram/packages/fairs/slip.view'
import { booth, HOUR, mine, MINUTE, myTalk, NOW, OPENS, posting, row, view } from './fairs-samples'

const nobody = { enterprises: [], isStaff: false }
const LATER = OPENS + 20 * MINUTE

describe('the day', () => {
  test('stands large, with its weekday, hours and who comes', () =>
    expect(fairHead(row(), NOW)).toMatchObject({
      date: '12月20日',
      weekday: '周日',
      until: '还有 4 天',
      span: '09:00–12:00',
      kind: '赶集日招聘会',
      counts: '2 家企业来，5 人报名',
      moved: '',
      state: '',
    }))

  test.each([
    [NOW, '还有 4 天'],
    [OPENS - 48 * HOUR, '后天'],
    [OPENS - 24 * HOUR, '明天'],
    [OPENS - HOUR, '今天'],
    [OPENS, '正在办'],
    [OPENS + 3 * HOUR, ''],
  ])('at %d: %s', (now, text) => expect(untilText(row(), now)).toBe(text))

  test.each([
    [{ day: '2026-10-08', movedFrom: '2026-10-07' }, '本来是10月7日 周三，那天放假，改到这天'],
    [{ day: '2026-12-17', movedFrom: '2026-12-16' }, '本来是12月16日 周三，改到这天'],
    [
      { kind: 'special' as const, day: '2026-05-21', movedFrom: '2026-05-20' },
      '本来是5月20日 周三，那天赶集日，改到这天',
    ],
  ])('that was moved says why: %j', (part, text) => expect(fairHead(row(part), NOW).moved).toBe(text))

  test.each([
    [{ booked: 0, signedUp: 0 }, '还没有企业订展位'],
    [{ booked: 0, signedUp: 3 }, '还没有企业订展位，3 人报名'],
    [{ booked: 7, signedUp: 0 }, '7 家企业来'],
  ])('counts %j', (part, text) => expect(fairHead(row(part), NOW).counts).toBe(text))

  test.each([
    ['planned', false, ''],
    ['arranged', false, '时间排好了'],
    ['ended', true, '办完了'],
    ['cancelled', true, '不办了'],
  ] as const)('%s in the list', (state, isQuiet, text) =>
    expect(fairItem(row({ state }), NOW)).toMatchObject({ isQuiet, state: text }),
  )

  test.each([
    [0, '到时间了'],
    [1, '还有 1 分钟'],
    [12 * MINUTE, '还有 12 分钟'],
    [60 * MINUTE, '还有 1 小时'],
    [65 * MINUTE, '还有 1 小时 5 分钟'],
    [30 * HOUR, '还有 1 天'],
  ])('%d ms are left: %s', (ms, text) => expect(leftText(NOW + ms, NOW)).toBe(text))
})

describe('choosing', () => {
  test('the order of the taps counts, and a second tap takes away', () => {
    const taps = ['b1', 'b2', 'b3', 'b2'].reduce<string[]>((wants, id) => toggled(wants, id) ?? wants, [])
    expect(taps).toEqual(['b1', 'b3'])
    expect(standCards([booth(3), booth(1), booth(2)], taps, new Set()).map(({ no, rank }) => [no, rank])).toEqual([
      [1, 1],
      [2, 0],
      [3, 2],
    ])
    expect(wantsText([booth(1), booth(3)], taps)).toBe('1 企业1，2 企业3')
  })

  test('never more than five, never one twice', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (taps) => {
        const wants = taps.reduce<string[]>((before, no) => toggled(before, `b${no}`) ?? before, [])
        expect(wants.length).toBeLessThanOrEqual(FAIR_LIMITS.wants)
        expect(new Set(wants).size).toBe(wants.length)
      }),
    ))

  test('two postings of a booth are drawn, the others when they are asked for', () => {
    const postings = [1, 2, 3, 4].map((no) => posting({ id: `p${no}` }))
    const [shut] = standCards([booth(1, { postings })], [], new Set())
    expect([shut?.postings.length, shut?.more]).toEqual([2, 2])
    const [open] = standCards([booth(1, { postings })], [], new Set(['b1']))
    expect([open?.postings.length, open?.more]).toEqual([4, 0])
    expect(open?.postings[0]).toMatchObject({
      pay: { money: '¥3200–3800', unit: '一个月' },
      facts: '白班、晚班 · 走路 10 分钟',
    })
  })

  test.each([
    [0, false, '报名，听社区安排'],
    [2, false, '报名，见这 2 家'],
    [0, true, '改成不挑，听安排'],
    [3, true, '改成见这 3 家'],
  ])('%d chosen, signed up %p: %s', (chosen, isSignedUp, text) => expect(signUpText(chosen, isSignedUp)).toBe(text))
})

describe('what may be done', () => {
  test.each([
    ['planned', NOW, true, ''],
    ['arranged', LATER, true, ''],
    ['arranged', OPENS + 3 * HOUR, false, '这场办完了。'],
    ['ended', OPENS + 9 * HOUR, false, '这场办完了。'],
  ] as const)('%s at %d: open %p', (state, now, isOpen, notice) =>
    expect(fairScreen(view({ state }), nobody, now)).toMatchObject({ isOpen, notice }),
  )

  test('one that was cancelled says why', () =>
    expect(fairScreen(view({ state: 'cancelled', reason: '停电' }), nobody, NOW)).toMatchObject({
      isOpen: false,
      notice: '这场不办了：停电',
      until: '',
    }))

  test('full: no sign-up, but for those who are in', () => {
    const full = { signedUp: FAIR_LIMITS.signups }
    expect(fairScreen(view(full), nobody, NOW)).toMatchObject({ isOpen: false })
    expect(fairScreen(view({ ...full, mine: mine() }), nobody, NOW)).toMatchObject({ isOpen: true, notice: '' })
  })

  test.each([
    [[], [], false],
    [['e9'], [], true],
    [['e1'], ['b1'], false],
    [['e1', 'e9'], ['b1'], true],
  ])('acting for %j with %j: may book %p', (enterprises, own, canBook) =>
    expect(fairScreen(view({ own }), { enterprises, isStaff: false }, NOW).canBook).toBe(canBook),
  )

  test('no booth is booked once the timetable is made', () =>
    expect(fairScreen(view({ state: 'arranged' }), { enterprises: ['e9'], isStaff: false }, NOW).canBook).toBe(false))
})

describe('my own', () => {
  const talks = [myTalk(OPENS), myTalk(OPENS + 10 * MINUTE, { booth: 2 }), myTalk(OPENS + 40 * MINUTE)]

  test.each([
    [view({ mine: mine() }), NOW, '12月19日 20:00 排好时间，几点跟谁谈写在这里。'],
    [view({ state: 'arranged', mine: mine({ talks }) }), NOW, '到了先去签到台，让他们扫这个码。'],
    [view({ state: 'arranged', mine: mine() }), NOW, '还没排上。来签到，有空位就能谈。'],
    [view({ state: 'arranged', mine: mine({ checkedIn: true }) }), OPENS, '先坐一会儿，有人没来就轮到您。'],
    [view({ state: 'arranged', mine: mine({ talks, checkedIn: true }) }), OPENS, '签到了，到点去展位，看大屏幕叫号。'],
    [view({ state: 'cancelled', mine: mine() }), NOW, '这场不办了，您不用来。'],
    [view({ state: 'ended', mine: mine() }), OPENS + 9 * HOUR, '这场办完了，谢谢您来。'],
  ])('%#', (fair, now, text) => expect(fairScreen(fair, nobody, now).mine?.text).toBe(text))

  test('the next talk is counted down, a call goes before', () => {
    expect(nextTalk(talks, OPENS - 12 * MINUTE)).toEqual({
      left: '还有 12 分钟',
      time: '09:00',
      booth: 1,
      firm: '企业1',
    })
    expect(nextTalk(talks, OPENS + 9 * MINUTE)).toMatchObject({ time: '09:10', booth: 2, left: '还有 1 分钟' })
    const called = talks.map((talk, index) => (index === 2 ? { ...talk, state: 'called' as const } : talk))
    expect(nextTalk(called, OPENS)).toMatchObject({ time: '09:40', left: '叫您了，快去' })
    expect(nextTalk(talks, OPENS + HOUR)).toBeNull()
  })

  test('what has passed says so', () =>
    expect(talkLines(talks, OPENS + 15 * MINUTE).map(({ state, isNext }) => [state, isNext])).toEqual([
      ['过了', false],
      ['', true],
      ['', false],
    ]))

  test('after the end there is no code and nothing to change', () => {
    const over = fairScreen(view({ state: 'ended', mine: mine({ talks }) }), nobody, OPENS + 9 * HOUR)
    expect(over.mine).toMatchObject({ showsCode: false, canChange: false, next: null, number: 23 })
  })
})

describe('the code at the desk', () => {
  test('what the phone shows the desk reads', () => {
    const code = { fair: '2026-12-20-market', code: '0453' }
    expect(scannedCheck(checkCodeText(code))).toEqual(code)
  })

  test.each(['0453', 'jmk-claim:abc:1234', 'jmk-fair:2026-12-20-market:45', 'jmk-fair:2026-12-20-other:0453', ''])(
    '%s is none of ours',
    (text) => expect(scannedCheck(text)).toBeNull(),
  )

  test.each([
    [true, true, 1, '到点去展位，看大屏幕叫号。'],
    [true, false, 0, '现在没有空位。请坐一会儿，有人没来就补上。'],
    [false, true, 0, '还没有排上，来了先签到，有空位就排。'],
  ])('here %p, phone %p, %d talks: %s', (checkedIn, hasPhone, count, text) => {
    const talks = [myTalk(OPENS)].slice(0, count)
    const slip = slipOf({ id: 's', number: 4, name: '老何', code: '0453', checkedIn, hasPhone, talks }, NOW)
    expect(slip).toMatchObject({ number: 4, isHere: checkedIn, isToCopy: !hasPhone, text })
  })
})

test('news of fairs open pages that there are', () => {
  const pages = app.subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))
  for (const page of Object.values(FAIR_PAGES)) expect(pages).toContain(page)
})

test('something that is repeated rests while the page is hidden', () => {
  jest.useFakeTimers()
  try {
    const run = jest.fn()
    const repeat = whileShown(15_000, run)
    jest.advanceTimersByTime(60_000)
    expect(run).not.toHaveBeenCalled()
    repeat.start()
    // shown once more: not twice as often
    repeat.start()
    jest.advanceTimersByTime(45_000)
    expect(run).toHaveBeenCalledTimes(3)
    repeat.stop()
    jest.advanceTimersByTime(60_000)
    expect(run).toHaveBeenCalledTimes(3)
  } finally {
    jest.useRealTimers()
  }
})
