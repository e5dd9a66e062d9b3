/** A person to that person. */
import type { Leave, Me } from '../../miniprogram/contract/estate'
import { grantsOf, type Member } from './members'
import { templateIds } from './templates'

/** 138****5678 */
export const maskPhone = (phone: string): string => phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')

/** A leave that is over is no leave. */
export const leaveAt = (leave: Leave | null, now: number): Leave | null => (leave && leave.to > now ? leave : null)

/** The telephone is masked, for others may look over the shoulder. */
export function meView(openid: string, member: Member | null, now: number): Me {
  return {
    id: member?.id ?? null,
    name: member?.name ?? null,
    phoneMasked: member?.phone ? maskPhone(member.phone) : null,
    home: member?.home ?? null,
    grants: [...grantsOf(openid, member)],
    leave: leaveAt(member?.leave ?? null, now),
    templates: templateIds(),
    enterprises: member?.enterprises ?? [],
  }
}
