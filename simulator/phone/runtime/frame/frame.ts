import type { AppConfig, PhoneSettings, TabItem } from '../../types'
import type { Page } from '../page'
import { node } from './dom'
import type { NavigationActions } from './navigation-bar'
import { NavigationBar } from './navigation-bar'
import { TabBar } from './tab-bar'

const CLOCK_MS = 5000

export interface FrameActions extends NavigationActions {
  tab(item: TabItem, index: number): void
}

/** The phone around the pages. */
export class Frame {
  readonly phone = node('div', 'phone')
  readonly pages = node('div', 'phone-pages')
  /** toasts, sheets and previews are drawn here, over the pages */
  readonly overlay = node('div', 'phone-overlay')
  readonly navigation: NavigationBar
  readonly tabs: TabBar

  /** @param tabBar undefined: none, or one that the app draws by itself */
  constructor(tabBar: AppConfig['tabBar'], actions: FrameActions) {
    this.navigation = new NavigationBar(actions)
    this.tabs = new TabBar(tabBar, (item, index) => actions.tab(item, index))
    const { status, bar, capsule } = this.navigation
    this.phone.append(this.pages, status, bar, this.tabs.root, capsule, this.overlay)
    setInterval(() => this.navigation.tick(), CLOCK_MS)
  }

  apply(settings: PhoneSettings): void {
    this.phone.style.setProperty('--font-scale', String(settings.fontScale))
  }

  /** Draws what belongs to the page in front. */
  show(page: Page, canGoBack: boolean, hasHome: boolean): void {
    this.tabs.select(page.isTab ? page.route : '')
    this.navigation.show(page.navigation, canGoBack, hasHome)
    page.frame.classList.toggle('with-tabs', this.tabs.isVisible)
    page.frame.style.setProperty('--vh', `${page.scroller.clientHeight / 100}px`)
  }
}
