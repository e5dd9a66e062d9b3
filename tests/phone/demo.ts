/** Phones on the demo estate, for those who live there and those who have just come. */
import type { Out } from '../../miniprogram/contract/api'
import type { Me } from '../../miniprogram/contract/estate'
import { openPhones, type Phone, type Phones } from './browser'

export const RESIDENT = 'demo-resident-1'
export const WORKER = 'demo-worker-A1'
/** a busy machine draws late */
export const LONG = 20_000

export interface Demo {
  readonly phones: Phones
  /** Somebody whom the estate has never seen. */
  newcomer(): string
  /** The data of a call that must succeed. */
  ok<T>(openid: string, route: string, input: unknown): Promise<T>
  me(openid: string): Promise<Me>
  /** RESIDENT has reported something that WORKER has accepted, and was told so. */
  told(): Promise<string>
}

/** Opens them for one test file. */
export function useDemo(name: string): Demo {
  let phones: Phones
  let people = 0
  jest.setTimeout(120_000)
  beforeAll(async () => {
    phones = await openPhones({ functions: ['cases', 'estate', 'messages'] })
  }, 120_000)
  afterAll(() => phones.stop(), 60_000)

  const ok: Demo['ok'] = async <T>(openid: string, route: string, input: unknown): Promise<T> => {
    const answer = await phones.cloud.call<T>(openid, route, input)
    if (!answer.ok) throw new Error(`${route}: ${JSON.stringify(answer.error)}`)
    return answer.data
  }
  return {
    get phones() {
      return phones
    },
    newcomer: () => `${name}-newcomer-${++people}`,
    ok,
    me: (openid) => ok<Me>(openid, 'estate.me', {}),
    async told() {
      const input = { kind: 'noise.plaza', place: { building: 'A1' }, text: '太吵了', answers: { when: 'now' } }
      const { id } = await ok<Out<'cases.report'>>(RESIDENT, 'cases.report', input)
      await ok(WORKER, 'cases.move', { id, version: 1, move: 'accept' })
      return id
    },
  }
}

/** What is asked as a page is opened: it is the bar that one call is enough. */
export async function callsOfOpening(phone: Phone, path: string, seen: string): Promise<string[]> {
  await phone.see(/您好/, LONG)
  const before = (await phone.calls()).length
  await phone.open(path)
  await phone.see(seen, LONG)
  return (await phone.calls()).slice(before).map(({ name }) => name)
}
