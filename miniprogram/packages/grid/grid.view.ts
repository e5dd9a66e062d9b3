/** Lists of cases for those who work on them, pure: sections, filters, the walk through a building. */
import { caseRowView } from '../../core/case-view'
import { CASE_GROUPS, kindOf, type CaseGroup } from '../../contract/case-kinds'
import { STATE_NAMES } from '../../contract/case-names'
import { isOpen, type CaseRow, type CaseState, type CaseView } from '../../contract/cases'
import { buildingText } from '../../core/place-text'
import { errorText } from '../../core/error-text'
import { RpcError } from '../../core/rpc-error'
import { endOfDay } from './days'

/** The open states as people think of them. */
export const STAGE_NAMES = ['unheard', 'work', 'waiting', 'handed_over'] as const
export type StageName = (typeof STAGE_NAMES)[number]

export const STAGES: { readonly [S in StageName]: readonly CaseState[] } = {
  unheard: ['reported', 'reopened'],
  work: ['accepted', 'in_progress'],
  waiting: ['waiting'],
  handed_over: ['handed_over'],
}
export const STAGE_TEXTS: { readonly [S in StageName]: string } = {
  unheard: '没人接的',
  work: '正在办的',
  waiting: '要等等的',
  handed_over: '转出去的',
}

/** Nobody has said yet "I take it". */
export const isUnheard = ({ state }: Pick<CaseRow, 'state'>): boolean => STAGES.unheard.includes(state)

export const isLate = ({ dueAt }: Pick<CaseRow, 'dueAt'>, now: number): boolean => dueAt !== null && dueAt <= now

export type SectionName = 'late' | 'today' | 'later'
export const SECTION_NAMES: { readonly [S in SectionName]: string } = {
  late: '已超时',
  today: '今天要办',
  later: '以后',
}

/** What is due before people are at work again has to be done today. */
const MORNING_MS = 9 * 3_600_000

/** By when the next step is owed. */
export function sectionOf(row: Pick<CaseRow, 'dueAt'>, now: number): SectionName {
  if (isLate(row, now)) return 'late'
  return row.dueAt !== null && row.dueAt < endOfDay(now) + MORNING_MS ? 'today' : 'later'
}

// ---- filters over the rows that are loaded

export type Only = 'all' | 'late' | StageName
export type Order = 'due' | 'building'

export interface Filter {
  only: Only
  building: string | null
  group: CaseGroup | null
}
export const NO_FILTER: Filter = { only: 'all', building: null, group: null }

export interface OnlyChip {
  value: Only
  text: string
}
export const ONLY_CHIPS: readonly OnlyChip[] = [
  { value: 'all', text: '全部' },
  { value: 'late', text: '超时的' },
  ...STAGE_NAMES.map((value) => ({ value, text: STAGE_TEXTS[value] })),
]

export const isFiltering = ({ only, building, group }: Filter): boolean =>
  only !== 'all' || building !== null || group !== null

export function matches(row: CaseRow, { only, building, group }: Filter, now: number): boolean {
  if (only === 'late' && !isLate(row, now)) return false
  if (only !== 'all' && only !== 'late' && !STAGES[only].includes(row.state)) return false
  if (building !== null && row.building !== building) return false
  return group === null || kindOf(row.kind).group === group
}

/** "A2" before "A10" */
export const byBuilding = (a: string, b: string): number =>
  a.slice(0, 1).localeCompare(b.slice(0, 1)) || Number(a.slice(1)) - Number(b.slice(1))

export const buildingsIn = (rows: readonly CaseRow[]): string[] =>
  [...new Set(rows.map(({ building }) => building))].sort(byBuilding)

export function groupsIn(rows: readonly CaseRow[]): CaseGroup[] {
  const present = new Set<CaseGroup>(rows.map(({ kind }) => kindOf(kind).group))
  return CASE_GROUPS.filter((group) => present.has(group))
}

// ---- what is drawn

/** A case in a list, in few nodes: WeChat draws at most a thousand on a page. */
export interface Line {
  id: string
  kind: string
  excerpt: string
  /** state, place, when, who */
  facts: string
  /** 已超时 2 小时; "" when nothing is owed */
  due: string
  late: boolean
}

/** Whose it is after it went up the chain, by level. */
const LEVEL_NAMES: readonly string[] = ['', '网格长', '社区']

function whoText({ handler, level, state }: CaseRow, showHandler: boolean): string {
  if (!isOpen(state)) return ''
  if (!showHandler) return level > 0 ? '往上转来的' : ''
  const rank = LEVEL_NAMES[level] ?? ''
  return `${handler.startsWith(rank) ? '' : rank}${handler}在管`
}

