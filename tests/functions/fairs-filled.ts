/** Fairs with many people in them, made without routes. */
import { codeOf } from '../../cloudfunctions/fairs/check-code'
import { newSignup } from '../../cloudfunctions/fairs/signup.rules'
import { digest } from '../../cloudfunctions/kit/ids'
import type { TestCloud } from '../cloud'
import { fairOf } from './fairs'
import { insert } from './store'

/** Signs people up under these numbers. */
export function fillFair(cloud: TestCloud, fair: string, { from, to }: { from: number; to: number }): void {
  const { secret } = fairOf(cloud, fair)
  const people = Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index
    const entry = {
      id: digest(`${fair} ${number}`),
      fair,
      openid: `oP_filler_${number}_of_${fair}`,
      name: `来宾${number}`,
      kinds: ['waiter' as const],
      shifts: ['day' as const],
      wants: [],
      requestId: `filler-${number}`,
      now: cloud.now(),
    }
    return newSignup(entry, number, codeOf(secret, number), null)
  })
  insert(cloud, 'fair_signups', people)
}
