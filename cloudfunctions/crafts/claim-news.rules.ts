/** Who is told of an event of a claim. */
import type { ClaimCommand } from '../../miniprogram/contract/crafts'
import type { CraftNews } from '../../miniprogram/contract/messages'
import type { ClaimDoc, EventDoc } from './model.rules'

const TO_WORKER: { readonly [C in ClaimCommand]?: CraftNews } = {
  count: 'counted',
  settle: 'settled',
  lapse: 'lapsed',
  expire: 'take_expired',
}
const TO_ENTERPRISE: { readonly [C in ClaimCommand]?: CraftNews } = { hand_in: 'handed_in', object: 'objected' }

export interface ClaimNews {
  about: 'claim'
  subject: string
  eventNo: number
  at: number
  what: CraftNews
  title: string
}

type Subject = Pick<ClaimDoc, '_id' | 'name'>

const newsOf = ({ _id, name }: Subject, { no, at }: Pick<EventDoc, 'no' | 'at'>, what: CraftNews): ClaimNews => ({
  about: 'claim',
  subject: _id,
  eventNo: no,
  at,
  what,
  title: name,
})

/** null: nothing that the worker has to know */
export function newsForWorker(claim: Subject, event: EventDoc): ClaimNews | null {
  const what = TO_WORKER[event.command]
  return what ? newsOf(claim, event, what) : null
}

export function newsForEnterprise(claim: Subject, event: EventDoc): ClaimNews | null {
  const what = TO_ENTERPRISE[event.command]
  return what ? newsOf(claim, event, what) : null
}

/** Said once a take, in the name of the event that made it. */
export const warnNews = (claim: Subject, now: number): ClaimNews => newsOf(claim, { no: 1, at: now }, 'take_warn')
