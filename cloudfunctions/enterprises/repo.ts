/** The only way from the enterprises to the database. */
import { ENTERPRISE_LIMITS, type EnterpriseState, type MyEnterprise } from '../../miniprogram/contract/enterprises'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection, isDuplicate, withTransaction, type Transaction } from '../kit/db'
import { enterpriseCollection } from '../kit/enterprises'
import { AppError, found } from '../kit/errors'
import { newId } from '../kit/ids'
import { members, newMember, type Member } from '../kit/members'
import { command } from '../kit/sdk'
import type { EnterpriseDoc, EventDoc } from './model.rules'
import { openidsIn, ROW_FIELDS } from './view.rules'

export { tell } from '../kit/messages'

const enterprises = new Collection<EnterpriseDoc>(enterpriseCollection.name)

export const load = (id: string): Promise<EnterpriseDoc | null> => enterprises.get(id)

export async function byCode(code: string): Promise<EnterpriseDoc | null> {
  const [doc] = await enterprises.find({ code }, { limit: 1 })
  return doc ?? null
}

export async function byInvitation(digest: string): Promise<EnterpriseDoc | null> {
  const [doc] = await enterprises.find({ 'invitations.digest': digest }, { limit: 1 })
  return doc ?? null
}

export const countApplications = (applicant: string): Promise<number> =>
  enterprises.count({ applicant, state: 'applied' })

export function byIds(ids: readonly string[]): Promise<EnterpriseDoc[]> {
  if (ids.length === 0) return Promise.resolve([])
  return enterprises.find({ _id: command.in([...ids]) }, { limit: ids.length })
}

export const refusedOf = (applicant: string): Promise<EnterpriseDoc[]> =>
  enterprises.find({ applicant, state: 'refused' }, { limit: ENTERPRISE_LIMITS.perPerson })

/** Newest change first. */
export const pageOf = (state: EnterpriseState, after: string | undefined): Promise<Page<EnterpriseDoc>> =>
  enterprises.pageAfter({ where: { state }, sort: { field: 'at', order: 'desc' }, after, fields: ROW_FIELDS })

/** The names that the people in these enterprises have now, by openid. */
export async function namesIn(docs: readonly EnterpriseDoc[]): Promise<ReadonlyMap<string, string>> {
  const openids = [...new Set(docs.flatMap(openidsIn))]
  if (openids.length === 0) return new Map()
  const people = await members.find({ _id: command.in(openids) }, { limit: openids.length, fields: ['name'] })
  return new Map(people.map(({ _id, name }) => [_id, name ?? '']))
}

// ---- changes

/** Changes the fields and adds the event, if nobody was faster. */
export const saveChange = (
  { _id, version }: EnterpriseDoc,
  fields: Partial<EnterpriseDoc>,
  event: EventDoc,
): Promise<boolean> =>
  enterprises.updateIf({ _id, version }, { ...fields, events: command.push([event]), version: event.no })

export interface Joining {
  openid: string
  now: number
  /** the name to keep, and whether it replaces one that the person has */
  name: string
  replaces: boolean
}

/** The other side of a membership, in the member document, changed together with the enterprise. */
export interface Memberships {
  /** LIMIT when the person acts for as many as one may */
  begin(enterprise: MyEnterprise, joining: Joining): Promise<Member>
  /** for one who acted for it before and is known */
  beginAgain(enterprise: MyEnterprise, openid: string): Promise<void>
  end(id: string, openid: string): Promise<void>
}

const membershipsIn = (transaction: Transaction): Memberships => ({
  async begin(enterprise, { openid, now, name, replaces }) {
    const known = await transaction.get(members, openid)
    const member = known ?? newMember(openid, newId(now), now)
    const before = member.enterprises ?? []
    if (before.length >= ENTERPRISE_LIMITS.perPerson) throw new AppError('LIMIT')
    const change = {
      enterprises: [...before, enterprise],
      name: replaces ? name : (member.name ?? name),
      version: known ? member.version + 1 : member.version,
    }
    if (known) await transaction.update(members, openid, change)
    else await transaction.insert(members, { ...member, ...change })
    return { ...member, ...change }
  },
  beginAgain: (enterprise, openid) =>
    transaction.update(members, openid, { enterprises: command.push([enterprise]), version: command.inc(1) }),
  end: (id, openid) =>
    transaction.update(members, openid, { enterprises: command.pull({ id } as never), version: command.inc(1) }),
})

/** Makes the enterprise that `make` gives for its first member, both at once. False: the code was taken meanwhile. */
export async function insert(
  enterprise: MyEnterprise,
  joining: Joining,
  make: (member: Member) => EnterpriseDoc,
): Promise<boolean> {
  try {
    await withTransaction(async (transaction) => {
      const member = await membershipsIn(transaction).begin(enterprise, joining)
      await transaction.insert(enterprises, make(member))
    })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/**
 * Writes what `work` makes of the enterprise as it is now (null: nothing), together with the memberships it changes.
 * When others interfere `work` is asked again. The enterprise after it.
 */
export async function change(
  id: string,
  work: (doc: EnterpriseDoc, memberships: Memberships) => Promise<Partial<EnterpriseDoc> | null>,
): Promise<EnterpriseDoc> {
  return withTransaction(async (transaction) => {
    const doc = found(await transaction.get(enterprises, id))
    const fields = await work(doc, membershipsIn(transaction))
    if (fields === null) return doc
    await transaction.update(enterprises, id, fields)
    return { ...doc, ...fields }
  })
}
