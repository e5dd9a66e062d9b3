/** The booths of a fair, and which of them a person wants to see, the dearest first. Pure. */
import { FAIR_LIMITS, type BoothView } from '../../contract/fairs'
import type { PostingRow } from '../../contract/jobs'
import { payView, shiftsText, wayText, type PayView } from '../../core/job-text'

export interface PostingLine {
  id: string
  title: string
  pay: PayView
  facts: string
}

export interface StandCard {
  id: string
  no: number
  firm: string
  postings: PostingLine[]
  /** how many are not shown */
  more: number
  /** 1 … 5: how dear it is; 0: not chosen */
  rank: number
}

/** Postings of a booth that are shown at once: forty booths must not make a page that an old phone cannot draw. */
const SHOWN = 2

export const postingLine = ({ id, title, pay, shifts, way }: PostingRow): PostingLine => ({
  id,
  title,
  pay: payView(pay),
  facts: `${shiftsText(shifts)} · ${wayText(way)}`,
})

/** `opened`: booths of which all postings are shown. */
export function standCards(
  list: readonly BoothView[],
  wants: readonly string[],
  opened: ReadonlySet<string>,
): StandCard[] {
  return [...list]
    .sort((a, b) => a.no - b.no)
    .map(({ id, no, enterpriseName, postings }) => {
      const shown = opened.has(id) ? postings : postings.slice(0, SHOWN)
      return {
        id,
        no,
        firm: enterpriseName,
        postings: shown.map(postingLine),
        more: postings.length - shown.length,
        rank: wants.indexOf(id) + 1,
      }
    })
}

/** A tap: chosen as the next, or taken away so that those after it move up. null: no more may be chosen. */
export function toggled(wants: readonly string[], id: string): string[] | null {
  if (wants.includes(id)) return wants.filter((want) => want !== id)
  return wants.length >= FAIR_LIMITS.wants ? null : [...wants, id]
}

/** 先见 渝味小面，再见 山城电子 */
export function wantsText(list: readonly BoothView[], wants: readonly string[]): string {
  const names = wants.flatMap((want) => list.find(({ id }) => id === want)?.enterpriseName ?? [])
  return names.map((name, index) => `${index + 1} ${name}`).join('，')
}
