/** Who has what of an enterprise, pure: the rows of the counter. */
import type { ClaimRow, ClaimState } from '../../contract/crafts'
import { clockText, dayText, dueText } from '../../core/day'
import type { Tone } from '../../core/bars'

export interface StateChip {
  /** null: all that is open */
  value: ClaimState | null
  text: string
}

export const STATE_CHIPS: readonly StateChip[] = [
  { value: null, text: '全部' },
  { value: 'taken', text: '等取料' },
  { value: 'working', text: '在做' },
  { value: 'handed_in', text: '已交回' },
  { value: 'counted', text: '等确认' },
]

export const chipOf = (state: string | undefined): ClaimState | null =>
  STATE_CHIPS.find(({ value }) => value === state)?.value ?? null

/** What an empty list says. */
export const EMPTY_WORDS: { readonly [state: string]: string } = {
  all: '现在没有人领着您的活。发了批次，有人领了就在这里。',
  taken: '没有等着取料的。',
  working: '没有正在做的。',
  handed_in: '没有等着点数的，都点好了。',
  counted: '没有等对方确认的。',
}

export const NO_NAME = '（没留名字）'

export interface CounterItem {
  id: string
  worker: string
  name: string
  /** what comes next */
  step: string
  tone: Tone
  due: string
  late: boolean
}

interface Step {
  step: string
  tone: Tone
  due: string
  late: boolean
}

const resting = (step: string, tone: Tone, due = ''): Step => ({ step, tone, due, late: false })

/** Pieces that the worker holds and has not handed in. */
export const inHands = ({ pieces, handedIn }: Pick<ClaimRow, 'pieces' | 'handedIn'>): number => pieces.out - handedIn

function stepOf(row: ClaimRow, now: number): Step {
  const { state, pieces, handedIn, done, dueAt, deadline } = row
  switch (state) {
    case 'taken':
      return resting(`等取料，${pieces.out} 个`, 'waiting', dueAt === null ? '' : `${clockText(dueAt, now)} 前来取`)
    case 'working': {
      const said = done > 0 ? `，说做好 ${done} 个` : ''
      const late = deadline < now
      const due = late ? `过了期限 ${dayText(deadline, now)}` : `做到${dayText(deadline, now)}`
      return { step: `手上 ${inHands(row)} 个${said}`, tone: 'quiet', due, late }
    }
    case 'handed_in':
      return resting(`交回 ${handedIn} 个，等点数`, 'brand')
    case 'counted': {
      const due = dueText(dueAt, now)
      return resting('点好了，等对方确认', 'waiting', due && !due.late ? due.text : '')
    }
    case 'objected':
      return resting('对方说数不对，社区在看', 'waiting')
    case 'ended':
      return resting('做完了', 'done')
  }
}

export const counterItem = (row: ClaimRow, now: number): CounterItem => ({
  id: row.id,
  worker: row.worker === '' ? NO_NAME : row.worker,
  name: row.name,
  ...stepOf(row, now),
})

/** Those whose name, or whose work, has the words; spaces and letter case do not matter. */
export function found(rows: readonly ClaimRow[], words: string): ClaimRow[] {
  const tidy = (text: string) => text.toLowerCase().replace(/\s/g, '')
  const wanted = tidy(words)
  return wanted === '' ? [...rows] : rows.filter(({ worker, name }) => tidy(worker + name).includes(wanted))
}

/** Said when nobody is found: what was not loaded was not looked through. */
export const noneText = (hasMore: boolean): string =>
  hasMore ? '看过的里没有这个人，往下还没找' : '没有这个人，看看名字对不对'
