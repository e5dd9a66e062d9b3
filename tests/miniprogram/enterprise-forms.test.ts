/** The forms of an enterprise: what is asked, what is wrong, what is sent. */
import fc from 'fast-check'
import { CRAFT_LIMITS, KEPT_VIDEO, type Product } from '../../miniprogram/contract/crafts'
import { isCreditCode, WANTS, type EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import { fenPerHour, minimumOn, minutesText, needTexts } from '../../miniprogram/core/craft-text'
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
import {
  changedMaterial,
  deadlineOf,
  deadlineRange,
  EMPTY_POST,
  formOf,
  hourView,
  POST_FIELDS,
  postInput,
  postProblems,
  totalText,
  withMaterial,
  type PostForm,
} from '../../miniprogram/packages/enterprise/post.view'
import { OFFER_PROBLEMS, problemsOf } from '../../miniprogram/packages/enterprise/problems'
import {
  EMPTY_PRODUCT,
  formOf as productFormOf,
  movedStep,
  needSwitches,
  productInput,
  productItem,
  productProblems,
  shownProduct,
  VIDEO_BYTES,
  videoProblem,
  withoutStep,
  withStep,
  writtenStep,
} from '../../miniprogram/packages/enterprise/product.view'
import { fenOf, tenthsOf, typedMinutes, typedYuan, wholeOf } from '../../miniprogram/packages/enterprise/typed'
import { creditCode } from '../credit-code'
import { batch, DAY, NOW } from './crafts-samples'

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

describe('a batch to post', () => {
  const form: PostForm = {
    product: { id: 'P', name: '串珠手链' },
    pieces: '1000',
    price: '1.2',
    minutes: '5',
    least: '10',
    most: '60',
    materials: [
      { name: '珠子', amount: '每个 20 颗' },
      { name: '', amount: '' },
    ],
    fetch: { place: ' A区18栋 ', hours: '每天' },
    isSamePlace: true,
    giveBack: { place: '', hours: '' },
    deadline: '2026-12-10',
    trial: true,
  }

  it('goes out in fen, tenths and the last moment of the day', () => {
    expect(postProblems(form, NOW)).toEqual({})
    expect(postInput('E', form)).toEqual({
      enterprise: 'E',
      product: 'P',
      pieces: 1000,
      price: 120,
      claimedMinutes: 50,
      least: 10,
      most: 60,
      materials: [{ name: '珠子', amount: '每个 20 颗' }],
      fetch: { place: 'A区18栋', hours: '每天' },
      giveBack: { place: 'A区18栋', hours: '每天' },
      deadline: Date.parse('2026-12-10T23:59:59.999+08:00'),
      trial: true,
    })
  })

  it.each([
    [{ product: null }, 'product'],
    [{ pieces: '' }, 'pieces'],
    [{ pieces: String(CRAFT_LIMITS.piecesPerBatch + 1), least: '20' }, 'pieces'],
    [{ price: '0' }, 'price'],
    [{ price: '1000.01' }, 'price'],
    [{ minutes: '0' }, 'claimedMinutes'],
    [{ minutes: '6.55' }, 'claimedMinutes'],
    [{ least: '61' }, 'least'],
    [{ least: '0' }, 'least'],
    [{ pieces: '20000', least: '19' }, 'least'],
    [{ most: '1001' }, 'most'],
    [{ materials: [{ name: '珠子', amount: '' }] }, 'materials'],
    [{ fetch: { place: 'A1', hours: '' } }, 'fetch'],
    [{ isSamePlace: false }, 'giveBack'],
    [{ deadline: '' }, 'deadline'],
    [{ deadline: '2026-11-25' }, 'deadline'],
    [{ fetch: { place: '交押 金 50', hours: '每天' } }, 'all'],
  ] as [Partial<PostForm>, string][])('%j is wrong at %s', (part, field) => {
    expect(Object.keys(postProblems({ ...form, ...part }, NOW))).toEqual([field])
  })

  it('offers days that the server takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: NOW, max: NOW + 400 * DAY }), (now) => {
        const { first, last } = deadlineRange(now)
        for (const day of [first, last]) {
          expect(postProblems({ ...form, deadline: day }, now)).toEqual({})
          expect(deadlineOf(day)).toBeGreaterThanOrEqual(now + DAY)
          expect(deadlineOf(day)).toBeLessThanOrEqual(now + CRAFT_LIMITS.deadlineDays * DAY)
        }
      }),
    )
  })

  it('shows the hour that follows beside the hourly minimum, on one scale', () => {
    const hour = hourView('1.2', '5', NOW)
    expect(hour?.text).toBe('照这样，1 小时能挣 ¥14.40')
    expect(hour?.isEnough).toBe(false)
    expect(hour?.minimumWidth).toBe(100)
    expect(hourView('3', '5', NOW)).toMatchObject({ isEnough: true, width: 100 })
    expect(hourView('', '5', NOW)).toBeNull()
    expect(hourView('1.2', '0', NOW)).toBeNull()
  })

  it('never draws an hour longer than the track, and never calls too little enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 9_600 }), (price, tenths) => {
        const hour = hourView(typedYuan(price), typedMinutes(tenths), NOW)
        expect(Math.max(hour?.width ?? 0, hour?.minimumWidth ?? 0)).toBe(100)
        expect(hour?.isEnough).toBe(fenPerHour(price, tenths) >= (minimumOn(NOW)?.fen ?? 0))
      }),
    )
  })

  it('says what all of it costs', () => {
    expect(totalText('1000', '1.2')).toBe('1000 个 × ¥1.20，全部合格要付 ¥1200.00')
    expect(totalText('', '1.2')).toBe('')
  })

  it('can be written after one that was refused', () => {
    const again = formOf(batch({ deadline: deadlineOf('2026-12-01'), fetch: form.fetch, giveBack: form.fetch }), NOW)
    expect(postProblems(again, NOW)).toEqual({})
    expect(again.isSamePlace).toBe(true)
    expect(postInput('e', again)).toMatchObject({ price: 120, pieces: 1_000, claimedMinutes: 40 })
    expect(formOf(batch({ deadline: NOW - DAY }), NOW).deadline).toBe('')
  })

  it('holds so many materials and no more', () => {
    let materials = EMPTY_POST.materials
    for (let times = 0; times < CRAFT_LIMITS.materials + 3; times++) materials = withMaterial(materials)
    expect(materials).toHaveLength(CRAFT_LIMITS.materials)
    expect(changedMaterial(materials, 2, { name: '线' })[2]).toEqual({ name: '线', amount: '' })
  })
})

