import type { FromPhone, LoadedApp, PhoneSettings } from './types'

/** Listeners that navigateTo brings, by the name of their event. */
export type PageEvents = Readonly<Record<string, unknown>>

export interface Navigation {
  /** `eventChannel` reaches the page that is opened; it belongs into the result of wx.navigateTo */
  navigateTo(url: string, events?: PageEvents): Promise<{ readonly eventChannel: unknown }>
  redirectTo(url: string): Promise<void>
  reLaunch(url: string): Promise<void>
  switchTab(url: string): Promise<void>
  navigateBack(delta: number): Promise<void>
}

/** What the runtime gives to `createWx`. All promises reject with an Error whose message is WeChat's errMsg tail. */
export interface PhoneHost {
  readonly app: LoadedApp
  readonly settings: () => PhoneSettings
  /** over the pages, inside the phone's frame: toasts, sheets, previews are drawn here */
  readonly overlay: HTMLElement
  readonly navigation: Navigation
  readonly navigationBar: {
    set(change: { title?: string; frontColor?: string; backgroundColor?: string; loading?: boolean }): void
  }
  readonly tabBar: {
    /** undefined removes it; "" is a red dot */
    badge(index: number, text: string | undefined): void
    item(index: number, change: { text?: string; iconPath?: string; selectedIconPath?: string }): void
    style(change: { color?: string; selectedColor?: string; backgroundColor?: string }): void
    visible(visible: boolean): void
  }
  readonly pullDown: { start(): void; stop(): void }
  /** the page in front, as getCurrentPages gives it */
  currentPage(): unknown
  /** the scroller of the page in front */
  scroller(): HTMLElement
  /** the DOM root of the page in front */
  pageRoot(): HTMLElement
  /** how WeChat's sheet names a subscribe-message template; undefined: nobody has said */
  templateTitle(id: string): string | undefined
  /** tell the shell (and tests: the runtime keeps them on globalThis.__phone.calls) */
  report(message: FromPhone): void
  /** epoch ms with the time travel applied */
  now(): number
  /** the launch or show options: path, query, scene */
  launchOptions(): { path: string; query: Record<string, string>; scene: number }
  onAppShow(listener: (options: object) => void): void
  onAppHide(listener: () => void): void
}
