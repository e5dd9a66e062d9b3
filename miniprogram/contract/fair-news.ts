/** News of the fairs: to whom each goes and what people read. */

/** To the person who signed up. fair_place: somebody did not come, and the slot is hers now. */
export const FAIR_SEEKER_NEWS = ['fair_tomorrow', 'fair_moved', 'fair_cancelled', 'fair_place'] as const

/** To those who act for an enterprise that has a booth. */
export const FAIR_BOOTH_NEWS = ['booth_tomorrow', 'booth_moved', 'booth_cancelled'] as const

/** To the staff: people who were hired are to be asked whether they still work there. */
export const FAIR_DESK_NEWS = ['to_ask'] as const

export const FAIR_NEWS = [...FAIR_SEEKER_NEWS, ...FAIR_BOOTH_NEWS, ...FAIR_DESK_NEWS] as const
export type FairNews = (typeof FAIR_NEWS)[number]

const TO_SEEKER: readonly FairNews[] = FAIR_SEEKER_NEWS
const TO_DESK: readonly FairNews[] = FAIR_DESK_NEWS

export const fairNewsReader = (what: FairNews): 'seeker' | 'booth' | 'desk' => {
  if (TO_SEEKER.includes(what)) return 'seeker'
  return TO_DESK.includes(what) ? 'desk' : 'booth'
}

/** At most 5 characters, all of them Chinese: a "phrase" of a subscribe message takes no more. */
export const FAIR_NEWS_NAMES: { readonly [N in FairNews]: string } = {
  fair_tomorrow: '明天请来',
  fair_moved: '时间改了',
  fair_cancelled: '不办了',
  fair_place: '轮到您了',
  booth_tomorrow: '明天招人',
  booth_moved: '改时间了',
  booth_cancelled: '取消了',
  to_ask: '该回访了',
}

/** What happened and what to do next; at most 20 characters, as a "thing" of a subscribe message takes. */
export const FAIR_NEWS_SENTENCES: { readonly [N in FairNews]: string } = {
  fair_tomorrow: '还没排上，来了有空位就能谈',
  fair_moved: '招聘会改了时间或地点，请看一看',
  fair_cancelled: '招聘会不办了，原因写在里面',
  fair_place: '有空位让给您，请马上去展位',
  booth_tomorrow: '明天的招聘会排好了，请准时来',
  booth_moved: '订的展位改了时间或地点，请看一看',
  booth_cancelled: '订了展位的招聘会不办了，原因在里面',
  to_ask: '招聘会上录用的人该问问还在不在岗',
}

const SHANGHAI_MS = 8 * 3_600_000

/** "09:20" in Shanghai, which has no summer time */
const clockOf = (ms: number): string => new Date(ms + SHANGHAI_MS).toISOString().slice(11, 16)

/** What people read. With `number` on the board and `first` talk the evening before says both. */
export function fairSentence(news: { what: FairNews; number: number | null; first: number | null }): string {
  const { what, number, first } = news
  const isArranged = what === 'fair_tomorrow' && number !== null && first !== null
  return isArranged ? `您是${number}号，第一场${clockOf(first)}开始` : FAIR_NEWS_SENTENCES[what]
}
