/** Postings that wait for the staff, as rows of lists. Pure. */
import { CHEAT_NAMES, CHEATS, type BlockedRow, type ReportedRow } from '../../contract/jobs'
import { dueText } from '../../core/day'
import { payText } from '../../core/job-text'

export const JOB_TABS = [
  { value: 'reported', text: '被举报的' },
  { value: 'asked', text: '等复核的' },
] as const
export type JobTab = (typeof JOB_TABS)[number]['value']

export const jobTabOf = (value: string | undefined): JobTab =>
  JOB_TABS.find((tab) => tab.value === value)?.value ?? 'reported'

const EMPTY: { readonly [T in JobTab]: string } = {
  reported: '现在没有被举报的岗位',
  asked: '现在没有企业请社区复核',
}

export const emptyJobs = (tab: JobTab): string => EMPTY[tab]

/** A row of either list. */
export type JobRow = { id: string; kind: 'reported'; row: ReportedRow } | { id: string; kind: 'asked'; row: BlockedRow }

export interface JobItem {
  id: string
  title: string
  firm: string
  pay: string
  due: string
  late: boolean
  /** what was said of it, or by whom it was asked */
  said: string[]
}

/** 还剩 5 小时核实, 已超时 2 小时没核实 */
export function lookText(dueAt: number, now: number): { text: string; late: boolean } {
  const due = dueText(dueAt, now)
  return { text: due ? `${due.text}${due.late ? '没核实' : '核实'}` : '', late: due?.late === true }
}

/** 叫我交钱、押证件（2 人） */
export const cheatTexts = (reports: readonly Pick<ReportedRow['reports'][number], 'cheat'>[]): string[] =>
  CHEATS.flatMap((cheat) => {
    const count = reports.filter((report) => report.cheat === cheat).length
    return count === 0 ? [] : [`${CHEAT_NAMES[cheat]}（${count} 人）`]
  })

const foundText = ({ findings }: BlockedRow): string =>
  `拦下的字：${[...new Set(findings.map(({ words }) => `“${words}”`))].join('、')}`

export function jobItem({ id, kind, row }: JobRow, now: number): JobItem {
  const { title, enterpriseName: firm } = row
  const item = { id, title, firm, pay: payText(row.pay) }
  if (kind === 'asked') return { ...item, due: '', late: false, said: [foundText(row), `企业说：${row.asked ?? ''}`] }
  const { text, late } = lookText(row.dueAt, now)
  return { ...item, due: text, late, said: cheatTexts(row.reports) }
}
