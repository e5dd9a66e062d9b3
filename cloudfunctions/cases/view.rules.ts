/** What each person sees of a case. The reporter's openid is in none of these. */
import {
  isOpen,
  possibleMoves,
  type CaseRow,
  type CaseView,
  type EventView,
  type Moved,
  type PictureView,
  type Place,
  type Relation,
} from '../../miniprogram/contract/cases'
import type { CaseDoc, CaseEvent, Picture } from './model.rules'

const EXCERPT = 60

/** The fields a list needs; events and pictures stay in the database. */
export const ROW_FIELDS = [
  'kind',
  'state',
  'building',
  'text',
  'createdAt',
  'dueAt',
  'level',
  'occurrences',
  'handler',
  'version',
] as const satisfies readonly (keyof CaseDoc)[]

type RowDoc = Pick<CaseDoc, '_id' | (typeof ROW_FIELDS)[number]>

const shownDue = ({ state, dueAt }: Pick<CaseDoc, 'state' | 'dueAt'>) => (isOpen(state) ? dueAt : null)

export function rowView(doc: RowDoc): CaseRow {
  const { _id, kind, state, building, text, createdAt, level, occurrences, handler, version } = doc
  return {
    id: _id,
    kind,
    state,
    building,
    excerpt: Array.from(text).slice(0, EXCERPT).join(''),
    createdAt,
    dueAt: shownDue(doc),
    level,
    occurrences,
    handler: handler.name,
    version,
  }
}

/** The answer of a move, from its event alone: a retried call gets the same. */
export const movedView = (id: string, { state, no, dueAt }: CaseEvent): Moved => ({
  id,
  state,
  version: no,
  dueAt: shownDue({ state, dueAt }),
})

/** Words and pictures of these are for those who work on the case (人民调解法 §15: mediation is kept secret). */
const isWorkText = ({ command }: CaseEvent) => command === 'record' || command === 'pass' || command === 'assign'
const isInternal = ({ command }: CaseEvent) => command === 'note'

function eventView(event: CaseEvent, isReporter: boolean): EventView {
  const { no, at, command, state, by, text, pictures, form, outsider, stars, until, handler } = event
  const isHidden = isReporter && isWorkText(event)
  return {
    no,
    at,
    command,
    state,
    by: { as: by.as, role: by.role, name: by.name },
    text: isHidden ? null : text,
    pictures: isHidden ? [] : pictures,
    ...(form === undefined ? {} : { form }),
    ...(outsider === undefined ? {} : { outsider }),
    ...(stars === undefined ? {} : { stars }),
    ...(until === undefined ? {} : { until }),
    ...(handler === undefined ? {} : { handler }),
    internal: isInternal(event),
  }
}

/** Floor and room would tell who reported: only the reporter and the handler see them where the kind is private. */
function placeView(doc: CaseDoc, relations: readonly Relation[]): Place {
  const seesAll = !doc.private || relations.includes('reporter') || relations.includes('handler')
  if (seesAll) return doc.place
  const { floor: _floor, room: _room, ...rest } = doc.place
  return rest
}

/** The pictures a person may see, before the platform's verdict is looked at. */
export function picturesFor(doc: CaseDoc, relations: readonly Relation[]): Picture[] {
  if (!relations.includes('reporter')) return doc.pictures
  const hiddenEvents = doc.events.filter((event) => isWorkText(event) || isInternal(event)).map(({ no }) => no)
  return doc.pictures.filter((picture) => !hiddenEvents.includes(picture.event))
}

/** `pictures`: those that this person may see, as they may be seen. */
export function caseView(doc: CaseDoc, relations: Relation[], pictures: PictureView[]): CaseView {
  const isReporter = relations.includes('reporter')
  const { excerpt: _excerpt, ...row } = rowView(doc)
  return {
    ...row,
    group: doc.group,
    place: placeView(doc, relations),
    cluster: doc.cluster,
    text: doc.text,
    answers: doc.answers,
    private: doc.private,
    relations,
    moves: possibleMoves(doc.state, relations),
    pictures,
    events: doc.events
      .filter((event) => !(isReporter && isInternal(event)))
      .map((event) => eventView(event, isReporter)),
    rating: doc.rating,
  }
}
