import type * as glassEasel from 'glass-easel'
import type { GeneralComponent } from './element'

/** What a form, a label or a group may ask of a built-in element. */
export interface Control {
  /** a tap on a label that belongs to it */
  activate?(): void
  /** the node that bears the control's name for screen readers and tests */
  readonly named?: HTMLElement
  /** the part that a form collects under `name` */
  readonly field?: { name(): string; value(): unknown; reset(): void }
  /** the form itself */
  readonly form?: { submit(button: GeneralComponent): void; reset(): void }
  /** an item of a radio-group or a checkbox-group changed, by the person's hand or by the page */
  readonly group?: { itemChanged(item: GeneralComponent, byHand: boolean): void }
  readonly item?: { readonly kind: 'checkbox' | 'radio'; value(): string; checked(): boolean; uncheck(): void }
}

const controls = new WeakMap<object, Control>()

export const control = {
  of: (node: object): Control | undefined => controls.get(node),
  is(node: object, part: Control): void {
    controls.set(node, { ...controls.get(node), ...part })
  },
}

const asElement = (node: glassEasel.Node): glassEasel.Element | null => node.asElement()

/** All elements of the same template below a node, the slots of components included, in order. */
export function* below(node: glassEasel.Element): Generator<glassEasel.Element> {
  for (const child of node.childNodes) {
    const found = asElement(child)
    if (!found) continue
    yield found
    yield* below(found)
  }
}

/** The elements around a node in the same template, nearest first; `through` decides at which hosts to go on outside. */
export function* above(
  node: glassEasel.Element,
  through: (host: GeneralComponent) => boolean = () => false,
): Generator<glassEasel.Element> {
  let current: glassEasel.Element | null = node.parentNode
  let shadow = node.ownerShadowRoot
  for (;;) {
    while (current) {
      if (current.asShadowRoot()) break
      yield current
      current = current.parentNode
    }
    const host = shadow?.getHostNode()
    if (!host || !through(host)) return
    yield host
    current = host.parentNode
    shadow = host.ownerShadowRoot
  }
}
