/** What the estate decides, without looking anything up. */
import {
  ESTATE_LIMITS,
  MAY_GRANT,
  ROLES,
  buildingCluster,
  type Building,
  type ClusterId,
  type Grant,
  type Home,
  type Leave,
  type Role,
} from '../../miniprogram/contract/estate'
import type { FieldProblem } from '../../miniprogram/contract/errors'

export type Problems = Record<string, FieldProblem>

const DAY_MS = 86_400_000

// ---- homes

/** Why there is no such home; null when there is. */
export function homeProblem(building: Pick<Building, 'units'> | null, home: Home): Problems | null {
  if (!building) return { building: 'not_found' }
  const unit = building.units.find(({ no }) => no === home.unit)
  if (!unit) return { unit: 'not_found' }
  if (home.floor > unit.floors) return { floor: 'not_found' }
  return home.room > unit.roomsPerFloor ? { room: 'not_found' } : null
}

// ---- roles

export const mayGrant = (grants: readonly Grant[], role: Role): boolean =>
  grants.some((grant) => MAY_GRANT[grant.role].includes(role))

/** The cluster a role serves; null for the estate's staff. */
export const clusterOf = (grant: Grant): ClusterId | null => ('cluster' in grant ? grant.cluster : null)

export const clustersServed = (grants: readonly Grant[]): ClusterId[] => [
  ...new Set(grants.map(clusterOf).filter((cluster) => cluster !== null)),
]

const isStaff = ({ role }: Grant) => role === 'staff' || role === 'admin'

/** Those who serve a cluster know each other; staff know all. */
export const maySeeCluster = (grants: readonly Grant[], cluster: ClusterId): boolean =>
  grants.some(isStaff) || clustersServed(grants).includes(cluster)

/** The buildings a role names; they must exist. */
export function buildingsOf(grant: Grant): string[] {
  if (grant.role === 'mediator') return [grant.building]
  return grant.role === 'worker' ? grant.buildings : []
}

/** The same role always looks the same: a worker's buildings once each, in order. */
export const tidyGrant = (grant: Grant): Grant =>
  grant.role === 'worker' ? { ...grant, buildings: [...new Set(grant.buildings)].sort(byNumber) } : grant

/** "A2" before "A10" */
export const byNumber = (a: string, b: string): number =>
  a.slice(0, 1).localeCompare(b.slice(0, 1)) || Number(a.slice(1)) - Number(b.slice(1))

function nameOf(grant: Grant): string {
  const tidy = tidyGrant(grant)
  return [tidy.role, clusterOf(tidy) ?? '', ...buildingsOf(tidy)].join(' ')
}

export const isSameGrant = (a: Grant, b: Grant): boolean => nameOf(a) === nameOf(b)

export const hasGrant = (grants: readonly Grant[], wanted: Grant): boolean =>
  grants.some((grant) => isSameGrant(grant, wanted))

export const withGrant = (grants: readonly Grant[], added: Grant): Grant[] =>
  hasGrant(grants, added) ? [...grants] : [...grants, added]

export const withoutGrant = (grants: readonly Grant[], taken: Grant): Grant[] =>
  grants.filter((grant) => !isSameGrant(grant, taken))

/** More roles than one person may hold. */
export const isPastRoleLimit = (grants: readonly Grant[]): boolean => grants.length > ESTATE_LIMITS.rolesPerPerson

/** Why a role cannot be given; `existing` are those of its buildings that exist. */
export function grantProblem(grant: Grant, existing: readonly string[]): Problems | null {
  const named = buildingsOf(grant)
  const field = grant.role === 'worker' ? 'grant.buildings' : 'grant.building'
  if (named.some((building) => !existing.includes(building))) return { [field]: 'not_found' }
  if (named.some((building) => buildingCluster(building) !== clusterOf(grant))) return { [field]: 'wrong_cluster' }
  return null
}

// ---- invitations

export interface InvitationState {
  expiresAt: number
  /** who used it */
  used: string | null
}

/** open: nobody used it; mine: this person began to use it, perhaps without getting to the end; dead: no use to this person. */
export function invitationFor(
  invitation: InvitationState | null,
  openid: string,
  now: number,
): 'open' | 'mine' | 'dead' {
  if (!invitation || invitation.expiresAt <= now) return 'dead'
  if (invitation.used === null) return 'open'
  return invitation.used === openid ? 'mine' : 'dead'
}

// ---- leave

/** A person as far as leave is concerned. */
export interface Absent {
  id: string
  grants: readonly Grant[]
  leave: Leave | null
}

/** Only those who serve a cluster can be missed there. */
export const servesCluster = (grants: readonly Grant[]): boolean => clustersServed(grants).length > 0

/** For another person's leave: staff, or the leader of a cluster which that person serves. */
export function mayManageLeave(grants: readonly Grant[], person: Absent): boolean {
  if (grants.some(isStaff)) return true
  const served = clustersServed(person.grants)
  return grants.some((grant) => grant.role === 'leader' && served.includes(grant.cluster))
}

const overlaps = (a: Leave, b: Leave) => a.from < b.to && b.from < a.to

/** Why the leave cannot be so; `standIn` is the person named by leave.standIn, null when there is none such. */
export function leaveProblem(leave: Leave, person: Absent, standIn: Absent | null, now: number): Problems | null {
  if (leave.from >= leave.to) return { 'leave.to': 'too_small' }
  if (leave.to <= now) return { 'leave.to': 'past' }
  if (leave.to - leave.from > ESTATE_LIMITS.leaveDays * DAY_MS) return { 'leave.to': 'too_large' }
  if (leave.from > now + ESTATE_LIMITS.leaveAheadDays * DAY_MS) return { 'leave.from': 'too_large' }
  if (leave.standIn === null) return null
  if (leave.standIn === person.id) return { 'leave.standIn': 'not_a_choice' }
  const served = clustersServed(person.grants)
  const isColleague = standIn?.grants.some((grant) => grant.role === 'worker' && served.includes(grant.cluster))
  if (!standIn || !isColleague) return { 'leave.standIn': 'not_a_choice' }
  return standIn.leave && overlaps(standIn.leave, leave) ? { 'leave.standIn': 'on_leave' } : null
}

// ---- order of people

/** Leaders first, then workers, then mediators; by name within. */
export function byRoleThenName(a: { name: string; grants: Grant[] }, b: { name: string; grants: Grant[] }): number {
  const rank = ({ grants }: { grants: Grant[] }) => Math.max(...grants.map(({ role }) => ROLES.indexOf(role)))
  return rank(b) - rank(a) || a.name.localeCompare(b.name, 'zh-CN')
}
