/** The events of a case as people read them. Pure. */
import { COMMAND_NAMES } from '../../contract/case-names'
import type { CaseView, EventView, PictureView } from '../../contract/cases'
import { ago, clockText } from '../../core/day'
import { OUTSIDER_NAMES, RECORD_NAMES, RELATION_NAMES, ROLE_NAMES } from './words'

export interface TimelineItem {
  no: number
  title: string
  when: string
  text: string
  /** the words go on; a tap shows them all */
  isCut: boolean
  pictures: PictureView[]
  /** only colleagues see it */
  internal: boolean
}

/** A long story would make one answer of setData too large: the rest comes with a tap. */
export const CUT_CHARACTERS = 160

function nameOf({ by }: EventView, isReporter: boolean): string {
  if (by.as === 'system') return ''
  if (by.as === 'reporter') return isReporter ? '您' : RELATION_NAMES.reporter
  const role = by.role ? ROLE_NAMES[by.role] : RELATION_NAMES[by.as]
  return by.name ? `${role} ${by.name}` : role
}

/** What happened, without who. */
function deedOf(event: EventView, isReporter: boolean): string {
  const { command, form, outsider, stars, handler } = event
  if (command === 'look' && !isReporter) return '看了反映人的姓名和电话'
  if (command === 'record' && form) return RECORD_NAMES[form]
  if (command === 'hand_over' && outsider) return `转给了${OUTSIDER_NAMES[outsider.kind]}：${outsider.name}`
  if ((command === 'assign' || command === 'pass') && handler)
    return `${command === 'assign' ? '派给了' : '转给了'}${handler}`
  if (command === 'escalate' && handler) return `超时了，往上报给了${handler}`
  if (command === 'rate' && stars) return `打了 ${stars} 颗星`
  if (command === 'confirm' && stars) return `${COMMAND_NAMES.confirm}，打了 ${stars} 颗星`
  return COMMAND_NAMES[command]
}

const titleOf = (event: EventView, isReporter: boolean): string =>
  [nameOf(event, isReporter), deedOf(event, isReporter)].filter((part) => part !== '').join(' ')

/** A handler's new name where the deed does not tell it. */
function extraOf({ command, handler, until }: EventView, now: number): string {
  if (until !== undefined) return `等到 ${clockText(until, now)}`
  return command === 'report' && handler ? `交给了${handler}` : ''
}

export function timelineItems(
  events: readonly EventView[],
  view: Pick<CaseView, 'pictures'>,
  { now, isReporter, open }: { now: number; isReporter: boolean; open: readonly number[] },
): TimelineItem[] {
  return events.map((event) => {
    const words = [event.text ?? '', extraOf(event, now)].filter((part) => part !== '').join('\n')
    const characters = Array.from(words)
    const isCut = characters.length > CUT_CHARACTERS && !open.includes(event.no)
    return {
      no: event.no,
      title: titleOf(event, isReporter),
      when: ago(event.at, now),
      text: isCut ? `${characters.slice(0, CUT_CHARACTERS).join('')}…` : words,
      isCut,
      // those of the report stand at the top of the page
      pictures: event.command === 'report' ? [] : view.pictures.filter(({ id }) => event.pictures.includes(id)),
      internal: event.internal,
    }
  })
}
