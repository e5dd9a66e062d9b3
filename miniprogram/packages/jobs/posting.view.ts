/** One posting in full, and what this person may do about it. Pure. */
import type { EnterpriseRecord } from '../../contract/enterprises'
import {
  CHEAT_NAMES,
  CHEATS,
  INSURANCE_NAMES,
  JOB_KIND_NAMES,
  type Cheat,
  type PostingState,
  type PostingView,
} from '../../contract/jobs'
import { dayText } from '../../core/day'
import { hoursText, monthText, payView, shiftsText, wayText, type PayView } from '../../core/job-text'
import { isOpenAt } from './list.view'
import { STATE_SENTENCES } from './words'

/** What the button at thumb height does; null: nothing can be done. */
export type Primary = 'apply' | 'application' | null

export interface PostingScreen {
  id: string
  title: string
  firm: string
  pay: PayView
  month: string
  way: string
  place: string
  facts: { name: string; text: string }[]
  duties: string
  needs: string
  record: string
  recordFacts: string
  isSaved: boolean
  /** it is over, or not shown to others: what that means */
  notice: string
  /** what I did already */
  done: string
  primary: Primary
  canAsk: boolean
  canReport: boolean
  isReported: boolean
  isOwn: boolean
}

const OWN_NOTICES: { readonly [S in PostingState]: string } = {
  blocked: '有几处写法法律不允许，还没发出去。',
  open: '',
  hidden: '有两户人反映这个岗位，社区在核实，先收起来了。',
  ended: '已经结束，还招就续期。',
  removed: '社区把这个岗位撤下了。',
}

/** What the staff wrote last, for those who act for the enterprise. */
function reasonOf({ own }: PostingView): string {
  const [last] = own?.events.slice(-1) ?? []
  return last?.by === 'staff' && last.text ? `社区写的原因：${last.text}` : ''
}

function noticeOf(view: PostingView, isOwn: boolean, now: number): string {
  if (isOwn) return `${OWN_NOTICES[view.state]}${reasonOf(view)}`
  if (view.state === 'hidden') return '有人反映这个岗位，正在核实。'
  if (view.state === 'removed' || view.state === 'blocked') return '这个岗位没有发出来。'
  return isOpenAt(view, now) ? '' : '这个岗位不招了，看看别的吧。'
}

/** Work paid on time is of piece-work; who only hires is known by the hires. */
function recordTexts({ paidOnTime, paidLate, disputes, hires }: EnterpriseRecord): { record: string; facts: string } {
  const paid = paidOnTime + paidLate
  return {
    record: hires > 0 ? `在这里招到过 ${hires} 人` : '还没在这里招到过人',
    facts: [
      paid > 0 ? `${paid} 笔计件工钱，${paidOnTime} 笔按时付了` : '',
      disputes > 0 ? `有 ${disputes} 回要社区来断` : '没有闹过纠纷',
    ]
      .filter((text) => text !== '')
      .join('，'),
  }
}

function doneText({ mine }: PostingView): string {
  const { application, talk, reported } = mine
  return [
    application ? `您报过名：${STATE_SENTENCES[application.state]}` : '',
    talk ? '您问过他们' : '',
    reported ? '您举报过，社区会看' : '',
  ]
    .filter((text) => text !== '')
    .join('；')
}

const ALIVE: readonly string[] = ['sent', 'seen', 'invited', 'hired']

/** `isOwn`: the person acts for its enterprise. */
export function postingScreen(view: PostingView, isOwn: boolean, now: number): PostingScreen {
  const { mine, record, wanted, hired, endsAt } = view
  const isOpen = isOpenAt(view, now)
  const isAlive = mine.application !== null && ALIVE.includes(mine.application.state)
  const isPublic = view.state === 'open' || view.state === 'ended'
  const { record: recordText, facts: recordFacts } = recordTexts(record)
  return {
    id: view.id,
    title: view.title,
    firm: view.enterpriseName,
    pay: payView(view.pay),
    month: monthText(view.month, view.pay),
    way: wayText(view.way),
    place: view.place,
    facts: [
      { name: '工种', text: JOB_KIND_NAMES[view.kind] },
      { name: '上班', text: `${shiftsText(view.shifts)}，${hoursText(view)}` },
      { name: '保险', text: INSURANCE_NAMES[view.insurance] },
      { name: '招几人', text: hired > 0 ? `${wanted} 人，已招到 ${hired} 人` : `${wanted} 人` },
      { name: '截止', text: isOpen && endsAt !== null ? dayText(endsAt, now) : '' },
    ].filter(({ text }) => text !== ''),
    duties: view.duties,
    needs: view.needs,
    record: recordText,
    recordFacts,
    isSaved: mine.saved,
    notice: noticeOf(view, isOwn, now),
    done: isOwn ? '' : doneText(view),
    primary: isOwn ? null : isAlive ? 'application' : isOpen ? 'apply' : null,
    canAsk: !isOwn && (mine.talk !== null || isOpen),
    canReport: !isOwn && isPublic && isOpen && !mine.reported,
    isReported: mine.reported,
    isOwn,
  }
}

// ---- the report

export const CHEAT_CHOICES: readonly { cheat: Cheat; text: string }[] = CHEATS.map((cheat) => ({
  cheat,
  text: CHEAT_NAMES[cheat],
}))
