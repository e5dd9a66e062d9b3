import type * as glassEasel from 'glass-easel'
import { DeepCopyKind } from 'glass-easel'
import { playAnimation } from '../wx/page/play-animation'
import { ariaProperties, applyAria } from './aria'
import { coerce } from './coerce'
import type { ElementServices } from './services'
import type { Shape } from './shape'
import { template } from './shape'

export type Defaults = Readonly<Record<string, unknown>>
export type GeneralComponent = glassEasel.GeneralComponent
export type ElementEvent = glassEasel.ShadowedEvent<unknown>

export interface EmitOptions {
  readonly bubbles?: boolean
  readonly composed?: boolean
  /** receives what the page's handler returned, unless it returned nothing */
  readonly onReturn?: (value: unknown) => void
}

/** One built-in element of a page, as its own code sees it. */
export interface Host<P extends Defaults> {
  /** the node <wx-…> */
  readonly dom: HTMLElement
  readonly component: GeneralComponent
  readonly services: ElementServices
  /** the value of a property, converted to the type of its default */
  get<K extends keyof P>(name: K): P[K]
  /** Changes own properties; what is bound by model: follows. */
  set(changes: Partial<P>): void
  /** Own styles of the element, which stay when the template writes its `style` anew. */
  style(declarations: Readonly<Record<string, string>>): void
  emit(name: string, detail?: unknown, options?: EmitOptions): void
  /** Listens to an event of the framework (tap, touchstart …) that reaches this element. */
  on(name: string, listener: (event: ElementEvent) => void, options?: { capture: boolean }): void
  /** the node of the template's inner part of this name */
  part(name: string): HTMLElement
  /** Class names as the stylesheet of the template that holds this element knows them. */
  scoped(names: string): string[]
  /** the path of the page or component whose template holds this element */
  owner(): string
}

/** What an element answers to the framework. */
export interface Behaviour<P extends Defaults> {
  /** called when a property got another value, after all properties of the update are set */
  readonly changed?: { readonly [K in keyof P]?: () => void }
  attached?(): void
  detached?(): void
  /** where role, aria-label and the like go, when not to the element itself */
  readonly ariaTarget?: HTMLElement
}

export interface Spec<P extends Defaults> {
  readonly properties: P
  /** inner parts around the content; by default the content lies in the element itself */
  readonly shape?: Shape
  setup(host: Host<P>): Behaviour<P>
}

export type AnySpec = Spec<Record<string, unknown>>

/** Definition of an element; its code sees properties through the types of their defaults. */
export const element = <P extends Defaults>(
  properties: P,
  setup: (host: Host<P>) => Behaviour<P> | void,
  shape?: Shape,
): AnySpec => {
  const spec: Spec<P> = { properties, setup: (host) => setup(host) ?? {}, ...(shape ? { shape } : {}) }
  return spec as unknown as AnySpec
}

const behaviours = new WeakMap<object, Behaviour<Record<string, unknown>>>()

/** glass-easel's segment for styles and classes that are not the template's */
export const TEMPORARY = 3

/** null: made by a page that was left while it was being drawn */
const domOf = (component: GeneralComponent): HTMLElement | null => component.$$ as unknown as HTMLElement | null

/** What the code of pages gets to see of an event emitted by an element. */
const emit = (component: GeneralComponent, name: string, detail: unknown, options: EmitOptions): void => {
  const { bubbles = false, composed = false, onReturn } = options
  component.triggerEvent(name, detail, {
    bubbles,
    composed,
    ...(onReturn && { handleListenerReturn: (value: unknown) => (value === undefined ? undefined : onReturn(value)) }),
  })
}

const scopedNames = (component: GeneralComponent, names: string): string[] => {
  const owner = component.ownerShadowRoot?.getHostNode()
  const options = owner?.getComponentOptions()
  const scopes = [options?.styleScope, options?.extraStyleScope].filter((scope) => typeof scope === 'number')
  const manager = owner?.getOwnerSpace?.()?.styleScopeManager
  const prefixes = new Set(scopes.map((scope) => manager?.queryName(scope) ?? ''))
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => [...prefixes].map((prefix) => (prefix ? `${prefix}--${name}` : name)))
}

