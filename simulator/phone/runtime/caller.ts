import * as glassEasel from 'glass-easel'
import { component } from 'glass-easel-miniprogram-adapter'
import { animate, clearAnimation } from './animate'
import type { AnimateArgs } from './animate'
import { domOf } from './backend'
import type { Instance } from './instance'

export interface CallerServices {
  readonly wx: Readonly<Record<string, unknown>>
  /** setData was called in the component at `path`; `bytes` as WeChat sends them between its threads */
  setData(path: string, route: string | undefined, bytes: number): void
  problem(text: string): void
}

const sizeOf = (data: unknown): number => {
  try {
    return new TextEncoder().encode(JSON.stringify(data) ?? '').length
  } catch {
    return 0
  }
}

/** The page that holds the component; not known before it is drawn. */
const routeOf = ({ _$: inner }: Instance): string | undefined => {
  const dom = inner.getBackendElement() as unknown as HTMLElement | null
  return dom?.closest<HTMLElement>('.phone-page')?.dataset['route']
}

const offset = (side: 'offsetLeft' | 'offsetTop'): PropertyDescriptor => ({
  configurable: true,
  get(this: glassEasel.Element | Instance) {
    const element = ('_$' in this ? this._$ : this) as glassEasel.Element
    return domOf(element)[side]
  },
})

/** What WeChat's instances can do and the adapter's cannot, or do otherwise; one implementation with wx.*. */
export function completeCallers({ wx, setData, problem }: CallerServices): void {
  const prototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>
  const original = prototype['setData'] as Instance['setData']
  const call = (name: string, ...args: unknown[]): unknown => (wx[name] as (...args: unknown[]) => unknown)(...args)
  Object.assign(prototype, {
    setData(this: Instance, data: Record<string, unknown>, done?: () => void) {
      if (typeof data !== 'object' || data === null) return problem(`${this.is}: setData 的参数应是对象`)
      setData(this.is, routeOf(this), sizeOf(data))
      original.call(this, data, done)
    },
    createSelectorQuery(this: Instance) {
      return (call('createSelectorQuery') as { in(target: unknown): unknown }).in(this)
    },
    createIntersectionObserver(this: Instance, options?: unknown) {
      return call('createIntersectionObserver', this, options)
    },
    animate(this: Instance, ...args: AnimateArgs) {
      animate(this._$, args, problem)
    },
    clearAnimation(this: Instance, selector: string, ...rest: unknown[]) {
      clearAnimation(this._$, selector, rest)
    },
    setUpdatePerformanceListener() {
      return undefined
    },
    getPageId(this: Instance) {
      return `pageId:${this.is}`
    },
    getTabBar() {
      return undefined
    },
  })
  warnOfMissingHandlers()
  for (const side of ['offsetLeft', 'offsetTop'] as const) {
    Object.defineProperty(prototype, side, offset(side))
    Object.defineProperty(glassEasel.Element.prototype, side, offset(side))
  }
}

/** As WeChat does, say when a template names a handler that the component has not. */
function warnOfMissingHandlers(): void {
  const find = glassEasel.Component.getMethod
  const warned = new Set<string>()
  glassEasel.Component.getMethod = function (component, name) {
    const method = find.call(this, component, name)
    const text = `Component "${component.is}" does not have a method "${name}" to handle an event.`
    if (!method && name && !warned.has(text)) {
      warned.add(text)
      console.warn(text)
    }
    return method
  }
}
