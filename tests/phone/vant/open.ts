/** The fixture whose pages hold vant's components, on one phone. */
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { openPhones, type Phone, type Phones } from '../browser'

const MINUTE = 60_000

export interface Vant {
  readonly phones: Phones
  readonly phone: Phone
  /** Wait until the page says that this happened last. */
  last(text: string | RegExp): Promise<void>
  /** Elements that are seen, by a part of vant's class names. */
  part(name: string): Locator
  /** Shows a page of the fixture to the tests of a group. */
  usePage(path: string): void
}

/** Opens it for one test file. */
export function useVant(): Vant {
  let phones: Phones
  let phone: Phone
  beforeAll(async () => {
    phones = await openPhones({ app: join(__dirname, 'app') })
  }, MINUTE)
  afterAll(() => phones.stop())
  return {
    get phones() {
      return phones
    },
    get phone() {
      return phone
    },
    last: (text) => phone.see(typeof text === 'string' ? new RegExp(`^最近：${text}$`) : text),
    part: (name) => phone.page.locator(`[class*="${name}"]`).filter({ visible: true }),
    usePage(path) {
      beforeAll(async () => {
        phone = await phones.phone('ada', { path })
      }, MINUTE)
      afterAll(() => phone.close())
    },
  }
}
