import type { GeneralBehavior, GeneralComponent } from 'glass-easel'
import type { CodeSpace, behavior } from 'glass-easel-miniprogram-adapter'

type Behavior = behavior.GeneralBehavior
export type Definition = Record<string, unknown>

export type BuiltInName =
  'wx://form-field' | 'wx://form-field-button' | 'wx://form-field-group' | 'wx://component-export'

/** WeChat's behaviours, which apps name by strings. */
export class BuiltInBehaviors {
  readonly #known: Readonly<Record<BuiltInName, Behavior>>

  constructor(space: CodeSpace) {
    const make = (definition: Definition): Behavior => space.behavior().definition(definition).register()
    this.#known = {
      'wx://form-field': make({
        properties: { name: { type: String, value: '' }, value: { type: null, value: null } },
      }),
      'wx://form-field-button': make({}),
      'wx://form-field-group': make({}),
      // The adapter itself looks at `export` of the definition.
      'wx://component-export': make({}),
    }
  }

  /** Whether a component uses the behaviour, itself or through another. */
  has(component: GeneralComponent, name: BuiltInName): boolean {
    const { _$: inner } = this.#known[name] as unknown as { _$: GeneralBehavior }
    return component.hasBehavior(inner)
  }

  /** The definition with real behaviours in place of their names. */
  resolve<D extends Definition>(definition: D): D {
    const { behaviors } = definition
    if (!Array.isArray(behaviors)) return definition
    return { ...definition, behaviors: behaviors.map((item) => this.#resolve(item)) }
  }

  #resolve(item: unknown): unknown {
    if (typeof item !== 'string') return item
    const found = Object.hasOwn(this.#known, item) ? this.#known[item as BuiltInName] : undefined
    if (!found) throw new Error(`behavior "${item}" is not found`)
    return found
  }
}
