/** A booth and its talks, as its enterprise sees them on the day. Pure. */
import { FAIR_LIMITS, TALK_MOVES, type BoothTalk, type FairTalkState } from '../../contract/fairs'
import type { Tone } from '../../core/bars'
import { timeOf } from '../../core/day'
import { kindsText, shiftsText } from '../../core/job-text'
import { arrangeText, fairHead, isLive, type FairHead } from './fair-day.view'
import type { BoothAnswer } from './fairs.service'
import { postingLine, type PostingLine } from './stand.view'
import { BOOTH_TALK_TEXTS, BOOTH_TALK_TONES } from './words'

const HOUR = 3_600_000
const SLOT_MS = (FAIR_LIMITS.talkMinutes + FAIR_LIMITS.changeMinutes) * 60_000
/** A talk is noted from so long before it, and its result may be set right for so long. */
const BEFORE_MS = 3 * HOUR
const AFTER_MS = FAIR_LIMITS.personalDays * 24 * HOUR

export type TalkMove = Exclude<FairTalkState, 'planned'>

export const MOVE_TEXTS: { readonly [M in TalkMove]: string } = {
  called: '叫号',
  met: '谈过了',
  no_show: '没来',
  invited: '邀请',
  hired: '录用',
}

export interface MoveButton {
  move: TalkMove
  text: string
}

export interface TalkRow {
  id: string
  time: string
  number: number
  name: string
  facts: string
  isHere: boolean
  state: string
  tone: Tone
  mark: '' | 'now' | 'next'
}

export interface CurrentTalk extends TalkRow {
  buttons: MoveButton[]
}

export interface BoothScreen extends FairHead {
  booth: string
  no: number
  firm: string
  postings: PostingLine[]
  sentence: string
  talks: TalkRow[]
  current: CurrentTalk | null
  /** what the button at thumb height calls; null: first the one before is to be done with */
  call: { id: string; text: string } | null
  canChange: boolean
}

const DONE: readonly FairTalkState[] = ['met', 'no_show', 'invited', 'hired']

/** What may become of a talk now. */
export function movesOf({ state, at }: Pick<BoothTalk, 'state' | 'at'>, now: number): TalkMove[] {
  if (now < at - BEFORE_MS || now >= at + AFTER_MS) return []
  const moves = Object.keys(TALK_MOVES) as TalkMove[]
  return moves.filter((move) => TALK_MOVES[move].includes(state))
}

/** The one that is looked at: chosen, or being held, or whose time it is, or the next. */
export function currentOf(talks: readonly BoothTalk[], chosen: string, now: number): BoothTalk | null {
  const isNow = ({ state, at }: BoothTalk) => state === 'planned' && at <= now && now < at + SLOT_MS
  const backwards = [...talks].reverse()
  return (
    talks.find(({ id }) => id === chosen) ??
    backwards.find(({ state }) => state === 'called') ??
    talks.find(isNow) ??
    talks.find(({ state, at }) => state === 'planned' && now < at + SLOT_MS) ??
    talks.find(({ state }) => state === 'planned') ??
    backwards[0] ??
    null
  )
}

/** Who comes after: the first that was not called yet, those who are here before those who are not. */
export function nextOf(talks: readonly BoothTalk[], current: BoothTalk | null, now: number): BoothTalk | null {
  const waiting = talks.filter(({ id, state, at }) => id !== current?.id && state === 'planned' && now < at + SLOT_MS)
  const late = talks.filter(({ id, state, here }) => id !== current?.id && state === 'planned' && here)
  return waiting[0] ?? late[0] ?? null
}

const rowOf = (talk: BoothTalk, mark: TalkRow['mark']): TalkRow => ({
  id: talk.id,
  time: timeOf(talk.at),
  number: talk.number,
  name: talk.name || '本人退出了',
  facts: [kindsText(talk.kinds), shiftsText(talk.shifts)].filter((text) => text !== '').join(' · '),
  isHere: talk.here,
  state: talk.state === 'planned' && talk.here ? '到了' : BOOTH_TALK_TEXTS[talk.state],
  tone: talk.state === 'planned' && talk.here ? 'waiting' : BOOTH_TALK_TONES[talk.state],
  mark,
})

function sentenceOf({ fair, talks }: BoothAnswer, now: number): string {
  if (fair.state === 'cancelled') return '这场不办了，不用来。'
  if (fair.state === 'planned') return `${arrangeText(fair, now)} 排时间表，排好了这里看得到谁几点来。`
  if (talks.length === 0)
    return fair.state === 'ended' ? '这场没有人排到您这里。' : '还没有人排到您这里，现场有人来会加上。'
  if (fair.state === 'ended') return '办完了。谁后来来上班了，还可以改成录用。'
  if (!isLive(fair, now)) return `排好了 ${talks.length} 个人，一个人谈 ${FAIR_LIMITS.talkMinutes} 分钟。`
  return ''
}

export interface BoothLook {
  /** the talk that was tapped; '' : none */
  chosen: string
  /** the caller acts for the booth's enterprise */
  isOwn: boolean
}

export function boothScreen(answer: BoothAnswer, { chosen, isOwn }: BoothLook, now: number): BoothScreen {
  const { fair, booth, talks } = answer
  const isHeld = isLive(fair, now)
  const current = isHeld || chosen !== '' ? currentOf(talks, chosen, now) : null
  const next = isHeld ? nextOf(talks, current, now) : null
  const markOf = ({ id }: BoothTalk) => (id === current?.id ? 'now' : id === next?.id ? 'next' : '')
  return {
    ...fairHead(fair, now),
    booth: booth.id,
    no: booth.no,
    firm: booth.enterpriseName,
    postings: booth.postings.map(postingLine),
    sentence: sentenceOf(answer, now),
    talks: talks.map((talk) => rowOf(talk, markOf(talk))),
    current: current && {
      ...rowOf(current, 'now'),
      buttons: movesOf(current, now).map((move) => ({ move, text: MOVE_TEXTS[move] })),
    },
    call:
      next && (current === null || DONE.includes(current.state)) && movesOf(next, now).includes('called')
        ? { id: next.id, text: `叫下一位，${next.number} 号` }
        : null,
    canChange: isOwn && fair.state === 'planned' && now < fair.opensAt,
  }
}
