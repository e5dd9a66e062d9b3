import type { In, Out } from '../../miniprogram/contract/api'
import type { Context } from '../kit/context'
import { requireEnterprise } from '../kit/enterprises'
import { AppError } from '../kit/errors'
import { namesOf } from './claims.repo'
import { keptMonth } from './list-wages'
import type { WageDoc } from './model.rules'
import { excelOf } from './statement'
import { statementTable } from './statement.rules'
import * as repo from './trade.repo'

/** rows of one request: the platform gives 1,000, and one more is read to know whether it goes on */
const PAGE = 999
/** the file stays far below the 1 MB of an answer */
const PAGES = 4

/** A month of wages as an Excel file: the caller's own, or of the enterprise the caller acts for. */
export async function exportStatement(
  { month: wanted, enterprise }: In<'crafts.statement'>,
  context: Context,
): Promise<Out<'crafts.statement'>> {
  const { openid, now } = context
  const month = keptMonth(wanted, now)
  if (enterprise === undefined) {
    const wages = await allWages({ worker: openid, month })
    return fileOf(`工钱 ${month}`, wages, { head: '企业', nameOf: (doc) => doc.enterpriseName })
  }
  const { name } = requireEnterprise(context, enterprise)
  const wages = await allWages({ enterprise, month })
  const nameOf = await namesOfAll(wages)
  return fileOf(`${name} 计件工钱 ${month}`, wages, { head: '做活的人', nameOf })
}

async function namesOfAll(wages: readonly WageDoc[]): Promise<(doc: WageDoc) => string> {
  const openids = [...new Set(wages.map(({ worker }) => worker))]
  const names = new Map<string, string>()
  for (let first = 0; first < openids.length; first += PAGE) {
    const some = openids.slice(first, first + PAGE)
    const nameOf = await namesOf(some)
    for (const openid of some) names.set(openid, nameOf(openid))
  }
  return ({ worker }) => names.get(worker) ?? ''
}

async function allWages(of: repo.MonthOf): Promise<WageDoc[]> {
  const wages: WageDoc[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const { rows, next } = await repo.wagePage(of, after, PAGE)
    wages.push(...rows)
    if (next === null) return wages
    after = next
  }
  throw new AppError('LIMIT')
}

async function fileOf(
  name: string,
  wages: readonly WageDoc[],
  other: Parameters<typeof statementTable>[1],
): Promise<Out<'crafts.statement'>> {
  const file = await excelOf('工钱', statementTable(wages, other))
  return { name: `${name}.xlsx`, file: file.toString('base64') }
}
