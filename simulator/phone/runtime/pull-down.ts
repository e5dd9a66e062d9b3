import { node } from './frame/dom'
import type { Page } from './page'
import type { Step } from './touches'
import { watchTouches } from './touches'

const HEIGHT = 60
const TRIGGER = 60
/** Resistance of the page to the finger. */
const DRAG = 0.5

interface Drag {
  readonly page: Page
  readonly y: number
  readonly x: number
  isPulling: boolean
}

/** Pull-down refresh of pages that enable it: three dots above the page while its onPullDownRefresh works. */
export class PullDown {
  #drag: Drag | undefined
  readonly #pulled = new Set<Page>()

  constructor(
    root: HTMLElement,
    readonly front: () => Page | undefined,
  ) {
    watchTouches(root, (step) => this.#step(step))
  }

  /** wx.startPullDownRefresh */
  start(): void {
    const page = this.front()
    if (page) this.#refresh(page)
  }

  /** wx.stopPullDownRefresh: of the page in front, which called it */
  stop(): void {
    for (const page of [...this.#pulled]) {
      this.#pulled.delete(page)
      this.#offset(page, 0)
    }
  }

  #step({ phase, changed, native }: Step): void {
    const page = this.front()
    const [point] = changed
    if (!point) return
    if (phase === 'start') this.#begin(page, point.clientX, point.clientY)
    else if (phase === 'move') this.#pull(point.clientX, point.clientY, native)
    else this.#release(phase === 'end' ? point.clientY : -Infinity)
  }

  #begin(page: Page | undefined, x: number, y: number): void {
    const isEnabled = page?.config['enablePullDownRefresh'] === true
    const canPull = isEnabled && page.scroller.scrollTop <= 0 && !this.#pulled.has(page)
    this.#drag = canPull ? { page, x, y, isPulling: false } : undefined
  }

  #pull(x: number, y: number, native: Event): void {
    const drag = this.#drag
    if (!drag) return
    const down = y - drag.y
    if (!drag.isPulling) {
      const isScroll = down < -5 || Math.abs(x - drag.x) > Math.max(10, down) || drag.page.scroller.scrollTop > 0
      if (isScroll || native.defaultPrevented) this.#drag = undefined
      if (!this.#drag || down < 10) return
      drag.isPulling = true
    }
    if (native.cancelable) native.preventDefault()
    this.#offset(drag.page, Math.max(0, down * DRAG))
  }

  #release(y: number): void {
    const drag = this.#drag
    this.#drag = undefined
    if (!drag?.isPulling) return
    if ((y - drag.y) * DRAG >= TRIGGER) this.#refresh(drag.page)
    else this.#offset(drag.page, 0)
  }

  #refresh(page: Page): void {
    if (this.#pulled.has(page)) return
    this.#pulled.add(page)
    this.#offset(page, HEIGHT)
    page.call('onPullDownRefresh')
  }

  /** Moves the page down by its margin: a transform would cut off what is fixed. */
  #offset(page: Page, px: number): void {
    const { frame, scroller } = page
    let dots = frame.querySelector<HTMLElement>(':scope > .phone-pull')
    if (!dots && px > 0) {
      dots = node(
        'div',
        'phone-pull',
        { role: 'status', 'aria-label': '下拉刷新' },
        ...['', '', ''].map(() => node('i', '')),
      )
      dots.classList.toggle('light', page.config['backgroundTextStyle'] === 'light')
      frame.prepend(dots)
    }
    if (px === 0) dots?.remove()
    scroller.style.setProperty('--pull', `${px}px`)
  }
}
