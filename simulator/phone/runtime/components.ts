import type * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { AssociatedBackend, CodeSpace, Root, types } from 'glass-easel-miniprogram-adapter'
import type { ComponentCode, LoadedApp } from '../types'
import { createBackend, pageUnits } from './backend'
import { BuiltInBehaviors } from './behaviors'
import type { Definition } from './behaviors'
import { joinPath } from './modules'
import type { Modules } from './modules'
import type { Problems } from './problems'
import { formatUrl } from './url'
import type { Target } from './url'

/** where WeChat looks for it */
const TAB_BAR = 'custom-tab-bar/index'

type StaticConfig = types.ComponentStaticConfig
type Isolation = NonNullable<StaticConfig['styleIsolation']>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const absolute = (paths: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, `/${path}`]))

/** Names of generic slots, with the path of the default made absolute. */
function genericsOf(json: ComponentCode['json']): Record<string, true | { default?: string }> {
  const entries = Object.entries(isRecord(json['componentGenerics']) ? json['componentGenerics'] : {})
  return Object.fromEntries(
    entries.map(([name, slot]) =>
      isRecord(slot) && typeof slot['default'] === 'string' ? [name, { default: `/${slot['default']}` }] : [name, true],
    ),
  )
}

/** Components and pages of the app: registered with the framework when they are first needed. */
export class Components {
  readonly space: CodeSpace
  readonly behaviors: BuiltInBehaviors
  readonly #backend: AssociatedBackend
  readonly #loaded = new Set<string>()
  readonly #relations = new Set<string>()
  /** the component whose script is being run */
  #current: { path: string; registered: boolean } | undefined

  constructor(
    readonly app: LoadedApp,
    readonly modules: Modules,
    readonly problems: Problems,
  ) {
    const env = new MiniProgramEnv()
    this.space = env.createCodeSpace('main', true)
    this.space.getComponentSpace().updateComponentOptions({ writeFieldsToNode: false, useMethodCallerListeners: true })
    this.#backend = env.associateBackend(createBackend())
    this.behaviors = new BuiltInBehaviors(this.space)
    addStyle('app', app.css)
  }

  isPage(path: string): boolean {
    return this.app.config.pages.includes(path)
  }

  /** The app's own tab bar, when app.json says so; each tab page has one. */
  createTabBar(): Root | undefined {
    if (!this.hasCustomTabBar) return undefined
    this.load(TAB_BAR)
    return this.#backend.createRoot('tab-bar', this.space, `/${TAB_BAR}`)
  }

  get hasCustomTabBar(): boolean {
    return this.app.config.tabBar?.custom === true && this.app.components[TAB_BAR] !== undefined
  }

  /** A page made from its template and script, not yet on the screen. */
  createPage(target: Target): Root {
    this.load(target.path)
    this.#loadRelations()
    // The adapter decodes what it hands to properties; WeChat does not.
    const entries = Object.entries(target.query).map(([key, value]) => [key, encodeURIComponent(value)])
    const query = Object.fromEntries(entries) as Record<string, string>
    return this.#backend.createRoot('page-root', this.space, formatUrl({ path: target.path, query }))
  }

  /** Registers a component and all that its template uses. */
  load(path: string): void {
    if (this.#loaded.has(path)) return
    this.#loaded.add(path)
    const code = this.app.components[path]
    if (!code) throw new Error(`没有组件 ${path}`)
    for (const need of Object.values(code.json.usingComponents)) this.load(need)
    for (const slot of Object.values(genericsOf(code.json))) {
      if (slot !== true && slot.default) this.load(slot.default.slice(1))
    }
    this.#prepare(path, code)
    this.#run(path)
  }

  /** What stands for Page, Component and Behavior in the scripts of the app. */
  globals(): Record<'Page' | 'Component' | 'Behavior', (definition?: Definition) => unknown> {
    const behavior = (definition?: Definition): unknown => {
      const builder = this.space.behavior()
      return definition ? builder.definition(this.behaviors.resolve(definition)).register() : builder
    }
    return {
      Page: (definition = {}) => this.#register('Page', definition),
      Component: (definition) => this.#register('Component', definition),
      Behavior: Object.assign(behavior, { trait: this.space.traitBehavior.bind(this.space) }),
    }
  }

  #prepare(path: string, code: ComponentCode): void {
    const { json, css, scope, isPage } = code
    const config: StaticConfig = {
      component: !isPage,
      usingComponents: absolute(json.usingComponents),
      componentGenerics: genericsOf(json),
      ...(typeof json['pureDataPattern'] === 'string' && { pureDataPattern: json['pureDataPattern'] }),
      ...(typeof json['styleIsolation'] === 'string' && { styleIsolation: json['styleIsolation'] as Isolation }),
    }
    this.space.addComponentStaticConfig(path, config)
    this.space.addStyleSheet(path, undefined, scope)
    const { templates } = this.app
    this.space.addCompiledTemplate(path, {
      groupList: templates,
      content: templates[path],
    } as unknown as glassEasel.template.ComponentTemplate)
    addStyle(path, css)
  }

  #run(path: string): void {
    const before = this.#current
    const current = (this.#current = { path, registered: false })
    this.problems.guard(() => this.modules.has(path) && this.modules.run(path), path)
    if (!current.registered) {
      this.problems.report(`${path}: 脚本没有调用 Page() 或 Component()`)
      this.#register('Component', {})
    }
    this.#current = before
  }

  #register(kind: 'Page' | 'Component', definition: Definition | undefined): unknown {
    const current = this.#current
    if (!current) throw new Error(`${kind} can only be called in the script of a page or component`)
    current.registered = true
    if (!definition) return this.space.component(current.path)
    const resolved = this.behaviors.resolve(definition)
    if (kind === 'Page') return this.space.component(current.path).pageDefinition(resolved).register()
    this.#applyOptions(current.path, resolved['options'])
    this.#noteRelations(current.path, resolved['relations'])
    return this.space.component(current.path).definition(resolved).register()
  }

  /** Options that WeChat takes from the script as well and the adapter from the JSON alone. */
  #applyOptions(path: string, options: unknown): void {
    const config = this.space.getComponentStaticConfig(path)
    if (!config || !isRecord(options)) return
    if (options['addGlobalClass'] === true) config.addGlobalClass = true
    if (typeof options['styleIsolation'] === 'string') config.styleIsolation ??= options['styleIsolation'] as Isolation
    const isShared = config.styleIsolation === ('shared' as Isolation)
    // Its styles were compiled for its own scope: it takes the page's, and keeps its own names.
    if (isShared && this.app.components[path]?.scope) config.styleIsolation = 'apply-shared' as Isolation
  }

  #noteRelations(path: string, relations: unknown): void {
    for (const name of Object.keys(isRecord(relations) ? relations : {})) this.#relations.add(joinPath(path, name))
  }

  /** The framework looks for the other side of a relation once, when it first makes a component. */
  #loadRelations(): void {
    // A Set may grow while it is walked.
    for (const path of this.#relations) {
      if (this.app.components[path]) this.load(path)
    }
  }
}

function addStyle(path: string, css: string): void {
  if (!css) return
  const style = document.createElement('style')
  style.dataset['path'] = path
  style.textContent = pageUnits(css)
  document.head.append(style)
}
