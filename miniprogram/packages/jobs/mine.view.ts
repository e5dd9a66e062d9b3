/** What I have applied for. Pure. */
import type { ApplicationRow } from '../../contract/job-applications'
import type { Tone } from '../../core/bars'
import { ago } from '../../core/day'
import { payText } from '../../core/job-text'
import { STATE_TEXTS, STATE_TONES } from './words'

export interface ApplicationLine {
  id: string
  title: string
  firm: string
  state: string
  tone: Tone
  facts: string
  /** it asks something of the person */
  isUrgent: boolean
}

export const applicationLine = (row: ApplicationRow, now: number): ApplicationLine => ({
  id: row.id,
  title: row.title,
  firm: row.enterpriseName,
  state: STATE_TEXTS[row.state],
  tone: STATE_TONES[row.state],
  facts: `${payText(row.pay)} · ${ago(row.updatedAt, now)}`,
  isUrgent: row.state === 'invited',
})

/** Who is asked to come stands on top; else the last changed comes first, as the server sends them. */
export const openLines = (rows: readonly ApplicationRow[], now: number): ApplicationLine[] =>
  rows.map((row) => applicationLine(row, now)).sort((a, b) => Number(b.isUrgent) - Number(a.isUrgent))
