import type { Element, GeneralComponent } from 'glass-easel'

/** The component behind an instance of the adapter (`this` of a page or component), or the component itself. */
export function componentOf(instance: unknown): GeneralComponent | undefined {
  if (typeof instance !== 'object' || instance === null) return undefined
  const inner = (instance as { _$?: unknown })._$
  return (inner ?? instance) as GeneralComponent
}

/** The DOM node of an element of glass-easel. */
export function domOf(element: Element): HTMLElement {
  return element.getBackendElement() as unknown as HTMLElement
}

/** Elements of a page that was left are still known to it, and have no DOM any more. */
export const isDrawn = (element: Element): boolean => element.getBackendElement() !== null

/** The elements within the component that match; a component without a template of its own has none. */
export function findAll(component: GeneralComponent | undefined, selector: string): Element[] {
  return component?.getShadowRoot()?.querySelectorAll(selector) ?? []
}

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

/** The part of the screen below the navigation bar in which a page is seen: the origin of all coordinates of the app. */
export function viewportOf(dom: Element | HTMLElement | undefined, scroller: HTMLElement): DOMRect {
  const page = dom instanceof HTMLElement ? dom.closest('.phone-page') : null
  return (page?.querySelector('.phone-scroller') ?? scroller).getBoundingClientRect()
}

/** A rectangle of the browser as the app sees it, from the corner of the page's viewport. */
export function toApp(rect: DOMRectReadOnly, origin: DOMRectReadOnly): Rect {
  const left = rect.left - origin.left
  const top = rect.top - origin.top
  return { left, top, right: left + rect.width, bottom: top + rect.height, width: rect.width, height: rect.height }
}
