/** The only way from the estate to the database. */
import type { ClusterId, Grant, GrantEvent } from '../../miniprogram/contract/estate'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { Page } from '../../miniprogram/contract/paging'
import { buildings, type BuildingDoc } from '../kit/buildings'
import { DAY } from '../kit/clock'
import type { Context } from '../kit/context'
import { Collection, withTransaction, type Doc } from '../kit/db'
import { enterpriseCollection } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { looks, type LookDoc } from '../kit/looks'
import { members, saveMember, type Member, type MemberChange } from '../kit/members'
import { messages } from '../kit/messages'
import { requests } from '../kit/replay'
import { command } from '../kit/sdk'

export interface Invitation {
  /** digest of the code; the code itself is nowhere */
  _id: string
  grant: Grant
  /** openid of the person who invites */
  by: string
  /** openid of the person who used it */
  used: string | null
  expiresAt: number
}

/** As it is stored: people by their public id, so that a deleted name is deleted here as well. */
export interface GrantEventDoc extends Omit<GrantEvent, 'id' | 'person'> {
  _id: string
}

const invitations = new Collection<Invitation>('invitations')
const claims = new Collection<Doc>('claims')
const wages = new Collection<Doc>('wages')
const crafters = new Collection<Doc>('crafters')
const seekers = new Collection<Doc>('seekers')
const applications = new Collection<Doc>('applications')
const talks = new Collection<Doc>('talks')
const postingReports = new Collection<Doc>('posting_reports')
const grantEvents = new Collection<GrantEventDoc>('grant_events')

/** When the timer of the jobs looks at a record again that has nothing personal in it any more. */
const PERSONAL_MS = JOB_LIMITS.personalDays * DAY

/** The estate has 54; a bound all the same, as every query has. */
const MOST_BUILDINGS = 200
/** Those who serve one cluster: a mediator a building, some workers, a leader. */
const MOST_COLLEAGUES = 200

// ---- buildings

export const building = (id: string): Promise<BuildingDoc | null> => buildings.get(id)

export const allBuildings = (): Promise<BuildingDoc[]> => buildings.find({}, { limit: MOST_BUILDINGS })

/** Which of these exist. */
export async function existingBuildings(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await buildings.find({ _id: command.in([...ids]) }, { limit: ids.length, fields: ['_id'] })
  return found.map(({ _id }) => _id)
}

// ---- people

export const member = (openid: string): Promise<Member | null> => members.get(openid)

export const saveMe = (context: Context, decide: (me: Member) => MemberChange): Promise<Member> =>
  saveMember(context, decide)

export const savePerson = (person: Member, now: number, decide: (person: Member) => MemberChange): Promise<Member> =>
  saveMember({ openid: person._id, member: person, now }, decide)

/** People by public id; unknown ones are left out. */
export function people(ids: readonly string[]): Promise<Member[]> {
  return members.find({ id: command.in([...ids]) }, { limit: ids.length })
}

export const peopleOfCluster = (cluster: ClusterId): Promise<Member[]> =>
  members.find(
    { roleKeys: `cluster:${cluster}` },
    { limit: MOST_COLLEAGUES, fields: ['id', 'name', 'grants', 'leave'] },
  )

export const countAdmins = (): Promise<number> => members.count({ roleKeys: 'admin' })

// ---- enterprises

/** What a refused application says of whom to call goes, and nobody stands behind it any more. */
export const forgetApplications = (applicant: string): Promise<number> =>
  enterpriseCollection.updateAll({ applicant, state: 'refused' }, { contact: { name: '', phone: '' }, members: [] })

/**
 * Takes the person out of every enterprise and changes the person's own record, all at once. NOT_NOW when one of them
 * is the person's own.
 */
