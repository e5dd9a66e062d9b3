import * as glassEasel from 'glass-easel'
import { elementAt, hasListener } from './backend'
import type { Point, Step, Touch } from './touches'
import { MOUSE, touchAt, watchTouches } from './touches'

const LONG_PRESS_MS = 350
const TAP_DISTANCE = 10
/** How long after a touch its click may come. */
const CLICK_MS = 700
const CSS_EVENTS = ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const

interface Press {
  readonly target: Element
  readonly start: Point
  readonly timer: ReturnType<typeof setTimeout>
  isMoved: boolean
  /** a handler of longpress was called: no tap follows */
  isLong: boolean
  endedAt: number
}

interface Fields {
  readonly touches: readonly Touch[]
  readonly changedTouches: readonly Touch[]
}

/** Sends an event through the elements of a page, as WeChat's webview does. True: nothing native shall follow. */
export function dispatch(target: Element, type: string, detail: unknown, native: Event, fields?: Fields): boolean {
  const element = elementAt(target)
  if (!element) return false
  const event = new glassEasel.Event(type, detail, {
    originalEvent: native,
    bubbles: true,
    composed: true,
    capturePhase: true,
    ...(fields && { extraFields: { ...fields } }),
  })
  glassEasel.Event.dispatchEvent(element, event)
  return event.defaultPrevented()
}

/** Touches, taps and long presses of the pages. */
export class Gestures {
  #press: Press | undefined

  /** @param root .phone-pages: what lies over it has its own native events */
  constructor(root: HTMLElement) {
    watchTouches(root, (step) => this.#step(step))
    root.addEventListener('click', (native) => this.#click(native), true)
    for (const type of CSS_EVENTS) root.addEventListener(type, (native) => this.#cssEvent(native), true)
  }

  #step(step: Step): void {
    const { phase, target, native } = step
    const fields = {
      touches: step.points.map((point) => touchAt(target, point)),
      changedTouches: step.changed.map((point) => touchAt(target, point)),
    }
    if (phase === 'start') this.#start(step)
    if (phase === 'move') this.#move(step)
    const [first] = fields.changedTouches
    const isRefused = dispatch(target, `touch${phase}`, { x: first?.pageX ?? 0, y: first?.pageY ?? 0 }, native, fields)
    if (phase === 'move' && isRefused && native.cancelable) native.preventDefault()
    if (phase === 'end' || phase === 'cancel') this.#end(phase === 'cancel')
  }

  #start({ target, changed, points, native }: Step): void {
    this.#end(true)
    const [start] = changed
    if (!start || points.length > 1) return
    const timer = setTimeout(() => this.#longPress(native), LONG_PRESS_MS)
    this.#press = { target, start, timer, isMoved: false, isLong: false, endedAt: Infinity }
  }

  #move({ changed }: Step): void {
    const press = this.#press
    const point = changed.find(({ identifier }) => identifier === press?.start.identifier)
    if (!press || !point) return
    const distance = Math.hypot(point.clientX - press.start.clientX, point.clientY - press.start.clientY)
    if (distance <= TAP_DISTANCE) return
    press.isMoved = true
    clearTimeout(press.timer)
  }

  #end(isCancelled: boolean): void {
    const press = this.#press
    if (!press) return
    clearTimeout(press.timer)
    press.endedAt = performance.now()
    if (isCancelled) press.isMoved = true
  }

  #longPress(native: Event): void {
    const press = this.#press
    if (!press) return
    const touch = touchAt(press.target, press.start)
    const fields = { touches: [touch], changedTouches: [touch] }
    const detail = { x: touch.pageX, y: touch.pageY }
    press.isLong = hasListener(press.target, 'longpress')
    for (const type of ['longpress', 'longtap']) dispatch(press.target, type, detail, native, fields)
  }

  #click(native: MouseEvent): void {
    if (!(native.target instanceof Element)) return
    const press = this.#press
    this.#press = undefined
    const isOfPress = press && performance.now() - press.endedAt < CLICK_MS
    if (isOfPress && (press.isMoved || press.isLong)) return
    const touch = touchAt(native.target, { identifier: MOUSE, clientX: native.clientX, clientY: native.clientY })
    const fields = { touches: [touch], changedTouches: [touch] }
    dispatch(native.target, 'tap', { x: touch.pageX, y: touch.pageY }, native, fields)
  }

  #cssEvent(native: TransitionEvent | AnimationEvent): void {
    if (!(native.target instanceof Element)) return
    const { elapsedTime } = native
    const name = 'animationName' in native ? { animationName: native.animationName } : {}
    dispatch(native.target, native.type, { elapsedTime, ...name }, native)
  }
}
