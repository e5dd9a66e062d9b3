import type { In, Out } from '../../miniprogram/contract/api'
import { LONG_RUN_HIRES } from '../../miniprogram/contract/fairs'
import * as repo from './fairs.repo'
import { fairRow, figuresView } from './view.rules'

/** Fairs that come, the nearest first; or past ones, the newest first. */
export async function listFairs({ past = false, after }: In<'fairs.list'>): Promise<Out<'fairs.list'>> {
  const { rows, next } = await (past ? repo.pastPage(after) : repo.comingPage(after))
  return { rows: rows.map(fairRow), next }
}

/** What fairs that are over have brought, the newest first. */
export async function listFigures({ after }: In<'fairs.figures'>): Promise<Out<'fairs.figures'>> {
  const { rows, next } = await repo.endedPage(after)
  return { rows: rows.map(figuresView), next, longRun: LONG_RUN_HIRES }
}
