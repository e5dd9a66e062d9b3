import type { PhoneHost } from '../host'
import { defineElements } from '../elements'
import type { FromPhone, LoadedApp, PhoneEvent, PhoneSettings, TabItem } from '../types'
import { openWx } from '../wx'
import type { Wx } from '../wx'
import { AppLifecycle } from './app'
import type { LaunchOptions } from './app'
import type { PhoneHandle } from './calls'
import { keep, tellShell } from './calls'
import { completeCallers } from './caller'
import { shiftTime } from './clock'
import { Components } from './components'
import { entryPage } from './entry-page'
import type { EventChannel } from './event-channel'
import { showBanner } from './frame/banner'
import { Frame } from './frame/frame'
import { showProblems } from './frame/problem-panel'
import { openCard, openSheet } from './frame/sheet'
import { Gestures } from './gestures'
import { createHost } from './host'
import { Modules } from './modules'
import { Page } from './page'
import { Problems } from './problems'
import { PullDown } from './pull-down'
import { ReadyQueue } from './ready'
import { reloadAt } from './reload'
import { watchScroll } from './scrolling'
import { elementServices } from './services'
import { share } from './share'
import { PageStack } from './stack'
import { formatUrl, parseUrl } from './url'
import type { Target } from './url'

const SCENE = 1001

/** One phone: the app, its pages and the frame around them. */
export class Phone {
  readonly problems = new Problems()
  readonly lifecycle = new AppLifecycle(this.problems)
  readonly frame: Frame
  readonly stack: PageStack
  readonly handle: PhoneHandle
  readonly #components: Components
  readonly #queue = new ReadyQueue()
  readonly #pullDown: PullDown
  readonly #wx: Wx
  #options: LaunchOptions
  #settings: PhoneSettings

