/** Phones of those who work on cases, on an estate where everybody has a home or a role. */
import { look, move, report, type ReportInput } from '../functions/case-helpers'
import { settle, SETTINGS, type People, type Person } from '../functions/people'
import { isOpen } from '../../miniprogram/contract/cases'
import { openPhones, type Phone, type Phones } from './browser'

/** a busy machine draws late */
export const SLOW = 20_000

export const WORK = '/packages/grid/pages/work/index'
export const CASE = '/packages/cases/pages/case/index'
export const BOARD = '/packages/grid/pages/board/index'

export const casePage = (id: string): string => `${CASE}?id=${id}`

export interface Grid {
  readonly phones: Phones
  readonly people: People
  /** Report a case that is taken back after the test, so that no list has what another test left. */
  reported(who: Person, input: ReportInput): Promise<{ id: string; handler: string }>
  /** A phone that is closed after the test. */
  phoneOf(who: Pick<Person, 'openid'>, path: string): Promise<Phone>
}

/** Opens them for one test file. */
export function useGrid(): Grid {
  let phones: Phones
  let people: People
  const open = new Set<Phone>()
  const reports: { who: Person; id: string }[] = []

  jest.setTimeout(180_000)
  beforeAll(async () => {
    phones = await openPhones({ seed: false, functionEnv: SETTINGS, functions: ['cases', 'estate', 'messages'] })
    people = await settle(phones.cloud)
  })
  afterAll(() => phones.stop())
  afterEach(async () => {
    await Promise.all([...open].map((phone) => phone.close()))
    open.clear()
    for (const { who, id } of reports.splice(0)) {
      const { state } = await look(phones.cloud, who, id)
      if (isOpen(state)) await move(phones.cloud, who, id, { move: 'withdraw' })
    }
  })

  return {
    get phones() {
      return phones
    },
    get people() {
      return people
    },
    async reported(who, input) {
      const { id, handler } = await report(phones.cloud, who, input)
      reports.push({ who, id })
      return { id, handler }
    },
    async phoneOf({ openid }, path) {
      const phone = await phones.phone(openid, { path })
      open.add(phone)
      return phone
    },
  }
}

/** What is done now, whether the button stands on the page or behind "more". */
export async function act(phone: Phone, name: string): Promise<void> {
  const more = /^(更多|还能做什么)$/
  await phone.text(name).or(phone.text(more)).first().waitFor({ timeout: SLOW })
  if (!(await phone.isSeen(name))) await phone.tap(more)
  try {
    await phone.see(name, SLOW)
  } catch {
    throw new Error(`“${name}” is not on the phone:\n${await phone.read()}`)
  }
  await phone.tap(name, -1)
}

/** Routes that were called since. */
export const callsFrom = async (phone: Phone, before: number): Promise<string[]> =>
  (await phone.calls()).slice(before).map(({ name }) => name)
