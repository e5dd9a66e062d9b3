/** The staff's search over all cases, pure: filters to a question for the server, and to chips. */
import { CASE_GROUPS, CASE_KIND_NAMES, kindOf, type CaseGroup, type CaseKind } from '../../contract/case-kinds'
import { GROUP_NAMES, KIND_NAMES, STATE_NAMES } from '../../contract/case-names'
import { CASE_STATES, type CaseState } from '../../contract/cases'
import type { In } from '../../contract/api'
import { dayText } from '../../core/day'
import { buildingText } from '../../core/place-text'
import { dayStart, endOfDay } from './days'

export interface Search {
  state: CaseState | null
  group: CaseGroup | null
  kind: CaseKind | null
  building: string | null
  /** days as date pickers give them, both included; "" open */
  first: string
  last: string
}
export const NO_SEARCH: Search = { state: null, group: null, kind: null, building: null, first: '', last: '' }

/** What the server is asked; absent fields are open. A kind says its group already. */
export function questionOf(search: Search, after?: string): In<'cases.all'> {
  const { state, group, kind, building, first, last } = search
  return {
    ...(state === null ? {} : { state }),
    ...(kind !== null ? { kind } : group === null ? {} : { group }),
    ...(building === null ? {} : { building }),
    ...(first === '' ? {} : { from: dayStart(first) }),
    ...(last === '' ? {} : { to: endOfDay(dayStart(last)) }),
    ...(after === undefined ? {} : { after }),
  }
}

/** What is wrong with it, as a sentence; null: it can be asked. */
export const searchProblem = ({ first, last }: Search): string | null =>
  first !== '' && last !== '' && last < first ? '“到哪天”不能早过“从哪天”' : null

export interface Choice<T extends string> {
  value: T
  text: string
}

export const STATE_CHOICES: Choice<CaseState>[] = CASE_STATES.map((value) => ({ value, text: STATE_NAMES[value] }))
export const GROUP_CHOICES: Choice<CaseGroup>[] = CASE_GROUPS.map((value) => ({ value, text: GROUP_NAMES[value] }))

/** The kinds of a group; none before a group is chosen. */
export const kindChoices = (group: CaseGroup | null): Choice<CaseKind>[] =>
  CASE_KIND_NAMES.filter((kind) => kindOf(kind).group === group).map((value) => ({ value, text: KIND_NAMES[value] }))

export type ChipName = 'state' | 'kind' | 'building' | 'days'
export interface Chip {
  name: ChipName
  text: string
}

function daysText(first: string, last: string, now: number): string {
  const from = first === '' ? '' : dayText(dayStart(first), now)
  const to = last === '' ? '' : dayText(dayStart(last), now)
  if (from === to) return `${from}那天`
  if (to === '') return `${from}以后`
  return from === '' ? `${to}以前` : `${from}到${to}`
}

/** What the search is narrowed by, each to be taken away. */
export function chipsOf({ state, group, kind, building, first, last }: Search, now: number): Chip[] {
  const chips: Chip[] = []
  if (state !== null) chips.push({ name: 'state', text: STATE_NAMES[state] })
  if (kind !== null) chips.push({ name: 'kind', text: KIND_NAMES[kind] })
  else if (group !== null) chips.push({ name: 'kind', text: GROUP_NAMES[group] })
  if (building !== null) chips.push({ name: 'building', text: buildingText(building) })
  if (first !== '' || last !== '') chips.push({ name: 'days', text: daysText(first, last, now) })
  return chips
}

/** Takes one narrowing away. */
export function withoutChip(search: Search, name: ChipName): Search {
  switch (name) {
    case 'state':
      return { ...search, state: null }
    case 'kind':
      return { ...search, group: null, kind: null }
    case 'building':
      return { ...search, building: null }
    case 'days':
      return { ...search, first: '', last: '' }
  }
}