export const leaveAll = (openid: string, decide: (me: Member) => MemberChange): Promise<void> =>
  withTransaction(async (transaction) => {
    const me = found(await transaction.get(members, openid))
    const change = decide(me)
    for (const { id } of me.enterprises ?? []) {
      const enterprise = found(await transaction.get(enterpriseCollection, id))
      if (enterprise.members.some((entry) => entry.openid === openid && entry.isOwner)) throw new AppError('NOT_NOW')
      const others = enterprise.members.filter((entry) => entry.openid !== openid)
      await transaction.update(enterpriseCollection, id, { members: others })
    }
    await transaction.update(members, openid, { ...change, enterprises: [], version: me.version + 1 })
  })

/** Work at home or pay that is still under way: a name is needed for it. */
export async function hasUnfinishedWork(worker: string): Promise<boolean> {
  const unfinished = [claims, wages].map((collection) =>
    collection.find({ worker, open: true }, { limit: 1, fields: ['_id'] }),
  )
  return (await Promise.all(unfinished)).some((rows) => rows.length > 0)
}

export const forgetCard = (openid: string): Promise<number> => crafters.removeAll({ _id: openid })

/**
 * Looking for work leaves bare records behind, without person and words: applications that were open are withdrawn,
 * every consent is taken back, and nothing that was said in a talk or of a posting stays.
 */
export async function forgetJobs(openid: string, now: number): Promise<void> {
  const ended = { state: 'withdrawn', open: false, updatedAt: now, endedAt: now, nextCheckAt: now + PERSONAL_MS }
  await seekers.removeAll({ _id: openid })
  await applications.updateAll({ seeker: openid, open: true }, { ...ended, shared: null, version: command.inc(1) })
  await applications.updateAll({ seeker: openid }, { seeker: null, shared: null, 'events.$[].text': null })
  await talks.updateAll({ seeker: openid }, { seeker: null, last: '', lines: [] })
  await postingReports.updateAll({ by: openid }, { by: '', text: '', clearAt: null })
}

// ---- invitations

export const invitation = (id: string): Promise<Invitation | null> => invitations.get(id)

/** False: it is there already. */
export const addInvitation = (doc: Invitation): Promise<boolean> => invitations.insertOnce(doc)

/** Only one person gets true. */
export const takeInvitation = (id: string, openid: string): Promise<boolean> =>
  invitations.updateIf({ _id: id, used: null }, { used: openid })

// ---- events and looks

/** The same event twice is one event. */
export const addGrantEvent = (event: GrantEventDoc): Promise<boolean> => grantEvents.insertOnce(event)

export const hasGrantEvent = async (id: string): Promise<boolean> => (await grantEvents.get(id, ['_id'])) !== null

export const grantEventPage = (after: string | undefined): Promise<Page<GrantEventDoc>> =>
  grantEvents.pageAfter({ where: {}, sort: { field: 'at', order: 'desc' }, after })

export const lookPage = (person: string, after: string | undefined): Promise<Page<LookDoc>> =>
  looks.pageAfter({ where: { person }, sort: { field: 'at', order: 'desc' }, after })

// ---- what has run out

interface Expiring extends Doc {
  expiresAt: number
}

const EXPIRING: readonly Collection<Expiring>[] = [
  requests as unknown as Collection<Expiring>,
  messages as unknown as Collection<Expiring>,
  invitations as unknown as Collection<Expiring>,
]
const BATCH = 500
/** a day's worth at a hundred times the expected load; the rest waits for the next night */
const MOST_BATCHES = 20

/** Removes what has run out, a batch at a time; how much of each collection. */
export async function purge(now: number): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}
  for (const collection of EXPIRING) removed[collection.name] = await purgeCollection(collection, now)
  return removed
}

async function purgeCollection(collection: Collection<Expiring>, now: number): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const expired = await collection.find(
      { expiresAt: command.lte(now) },
      { sort: [{ field: 'expiresAt', order: 'asc' }], limit: BATCH, fields: ['_id'] },
    )
    if (expired.length > 0) removed += await collection.removeAll({ _id: command.in(expired.map(({ _id }) => _id)) })
    if (expired.length < BATCH) return removed
  }
  return removed
}
