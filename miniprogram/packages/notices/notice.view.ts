/** One notice as it is drawn, and for those who answer for it. Pure. */
import type { Audience, ManagedNotice, NoticeAuthor, NoticeState, NoticeView } from '../../contract/notices'
import type { Tone } from '../../core/case-view'
import { ago, clockText, dayText } from '../../core/day'
import { ROLE_NAMES } from '../../core/role-text'

/** 1到4、7、9: three or more in a row are said as such. */
function numbersText(numbers: readonly number[]): string {
  const runs: number[][] = []
  for (const number of numbers) {
    const run = runs[runs.length - 1]
    if (run && run[run.length - 1] === number - 1) run.push(number)
    else runs.push([number])
  }
  const runText = (run: readonly number[]) => (run.length > 2 ? `${run[0]}到${run[run.length - 1]}` : run.join('、'))
  return runs.map(runText).join('、')
}

/** A区1到4栋，B区3栋 */
function buildingsText(buildings: readonly string[]): string {
  const clusters = [...new Set(buildings.map((building) => building.slice(0, 1)))]
  const numbers = (cluster: string) =>
    buildings.filter((building) => building.startsWith(cluster)).map((building) => Number(building.slice(1)))
  return clusters.map((cluster) => `${cluster}区${numbersText(numbers(cluster))}栋`).join('，')
}

/** 全社区; A、B组团; A区1到4栋 */
export function audienceText(audience: Audience): string {
  if (audience.to === 'estate') return '全社区'
  return audience.to === 'clusters' ? `${audience.clusters.join('、')}组团` : buildingsText(audience.buildings)
}

/** The end is the first moment without it: the day before is the last with it. */
export const lastDayText = (endsAt: number, now: number): string => dayText(endsAt - 1, now)

/** What the card draws; the preview of what is being written draws the same. */
export interface NoticeCard {
  title: string
  text: string
  whom: string
  pinned: boolean
  when: string
  /** 今天 10:00 改过; '' : never corrected */
  changed: string
  until: string
  /** 已经撤下了; '' : people see it */
  gone: string
  /** 赵丽（社区干部）; '' : not for this person to know */
  author: string
}

const GONE: { readonly [S in NoticeState]: string } = {
  current: '',
  over: '已经到期，住户看不到了',
  taken_down: '已经撤下，住户看不到了',
}

const authorText = (author: NoticeAuthor | null): string =>
  author ? `${author.name || '（名字已删）'}（${ROLE_NAMES[author.role]}）` : ''

export const noticeCard = (notice: NoticeView, now: number): NoticeCard => ({
  title: notice.title,
  text: notice.text,
  whom: audienceText(notice.audience),
  pinned: notice.pinned,
  when: clockText(notice.publishedAt, now),
  changed: notice.changedAt === null ? '' : `${clockText(notice.changedAt, now)} 改过`,
  until: lastDayText(notice.endsAt, now),
  gone: GONE[notice.state],
  author: authorText(notice.author),
})

export interface ManagedView {
  id: string
  title: string
  state: string
  tone: Tone
  whom: string
  facts: string
  author: string
  isCurrent: boolean
}

const STATES: { readonly [S in NoticeState]: { state: string; tone: Tone } } = {
  current: { state: '大家看得到', tone: 'done' },
  over: { state: '到期了', tone: 'quiet' },
  taken_down: { state: '撤下了', tone: 'quiet' },
}

export function managedView(row: ManagedNotice, now: number): ManagedView {
  const { id, title, audience, publishedAt, endsAt, state, author, pinned } = row
  const isCurrent = state === 'current'
  const facts = [
    `${ago(publishedAt, now)}发的`,
    isCurrent ? `到${lastDayText(endsAt, now)}为止` : '',
    isCurrent && pinned ? '置顶' : '',
  ]
  return {
    id,
    title,
    ...STATES[state],
    whom: `给${audienceText(audience)}`,
    facts: facts.filter((fact) => fact !== '').join(' · '),
    author: authorText(author),
    isCurrent,
  }
}

/** For residents who came here by a link. */
export const NO_ROLE = '这里是社区干部和网格长发通知的地方，您现在没有这个身份。'
export const GONE_WORDS = '这条通知撤下了、过期了，或者不是发给您这里的'
