import type { GeneralComponent } from 'glass-easel'

const STATES = [
  'ariaLabel',
  'ariaHidden',
  'ariaDisabled',
  'ariaChecked',
  'ariaSelected',
  'ariaExpanded',
  'ariaPressed',
  'ariaBusy',
  'ariaCurrent',
  'ariaLive',
  'ariaAtomic',
  'ariaModal',
  'ariaHaspopup',
  'ariaInvalid',
  'ariaRequired',
  'ariaReadonly',
  'ariaLevel',
  'ariaValuemin',
  'ariaValuemax',
  'ariaValuenow',
  'ariaValuetext',
  'ariaOrientation',
  'ariaRoledescription',
  'ariaPosinset',
  'ariaSetsize',
] as const
/** those whose value names another element of the same template */
const REFERENCES = ['ariaLabelledby', 'ariaDescribedby', 'ariaControls', 'ariaOwns'] as const

/** Properties of every element: WeChat takes role as `aria-role`, the rest as in HTML. */
export const ariaProperties: readonly string[] = ['role', 'ariaRole', 'tabindex', ...STATES, ...REFERENCES]

let ids = 0
/** The id of a node in the document; what WXML calls an id is one within its template alone. */
export const idOf = (node: HTMLElement): string => (node.id ||= `wx-id-${(ids += 1)}`)

const attributeOf = (property: string): string => {
  if (property === 'role' || property === 'ariaRole') return 'role'
  return property.startsWith('aria') ? `aria-${property.slice(4).toLowerCase()}` : property
}

const referenced = (component: GeneralComponent, names: string): string =>
  names
    .split(/\s+/)
    .map((name) => component.ownerShadowRoot?.getElementById(name)?.$$)
    .filter((node) => node !== undefined && node !== null)
    .map((node) => idOf(node as unknown as HTMLElement))
    .join(' ')

const write = (target: HTMLElement, attribute: string, value: unknown): void => {
  // A picture with an empty alt is decoration, whatever its label says.
  if (target instanceof HTMLImageElement && attribute === 'aria-label') target.alt = String(value ?? '')
  if (value === '' || value === null || value === undefined) target.removeAttribute(attribute)
  else target.setAttribute(attribute, String(value))
}

/** Takes one of `ariaProperties` over to the DOM. */
export const applyAria = (component: GeneralComponent, target: HTMLElement, property: string): void => {
  const value = component.data[property] as unknown
  const attribute = attributeOf(property)
  if (!(REFERENCES as readonly string[]).includes(property)) return write(target, attribute, value)
  // The element named may come later in the same template.
  queueMicrotask(() => write(target, attribute, referenced(component, String(value ?? ''))))
}
