/** Somebody without a phone or a sign-up, written down by the desk. Pure. */
import { FAIR_LIMITS, type BoothView } from '../../contract/fairs'
import { JOB_KIND_NAMES, JOB_KINDS, SHIFT_NAMES, SHIFTS, type JobKind, type Shift } from '../../contract/jobs'

export interface WalkInForm {
  name: string
  kinds: JobKind[]
  shifts: Shift[]
  wants: string[]
  agrees: boolean
}

export const NEW_WALK_IN: WalkInForm = { name: '', kinds: [], shifts: [], wants: [], agrees: false }

export interface Chip<Value> {
  value: Value
  text: string
  isOn: boolean
}

export const kindChips = (chosen: readonly JobKind[]): Chip<JobKind>[] =>
  JOB_KINDS.map((value) => ({ value, text: JOB_KIND_NAMES[value], isOn: chosen.includes(value) }))

export const shiftChips = (chosen: readonly Shift[]): Chip<Shift>[] =>
  SHIFTS.map((value) => ({ value, text: SHIFT_NAMES[value], isOn: chosen.includes(value) }))

export interface WantChip {
  id: string
  text: string
  rank: number
}

export const wantChips = (list: readonly BoothView[], wants: readonly string[]): WantChip[] =>
  [...list]
    .sort((a, b) => a.no - b.no)
    .map(({ id, no, enterpriseName }) => ({ id, text: `${no} ${enterpriseName}`, rank: wants.indexOf(id) + 1 }))

/** What is missing, by field; empty: it can be sent. */
export type WalkInProblems = { [F in 'name' | 'kinds' | 'shifts' | 'agrees']?: string }

export function walkInProblems({ name, kinds, shifts, agrees }: WalkInForm): WalkInProblems {
  const length = Array.from(name.trim()).length
  return {
    ...(length === 0 ? { name: '写上姓名' } : {}),
    ...(length > FAIR_LIMITS.nameCharacters ? { name: `最多${FAIR_LIMITS.nameCharacters}个字` } : {}),
    ...(kinds.length === 0 ? { kinds: '至少点一样会做的' } : {}),
    ...(shifts.length === 0 ? { shifts: '至少点一样' } : {}),
    ...(agrees ? {} : { agrees: '念给本人听，同意了再点' }),
  }
}

/** Read aloud before it is ticked. */
export const CONSENT_WORDS =
  '“跟您面谈的企业会看到您的姓名、会做的活、能上的班，电话不给。没排上的企业看不到。不想谈了随时跟我们说，马上删。您同意吗？”'
