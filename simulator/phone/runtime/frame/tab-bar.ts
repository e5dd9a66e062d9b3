import type { AppConfig, TabItem } from '../../types'
import { fileUrl } from '../../types'
import { node } from './dom'

type Config = NonNullable<AppConfig['tabBar']>
type ItemChange = { text?: string; iconPath?: string; selectedIconPath?: string }

interface Tab {
  item: TabItem
  /** undefined: none; "": a red dot */
  badge: string | undefined
}

/** The tabs at the bottom. */
export class TabBar {
  readonly root = node('div', 'phone-tabs', { role: 'tablist' })
  readonly #tabs: Tab[]
  #style: { color: string; selectedColor: string; backgroundColor: string }
  #selected = ''
  #isVisible = true

  constructor(
    readonly config: Config | undefined,
    readonly onTap: (item: TabItem, index: number) => void,
  ) {
    this.#tabs = (config?.list ?? []).map((item) => ({ item, badge: undefined }))
    this.#style = {
      color: config?.color ?? '#7a7e83',
      selectedColor: config?.selectedColor ?? '#3cc51f',
      backgroundColor: config?.backgroundColor ?? '#ffffff',
    }
    this.root.classList.toggle('black-border', config?.borderStyle !== 'white')
    this.#draw()
  }

  /** Shows the page in front as chosen; the bar is seen on tab pages alone. */
  select(route: string): void {
    this.#selected = route
    this.#draw()
  }

  badge(index: number, text: string | undefined): void {
    const tab = this.#tabs[index]
    if (tab) tab.badge = text
    this.#draw()
  }

  item(index: number, change: ItemChange): void {
    const tab = this.#tabs[index]
    if (tab) tab.item = { ...tab.item, ...change }
    this.#draw()
  }

  style(change: { color?: string; selectedColor?: string; backgroundColor?: string }): void {
    this.#style = { ...this.#style, ...change }
    this.#draw()
  }

  visible(isVisible: boolean): void {
    this.#isVisible = isVisible
    this.#draw()
  }

  get isVisible(): boolean {
    return this.#isVisible && this.#tabs.some(({ item }) => item.pagePath === this.#selected)
  }

  #draw(): void {
    this.root.hidden = !this.isVisible
    this.root.style.backgroundColor = this.#style.backgroundColor
    this.root.replaceChildren(...this.#tabs.map((tab, index) => this.#drawTab(tab, index)))
  }

  #drawTab({ item, badge }: Tab, index: number): HTMLElement {
    const isSelected = item.pagePath === this.#selected
    const icon = (isSelected && item.selectedIconPath) || item.iconPath
    const button = node('button', 'phone-tab', { type: 'button', role: 'tab', 'aria-selected': String(isSelected) })
    button.style.color = isSelected ? this.#style.selectedColor : this.#style.color
    if (icon) button.append(node('img', 'phone-tab-icon', { src: fileUrl(icon), alt: '' }))
    button.append(node('span', 'phone-tab-text', {}, item.text))
    if (badge !== undefined) button.append(node('span', badge ? 'phone-badge' : 'phone-badge dot', {}, badge))
    button.addEventListener('click', () => this.onTap(item, index))
    return button
  }
}
