/** Enterprises as far as other functions need them; the function `enterprises` keeps them. */
import type { EnterpriseRecord, EnterpriseState, MyEnterprise, Want } from '../../miniprogram/contract/enterprises'
import type { Context } from './context'
import { Collection, type Doc, type Transaction } from './db'
import { found } from './errors'
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
}

export const enterpriseCollection = new Collection<EnterpriseFields>('enterprises')

/**
 * The enterprise that the caller acts for, from what the router has read: no request. NOT_FOUND for everybody else.
 * Whether it is active now, its document says: it may still be applied for, or be suspended.
 */
export const requireEnterprise = ({ member }: Pick<Context, 'member'>, id: string): MyEnterprise =>
  found(member?.enterprises?.find((enterprise) => enterprise.id === id))

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
