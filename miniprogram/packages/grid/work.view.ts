/** The page of work as it is drawn, pure. */
import type { CaseGroup } from '../../contract/case-kinds'
import { GROUP_NAMES } from '../../contract/case-names'
import type { CaseRow } from '../../contract/cases'
import type { ClusterId } from '../../contract/estate'
import { buildingText } from '../../core/place-text'
import type { NextCase } from '../../core/walk'
import {
  buildingsIn,
  countText,
  groupsIn,
  isFiltering,
  listItems,
  type Filter,
  type ListItem,
  type Order,
} from './grid.view'

/** Whose list: my own work, the staff desk's, or all that is open in a cluster. */
export type Scope = { kind: 'mine' } | { kind: 'desk' } | { kind: 'cluster'; cluster: ClusterId }

export interface Option<V> {
  value: V
  text: string
}

export const NO_BUILDING: Option<string | null> = { value: null, text: '哪栋楼' }
export const NO_GROUP: Option<CaseGroup | null> = { value: null, text: '哪类事' }

const EMPTY_WORDS: { readonly [K in Scope['kind']]: string } = {
  mine: '今天没有要办的事',
  desk: '值班台没有要办的事',
  cluster: '这个组团没有没办完的事',
}

export interface WorkState {
  rows: readonly CaseRow[]
  hasMore: boolean
  scope: Scope
  filter: Filter
  order: Order
  /** the next case in the building that is walked */
  next: NextCase | null
  now: number
}

export interface WorkScreen {
  state: 'empty' | 'ready'
  words: string
  refused: boolean
  items: ListItem[]
  count: string
  filtering: boolean
  hasMore: boolean
  moreText: string
  buildings: Option<string | null>[]
  buildingIndex: number
  groups: Option<CaseGroup | null>[]
  groupIndex: number
  walk: { id: string; text: string } | null
}

const indexOf = <V>(options: readonly Option<V>[], wanted: V): number =>
  Math.max(
    0,
    options.findIndex(({ value }) => value === wanted),
  )

export function workScreen({ rows, hasMore, scope, filter, order, next, now }: WorkState): WorkScreen {
  const isCluster = scope.kind === 'cluster'
  const items = listItems(rows, { filter, order, now, mayAccept: !isCluster, showHandler: isCluster })
  const buildings = [NO_BUILDING, ...buildingsIn(rows).map((value) => ({ value, text: buildingText(value) }))]
  const groups = [NO_GROUP, ...groupsIn(rows).map((value) => ({ value, text: GROUP_NAMES[value] }))]
  const filtering = isFiltering(filter)
  return {
    state: rows.length === 0 ? 'empty' : 'ready',
    words: EMPTY_WORDS[scope.kind],
    refused: false,
    items,
    count: countText(items.length, rows.length, hasMore, filtering),
    filtering,
    hasMore,
    moreText: '再看 20 件',
    buildings,
    buildingIndex: indexOf(buildings, filter.building),
    groups,
    groupIndex: indexOf(groups, filter.group),
    walk: next && { id: next.id, text: `${buildingText(next.building)}还有 ${next.left} 件` },
  }
}
