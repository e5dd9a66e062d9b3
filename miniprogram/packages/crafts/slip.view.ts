/** A month of wages as a picture: what is written on it, line by line. Pure. */
import type { MonthSum, WageRow } from '../../contract/crafts'
import { dayText } from '../../core/day'
import { yuan } from '../../core/money'
import { WAGE_TEXTS } from './words'
import { sumView } from './money.view'

export interface SlipLine {
  kind: 'title' | 'sum' | 'row' | 'small' | 'end'
  left: string
  right: string
}

/** Past this the picture grows too long to be read; the Excel file has them all. */
export const SLIP_ROWS = 40

function rowLines(row: WageRow, now: number): SlipLine[] {
  const { name, enterpriseName, pieces, price, amount, state, countedAt } = row
  return [
    { kind: 'row', left: name, right: yuan(amount) },
    { kind: 'small', left: enterpriseName, right: WAGE_TEXTS[state] },
    { kind: 'small', left: `${dayText(countedAt, now)}点数，${pieces} 个 × ${yuan(price)}`, right: '' },
  ]
}

export function slipLines(rows: readonly WageRow[], sum: MonthSum, now: number): SlipLine[] {
  const { title, owed, paid, open } = sumView(sum, now)
  const shown = rows.slice(0, SLIP_ROWS)
  const left = rows.length - shown.length
  return [
    { kind: 'title', left: `手工活 ${title}`, right: owed },
    { kind: 'sum', left: '收到', right: paid },
    { kind: 'sum', left: '还没付', right: open },
    ...shown.flatMap((row) => rowLines(row, now)),
    ...(left > 0 ? [{ kind: 'small' as const, left: `还有 ${left} 笔，导出 Excel 看`, right: '' }] : []),
    { kind: 'end', left: `家门口 巧手梦工坊，${dayText(now, now)}存`, right: '' },
  ]
}
