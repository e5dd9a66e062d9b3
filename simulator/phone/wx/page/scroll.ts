import { asyncApis, numberOf, textOf, WxFailure, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'
import { componentOf, domOf, findAll } from './nodes'

/** Scrolling of the page in front and its pull-down refresh, and the colour behind it. */
export function scroll(ctx: WxContext): ApiTable {
  const { host } = ctx
  return asyncApis({
    pageScrollTo: (o) => scrollPage(ctx, o),
    startPullDownRefresh: () => host.pullDown.start(),
    stopPullDownRefresh: () => host.pullDown.stop(),
    setBackgroundColor: (o) => {
      const color = textOf(o, 'backgroundColor')
      if (color) host.scroller().style.backgroundColor = color
    },
    setBackgroundTextStyle: () => undefined,
  })
}

async function scrollPage({ host }: WxContext, options: Options): Promise<void> {
  const scroller = host.scroller()
  const top = targetTop(host.currentPage(), scroller, options)
  await glide(scroller, top, numberOf(options, 'duration', 300))
}

function targetTop(page: unknown, scroller: HTMLElement, options: Options): number {
  const selector = textOf(options, 'selector')
  if (!selector) return numberOf(options, 'scrollTop', scroller.scrollTop)
  const [element] = findAll(componentOf(page), selector)
  if (!element) throw new WxFailure(`No node found for selector "${selector}"`)
  const offset = domOf(element).getBoundingClientRect().top - scroller.getBoundingClientRect().top
  return scroller.scrollTop + offset + numberOf(options, 'offsetTop', 0)
}

/** Scroll within `duration`, easing as WeChat does; 0 jumps. */
function glide(scroller: HTMLElement, top: number, duration: number): Promise<void> {
  const from = scroller.scrollTop
  const begun = performance.now()
  return new Promise((resolve) => {
    const step = () => {
      const part = duration <= 0 ? 1 : Math.min(1, (performance.now() - begun) / duration)
      scroller.scrollTop = from + (top - from) * (1 - (1 - part) ** 3)
      if (part < 1) requestAnimationFrame(step)
      else resolve()
    }
    step()
  })
}
