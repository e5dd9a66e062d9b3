/** A month of wages as a table. */
import { PAY_WAY_NAMES, type WageState } from '../../miniprogram/contract/crafts'
import type { WageDoc } from './model.rules'
import { dayOf } from './pay.rules'

/** yuan: fen, to be shown with two decimals */
export type Value = string | { yuan: number } | { pieces: number } | null
export interface Table {
  heads: readonly { text: string; width: number }[]
  rows: Value[][]
  /** the last row: all of the above */
  sum: Value[]
}

const STATES: { readonly [S in WageState]: string } = {
  owed: '未付',
  marked: '企业说已付，待确认',
  denied: '说没收到，社区在查',
  paid: '已付',
}

/** `other`: the heading and the names of those on the other side, the enterprise or the worker. */
export function statementTable(
  wages: readonly WageDoc[],
  other: { head: string; nameOf(doc: WageDoc): string },
): Table {
  const rows = [...wages].sort((a, b) => a.countedAt - b.countedAt || (a._id < b._id ? -1 : 1))
  const total = (of: (doc: WageDoc) => number) => rows.reduce((sum, doc) => sum + of(doc), 0)
  return {
    heads: [
      { text: '点数日期', width: 12 },
      { text: other.head, width: 24 },
      { text: '活', width: 24 },
      { text: '件数', width: 8 },
      { text: '单价（元）', width: 11 },
      { text: '工钱（元）', width: 12 },
      { text: '最晚付款', width: 12 },
      { text: '状态', width: 20 },
      { text: '收到日期', width: 12 },
      { text: '付款方式', width: 10 },
      { text: '凭证', width: 24 },
    ],
    rows: rows.map((doc) => [
      dayOf(doc.countedAt),
      other.nameOf(doc),
      doc.name,
      { pieces: doc.pieces },
      { yuan: doc.price },
      { yuan: doc.amount },
      dayOf(doc.dueAt),
      STATES[doc.state],
      doc.paidAt === null ? null : dayOf(doc.paidAt),
      doc.marked && PAY_WAY_NAMES[doc.marked.way],
      doc.marked && doc.marked.proof,
    ]),
    sum: [
      '合计',
      null,
      null,
      { pieces: total(({ pieces }) => pieces) },
      null,
      { yuan: total(({ amount }) => amount) },
      ...Array<null>(5).fill(null),
    ],
  }
}
