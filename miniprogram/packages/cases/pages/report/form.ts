/** The report while it is being written: a draft, and what a page draws of it. Pure. */
import { kindOf, type CaseKind, type Danger } from '../../../../contract/case-kinds'
import { KIND_NAMES } from '../../../../contract/case-names'
import type { Place } from '../../../../contract/cases'
import type { Draft } from '../../../../core/draft-box'
import { placeText } from '../../../../core/place-text'
import { GROUP_ICONS } from '../../words'
import {
  dangerViews,
  previewOf,
  promiseText,
  questionViews,
  textOrDefault,
  type DangerView,
  type Preview,
  type QuestionView,
} from '../../report.view'

/** What the form draws; a problem is shown at its field. */
export interface FormView {
  kindName: string
  icon: string
  placeText: string
  questions: QuestionView[]
  preview: Preview
  promise: string
  dangers: DangerView[]
  asksHurt: boolean
}

/** A building that is not known yet. */
export const NOWHERE: Place = { building: '' }

export function newDraft(ids: { id: string; requestId: string }, kind: CaseKind, place: Place, now: number): Draft {
  return { ...ids, savedAt: now, state: 'draft', input: { kind, place, text: '', answers: {} }, pictures: [] }
}

export function formView({ input, pictures }: Draft): FormView {
  const { kind, place, answers } = input
  const { group, asks } = kindOf(kind)
  return {
    kindName: KIND_NAMES[kind],
    icon: GROUP_ICONS[group],
    placeText: place.building ? placeText(place) : '',
    questions: questionViews(kind, answers),
    preview: previewOf(kind, place, pictures.length),
    promise: promiseText(kind),
    dangers: dangerViews(kind),
    asksHurt: asks.includes('hurt'),
  }
}

/** The place to go on with: one that was found counts where there was none, or where it names the lift of the same stair. */
export function closer(place: Place, found: Place | null): Place {
  if (!found || !place.building) return found ?? place
  const { lift, ...stair } = found
  const { lift: known, ...rest } = place
  const isSameStair = JSON.stringify(Object.entries(stair).sort()) === JSON.stringify(Object.entries(rest).sort())
  return isSameStair && lift !== undefined && known === undefined ? found : place
}

/** Why a report without a place does not go out. */
export const placeProblem = (isListMissing: boolean): string =>
  isListMissing ? '还不知道是哪一栋。楼栋名单要等网好了才有，到时选一下再送；写的已经替您存好。' : '请选一下在哪里'

/** Something was written that would be missed. */
export const isWorthKeeping = ({ input, pictures }: Draft): boolean =>
  input.text.trim() !== '' || pictures.length > 0 || Object.keys(input.answers).length > 0

/** The draft as it goes out: the words are never empty. */
export function toSend(draft: Draft, now: number): Draft {
  const { problem: _problem, uploaded: _uploaded, ...rest } = draft
  const text = textOrDefault(draft.input.kind, draft.input.text)
  return { ...rest, savedAt: now, state: 'queued', input: { ...draft.input, text } }
}

export const unwarned = ({ input }: Draft): Danger[] =>
  kindOf(input.kind).dangers.filter((danger) => !(input.warned ?? []).includes(danger))
