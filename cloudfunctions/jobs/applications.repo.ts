/** The database behind applications. */
import type { ApplicationState } from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection } from '../kit/db'
import { enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { members } from '../kit/members'
import { command, database } from '../kit/sdk'
import { APPLICATION_ROW_FIELDS } from './application-view.rules'
import { FORGOTTEN_STATES, withdrawal, type Decided } from './application.rules'
import type { PostingDoc } from './posting-model.rules'
import type { ApplicationDoc, TalkDoc } from './seeker-model.rules'

const applications = new Collection<ApplicationDoc>('applications')
const postings = new Collection<PostingDoc>('postings')
const talks = new Collection<TalkDoc>('talks')

export const loadApplication = (id: string): Promise<ApplicationDoc | null> => applications.get(id)

/** False: it is there already. */
export const addApplication = (doc: ApplicationDoc): Promise<boolean> => applications.insertOnce(doc)

// ---- moves

/** Writes a move if the application is still as the move was decided on. */
export const saveMove = ({ _id, version }: ApplicationDoc, { set }: Decided): Promise<boolean> =>
  applications.updateIf({ _id, version }, { ...set })

/** With the enterprise as it is now, in one request. */
export async function loadWithEnterprise(
  id: string,
): Promise<{ application: ApplicationDoc; enterprise: EnterpriseFields } | null> {
  const reply = await database
    .collection(applications.name)
    .aggregate()
    .match({ _id: id })
    .lookup({ from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: (ApplicationDoc & { enterprises: EnterpriseFields[] })[] }).list
  if (!row) return null
  const { enterprises, ...application } = row
  const [enterprise] = enterprises
  if (!enterprise) throw new Error(`application ${id} has no enterprise`)
  return { application, enterprise }
}

/** Name and telephone as they are now. */
export async function contactOf(openid: string): Promise<{ name: string | null; phone: string | null }> {
  const person = await members.get(openid, ['name', 'phone'])
  return { name: person?.name ?? null, phone: person?.phone ?? null }
}

/** So many fewer or more wait at each of these postings, in one request. */
export async function countWaiting(ids: readonly string[], by: number): Promise<void> {
  if (ids.length > 0) await postings.updateAll({ _id: command.in([...ids]) }, { waiting: command.inc(by) })
}

// ---- all of one person

export type OpenApplication = Pick<ApplicationDoc, '_id' | 'posting' | 'title' | 'state' | 'version'> & {
  enterprises: Pick<EnterpriseFields, '_id' | 'members'>[]
}

/** Those that are open, with the enterprises to tell; one request. */
export async function openOf(openid: string): Promise<OpenApplication[]> {
  const reply = await database
    .collection(applications.name)
    .aggregate()
    .match({ seeker: openid, open: true })
    .project({ posting: 1, title: 1, state: 1, version: 1, enterprise: 1 })
    .lookup({ from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
    .limit(MOST_OPEN)
    .end()
  return (reply as unknown as { list: OpenApplication[] }).list
}

/** applies at once may have made a few more than anybody should have */
const MOST_OPEN = JOB_LIMITS.openApplications * 2

/** Takes back every consent of a person but those of who was hired, in one request. */
export function withdrawAll(openid: string, call: { requestId: string; now: number }): Promise<number> {
  const { event, ...set } = withdrawal(call)
  return applications.updateAll(
    { seeker: openid, state: command.in([...FORGOTTEN_STATES]) },
    { ...set, events: command.push([event]), version: command.inc(1) },
  )
}

// ---- lists

/** What I applied for: open, or over; the last changed first. */
export const ownPage = (seeker: string, open: boolean, after: string | undefined): Promise<Page<ApplicationDoc>> =>
  applications.pageAfter({
    where: { seeker, open },
    sort: { field: 'updatedAt', order: 'desc' },
    after,
    fields: APPLICATION_ROW_FIELDS,
  })

/** Who applied for a posting: all that are open, or those in one state; who has waited longest comes first. */
export function applicantPage(
  posting: string,
  state: ApplicationState | undefined,
  after: string | undefined,
): Promise<Page<ApplicationDoc>> {
  const where = state === undefined ? { posting, open: true } : { posting, state }
  return applications.pageAfter({
    where,
    sort: { field: 'at', order: 'asc' },
    after,
    fields: APPLICATION_ROW_FIELDS,
  })
}

export const enterpriseOf = async (posting: string): Promise<string | null> =>
  (await postings.get(posting, ['enterprise']))?.enterprise ?? null

/** Postings that the person has applied for, whatever became of it. */
export async function postingsOf(openid: string): Promise<string[]> {
  const rows = await applications.find({ seeker: openid }, { limit: MOST_SEEN, fields: ['posting'] })
  return rows.map(({ posting }) => posting)
}

const MOST_SEEN = 200

// ---- timer

export const dueApplications = (now: number, limit: number): Promise<ApplicationDoc[]> =>
  applications.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** False: it has changed since it was read. */
export const changeApplication = ({ _id, version }: ApplicationDoc, set: Partial<ApplicationDoc>): Promise<boolean> =>
  applications.updateIf({ _id, version }, { ...set })

export const removeApplications = (ids: readonly string[]): Promise<number> =>
  ids.length === 0 ? Promise.resolve(0) : applications.removeAll({ _id: command.in([...ids]) })

/** Open ones to a posting that was taken away. */
export const openAt = (posting: string, limit: number): Promise<ApplicationDoc[]> =>
  applications.find({ posting, open: true }, { sort: [{ field: 'at', order: 'asc' }], limit })

/** The id, if there is such a talk. */
export const knownTalk = async (id: string): Promise<string | null> => ((await talks.get(id, ['_id'])) ? id : null)
