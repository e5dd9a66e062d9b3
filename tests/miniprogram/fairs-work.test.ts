/** Fairs as enterprises, the staff and the hall see them. */
import { TALK_MOVES, type FairTalkState } from '../../miniprogram/contract/fairs'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { boardScreen, gridOf, partsOf } from '../../miniprogram/packages/fairs/board.view'
import { bookProblem, startChoice } from '../../miniprogram/packages/fairs/booking.view'
import { boothScreen, movesOf, nextOf } from '../../miniprogram/packages/fairs/booth.view'
import { deskHead, deskItem, isCode } from '../../miniprogram/packages/fairs/desk.view'
import { compareText, dueItem, figuresItem, talkOfDue } from '../../miniprogram/packages/fairs/figures.view'
import {
  arrangedText,
  planForm,
  planInput,
  planProblems,
  planRefusal,
  planScreen,
} from '../../miniprogram/packages/fairs/plan.view'
import { NEW_WALK_IN, walkInProblems } from '../../miniprogram/packages/fairs/walkin.view'
import { board, booth, boothTalk, figures, HOUR, MINUTE, myTalk, NOW, OPENS, posting, row, view } from './fairs-samples'

const DAY = 24 * HOUR

describe('the booth', () => {
  const talks = [0, 1, 2].map((slot) => boothTalk(slot))
  const answer = (part: Partial<ReturnType<typeof row>> = {}, list = talks) => ({
    fair: row({ state: 'arranged', ...part }),
    booth: booth(3),
    talks: list,
  })
  const look = { chosen: '', isOwn: true }

  test.each([
    [answer({ state: 'planned' }, []), NOW, /^12月19日 20:00 排时间表/, true],
    [answer(), NOW, /^排好了 3 个人/, false],
    [answer({}, []), NOW, /^还没有人排到/, false],
    [answer({ state: 'cancelled' }, []), NOW, /不办了/, false],
    [answer({ state: 'ended' }), OPENS + DAY, /^办完了/, false],
  ])('%#', (given, now, sentence, canChange) => {
    const screen = boothScreen(given, look, now)
    expect(screen.sentence).toMatch(sentence)
    expect(screen).toMatchObject({ canChange, current: null, call: null })
  })

  test('the staff see it and give no booth back', () =>
    expect(boothScreen(answer({ state: 'planned' }), { chosen: '', isOwn: false }, NOW).canChange).toBe(false))

  test('on the day the one whose time it is stands on top, the next is marked', () => {
    const screen = boothScreen(answer(), look, OPENS + 12 * MINUTE)
    expect(screen.current).toMatchObject({ id: 't1', number: 2, state: '到了' })
    expect(screen.talks.map(({ mark }) => mark)).toEqual(['', 'now', 'next'])
    expect(screen.current?.buttons.map(({ text }) => text)).toEqual(['叫号', '谈过了', '没来'])
    // first be done with this one
    expect(screen.call).toBeNull()
  })

  test('after a result the next is called with one tap', () => {
    const done = [boothTalk(0, { state: 'met' }), boothTalk(1), boothTalk(2, { here: false })]
    const screen = boothScreen(answer({}, done), { chosen: 't0', isOwn: true }, OPENS + 5 * MINUTE)
    expect(screen.call).toEqual({ id: 't1', text: '叫下一位，2 号' })
    expect(screen.talks.map(({ state }) => state)).toEqual(['谈过了', '到了', '没到'])
  })

  test('who is late and here is still called', () => {
    const late = [boothTalk(0), boothTalk(1, { state: 'met' })]
    expect(nextOf(late, late[1] ?? null, OPENS + HOUR)?.id).toBe('t0')
  })

  test('a row that is tapped may be set right', () => {
    const done = [boothTalk(0, { state: 'no_show' }), boothTalk(1)]
    const screen = boothScreen(answer({}, done), { chosen: 't0', isOwn: true }, OPENS + 30 * MINUTE)
    expect(screen.current?.buttons.map(({ text }) => text)).toEqual(['谈过了'])
  })

  test.each(['planned', 'called', 'met', 'no_show', 'invited', 'hired'] as FairTalkState[])(
    '%s: the buttons are what the server takes',
    (state) => {
      for (const move of movesOf({ state, at: OPENS }, OPENS)) expect(TALK_MOVES[move]).toContain(state)
      expect(movesOf({ state, at: OPENS }, OPENS - 4 * HOUR)).toEqual([])
      expect(movesOf({ state, at: OPENS }, OPENS + 91 * DAY)).toEqual([])
    },
  )

  test('who took the sign-up back has no name', () =>
    expect(
      boothScreen(answer({}, [boothTalk(0, { name: '', kinds: [], shifts: [] })]), look, OPENS).current,
    ).toMatchObject({ name: '本人退出了', facts: '' }))
})

