import { idOf } from './aria'
import { below, control } from './controls'
import { element } from './element'

/** <label>: a tap on it is one on the control that `for` names, else on the first inside. */
export const label = element({ for: '' }, (host) => {
  const { component } = host
  const target = () => {
    const id = host.get('for')
    const named = id ? component.ownerShadowRoot?.getElementById(id) : undefined
    if (id) return named
    for (const node of below(component)) if (control.of(node)?.activate) return node
    return undefined
  }
  /** Its words name the control, unless that has words of its own or another label came first. */
  const name = (): void => {
    const found = target()
    const named = found && control.of(found)?.named
    if (!named || named.textContent?.trim() || named.hasAttribute('aria-label')) return
    if (!named.hasAttribute('aria-labelledby')) named.setAttribute('aria-labelledby', idOf(host.dom))
  }
  host.on('tap', (event) => {
    const found = target()
    // The control itself was tapped, inside its label: it has acted already.
    for (let node = event.target as typeof found | null; node; node = node.parentNode) {
      if (node === found || (node !== component && control.of(node)?.activate)) return
      if (node === component) break
    }
    if (found) control.of(found)?.activate?.()
  })
  // What it names may come later in the same template.
  return { attached: () => queueMicrotask(name), changed: { for: () => queueMicrotask(name) } }
})
