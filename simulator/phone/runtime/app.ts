import type { Definition } from './behaviors'
import type { Problems } from './problems'

export interface LaunchOptions {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly scene: number
}

type Listener<T extends unknown[]> = (...args: T) => void

/** The app's instance and its lifecycle. */
export class AppLifecycle {
  #instance: Definition | undefined
  /** what getApp({ allowDefault: true }) gave before App() was called; App() fills it */
  #early: Definition | undefined
  #isShown = false
  readonly #shown: Listener<[object]>[] = []
  readonly #hidden: Listener<[]>[] = []

  constructor(readonly problems: Problems) {
    problems.on((text, error) => error !== undefined && this.#call('onError', text))
  }

  /** App() */
  define(definition: Definition): void {
    this.#instance = Object.assign(this.#early ?? {}, definition)
  }

  /** getApp() */
  get(options?: { readonly allowDefault?: boolean }): Definition | undefined {
    if (!this.#instance && options?.allowDefault) this.#early ??= {}
    return this.#instance ?? this.#early
  }

  launch(options: LaunchOptions): void {
    this.#instance ??= {}
    this.#call('onLaunch', full(options))
  }

  show(options: LaunchOptions): void {
    if (this.#isShown) return
    this.#isShown = true
    this.#call('onShow', full(options))
    for (const listener of this.#shown) this.problems.guard(() => listener(full(options)))
  }

  hide(): void {
    if (!this.#isShown) return
    this.#isShown = false
    this.#call('onHide')
    for (const listener of this.#hidden) this.problems.guard(() => listener())
  }

  /** True when the app has a handler for it. */
  pageNotFound(details: { readonly path: string; readonly query: object; readonly isEntryPage: boolean }): boolean {
    return this.#call('onPageNotFound', details)
  }

  unhandledRejection(event: PromiseRejectionEvent): void {
    const { reason, promise } = event
    this.#call('onUnhandledRejection', { reason: reason as unknown, promise })
  }

  onShow(listener: Listener<[object]>): void {
    this.#shown.push(listener)
  }

  onHide(listener: Listener<[]>): void {
    this.#hidden.push(listener)
  }

  #call(name: string, ...args: unknown[]): boolean {
    const handler = this.#instance?.[name]
    if (typeof handler !== 'function') return false
    if (name !== 'onError') {
      this.problems.guard(() => Reflect.apply(handler, this.#instance, args) as unknown, `App ${name}`)
      return true
    }
    try {
      Reflect.apply(handler, this.#instance, args)
    } catch (error) {
      // An error of onError itself must not call it again.
      console.error(error)
    }
    return true
  }
}

const full = (options: LaunchOptions) => ({
  ...options,
  referrerInfo: {},
  shareTicket: undefined,
  apiCategory: 'default',
})
