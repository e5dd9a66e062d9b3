import type { Page } from './page'

const REACH_BOTTOM_PX = 50

/** onPageScroll and onReachBottom of a page. */
export function watchScroll(page: Page): void {
  const { scroller, config } = page
  const given = config['onReachBottomDistance']
  const distance = typeof given === 'number' ? given : REACH_BOTTOM_PX
  let isWaiting = false
  /** fired for this height of the content and not left since */
  let reachedAt = -1
  const tell = (): void => {
    isWaiting = false
    page.call('onPageScroll', { scrollTop: scroller.scrollTop })
    const { scrollTop, scrollHeight, clientHeight } = scroller
    const isNear = scrollHeight - scrollTop - clientHeight <= distance
    if (isNear && scrollHeight > clientHeight && reachedAt !== scrollHeight) page.call('onReachBottom')
    reachedAt = isNear ? scrollHeight : -1
  }
  scroller.addEventListener(
    'scroll',
    () => {
      if (isWaiting) return
      isWaiting = true
      requestAnimationFrame(tell)
    },
    { passive: true },
  )
}
