/** Who gets a case: by place, kind and leave. */
import { kindOf, type CaseKind } from '../../miniprogram/contract/case-kinds'
import type { ClusterId } from '../../miniprogram/contract/estate'
import type { Handler, Person } from './model.rules'

export type Tier = 'mediator' | 'worker' | 'leader' | 'staff'
const TIERS: readonly Tier[] = ['mediator', 'worker', 'leader', 'staff']

export const DESK: Handler = { openid: null, id: 'desk', name: '社区值班台', role: 'staff' }

export interface Route {
  kind: CaseKind
  building: string
  cluster: ClusterId
  /** nobody handles the own report */
  reporter: string
  now: number
}

export const firstTier = (kind: CaseKind): Tier => kindOf(kind).hears

export function tierAfter(tier: Tier): Tier | null {
  return TIERS[TIERS.indexOf(tier) + 1] ?? null
}

function serves(person: Person, tier: Tier, { building, cluster }: Route): boolean {
  return person.grants.some((grant) => {
    if (grant.role !== tier) return false
    if (grant.role === 'mediator') return grant.building === building
    if (grant.role === 'worker') return grant.cluster === cluster && grant.buildings.includes(building)
    return grant.role === 'leader' && grant.cluster === cluster
  })
}

export const isAway = ({ leave }: Person, now: number): boolean => leave !== null && leave.from <= now && now < leave.to

export const asHandler = (person: Person, role: Tier): Handler => ({
  openid: person._id,
  id: person.id,
  name: person.name ?? '',
  role,
})

/** The person of this tier, or the stand-in of one on leave; null: nobody is left here. */
function ofTier(tier: Tier, people: readonly Person[], route: Route): Handler | null {
  if (tier === 'staff') return DESK
  const mayHandle = (person: Person) => person._id !== route.reporter && !isAway(person, route.now)
  // by public id, so that the choice does not depend on the order of the rows
  const own = people.filter((person) => serves(person, tier, route)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const present = own.find(mayHandle)
  if (present) return asHandler(present, tier)
  const standIns = own.filter((person) => isAway(person, route.now)).map(({ leave }) => leave?.standIn)
  const standIn = people.find((person) => standIns.includes(person.id) && mayHandle(person))
  return standIn ? asHandler(standIn, tier) : null
}

/** The handler at `tier` or, where nobody is there, at the next above; the desk at last. */
export function handlerFrom(tier: Tier, people: readonly Person[], route: Route): Handler {
  for (let at: Tier | null = tier; at !== null; at = tierAfter(at)) {
    const handler = ofTier(at, people, route)
    if (handler) return handler
  }
  return DESK
}

/** What this person could handle the case as; null: nothing here. */
export function tierOf(person: Person, route: Route): Tier | null {
  const direct = TIERS.find((tier) => serves(person, tier, route))
  if (direct) return direct
  const isInGrid = person.grants.some((grant) => grant.role === 'worker' && grant.cluster === route.cluster)
  return isInGrid ? 'worker' : null
}
