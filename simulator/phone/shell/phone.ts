/** One phone on the page: who holds it, how it is set, the phone itself, and what it does. */
import type { FromPhone, Network, PhoneSettings, ToPhone } from '../types'
import { choose, h } from './dom'
import type { PhoneChoice } from './layout'
import { panel } from './panel'
import { describe, type Person } from './people'
import { askPerson } from './switcher'

const NETWORKS = [
  { value: 'good', text: '网络好' },
  { value: 'slow', text: '网络慢' },
  { value: 'offline', text: '断网' },
  { value: 'lost', text: '丢回话' },
]
const FONT_SCALES = [
  { value: '1', text: '标准字' },
  { value: '1.15', text: '大字' },
  { value: '1.3', text: '特大字' },
]
/** where our mini-program keeps the care view */
const CARE_KEY = 'care'

/** What the phone's page lays open; it is of the same origin. */
interface PhoneWindow extends Window {
  readonly __phone?: {
    readonly wx: {
      navigateBack(options: object): unknown
      getStorageSync(key: string): unknown
      setStorageSync(key: string, value: unknown): void
    }
  }
}

export interface PhoneOptions {
  readonly people: () => readonly Person[]
  onChange(): void
  onRemove(): void
}

export class ShellPhone {
  readonly element: HTMLElement
  readonly #frame = h('iframe', { title: '手机', width: 375, height: 812 })
  readonly #panel = panel()
  readonly #who = h('button', { type: 'button', class: 'who', title: '换一个人' })
  readonly #care = h('button', { type: 'button', 'aria-pressed': 'false' }, '关怀模式')
  #choice: PhoneChoice

  constructor(
    choice: PhoneChoice,
    readonly options: PhoneOptions,
  ) {
    this.#choice = choice
    this.#who.addEventListener('click', () => askPerson(options.people(), (openid) => this.#give(openid)))
    this.#care.addEventListener('click', () => this.#toggleCare())
    window.addEventListener('message', ({ source, origin, data }: MessageEvent<FromPhone>) => {
      if (source === this.#frame.contentWindow && origin === location.origin) this.#hear(data)
    })
    this.element = h(
      'section',
      { class: 'phone-column' },
      h(
        'header',
        {},
        this.#who,
        this.#tool('×', '收起这部手机', () => options.onRemove()),
      ),
      this.#tools(),
      h('div', { class: 'phone-frame' }, h('div', { class: 'phone-screen' }, this.#frame)),
      this.#panel.element,
    )
    this.describe()
    this.#start()
  }

  get choice(): PhoneChoice {
    return this.#choice
  }

  get openid(): string {
    return this.#choice.openid
  }

  get title(): string {
    return describe(this.openid, this.options.people()).name
  }

  tell(message: ToPhone): void {
    this.#frame.contentWindow?.postMessage(message, location.origin)
  }

  /** Show the name anew: people may have changed. */
  describe(): void {
    const { name, detail } = describe(this.openid, this.options.people())
    this.#who.replaceChildren(h('strong', {}, name), h('span', {}, detail), h('i', { 'aria-hidden': 'true' }, '换人'))
    this.#who.setAttribute('aria-label', `${name}，${detail}，换一个人`)
  }

  #tools(): HTMLElement {
    const { network, fontScale } = this.#choice
    return h(
      'div',
      { class: 'tools' },
      this.#tool('返回', '系统返回', () => void this.#window()?.__phone?.wx.navigateBack({ fail: () => undefined })),
      this.#tool('重开', '重新打开小程序', () => this.#start()),
      choose('网络', NETWORKS, network, (value) => this.#set({ network: value as Network })),
      choose('系统字号', FONT_SCALES, String(fontScale), (value) => this.#set({ fontScale: Number(value) })),
      this.#care,
    )
  }

  #tool(text: string, title: string, onclick: () => void): HTMLElement {
    return h('button', { type: 'button', title, 'aria-label': title, onclick }, text)
  }

  #window(): PhoneWindow | null {
    return this.#frame.contentWindow as PhoneWindow | null
  }

  /** Open the mini-program from the beginning. */
  #start(): void {
    const { openid, network, fontScale } = this.#choice
    const query = new URLSearchParams({ openid, network, fontScale: String(fontScale) })
    this.#panel.clear()
    const address = `${location.origin}/phone/?${query}`
    // The same address again would not load.
    if (this.#frame.src === address) this.#frame.contentWindow?.location.reload()
    else this.#frame.src = address
  }

  #give(openid: string): void {
    this.#choice = { ...this.#choice, openid }
    this.describe()
    this.#start()
    this.options.onChange()
  }

  #set(change: Partial<PhoneSettings>): void {
    this.#choice = { ...this.#choice, ...change }
    this.tell({ type: 'settings', settings: this.#choice })
    this.options.onChange()
  }

  /** Our mini-program's own switch, without the way through its pages. */
  #toggleCare(): void {
    const { wx } = this.#window()?.__phone ?? {}
    if (!wx) return
    wx.setStorageSync(CARE_KEY, wx.getStorageSync(CARE_KEY) !== true)
    this.#start()
  }

  #hear(message: FromPhone): void {
    if (message.type === 'ready') {
      const isCare = this.#window()?.__phone?.wx.getStorageSync(CARE_KEY) === true
      this.#care.setAttribute('aria-pressed', String(isCare))
    }
    this.#panel.take(message)
  }
}
