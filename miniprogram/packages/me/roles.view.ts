import {
  CLUSTERS,
  ESTATE_LIMITS,
  MAY_GRANT,
  ROLES,
  type Building,
  type ClusterId,
  type Grant,
  type GrantEvent,
  type Role,
} from '../../contract/estate'
import { clockText, dayText } from '../../core/day'
import { grantText, ROLE_NAMES } from '../../core/role-text'

/** The roles that these roles may hand out, in the order of the table. */
export const grantable = (grants: readonly Grant[]): Role[] =>
  ROLES.filter((role) => grants.some((grant) => MAY_GRANT[grant.role].includes(role)))

export interface Choice {
  value: string
  text: string
  isOn: boolean
}

/** What is chosen of an invitation so far. */
export interface InviteForm {
  role: Role | null
  cluster: ClusterId
  buildings: string[]
}

const needsBuildings = (role: Role | null): boolean => role === 'mediator' || role === 'worker'
export const needsCluster = (role: Role | null): boolean => needsBuildings(role) || role === 'leader'

export const roleChoices = (roles: readonly Role[], chosen: Role | null): Choice[] =>
  roles.map((value) => ({ value, text: ROLE_NAMES[value], isOn: value === chosen }))

export const clusterChoices = ({ role, cluster }: InviteForm): Choice[] =>
  needsCluster(role) ? CLUSTERS.map((value) => ({ value, text: `${value}区`, isOn: value === cluster })) : []

export const buildingChoices = ({ role, cluster, buildings }: InviteForm, all: readonly Building[]): Choice[] =>
  needsBuildings(role)
    ? all
        .filter((building) => building.cluster === cluster)
        .map(({ id }) => ({ value: id, text: `${id.slice(1)}栋`, isOn: buildings.includes(id) }))
    : []

/** A mediator has one building; a worker several, up to the limit. */
export function toggleBuilding({ role, buildings }: InviteForm, building: string): string[] {
  if (role === 'mediator') return [building]
  if (buildings.includes(building)) return buildings.filter((one) => one !== building)
  return buildings.length < ESTATE_LIMITS.buildingsPerWorker ? [...buildings, building] : buildings
}

/** The role once all it needs is chosen; null before. */
export function grantOf({ role, cluster, buildings }: InviteForm): Grant | null {
  const [building] = buildings
  if (role === 'staff' || role === 'admin') return { role }
  if (role === 'leader') return { role, cluster }
  if (building === undefined) return null
  if (role === 'mediator') return { role, cluster, building }
  return role === 'worker' ? { role, cluster, buildings } : null
}

/** What is sent to the invited person. */
export const inviteText = (grant: Grant, code: string, expiresAt: number, now: number): string =>
  `请您来家门口当${grantText(grant)}。打开小程序“家门口”→我的→用邀请码加入，填 ${code}，${dayText(expiresAt, now)}前有效。`

export interface EventView {
  id: string
  text: string
  when: string
  /** offers to take the role back */
  mayRevoke: boolean
}

const nameText = (name: string): string => name || '（名字已删）'

function eventText({ what, grant, by, who }: GrantEvent): string {
  const role = grantText(grant)
  if (what === 'invited') return `${nameText(by)} 做了邀请码：${role}`
  if (what === 'granted') return `${nameText(who ?? '')} 当了${role}（${nameText(by)}邀请）`
  return `${nameText(by)} 收回了 ${nameText(who ?? '')} 的${role}`
}

export function eventViews(
  events: readonly GrantEvent[],
  roles: readonly Role[],
  now: number = Date.now(),
): EventView[] {
  const taken = new Set<string>()
  // newest first: whatever comes before a grant happened after it
  return events.map((event) => {
    const key = `${event.person ?? ''} ${grantText(event.grant)}`
    const mayRevoke = event.what === 'granted' && !taken.has(key) && roles.includes(event.grant.role)
    if (event.what !== 'invited') taken.add(key)
    return { id: event.id, text: eventText(event), when: clockText(event.at, now), mayRevoke }
  })
}
