type Child = Node | string | undefined | false

interface Attributes {
  readonly class?: string
  readonly text?: string
  readonly style?: string
  readonly on?: Readonly<Record<string, (event: Event) => void>>
  readonly [attribute: string]: unknown
}

/** An element with attributes and children. `text`, `style` and `on` are not attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  const { text, style, on, ...rest } = attributes
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  if (style) element.style.cssText = style
  if (text !== undefined) element.textContent = text
  for (const [type, listener] of Object.entries(on ?? {})) element.addEventListener(type, listener)
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false))
  return element
}

/** A real button that runs `press` when it is tapped. */
export function button(text: string, className: string, press: () => void, style = ''): HTMLButtonElement {
  return h('button', { type: 'button', class: className, text, style, on: { click: () => press() } })
}
