/** A month of wages: its sums drawn, and the rows. Pure. */
import type { MonthSum, WageRow } from '../../contract/crafts'
import { yuan } from '../../core/money'
import { monthText } from '../../core/month'
import { wageView, type WageView } from './wage.view'

export { monthChoices, type MonthChoice } from '../../core/craft-text'

export interface SumView {
  title: string
  owed: string
  paid: string
  open: string
  /** per cent of what is owed that has come */
  share: number
  pieces: string
}

export function sumView({ month, pieces, owed, paid, open }: MonthSum, now: number): SumView {
  return {
    title: `${monthText(month, now)}该得`,
    owed: yuan(owed),
    paid: yuan(paid),
    open: yuan(open),
    // all of it only when nothing is open
    share: owed === 0 ? 0 : Math.floor((paid / owed) * 100),
    pieces: pieces > 0 ? `合格 ${pieces} 个` : '',
  }
}

export const wageViews = (rows: readonly WageRow[], now: number): WageView[] => rows.map((row) => wageView(row, now))

/** How many ask for an answer; that is what a person has to see first. */
export const askedText = (rows: readonly WageRow[]): string => {
  const asked = rows.filter(({ state }) => state === 'marked').length
  return asked > 0 ? `有 ${asked} 笔企业说付了，请您看看收到没有` : ''
}
