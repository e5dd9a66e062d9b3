/** @jest-environment jsdom */
import { component, settled, tap, type Rendered } from './load'

const render = component('components/bottom-sheet/index')

/** vant's 300 ms and the frames before and after */
const MOTION_MS = 600

/** as the compiler writes a class of a component */
const SHEET = '.van-popup--van-popup'
const SHADE = '.van-overlay--van-overlay'
const BOTH = [SHEET, SHADE]

/** What lies over the page: the sheet and what darkens the rest. */
const shown = ({ dom }: Rendered): string[] =>
  BOTH.filter((layer) => {
    const style = (dom.querySelector(layer) as { getAttribute(name: string): string | null } | null)?.getAttribute(
      'style',
    )
    return style !== undefined && !/display:\s*none/.test(style ?? '')
  })

test('comes, goes, and leaves nothing behind', async () => {
  const sheet = render({ show: false })
  expect(sheet.dom.querySelector(SHEET)).toBeNull()
  sheet.setData({ show: true })
  await settled(MOTION_MS)
  expect(shown(sheet)).toEqual(BOTH)
  sheet.setData({ show: false })
  await settled(MOTION_MS)
  expect(sheet.dom.querySelector(SHEET)).toBeNull()
  sheet.detach()
})

test('is there when it begins as shown', async () => {
  const sheet = render({ show: true })
  await settled(MOTION_MS)
  expect(shown(sheet)).toEqual(BOTH)
  sheet.detach()
})

test('shown again at any moment of its going, it stands, and goes again', async () => {
  await Promise.all(
    [0, 20, 50, 100, 200, 290, 320, 350].map(async (ms) => {
      const sheet = render({ show: true })
      await settled(MOTION_MS)
      sheet.setData({ show: false })
      await settled(ms)
      sheet.setData({ show: true })
      await settled(MOTION_MS)
      expect([ms, shown(sheet)]).toEqual([ms, BOTH])
      sheet.setData({ show: false })
      await settled(MOTION_MS)
      expect([ms, sheet.dom.querySelector(SHEET)]).toEqual([ms, null])
      sheet.detach()
    }),
  )
})

test('closed before it has come, it goes', async () => {
  const sheet = render({ show: false })
  sheet.setData({ show: true })
  sheet.setData({ show: false })
  await settled(2 * MOTION_MS)
  expect(shown(sheet)).toEqual([])
  sheet.setData({ show: true })
  await settled(MOTION_MS)
  expect(shown(sheet)).toEqual(BOTH)
  sheet.detach()
})

test('a tap beside it asks to close it, unless it needs an answer', async () => {
  for (const [dismissible, times] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const sheet = render({ show: true, dismissible })
    const close = jest.fn()
    sheet.addEventListener('close', close)
    await settled(MOTION_MS)
    tap(sheet, SHADE)
    expect(close).toHaveBeenCalledTimes(times)
    sheet.detach()
  }
})
