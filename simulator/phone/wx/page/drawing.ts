import type { ApiTable, Options } from '../api'
import type { WxContext } from '../context'
import { Animation, type AnimationOptions } from './animation'
import { offscreenCanvas } from './canvas'
import { PhoneIntersectionObserver, type IntersectionOptions } from './intersection'
import { SelectorQuery } from './query'
import { numberOf } from '../api'

/** Where things are on the page, and how they move. */
export function drawing(ctx: WxContext): ApiTable {
  return {
    createSelectorQuery: () => new SelectorQuery(ctx.host),
    createIntersectionObserver: (component?: unknown, options: IntersectionOptions = {}) =>
      new PhoneIntersectionObserver(ctx.host, component, options, ctx.problem),
    createAnimation: (options?: AnimationOptions) => new Animation(options),
    createOffscreenCanvas: (options: Options = {}) =>
      offscreenCanvas(numberOf(options, 'width', 300), numberOf(options, 'height', 150)),
    // A later task rather than a microtask: what setData has changed is laid out then.
    nextTick: (callback: () => void) => void setTimeout(callback),
  }
}
