/** What the notices decide, without looking anything up. */
import type { ErrorCode, FieldProblem } from '../../miniprogram/contract/errors'
import { CLUSTERS, type ClusterId, type Grant, type Home, type Role } from '../../miniprogram/contract/estate'
import {
  mayPublish,
  NOTICE_LIMITS,
  publishesTo,
  readerKeys,
  type Audience,
  type NoticeState,
} from '../../miniprogram/contract/notices'

const DAY_MS = 86_400_000

/** A notice as far as it is decided upon. */
export interface Known {
  audience: Audience
  keys: readonly string[]
  endsAt: number
  endedAt: number | null
  version: number
}

export interface Person {
  home: Home | null
  grants: readonly Grant[]
}

export function stateAt({ endsAt, endedAt }: Pick<Known, 'endsAt' | 'endedAt'>, now: number): NoticeState {
  if (endedAt !== null) return 'taken_down'
  return endsAt > now ? 'current' : 'over'
}

const concerns = ({ keys }: Known, { home, grants }: Person): boolean =>
  readerKeys(home, grants).some((key) => keys.includes(key))

/** Whom it concerns reads it while it is current; who answers for it, always. */
export const mayRead = (notice: Known, person: Person, now: number): boolean =>
  mayPublish(person.grants, notice.audience) || (stateAt(notice, now) === 'current' && concerns(notice, person))

/** Why this person may not change it; one who may not even read it learns nothing. Null: may. */
export function changeRefusal(notice: Known, person: Person, now: number): ErrorCode | null {
  if (mayPublish(person.grants, notice.audience)) return null
  return mayRead(notice, person, now) ? 'FORBIDDEN' : 'NOT_FOUND'
}

/** Why the correction is too late; null: it is not. */
export function correctionRefusal(notice: Known, seen: number, now: number): ErrorCode | null {
  if (stateAt(notice, now) !== 'current') return 'NOT_NOW'
  return notice.version === seen ? null : 'CONFLICT'
}

/** What is wrong with the end; null: nothing. */
export function endProblem(endsAt: number, now: number): Record<string, FieldProblem> | null {
  if (endsAt <= now) return { endsAt: 'past' }
  return endsAt > now + NOTICE_LIMITS.days * DAY_MS ? { endsAt: `too_large:${NOTICE_LIMITS.days}` } : null
}

/** The same audience always looks the same: each place once, in order; all clusters are the estate. */
export function tidyAudience(audience: Audience): Audience {
  if (audience.to === 'estate') return audience
  if (audience.to === 'buildings')
    return { to: 'buildings', buildings: [...new Set(audience.buildings)].sort(byNumber) }
  const clusters = CLUSTERS.filter((cluster) => audience.clusters.includes(cluster))
  return clusters.length === CLUSTERS.length ? { to: 'estate' } : { to: 'clusters', clusters }
}

/** "A2" before "A10" */
const byNumber = (a: string, b: string): number =>
  a.slice(0, 1).localeCompare(b.slice(0, 1)) || Number(a.slice(1)) - Number(b.slice(1))

/** The role in which somebody publishes: the highest that allows it. */
export const authorRole = (grants: readonly Grant[]): Role =>
  (['staff', 'admin', 'leader'] as const).find((role) => grants.some((grant) => grant.role === role)) ?? 'leader'

/** What a person answers for: the staff for all, a leader for what lies in the own clusters alone. */
export function scopesOf(grants: readonly Grant[]): (ClusterId | 'estate')[] {
  const { estate, clusters } = publishesTo(grants)
  return estate ? ['estate', ...clusters] : [...clusters]
}

export const seesAuthors = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => role === 'staff' || role === 'admin')
