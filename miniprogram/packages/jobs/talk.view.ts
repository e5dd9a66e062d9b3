/** Talks with hidden numbers, for either side. Pure. */
import type { TalkLine, TalkRow, TalkView } from '../../contract/job-applications'
import { JOB_LIMITS } from '../../contract/jobs'
import { ago, clockText } from '../../core/day'

export interface TalkItem {
  id: string
  who: string
  title: string
  last: string
  when: string
  unread: boolean
}

export const talkItem = (row: TalkRow, now: number): TalkItem => ({
  id: row.id,
  who: row.with,
  title: row.title,
  last: row.last,
  when: ago(row.updatedAt, now),
  unread: row.unread,
})

export interface BubbleView {
  no: number
  mine: boolean
  text: string
  /** said before the first line and after a pause */
  when: string
}

/** Lines so near to each other have one time. */
const PAUSE_MS = 10 * 60_000

export function bubbles(lines: readonly TalkLine[], now: number): BubbleView[] {
  return lines.map(({ no, mine, text, at }, index) => {
    const before = lines[index - 1]
    const isNear = before !== undefined && at - before.at < PAUSE_MS
    return { no, mine, text, when: isNear ? '' : clockText(at, now) }
  })
}

export interface TalkScreen {
  id: string
  who: string
  title: string
  firm: string
  posting: string
  lines: BubbleView[]
  canWrite: boolean
  /** why nobody may write any more */
  shut: string
}

const FULL = `说了 ${JOB_LIMITS.talkLines} 句，这里满了。应聘的话当面谈。`
const GONE = '这个岗位不招了，这里不能再说话。'

export const talkScreen = (view: TalkView, now: number): TalkScreen => ({
  id: view.id,
  who: view.with,
  title: view.title,
  firm: view.enterpriseName,
  posting: view.posting,
  lines: bubbles(view.lines, now),
  canWrite: view.canWrite,
  shut: view.canWrite ? '' : view.lines.length >= JOB_LIMITS.talkLines ? FULL : GONE,
})

/** Before the first question there is only what it is about. */
export const newTalkScreen = ({
  title,
  firm,
  posting,
}: {
  title: string
  firm: string
  posting: string
}): TalkScreen => ({
  id: '',
  who: firm,
  title,
  firm,
  posting,
  lines: [],
  canWrite: true,
  shut: '',
})

/** What is often asked, by one tap. */
export const QUESTIONS: readonly string[] = [
  '还招人吗？',
  '包吃住吗？',
  '几号发工资？',
  '工资怎么算？',
  '可以先来看看吗？',
]

/** What is wrong with the words; '' : they can go. */
export function lineProblem(text: string): string {
  const length = Array.from(text.trim()).length
  if (length === 0) return '先写几个字'
  return length > JOB_LIMITS.wordsCharacters ? `最多${JOB_LIMITS.wordsCharacters}个字` : ''
}
