/** What I have taken: the one thing to do next, then the rest. Pure. */
import type { ClaimRow } from '../../contract/crafts'
import { clockText, dayText, dueText } from '../../core/day'
import { yuan } from '../../core/money'
import { STATE_TEXTS, STATE_TONES, type Tone } from './words'

export interface NextStep {
  text: string
  due: { text: string; late: boolean } | null
  /** the worker has to do it; until when */
  by: number | null
}

const waits = (text: string): NextStep => ({ text, due: null, by: null })

/** What comes next for the worker of a claim, and until when. */
export function nextStep(row: ClaimRow, now: number): NextStep {
  const { state, dueAt, deadline, money } = row
  const until = dueAt ?? deadline
  switch (state) {
    case 'taken':
      return { text: `去取料，最晚 ${clockText(until, now)}`, due: dueText(until, now), by: until }
    case 'working':
      return {
        text: now < deadline ? `${dayText(deadline, now)}前交货` : '交货的日子过了，做好的快交，做不完的退回去',
        due: dueText(deadline, now),
        by: deadline,
      }
    case 'counted':
      return {
        text: `看看数对不对，${clockText(until, now)} 前没说话就算同意`,
        due: dueText(until, now),
        by: until,
      }
    case 'handed_in':
      return waits('企业点好数会告诉您，等着就行')
    case 'objected':
      return waits('社区两边都听，定了会告诉您')
    case 'ended':
      return waits(money.open > 0 ? `还有 ${yuan(money.open)} 没付` : money.paid > 0 ? `收到 ${yuan(money.paid)}` : '')
  }
}

/** The button that leads to what is next. */
const BUTTONS: { readonly [S in ClaimRow['state']]?: string } = {
  taken: '看取料的码',
  working: '报进度、交货',
  counted: '去看数',
}

export interface ClaimLine {
  id: string
  name: string
  firm: string
  state: string
  tone: Tone
  step: string
  due: string
  late: boolean
  facts: string
}

export interface NextClaim extends ClaimLine {
  button: string
}

const doneText = ({ done, pieces, handedIn, state }: ClaimRow): string => {
  const inHand = pieces.out - handedIn
  return state === 'working' && done > 0
    ? `${inHand} 个在手上，做好 ${Math.min(done, inHand)} 个`
    : `${pieces.issued} 个`
}

export function claimLine(row: ClaimRow, now: number): ClaimLine {
  const { text, due } = nextStep(row, now)
  return {
    id: row.id,
    name: row.name,
    firm: row.enterpriseName,
    state: STATE_TEXTS[row.state],
    tone: due?.late ? 'brand' : STATE_TONES[row.state],
    step: text,
    due: due?.text ?? '',
    late: due?.late ?? false,
    facts: `${doneText(row)}，每个 ${yuan(row.price)}`,
  }
}

export interface MineScreen {
  next: NextClaim | null
  lines: ClaimLine[]
}

/** Of what the worker has to do, the one that runs out first stands on top. */
export function mineScreen(rows: readonly ClaimRow[], now: number): MineScreen {
  let first: ClaimRow | null = null
  let until = Infinity
  for (const row of rows) {
    const { by } = nextStep(row, now)
    if (by === null || by >= until) continue
    first = row
    until = by
  }
  return {
    next: first ? { ...claimLine(first, now), button: BUTTONS[first.state] ?? '' } : null,
    lines: rows.filter((row) => row !== first).map((row) => claimLine(row, now)),
  }
}
