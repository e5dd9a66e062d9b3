/** What has happened to a claim, newest first. Pure. */
import type { PictureView } from '../../contract/cases'
import type { ClaimEvent, ClaimView } from '../../contract/crafts'
import { ago } from '../../core/day'
import { partsText, tallyParts } from './ledger.view'
import { lengthText } from './take.view'
import { EVENT_TEXTS, RELATION_TEXTS } from './words'

export interface TimelineItem {
  no: number
  title: string
  when: string
  text: string
  pictures: PictureView[]
}

const whoText = ({ by }: ClaimEvent): string =>
  RELATION_TEXTS[by.as] + (by.as !== 'worker' && by.name ? ` ${by.name} ` : '')

/** 做好 12 个，用了 2 小时; '' when there is nothing to add. */
function amountText({ command, pieces, minutes, tally }: ClaimEvent): string {
  const done = command === 'progress' ? '做好 ' : ''
  const parts = [
    pieces === undefined ? '' : `${done}${pieces} 个`,
    minutes === undefined || minutes === 0 ? '' : `用了 ${lengthText(minutes)}`,
    tally ? partsText(tallyParts(tally)) : '',
  ]
  return parts.filter((part) => part !== '').join('，')
}

function titleOf(event: ClaimEvent): string {
  const amount = amountText(event)
  return `${whoText(event)}${EVENT_TEXTS[event.command]}${amount ? `：${amount}` : ''}`
}

export function timelineItems(
  view: Pick<ClaimView, 'events' | 'pictures'>,
  shown: number,
  now: number,
): TimelineItem[] {
  const newest = view.events.slice(-shown).reverse()
  return newest.map((event) => ({
    no: event.no,
    title: titleOf(event),
    when: ago(event.at, now),
    text: event.text ?? '',
    pictures: view.pictures.filter(({ id }) => event.pictures.includes(id)),
  }))
}
