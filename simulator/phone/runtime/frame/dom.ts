type Attributes = Readonly<Record<string, string>>

/** A piece of the phone's frame. */
export function node<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = className
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export function button(className: string, label: string, onTap: () => void): HTMLButtonElement {
  const element = node('button', className, { type: 'button', 'aria-label': label })
  element.addEventListener('click', onTap)
  return element
}
