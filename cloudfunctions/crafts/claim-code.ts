import { CRAFT_LIMITS } from '../../miniprogram/contract/crafts'
import { DAY, dayOf, HOUR, startOfDay } from '../kit/clock'
import { codeFrom } from '../kit/ids'
import type { ClaimDoc } from './model.rules'

/** Yesterday's code is good so long after midnight: the worker may have opened the page before. */
const GRACE_MS = HOUR

/** What the worker shows at the counter on that day. It follows from the openid, which never leaves the server. */
export const claimCode = ({ worker, _id }: Pick<ClaimDoc, 'worker' | '_id'>, now: number): string =>
  codeFrom(`counter ${worker} ${_id} ${dayOf(now)}`, CRAFT_LIMITS.codeCharacters)

/** The codes that are good now. */
export function codesAt(claim: Pick<ClaimDoc, 'worker' | '_id'>, now: number): string[] {
  const isEarly = now - startOfDay(now) < GRACE_MS
  return isEarly ? [claimCode(claim, now), claimCode(claim, now - DAY)] : [claimCode(claim, now)]
}
