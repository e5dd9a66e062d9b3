/** What the fairs brought, as bars; and the people who are to be asked whether they still work there. Pure. */
import { FAIR_KIND_NAMES, LONG_RUN_HIRES, type FairFigures, type StillRow } from '../../contract/fairs'
import type { Tone } from '../../core/bars'
import { dayText } from '../../core/day'
import { dayStart, weekdayText } from '../../core/picker-days'

export interface Bar {
  name: string
  /** the number, or what stands in its place */
  text: string
  /** of the longest, 0–100 */
  percent: number
  tone: Tone
}

export interface FiguresItem {
  id: string
  title: string
  by: string
  /** 报名 35，到场 28，录用 4 */
  sums: string
  /** hires, on a scale with what a fair brings in the long run: its mark */
  hires: { percent: number; mark: number; isMore: boolean }
  compare: string
  /** of the one that is open; a hundred fairs with all their bars would be too much for an old phone */
  bars: Bar[]
}

const percentOf = (count: number, most: number): number =>
  most === 0 ? 0 : Math.min(100, Math.round((100 * count) / most))

const bar = (name: string, count: number, most: number, tone: Tone, unit = ''): Bar => ({
  name,
  text: `${count}${unit}`,
  percent: percentOf(count, most),
  tone,
})

function afterBar(name: string, kept: number | null, most: number): Bar {
  if (kept === null) return { name, text: '还没问', percent: 0, tone: 'quiet' }
  return bar(name, kept, most, 'done')
}

export function compareText(hired: number): string {
  const by = Math.round(Math.abs(hired - LONG_RUN_HIRES) * 10) / 10
  if (by === 0) return `和以前每场一样，${LONG_RUN_HIRES} 人`
  return `比以前每场 ${LONG_RUN_HIRES} 人${hired > LONG_RUN_HIRES ? '多' : '少'} ${by} 人`
}

/** The scale ends here unless a fair brought more. */
const FULL_SCALE = LONG_RUN_HIRES * 2

export function figuresItem(row: FairFigures, isOpen: boolean, now: number): FiguresItem {
  const { id, kind, day, theme, booths, signedUp, came, hired } = row
  const most = Math.max(hired, FULL_SCALE)
  return {
    id,
    title: weekdayText(dayStart(day), now),
    by: [theme ? `${FAIR_KIND_NAMES[kind]} · ${theme}` : FAIR_KIND_NAMES[kind], `${booths} 家企业`].join(' · '),
    sums: `报名 ${signedUp}，到场 ${came}，录用 ${hired}`,
    hires: {
      percent: percentOf(hired, most),
      mark: percentOf(LONG_RUN_HIRES, most),
      isMore: hired > LONG_RUN_HIRES,
    },
    compare: compareText(hired),
    bars: isOpen ? barsOf(row) : [],
  }
}

function barsOf({ signedUp, came, met, invited, hired, after30, after90 }: FairFigures): Bar[] {
  const people = Math.max(signedUp, came, met, 1)
  const all = [
    bar('报名', signedUp, people, 'quiet'),
    bar('到场', came, people, 'waiting'),
    bar('面谈', met, people, 'waiting', ' 场'),
    bar('邀请', invited, people, 'done'),
    bar('录用', hired, people, 'done'),
  ]
  return hired === 0 ? all : [...all, afterBar('30天还在', after30, people), afterBar('90天还在', after90, people)]
}

// ---- who is to be asked

export interface DueItem {
  id: string
  after: 30 | 90
  name: string
  firm: string
  question: string
  when: string
}

export const dueItem = ({ id, name, enterpriseName, hiredAt, after }: StillRow, now: number): DueItem => ({
  id: `${id} ${after}`,
  after,
  name: name || '本人退出了',
  firm: enterpriseName,
  question: `满 ${after} 天了，还在那里上班吗？`,
  when: `${dayText(hiredAt, now)}录用`,
})

/** The talk that a row of the list is about. */
export const talkOfDue = (id: string): string => id.split(' ')[0] ?? ''

export const TABS = [
  { value: 'figures', text: '每场的数' },
  { value: 'due', text: '该回访的' },
] as const
export type Tab = (typeof TABS)[number]['value']

export const EMPTY_TEXTS: { readonly [T in Tab]: string } = {
  figures: '还没有办完的场次。办完了，来了多少、招到多少都在这里。',
  due: '现在没有要回访的。有人满 30 天、90 天会写在这里。',
}
