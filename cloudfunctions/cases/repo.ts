/** The only access of this function to the database. */
import type { ClusterId } from '../../miniprogram/contract/estate'
import type { MessageRow } from '../../miniprogram/contract/messages'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection, type Change, type Doc, type Sort, type Where } from '../kit/db'
import { messageFor, messageRow, messages, tell as tellAll } from '../kit/messages'
import { command } from '../kit/sdk'
import { nestedCounts } from './effects.rules'
import type { CaseDoc, CaseEvent, Picture } from './model.rules'
import { ROW_FIELDS } from './view.rules'

export { loadBuilding } from '../kit/buildings'
export { countUnread } from '../kit/messages'
export { firstNotices } from '../kit/notices'

export const cases = new Collection<CaseDoc>('cases')

export interface CountsDoc extends Doc {
  _id: ClusterId
  states?: Record<string, number>
  groups?: Record<string, number>
  /** open cases by public id of the handler */
  handlers?: Record<string, number>
  buildings?: Record<string, number>
  late?: number
  /** the last events that were counted, so that none is counted twice */
  applied: string[]
}

const counts = new Collection<CountsDoc>('counts')

/** How many events a counter remembers; at 100 times the expected load more than eight hours of one cluster. */
const REMEMBERED = 400

export const loadCase = (id: string): Promise<CaseDoc | null> => cases.get(id)

export const countReportsSince = (reporter: string, since: number): Promise<number> =>
  cases.count({ reporter, createdAt: command.gte(since) })

export async function findByRequest(reporter: string, requestId: string): Promise<CaseDoc | null> {
  const [doc] = await cases.find({ reporter, requestId }, { limit: 1 })
  return doc ?? null
}

/** Writes what a move changed, if the case is still at the version the move was decided on. */
export function saveMove(
  before: CaseDoc,
  { set, event, addedPictures }: { set: Partial<CaseDoc>; event: CaseEvent; addedPictures: Picture[] },
): Promise<boolean> {
  const replaced = Object.fromEntries(
    Object.entries(set).map(([field, value]) => [
      field,
      typeof value === 'object' ? command.set(value as object) : value,
    ]),
  )
  const change: Change = { ...replaced, events: command.push([event]) }
  if (addedPictures.length > 0) change.pictures = command.push(addedPictures)
  return cases.updateIf({ _id: before._id, version: before.version }, change)
}

/** Counts and notices of an event; safe to repeat. Two requests at most, none where nothing follows. */
export async function applyEffects(doc: CaseDoc, event: CaseEvent): Promise<void> {
  await Promise.all([countEvent(doc, event), tell(doc, event)])
}

async function countEvent({ _id, cluster }: CaseDoc, { no, counts: delta }: CaseEvent): Promise<void> {
  const paths = Object.entries(delta)
  if (paths.length === 0) return
  const key = `${_id}.${no}`
  const change: Change = Object.fromEntries(paths.map(([path, by]) => [path, command.inc(by)]))
  const remember = command.push({ each: [key], slice: -REMEMBERED } as never)
  const add = () => counts.updateIf({ _id: cluster, applied: command.nin([key]) }, { ...change, applied: remember })
  if (await add()) return
  // counted already, or the cluster's very first event
  if (await counts.insertOnce({ _id: cluster, ...nestedCounts(delta), applied: [key] })) return
  await add()
}

async function tell(doc: CaseDoc, event: CaseEvent): Promise<void> {
  const { no, at, command: move, state, notices } = event
  const { _id, kind, building } = doc
  const news = { caseId: _id, eventNo: no, at, command: move, state, kind, building }
  await tellAll(notices.map(({ to, as }) => messageFor(to, as, news)))
}

export async function findCounts(clusters: readonly ClusterId[]): Promise<CountsDoc[]> {
  return counts.find(
    { _id: command.in([...clusters]) },
    { limit: clusters.length, fields: ['states', 'groups', 'handlers', 'buildings', 'late'] },
  )
}

export interface ListQuery {
  where: Where
  by: 'dueAt' | 'createdAt'
  after: string | undefined
}

/** A page of rows: by due time, the most overdue first; or by age, the newest first. */
export const pageOf = ({ where, by, after }: ListQuery): Promise<Page<CaseDoc>> =>
  cases.pageAfter({ where, sort: { field: by, order: by === 'dueAt' ? 'asc' : 'desc' }, after, fields: ROW_FIELDS })

// ---- 首页

const newest = (field: 'at' | 'createdAt'): Sort[] => [
  { field, order: 'desc' },
  { field: '_id', order: 'desc' },
]

/** So many of a person's own cases are looked through for those that are not over. */
const REPORTS_SEEN = 12

export const newestReports = (reporter: string): Promise<CaseDoc[]> =>
  cases.find({ reporter }, { sort: newest('createdAt'), limit: REPORTS_SEEN, fields: ROW_FIELDS })

/** The handler of what lies at the staff desk. */
export const DESK_KEY = 'desk'

/** The open cases of a handler, the most overdue first. */
export const firstWork = (handlerKey: string, limit: number): Promise<CaseDoc[]> =>
  cases.find(
    { handlerKey, open: true },
    {
      sort: [
        { field: 'dueAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
      fields: ROW_FIELDS,
    },
  )

export const countLate = (handlerKey: string, now: number): Promise<number> =>
  cases.count({ handlerKey, open: true, dueAt: command.lte(now) })

export async function newestMessages(to: string, limit: number): Promise<MessageRow[]> {
  return (await messages.find({ to }, { sort: newest('at'), limit })).map(messageRow)
}

// ---- timer

/** Cases that the timer must look at, the longest due first. */
export const findDue = (now: number, limit: number): Promise<CaseDoc[]> =>
  cases.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

export interface ChangedQuery {
  from: number
  to: number
  after: string | null
  size: number
}

/** Cases changed in (from, to], oldest first. */
export const changedPage = ({ from, to, after, size }: ChangedQuery): Promise<Page<CaseDoc>> =>
  cases.pageAfter({
    where: { updatedAt: command.and([command.gt(from), command.lte(to)] as never) },
    sort: { field: 'updatedAt', order: 'asc' },
    after: after ?? undefined,
    size,
  })
