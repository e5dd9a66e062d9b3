/** Batches of an enterprise, pure: how far they are, drawn. */
import type { BatchRow, BatchState, BatchView, Pieces } from '../../contract/crafts'
import { minutesText } from '../../core/craft-text'
import { clockText, dayText } from '../../core/day'
import { yuan } from '../../core/money'
import { drawn, part, type Part, type Tone } from '../../core/bars'

export const STATE_TEXTS: { readonly [S in BatchState]: string } = {
  waiting: '等社区看',
  open: '在发',
  refused: '没通过',
  stopped: '停了',
}

const TONES: { readonly [S in BatchState]: Tone } = {
  waiting: 'waiting',
  open: 'done',
  refused: 'brand',
  stopped: 'quiet',
}

const SENTENCES: { readonly [S in BatchState]: string } = {
  waiting: '社区看过价钱和条件，就放出去给大家领。',
  open: '大家可以领。',
  refused: '社区没有通过。照原因改好，再发一次。',
  stopped: '不再让人领了。已经领走的照常收、照常付钱。',
}

/** Where all pieces are: they always make up the batch, whatever happens to them. */
export function sumParts(pieces: number, left: number, { accepted, rejected, lost, out }: Pieces): Part[] {
  // what came back after the batch was stopped is in the pool no more
  const back = pieces - left - out - accepted - rejected - lost
  return drawn([
    part('合格', accepted, 'done'),
    part('在外面', out, 'waiting'),
    part('不合格和坏了', rejected + lost, 'brand'),
    part('没人领', left, 'quiet'),
    part('退回来了', back, 'quiet'),
  ])
}

export interface BatchItem {
  id: string
  name: string
  stateText: string
  tone: Tone
  parts: Part[]
  /** ¥1.20 一个 · 共 1000 个 · 做到11月30日 */
  facts: string
  isOver: boolean
}

export const isOver = ({ deadline }: Pick<BatchRow, 'deadline'>, now: number): boolean => deadline < now

function stateText(row: BatchRow, now: number): { text: string; tone: Tone } {
  if (row.state === 'open' && isOver(row, now)) return { text: '过期了', tone: 'quiet' }
  if (row.state === 'open' && row.left === 0) return { text: '领完了', tone: 'done' }
  return { text: STATE_TEXTS[row.state], tone: TONES[row.state] }
}

export function batchItem(row: BatchRow & { sums: Pieces }, now: number): BatchItem {
  const { id, name, price, pieces, left, deadline, sums } = row
  const { text, tone } = stateText(row, now)
  return {
    id,
    name,
    stateText: text,
    tone,
    // nothing is out before the staff let it out
    parts: row.state === 'open' || row.state === 'stopped' ? sumParts(pieces, left, sums) : [],
    facts: `${yuan(price)} 一个 · 共 ${pieces} 个 · 做到${dayText(deadline, now)}`,
    isOver: isOver(row, now),
  }
}

// ---- one batch

export interface Fact {
  name: string
  text: string
}

export interface BatchScreen {
  id: string
  name: string
  stateText: string
  tone: Tone
  sentence: string
  reason: string
  parts: Part[]
  facts: Fact[]
  materials: Fact[]
  prices: Fact[]
  product: BatchView['product']
  /** a new price, no more takes */
  canAdjust: boolean
  canStop: boolean
  /** written anew from this one */
  canRepost: boolean
}

const NOTHING_YET: Pieces = { issued: 0, accepted: 0, rejected: 0, returned: 0, lost: 0, out: 0 }

export function batchScreen(view: BatchView, now: number): BatchScreen {
  const { id, name, state, reason, pieces, left, sums, prices, product } = view
  const { text, tone } = stateText(view, now)
  const isOut = state === 'open' || state === 'stopped'
  return {
    id,
    name,
    stateText: text,
    tone,
    sentence: state === 'open' && isOver(view, now) ? '日子过了，不能再领。领走的照常收、照常付钱。' : SENTENCES[state],
    reason: reason ?? '',
    parts: isOut ? sumParts(pieces, left, sums ?? NOTHING_YET) : [],
    facts: factsOf(view, now),
    materials: view.materials.map(({ name: material, amount }) => ({ name: material, text: amount })),
    prices: prices.map(({ price, from }) => ({ name: `${clockText(from, now)}起`, text: `${yuan(price)} 一个` })),
    product,
    canAdjust: state === 'open' && !isOver(view, now),
    canStop: state === 'open',
    canRepost: state === 'refused' || state === 'stopped' || isOver(view, now),
  }
}

function factsOf(view: BatchView, now: number): Fact[] {
  const { price, pieces, least, most, claimedMinutes, hour, fetch, giveBack, deadline, trial } = view
  const isMeasured = hour.source !== 'claimed'
  return [
    { name: '价钱', text: `${yuan(price)} 一个，共 ${pieces} 个` },
    { name: '领多少', text: `一次最少 ${least} 个，一个人最多 ${most} 个${trial ? '；新手先试做几个' : ''}` },
    { name: '用时', text: `您说 ${minutesText(claimedMinutes)}一个` },
    ...(isMeasured
      ? [{ name: '大家做', text: `${minutesText(hour.minutesPerPiece)}一个，1 小时 ${yuan(hour.fenPerHour)}` }]
      : []),
    { name: '取料', text: `${fetch.place}，${fetch.hours}` },
    { name: '交货', text: `${giveBack.place}，${giveBack.hours}` },
    { name: '做到', text: dayText(deadline, now) },
  ]
}
