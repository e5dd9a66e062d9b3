/** What waits for the staff, as rows of lists. Pure. */
import type { BatchRow, ClaimRow, WageRow } from '../../contract/crafts'
import type { EnterpriseRow, EnterpriseState } from '../../contract/enterprises'
import { ago, dueText } from '../../core/day'
import { yuan } from '../../core/money'
import type { DeskPage } from './url'
import { nameText, wantsText } from './words'

export const TABS = [
  { value: 'enterprises', text: '入驻' },
  { value: 'approvals', text: '待批的活' },
  { value: 'objections', text: '数有争议' },
  { value: 'arrears', text: '没付的钱' },
  { value: 'denied', text: '说没收到' },
] as const
export type Tab = (typeof TABS)[number]['value']

export const tabOf = (value: string | undefined): Tab => TABS.find((tab) => tab.value === value)?.value ?? 'enterprises'

/** What waits comes first; the others are there to be looked at again. */
export const ENTERPRISE_CHIPS: readonly { value: EnterpriseState; text: string }[] = [
  { value: 'applied', text: '等核实' },
  { value: 'active', text: '在用' },
  { value: 'suspended', text: '暂停的' },
  { value: 'refused', text: '没通过' },
]

const EMPTY: { readonly [T in Exclude<Tab, 'enterprises'>]: string } = {
  approvals: '现在没有要批的',
  objections: '没有说不拢的数',
  arrears: '没有过期没付的工钱',
  denied: '没有人说没收到钱',
}

const EMPTY_ENTERPRISES: { readonly [S in EnterpriseState]: string } = {
  applied: '现在没有要批的',
  active: '还没有企业进来',
  suspended: '没有暂停的企业',
  refused: '没有没通过的申请',
}

export const emptyText = (tab: Tab, state: EnterpriseState): string =>
  tab === 'enterprises' ? EMPTY_ENTERPRISES[state] : EMPTY[tab]

/** A row of any of the lists. */
export type DeskRow =
  | { id: string; kind: 'enterprise'; row: EnterpriseRow }
  | { id: string; kind: 'batch'; row: BatchRow }
  | { id: string; kind: 'claim'; row: ClaimRow }
  | { id: string; kind: 'arrears' | 'denied'; row: WageRow }

export interface DeskItem {
  id: string
  title: string
  /** whose it is */
  by: string
  facts: string
  when: string
  late: boolean
  /** where a tap leads */
  page: DeskPage
  target: string
}

export function deskItem({ id, kind, row }: DeskRow, now: number): DeskItem {
  switch (kind) {
    case 'enterprise':
      return enterpriseItem(row, now)
    case 'batch':
      return batchItem(row, now)
    case 'claim':
      return claimItem(row, now)
    case 'arrears':
      // what can be done about it is done about the enterprise
      return { ...wageItem(row, now), id, page: 'enterprise', target: row.enterprise }
    case 'denied':
      return { ...wageItem(row, now), id, page: 'wage', target: id }
  }
}

const enterpriseItem = ({ id, name, wants, state, at }: EnterpriseRow, now: number): DeskItem => ({
  id,
  title: name,
  by: '',
  facts: wantsText(wants),
  when: `${ago(at, now)}${state === 'applied' ? '申请' : ''}`,
  late: false,
  page: 'enterprise',
  target: id,
})

const batchItem = ({ id, name, enterpriseName, pieces, price, at }: BatchRow, now: number): DeskItem => ({
  id,
  title: name,
  by: enterpriseName,
  facts: `${pieces} 个 · 每个 ${yuan(price)}`,
  when: `${ago(at, now)}发的`,
  late: false,
  page: 'batch',
  target: id,
})

function claimItem({ id, name, worker, enterpriseName, handedIn, tally, updatedAt }: ClaimRow, now: number): DeskItem {
  const counted = tally ? `，企业说合格 ${tally.accepted} 个` : ''
  return {
    id,
    title: name,
    by: `${nameText(worker)} · ${enterpriseName}`,
    facts: `交了 ${handedIn} 个${counted}`,
    when: `${ago(updatedAt, now)}说的`,
    late: false,
    page: 'claim',
    target: id,
  }
}

function wageItem(row: WageRow, now: number): Omit<DeskItem, 'id' | 'page' | 'target'> {
  const { enterpriseName, worker, name, amount, state, dueAt, denied } = row
  const due = dueText(dueAt, now)
  const isLate = due?.late === true
  const said = state === 'denied' && denied ? `${ago(denied.at, now)}说没收到` : ''
  return {
    title: `${yuan(amount)} · ${name}`,
    by: `${enterpriseName} 欠 ${nameText(worker)}`,
    facts: said,
    when: due ? `${due.text}${isLate ? '没付' : '付'}` : '',
    late: isLate,
  }
}
