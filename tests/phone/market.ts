/** Phones in a market of jobs, for one test file. */
import { openMarket, type Market } from '../functions/jobs'
import { settle, SETTINGS, type Person } from '../functions/people'
import { openPhones, type Phone, type Phones } from './browser'

/** a busy machine draws late */
export const SLOW = 20_000
/** until a call whose answers are lost gives up */
export const LOST = 60_000

export interface Opened {
  readonly phones: Phones
  readonly market: Market
}

/** Opens them before the tests of a file, and closes every phone after each. */
export function useMarket(): { opened(): Opened; phoneAt(who: Pick<Person, 'openid'>, path: string): Promise<Phone> } {
  const open = new Set<Phone>()
  let opened: Opened
  jest.setTimeout(240_000)
  beforeAll(async () => {
    const phones = await openPhones({
      seed: false,
      functionEnv: SETTINGS,
      functions: ['jobs', 'enterprises', 'estate', 'cases', 'messages'],
    })
    opened = { phones, market: await openMarket(phones.cloud, await settle(phones.cloud)) }
  })
  afterAll(() => opened.phones.stop())
  afterEach(async () => {
    await Promise.all([...open].map((phone) => phone.close()))
    open.clear()
  })
  return {
    opened: () => opened,
    async phoneAt({ openid }, path) {
      const phone = await opened.phones.phone(openid, { path: `/${path}` })
      open.add(phone)
      return phone
    },
  }
}

/** Waits for the words; where they do not come, says what is there instead. */
export async function see(phone: Phone, words: string | RegExp, within = SLOW): Promise<void> {
  try {
    await phone.see(words, within)
  } catch {
    throw new Error(`“${String(words)}” is not on the phone:\n${await phone.read()}`)
  }
}

export async function tap(phone: Phone, words: string | RegExp, index = 0): Promise<void> {
  await see(phone, words)
  await phone.tap(words, index)
}
