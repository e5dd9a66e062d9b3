/** A column that turns: native scrolling that snaps to items, plus dragging with the mouse, taps and arrow keys. */
export interface Wheel {
  /** Turns to an item; the person is not the one who turns, so `settled` is not called. */
  show(index: number, smooth?: boolean): void
  index(): number
}

export interface WheelOptions {
  itemHeight(): number
  count(): number
  /** the person began to turn */
  started?(): void
  /** the person's turn came to rest on an item */
  settled(index: number): void
}

const REST_MS = 90

/** With a mouse the column is pulled like a sheet of paper; a click that ends such a pull chooses nothing. */
const dragging = (scroller: HTMLElement, begin: () => void, release: () => void): void => {
  let from: { y: number; top: number } | undefined
  let dragged = false
  scroller.addEventListener('pointerdown', (event) => {
    dragged = false
    if (event.pointerType === 'mouse' && event.button === 0) from = { y: event.clientY, top: scroller.scrollTop }
  })
  scroller.addEventListener('pointermove', (event) => {
    if (!from || (!dragged && Math.abs(event.clientY - from.y) < 3)) return
    if (!dragged) {
      scroller.setPointerCapture(event.pointerId)
      // Snapping would pull the column back under the pointer.
      scroller.style.scrollSnapType = 'none'
      dragged = true
      begin()
    }
    scroller.scrollTop = from.top - (event.clientY - from.y)
  })
  const end = (): void => {
    from = undefined
    if (!dragged) return
    scroller.style.scrollSnapType = ''
    release()
  }
  scroller.addEventListener('pointerup', end)
  scroller.addEventListener('pointercancel', end)
  scroller.addEventListener('click', (event) => dragged && event.stopImmediatePropagation(), true)
}

export const wheel = (scroller: HTMLElement, options: WheelOptions): Wheel => {
  let byHand = false
  /** a finger or the mouse is still down: a pause of it is no rest */
  let held = false
  let last = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const at = (): number => {
    const index = Math.round(scroller.scrollTop / Math.max(1, options.itemHeight()))
    return Math.min(Math.max(0, options.count() - 1), Math.max(0, index))
  }
  const begin = (): void => {
    if (!byHand) options.started?.()
    byHand = true
  }
  const rest = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!byHand || held) return
      byHand = false
      last = at()
      options.settled(last)
    }, REST_MS)
  }
  const turn = (index: number, smooth: boolean): void => {
    scroller.scrollTo({ top: index * options.itemHeight(), behavior: smooth ? 'smooth' : 'instant' })
  }
  const turnByHand = (index: number): void => {
    if (index < 0 || index >= options.count()) return
    begin()
    turn(index, false)
    rest()
  }
  scroller.addEventListener('wheel', begin, { passive: true })
  scroller.addEventListener('touchmove', begin, { passive: true })
  scroller.addEventListener('scroll', () => {
    // Not where it was put: something else than these listeners scrolls it for the person (a screen reader, a test).
    if (at() !== last && scroller.clientHeight > 0) begin()
    rest()
  })
  scroller.addEventListener('scrollend', rest)
  scroller.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    turnByHand(at() + step)
  })
  scroller.addEventListener('click', (event) => {
    const top = event.clientY - scroller.getBoundingClientRect().top - scroller.clientHeight / 2
    const index = at() + Math.round(top / Math.max(1, options.itemHeight()))
    if (index !== at()) turnByHand(index)
  })
  const hold = (on: boolean) => (): void => {
    held = on
    if (!on) rest()
  }
  scroller.addEventListener('touchstart', hold(true), { passive: true })
  scroller.addEventListener('touchend', hold(false), { passive: true })
  scroller.addEventListener('touchcancel', hold(false), { passive: true })
  const pulled = (): void => {
    held = true
    begin()
  }
  dragging(scroller, pulled, hold(false))
  return {
    show(index, smooth = false) {
      if (byHand) return
      last = Math.max(0, Math.min(index, options.count() - 1))
      turn(last, smooth)
    },
    index: () => (byHand ? at() : last),
  }
}
