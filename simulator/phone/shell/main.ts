/** The page with the phones side by side. */
import { passEvents } from './events'
import { h } from './dom'
import { choiceOf, loadLayout, saveLayout, type PhoneChoice } from './layout'
import { firstThree, loadPeople, newResident, type Person } from './people'
import { ShellPhone } from './phone'
import { askPerson } from './switcher'
import { timeBar } from './time'

/** A phone with its rim, as the style sheet has it. */
const FRAME = { width: 397, height: 834 }
const ROW_PADDING = 40
const NARROW = '(width < 860px)'
const SMALLEST = 0.6

class Shell {
  readonly #row = h('main', { class: 'phones' })
  readonly #tabs = h('nav', { class: 'tabs', 'aria-label': '手机' })
  readonly #time = timeBar()
  #phones: ShellPhone[] = []
  #people: readonly Person[] = []
  /** the one that a narrow window shows */
  #front = 0

  async start(): Promise<void> {
    const add = h('button', { type: 'button', class: 'add', onclick: () => this.#askAndAdd() }, '＋ 手机')
    const title = h('h1', {}, document.title.split(' · ')[0] ?? '')
    document.body.append(h('header', { class: 'top' }, title, this.#time.element, add), this.#tabs, this.#row)
    this.#people = await loadPeople()
    const layout = loadLayout() ?? firstThree(this.#people).map(choiceOf)
    for (const choice of layout) this.#add(choice)
    passEvents(
      () => this.#phones,
      (shiftMs) => this.#time.shifted(shiftMs),
    )
    window.addEventListener('resize', () => this.#fit())
    this.#fit()
  }

  #askAndAdd(): void {
    askPerson(this.#people, (openid) => this.#add(choiceOf(openid)))
    void this.#refreshPeople()
  }

  /** Whoever has registered since the page was opened has a name now. */
  async #refreshPeople(): Promise<void> {
    this.#people = await loadPeople()
    for (const phone of this.#phones) phone.describe()
  }

  #add(choice: PhoneChoice): void {
    const phone: ShellPhone = new ShellPhone(choice, {
      people: () => this.#people,
      onChange: () => this.#changed(),
      onRemove: () => this.#remove(phone),
    })
    this.#phones.push(phone)
    this.#row.append(phone.element)
    this.#front = this.#phones.length - 1
    this.#changed()
  }

  #remove(phone: ShellPhone): void {
    this.#phones = this.#phones.filter((one) => one !== phone)
    phone.element.remove()
    if (this.#phones.length === 0) return this.#add(choiceOf(newResident()))
    this.#front = Math.min(this.#front, this.#phones.length - 1)
    this.#changed()
  }

  #changed(): void {
    saveLayout(this.#phones.map(({ choice }) => choice))
    const tabs = this.#phones.map((phone, index) =>
      h(
        'button',
        { type: 'button', 'aria-pressed': String(index === this.#front), onclick: () => this.#show(index) },
        phone.title,
      ),
    )
    this.#tabs.replaceChildren(...tabs)
    this.#phones.forEach(({ element }, index) => element.classList.toggle('in-front', index === this.#front))
  }

  #show(index: number): void {
    this.#front = index
    this.#changed()
  }

  /** Draw the phones smaller where the window is low, or narrower than one of them. */
  #fit(): void {
    const frame = this.#row.querySelector<HTMLElement>('.in-front .phone-frame')
    const column = frame?.closest<HTMLElement>('.phone-column')
    if (!frame || !column) return
    const top = this.#row.getBoundingClientRect().top + window.scrollY
    const beside = column.offsetHeight - frame.offsetHeight + ROW_PADDING
    const isNarrow = window.matchMedia(NARROW).matches
    const room = isNarrow ? window.innerWidth / FRAME.width : (window.innerHeight - top - beside) / FRAME.height
    const scale = Math.min(1, Math.max(SMALLEST, room))
    document.documentElement.style.setProperty('--fit', scale.toFixed(3))
  }
}

new Shell().start().catch((error: unknown) => {
  console.error(error)
  document.body.append(h('p', { class: 'failed', role: 'alert' }, `页面没有打开：${String(error)}`))
})
