/** Phones on which something is reported. */
import type { CaseRow } from '../../miniprogram/contract/cases'
import type { Page } from '../../miniprogram/contract/paging'
import { openPhones, type Phone, type Phones } from './browser'

export const REPORT = '/packages/cases/pages/report/index'

export interface Reports {
  readonly phones: Phones
  /** A phone whose taps are counted. */
  counted(openid: string, path?: string): Promise<{ phone: Phone; tap: Phone['tap']; taps: () => number }>
  /** The cases that this person has reported. */
  mine(openid: string): Promise<CaseRow[]>
  /** To the form of "a lamp is out", which asks little. */
  lampForm(openid: string): Promise<Phone>
}

/** Opens them for one test file. */
export function useReports(): Reports {
  let phones: Phones
  jest.setTimeout(90_000)
  beforeAll(async () => {
    phones = await openPhones({ functions: ['cases', 'estate', 'messages'] })
  }, 120_000)
  afterAll(() => phones.stop(), 60_000)

  const counted: Reports['counted'] = async (openid, path) => {
    const phone = await phones.phone(openid, path === undefined ? {} : { path })
    let taps = 0
    const tap: Phone['tap'] = async (words, index) => {
      taps += 1
      await phone.see(words, 15_000)
      await phone.tap(words, index)
    }
    return { phone, tap, taps: () => taps }
  }
  return {
    get phones() {
      return phones
    },
    counted,
    async mine(openid) {
      const answer = await phones.cloud.call<Page<CaseRow>>(openid, 'cases.mine', {})
      return answer.ok ? answer.data.rows : []
    },
    async lampForm(openid) {
      const { phone, tap } = await counted(openid, REPORT)
      await tap('设施坏了')
      await tap('灯不亮')
      await phone.see('送出')
      return phone
    },
  }
}
