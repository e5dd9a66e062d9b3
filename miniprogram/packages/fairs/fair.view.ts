/** One fair, as one who looks for work, an enterprise and the staff see it. Pure. */
import { FAIR_LIMITS, type FairTalkState, type FairView, type MyTalk } from '../../contract/fairs'
import type { SeekerCard } from '../../contract/job-applications'
import type { Tone } from '../../core/bars'
import { timeOf } from '../../core/day'
import { kindsText, shiftsText } from '../../core/job-text'
import { arrangeText, canSignUp, fairHead, leftText, type FairHead } from './fair-day.view'
import { wantsText } from './stand.view'
import { boardUrl, boothUrl, deskUrl, planUrl } from './url'
import { MY_TALK_TEXTS, MY_TALK_TONES } from './words'

const TALK_MS = FAIR_LIMITS.talkMinutes * 60_000

export interface TalkLine {
  id: string
  time: string
  booth: number
  firm: string
  state: string
  tone: Tone
  isNext: boolean
}

export interface NextTalk {
  /** 还有 12 分钟; 叫您了，快去 */
  left: string
  time: string
  booth: number
  firm: string
}

export interface MineCard {
  number: number
  code: string
  talks: TalkLine[]
  next: NextTalk | null
  wants: string
  /** what happens now */
  text: string
  /** the code is of use still */
  showsCode: boolean
  canChange: boolean
}

export interface OwnBooth {
  url: string
  no: number
  firm: string
}

export interface FairScreen extends FairHead {
  notice: string
  isOpen: boolean
  mine: MineCard | null
  own: OwnBooth[]
  /** the caller acts for an enterprise that has no booth here yet, and there is room and time */
  canBook: boolean
  /** doors of the staff */
  ways: { text: string; url: string }[]
}

const WAITING: readonly FairTalkState[] = ['planned', 'called']

const isAhead = ({ at, state }: MyTalk, now: number): boolean =>
  state === 'called' || (state === 'planned' && now < at + TALK_MS)

export function nextTalk(talks: readonly MyTalk[], now: number): NextTalk | null {
  const called = talks.find(({ state }) => state === 'called')
  const next = called ?? talks.find((talk) => isAhead(talk, now))
  if (!next) return null
  const { at, booth, enterpriseName: firm } = next
  return { left: called ? '叫您了，快去' : leftText(at, now), time: timeOf(at), booth, firm }
}

export function talkLines(talks: readonly MyTalk[], now: number): TalkLine[] {
  const nextId = (talks.find(({ state }) => state === 'called') ?? talks.find((talk) => isAhead(talk, now)))?.id
  return talks.map(({ id, at, booth, enterpriseName, state }) => ({
    id,
    time: timeOf(at),
    booth,
    firm: enterpriseName,
    state: state === 'planned' && now >= at + TALK_MS ? '过了' : MY_TALK_TEXTS[state],
    tone: MY_TALK_TONES[state],
    isNext: id === nextId,
  }))
}

function mineCard(view: FairView, now: number): MineCard | null {
  const { mine, list, state } = view
  if (!mine) return null
  const isOpen = canSignUp(view, now)
  const { number, code, talks, checkedIn } = mine
  return {
    number,
    code,
    talks: talkLines(talks, now),
    next: isOpen ? nextTalk(talks, now) : null,
    wants: wantsText(list, mine.wants),
    text: mineText(
      view,
      checkedIn,
      talks.some((talk) => WAITING.includes(talk.state)),
      now,
    ),
    showsCode: isOpen,
    canChange: isOpen && (state === 'planned' || list.length > 0),
  }
}

function mineText(view: FairView, isHere: boolean, hasTalk: boolean, now: number): string {
  if (view.state === 'cancelled') return '这场不办了，您不用来。'
  if (!canSignUp(view, now)) return '这场办完了，谢谢您来。'
  if (view.state === 'planned') return `${arrangeText(view, now)} 排好时间，几点跟谁谈写在这里。`
  if (!hasTalk) return isHere ? '先坐一会儿，有人没来就轮到您。' : '还没排上。来签到，有空位就能谈。'
  return isHere ? '签到了，到点去展位，看大屏幕叫号。' : '到了先去签到台，让他们扫这个码。'
}

const NOTICES = {
  full: '报名的人满了，到现场还可以排空位。',
  over: '这场办完了。',
} as const

function noticeOf(view: FairView, now: number): string {
  const { state, reason, mine } = view
  if (state === 'cancelled') return `这场不办了${reason ? `：${reason}` : '。'}`
  if (!canSignUp(view, now)) return mine ? '' : NOTICES.over
  return view.signedUp >= FAIR_LIMITS.signups && !mine ? NOTICES.full : ''
}

export interface Caller {
  /** ids of the enterprises the caller acts for */
  enterprises: readonly string[]
  isStaff: boolean
}

export function fairScreen(view: FairView, { enterprises, isStaff }: Caller, now: number): FairScreen {
  const own = view.list.filter(({ id }) => view.own.includes(id))
  const isFree = enterprises.some((id) => own.every(({ enterprise }) => enterprise !== id))
  const notice = noticeOf(view, now)
  return {
    ...fairHead(view, now),
    notice,
    isOpen: canSignUp(view, now) && notice !== NOTICES.full,
    mine: mineCard(view, now),
    own: own.map(({ id, no, enterpriseName: firm }) => ({ url: boothUrl(id), no, firm })),
    canBook: isFree && view.state === 'planned' && now < view.opensAt,
    ways: isStaff ? staffWays(view.id) : [],
  }
}

const staffWays = (id: string): FairScreen['ways'] => [
  { text: '签到台', url: deskUrl(id) },
  { text: '大屏幕', url: boardUrl(id) },
  { text: '改时间、地点，排时间表', url: planUrl(id) },
]

/** What the button at thumb height says while booths are chosen. */
export function signUpText(chosen: number, isSignedUp: boolean): string {
  if (isSignedUp) return chosen === 0 ? '改成不挑，听安排' : `改成见这 ${chosen} 家`
  return chosen === 0 ? '报名，听社区安排' : `报名，见这 ${chosen} 家`
}

/** What is shared, word for word. */
export const sharedLines = (name: string, { kinds, shifts }: SeekerCard): { name: string; text: string }[] => [
  { name: '姓名', text: name },
  { name: '想做的活', text: kindsText(kinds) },
  { name: '能上的班', text: shiftsText(shifts) },
]
