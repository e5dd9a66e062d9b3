/** Touches as the pages see them: where they are in the page, and below the navigation bar. */
export interface Touch {
  readonly identifier: number
  readonly pageX: number
  readonly pageY: number
  readonly clientX: number
  readonly clientY: number
  readonly force: number
}

export interface Point {
  readonly identifier: number
  readonly clientX: number
  readonly clientY: number
}

/** The mouse, as the only finger. */
export const MOUSE = 0

/** A place of the browser's window as the page around `target` counts. */
export function touchAt(target: Element, { identifier, clientX, clientY }: Point): Touch {
  const scroller = target.closest('.phone-page')?.querySelector('.phone-scroller')
  const origin = scroller?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const x = clientX - origin.left
  const y = clientY - origin.top
  return {
    identifier,
    clientX: x,
    clientY: y,
    pageX: x + (scroller?.scrollLeft ?? 0),
    pageY: y + (scroller?.scrollTop ?? 0),
    force: 1,
  }
}

export type Phase = 'start' | 'move' | 'end' | 'cancel'

/** One step of fingers or of the pressed mouse. */
export interface Step {
  readonly phase: Phase
  /** where the first finger was put down */
  readonly target: Element
  readonly points: readonly Point[]
  readonly changed: readonly Point[]
  readonly native: Event
}

/** Native mouse events that a touch screen adds to each touch follow within this time. */
const ECHO_MS = 800

/** Tells of touches, those that the mouse stands for included. */
export function watchTouches(root: HTMLElement, listener: (step: Step) => void): void {
  let touchedAt = -Infinity
  let pressed: Element | undefined
  const onTouch = (phase: Phase) => (native: TouchEvent) => {
    touchedAt = performance.now()
    const { target } = native
    if (target instanceof Element)
      listener({ phase, target, points: [...native.touches], changed: [...native.changedTouches], native })
  }
  const onMouse = (phase: Phase, native: MouseEvent): void => {
    if (!pressed) return
    const point = { identifier: MOUSE, clientX: native.clientX, clientY: native.clientY }
    const isDown = phase === 'start' || phase === 'move'
    listener({ phase, target: pressed, points: isDown ? [point] : [], changed: [point], native })
  }
  const capture = { capture: true, passive: false }
  root.addEventListener('touchstart', onTouch('start'), capture)
  root.addEventListener('touchmove', onTouch('move'), capture)
  root.addEventListener('touchend', onTouch('end'), capture)
  root.addEventListener('touchcancel', onTouch('cancel'), capture)
  root.addEventListener(
    'mousedown',
    (native) => {
      if (native.button !== 0 || performance.now() - touchedAt < ECHO_MS) return
      pressed = native.target instanceof Element ? native.target : undefined
      onMouse('start', native)
    },
    capture,
  )
  window.addEventListener('mousemove', (native) => onMouse(native.buttons & 1 ? 'move' : 'cancel', native), capture)
  const release = (native: MouseEvent): void => {
    onMouse('end', native)
    pressed = undefined
  }
  window.addEventListener('mouseup', release, capture)
}
