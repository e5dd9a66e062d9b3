/** The board of the clusters, pure: numbers as bars. */
import { CASE_GROUPS, type CaseGroup } from '../../contract/case-kinds'
import { GROUP_NAMES } from '../../contract/case-names'
import { CASE_STATES, type CaseState } from '../../contract/cases'
import type { Out } from '../../contract/api'
import type { ClusterId } from '../../contract/estate'
import { STAGES, STAGE_NAMES, STAGE_TEXTS, type StageName } from './grid.view'

export type ClusterCounts = Out<'cases.counts'>['clusters'][number]

export type Tone = 'brand' | 'warm' | 'waiting' | 'quiet'

const TONES: { readonly [S in StageName]: Tone } = {
  unheard: 'brand',
  work: 'warm',
  waiting: 'waiting',
  handed_over: 'quiet',
}

export interface Bar {
  name: string
  text: string
  count: number
  /** width in percent; a count above zero is never drawn as nothing */
  percent: number
  tone: Tone
}

const LEAST_PERCENT = 3

function percentOf(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0
  return Math.max(LEAST_PERCENT, Math.round((count / most) * 100))
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const stageCount = ({ states }: ClusterCounts, stage: readonly CaseState[]): number =>
  sum(stage.map((state) => states[state]))

export const openCount = (counts: ClusterCounts): number =>
  sum(STAGE_NAMES.map((name) => stageCount(counts, STAGES[name])))

/** Counts of several clusters as one. */
export function joinCounts(all: readonly ClusterCounts[]): Omit<ClusterCounts, 'cluster'> {
  const states = Object.fromEntries(
    CASE_STATES.map((state) => [state, sum(all.map((one) => one.states[state]))]),
  ) as ClusterCounts['states']
  const groups = Object.fromEntries(CASE_GROUPS.map((group) => [group, sum(all.map((one) => one.groups[group] ?? 0))]))
  return { states, groups, late: sum(all.map(({ late }) => late)) }
}

export const clusterText = (cluster: ClusterId): string => `${cluster}组团`

export interface Detail {
  open: number
  late: number
  /** ended in one way or another */
  done: number
  stages: Bar[]
  groups: Bar[]
}

/** One cluster, or all together. */
export function detailOf(counts: Omit<ClusterCounts, 'cluster'>): Detail {
  const whole = { ...counts, cluster: 'A' as ClusterId }
  const numbers = STAGE_NAMES.map((name) => stageCount(whole, STAGES[name]))
  const mostInStage = Math.max(...numbers)
  const stages = STAGE_NAMES.map((name, index): Bar => {
    const count = numbers[index] ?? 0
    return { name, text: STAGE_TEXTS[name], tone: TONES[name], count, percent: percentOf(count, mostInStage) }
  })
  const present = CASE_GROUPS.map((group): [CaseGroup, number] => [group, counts.groups[group] ?? 0]).filter(
    ([, count]) => count > 0,
  )
  const mostInGroup = Math.max(0, ...present.map(([, count]) => count))
  const groups = present
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]): Bar => {
      return { name, text: GROUP_NAMES[name], tone: 'warm', count, percent: percentOf(count, mostInGroup) }
    })
  const { resolved, confirmed, unconfirmed, declined, withdrawn } = counts.states
  return {
    open: sum(numbers),
    late: counts.late,
    done: resolved + confirmed + unconfirmed + declined + withdrawn,
    stages,
    groups,
  }
}

export interface ClusterBar extends Bar {
  cluster: ClusterId
  late: number
  /** part of the bar that is overdue, in percent of the whole width */
  latePercent: number
}

/** The clusters beside each other, on one scale. */
export function clusterBars(all: readonly ClusterCounts[]): ClusterBar[] {
  const most = Math.max(0, ...all.map(openCount))
  return all.map((counts) => {
    const { cluster, late } = counts
    const count = openCount(counts)
    const percent = percentOf(count, most)
    const latePercent = Math.min(percent, percentOf(late, most))
    return { name: cluster, cluster, text: clusterText(cluster), tone: 'warm', count, percent, late, latePercent }
  })
}
