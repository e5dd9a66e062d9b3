/** One thing I have taken: where it stands, what to do next, what became of the pieces. Pure. */
import type { PictureView } from '../../contract/cases'
import type { ClaimMove, ClaimView, Counter } from '../../contract/crafts'
import { clockText, dayText } from '../../core/day'
import { yuan } from '../../core/money'
import { inHands, ledgerParts, tallyParts, type Part } from './ledger.view'
import { nextStep } from './mine.view'
import { lengthText } from './take.view'
import { timelineItems, type TimelineItem } from './timeline.view'
import { wageView, type WageView } from './wage.view'
import { STATE_SENTENCES, STATE_TONES, type Tone } from './words'

/** The moves that a worker makes by a tap. */
export const TAPPED = [
  'agree',
  'hand_in',
  'object',
  'progress',
  'lose',
  'cancel',
] as const satisfies readonly ClaimMove[]
export type TappedMove = (typeof TAPPED)[number]

export const MOVE_TEXTS: { readonly [M in TappedMove]: string } = {
  agree: '数对，同意',
  hand_in: '交货',
  object: '数不对',
  progress: '报进度',
  lose: '丢了或弄坏了',
  cancel: '不去取了，退掉',
}

export interface MoveButton {
  move: TappedMove
  text: string
}

export interface TallyView {
  parts: Part[]
  /** what the accepted ones come to */
  money: string
  /** why the enterprise found so */
  reason: string
  pictures: PictureView[]
  until: string
}

export interface ClaimScreen {
  id: string
  name: string
  firm: string
  sentence: string
  step: string
  tone: Tone
  due: { text: string; late: boolean } | null
  /** where to go now; null: nowhere */
  counter: (Counter & { title: string }) | null
  code: string
  /** it is what the worker has come for */
  isCodeFirst: boolean
  /** why the code is shown */
  codeWords: string
  parts: Part[]
  issued: number
  tally: TallyView | null
  facts: { name: string; text: string }[]
  wages: WageView[]
  timeline: TimelineItem[]
  older: number
  primary: MoveButton | null
  second: MoveButton | null
  others: MoveButton[]
}

const isTapped = (move: ClaimMove): move is TappedMove => (TAPPED as readonly ClaimMove[]).includes(move)

/** Agreeing and handing in are what it comes to; the other of the two ways stands beside it. */
function buttonsOf({ moves }: ClaimView): Pick<ClaimScreen, 'primary' | 'second' | 'others'> {
  const possible = moves.filter(isTapped)
  const button = (move: TappedMove): MoveButton => ({ move, text: MOVE_TEXTS[move] })
  const primary = TAPPED.slice(0, 2).find((move) => possible.includes(move))
  const second = TAPPED.slice(2, 4).find((move) => possible.includes(move))
  const others = TAPPED.filter((move) => possible.includes(move) && move !== primary && move !== second)
  return {
    primary: primary ? button(primary) : null,
    second: second ? button(second) : null,
    others: others.map(button),
  }
}

function counterOf({ state, fetch, giveBack }: ClaimView): ClaimScreen['counter'] {
  if (state === 'taken') return { title: '去这里取料', ...fetch }
  if (state === 'working') return { title: '做好了去这里交', ...giveBack }
  return null
}

const CODE_WORDS: { readonly [S in ClaimView['state']]?: string } = {
  taken: '取料时给柜台看这个码',
  working: '要退没做的，给柜台看这个码',
}

function tallyOf(view: ClaimView, now: number): TallyView | null {
  const { tally, state, dueAt, price } = view
  if (!tally || (state !== 'counted' && state !== 'objected')) return null
  const count = [...view.events].reverse().find(({ command }) => command === 'count')
  return {
    parts: tallyParts(tally),
    money: yuan(tally.accepted * price),
    reason: count?.text ?? '',
    pictures: view.pictures.filter(({ id }) => count?.pictures.includes(id)),
    until: state === 'counted' && dueAt !== null ? `${clockText(dueAt, now)} 前说数不对都可以` : '',
  }
}

function factsOf(view: ClaimView, now: number): ClaimScreen['facts'] {
  const { price, money, minutes, deadline, done, state } = view
  const inHand = inHands(view)
  const facts = [
    { name: '每个', text: yuan(price) },
    { name: '交货', text: `${dayText(deadline, now)}前` },
    { name: '做好了', text: state === 'working' && done > 0 ? `${Math.min(done, inHand)} 个` : '' },
    { name: '用了', text: minutes > 0 ? lengthText(minutes) : '' },
    { name: '该得', text: money.owed > 0 ? yuan(money.owed) : '' },
    { name: '收到', text: money.owed > 0 ? yuan(money.paid) : '' },
  ]
  return facts.filter(({ text }) => text !== '')
}

/** How many events are shown before somebody asks for the older ones. */
export const TIMELINE_STEP = 8

export function claimScreen(view: ClaimView, now: number, shown = TIMELINE_STEP): ClaimScreen {
  const { text, due } = nextStep(view, now)
  return {
    id: view.id,
    name: view.name,
    firm: view.enterpriseName,
    sentence: STATE_SENTENCES[view.state],
    step: text,
    tone: due?.late ? 'brand' : STATE_TONES[view.state],
    due,
    counter: counterOf(view),
    code: CODE_WORDS[view.state] === undefined ? '' : (view.code ?? ''),
    isCodeFirst: view.state === 'taken',
    codeWords: CODE_WORDS[view.state] ?? '',
    parts: ledgerParts(view),
    issued: view.pieces.issued,
    tally: tallyOf(view, now),
    facts: factsOf(view, now),
    wages: view.wages.map((wage) => wageView(wage, now)),
    timeline: timelineItems(view, shown, now),
    older: Math.max(0, view.events.length - shown),
    ...buttonsOf(view),
  }
}
