/** Elements in one expression. */

type Child = Node | string | undefined | false
type Listeners = { readonly [E in keyof HTMLElementEventMap as `on${E}`]?: (event: HTMLElementEventMap[E]) => void }

export interface Attributes extends Listeners {
  readonly class?: string | undefined
  readonly [attribute: string]: unknown
}

/** An element with attributes, listeners (onclick …) and children; an attribute that is false or undefined is left out. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value as EventListener)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false))
  return element
}

export interface Choice {
  readonly value: string
  readonly text: string
}

/** A <select> with its label for those who do not see it. */
export function choose(
  label: string,
  choices: readonly Choice[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLSelectElement {
  const options = choices.map(({ value, text }) => h('option', { value, selected: value === chosen }, text))
  const select = h('select', { 'aria-label': label, title: label }, ...options)
  select.addEventListener('change', () => onChoose(select.value))
  return select
}
