import type { Navigation, PageEvents } from '../host'
import { openChannel } from './event-channel'
import type { EventChannel } from './event-channel'
import type { Page } from './page'
import type { Problems } from './problems'
import type { ReadyQueue } from './ready'
import { formatUrl, parseUrl } from './url'
import type { Target } from './url'

const MAX_DEPTH = 10

export interface StackServices {
  readonly problems: Problems
  readonly queue: ReadyQueue
  readonly pagesElement: HTMLElement
  isPage(path: string): boolean
  isTab(path: string): boolean
  /** makes the page; its components are created, not yet attached */
  create(target: Target, channel: EventChannel): Page
  /** another page is in front, or the front changed its place in the stack */
  changed(page: Page): void
  /** onPageNotFound of the app */
  notFound(target: Target): void
}

/** One macrotask: a page is never opened inside the handler that asks for it. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The pages that are open, and the ways from one to another. */
export class PageStack implements Navigation {
  #pages: Page[] = []
  /** tab pages that were opened, in the stack or behind it */
  readonly #tabs = new Map<string, Page>()
  #tail: Promise<unknown> = Promise.resolve()

  constructor(readonly services: StackServices) {}

  get pages(): readonly Page[] {
    return this.#pages
  }

  get front(): Page | undefined {
    return this.#pages.at(-1)
  }

  /** The page whose part of the screen holds a DOM node. */
  pageOf(element: Element): Page | undefined {
    const frame = element.closest('.phone-page')
    return [...this.#pages, ...this.#tabs.values()].find((page) => page.frame === frame)
  }

  navigateTo(url: string, events: PageEvents = {}): Promise<{ eventChannel: EventChannel }> {
    return this.#enqueue(() => {
      const target = this.#find(url)
      if (this.services.isTab(target.path)) throw new Error('can not navigateTo a tabbar page')
      if (this.#pages.length >= MAX_DEPTH) throw new Error('webview count limit exceed')
      const { opener, opened } = this.#channel(events)
      this.front?.hide()
      this.#leave()
      this.#open(target, opened)
      return { eventChannel: opener }
    })
  }

  redirectTo(url: string): Promise<void> {
    return this.#enqueue(() => {
      const target = this.#find(url)
      if (this.services.isTab(target.path)) throw new Error('can not redirectTo a tabbar page')
      this.#close(1)
      this.#open(target)
    })
  }

  reLaunch(url: string): Promise<void> {
    return this.#enqueue(() => {
      const target = this.#find(url)
      this.#close(this.#pages.length)
      this.#closeTabs()
      this.#open(target)
    })
  }

  switchTab(url: string): Promise<void> {
    return this.#enqueue(() => {
      const { path } = this.#find(url)
      if (!this.services.isTab(path)) throw new Error('can not switch to no-tabBar page')
      this.#switch({ path, query: {} })
    })
  }

  navigateBack(delta: number): Promise<void> {
    return this.#enqueue(() => {
      const isFirst = this.#pages.length <= 1
      if (isFirst) throw new Error('cannot navigate back at first page.')
      this.#close(Math.min(Math.max(1, delta), this.#pages.length - 1))
      this.#show()
    })
  }

  /** The first page of a launch. */
  launch(target: Target): Promise<void> {
    return this.#enqueue(() => this.#open(target))
  }

  /** Whether a page can be opened at this address; relative ones start at the page in front. */
  #find(url: string): Target {
    const target = parseUrl(url, this.front?.route)
    if (!this.services.isPage(target.path)) {
      this.services.notFound(target)
      throw new Error(`page "${target.path}" is not found`)
    }
    return target
  }

  #channel(events: PageEvents = {}): { opener: EventChannel; opened: EventChannel } {
    return openChannel(events, (error) => this.services.problems.error(error))
  }

  #open(target: Target, channel = this.#channel().opened): void {
    const { queue, problems, pagesElement } = this.services
    queue.hold()
    const page = problems.guard(() => this.services.create(target, channel), formatUrl(target))
    if (!page) {
      queue.flush()
      this.#show()
      throw new Error(`page "${target.path}" failed to open`)
    }
    if (page.isTab) this.#tabs.set(page.route, page)
    this.#pages.push(page)
    page.load(pagesElement)
    this.services.changed(page)
    page.show()
    setTimeout(() => {
      queue.flush()
      page.ready()
    })
  }

  #show(): void {
    const page = this.front
    if (!page) return
    page.frame.hidden = false
    this.services.changed(page)
    page.show()
  }

  #switch(target: Target): void {
    const kept = this.#tabs.get(target.path)
    if (kept && kept === this.front) return
    while (this.front && !this.front.isTab) this.#close(1)
    if (kept && kept === this.front) return this.#show()
    this.front?.hide()
    this.#leave()
    // The other tabs live on behind the stack.
    this.#pages = []
    if (!kept) return this.#open(target)
    this.#pages = [kept]
    this.#show()
  }

  /** The page in front goes out of sight. */
  #leave(): void {
    if (this.front) this.front.frame.hidden = true
  }

  #close(count: number): void {
    for (const page of this.#pages.splice(this.#pages.length - count).reverse()) this.#unload(page)
  }

  #closeTabs(): void {
    for (const page of [...this.#tabs.values()]) this.#unload(page)
  }

  #unload(page: Page): void {
    this.#tabs.delete(page.route)
    page.unload()
  }

  #enqueue<T>(run: () => T): Promise<T> {
    const result = this.#tail.then(turn).then(run)
    this.#tail = result.catch(() => undefined)
    return result
  }
}
