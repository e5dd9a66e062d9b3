import { buildingCluster, CLUSTERS, type ClusterId, type Grant, type Home, type Role } from './estate'
import type { Page, PageRequest } from './paging'

export const NOTICE_LIMITS = {
  titleCharacters: 30,
  textCharacters: 1000,
  /** buildings that one notice may name */
  buildings: 20,
  /** how far ahead a notice may end */
  days: 90,
  /** the end that the form proposes */
  usualDays: 7,
  /** after its end a notice is kept so long for those who answer for it */
  keptDays: 365,
} as const

export type Audience =
  { to: 'estate' } | { to: 'clusters'; clusters: ClusterId[] } | { to: 'buildings'; buildings: string[] }

/** current: people see it; over: its end has come; taken_down: somebody ended it before */
export type NoticeState = 'current' | 'over' | 'taken_down'

/** What an author writes; all but the audience can be corrected later. */
export interface NoticeText {
  title: string
  text: string
  pinned: boolean
  /** epoch ms */
  endsAt: number
}

export interface NoticeRow {
  id: string
  title: string
  /** the first words */
  excerpt: string
  pinned: boolean
  publishedAt: number
}

/** Who published it; "" for one who had the name deleted. */
export interface NoticeAuthor {
  role: Role
  name: string
}

export interface NoticeView extends NoticeText {
  id: string
  audience: Audience
  publishedAt: number
  /** when it was last corrected */
  changedAt: number | null
  state: NoticeState
  version: number
  /** this person may correct it and take it down */
  mayChange: boolean
  /** for staff only */
  author: NoticeAuthor | null
}

/** A row for those who answer for it. */
export interface ManagedNotice extends NoticeRow {
  audience: Audience
  endsAt: number
  state: NoticeState
  version: number
  /** for staff only */
  author: NoticeAuthor | null
}

/** What publishing, correcting and taking down answer; the same for a retried call. */
export interface NoticeSaved {
  id: string
  version: number
}

export interface NoticesApi {
  /** current ones for this person, pinned first, then the newest; without home or role those for the whole estate */
  'notices.list': { in: PageRequest; out: Page<NoticeRow> }
  'notices.get': { in: { id: string }; out: NoticeView }
  'notices.publish': { in: NoticeText & { audience: Audience }; out: NoticeSaved }
  'notices.change': { in: NoticeText & { id: string; version: number }; out: NoticeSaved }
  /** takes it down now; one that is not shown any more stays as it is */
  'notices.end': { in: { id: string }; out: NoticeSaved }
  /** those that this person answers for, also ended ones, newest first */
  'notices.managed': { in: PageRequest; out: Page<ManagedNotice> }
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** The clusters that an audience lies in; none for the whole estate. */
export function clustersOf(audience: Audience): ClusterId[] {
  if (audience.to === 'estate') return []
  if (audience.to === 'clusters') return unique(audience.clusters)
  return unique(audience.buildings.map(buildingCluster).filter((cluster) => cluster !== null))
}

/** Under what a notice is looked up: "estate", "cluster:A", "building:A18", and "within:A" for those who serve all of A. */
export function audienceKeys(audience: Audience): string[] {
  if (audience.to === 'estate') return ['estate']
  const within = clustersOf(audience).map((cluster) => `within:${cluster}`)
  if (audience.to === 'clusters')
    return [...unique(audience.clusters).map((cluster) => `cluster:${cluster}`), ...within]
  return [...unique(audience.buildings).map((building) => `building:${building}`), ...within]
}

function grantKeys(grant: Grant): string[] {
  if (grant.role === 'staff' || grant.role === 'admin') return CLUSTERS.map((cluster) => `within:${cluster}`)
  if (grant.role === 'mediator') return [`cluster:${grant.cluster}`, `building:${grant.building}`]
  // they are asked by everybody in the cluster, and stand in for each other
  return [`within:${grant.cluster}`]
}

/** The keys of the notices that concern a person: by home and by roles. */
export function readerKeys(home: Home | null, grants: readonly Grant[]): string[] {
  const cluster = home && buildingCluster(home.building)
  const own = home && cluster ? [`cluster:${cluster}`, `building:${home.building}`] : []
  return unique(['estate', ...own, ...grants.flatMap(grantKeys)])
}

const isOffice = ({ role }: Grant): boolean => role === 'staff' || role === 'admin'

/** Publishes at all: the staff to anybody, a leader within the own cluster. */
export const isPublisher = (grants: readonly Grant[]): boolean =>
  grants.some((grant) => isOffice(grant) || grant.role === 'leader')

/** The clusters in which a person may publish, and whether to the whole estate. */
export function publishesTo(grants: readonly Grant[]): { estate: boolean; clusters: readonly ClusterId[] } {
  if (grants.some(isOffice)) return { estate: true, clusters: CLUSTERS }
  const led = grants.flatMap((grant) => (grant.role === 'leader' ? [grant.cluster] : []))
  return { estate: false, clusters: CLUSTERS.filter((cluster) => led.includes(cluster)) }
}

/** Who may publish to an audience may also correct and take down what was published to it. */
export function mayPublish(grants: readonly Grant[], audience: Audience): boolean {
  const { estate, clusters } = publishesTo(grants)
  const wanted = clustersOf(audience)
  return estate || (wanted.length > 0 && wanted.every((cluster) => clusters.includes(cluster)))
}

/** The page of the phone that shows one notice, by ?id=. */
export const NOTICE_PAGE = 'packages/notices/pages/notice/index'
