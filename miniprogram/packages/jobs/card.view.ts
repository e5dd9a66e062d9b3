/** The card of one who looks for work: four taps and a few words. Pure. */
import type { SeekerCard } from '../../contract/job-applications'
import {
  JOB_KIND_NAMES,
  JOB_KINDS,
  JOB_LIMITS,
  SHIFT_NAMES,
  SHIFTS,
  type JobKind,
  type Shift,
} from '../../contract/jobs'

export interface CardDraft extends Omit<SeekerCard, 'minutes'> {
  /** 0: not chosen yet */
  minutes: number
}

/** fen; where the wheel of pay stands first */
const USUAL_WANT = 350_000

export const NEW_CARD: CardDraft = { kinds: [], shifts: [], want: USUAL_WANT, minutes: 0, intro: '', match: true }

export interface Chip<V> {
  value: V
  text: string
  isOn: boolean
}

export const kindChips = (kinds: readonly JobKind[]): Chip<JobKind>[] =>
  JOB_KINDS.map((value) => ({ value, text: JOB_KIND_NAMES[value], isOn: kinds.includes(value) }))

export const shiftChips = (shifts: readonly Shift[]): Chip<Shift>[] =>
  SHIFTS.map((value) => ({ value, text: SHIFT_NAMES[value], isOn: shifts.includes(value) }))

const MINUTES = [15, 30, 45, 60, 90] as const

/** Minutes that were chosen elsewhere are a choice too. */
export const minuteChips = (minutes: number): Chip<number>[] =>
  [...new Set<number>([...MINUTES, ...(minutes > 0 ? [minutes] : [])])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, text: `${value} 分钟`, isOn: value === minutes }))

/** With the value, or without it; past `most` nothing is added. */
export function toggled<V>(values: readonly V[], value: V, most: number): V[] {
  if (values.includes(value)) return values.filter((one) => one !== value)
  return values.length < most ? [...values, value] : [...values]
}

/** What is still open, said at the field; none: the card is whole. */
export type CardProblems = { [F in 'kinds' | 'shifts' | 'want' | 'minutes' | 'intro' | 'born']?: string }

/** fen: whoever asks for less means a day */
const LEAST_WANT = 10_000

export function cardProblems(draft: CardDraft, born: string, asksBorn: boolean): CardProblems {
  return {
    ...(draft.kinds.length === 0 ? { kinds: '点一样您想做的活' } : {}),
    ...(draft.shifts.length === 0 ? { shifts: '点一个您能上的班' } : {}),
    ...(draft.want < LEAST_WANT ? { want: '写一个月想要多少钱' } : {}),
    ...(draft.minutes === 0 ? { minutes: '点一下最远走多久' } : {}),
    ...(Array.from(draft.intro.trim()).length > JOB_LIMITS.introCharacters
      ? { intro: `最多${JOB_LIMITS.introCharacters}个字` }
      : {}),
    ...(asksBorn && born === '' ? { born: '还没选出生的年月' } : {}),
  }
}

export const cardInput = (draft: CardDraft): SeekerCard => ({ ...draft, intro: draft.intro.trim() })
