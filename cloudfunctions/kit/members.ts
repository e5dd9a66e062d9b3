import type { ClusterId, Grant, Home, Leave, Role } from '../../miniprogram/contract/estate'
import type { Template } from '../../miniprogram/contract/messages'
import { Collection } from './db'

/** A person of the community. `_id` is the openid and never leaves the server; `id` is the public name for it. */
export interface Member {
  _id: string
  id: string
  name: string | null
  phone: string | null
  home: Home | null
  grants: Grant[]
  /** see roleKeys(); indexed, so that those who serve a building are one query */
  roleKeys: string[]
  leave: Leave | null
  /** subscribe messages this person still allows, by template */
  quota: Partial<Record<Template, number>>
  createdAt: number
  /** grows with every change; the guard of updateIf */
  version: number
}

export const members = new Collection<Member>('members')

/**
 * How roles are looked up: "mediator:A18", "worker:A18", "grid:A" (workers and leaders of a cluster), "leader:A",
 * "staff", "admin".
 */
export function roleKeys(grants: readonly Grant[]): string[] {
  const keys = grants.flatMap((grant) => {
    if (grant.role === 'mediator') return [`mediator:${grant.building}`]
    if (grant.role === 'worker') return [...grant.buildings.map((b) => `worker:${b}`), `grid:${grant.cluster}`]
    if (grant.role === 'leader') return [`leader:${grant.cluster}`, `grid:${grant.cluster}`]
    return [grant.role]
  })
  return [...new Set(keys)]
}

export function newMember(openid: string, id: string, now: number): Member {
  return {
    _id: openid,
    id,
    name: null,
    phone: null,
    home: null,
    grants: [],
    roleKeys: [],
    leave: null,
    quota: {},
    createdAt: now,
    version: 1,
  }
}

/** The roles a person has now. The first administrator is named by the function setting FIRST_ADMIN, before any grant exists. */
export function grantsOf(openid: string, member: Member | null): readonly Grant[] {
  const grants = member?.grants ?? []
  const isFirst = openid === process.env.FIRST_ADMIN && !grants.some(({ role }) => role === 'admin')
  return isFirst ? [...grants, { role: 'admin' }] : grants
}

export const hasRole = (grants: readonly Grant[], role: Role): boolean => grants.some((grant) => grant.role === role)

export const leadsCluster = (grants: readonly Grant[], cluster: ClusterId): boolean =>
  grants.some((grant) => grant.role === 'leader' && grant.cluster === cluster)

export const worksIn = (grants: readonly Grant[], cluster: ClusterId): boolean =>
  grants.some((grant) => grant.role === 'worker' && grant.cluster === cluster)

export const mediatesIn = (grants: readonly Grant[], building: string): boolean =>
  grants.some((grant) => grant.role === 'mediator' && grant.building === building)
