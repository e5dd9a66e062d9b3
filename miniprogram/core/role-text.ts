import type { Grant, Role } from '../contract/estate'
import { buildingText } from './place-text'

export const ROLE_NAMES: { readonly [R in Role]: string } = {
  mediator: '党员中心户',
  worker: '网格员',
  leader: '网格长',
  staff: '社区干部',
  admin: '管理员',
}

/** A role with what it is over: A区18栋党员中心户, A组团网格员（1、2、3栋）. */
export function grantText(grant: Grant): string {
  const name = ROLE_NAMES[grant.role]
  if (grant.role === 'mediator') return `${buildingText(grant.building)}${name}`
  if (grant.role === 'leader') return `${grant.cluster}组团${name}`
  if (grant.role !== 'worker') return name
  return `${grant.cluster}组团${name}（${grant.buildings.map((building) => building.slice(1)).join('、')}栋）`
}