export function lineOf(row: CaseRow, now: number, showHandler: boolean): Line {
  const { id, kind, excerpt, stateText, place, when, due, late } = caseRowView(row, now)
  const facts = [place, stateText, when, whoText(row, showHandler)]
  return { id, kind, excerpt, facts: facts.filter((fact) => fact !== '').join(' · '), due, late }
}

export interface ListItem extends Line {
  /** heading above this row; "" when it goes on under the one before */
  head: string
  /** the heading is a warning */
  alarm: boolean
  canAccept: boolean
}

export interface ListOptions {
  filter: Filter
  order: Order
  now: number
  /** show "I take it" on rows nobody has taken */
  mayAccept: boolean
  showHandler: boolean
}

/** The rows as drawn, by due time or building by building; within a building the most overdue first. */
export function listItems(rows: readonly CaseRow[], options: ListOptions): ListItem[] {
  const { filter, order, now, mayAccept, showHandler } = options
  const kept = rows.filter((row) => matches(row, filter, now))
  const ordered = order === 'due' ? kept : [...kept].sort((a, b) => byBuilding(a.building, b.building))
  let last: string | null = null
  return ordered.map((row) => {
    const section = sectionOf(row, now)
    const title = order === 'due' ? SECTION_NAMES[section] : buildingText(row.building)
    const isFirst = title !== last
    last = title
    return {
      ...lineOf(row, now, showHandler),
      head: isFirst ? title : '',
      alarm: isFirst && order === 'due' && section === 'late',
      canAccept: mayAccept && isUnheard(row),
    }
  })
}

/** How many there are, never claiming more than was loaded. */
export function countText(shown: number, loaded: number, hasMore: boolean, filtering: boolean): string {
  if (!filtering) return hasMore ? `先看了 ${loaded} 件，往下还有` : `一共 ${loaded} 件`
  return hasMore ? `看过的 ${loaded} 件里有 ${shown} 件，往下还没找` : `有 ${shown} 件`
}

// ---- somebody was quicker

/** What a person reads who came too late to take a case; null: it is no longer for this person to see. */
export function tooLateWords(view: Pick<CaseView, 'state' | 'handler'> | null): { title: string; text: string } {
  if (!view) return { title: '有人快了一步', text: '这件事已经有别人在管，您不用管了。单子已经更新。' }
  const { state, handler } = view
  return isOpen(state)
    ? { title: '有人快了一步', text: `这件事已经由${handler}接手了，您不用管了。单子已经更新。` }
    : { title: '情况变了', text: `这件事现在是“${STATE_NAMES[state]}”，不用再接手。单子已经更新。` }
}

// ---- who may not

/** Why a page of the grid shows nothing to this person. */
export const refusalText = (error: unknown): string =>
  error instanceof RpcError && error.code === 'FORBIDDEN' ? NO_ROLE : errorText(error)

/** For residents who came here by a link. */
export const NO_ROLE =
  '这里是网格员和社区办事的地方，您现在没有这个身份。要是您在网格里做事，请向社区要邀请码，在“我的”里填。'

// ---- small setData

/** Data paths that turn the list `from` on the screen into `to`; a shorter list is set as a whole. */
export function listPatch<T>(name: string, from: readonly T[], to: readonly T[]): Record<string, unknown> {
  if (to.length < from.length || from.length === 0) return { [name]: to }
  const patch: Record<string, unknown> = {}
  to.forEach((item, index) => {
    if (JSON.stringify(item) !== JSON.stringify(from[index])) patch[`${name}[${index}]`] = item
  })
  return patch
}

/** Rows of a further page; one that moved while paging is not shown twice. */
export function joinRows<T extends { id: string }>(rows: readonly T[], more: readonly T[]): T[] {
  const known = new Set(rows.map(({ id }) => id))
  return [...rows, ...more.filter(({ id }) => !known.has(id))]
}

const isBefore = (a: CaseRow, b: CaseRow): boolean =>
  (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) < 0 || (a.dueAt === b.dueAt && a.id < b.id)

/** The list with one more row at its place by due time; past the end of what was read it comes with a later page. */
export function placed(rows: readonly CaseRow[], row: CaseRow, hasMore: boolean): CaseRow[] {
  const at = rows.findIndex((other) => isBefore(row, other))
  if (at >= 0) return [...rows.slice(0, at), row, ...rows.slice(at)]
  return hasMore && rows.length > 0 ? [...rows] : [...rows, row]
}
