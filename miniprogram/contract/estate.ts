import type { MyEnterprise } from './enterprises'
import type { Template } from './messages'
import type { Page, PageRequest } from './paging'

export const CLUSTERS = ['A', 'B', 'C', 'D', 'E'] as const
export type ClusterId = (typeof CLUSTERS)[number]

/** One stair of a building, with its lifts by name. */
export interface Unit {
  no: number
  floors: number
  roomsPerFloor: number
  lifts: string[]
}

/** id such as "A18": cluster letter and number in the cluster */
export interface Building {
  id: string
  cluster: ClusterId
  name: string
  units: Unit[]
}

export interface Home {
  building: string
  unit: number
  floor: number
  /** room on the floor, 1 … roomsPerFloor */
  room: number
}

/**
 * What a person may be besides a resident, and over what.
 * mediator: one building; worker: some buildings of one cluster; leader: one cluster; staff and admin: the estate.
 */
export const ROLES = ['mediator', 'worker', 'leader', 'staff', 'admin'] as const
export type Role = (typeof ROLES)[number]

export type Grant =
  | { role: 'mediator'; cluster: ClusterId; building: string }
  | { role: 'worker'; cluster: ClusterId; buildings: string[] }
  | { role: 'leader'; cluster: ClusterId }
  | { role: 'staff' }
  | { role: 'admin' }

/** Does somebody with these roles deal with cases of others? The administrator alone does not. */
export const isCaseWorker = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role !== 'admin')

/** Who may hand out which role; staff run the community, the administrator appoints staff. */
export const MAY_GRANT: { readonly [R in Role]: readonly Role[] } = {
  mediator: [],
  worker: [],
  leader: [],
  staff: ['mediator', 'worker', 'leader'],
  admin: ['mediator', 'worker', 'leader', 'staff', 'admin'],
}

export const ESTATE_LIMITS = {
  nameCharacters: 20,
  buildingsPerWorker: 20,
  rolesPerPerson: 10,
  /** days an invitation code is good for */
  invitationDays: 7,
  /** characters of an invitation code, 5 bits each */
  codeCharacters: 10,
  leaveDays: 60,
  /** how far ahead a leave may begin */
  leaveAheadDays: 180,
  /** base64 characters of a code's picture: it goes to the page in one setData */
  codePictureCharacters: 60_000,
} as const

/** Absence of a worker; cases go to the stand-in from `from` until `to` (epoch ms, end exclusive). */
export interface Leave {
  from: number
  to: number
  /** id (not openid) of the worker of the same cluster who stands in; null: the grid leader decides */
  standIn: string | null
}

export interface Me {
  /** the public id of this person inside the community; null until the person leaves something with us */
  id: string | null
  name: string | null
  /** 138****5678 */
  phoneMasked: string | null
  home: Home | null
  grants: Grant[]
  leave: Leave | null
  /** ids of the subscribe-message templates, as WeChat's sheet wants them; those that are set up */
  templates: { [T in Template]?: string }
  /** enterprises this person acts for */
  enterprises: MyEnterprise[]
}

/** A colleague as colleagues see each other: no telephone, no openid. */
export interface Colleague {
  id: string
  name: string
  grants: Grant[]
  leave: Leave | null
}

/** Every change of roles, read by staff; never changed. */
export interface GrantEvent {
  id: string
  at: number
  /** invited: a code was made; granted: it was used; revoked */
  what: 'invited' | 'granted' | 'revoked'
  grant: Grant
  /** names of those concerned as they are now; "" for one who had the name deleted; `who` is null for an invitation */
  by: string
  who: string | null
  /** public id of `who`, to take the role from */
  person: string | null
}

/** Who looked at this person's name and telephone, and why. */
export interface LookEvent {
  at: number
  by: string
  /** enterprise, employer: one who acts for it, over piece-work or an application; `by` names the enterprise too */
  role: Role | 'enterprise' | 'employer'
  /** id of the case that called for it, or of the piece-work or application when an enterprise looked */
  subject: string
}

/** All that is kept of a person under that person's name. */
export interface Kept {
  profile: Omit<Me, 'templates'>
  /** in full: it is the person's own copy; everywhere else it is masked */
  phone: string | null
  /** subscribe messages still allowed, by template */
  quota: { [template: string]: number }
  since: number | null
  /** in plain Chinese: what else is kept and where to see it */
  note: string
}

/** A mini-program code to be printed. */
export interface CodePicture {
  /** PNG or JPEG in base64 */
  picture: string
  /** what the code is for and where it belongs, in one line with " · " between the two */
  caption: string
}

export interface EstateApi {
  'estate.buildings': { in: Record<string, never>; out: { buildings: Building[] } }
  'estate.me': { in: Record<string, never>; out: Me }
  /** cloud path under which this person uploads pictures now; another one each time it is asked for */
  'estate.uploads': { in: Record<string, never>; out: { prefix: string } }
  'estate.bind': { in: Home; out: Me }
  'estate.unbind': { in: Record<string, never>; out: Me }
  /** name and phone, each optional; null removes it */
  'estate.profile': { in: { name?: string | null; phone?: string | null }; out: Me }
  /** telephone by WeChat's own button: a code, single use */
  'estate.phone': { in: { code: string }; out: Me }
  'estate.invite': { in: { grant: Grant }; out: { code: string; expiresAt: number } }
  'estate.join': { in: { code: string; name: string }; out: Me }
  'estate.revoke': { in: { person: string; grant: Grant }; out: { done: true } }
  'estate.leave': { in: { leave: Leave | null; person?: string }; out: { leave: Leave | null } }
  /** the picture of a place code (see place-code.ts), for those who put codes up */
  'estate.code': { in: { code: string }; out: CodePicture }
  'estate.colleagues': { in: { cluster: ClusterId }; out: { colleagues: Colleague[] } }
  'estate.grants': { in: PageRequest; out: Page<GrantEvent> }
  'estate.looks': { in: PageRequest; out: Page<LookEvent> }
  /** all that is kept of this person, to copy (PIPL §45) */
  'estate.export': { in: Record<string, never>; out: Kept }
  /** deletes name, telephone, home; leaves enterprises; refuses while the person holds a role or owns an enterprise (PIPL §47) */
  'estate.erase': { in: Record<string, never>; out: { done: true } }
}

export function buildingCluster(building: string): ClusterId | null {
  const letter = building.slice(0, 1)
  return CLUSTERS.find((cluster) => cluster === letter) ?? null
}

/**
 * How roles are looked up: "mediator:A18", "worker:A18", "grid:A" (workers and leaders of a cluster), "leader:A",
 * "cluster:A" (all who serve the cluster: those and its mediators), "staff", "admin".
 */
export function roleKeys(grants: readonly Grant[]): string[] {
  const keys = grants.flatMap((grant) => {
    if (grant.role === 'staff' || grant.role === 'admin') return [grant.role]
    const cluster = `cluster:${grant.cluster}`
    if (grant.role === 'mediator') return [`mediator:${grant.building}`, cluster]
    const grid = [`grid:${grant.cluster}`, cluster]
    if (grant.role === 'leader') return [`leader:${grant.cluster}`, ...grid]
    return [...grant.buildings.map((building) => `worker:${building}`), ...grid]
  })
  return [...new Set(keys)]
}

/** The role keys of those who serve a building: its mediators, its workers, the grid of its cluster. */
export const rosterKeys = (building: string, cluster: ClusterId): string[] => [
  `mediator:${building}`,
  `worker:${building}`,
  `grid:${cluster}`,
]
