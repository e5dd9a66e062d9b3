/** A product and its steps, as they are written and checked. */
import fc from 'fast-check'
import { CRAFT_LIMITS, KEPT_VIDEO, type Product } from '../../miniprogram/contract/crafts'
import { needTexts } from '../../miniprogram/core/craft-text'
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
