/** One phone in the browser, by what a person sees and does. */
import type { Locator, Page, Request } from 'playwright-core'
import type { CallRecord, Network, PhoneSettings, SavedPicture } from '../../simulator/phone/types'

export interface PhoneOptions {
  /** the page to open, "/packages/cases/pages/case/index?id=…"; absent: the first page */
  readonly path?: string
  readonly fontScale?: number
  readonly network?: Network
  readonly phoneNumber?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** What the runtime lays open for tests. */
interface Opened {
  readonly ready: boolean
  readonly calls: CallRecord[]
  readonly setData: { readonly page: string; readonly bytes: number }[]
  readonly saved: SavedPicture[]
  readonly problems: string[]
  route(): string
  nodes(): number
  readonly wx: Record<string, (options: object) => unknown>
}

const READY_MS = 30_000
/** a busy machine draws late */
const SEEN_MS = 20_000

export type Words = string | RegExp

/** So long nothing may be on its way for a phone to count as quiet. */
const QUIET_MS = 150

export class Phone {
  #settings: PhoneSettings
  /** requests under way; those of the events never end */
  readonly #requests = new Set<Request>()

  constructor(
    readonly page: Page,
    readonly openid: string,
    options: PhoneOptions = {},
  ) {
    const { network = 'good', fontScale = 1, phoneNumber } = options
    this.#settings = { openid, network, fontScale, ...(phoneNumber === undefined ? {} : { phoneNumber }) }
    page.on('request', (request) => {
      if (!request.url().includes('/phone/events')) this.#requests.add(request)
    })
    page.on('requestfinished', (request) => this.#requests.delete(request))
    page.on('requestfailed', (request) => this.#requests.delete(request))
  }

  /** Where a phone's page lies on the server. */
  static address(openid: string, options: PhoneOptions): string {
    const { path, fontScale, network, phoneNumber } = options
    const given = { openid, path, fontScale, network, phoneNumber }
    const query = Object.entries(given).filter(([, value]) => value !== undefined)
    return `/phone/?${new URLSearchParams(query.map(([key, value]): [string, string] => [key, String(value)]))}`
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => (globalThis as { __phone?: Opened }).__phone?.ready === true, undefined, {
      timeout: READY_MS,
    })
  }

  /** Wait until every call and picture has come. */
  async quiet(timeout = READY_MS): Promise<void> {
    const deadline = Date.now() + timeout
    for (let since = Date.now(); Date.now() - since < QUIET_MS;) {
      if (this.#requests.size > 0) since = Date.now()
      if (Date.now() > deadline)
        throw new Error(`still under way: ${[...this.#requests].map((one) => one.url()).join()}`)
      await this.page.waitForTimeout(20)
    }
  }

  // ---- what is seen

  /** What shows these words now, on any layer of the phone: a string is the whole text, an expression a part of it. */
  text(words: Words): Locator {
    return this.page.getByText(words, { exact: typeof words === 'string' }).filter({ visible: true })
  }

  /** Wait until the words are seen. */
  async see(words: Words, timeout = SEEN_MS): Promise<void> {
    try {
      await this.text(words).first().waitFor({ timeout })
    } catch {
      throw new Error(`${String(words)} is not seen at ${await this.route()}, but:\n${await this.read()}`)
    }
  }

  /** Wait until the words are seen nowhere. */
  async gone(words: Words, timeout = SEEN_MS): Promise<void> {
    const deadline = Date.now() + timeout
    while ((await this.text(words).count()) > 0) {
      if (Date.now() > deadline) throw new Error(`${String(words)} is still seen`)
      await this.page.waitForTimeout(50)
    }
  }

  async isSeen(words: Words): Promise<boolean> {
    return (await this.text(words).count()) > 0
  }

  /** All that can be read on the phone now. */
  async read(): Promise<string> {
    return this.page.locator('.phone').innerText()
  }

  // ---- what is done

  /** Tap what shows these words; with several, the one at `index` (from the top; -1 the last). */
  async tap(words: Words, index = 0): Promise<void> {
    await this.text(words).nth(index).click({ timeout: SEEN_MS })
  }

  async tapRole(role: 'button' | 'checkbox' | 'radio' | 'switch' | 'img' | 'link', name: Words): Promise<void> {
    await this.page.getByRole(role, { name }).filter({ visible: true }).first().click({ timeout: SEEN_MS })
  }

  /** The input with this placeholder or accessible name. */
  field(name: Words): Locator {
    const named = this.page.getByPlaceholder(name).or(this.page.getByLabel(name))
    return named.and(this.page.locator('input, textarea')).filter({ visible: true }).first()
  }

  /** Type as a person does, so that every input event comes. */
  async fill(name: Words, value: string): Promise<void> {
    const field = this.field(name)
    await field.click({ timeout: SEEN_MS })
    await field.fill(value)
  }

  /** Tap one of the tabs at the bottom. */
  async tab(text: string): Promise<void> {
    await this.page.locator('.phone-tabs').getByText(text, { exact: true }).click({ timeout: SEEN_MS })
  }

  /** Tap the arrow at the left of the navigation bar. */
  async back(): Promise<void> {
    await this.page.getByRole('button', { name: '返回' }).filter({ visible: true }).first().click({ timeout: SEEN_MS })
  }

  /** Choose files when something that is tapped asks for them. */
  async chooseFiles(files: string[], tap: () => Promise<void>): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser', { timeout: SEEN_MS }), tap()])
    await chooser.setFiles(files)
  }

  /** Drag with the finger from a place to another, in pixels of the screen. */
  async swipe(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const { mouse } = this.page
    await mouse.move(...from)
    await mouse.down()
    await mouse.move(...to, { steps: 8 })
    await mouse.up()
  }

  /** Scroll the page under the middle of the screen. */
  async scroll(by: number): Promise<void> {
    await this.page.mouse.move(187, 400)
    await this.page.mouse.wheel(0, by)
  }

  /** Open a page as a link from outside does: every page that was open is left. */
  async open(url: string): Promise<void> {
    await this.page.evaluate(
      (target) => (globalThis as unknown as { __phone: Opened }).__phone.wx['reLaunch']?.({ url: target }),
      url.startsWith('/') ? url : `/${url}`,
    )
  }

  /** Change the network, the font size or the person's telephone number while the phone runs. */
  async set(change: Partial<Omit<PhoneSettings, 'openid'>>): Promise<void> {
    this.#settings = { ...this.#settings, ...change }
    const message = JSON.stringify({ type: 'settings', settings: this.#settings })
    await this.page.evaluate(`window.postMessage(${message}, location.origin)`)
    // A message is delivered after those before it.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)))
  }

  /** Start the mini-program anew, as after it was swept away. */
  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }

  // ---- what the phone knows of itself

  route(): Promise<string> {
    return this.page.evaluate(() => (globalThis as unknown as { __phone: Opened }).__phone.route())
  }

  async atRoute(route: string, timeout = SEEN_MS): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { __phone: Opened }).__phone.route().replace(/^\//, '').split('?')[0] === wanted,
      route.replace(/^\//, ''),
      { timeout },
    )
  }

  calls(): Promise<CallRecord[]> {
    return this.page.evaluate(() => [...(globalThis as unknown as { __phone: Opened }).__phone.calls])
  }

  setData(): Promise<{ page: string; bytes: number }[]> {
    return this.page.evaluate(() => [...(globalThis as unknown as { __phone: Opened }).__phone.setData])
  }

  /** The pictures that were put into the album. */
  saved(): Promise<SavedPicture[]> {
    return this.page.evaluate(() => [...(globalThis as unknown as { __phone: Opened }).__phone.saved])
  }

  problems(): Promise<string[]> {
    return this.page.evaluate(() => [...(globalThis as unknown as { __phone: Opened }).__phone.problems])
  }

  /** How many elements the page in front has. */
  nodes(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as { __phone: Opened }).__phone.nodes())
  }
}
