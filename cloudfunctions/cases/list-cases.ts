import type { In, Out } from '../../miniprogram/contract/api'
import type { CaseRow } from '../../miniprogram/contract/cases'
import { isCaseWorker } from '../../miniprogram/contract/estate'
import type { Page } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import type { Where } from '../kit/db'
import { AppError } from '../kit/errors'
import { hasRole, leadsCluster } from '../kit/members'
import { command } from '../kit/sdk'
import { pageOf, type ListQuery } from './repo'
import { filterKey } from './rules'
import { rowView } from './view.rules'

async function list(query: ListQuery): Promise<Page<CaseRow>> {
  const { rows, next } = await pageOf(query)
  return { rows: rows.map(rowView), next }
}

/** What I reported, newest first. */
export async function listMine({ after }: In<'cases.mine'>, { openid, grants }: Context): Promise<Out<'cases.mine'>> {
  const page = await list({ where: { reporter: openid }, by: 'createdAt', after })
  return { ...page, isWorker: isCaseWorker(grants) }
}

/** The open cases I have to deal with, the most overdue first; for staff also those of the desk. */
export async function listWork(
  { after, desk }: In<'cases.work'>,
  { openid, grants }: Context,
): Promise<Out<'cases.work'>> {
  if (desk && !hasRole(grants, 'staff')) throw new AppError('FORBIDDEN')
  return list({ where: { handlerKey: desk ? 'desk' : openid, open: true }, by: 'dueAt', after })
}

/** All open cases of a cluster for its leader and the staff, the most overdue first. */
export async function listCluster(
  { cluster, after }: In<'cases.cluster'>,
  { grants }: Context,
): Promise<Out<'cases.cluster'>> {
  if (!hasRole(grants, 'staff') && !leadsCluster(grants, cluster)) throw new AppError('FORBIDDEN')
  return list({ where: { cluster, open: true }, by: 'dueAt', after })
}

/** Every case by state, kind or group, building and time, newest first. */
export function listAll(input: In<'cases.all'>): Promise<Out<'cases.all'>> {
  const { state, group, kind, building, from, to, after } = input
  const bounds = [...(from === undefined ? [] : [command.gte(from)]), ...(to === undefined ? [] : [command.lt(to)])]
  const where: Where = { filters: filterKey(state, kind ?? group, building) }
  if (bounds.length > 0) where.createdAt = command.and(bounds as never)
  return list({ where, by: 'createdAt', after })
}
