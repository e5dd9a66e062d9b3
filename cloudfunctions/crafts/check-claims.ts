/** The timer of this function: untouched takes go back, silence agrees to a count; then what has to do with payments. */
import type { TimerCall } from '../kit/router'
import { craftMessageFor, tell } from '../kit/messages'
import { messageOf } from '../kit/sdk'
import { checkTrade } from './check-trade'
import { warnNews } from './claim-news.rules'
import { SYSTEM } from './claim.rules'
import * as repo from './claims.repo'
import { commitClaim } from './commit-claim'
import type { ClaimDoc } from './model.rules'

/** Claims of one run; the next one comes in ten minutes. */
const CLAIMS_PER_RUN = 100

export async function checkClaims(call: TimerCall): Promise<void> {
  for (const claim of await repo.findDue(call.now, CLAIMS_PER_RUN)) {
    try {
      await check(claim, call)
    } catch (error) {
      // one claim that went on meanwhile must not hold up the others
      call.log.error('check_claims', { claim: claim._id, reason: messageOf(error).slice(0, 120) })
    }
  }
  await checkTrade(call)
}

async function check(claim: ClaimDoc, { now }: TimerCall): Promise<void> {
  const isWarning = claim.state === 'taken' && claim.dueAt !== null && now < claim.dueAt
  if (isWarning) {
    await tell([craftMessageFor(claim.worker, warnNews(claim, now))])
    await repo.noteWarned(claim)
    return
  }
  await commitClaim({
    id: claim._id,
    actor: SYSTEM,
    step: {
      input: { move: claim.state === 'taken' ? 'expire' : 'lapse' },
      requestId: `system.${claim._id}.${claim.version}`,
      now,
    },
    seen: claim.version,
  })
}
