/** How a posting stands and what has happened to it, as its enterprise and the staff read it. Pure. */
import type { PostingEvent, PostingRelation, PostingState } from '../contract/jobs'
import type { Tone } from './bars'
import { ago, DAY } from './day'

export const POSTING_STATE_TEXTS: { readonly [S in PostingState]: string } = {
  blocked: '要改几处',
  open: '在招',
  hidden: '社区在核实',
  ended: '结束了',
  removed: '撤下了',
}

export const POSTING_TONES: { readonly [S in PostingState]: Tone } = {
  blocked: 'brand',
  open: 'done',
  hidden: 'waiting',
  ended: 'quiet',
  removed: 'brand',
}

/** 还有 5 天到期; '' : it runs no more. The days are rounded up: on the last one there is one left. */
export function endText(endsAt: number | null, now: number): string {
  if (endsAt === null) return ''
  return endsAt <= now ? '到期了' : `还有 ${Math.ceil((endsAt - now) / DAY)} 天到期`
}

// ---- what has happened

/** What the others are called by those who read. */
export type PostingCallings = { readonly [R in PostingRelation]: string }
export const AT_FIRM: PostingCallings = { enterprise: '你们', staff: '社区', system: '' }
export const AT_DESK: PostingCallings = { enterprise: '企业', staff: '社区', system: '' }

const DEEDS: { readonly [W in PostingEvent['what']]: string } = {
  made: '写了这个岗位',
  changed: '改了岗位',
  ask: '说没违法，请社区看',
  overrule: '看过写法没问题，发出来了',
  renew: '续了期',
  close: '不招了',
  hide: '两户人反映有问题，先收起来',
  keep: '看过没问题，放回去了',
  remove: '撤下了',
  expire: '到期下架',
}

export interface PostingStoryItem {
  no: number
  title: string
  when: string
  text: string
}

/** Newest first. */
export const postingStory = (
  events: readonly PostingEvent[],
  callings: PostingCallings,
  now: number,
): PostingStoryItem[] =>
  events
    .map(({ at, what, by, text }, no) => ({
      no,
      title: `${callings[by]}${DEEDS[what]}`,
      when: ago(at, now),
      text: text ?? '',
    }))
    .reverse()

/** What others did since this person looked, the last of it; '' : nothing. */
export function postingNews(events: readonly PostingEvent[], seen: number, callings: PostingCallings): string {
  const [last] = events.slice(seen).slice(-1)
  return last ? `${callings[last.by]}${DEEDS[last.what]}${last.text ? `：${last.text}` : ''}` : ''
}
