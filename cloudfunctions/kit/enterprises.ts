/** Enterprises as far as other functions need them; the function `enterprises` keeps them. */
import type { EnterpriseRecord, EnterpriseState, MyEnterprise, Want } from '../../miniprogram/contract/enterprises'
import type { Context } from './context'
import { Collection, type Doc, type Transaction } from './db'
import { AppError, found } from './errors'
import { command } from './sdk'

/** The fields that others may read; of these only `record` is changed elsewhere, by countOnRecord. */
export interface EnterpriseFields extends Doc {
  name: string
  wants: Want[]
  state: EnterpriseState
  /** since when it may work here; null: never yet */
  activeSince: number | null
  /** openids and public ids of those who act for it; with a message to each the enterprise is told */
  members: { openid: string; id: string; since: number; isOwner: boolean }[]
  record: EnterpriseRecord
  /** what countOnceOnRecord counted last */
  counted?: string[]
}

export const enterpriseCollection = new Collection<EnterpriseFields>('enterprises')

/**
 * The enterprise that the caller acts for, from what the router has read: no request. NOT_FOUND for everybody else.
 * Whether it is active now, its document says: it may still be applied for, or be suspended.
 */
export const requireEnterprise = ({ member }: Pick<Context, 'member'>, id: string): MyEnterprise =>
  found(member?.enterprises?.find((enterprise) => enterprise.id === id))

export const actsFor = ({ member }: Pick<Context, 'member'>, id: string): boolean =>
  member?.enterprises?.some((enterprise) => enterprise.id === id) ?? false

/** Staff who act for an enterprise decide nothing about it. */
export function requireOutsider(context: Pick<Context, 'member'>, id: string): void {
  if (actsFor(context, id)) throw new AppError('FORBIDDEN')
}

/**
 * Counts one more of each of these on the record that everybody sees, in one request. Give the transaction of what is
 * counted, so that a repeated call counts once.
 */
export async function countOnRecord(
  id: string,
  fields: readonly (keyof EnterpriseRecord)[],
  transaction?: Transaction,
): Promise<void> {
  if (fields.length === 0) return
  const change = Object.fromEntries(fields.map((field) => [`record.${field}`, command.inc(1)]))
  if (transaction) await transaction.update(enterpriseCollection, id, change)
  else await enterpriseCollection.updateIf({ _id: id }, change)
}

/** how many things counted once are remembered; long before so many more come, the last one was repeated for good */
const REMEMBERED = 400

/**
 * As countOnRecord, for one who cannot write in one transaction with what is counted: `what` says which thing it is, and
 * the same thing counts once however often it is counted.
 */
export async function countOnceOnRecord(id: string, field: keyof EnterpriseRecord, what: string): Promise<void> {
  await enterpriseCollection.updateIf(
    { _id: id, counted: command.neq(what) },
    { [`record.${field}`]: command.inc(1), counted: command.push({ each: [what], slice: -REMEMBERED } as never) },
  )
}