describe('booking', () => {
  const own = [1, 2, 3, 4, 5, 6, 7].map((no) => ({ ...posting({ id: `p${no}` }), waiting: 0, version: 1 }))

  test('at first five are ticked, or those that the booth has', () => {
    expect(startChoice(own, [])).toHaveLength(5)
    expect(startChoice(own, ['p7', 'gone'])).toEqual(['p7'])
    expect(startChoice(own, ['gone'])).toHaveLength(5)
  })

  test.each([
    ['LIMIT', '展位订满了，看看下一场'],
    ['NOT_NOW', '现在订不了：时间表已经排了，或者您的企业还没开通招工'],
    ['INVALID_INPUT', '有岗位刚结束了，请关掉重新选'],
  ] as const)('%s', (code, text) => expect(bookProblem(new RpcError(code, ''))).toBe(text))
})

describe('the desk', () => {
  test('counts who came and who is waited for', () => {
    expect(deskHead({ fair: row({ signedUp: 9 }), here: 4 }, NOW)).toMatchObject({ came: 4, waiting: 5 })
    expect(deskHead({ fair: row({ signedUp: 3 }), here: 4 }, NOW).waiting).toBe(0)
  })

  test.each([
    ['0453', true],
    [' 0453 ', true],
    ['453', false],
    ['何', false],
    ['04531', false],
  ])('%s is a code: %p', (text, isIt) => expect(isCode(text)).toBe(isIt))

  const person = { id: 's', number: 4, name: '老何', code: '0453', checkedIn: false, hasPhone: false }
  test('a person in a line', () => {
    expect(deskItem({ ...person, talks: [myTalk(OPENS)] })).toMatchObject({
      facts: '没用手机 · 1 场，09:00 开始',
      state: '没到',
    })
    expect(deskItem({ ...person, hasPhone: true, checkedIn: true, talks: [] })).toMatchObject({
      facts: '还没排上',
      state: '到了',
    })
  })

  const form = { ...NEW_WALK_IN, name: '老何', kinds: ['waiter' as const], shifts: ['day' as const], agrees: true }
  test.each([
    [NEW_WALK_IN, ['name', 'kinds', 'shifts', 'agrees']],
    [form, []],
    [{ ...form, name: ' ' }, ['name']],
    [{ ...form, name: '长'.repeat(21) }, ['name']],
    [{ ...form, agrees: false }, ['agrees']],
  ])('without a phone %#', (given, fields) => expect(Object.keys(walkInProblems(given))).toEqual(fields))
})

describe('the plan', () => {
  test('what is shown is what is sent', () => {
    const fair = view({ theme: ' 餐饮 ' })
    expect(planInput(fair, planForm(fair))).toEqual({
      id: fair.id,
      version: 1,
      theme: '餐饮',
      place: '社区就业超市',
      booths: 40,
      opensAt: OPENS,
      closesAt: OPENS + 3 * HOUR,
    })
  })

  test.each([
    [{}, []],
    [{ place: ' ' }, ['place']],
    [{ booths: 1 }, ['booths']],
    [{ day: '2026-12-15' }, ['opensAt']],
    [{ closes: '09:10' }, ['closesAt']],
    [{ opens: '00:00', closes: '12:00' }, ['closesAt']],
    [{ day: '2026-12-21' }, []],
  ])('%j lacks %j', (part, fields) => {
    const fair = view()
    const problems = planProblems(planInput(fair, { ...planForm(fair), ...part }), fair, NOW)
    expect(Object.keys(problems)).toEqual(fields)
  })

  test('a fair that goes on now keeps its time and may change its words', () => {
    const fair = view({ state: 'arranged' })
    expect(planProblems(planInput(fair, { ...planForm(fair), theme: '餐饮' }), fair, OPENS + HOUR)).toEqual({})
    expect(planScreen(fair, OPENS + HOUR)).toMatchObject({ canChange: true, canMove: false, canArrange: false })
  })

  test.each([
    [view(), NOW, { canChange: true, canMove: true, canArrange: true }],
    [
      view({ state: 'cancelled', reason: '停电' }),
      NOW,
      { canChange: false, canArrange: false, sentence: '取消了：停电' },
    ],
    [view({ state: 'ended' }), OPENS + DAY, { canChange: false, canArrange: false, isHeld: true }],
  ])('%#', (fair, now, screen) => expect(planScreen(fair, now)).toMatchObject(screen))

  test('what the server refuses stands at its field', () => {
    expect(planRefusal(new RpcError('INVALID_INPUT', '', { closesAt: 'too_large' }))).toEqual({ closesAt: '数太大了' })
    expect(planRefusal(new Error('x'))).toEqual({})
  })

  test.each([
    [{ talks: 35, people: 20, without: 3 }, '20 人排了 35 场面谈。还有 3 人没排上，来签到时有空位再补。'],
    [{ talks: 2, people: 1, without: 0 }, '1 人排了 2 场面谈。报名的人都排上了。'],
    [{ talks: 0, people: 0, without: 0 }, '没有排出面谈：没有人报名，或者没有企业订展位。'],
  ])('%j', (arranged, text) => expect(arrangedText(arranged)).toBe(text))
})

