import { stepStyle, type AnimationData } from './animation'

/** The playing that an element is in; a new one ends it. */
const playing = new WeakMap<HTMLElement, symbol>()

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Play what `wx.createAnimation().export()` gave on an element, one step after the other; what a step has set stays.
 * For the `animation` property of elements.
 */
export async function playAnimation(element: HTMLElement, data: AnimationData): Promise<void> {
  const turn = Symbol('animation')
  playing.set(element, turn)
  for (const step of data.actions) {
    const { duration, timingFunction, delay } = step.option.transition
    element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
    element.style.transformOrigin = step.option.transformOrigin
    // The browser must have drawn the state before, else there is nothing to pass from.
    element.getBoundingClientRect()
    for (const [name, value] of Object.entries(stepStyle(step))) element.style.setProperty(name, value)
    await wait(duration + delay)
    if (playing.get(element) !== turn) return
  }
}
