/** The estate's documents as people may see them. */
import type { Building, Colleague } from '../../miniprogram/contract/estate'
import type { BuildingDoc } from '../kit/buildings'
import { leaveAt } from '../kit/me-view'
import type { Member } from '../kit/members'

export { meView } from '../kit/me-view'

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
