import type { In, Out } from '../../miniprogram/contract/api'
import * as repo from './repo'
import { rowView } from './view.rules'

/** Those in one state for the staff, the newest change first. */
export async function listEnterprises({ state, after }: In<'enterprises.list'>): Promise<Out<'enterprises.list'>> {
  const { rows, next } = await repo.pageOf(state, after)
  return { rows: rows.map(rowView), next }
}