describe('figures', () => {
  test.each([
    [9, '比以前每场 7.1 人多 1.9 人'],
    [0, '比以前每场 7.1 人少 7.1 人'],
    [7.1, '和以前每场一样，7.1 人'],
  ])('%d hires: %s', (hired, text) => expect(compareText(hired)).toBe(text))

  test('bars stay within their track, and those that are shut are not drawn', () => {
    for (const hired of [0, 9, 80]) {
      const item = figuresItem(figures({ hired, after30: hired }), true, NOW)
      for (const { percent } of item.bars) expect(percent >= 0 && percent <= 100).toBe(true)
      expect(item.hires.percent).toBeLessThanOrEqual(100)
      expect(item.hires.mark).toBeGreaterThan(0)
    }
    expect(figuresItem(figures(), false, NOW).bars).toEqual([])
  })

  test('nobody was asked yet is not nobody stayed', () => {
    const texts = (after30: number | null) =>
      figuresItem(figures({ after30 }), true, NOW).bars.find(({ name }) => name === '30天还在')?.text
    expect([texts(null), texts(0)]).toEqual(['还没问', '0'])
  })

  test('a question that is due', () => {
    const item = dueItem({ id: 'b1.3', name: '', enterpriseName: '企业1', hiredAt: NOW - 31 * DAY, after: 30 }, NOW)
    expect(item).toMatchObject({ name: '本人退出了', question: '满 30 天了，还在那里上班吗？', when: '11月15日录用' })
    expect(talkOfDue(item.id)).toBe('b1.3')
  })
})

describe('the hall’s screen', () => {
  const WIDE = { width: 1920, height: 1080 }
  const TALL = { width: 375, height: 724 }

  test.each([
    [0, WIDE, 1, 1],
    [2, WIDE, 2, 1],
    [7, WIDE, 4, 2],
    [40, WIDE, 4, 3],
    [3, TALL, 1, 3],
    [4, TALL, 2, 2],
    [40, TALL, 2, 5],
  ])('%d booths on %j: %d × %d', (count, room, columns, lines) =>
    expect(gridOf(count, room)).toEqual({ columns, lines }),
  )

  test('every booth has its turn', () => {
    for (const room of [WIDE, TALL])
      for (const count of [1, 9, 12, 13, 40]) {
        const parts = partsOf(count, room)
        const shown = Array.from({ length: parts }, (_, turn) => boardScreen(board(count), room, turn).cells).flat()
        expect(shown.map((cell) => cell.booth)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
        expect(boardScreen(board(count), room, parts).part).toBe(boardScreen(board(count), room, 0).part)
      }
  })

  test('three digits fit into a cell', () => {
    for (const room of [WIDE, TALL])
      for (const count of [1, 4, 8, 40]) {
        const { sizes, columns } = boardScreen(board(count), room, 0)
        expect(sizes.number * 0.62 * 3).toBeLessThan(room.width / columns)
        expect(sizes.number).toBeGreaterThan(30)
      }
  })

  test('numbers, and nothing where there is nobody', () => {
    const { cells, words } = boardScreen(board(2), WIDE, 0)
    expect(words).toBe('')
    expect(cells).toEqual([
      { booth: 1, firm: '企业1', current: '1', isCalled: true, next: '下面 2、3' },
      { booth: 2, firm: '企业2', current: '–', isCalled: false, next: '后面没人' },
    ])
  })

  test.each([
    ['planned', '12月20日 09:00 开始，时间表还没排'],
    ['ended', '这场办完了，谢谢大家'],
    ['cancelled', '这场不办了'],
  ] as const)('%s', (state, words) => {
    const given = board(2, { now: NOW })
    expect(boardScreen({ ...given, fair: { ...given.fair, state } }, WIDE, 0)).toMatchObject({ words, cells: [] })
  })
})
