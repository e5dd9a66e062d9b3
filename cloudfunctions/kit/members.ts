import {
  roleKeys,
  type ClusterId,
  type Grant,
  type Home,
  type Leave,
  type Role,
} from '../../miniprogram/contract/estate'
import type { MyEnterprise } from '../../miniprogram/contract/enterprises'
import type { Template } from '../../miniprogram/contract/messages'
import { Collection, wait } from './db'
import { AppError } from './errors'
import { newId } from './ids'

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
  /** absent: none */
  enterprises?: MyEnterprise[]
  /** subscribe messages this person still allows, by template */
  quota: Partial<Record<Template, number>>
  createdAt: number
  /** grows with every change; the guard of updateIf */
  version: number
}

export const members = new Collection<Member>('members')

export { roleKeys }

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

/** The fields of a member that may be changed; roleKeys follow the grants. */
export type MemberChange = Partial<
  Pick<Member, 'name' | 'phone' | 'home' | 'grants' | 'leave' | 'enterprises' | 'quota'>
>

const SAVE_ATTEMPTS = 12
const FIRST_WAIT_MS = 5
const LONGEST_WAIT_MS = 200

/**
 * Saves what `decide` makes of the person; the document is made with the first thing a person leaves with us.
 * When somebody else changes it in between, `decide` is asked again about what is there now, so no change is lost.
 * One request as long as nobody interferes. `decide` may refuse by throwing.
 */
export async function saveMember(
  { openid, member: known, now }: { openid: string; member: Member | null; now: number },
  decide: (member: Member) => MemberChange,
): Promise<Member> {
  let member = known
  for (let attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
    const saved = await saveOnce(openid, member, now, decide)
    if (saved) return saved
    await wait(Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS))
    member = await members.get(openid)
  }
  throw new AppError('CONFLICT')
}

async function saveOnce(
  openid: string,
  known: Member | null,
  now: number,
  decide: (member: Member) => MemberChange,
): Promise<Member | null> {
  const member = known ?? newMember(openid, newId(now), now)
  const change = decide(member)
  const roles = change.grants ? { roleKeys: roleKeys(change.grants) } : {}
  if (!known) {
    const made = { ...member, ...change, ...roles }
    return (await members.insertOnce(made)) ? made : null
  }
  const version = known.version + 1
  const isSaved = await members.updateIf({ _id: openid, version: known.version }, { ...change, ...roles, version })
  return isSaved ? { ...known, ...change, ...roles, version } : null
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
