/** What an hour of a piece of work is worth, drawn beside the hourly minimum. Pure. */
import type { Hour, PaceSource } from '../contract/crafts'
import { minutesText } from './craft-text'
import { yuan } from './money'

/** Whose minutes they are. */
export const PACE_TEXTS: { readonly [S in PaceSource]: string } = {
  own: '您自己做过',
  others: '别的姐妹做下来',
  claimed: '企业自己说的，没人做过',
}

export interface HourView {
  /** ¥18.40 */
  money: string
  /** per cent of the track */
  width: number
  /** where the minimum stands on the track; −1: it is not known */
  mark: number
  /** reaches the minimum */
  isEnough: boolean
  compare: string
  /** 您自己做过：每个约 6 分钟 */
  pace: string
}

/** The longer of the two takes so much of the track, so that neither touches its end. */
const LONGEST = 92

export const paceText = ({ source, minutesPerPiece }: Hour): string =>
  `${PACE_TEXTS[source]}：每个约 ${minutesText(minutesPerPiece)}`

function compareText(hour: number, minimum: number): string {
  const more = hour - minimum
  if (more === 0) return `跟最低小时工资 ${yuan(minimum)} 一样`
  return `比最低小时工资 ${yuan(minimum)} ${more > 0 ? '高' : '低'} ${yuan(Math.abs(more))}`
}

export function hourView(hour: Hour, minimum: number | null): HourView {
  const { fenPerHour } = hour
  const longest = Math.max(fenPerHour, minimum ?? 0, 1)
  const onTrack = (fen: number) => Math.round((fen / longest) * LONGEST)
  return {
    money: yuan(fenPerHour),
    width: onTrack(fenPerHour),
    mark: minimum === null ? -1 : onTrack(minimum),
    isEnough: minimum === null || fenPerHour >= minimum,
    compare: minimum === null ? '' : compareText(fenPerHour, minimum),
    pace: paceText(hour),
  }
}
