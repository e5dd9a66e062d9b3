/** What has happened to a claim, and how its pieces were counted, as the enterprise and the staff read it. Pure. */
import type { PictureView } from '../contract/cases'
import {
  CRAFT_LIMITS,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimRelation,
  type ClaimView,
  type Tally,
} from '../contract/crafts'
import { drawn, part, type Part } from './bars'
import { ago } from './day'
import { yuan } from './money'

export const tallyParts = ({ accepted, rework, rejected }: Tally): Part[] =>
  drawn([part('合格', accepted, 'done'), part('要返工', rework, 'waiting'), part('不合格', rejected, 'brand')])

/** One number changed by hand; what it takes or leaves goes to or comes from the accepted, then the rework. */
export function recounted(tally: Tally, name: keyof Tally, wanted: number, handedIn: number): Tally {
  const value = Math.max(0, Math.min(handedIn, wanted))
  const rest = handedIn - value
  if (name === 'accepted') {
    const rejected = Math.min(tally.rejected, rest)
    return { accepted: value, rework: rest - rejected, rejected }
  }
  const other = name === 'rework' ? 'rejected' : 'rework'
  const kept = Math.min(tally[other], rest)
  return { ...tally, [name]: value, [other]: kept, accepted: rest - kept }
}

/** What the count means in money, before it is sent. */
export const countText = ({ accepted }: Tally, price: number): string =>
  accepted === 0 ? '没有合格的，这次没有工钱' : `合格 ${accepted} 个，工钱 ${yuan(accepted * price)}`

// ---- what has happened

/** What the others are called by those who read; the name of an officer follows. */
export type Callings = { readonly [R in ClaimRelation]: string }
export const AT_COUNTER: Callings = { worker: '对方', enterprise: '', staff: '社区', system: '' }
export const AT_DESK: Callings = { worker: '做活的人', enterprise: '企业', staff: '社区', system: '' }

const DEEDS: { readonly [C in ClaimCommand]: string } = {
  take: '领了',
  cancel: '退掉了，没取料',
  fetch: '发了料',
  progress: '报了进度，做好',
  hand_in: '交了货',
  lose: '报了丢失或弄坏',
  take_back: '收回了没做的',
  count: '点好数了',
  agree: '同意了这个数',
  object: '说数不对',
  settle: '看过以后定了数',
  expire: '过了时间没取，退回去了',
  lapse: `${CRAFT_LIMITS.objectDays} 天没说话，按点的数算了`,
}

/** Who did what, with how many: what the timeline and the news of somebody faster say. */
export function deedText({ by, command, pieces, tally }: ClaimEvent, callings: Callings = AT_COUNTER): string {
  const who = by.as === 'enterprise' || by.as === 'staff' ? `${callings[by.as]}${by.name ?? '同事'}` : callings[by.as]
  const amount = tally
    ? `：${tallyParts(tally)
        .map(({ text }) => `${text} 个`)
        .join('，')}`
    : pieces === undefined
      ? ''
      : ` ${pieces} 个`
  return `${who}${who === '' ? '' : ' '}${DEEDS[command]}${amount}`
}

export interface TimelineItem {
  no: number
  title: string
  when: string
  text: string
  pictures: PictureView[]
}

export const TIMELINE_STEP = 20

/** Newest first. */
export const timelineItems = (
  { events, pictures }: Pick<ClaimView, 'events' | 'pictures'>,
  shown: number,
  now: number,
  callings: Callings = AT_COUNTER,
): TimelineItem[] =>
  events
    .slice(-shown)
    .reverse()
    .map((event) => ({
      no: event.no,
      title: deedText(event, callings),
      when: ago(event.at, now),
      text: event.text ?? '',
      pictures: pictures.filter(({ id }) => event.pictures.includes(id)),
    }))

/** What happened meanwhile, to one whose tap came too late; "" : nothing that this person would not know. */
export function fasterText(
  events: readonly ClaimEvent[],
  seenVersion: number,
  callings: Callings = AT_COUNTER,
): string {
  const news = events.filter(({ no }) => no > seenVersion)
  const [last] = news.slice(-1)
  return last ? `${deedText(last, callings)}（${news.length > 1 ? `还有 ${news.length - 1} 步，` : ''}刚刚）` : ''
}
