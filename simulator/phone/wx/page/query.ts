import type { Element, GeneralComponent } from 'glass-easel'
import { nodeOf } from '../../elements/nodes'
import type { PhoneHost } from '../../host'
import { componentOf, domOf, findAll, toApp, viewportOf } from './nodes'

interface Fields {
  readonly id?: boolean
  readonly dataset?: boolean
  readonly mark?: boolean
  readonly rect?: boolean
  readonly size?: boolean
  readonly scrollOffset?: boolean
  readonly properties?: readonly string[]
  readonly computedStyle?: readonly string[]
  readonly context?: boolean
  readonly node?: boolean
}

type Result = Record<string, unknown> | null
type Listener = (result: unknown) => void

interface Request {
  readonly component: GeneralComponent | undefined
  /** undefined: the viewport */
  readonly selector: string | undefined
  readonly single: boolean
  readonly fields: Fields
  readonly listener: Listener | undefined
}

/** What `select` gives: each of its methods puts one request on the list of the query and returns the query. */
class NodesRef {
  constructor(
    readonly query: SelectorQuery,
    readonly add: (fields: Fields, listener?: Listener) => SelectorQuery,
  ) {}

  fields(fields: Fields, listener?: Listener): SelectorQuery {
    return this.add(fields, listener)
  }

  boundingClientRect(listener?: Listener): SelectorQuery {
    return this.add({ id: true, dataset: true, rect: true, size: true }, listener)
  }

  scrollOffset(listener?: Listener): SelectorQuery {
    return this.add({ id: true, dataset: true, scrollOffset: true }, listener)
  }

  context(listener?: Listener): SelectorQuery {
    return this.add({ context: true }, listener)
  }

  node(listener?: Listener): SelectorQuery {
    return this.add({ node: true }, listener)
  }
}

/** wx.createSelectorQuery: asks for the places and properties of nodes once they are drawn. */
export class SelectorQuery {
  #component: GeneralComponent | undefined
  #requests: Request[] = []

  constructor(
    readonly host: PhoneHost,
    component?: unknown,
  ) {
    this.#component = componentOf(component)
  }

  in(component: unknown): this {
    this.#component = componentOf(component)
    return this
  }

  select(selector: string): NodesRef {
    return this.#nodes(selector, true)
  }

  selectAll(selector: string): NodesRef {
    return this.#nodes(selector, false)
  }

  selectViewport(): NodesRef {
    return this.#nodes(undefined, true)
  }

  /** Answers in a later frame, when the page is laid out, as WeChat's two threads do. */
  exec(listener?: (results: unknown[]) => void): this {
    const requests = this.#requests
    setTimeout(() => {
      const results = requests.map((request) => this.#answer(request))
      requests.forEach((request, index) => request.listener?.(results[index]))
      listener?.(results)
    })
    return this
  }

  #nodes(selector: string | undefined, single: boolean): NodesRef {
    const component = this.#component
    return new NodesRef(this, (fields, listener) => {
      this.#requests.push({ component, selector, single, fields, listener })
      return this
    })
  }

  #answer({ component, selector, single, fields }: Request): Result | Result[] {
    if (selector === undefined) return this.#viewport(fields)
    const found = findAll(component ?? componentOf(this.host.currentPage()), selector)
    const results = found.map((element) => this.#describe(element, fields))
    return single ? (results[0] ?? null) : results
  }

  #viewport(fields: Fields): Result {
    const scroller = this.host.scroller()
    const { clientWidth: width, clientHeight: height } = scroller
    return {
      ...(fields.id && { id: '' }),
      ...(fields.dataset && { dataset: {} }),
      ...(fields.mark && { mark: {} }),
      ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
      ...(fields.size && { width, height }),
      ...(fields.scrollOffset && scrollOf(scroller)),
    }
  }

  #describe(element: Element, fields: Fields): Record<string, unknown> {
    const dom = domOf(element)
    const { width, height, ...rect } = toApp(dom.getBoundingClientRect(), viewportOf(dom, this.host.scroller()))
    return {
      ...(fields.id && { id: element.id }),
      ...(fields.dataset && { dataset: element.dataset }),
      ...(fields.mark && { mark: element.collectMarks() }),
      ...(fields.rect && rect),
      ...(fields.size && { width, height }),
      ...(fields.scrollOffset && scrollOf(scrollable(dom))),
      ...(fields.node && { node: nodeOf(element) ?? null }),
      ...(fields.context && { context: nodeOf(element) ?? null }),
      ...propertiesOf(element, fields.properties ?? []),
      ...stylesOf(dom, fields.computedStyle ?? []),
    }
  }
}

/** <scroll-view> scrolls in an inner box. */
function scrollable(dom: HTMLElement): HTMLElement {
  const children = [...dom.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  return [dom, ...children].find((element) => /auto|scroll/.test(getComputedStyle(element).overflow)) ?? dom
}

const scrollOf = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement) => ({
  scrollLeft,
  scrollTop,
  scrollWidth,
  scrollHeight,
})

function propertiesOf(element: Element, names: readonly string[]): Record<string, unknown> {
  const data = (element as { data?: Record<string, unknown> }).data
  if (!data) return {}
  return Object.fromEntries(names.filter((name) => name in data).map((name) => [name, structuredClone(data[name])]))
}

function stylesOf(dom: HTMLElement, names: readonly string[]): Record<string, string> {
  if (names.length === 0) return {}
  const style = getComputedStyle(dom)
  const value = (name: string) => style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  return Object.fromEntries(names.map((name) => [name, value(name)]))
}
