/** A batch to post, as it is written and checked. */
import fc from 'fast-check'
import { CRAFT_LIMITS } from '../../miniprogram/contract/crafts'
import { fenPerHour, minimumOn } from '../../miniprogram/core/craft-text'
import {
  changedMaterial,
  deadlineOf,
  deadlineRange,
  EMPTY_POST,
  formOf,
  hourView,
  postInput,
  postProblems,
  totalText,
  withMaterial,
  type PostForm,
} from '../../miniprogram/packages/enterprise/post.view'
import { typedMinutes, typedYuan } from '../../miniprogram/packages/enterprise/typed'
import { batch, DAY, NOW } from './crafts-samples'

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
