/** The database behind postings and reports of cheats. */
import { JOB_LIMITS, type PostingState } from '../../miniprogram/contract/jobs'
import { PAGE_SIZE, type Page } from '../../miniprogram/contract/paging'
import { Collection, type Change, type Transaction, type Where } from '../kit/db'
import { enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { members } from '../kit/members'
import { command, database } from '../kit/sdk'
import { ROW_FIELDS, type PostingDoc, type PostingRowDoc, type ReportDoc } from './posting-model.rules'

const postings = new Collection<PostingDoc>('postings')
const reports = new Collection<ReportDoc>('posting_reports')

const COUNTED: readonly PostingState[] = ['blocked', 'open', 'hidden']

export const loadPosting = (id: string): Promise<PostingDoc | null> => postings.get(id)

/** Rows by id, in no order; those that are gone are left out. */
export function loadPostings(ids: readonly string[]): Promise<PostingRowDoc[]> {
  if (ids.length === 0) return Promise.resolve([])
  return postings.find({ _id: command.in([...ids]) }, { limit: ids.length, fields: ROW_FIELDS })
}

export interface Offered {
  posting: PostingDoc
  enterprise: EnterpriseFields
  /** has the person whose report has this id made it */
  report: ReportDoc | null
  /** reports of one person that day, a few more than anybody may make at most */
  today: number
}

interface Asked {
  report?: string
  /** reports of this person since then */
  since?: { openid: string; at: number }
}

type OfferedRow = PostingDoc & {
  enterprises: EnterpriseFields[]
  mine: ReportDoc[]
  today: { _id: string }[]
}

/** A posting with its enterprise, and what else is asked; one request, whatever it brings together. */
export async function loadWithEnterprise(id: string, { report, since }: Asked = {}): Promise<Offered | null> {
  let query = database
    .collection(postings.name)
    .aggregate()
    .match({ _id: id })
    .lookup({ from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
  if (report !== undefined) {
    query = query.lookup({ from: reports.name, pipeline: [{ $match: { _id: report } }], as: 'mine' })
  }
  if (since) {
    const pipeline = [
      { $match: { by: since.openid, at: { $gte: since.at } } },
      { $limit: JOB_LIMITS.reportsPerDay },
      { $project: { _id: 1 } },
    ]
    query = query.lookup({ from: reports.name, pipeline, as: 'today' })
  }
  const reply = await query.limit(1).end()
  const [row] = (reply as unknown as { list: OfferedRow[] }).list
  if (!row) return null
  const { enterprises, mine = [], today = [], ...posting } = row
  const [enterprise] = enterprises
  if (!enterprise) throw new Error(`posting ${id} has no enterprise`)
  return { posting, enterprise, report: mine[0] ?? null, today: today.length }
}

export const loadEnterprise = (id: string): Promise<EnterpriseFields | null> => enterpriseCollection.get(id)

export function loadEnterprises(ids: readonly string[]): Promise<EnterpriseFields[]> {
  if (ids.length === 0) return Promise.resolve([])
  return enterpriseCollection.find({ _id: command.in([...ids]) }, { limit: ids.length })
}

/** Those of these enterprises that may work here now. */
export async function activeAmong(ids: readonly string[]): Promise<Set<string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Set()
  const where = { _id: command.in(wanted), state: 'active' }
  const active = await enterpriseCollection.find(where, { limit: wanted.length, fields: ['_id'] })
  return new Set(active.map(({ _id }) => _id))
}

/** The community has a handful. */
const MOST_STAFF = 50

export const staffOpenids = async (): Promise<string[]> =>
  (await members.find({ roleKeys: 'staff' }, { limit: MOST_STAFF, fields: ['_id'] })).map(({ _id }) => _id)

// ---- changes

/** False: this very call has made it before. */
export const addPosting = (doc: PostingDoc): Promise<boolean> => postings.insertOnce(doc)

export async function findByRequest(by: string, requestId: string): Promise<PostingDoc | null> {
  const [doc] = await postings.find({ by, requestId }, { limit: 1 })
  return doc ?? null
}

/** False: it has changed since it was read. */
export const changePosting = ({ _id, version }: PostingDoc, change: Partial<PostingDoc>): Promise<boolean> =>
  postings.updateIf({ _id, version }, { ...change })

/** As changePosting; false also when another report came in between. */
export const changeByReport = ({ _id, version, reports: seen }: PostingDoc, change: Change): Promise<boolean> =>
  postings.updateIf({ _id, version, reports: seen }, change)

/** How many of its postings are not over. */
export const countOpen = (enterprise: string): Promise<number> =>
  postings.count({ enterprise, state: command.in([...COUNTED]) })

export interface ApplicationCounts {
  waiting?: number
  applications?: number
  hired?: number
}

/** Counts applications up or down. Give the transaction of what is counted, so that a repeated call counts once. */
export async function countApplications(
  id: string,
  counts: ApplicationCounts,
  transaction?: Transaction,
): Promise<void> {
  const changed = Object.entries(counts).filter(([, by]) => by !== 0)
  if (changed.length === 0) return
  const change = Object.fromEntries(changed.map(([field, by]) => [field, command.inc(by)]))
  if (transaction) await transaction.update(postings, id, change)
  else await postings.updateIf({ _id: id }, change)
}

/** Counts a hire once, however often it is counted; `waiting`: how many more or fewer wait since. */
export async function countHire(id: string, application: string, waiting: number): Promise<void> {
  await postings.updateIf(
    { _id: id, hiredOf: command.neq(application) },
    {
      hired: command.inc(1),
      hiredOf: command.push({ each: [application], slice: -JOB_LIMITS.applications } as never),
      ...(waiting === 0 ? {} : { waiting: command.inc(waiting) }),
    },
  )
}

// ---- lists

/** Open ones that have the search key or piece of words, the newest first. */
export const foundPage = (
  by: { keys: string } | { grams: string },
  after: string | undefined,
  size: number,
): Promise<Page<PostingRowDoc>> =>
  postings.pageAfter({
    where: { ...by },
    sort: { field: 'publishedAt', order: 'desc' },
    after,
    fields: ROW_FIELDS,
    size,
  })

/** The enterprise's own, the newest first. */
export const ownPage = (
  enterprise: string,
  state: PostingState | undefined,
  after: string | undefined,
): Promise<Page<PostingDoc>> => {
  const where: Where = state === undefined ? { enterprise } : { enterprise, state }
  const fields = [...ROW_FIELDS, 'waiting', 'version', 'createdAt']
  return postings.pageAfter({ where, sort: { field: 'createdAt', order: 'desc' }, after, fields })
}

/** What waits for the staff, the most urgent first. */
export const deskPage = (state: 'hidden' | 'blocked', after: string | undefined): Promise<Page<PostingDoc>> =>
  postings.pageAfter({
    where: { state },
    sort: { field: 'deskAt', order: 'asc' },
    after,
    fields: [...ROW_FIELDS, 'findings', 'asked', 'lookDueAt', 'deskAt'],
  })

// ---- reports

/** Of one page of postings; more than anybody reads. */
const MOST_REPORTS = PAGE_SIZE * 20

/** False: this person has reported it before. */
export const addReport = (doc: ReportDoc): Promise<boolean> => reports.insertOnce(doc)

/** What people said of these postings, the newest first. */
export function reportsOf(ids: readonly string[]): Promise<ReportDoc[]> {
  if (ids.length === 0) return Promise.resolve([])
  return reports.find(
    { posting: command.in([...ids]) },
    { sort: [{ field: 'at', order: 'desc' }], limit: MOST_REPORTS, fields: ['posting', 'at', 'cheat', 'text'] },
  )
}

/** Words and persons of reports that were kept long enough go. */
export const clearReports = (now: number): Promise<number> =>
  reports.updateAll({ clearAt: command.lte(now) }, { by: '', text: '', clearAt: null })

// ---- timer

export const duePostings = (now: number, limit: number): Promise<PostingDoc[]> =>
  postings.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** Deletes the record of a posting with its reports. */
export async function removePosting({ _id, version }: PostingDoc): Promise<void> {
  await reports.removeAll({ posting: _id })
  await postings.removeAll({ _id, version })
}

/** Postings that were taken away and may still have open applications and talks. */
export const postingsToClose = (limit: number): Promise<PostingDoc[]> =>
  postings.find({ toClose: true }, { sort: [{ field: '_id', order: 'asc' }], limit })

export const noteClosed = (id: string): Promise<boolean> => postings.updateIf({ _id: id }, { toClose: false })
