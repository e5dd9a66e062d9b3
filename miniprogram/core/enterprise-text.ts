/** What the pages of an enterprise and of the staff say of it alike. */
import type { EnterpriseRecord, EnterpriseState, Want } from '../contract/enterprises'
import { drawn, part, type Part, type Tone } from './bars'

const STATE_TEXTS: { readonly [S in EnterpriseState]: string } = {
  applied: '等社区核实',
  active: '可以发活',
  suspended: '暂停了',
  refused: '没通过',
}

/** Of one at work what it may do: 可以发活, 可以招人. */
export function stateText(state: EnterpriseState, wants: readonly Want[]): string {
  if (state !== 'active' || !wants.includes('hiring')) return STATE_TEXTS[state]
  return wants.includes('piecework') ? '可以招人、发活' : '可以招人'
}

export const STATE_TONES: { readonly [S in EnterpriseState]: Tone } = {
  applied: 'waiting',
  active: 'done',
  suspended: 'brand',
  refused: 'brand',
}

// ---- the record

export interface RecordView {
  text: string
  parts: Part[]
  facts: string[]
}

/** 99.6 % is not 100 %: a single late payment is never rounded away. */
export const onTimePercent = ({ paidOnTime, paidLate }: EnterpriseRecord): number | null =>
  paidOnTime + paidLate === 0 ? null : Math.floor((100 * paidOnTime) / (paidOnTime + paidLate))

export function recordView(record: EnterpriseRecord): RecordView {
  const percent = onTimePercent(record)
  const { paidOnTime, paidLate, disputes, hires } = record
  return {
    text: percent === null ? '还没付过工钱' : `按时付款 ${percent}%`,
    parts: drawn([part('按时', paidOnTime, 'done'), part('晚付', paidLate, 'brand')]),
    facts: [disputes === 0 ? '没起过争执' : `${disputes} 次争执要社区来断`, ...(hires > 0 ? [`招到 ${hires} 人`] : [])],
  }
}

/** Of one that only looks for people here: piece-work wages say nothing of it. */
export function hiringRecord(record: EnterpriseRecord): RecordView {
  if (onTimePercent(record) !== null) return recordView(record)
  return { text: record.hires > 0 ? `在这里招到过 ${record.hires} 人` : '还没在这里招到过人', parts: [], facts: [] }
}
