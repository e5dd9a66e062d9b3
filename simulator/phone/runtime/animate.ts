import type { GeneralComponent } from 'glass-easel'
import { domOf, inlineStyle } from './backend'

type Frame = Readonly<Record<string, unknown>>

export type AnimateArgs = [selector: string, frames: readonly Frame[], duration: number, done?: unknown]

const UNITS: Readonly<Record<string, string>> = { rotate: 'deg', skew: 'deg', translate: 'px', matrix: '' }
const TRANSFORM = /^(?:rotate|scale|skew|translate|matrix)(?:X|Y|Z|3d)?$/
const OWN = new Set(['offset', 'ease', 'composite', 'transformOrigin'])

function transformOf(name: string, value: unknown): string {
  const unit = UNITS[name.replace(/X|Y|Z|3d$/, '')] ?? ''
  const values = (Array.isArray(value) ? value : [value]) as unknown[]
  // The first three numbers of rotate3d are an axis.
  const texts = values.map((item, index) =>
    typeof item === 'number' && !(name === 'rotate3d' && index < 3) ? `${item}${unit}` : inlineStyle(String(item)),
  )
  return `${name}(${texts.join(', ')})`
}

/** A key frame as WeChat writes it → as the browser does. */
export function keyframe(frame: Frame): Keyframe {
  const result: Record<string, string | number> = {}
  const transforms = Object.entries(frame).filter(([name]) => TRANSFORM.test(name))
  if (transforms.length > 0) result['transform'] = transforms.map(([name, value]) => transformOf(name, value)).join(' ')
  for (const [name, value] of Object.entries(frame)) {
    if (OWN.has(name) || TRANSFORM.test(name)) continue
    const text = typeof value === 'number' && name !== 'opacity' ? `${value}px` : inlineStyle(String(value))
    result[camel(name)] = text
  }
  if (typeof frame['offset'] === 'number') result['offset'] = frame['offset']
  if (typeof frame['ease'] === 'string') result['easing'] = frame['ease']
  if (typeof frame['transformOrigin'] === 'string') result['transformOrigin'] = frame['transformOrigin']
  return result
}

const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const running = new WeakMap<Element, Animation[]>()

const nodes = (component: GeneralComponent, selector: string): HTMLElement[] =>
  (component.getShadowRoot()?.querySelectorAll(selector) ?? []).map(domOf)

/** this.animate(selector, keyframes, duration, done): the end state stays until clearAnimation. */
export function animate(
  component: GeneralComponent,
  [selector, frames, duration, done]: AnimateArgs,
  problem: (text: string) => void,
): void {
  if (typeof done === 'object') problem('animate: 滚动驱动的动画在这部手机上没有实现')
  const finished = nodes(component, selector).map((node) => {
    const animation = node.animate(frames.map(keyframe), { duration, fill: 'forwards' })
    running.set(node, [...(running.get(node) ?? []), animation])
    return animation.finished
  })
  if (typeof done !== 'function') return
  Promise.all(finished).then(
    () => (done as () => void)(),
    () => undefined,
  )
}

/** this.clearAnimation(selector, options?, done?) */
export function clearAnimation(component: GeneralComponent, selector: string, rest: readonly unknown[]): void {
  for (const node of nodes(component, selector)) {
    for (const animation of running.get(node) ?? []) animation.cancel()
    running.delete(node)
  }
  const done = rest.find((item) => typeof item === 'function') as (() => void) | undefined
  done?.()
}
