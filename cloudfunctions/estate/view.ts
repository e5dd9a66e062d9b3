/** The estate's documents as people may see them. */
import type { Building, Colleague, Me } from '../../miniprogram/contract/estate'
import type { BuildingDoc } from '../kit/buildings'
import { grantsOf, type Member } from '../kit/members'
import { leaveAt, maskPhone } from './rules'

/** A person to that person: the telephone masked, for others may look over the shoulder. */
export function meView(openid: string, member: Member | null, now: number): Me {
  return {
    id: member?.id ?? null,
    name: member?.name ?? null,
    phoneMasked: member?.phone ? maskPhone(member.phone) : null,
    home: member?.home ?? null,
    grants: [...grantsOf(openid, member)],
    leave: leaveAt(member?.leave ?? null, now),
  }
}

/** A person to colleagues. */
export const colleagueView = ({ id, name, grants, leave }: Member, now: number): Colleague => ({
  id,
  name: name ?? '',
  grants,
  leave: leaveAt(leave, now),
})

export const buildingView = ({ _id, cluster, name, units }: BuildingDoc): Building => ({
  id: _id,
  cluster,
  name,
  units,
})
