import type { Root } from 'glass-easel-miniprogram-adapter'
import type { PageMeta } from '../elements/services'
import { inlineStyle } from './backend'
import type { EventChannel } from './event-channel'
import type { NavigationState } from './frame/navigation-bar'
import type { Instance } from './instance'
import type { Problems } from './problems'
import type { Target } from './url'

/** app.json's `window` under the page's own JSON. */
export type PageConfig = Readonly<Record<string, unknown>>

const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback)

const box = (className: string): HTMLElement => Object.assign(document.createElement('div'), { className })

function attach(root: Root, parent: HTMLElement): void {
  const place = document.createElement('div')
  parent.append(place)
  root.attach(parent as never, place as never)
}

/** One page of the stack: its instance, its part of the screen and its lifecycle. */
export class Page {
  /** .phone-page: the page's part of the screen, around which `position: fixed` is kept by a transform */
  readonly frame = box('phone-page')
  /** .phone-scroller: scrolls, and stands for the element `page` of the styles */
  readonly scroller = box('phone-scroller wx-page')
  readonly navigation: NavigationState
  readonly #root: Root
  readonly #tabBar: Root | undefined
  #isShown = false
  #isReady = false

  constructor(
    readonly target: Target,
    readonly config: PageConfig,
    readonly isTab: boolean,
    create: { page(): Root; tabBar(): Root | undefined },
    readonly channel: EventChannel,
    readonly problems: Problems,
  ) {
    this.navigation = {
      title: text(config['navigationBarTitleText'], ''),
      frontColor: config['navigationBarTextStyle'] === 'white' ? '#ffffff' : '#000000',
      backgroundColor: text(config['navigationBarBackgroundColor'], '#ffffff'),
      loading: false,
      isCustom: config['navigationStyle'] === 'custom',
    }
    this.scroller.setAttribute('is', target.path)
    this.frame.dataset['route'] = target.path
    this.frame.classList.toggle('with-tabs', isTab)
    this.frame.classList.toggle('custom-navigation', this.navigation.isCustom)
    this.frame.style.backgroundColor = text(config['backgroundColor'], '#ffffff')
    if (config['disableScroll'] === true) this.scroller.style.overflow = 'hidden'
    this.#root = create.page()
    this.#tabBar = isTab ? create.tabBar() : undefined
    const fields = { route: target.path, __route__: target.path, options: target.query }
    const tabBar = this.#tabBar?.get()
    Object.assign(this.instance, fields, { getOpenerEventChannel: () => channel, getTabBar: () => tabBar })
    this.frame.append(this.scroller)
  }

  get instance(): Instance {
    return this.#root.get() as unknown as Instance
  }

  get route(): string {
    return this.target.path
  }

  /** Puts the page on the screen; `attached` of its components, then onLoad. */
  load(parent: HTMLElement): void {
    parent.append(this.frame)
    attach(this.#root, this.scroller)
    if (this.#tabBar) attach(this.#tabBar, this.frame)
    this.call('onLoad', this.target.query)
  }

  show(): void {
    if (this.#isShown) return
    this.#isShown = true
    this.frame.hidden = false
    this.call('onShow')
    this.#pageLifetime('show', [])
  }

  hide(): void {
    if (!this.#isShown) return
    this.#isShown = false
    this.call('onHide')
    this.#pageLifetime('hide', [])
  }

  ready(): void {
    if (this.#isReady) return
    this.#isReady = true
    this.call('onReady')
    this.call('onRouteDone')
    this.#pageLifetime('routeDone', [])
  }

  resize(size: { readonly windowWidth: number; readonly windowHeight: number }): void {
    this.call('onResize', { size })
    this.#pageLifetime('resize', [size])
  }

  unload(): void {
    this.#isShown = false
    this.call('onUnload')
    for (const root of [this.#root, this.#tabBar]) this.problems.guard(() => root?.release(), this.route)
    this.frame.remove()
  }

  /** Whether the page has this handler now; handlers may be added while it runs. */
  has(name: string): boolean {
    return typeof this.instance[name] === 'function'
  }

  /** Calls a handler of the page, if it has it. */
  call(name: string, ...args: unknown[]): unknown {
    const handler = this.instance[name]
    if (typeof handler !== 'function') return undefined
    return this.problems.guard(() => Reflect.apply(handler, this.instance, args) as unknown, `${this.route} ${name}`)
  }

  /** <page-meta> of this page said something new. */
  applyMeta(meta: PageMeta): void {
    const { style } = this.scroller
    if (meta.pageStyle !== undefined) {
      this.scroller.setAttribute('style', inlineStyle(meta.pageStyle))
      if (this.config['disableScroll'] === true) style.overflow = 'hidden'
    }
    if (meta.rootFontSize !== undefined) document.documentElement.style.fontSize = fontSize(meta.rootFontSize)
    if (meta.pageFontSize !== undefined) style.fontSize = fontSize(meta.pageFontSize)
    if (meta.backgroundColor !== undefined) this.frame.style.backgroundColor = meta.backgroundColor
    if (meta.scrollTop) this.scroller.scrollTop = parseFloat(meta.scrollTop)
  }

  #pageLifetime(name: string, args: unknown[]): void {
    this.#root.getComponent().triggerPageLifetime(name, args as never)
  }
}

/** "system" is the size that the person chose in WeChat. */
const fontSize = (value: string): string => (value === 'system' ? 'calc(16px * var(--font-scale))' : inlineStyle(value))
