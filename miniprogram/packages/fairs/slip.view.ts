/** What the desk tells somebody who has just come: to be shown, or copied on paper. Pure. */
import type { DeskRow } from '../../contract/fairs'
import { talkLines, type TalkLine } from './fair.view'

export interface Slip {
  id: string
  number: number
  name: string
  /** for those without a phone it is copied */
  isToCopy: boolean
  isHere: boolean
  talks: TalkLine[]
  text: string
}

export function slipOf({ id, number, name, checkedIn, hasPhone, talks }: DeskRow, now: number): Slip {
  const lines = talkLines(talks, now)
  return {
    id,
    number,
    name,
    isToCopy: !hasPhone,
    isHere: checkedIn,
    talks: lines,
    text: slipText(lines.length, checkedIn),
  }
}

function slipText(talks: number, isHere: boolean): string {
  if (talks > 0) return '到点去展位，看大屏幕叫号。'
  return isHere ? '现在没有空位。请坐一会儿，有人没来就补上。' : '还没有排上，来了先签到，有空位就排。'
}