describe('a product', () => {
  const product: Product = {
    id: 'P',
    version: 3,
    enterprise: 'E',
    name: '串珠手链',
    pictures: [
      { id: 'a', url: null, state: 'checking' },
      { id: 'b', url: 'http://b', state: 'shown' },
    ],
    steps: ['穿珠子', '打结'],
    standard: '不掉珠',
    video: 'http://video',
    needs: { sewing: true, lifting: false, stairs: false, unsafeForChildren: true },
    frozen: false,
  }
  const nothing = { pictures: [], video: null }

  it('is changed in place, with the pictures and the video that stay', () => {
    const form = { ...productFormOf(product), steps: ['穿珠子', '', ' 打结 '] }
    expect(productProblems(form)).toEqual({})
    expect(productInput(form, { enterprise: 'E', product }, { pictures: ['cloud://new'], video: null })).toEqual({
      enterprise: 'E',
      id: 'P',
      version: 3,
      name: '串珠手链',
      pictures: ['a', 'b', 'cloud://new'],
      steps: ['穿珠子', '打结'],
      standard: '不掉珠',
      video: KEPT_VIDEO,
      needs: product.needs,
    })
  })

  it('becomes another one once a batch uses it, and takes nothing along that belongs to the old one', () => {
    const frozen = { ...product, frozen: true }
    const input = productInput(productFormOf(frozen), { enterprise: 'E', product: frozen }, nothing)
    expect(input).not.toHaveProperty('id')
    expect(input).not.toHaveProperty('version')
    expect(input.pictures).toEqual([])
    expect(input).not.toHaveProperty('video')
  })

  it('without its video goes out without one, with a new one with the new one', () => {
    const form = { ...productFormOf(product), keepsVideo: false }
    expect(productInput(form, { enterprise: 'E', product }, nothing)).not.toHaveProperty('video')
    expect(productInput(form, { enterprise: 'E', product }, { ...nothing, video: 'cloud://v' }).video).toBe('cloud://v')
  })

  it.each([
    [{ name: ' ' }, 'name'],
    [{ steps: ['', '  '] }, 'steps'],
    [{ standard: '' }, 'standard'],
  ])('%j is wrong at %s', (part, field) => {
    expect(Object.keys(productProblems({ ...productFormOf(product), ...part }))).toEqual([field])
  })

  it('is shown as the worker will see it, with what is not sent yet', () => {
    const form = { ...productFormOf(product), pictures: ['wxfile://c'], video: 'wxfile://v' }
    const shown = shownProduct(form, product.video)
    expect(shown.pictures.map(({ id }) => id)).toEqual(['a', 'b', 'wxfile://c'])
    expect(shown.video).toBe('wxfile://v')
    expect(shownProduct(productFormOf(product), product.video).video).toBe('http://video')
    expect(shownProduct({ ...productFormOf(product), keepsVideo: false }, product.video).video).toBeNull()
    expect(shownProduct(EMPTY_PRODUCT, null).steps).toEqual([])
  })

  it('shows in the list the first picture that may be seen', () => {
    expect(productItem(product)).toEqual({ id: 'P', name: '串珠手链', facts: '2 步', picture: 'http://b' })
    expect(productItem({ ...product, pictures: [], frozen: true })).toMatchObject({
      facts: '2 步 · 发过活',
      picture: '',
    })
  })

  it('says what it calls for, and that it calls for nothing', () => {
    expect(needTexts(product.needs)).toHaveLength(2)
    expect(needTexts(EMPTY_PRODUCT.needs)).toHaveLength(1)
    expect(needSwitches(product.needs).filter(({ isOn }) => isOn)).toHaveLength(2)
  })

  it('takes a video up to its size', () => {
    expect(videoProblem(VIDEO_BYTES)).toBe('')
    expect(videoProblem(VIDEO_BYTES + 1)).toMatch(/21 MB/)
  })
})

