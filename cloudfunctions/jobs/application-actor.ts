import type { Context } from '../kit/context'
import type { Actor } from './application.rules'

/** Who calls, as the rules of applications know people. */
export const actorOf = ({ openid, member }: Context): Actor => ({ openid, enterprises: member?.enterprises ?? [] })
