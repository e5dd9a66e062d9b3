import { ZONE } from '../../zone'
import { button, node } from './dom'

const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** What the navigation bar shows for one page. */
export interface NavigationState {
  title: string
  frontColor: string
  backgroundColor: string
  loading: boolean
  readonly isCustom: boolean
}

export interface NavigationActions {
  back(): void
  home(): void
  menu(): void
  /** ○: leaves the mini-program */
  close(): void
}

/** Status bar, navigation bar and WeChat's capsule. */
export class NavigationBar {
  readonly status = node('div', 'phone-status')
  readonly bar = node('div', 'phone-nav')
  readonly capsule = node('div', 'phone-capsule')
  readonly #clock = node('span', 'phone-clock')
  readonly #back: HTMLElement
  readonly #home: HTMLElement
  readonly #title = node('div', 'phone-title', { role: 'heading', 'aria-level': '1' })
  readonly #loading = node('span', 'phone-nav-loading', { 'aria-label': '加载中', role: 'status' })

  constructor(actions: NavigationActions) {
    this.#back = button('phone-back', '返回', () => actions.back())
    this.#home = button('phone-home', '回首页', () => actions.home())
    this.status.append(this.#clock, node('span', 'phone-signal', { 'aria-hidden': 'true' }))
    this.bar.append(this.#back, this.#home, this.#loading, this.#title)
    this.capsule.append(
      button('phone-menu', '小程序菜单', () => actions.menu()),
      button('phone-close', '离开小程序', () => actions.close()),
    )
    this.tick()
  }

  /** Shows the phone's time. */
  tick(): void {
    const text = format.format(new Date())
    if (this.#clock.textContent !== text) this.#clock.textContent = text
  }

  show(state: NavigationState, canGoBack: boolean, hasHome: boolean): void {
    const { title, frontColor, backgroundColor, loading, isCustom } = state
    this.#title.textContent = title
    this.#back.hidden = !canGoBack
    this.#home.hidden = canGoBack || !hasHome
    this.#loading.hidden = !loading
    this.bar.hidden = isCustom
    const isLight = frontColor.toLowerCase() === '#ffffff'
    for (const part of [this.status, this.bar, this.capsule]) part.classList.toggle('light', isLight)
    for (const part of [this.status, this.bar]) part.style.backgroundColor = isCustom ? 'transparent' : backgroundColor
  }
}
