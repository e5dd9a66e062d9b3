/** The card for piece-work: five questions, each answered by a tap. Pure. */
import type { CraftCard } from '../../contract/crafts'

/** One who fills it in has not answered everything yet. */
export type CardDraft = { [Q in keyof CraftCard]: CraftCard[Q] | null }

export const NEW_CARD: CardDraft = {
  hours: null,
  sewing: null,
  lifting: null,
  stairs: null,
  smallChildren: null,
  match: true,
}

export type Ask = Exclude<keyof CraftCard, 'match'>

export interface AskView {
  name: Ask
  text: string
  choices: { text: string; value: number | boolean }[]
}

const HOURS = [1, 2, 3, 4, 6] as const

const yesNo = (yes: string, no: string): AskView['choices'] => [
  { text: yes, value: true },
  { text: no, value: false },
]

/** The questions; hours that were chosen elsewhere are a choice too. */
export function asksOf({ hours }: CardDraft): AskView[] {
  const known = hours === null || (HOURS as readonly number[]).includes(hours) ? [...HOURS] : [...HOURS, hours]
  return [
    {
      name: 'hours',
      text: '平常一天有几小时空？',
      choices: known.sort((a, b) => a - b).map((value) => ({ text: `${value} 小时`, value })),
    },
    { name: 'sewing', text: '会用缝纫机或针线吗？', choices: yesNo('会', '不会') },
    { name: 'lifting', text: '搬 5 公斤以上的东西，方便吗？', choices: yesNo('方便', '不方便') },
    { name: 'stairs', text: '去没电梯的楼上取料，方便吗？', choices: yesNo('方便', '不方便') },
    { name: 'smallChildren', text: '做活时身边有小孩吗？', choices: yesNo('有', '没有') },
  ]
}

/** The card, when everything is answered. */
export function finished(draft: CardDraft): CraftCard | null {
  const { hours, sewing, lifting, stairs, smallChildren, match } = draft
  if (hours === null || sewing === null || lifting === null) return null
  if (stairs === null || smallChildren === null || match === null) return null
  return { hours, sewing, lifting, stairs, smallChildren, match }
}

/** What is still open, as the button's neighbour says it; '' : nothing. */
export function missingText(draft: CardDraft, born: string, asksBorn: boolean): string {
  const open = Object.values(draft).filter((value) => value === null).length
  if (open > 0) return `还有 ${open} 个问题没点`
  return asksBorn && born === '' ? '还没选出生的年月' : ''
}
