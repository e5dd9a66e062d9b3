/** The forms of a worker's moves: how many, how long, what to say. Pure. */
import { CRAFT_LIMITS, type ClaimInput, type ClaimView } from '../../contract/crafts'
import { inHands } from './ledger.view'

export const FORM_MOVES = ['progress', 'hand_in', 'lose', 'object'] as const
export type FormMove = (typeof FORM_MOVES)[number]

export interface MoveForm {
  move: FormMove
  title: string
  note: string
  button: string
  pieces: { label: string; min: number; max: number; value: number } | null
  asksMinutes: boolean
  text: { placeholder: string; phrases: string[]; value: string; most: number } | null
}

export interface Answers {
  pieces: number
  minutes: number
  text: string
}

/** minutes by one tap */
export const LENGTHS: readonly { text: string; minutes: number }[] = [
  { text: '半小时', minutes: 30 },
  { text: '1 小时', minutes: 60 },
  { text: '2 小时', minutes: 120 },
  { text: '3 小时', minutes: 180 },
]

type Held = Pick<ClaimView, 'pieces' | 'handedIn' | 'done' | 'deadline'>

const words = (placeholder: string, phrases: string[], value = ''): MoveForm['text'] => ({
  placeholder,
  phrases,
  value,
  most: CRAFT_LIMITS.textCharacters,
})

/** `draft`: what was written before and not sent. */
export function formOf(move: FormMove, view: Held, draft = ''): MoveForm {
  const most = inHands(view)
  const done = Math.min(view.done, most)
  switch (move) {
    case 'progress':
      return {
        move,
        title: '报进度',
        note: '报了时间，以后给您看的“一小时挣多少”就是真的。',
        button: '报上去',
        pieces: { label: '一共做好了几个', min: 0, max: most, value: done },
        asksMinutes: true,
        text: null,
      }
    case 'hand_in':
      return {
        move,
        title: '交货',
        note: '在柜台交完再点。企业点完数，您看过才算。',
        button: '交了这些',
        pieces: { label: '交几个', min: 1, max: most, value: done > 0 ? done : most },
        asksMinutes: true,
        text: null,
      }
    case 'lose':
      return {
        move,
        title: '丢了或弄坏了',
        note: '照实说就行。不扣您的钱，也不要您赔。',
        button: '说明情况',
        pieces: { label: '几个', min: 1, max: most, value: 1 },
        asksMinutes: false,
        text: words('怎么回事，几个字就行', ['做坏了', '材料本来就是坏的', '路上丢了', '小孩弄坏了'], draft),
      }
    case 'object':
      return {
        move,
        title: '数不对',
        note: '社区的人会两边都听，再定个数。您写的话，企业和社区看得到。',
        button: '请社区来看',
        pieces: null,
        asksMinutes: false,
        text: words('哪里不对，写几个字', ['点少了', '说不合格的其实是好的', '返工的不是我做坏的'], draft),
      }
  }
}

/** What is still missing; '' : nothing. */
export function formProblem({ text }: MoveForm, answers: Answers): string {
  return text && answers.text.trim() === '' ? '请写几个字，或者点一句现成的话' : ''
}

export function inputOf({ move }: Pick<MoveForm, 'move'>, { pieces, minutes, text }: Answers): ClaimInput {
  switch (move) {
    case 'progress':
      return { move, done: pieces, minutes }
    case 'hand_in':
      return { move, pieces, minutes }
    case 'lose':
      return { move, pieces, text: text.trim() }
    case 'object':
      return { move, text: text.trim() }
  }
}

/** The words with one more of those that are ready. */
export function withPhrase(text: string, phrase: string, most: number): string {
  const before = text.trim()
  if (before.includes(phrase)) return text
  return Array.from(before === '' ? phrase : `${before}，${phrase}`)
    .slice(0, most)
    .join('')
}
