/** One claim as the counter sees it, pure: the ledger drawn, what can be done, what has happened. */
import { CRAFT_LIMITS, type ClaimInput, type ClaimMove, type ClaimView, type Tally } from '../../contract/crafts'
import { tallyParts, timelineItems, type TimelineItem } from '../../core/claim-story'
import { yuan } from '../../core/money'
import { drawn, part, type Part, type Tone } from '../../core/bars'
import { counterItem, inHands } from './counter.view'
import type { Problems } from './problems'

/** What the counter does; the rest of the moves is the worker's, the staff's or time's. */
export const COUNTER_MOVES = ['fetch', 'count', 'take_back'] as const satisfies readonly ClaimMove[]
export type CounterMove = (typeof COUNTER_MOVES)[number]

export const MOVE_TEXTS: { readonly [M in CounterMove]: string } = {
  fetch: '发料',
  count: '点数',
  take_back: '收回没做的',
}

export const DONE_TEXTS: { readonly [M in CounterMove]: string } = {
  fetch: '料发出去了',
  count: '数点好了，等对方确认',
  take_back: '收回来了，别人可以再领',
}

/** All pieces of a claim by where they are now. */
export function ledgerParts({ pieces, handedIn, state }: Pick<ClaimView, 'pieces' | 'handedIn' | 'state'>): Part[] {
  const { accepted, rejected, returned, lost } = pieces
  return drawn([
    part('合格', accepted, 'done'),
    state === 'handed_in' ? part('等点数', handedIn, 'brand') : part('等定数', handedIn, 'quiet'),
    part(state === 'taken' ? '等取料' : '在对方手上', inHands({ pieces, handedIn }), 'waiting'),
    part('不合格', rejected, 'brand'),
    part('丢了坏了', lost, 'quiet'),
    part('退回来', returned, 'quiet'),
  ])
}

// ---- the screen

export interface ClaimScreen {
  worker: string
  name: string
  step: string
  tone: Tone
  due: string
  late: boolean
  price: string
  parts: Part[]
  /** the count that waits for the worker's word */
  tally: Part[]
  money: string
  primary: CounterMove | null
  others: CounterMove[]
  canContact: boolean
  handedIn: number
  mostBack: number
  fetch: string
  giveBack: string
  timeline: TimelineItem[]
  older: number
}

const isCounterMove = (move: ClaimMove): move is CounterMove => (COUNTER_MOVES as readonly ClaimMove[]).includes(move)

export function claimScreen(view: ClaimView, { now, shown }: { now: number; shown: number }): ClaimScreen {
  const { state, tally, money, price, fetch, giveBack, events, moves } = view
  const { worker, name, step, tone, due, late } = counterItem(view, now)
  const possible = COUNTER_MOVES.filter((move) => moves.filter(isCounterMove).includes(move))
  // to take material back is seldom what one came for
  const primary = possible.find((move) => move !== 'take_back') ?? null
  return {
    worker,
    name,
    step,
    tone,
    due,
    late,
    price: `${yuan(price)} 一个`,
    parts: ledgerParts(view),
    tally: tally && state === 'counted' ? tallyParts(tally) : [],
    money: moneyText(money),
    primary,
    others: possible.filter((move) => move !== primary),
    canContact: state !== 'ended',
    handedIn: view.handedIn,
    mostBack: inHands(view),
    fetch: `${fetch.place}，${fetch.hours}`,
    giveBack: `${giveBack.place}，${giveBack.hours}`,
    timeline: timelineItems(view, shown, now),
    older: Math.max(0, events.length - shown),
  }
}

const moneyText = ({ owed, paid, open }: ClaimView['money']): string =>
  owed === 0 ? '还没有工钱' : open === 0 ? `工钱 ${yuan(owed)}，付清了` : `工钱 ${yuan(owed)}，付了 ${yuan(paid)}`

// ---- counting: the three always make up what was handed in

export interface CountForm extends Tally {
  text: string
  pictures: string[]
}

export const emptyCount = (handedIn: number): CountForm => ({
  accepted: handedIn,
  rework: 0,
  rejected: 0,
  text: '',
  pictures: [],
})

/** What is missing of a count; none: it can be sent. */
export function countProblems({ rework, rejected, text, pictures }: CountForm): Problems {
  const problems: Problems = {
    text: rework + rejected > 0 && text.trim() === '' ? '请写哪里不行，对方才知道怎么改' : '',
    pictures: rejected > 0 && pictures.length === 0 ? '不合格的要拍一张照片' : '',
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== ''))
}

/** `ids`: cloud file ids of the pictures. */
export function countInput({ accepted, rework, rejected, text }: CountForm, ids: readonly string[]): ClaimInput {
  return {
    move: 'count',
    accepted,
    rework,
    rejected,
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(ids.length === 0 ? {} : { pictures: [...ids] }),
  }
}

// ---- the worker's code

/** As the server takes it: no spaces, upper case; letters that are easily misread are what they look like. */
export const tidyCode = (typed: string): string =>
  typed.replace(/\s/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')

export const codeProblem = (code: string): string =>
  tidyCode(code).length === CRAFT_LIMITS.codeCharacters
    ? ''
    : `码是 ${CRAFT_LIMITS.codeCharacters} 个字母和数字，看对方手机`
