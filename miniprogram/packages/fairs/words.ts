/** Words of the fairs, as the pages say them. */
import type { FairRow, FairState, FairTalkState } from '../../contract/fairs'
import { isHoliday } from '../../contract/holidays'
import type { Tone } from '../../core/bars'
import { dayStart, weekdayText } from '../../core/picker-days'

/** '' : people sign up, which needs no words. */
export const STATE_TEXTS: { readonly [S in FairState]: string } = {
  planned: '',
  arranged: '时间排好了',
  ended: '办完了',
  cancelled: '不办了',
}

export const STATE_TONES: { readonly [S in FairState]: Tone } = {
  planned: 'done',
  arranged: 'done',
  ended: 'quiet',
  cancelled: 'brand',
}

/** A talk, as the person sees it. */
export const MY_TALK_TEXTS: { readonly [S in FairTalkState]: string } = {
  planned: '',
  called: '叫您了',
  met: '谈过了',
  no_show: '没赶上',
  invited: '请您再去',
  hired: '录用您了',
}

export const MY_TALK_TONES: { readonly [S in FairTalkState]: Tone } = {
  planned: 'quiet',
  called: 'brand',
  met: 'quiet',
  no_show: 'quiet',
  invited: 'waiting',
  hired: 'done',
}

/** The same, as the booth sees it. */
export const BOOTH_TALK_TEXTS: { readonly [S in FairTalkState]: string } = {
  planned: '没到',
  called: '在谈',
  met: '谈过了',
  no_show: '没来',
  invited: '邀请了',
  hired: '录用了',
}

export const BOOTH_TALK_TONES: { readonly [S in FairTalkState]: Tone } = {
  planned: 'quiet',
  called: 'brand',
  met: 'done',
  no_show: 'quiet',
  invited: 'done',
  hired: 'done',
}

/** A special gives way to the market of its month. */
const MARKET_DATE = '-20'

/** Why it is not on the rule's day; '' : it is. */
export function movedText({ movedFrom, kind }: Pick<FairRow, 'movedFrom' | 'kind'>, now: number): string {
  if (movedFrom === null) return ''
  const from = weekdayText(dayStart(movedFrom), now)
  if (isHoliday(movedFrom)) return `本来是${from}，那天放假，改到这天`
  const isMarket = kind === 'special' && movedFrom.endsWith(MARKET_DATE)
  return isMarket ? `本来是${from}，那天赶集日，改到这天` : `本来是${from}，改到这天`
}
