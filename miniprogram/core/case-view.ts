/** A row of a list of cases as it is drawn. */
import { KIND_NAMES, STATE_NAMES } from '../contract/case-names'
import { isOpen, type CaseRow, type CaseState } from '../contract/cases'
import { ago, dueText } from './day'
import { buildingText } from './place-text'

export type Tone = 'waiting' | 'done' | 'brand' | 'quiet'

export interface CaseRowView {
  id: string
  kind: string
  stateText: string
  tone: Tone
  place: string
  excerpt: string
  when: string
  due: string
  late: boolean
}

const TONES: { readonly [S in CaseState]: Tone } = {
  reported: 'waiting',
  accepted: 'waiting',
  in_progress: 'waiting',
  waiting: 'waiting',
  resolved: 'done',
  confirmed: 'done',
  unconfirmed: 'quiet',
  reopened: 'brand',
  declined: 'quiet',
  handed_over: 'waiting',
  withdrawn: 'quiet',
}

export const toneOf = (state: CaseState): Tone => TONES[state]

/** `due` and `late` only while somebody owes something. */
export function caseRowView(row: Omit<CaseRow, 'version'>, now: number = Date.now()): CaseRowView {
  const due = isOpen(row.state) ? dueText(row.dueAt, now) : null
  const again = row.occurrences > 1 ? ` · 发生${row.occurrences}次` : ''
  return {
    id: row.id,
    kind: KIND_NAMES[row.kind],
    stateText: STATE_NAMES[row.state],
    tone: due?.late ? 'brand' : TONES[row.state],
    place: buildingText(row.building),
    excerpt: row.excerpt,
    when: ago(row.createdAt, now) + again,
    due: due?.text ?? '',
    late: due?.late ?? false,
  }
}
