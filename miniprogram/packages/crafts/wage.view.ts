/** What is owed for one count, as the worker reads it. Pure. */
import { PAY_WAY_NAMES, type WageRow } from '../../contract/crafts'
import { dayText, dueText } from '../../core/day'
import { yuan } from '../../core/money'
import { WAGE_TEXTS, WAGE_TONES, type Tone } from './words'

export interface WageView {
  id: string
  claim: string
  name: string
  firm: string
  amount: string
  /** 20 个 × ¥0.60，11月3日点的数 */
  facts: string
  state: string
  tone: Tone
  /** 还剩 5 天付，已超时 2 天没付; '' when it is paid */
  due: string
  late: boolean
  /** what was said of the payment so far */
  said: string
  /** the worker is asked whether it came */
  isAsked: boolean
  /** the worker may say that it came all the same */
  canCome: boolean
}

/** The proof is what the enterprise wrote down, such as the last figures of the transfer. */
function saidText({ state, marked, denied, judged, paidAt }: WageRow, now: number): string {
  if (state === 'paid') return paidAt === null ? '' : `${dayText(paidAt, now)}收到`
  if (state === 'marked' && marked)
    return `企业说 ${dayText(marked.at, now)}用${PAY_WAY_NAMES[marked.way]}付了${marked.proof ? `：${marked.proof}` : ''}`
  if (state === 'denied' && denied) return `${dayText(denied.at, now)}您说没收到，社区的人在查`
  if (judged && !judged.came) return `社区查过，没付成，要企业重新付：${judged.text}`
  return ''
}

export function wageView(row: WageRow, now: number): WageView {
  const { state, late, dueAt } = row
  const due = state === 'owed' || state === 'denied' ? dueText(dueAt, now) : null
  const isLate = due !== null && (due.late || late)
  return {
    id: row.id,
    claim: row.claim,
    name: row.name,
    firm: row.enterpriseName,
    amount: yuan(row.amount),
    facts: `${row.pieces} 个 × ${yuan(row.price)}，${dayText(row.countedAt, now)}点的数`,
    state: WAGE_TEXTS[state],
    tone: isLate ? 'brand' : WAGE_TONES[state],
    due: due ? `${due.text}${due.late ? '没付' : '付'}` : '',
    late: isLate,
    said: saidText(row, now),
    isAsked: state === 'marked',
    canCome: state === 'owed' || state === 'denied',
  }
}