/** A class and not an object of closures: a long list makes thousands of them. */
class ElementHost implements Host<Record<string, unknown>> {
  readonly dom: HTMLElement
  #styles: Map<string, string> | undefined

  constructor(
    readonly component: GeneralComponent,
    private readonly spec: AnySpec,
    readonly services: ElementServices,
  ) {
    // asked for while it is created: the DOM is there
    this.dom = component.$$ as unknown as HTMLElement
  }

  get(name: string): unknown {
    return coerce(this.component.data[name], this.spec.properties[name])
  }

  set(changes: Record<string, unknown>): void {
    this.component.setData(changes)
  }

  emit(name: string, detail: unknown = {}, options: EmitOptions = {}): void {
    emit(this.component, name, detail, options)
  }

  on(name: string, listener: (event: ElementEvent) => void, options: { capture?: boolean } = {}): void {
    this.component.addListener(name, (event) => void listener(event as ElementEvent), options)
  }

  part(name: string): HTMLElement {
    const found = this.dom.querySelector<HTMLElement>(`[data-part="${name}"]`)
    if (!found) throw new Error(`no part ${name}`)
    return found
  }

  scoped(names: string): string[] {
    return scopedNames(this.component, names)
  }

  owner(): string {
    return this.component.ownerShadowRoot?.getHostNode().is ?? ''
  }

  style(declarations: Readonly<Record<string, string>>): void {
    const styles = (this.#styles ??= new Map())
    for (const [name, value] of Object.entries(declarations)) {
      if (value === '') styles.delete(name)
      else styles.set(name, value)
    }
    this.component.setNodeStyle([...styles].map(([name, value]) => `${name}:${value}`).join(';'), TEMPORARY)
  }
}

/** Plays what wx.createAnimation exported, when it holds a step. */
const animate = (dom: HTMLElement, data: unknown): void => {
  const { actions } = (data ?? {}) as { actions?: unknown[] }
  if (actions && actions.length > 0) void playAnimation(dom, data as Parameters<typeof playAnimation>[1])
}

/** Registers an element under its name in WXML. */
export const define = (
  space: glassEasel.ComponentSpace,
  name: string,
  spec: AnySpec,
  services: ElementServices,
): void => {
  const changed = (component: GeneralComponent, property: string): void =>
    behaviours.get(component)?.changed?.[property]?.()
  const property = (key: string, value: unknown, observer: (this: GeneralComponent) => void) =>
    [key, { type: null, value, observer }] as const
  const own = Object.entries(spec.properties).map(([key, value]) =>
    property(key, value, function () {
      changed(this, key)
    }),
  )
  const aria = ariaProperties.map((key) =>
    property(key, '', function () {
      const dom = behaviours.get(this)?.ariaTarget ?? domOf(this)
      if (dom) applyAria(this, dom, key)
    }),
  )
  const common = [
    property('hidden', false, function () {
      domOf(this)?.toggleAttribute('hidden', Boolean(this.data.hidden))
    }),
    property('animation', undefined, function () {
      const dom = domOf(this)
      if (dom) animate(dom, this.data.animation)
    }),
  ]
  const definition = space.defineComponent({
    is: `wx-${name}`,
    // No template reads the data, so it needs no copy of its own.
    options: { writeFieldsToNode: false, dataDeepCopy: DeepCopyKind.None },
    template: template(spec.shape),
    properties: Object.fromEntries([...common, ...aria, ...own]) as unknown as Record<string, null>,
    lifetimes: {
      created(this: GeneralComponent) {
        behaviours.set(this, spec.setup(new ElementHost(this, spec, services)))
      },
      attached(this: GeneralComponent) {
        behaviours.get(this)?.attached?.()
      },
      detached(this: GeneralComponent) {
        behaviours.get(this)?.detached?.()
      },
    },
  })
  space.setGlobalUsingComponent(name, definition.general())
}
