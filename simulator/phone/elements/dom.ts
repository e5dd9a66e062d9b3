import { inlineStyle } from '../runtime/backend'

interface Options {
  readonly class?: string
  readonly text?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly click?: () => void
}

/** A DOM node with its children. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: Options = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag)
  if (options.class) node.className = options.class
  if (options.text !== undefined) node.textContent = options.text
  for (const [name, value] of Object.entries(options.attributes ?? {})) node.setAttribute(name, value)
  if (options.click) node.addEventListener('click', options.click)
  node.append(...children)
  return node
}

interface Placed {
  readonly dom: HTMLElement
  readonly services: { scroller(): HTMLElement }
}

/** The scroller of the page that holds an element; before it is in a page, that of the page in front. */
export const scrollerOf = ({ dom, services }: Placed): HTMLElement =>
  dom.closest<HTMLElement>('.phone-scroller') ?? services.scroller()

/** A style of the app, rpx and all, on a node that is no element of a template. */
export const appStyle = (dom: HTMLElement, style: string): void => {
  dom.style.cssText = inlineStyle(style)
}

/** Enter and space on a focused node act as a tap on it, for people without a pointer. */
export const keyboardTap = (dom: HTMLElement): void => {
  dom.addEventListener('keydown', (event) => {
    if (event.target !== dom || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    dom.click()
  })
}

/** Sets an attribute to a text, or removes it. */
export const attribute = (dom: HTMLElement, name: string, value: string | undefined): void => {
  if (value === undefined) dom.removeAttribute(name)
  else dom.setAttribute(name, value)
}
