/** A fair for phones: booths of three firms, people with a card, and the pages by their addresses. */
import { arrange, book, firms, jobSeekers, nextFair, signUp, type Fair, type Firm } from '../functions/fairs'
import { openMarket } from '../functions/jobs'
import { settle, SETTINGS, type Person } from '../functions/people'
import { openPhones, type Phone, type Phones } from './browser'

/** a busy machine draws late */
export const SLOW = 20_000
/** until a call whose answers are lost gives up */
export const LOST = 60_000

export const PACKAGE = 'packages/fairs/pages'
export const pageOf = (page: string, query: string): string => `${PACKAGE}/${page}/index?${query}`

export interface Hall {
  phones: Phones
  fair: Fair
  shops: Firm[]
  /** ids, in the order of the firms */
  booths: string[]
  phoneOf(person: Pick<Person, 'openid'>, path: string): Promise<Phone>
  /** every phone that was opened */
  close(): Promise<void>
}

/** The next market with booths booked by so many firms. */
export async function openHall(booked: number): Promise<Hall> {
  const functions = ['fairs', 'jobs', 'estate', 'cases', 'messages', 'enterprises']
  const phones = await openPhones({ seed: false, functionEnv: SETTINGS, functions, only: functions })
  const { cloud } = phones
  const market = await openMarket(cloud, await settle(cloud))
  await cloud.timer('fairs')
  const fair: Fair = { ...market, fair: (await nextFair(cloud, market.seeker)).id }
  const shops = await firms(cloud, Math.max(3, booked))
  const booths: string[] = []
  for (const shop of shops.slice(0, booked)) booths.push((await book(cloud, shop, fair.fair)).id)
  const open = new Set<Phone>()
  return {
    phones,
    fair,
    shops,
    booths,
    async phoneOf({ openid }, path) {
      const phone = await phones.phone(openid, { path: `/${path}` })
      open.add(phone)
      return phone
    },
    async close() {
      await Promise.all([...open].map((phone) => phone.close()))
      open.clear()
    },
  }
}

/** People who are signed up for the first booth. */
export async function signedUp({ phones, fair, booths }: Hall, count: number): Promise<Person[]> {
  const people = jobSeekers(phones.cloud, count)
  for (const person of people) await signUp(phones.cloud, person, fair.fair, booths.slice(0, 1))
  return people
}

export { arrange }