describe('steps', () => {
  const anySteps = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: CRAFT_LIMITS.steps })
  const sorted = (steps: readonly string[]) => [...steps].sort()

  it('moved there and back are as they were, and none is lost on the way', () => {
    fc.assert(
      fc.property(anySteps, fc.nat({ max: 13 }), fc.constantFrom(-1 as const, 1 as const), (steps, at, by) => {
        const moved = movedStep(steps, at, by)
        expect(sorted(moved)).toEqual(sorted(steps))
        const isPossible = at < steps.length && at + by >= 0 && at + by < steps.length
        expect(isPossible ? movedStep(moved, at + by, by === 1 ? -1 : 1) : moved).toEqual(steps)
      }),
    )
  })

  it('always leave a line to write in, and are never too many', () => {
    fc.assert(
      fc.property(anySteps, fc.nat({ max: 13 }), (steps, at) => {
        expect(withoutStep(steps, at).length).toBeGreaterThan(0)
        expect(withStep(steps).length).toBeLessThanOrEqual(CRAFT_LIMITS.steps)
      }),
    )
    expect(withoutStep(['a', 'b', 'c'], 1)).toEqual(['a', 'c'])
    expect(withoutStep(['a'], 0)).toEqual([''])
    expect(writtenStep(['a', 'b'], 1, 'c')).toEqual(['a', 'c'])
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
