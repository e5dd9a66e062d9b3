import type { Context } from '../kit/context'
import type { Actor } from './claim.rules'

/** Who calls, as the rules of claims know people. */
export const actorOf = ({ openid, member, grants }: Context): Actor => ({
  openid,
  name: member?.name ?? null,
  grants,
  enterprises: member?.enterprises ?? [],
})
