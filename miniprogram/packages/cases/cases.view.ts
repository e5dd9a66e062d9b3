/** What the case page shows, from what the server answered. Pure: the time is given. */
import { kindOf } from '../../contract/case-kinds'
import { GROUP_NAMES, KIND_NAMES, STATE_SENTENCES } from '../../contract/case-names'
import { CASE_LIMITS, isOpen, type CaseView, type EventView, type PictureView } from '../../contract/cases'
import { toneOf, type Tone } from '../../core/case-view'
import { ago, clockText, dueText } from '../../core/day'
import { placeText } from '../../core/place-text'
import type { NextCase } from '../../core/walk'
import { answerTexts } from './report.view'
import { timelineItems, type TimelineItem } from './timeline.view'
import { LEVEL_NAMES, MOVE_NAMES, OUTSIDER_NAMES, RANG_AGAIN, WORK_SENTENCES, type TappedMove } from './words'

export interface MoveButton {
  move: TappedMove
  text: string
}

export interface CaseScreen {
  id: string
  version: number
  title: string
  sentence: string
  tone: Tone
  due: { text: string; late: boolean } | null
  /** where it is stuck and what comes next; '' when nothing is owed */
  stuck: string
  who: string
  place: string
  reported: string
  text: string
  answers: string
  again: string
  rating: { stars: number; text: string } | null
  pictures: PictureView[]
  timeline: TimelineItem[]
  /** events that are older than those shown */
  older: number
  primary: MoveButton | null
  second: MoveButton | null
  others: MoveButton[]
  canContact: boolean
  isReporter: boolean
  secret: string
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The first of these that is possible is the big button. */
const PRIMARY: readonly TappedMove[] = ['confirm', 'rate', 'accept', 'start', 'resolve', 'assign', 'occur']
/** The first of these that is possible stands beside it. */
const SECOND: readonly TappedMove[] = ['reopen', 'resolve', 'record']
/** The rest, in the order of the sheet. */
const ORDER: readonly TappedMove[] = [
  'start',
  'record',
  'wait',
  'note',
  'pass',
  'assign',
  'hand_over',
  'decline',
  'occur',
  'reopen',
  'rate',
  'confirm',
  'accept',
  'resolve',
  'withdraw',
]

const isTapped = (move: string): move is TappedMove => Object.prototype.hasOwnProperty.call(MOVE_NAMES, move)

const lastOf = (events: readonly EventView[], ...commands: EventView['command'][]): EventView | undefined =>
  [...events].reverse().find(({ command }) => commands.includes(command))

/** What the table allows, without what the server would refuse all the same. */
export function tappableMoves(view: CaseView, now: number): TappedMove[] {
  const { events, state, level, rating } = view
  const ended = isOpen(state) ? undefined : lastOf(events, 'resolve', 'decline', 'withdraw')
  const isTooLate = ended !== undefined && now > ended.at + CASE_LIMITS.reopenDays * DAY
  const isFull = view.version >= CASE_LIMITS.events
  return view.moves.filter(isTapped).filter((move) => {
    if (move === 'rate') return rating === null
    if (move === 'reopen' || move === 'confirm') return !isTooLate
    if (move === 'pass') return level < LEVEL_NAMES.length - 1
    if (move === 'occur') return !isFull && !hasJustOccurred(events, now)
    return !(isFull && (move === 'note' || move === 'record'))
  })
}

/** "It happens again" counts once in ten minutes. */
export const hasJustOccurred = (events: readonly EventView[], now: number): boolean =>
  events.some(({ command, at }) => command === 'occur' && at > now - CASE_LIMITS.occurMinutes * MINUTE)

export function moveName(move: TappedMove, view: Pick<CaseView, 'kind'>): string {
  return move === 'occur' && kindOf(view.kind).group === 'noise' ? RANG_AGAIN : MOVE_NAMES[move]
}

interface Buttons {
  primary: MoveButton | null
  second: MoveButton | null
  others: MoveButton[]
}

export function buttonsOf(view: CaseView, now: number): Buttons {
  const moves = tappableMoves(view, now)
  const button = (move: TappedMove): MoveButton => ({ move, text: moveName(move, view) })
  const primary = PRIMARY.find((move) => moves.includes(move))
  const second = SECOND.find((move) => moves.includes(move) && move !== primary)
  const others = ORDER.filter((move) => moves.includes(move) && move !== primary && move !== second)
  return {
    primary: primary ? button(primary) : null,
    // beside another button there is no room for what stands in brackets
    second: second ? { move: second, text: moveName(second, view).replace(/（.*）$/, '') } : null,
    others: others.map(button),
  }
}

/** What it waits for, in the words of the one who asks. */
export function stuckText(view: CaseView, now: number): string {
  const { state, handler, dueAt, level, events } = view
  const raised = level > 0 && lastOf(events, 'escalate') ? `超时后已经报到${LEVEL_NAMES[level] ?? '上一级'}，` : ''
  const by = dueAt === null ? '' : `，说好最晚 ${clockText(dueAt, now)}`
  switch (state) {
    case 'reported':
    case 'reopened':
      return `${raised}在等${handler}接手${by}`
    case 'accepted':
      return `${raised}${handler}接手了，还没开始${by}`
    case 'in_progress':
      return `${raised}${handler}正在办${by}`
    case 'waiting': {
      const wait = lastOf(events, 'wait')
      const until = wait?.until === undefined ? '' : `，等到 ${clockText(wait.until, now)}`
      return `${raised}要等一等：${wait?.text ?? '原因没写'}${until}`
    }
    case 'handed_over': {
      const outsider = lastOf(events, 'hand_over')?.outsider
      const where = outsider ? `${OUTSIDER_NAMES[outsider.kind]}（${outsider.name}）` : '别的单位'
      return `在${where}那里，${handler}会去问结果${by}`
    }
    case 'resolved': {
      const at = lastOf(events, 'resolve')?.at ?? now
      const who = view.relations.includes('reporter') ? '您' : '反映的人'
      return `等${who}回话，${clockText(at + CASE_LIMITS.confirmDays * DAY, now)} 前没回话就先结了`
    }
    case 'declined':
      return lastOf(events, 'decline')?.text ?? ''
    default:
      return ''
  }
}

function whoText({ handler, level, state }: CaseView): string {
  const role = LEVEL_NAMES[level] ?? ''
  if (!handler) return '社区值班台'
  const isOver = !isOpen(state)
  return `${role && !handler.startsWith(role) ? `${role} ` : ''}${handler}${isOver ? '办的' : ''}`
}

/** How many events are shown before somebody asks for the older ones. */
export const TIMELINE_STEP = 10

/** `shown`: how many of the newest events; `open`: numbers of the events whose long words are shown in full. */
export function caseScreen(
  view: CaseView,
  options: { now: number; shown?: number; open?: readonly number[] },
): CaseScreen {
  const { now, shown = TIMELINE_STEP, open = [] } = options
  const isReporter = view.relations.includes('reporter')
  const first = view.events[0]
  const ofReport = view.pictures.filter(({ id }) => first?.pictures.includes(id))
  const newest = view.events.slice(-shown).reverse()
  return {
    id: view.id,
    version: view.version,
    title: KIND_NAMES[view.kind],
    sentence: isReporter ? STATE_SENTENCES[view.state] : WORK_SENTENCES[view.state],
    tone: toneOf(view.state),
    due: dueText(view.dueAt, now),
    stuck: stuckText(view, now),
    who: whoText(view),
    place: placeText(view.place),
    reported: `${ago(view.createdAt, now)}报上来 · ${GROUP_NAMES[view.group]}`,
    text: view.text,
    answers: answerTexts(view.answers).join(' · '),
    again: view.occurrences > 1 ? `一共发生了 ${view.occurrences} 次` : '',
    rating: view.rating ? { stars: view.rating.stars, text: view.rating.text ?? '' } : null,
    pictures: ofReport,
    timeline: timelineItems(newest, view, { now, isReporter, open }),
    older: view.events.length - newest.length,
    ...buttonsOf(view, now),
    canContact: view.relations.includes('handler') && view.moves.includes('look'),
    isReporter,
    secret: view.private ? '邻居看不到这件事' : '',
  }
}

export interface NextRow {
  id: string
  text: string
}

/** The way on to another case of the same building. */
export const nextRow = (next: NextCase | null): NextRow | null =>
  next && { id: next.id, text: `本栋还有 ${next.left} 件` }

/** Is there anything new since `before`? Addresses of pictures change with every answer and do not count. */
export function isNews(before: CaseView | null, after: CaseView): boolean {
  if (before === null || before.version !== after.version) return true
  const states = ({ pictures }: CaseView) => pictures.map(({ id, state }) => `${id}:${state}`).join()
  return states(before) !== states(after) || before.relations.join() !== after.relations.join()
}
