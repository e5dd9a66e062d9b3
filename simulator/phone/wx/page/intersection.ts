import type { Element, GeneralComponent } from 'glass-easel'
import type { PhoneHost } from '../../host'
import { crosses } from './crosses'
import { componentOf, domOf, findAll, isDrawn, toApp, viewportOf } from './nodes'

interface Margins {
  readonly left?: number
  readonly top?: number
  readonly right?: number
  readonly bottom?: number
}

export interface IntersectionOptions {
  readonly thresholds?: readonly number[]
  readonly initialRatio?: number
  readonly observeAll?: boolean
}

type Listener = (result: Record<string, unknown>) => void

/** wx.createIntersectionObserver, over the browser's own. */
export class PhoneIntersectionObserver {
  readonly #component: GeneralComponent | undefined
  readonly #thresholds: readonly number[]
  #relative: { selector?: string; margins: Margins } | undefined
  #observers: IntersectionObserver[] = []

  constructor(
    readonly host: PhoneHost,
    component: unknown,
    readonly options: IntersectionOptions,
    readonly problem: (text: string) => void,
  ) {
    this.#component = componentOf(component) ?? componentOf(host.currentPage())
    this.#thresholds = options.thresholds ?? [0]
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#relative = { selector, margins }
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#relative = { margins }
    return this
  }

  observe(selector: string, listener: Listener): void {
    if (!this.#relative) throw new Error('relativeTo or relativeToViewport must be called before observe')
    const found = findAll(this.#component, selector)
    const targets = this.options.observeAll ? found : found.slice(0, 1)
    if (targets.length === 0)
      return this.problem(
        `IntersectionObserver: Node "${selector}" is not found. Intersection observer will not trigger.`,
      )
    for (const target of targets.filter(isDrawn)) this.#watch(target, this.#relative, listener)
  }

  disconnect(): void {
    for (const observer of this.#observers) observer.disconnect()
    this.#observers = []
  }

  #watch(target: Element, { selector, margins }: { selector?: string; margins: Margins }, listener: Listener): void {
    const dom = domOf(target)
    const root = selector === undefined ? this.#scrollerOf(dom) : this.#reference(selector, dom)
    if (!root) return
    let before = this.options.initialRatio ?? 0
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const after = entry.isIntersecting ? Math.max(entry.intersectionRatio, Number.MIN_VALUE) : 0
          if (crosses(this.#thresholds, before, after)) listener(this.#result(target, entry))
          before = after
        }
      },
      { root, rootMargin: marginText(margins), threshold: [...this.#thresholds] },
    )
    observer.observe(dom)
    this.#observers.push(observer)
  }

  #scrollerOf(dom: HTMLElement): HTMLElement {
    return dom.closest<HTMLElement>('.phone-scroller') ?? this.host.scroller()
  }

  /** The browser watches against an ancestor alone; WeChat against any node. */
  #reference(selector: string, target: HTMLElement): HTMLElement | undefined {
    const [element] = findAll(this.#component, selector)
    const dom = element && domOf(element)
    if (dom?.contains(target)) return dom
    this.problem(
      `IntersectionObserver: relativeTo("${selector}") is no ancestor of the observed node, which is not supported`,
    )
    return undefined
  }

  #result(target: Element, entry: IntersectionObserverEntry): Record<string, unknown> {
    const origin = viewportOf(domOf(target), this.host.scroller())
    return {
      id: target.id,
      dataset: target.dataset,
      intersectionRatio: entry.intersectionRatio,
      intersectionRect: toApp(entry.intersectionRect, origin),
      boundingClientRect: toApp(entry.boundingClientRect, origin),
      relativeRect: toApp(entry.rootBounds ?? origin, origin),
      time: this.host.now(),
    }
  }
}

const marginText = ({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): string =>
  [top, right, bottom, left].map((side) => `${side}px`).join(' ')