  constructor(
    readonly app: LoadedApp,
    settings: PhoneSettings,
    launch: string,
  ) {
    this.#settings = settings
    this.problems.watch(window)
    this.problems.on((text) => tellShell({ type: 'problem', text }))
    window.addEventListener('unhandledrejection', (event) => this.lifecycle.unhandledRejection(event))
    this.#options = { ...parseUrl(launch), scene: SCENE }
    this.#components = new Components(app, new Modules(app.modules), this.problems)
    this.#queue.install(this.#components.space)
    this.frame = new Frame(this.#components.hasCustomTabBar ? undefined : app.config.tabBar, {
      back: () => void this.back(),
      home: () => void this.#open(this.#home()),
      menu: () => this.#menu(),
      close: () => void this.#leave(),
      tab: (item, index) => void this.#tab(item, index),
    })
    this.stack = this.#createStack()
    this.#pullDown = new PullDown(this.frame.pages, () => this.stack.front)
    new Gestures(this.frame.pages)
    document.body.append(this.frame.phone)
    this.#wx = openWx(this.#host())
    this.handle = this.#createHandle()
    this.#install()
    this.apply(settings)
  }

  /** Runs the app's script and opens its first page. */
  async start(): Promise<void> {
    showProblems(this.frame.phone, this.app.problems)
    for (const { file, line, column, message } of this.app.problems)
      this.problems.report(`${file}:${line}:${column} ${message}`)
    const modules = this.#components.modules
    if (modules.has('app')) this.problems.guard(() => modules.run('app'), 'app')
    this.lifecycle.launch(this.#options)
    this.lifecycle.show(this.#options)
    await this.#openFirst()
    this.handle.ready = true
    tellShell({ type: 'ready', openid: this.#settings.openid })
  }

  apply(settings: PhoneSettings): void {
    this.#settings = settings
    this.frame.apply(settings)
  }

  /** The person's way back: the arrow, or the phone's own gesture. */
  async back(): Promise<void> {
    if (this.stack.pages.length > 1) await this.stack.navigateBack(1)
  }

  /** Opens a page from outside: a message, the shell. */
  async open(url: string): Promise<void> {
    const target = parseUrl(url)
    this.lifecycle.show({ ...target, scene: SCENE })
    await this.#open(target)
  }

  onEvent(event: PhoneEvent): void {
    if (event.type === 'time') {
      shiftTime(event.shiftMs)
      this.frame.navigation.tick()
    } else if (event.type === 'message') {
      showBanner(this.frame.overlay, event.title, event.text, () => void this.open(event.page))
    } else if (event.problems.length > 0) {
      showProblems(this.frame.phone, event.problems)
    } else if (event.build !== this.app.build) {
      reloadAt(formatUrl(this.stack.front?.target ?? this.#home()))
    }
  }

  /** The phone comes to the front of the person's eyes, or leaves it. */
  visible(isVisible: boolean): void {
    if (isVisible) {
      this.lifecycle.show(this.#options)
      this.stack.front?.show()
    } else {
      this.stack.front?.hide()
      this.lifecycle.hide()
    }
  }

  resize(): void {
    const page = this.stack.front
    if (!page) return
    this.#draw(page)
    page.resize({ windowWidth: page.scroller.clientWidth, windowHeight: page.scroller.clientHeight })
  }

  async #openFirst(): Promise<void> {
    const { path, query } = this.#options
    if (this.#components.isPage(path)) return this.stack.launch({ path, query })
    this.problems.report(`没有页面 ${path}`)
    this.lifecycle.pageNotFound({ path, query, isEntryPage: true })
    if (!this.stack.front) await this.stack.launch(this.#home())
  }

  #home(): Target {
    return { path: entryPage(this.app), query: {} }
  }

  #isTab(path: string): boolean {
    return this.app.config.tabBar?.list.some(({ pagePath }) => pagePath === path) ?? false
  }

  async #open(target: Target): Promise<void> {
    const url = formatUrl(target)
    const opened = this.#isTab(target.path) ? this.stack.switchTab(url) : this.#openBeside(target, url)
    await opened.catch((error: unknown) => this.problems.error(error))
  }

  /** The same page is not opened twice over itself. */
  async #openBeside(target: Target, url: string): Promise<void> {
    const { front } = this.stack
    if (target.path === this.#home().path) await this.stack.reLaunch(url)
    else if (front && formatUrl(front.target) === url) await this.stack.redirectTo(url)
    else if (this.stack.pages.length >= 10) await this.stack.reLaunch(url)
    else await this.stack.navigateTo(url)
  }

  async #tab(item: TabItem, index: number): Promise<void> {
    await this.#open({ path: item.pagePath, query: {} })
    this.stack.front?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text })
  }

  /** ○: the app goes to the background until the person comes back. */
  async #leave(): Promise<void> {
    this.visible(false)
    await openCard(this.frame.overlay, '已离开小程序', ['小程序还在后台'], '回到小程序')
    this.visible(true)
  }

  #menu(): void {
    const page = this.stack.front
    if (!page) return
    const forward = { text: '转发', run: () => this.#share('menu') }
    const again = { text: '重新进入小程序', run: () => reloadAt(formatUrl(this.#home())) }
    openSheet(this.frame.overlay, '小程序菜单', page.has('onShareAppMessage') ? [forward, again] : [again])
  }

  #share(from: 'button' | 'menu', target?: Parameters<typeof share>[4]): void {
    const page = this.stack.front
    if (page) void share(page, this.frame.overlay, this.problems, from, target)
  }

  #createStack(): PageStack {
    return new PageStack({
      problems: this.problems,
      queue: this.#queue,
      pagesElement: this.frame.pages,
      isPage: (path) => this.#components.isPage(path),
      isTab: (path) => this.#isTab(path),
      create: (target, channel) => this.#createPage(target, channel),
      changed: (page) => this.#changed(page),
      notFound: ({ path, query }) => this.lifecycle.pageNotFound({ path, query, isEntryPage: false }),
    })
  }

  #createPage(target: Target, channel: EventChannel): Page {
    const config = { ...this.app.config.window, ...this.app.components[target.path]?.json }
    const create = {
      page: () => this.#components.createPage(target),
      tabBar: () => this.#components.createTabBar(),
    }
    const page = new Page(target, config, this.#isTab(target.path), create, channel, this.problems)
    watchScroll(page)
    return page
  }

  #changed(page: Page): void {
    this.#draw(page)
    tellShell({ type: 'route', path: formatUrl(page.target), title: page.navigation.title })
  }

  #draw(page: Page): void {
    const isFirst = this.stack.pages[0] === page
    const hasHome = isFirst && !page.isTab && page.route !== this.#home().path
    this.frame.show(page, this.stack.pages.length > 1, hasHome)
  }

  #report(message: FromPhone): void {
    if (message.type === 'problem') return this.problems.report(message.text)
    if (message.type === 'call') keep(this.handle.calls, message.call)
    if (message.type === 'saved') keep(this.handle.saved, message.picture)
    tellShell(message)
  }

  #host(): PhoneHost {
    return createHost({
      app: this.app,
      frame: this.frame,
      stack: this.stack,
      lifecycle: this.lifecycle,
      pullDown: this.#pullDown,
      settings: () => this.#settings,
      launchOptions: () => this.#options,
      report: (message) => this.#report(message),
      redraw: (page) => this.#changed(page),
    })
  }

  #createHandle(): PhoneHandle {
    return {
      ready: false,
      openid: this.#settings.openid,
      calls: [],
      setData: [],
      saved: [],
      problems: this.problems.texts,
      wx: this.#wx.wx,
      route: () => this.stack.front?.route ?? '',
      nodes: () => this.stack.front?.scroller.querySelectorAll('*').length ?? 0,
    }
  }

  /** Puts the globals of a mini-program in place and gives the elements to its space. */
  #install(): void {
    const { wx } = this.#wx
    const parts = { components: this.#components, stack: this.stack, overlay: this.frame.overlay, wx: this.#wx }
    defineElements(
      this.#components.space.getComponentSpace(),
      elementServices({ ...parts, share: (from, target) => this.#share(from, target) }),
    )
    completeCallers({
      wx,
      problem: (text) => this.problems.report(text),
      setData: (component, route, bytes) => {
        const page = route ?? this.stack.front?.route ?? component
        keep(this.handle.setData, { page, component, bytes })
        tellShell({ type: 'set-data', page, bytes })
      },
    })
    Object.assign(globalThis, this.#components.globals(), {
      __phone: this.handle,
      wx,
      App: (definition: Record<string, unknown>) => this.lifecycle.define(definition),
      getApp: (options?: { allowDefault?: boolean }) => this.lifecycle.get(options),
      getCurrentPages: () => this.stack.pages.map((page) => page.instance),
      requirePlugin: (name: string) => {
        throw new Error(`插件 ${name} 在这部手机上没有实现`)
      },
    })
  }
}
