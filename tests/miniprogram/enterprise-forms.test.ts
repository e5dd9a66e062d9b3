/** What an enterprise types, applies with and invites by: what is asked, what is wrong, what is sent. */
import fc from 'fast-check'
import { isCreditCode, WANTS, type EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import { minutesText } from '../../miniprogram/core/craft-text'
import { RpcError } from '../../miniprogram/core/rpc-error'
import {
  applyInput,
  applyProblems,
  APPLY_FIELDS,
  APPLY_PROBLEMS,
  codeState,
  formOf as applicationOf,
  tidyCreditCode,
  toggledWant,
  wantChips,
  type ApplyForm,
} from '../../miniprogram/packages/enterprise/apply.view'
import { pruned } from '../../miniprogram/packages/enterprise/kept-forms'
import {
  invitationView,
  inviteProblem,
  memberItems,
  tidyInvitation,
} from '../../miniprogram/packages/enterprise/members.view'
import { POST_FIELDS } from '../../miniprogram/packages/enterprise/post.view'
import { OFFER_PROBLEMS, problemsOf } from '../../miniprogram/packages/enterprise/problems'
import { fenOf, tenthsOf, typedMinutes, typedYuan, wholeOf } from '../../miniprogram/packages/enterprise/typed'
import { creditCode } from '../credit-code'
import { DAY, NOW } from './crafts-samples'

describe('typed numbers', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['１２', 12],
    ['', null],
    ['1.5', null],
    ['-3', null],
    ['十', null],
  ])('%s is %s pieces', (text, value) => expect(wholeOf(text)).toBe(value))

  it.each([
    ['1.2', 120],
    ['1.25', 125],
    ['.5', 50],
    ['0。８', 80],
    ['12', 1200],
    ['1.255', null],
    ['1,2', null],
    ['', null],
    ['.', null],
    ['-1', null],
  ])('%s yuan are %s fen', (text, fen) => expect(fenOf(text)).toBe(fen))

  it('what is shown in a field is what was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_900 }), (amount) => {
        expect(fenOf(typedYuan(amount))).toBe(amount)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_600 }), (tenths) => expect(tenthsOf(typedMinutes(tenths))).toBe(tenths)),
    )
  })

  it.each([
    [5, '30 秒'],
    [60, '6 分钟'],
    [65, '6.5 分钟'],
  ])('%s tenths are %s', (tenths, text) => expect(minutesText(tenths)).toBe(text))
})

describe('an application', () => {
  const code = creditCode(7)
  const form: ApplyForm = {
    name: ' 重庆恒艺饰品有限公司 ',
    code,
    contact: '罗敏',
    phone: '139 1234-0099',
    wants: ['piecework'],
    about: '串珠手链',
  }

  it('takes the code as it stands on the licence, however it is typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (no) => {
        const right = creditCode(no)
        const typed = `${right.slice(0, 8).toLowerCase()} ${right.slice(8)}`
        expect(tidyCreditCode(typed)).toBe(right)
        expect(codeState(right).state).toBe('right')
      }),
    )
    expect(tidyCreditCode('９１５００')).toBe('91500')
    expect(tidyCreditCode('9I5OO')).toBe('91500')
  })

  it('finds every single wrong sign of a code', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.nat({ max: 17 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
        (no, at, sign) => {
          const right = creditCode(no)
          fc.pre(right[at] !== sign)
          const wrong = right.slice(0, at) + sign + right.slice(at + 1)
          expect(isCreditCode(wrong)).toBe(false)
          expect(codeState(wrong).state).toBe('wrong')
        },
      ),
    )
  })

  it('says while it is typed how much is missing', () => {
    expect(codeState('').state).toBe('open')
    expect(codeState('9150010')).toEqual({ text: '还差 11 位', state: 'open' })
  })

  it('is sent tidy, and has no problem', () => {
    expect(applyProblems(form)).toEqual({})
    expect(applyInput(form)).toEqual({
      name: '重庆恒艺饰品有限公司',
      code,
      contact: { name: '罗敏', phone: '13912340099' },
      wants: ['piecework'],
      about: '串珠手链',
    })
  })

  it.each([
    [{ name: '  ' }, 'name'],
    [{ code: '915' }, 'code'],
    [{ code: '0'.repeat(17) + '1' }, 'code'],
    [{ contact: '' }, 'contact.name'],
    [{ phone: '12345' }, 'contact.phone'],
    [{ wants: [] }, 'wants'],
    [{ about: ' ' }, 'about'],
  ] as [Partial<ApplyForm>, string][])('%j is wrong at %s', (part, field) => {
    expect(Object.keys(applyProblems({ ...form, ...part }))).toEqual([field])
  })

  it('takes a telephone of the fixed network', () => {
    expect(applyProblems({ ...form, phone: '023-68880000' })).toEqual({})
    expect(applyInput({ ...form, phone: '023-68880000' }).contact.phone).toBe('02368880000')
  })

  it('chooses any of what an enterprise is here for', () => {
    expect(toggledWant([], 'piecework')).toEqual(['piecework'])
    expect(toggledWant(['piecework'], 'hiring')).toEqual([...WANTS])
    expect(toggledWant(['hiring'], 'hiring')).toEqual([])
    expect(wantChips(['hiring']).map(({ isOn }) => isOn)).toEqual([true, false])
  })

  it('is filled in again from what was refused', () => {
    const view = { ...applyInput(form) } as unknown as EnterpriseOwnView
    expect(applyProblems(applicationOf(view))).toEqual({})
  })
})

