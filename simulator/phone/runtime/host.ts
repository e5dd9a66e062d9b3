import type { PhoneHost } from '../host'
import type { FromPhone, LoadedApp, PhoneSettings } from '../types'
import type { AppLifecycle, LaunchOptions } from './app'
import { factOf } from './facts'
import type { Frame } from './frame/frame'
import type { Page } from './page'
import type { PullDown } from './pull-down'
import type { PageStack } from './stack'

export interface HostParts {
  readonly app: LoadedApp
  readonly frame: Frame
  readonly stack: PageStack
  readonly lifecycle: AppLifecycle
  readonly pullDown: PullDown
  settings(): PhoneSettings
  launchOptions(): LaunchOptions
  report(message: FromPhone): void
  /** what the frame shows of this page has changed */
  redraw(page: Page): void
}

/** The phone as wx sees it. */
export function createHost(parts: HostParts): PhoneHost {
  const { app, frame, stack, lifecycle, pullDown } = parts
  const { tabs } = frame
  const titles = JSON.parse(factOf('template-titles') ?? '{}') as Readonly<Record<string, string>>
  const front = (): Page => {
    if (!stack.front) throw new Error('no page is open')
    return stack.front
  }
  return {
    app,
    settings: () => parts.settings(),
    overlay: frame.overlay,
    navigation: stack,
    navigationBar: {
      set: (change) => {
        if (!stack.front) return
        Object.assign(stack.front.navigation, change)
        parts.redraw(stack.front)
      },
    },
    tabBar: {
      badge: (index, text) => tabs.badge(index, text),
      item: (index, change) => tabs.item(index, change),
      style: (change) => tabs.style(change),
      visible: (isVisible) => {
        tabs.visible(isVisible)
        if (stack.front) parts.redraw(stack.front)
      },
    },
    pullDown: { start: () => pullDown.start(), stop: () => pullDown.stop() },
    currentPage: () => stack.front?.instance,
    scroller: () => front().scroller,
    pageRoot: () => front().scroller,
    templateTitle: (id) => (Object.hasOwn(titles, id) ? titles[id] : undefined),
    report: (message) => parts.report(message),
    now: () => Date.now(),
    launchOptions: () => ({ ...parts.launchOptions(), query: { ...parts.launchOptions().query } }),
    onAppShow: (listener) => lifecycle.onShow(listener),
    onAppHide: (listener) => lifecycle.onHide(listener),
  }
}
