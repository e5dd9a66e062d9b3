import * as glassEasel from 'glass-easel'

type DomElement = ReturnType<glassEasel.CurrentWindowBackendContext['document']['createElement']>

const RPX = /(-?(?:\d+\.?\d*|\.\d+))rpx\b/g
const VH = /(-?(?:\d+\.?\d*|\.\d+))vh\b/g
const SAFE_AREA = /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/g

/** Units of a page in CSS of the phone: its viewport is a part of the browser's. */
export const pageUnits = (css: string): string =>
  css.replace(VH, 'calc(var(--vh) * $1)').replace(SAFE_AREA, 'var(--safe-area-$1)')

/** What an inline style may say, as the browser understands it. */
export const inlineStyle = (style: string): string => pageUnits(style.replace(RPX, 'calc(var(--rpx) * $1)'))

function setAttribute(this: HTMLElement, name: string, value: string): void {
  Element.prototype.setAttribute.call(this, name, name === 'style' ? inlineStyle(String(value)) : value)
}

const listened = new WeakMap<object, Set<string>>()

/** Whether an element or one around it listens to an event. */
export function hasListener(target: Element, type: string): boolean {
  for (let node: Element | null = target; node; node = node.parentElement) {
    if (listened.get(node)?.has(type)) return true
  }
  return false
}

/**
 * The DOM as glass-easel sees it: tags carry the prefix that the compiled styles know, and native events are left to the
 * phone's own gestures.
 */
export function createBackend(): glassEasel.CurrentWindowBackendContext {
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = {
    createElement: (tag: string) => {
      const element = document.createElement(tag.startsWith('wx-') ? tag : `wx-${tag}`)
      return Object.assign(element, { setAttribute }) as unknown as DomElement
    },
    createTextNode: (text: string) => document.createTextNode(text) as unknown as DomElement,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as DomElement,
  }
  context.setListenerStats = (element, type) => {
    if (!element) return
    const known = listened.get(element) ?? new Set()
    listened.set(element, known.add(type))
  }
  return context
}

type Holder = { __wxElement?: glassEasel.Element }

/** The element of the framework at or around a DOM node. */
export function elementAt(node: EventTarget | null): glassEasel.Element | undefined {
  for (let current = node as (Node & Holder) | null; current; current = current.parentNode) {
    if (current.__wxElement) return current.__wxElement
  }
  return undefined
}

export const domOf = (element: glassEasel.Element): HTMLElement => element.getBackendElement() as unknown as HTMLElement