describe('what the server says', () => {
  const refused = (fields: Record<string, string>, code: 'INVALID_INPUT' | 'UNSAFE_CONTENT' = 'INVALID_INPUT') =>
    new RpcError(code, 'r', fields)

  it('is shown at its field', () => {
    expect(problemsOf(refused({ 'contact.phone': 'too_long:12' }), APPLY_FIELDS)).toEqual({
      'contact.phone': '最多12个字',
    })
    expect(problemsOf(refused({ 'fetch.hours': 'missing' }), POST_FIELDS)).toEqual({ fetch: '这里要填' })
    expect(problemsOf(refused({ 'materials.3.name': 'too_long:30' }), POST_FIELDS)).toEqual({
      materials: '最多30个字',
    })
  })
  it('has words of its own where they help more', () => {
    expect(problemsOf(refused({ code: 'used_before' }), APPLY_FIELDS, APPLY_PROBLEMS)['code']).toMatch(/邀请码/)
    expect(problemsOf(refused({ text: 'deposit' }), POST_FIELDS, OFFER_PROBLEMS)['all']).toMatch(/押金/)
    expect(problemsOf(new RpcError('LIMIT', 'r'), APPLY_FIELDS, APPLY_PROBLEMS)['all']).toMatch(/没核实完/)
  })
  it('of words that the platform refuses says where they are, if it is known', () => {
    expect(problemsOf(refused({ name: 'unsafe' }, 'UNSAFE_CONTENT'), ['name'])['name']).toMatch(/没通过/)
    expect(problemsOf(refused({ text: 'unsafe' }, 'UNSAFE_CONTENT'), ['name'])['all']).toMatch(/没通过/)
  })
  it('lets through what is no answer of the server', () => {
    expect(() => problemsOf(new TypeError('a mistake of ours'), [])).toThrow('a mistake of ours')
  })
})

describe('members', () => {
  const member = (id: string, isOwner = false) => ({ id, name: id, isOwner, since: NOW - DAY })
  const members = [member('owner', true), member('me'), member('other')]

  it('are shown oneself first; the owner removes others, nobody the owner', () => {
    const seen = (me: string, isOwner: boolean) =>
      memberItems({ members, isOwner }, me, NOW).map(({ id, canRemove }) => [id, canRemove])
    expect(seen('me', false)).toEqual([
      ['me', false],
      ['owner', false],
      ['other', false],
    ])
    expect(seen('owner', true)).toEqual([
      ['owner', false],
      ['me', true],
      ['other', true],
    ])
  })

  it.each([
    ['active', 3, ''],
    ['active', 20, '人满了。先请不来了的同事离开，再请新的。'],
    ['applied', 1, '社区核实通过了，才能请同事。'],
    ['suspended', 1, '暂停期间不能请新同事。'],
  ] as const)('%s with %s: %s', (state, count, text) => {
    const many = Array.from({ length: count }, (_, no) => member(`${no}`))
    expect(inviteProblem({ state, members: many })).toBe(text)
  })

  it('are invited with a code that can be read out, and that is taken however it is typed', () => {
    const view = invitationView('恒艺饰品', { code: 'ABCDE01234', expiresAt: NOW + 7 * DAY }, NOW)
    expect(view.spaced).toBe('ABCDE 01234')
    expect(view.until).toBe('12月1日前有效，只能用一次')
    expect(view.text).toContain('ABCDE01234')
    expect(tidyInvitation(' abcde-oi234 ')).toBe('ABCDE01234')
    expect(tidyInvitation(view.spaced)).toBe('ABCDE01234')
  })
})

test('forms that were left are kept for some days, and not any number of them', () => {
  const all = Object.fromEntries(
    Array.from({ length: 14 }, (_, no) => [`form ${no}`, { values: no, savedAt: NOW - no * DAY }]),
  )
  const kept = Object.keys(pruned({ ...all, old: { values: 0, savedAt: NOW - 15 * DAY } }, NOW))
  expect(kept).toHaveLength(10)
  expect(kept).toContain('form 0')
  expect(kept).not.toContain('old')
})
