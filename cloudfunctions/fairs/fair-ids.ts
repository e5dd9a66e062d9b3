import type { Context } from '../kit/context'
import { digest } from '../kit/ids'

/** One sign-up a person a fair: a repeated call makes none twice, and who comes back finds the old one. */
export const signupId = (fair: string, openid: string): string => digest(`fair ${fair} ${openid}`)

/** Of somebody without a phone: one a call of the desk. */
export const walkInId = (fair: string, { openid, requestId }: Context): string =>
  digest(`walk-in ${fair} ${openid} ${requestId}`)

/** One booth an enterprise a fair. */
export const boothId = (fair: string, enterprise: string): string => `${fair}.${enterprise}`

/** The other way round; a talk's id begins with that of its booth. */
export function partsOf(booth: string): { fair: string; enterprise: string } {
  const [fair = '', enterprise = ''] = booth.split('.')
  return { fair, enterprise }
}

/** One-way name of a call, kept in what it changed. */
export const callMark = ({ openid, requestId }: Pick<Context, 'openid' | 'requestId'>): string =>
  digest(`${openid} ${requestId}`)
