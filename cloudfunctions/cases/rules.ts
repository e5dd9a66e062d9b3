/** The life of a case, pure: what a report becomes, and what a move changes. */
import { kindOf, type Answers, type CaseKind } from '../../miniprogram/contract/case-kinds'
import {
  CASE_LIMITS,
  isOpen,
  MOVES,
  type CaseMove,
  type CaseState,
  type Place,
  type Relation,
} from '../../miniprogram/contract/cases'
import { isCaseWorker, type ClusterId, type Grant, type Role } from '../../miniprogram/contract/estate'
import { changeOf, gridRole, type Move } from './changes.rules'
import { countsDelta, noticesOf } from './effects.rules'
import {
  DAY,
  HOUR,
  refused,
  type Actor,
  type CaseDoc,
  type CaseEvent,
  type Handler,
  type NewPicture,
  type Person,
  type Picture,
  type Refused,
} from './model.rules'
import { firstTier, handlerFrom } from './routing.rules'

const LEVELS: { readonly [R in Handler['role']]: number } = { mediator: 0, worker: 0, leader: 1, staff: 2 }

const hidden = (pictures: readonly NewPicture[], event: number): Picture[] =>
  pictures.map((picture) => ({ ...picture, event, state: 'checking' }))

export const handlerKey = (handler: Handler): string => handler.openid ?? 'desk'

/** The key of one list of cases: any of the parts may be left open. */
export const filterKey = (state?: string, kind?: string, building?: string): string =>
  [state ?? '*', kind ?? '*', building ?? '*'].join('|')

function filtersOf(state: CaseState, kind: CaseKind, building: string): string[] {
  const kinds = [undefined, kindOf(kind).group, kind]
  return [undefined, state].flatMap((s) => kinds.flatMap((k) => [undefined, building].map((b) => filterKey(s, k, b))))
}

export interface Report {
  id: string
  requestId: string
  now: number
  reporter: string
  kind: CaseKind
  cluster: ClusterId
  place: Place
  text: string
  answers: Answers
  pictures: readonly NewPicture[]
}

/** A new case, routed among `people` (those who serve the building). */
export function openCase(report: Report, people: readonly Person[]): CaseDoc {
  const { id, requestId, now, reporter, kind, cluster, place, text, answers, pictures } = report
  const { group, acceptHours, resolveHours, private: isPrivate } = kindOf(kind)
  const { building } = place
  const handler = handlerFrom(firstTier(kind), people, { kind, building, cluster, reporter, now })
  const dueAt = now + acceptHours * HOUR
  const bare: CaseDoc = {
    _id: id,
    kind,
    group,
    cluster,
    building,
    place,
    text,
    answers,
    private: isPrivate,
    reporter,
    requestId,
    state: 'reported',
    handler,
    handlerKey: handlerKey(handler),
    open: true,
    dueAt,
    resolveBy: now + resolveHours * HOUR,
    nextCheckAt: dueAt,
    level: LEVELS[handler.role],
    late: false,
    occurrences: 1,
    rating: null,
    endedAt: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
    events: [],
    pictures: hidden(pictures, 1),
    filters: filtersOf('reported', kind, building),
  }
  const event: CaseEvent = {
    no: 1,
    at: now,
    requestId,
    command: 'report',
    state: 'reported',
    dueAt,
    by: { openid: reporter, as: 'reporter', role: null, name: null },
    text: null,
    pictures: pictures.map((picture) => picture.id),
    handler: handler.name,
    counts: countsDelta(null, bare),
    notices: noticesOf('report', null, bare, reporter),
  }
  return { ...bare, events: [event] }
}

/** How a person stands to a case. The reporter is the reporter and nothing else: nobody works on the own report. */
export function relationsTo(doc: CaseDoc, openid: string | null, grants: readonly Grant[]): Relation[] {
  if (openid === null) return ['system']
  if (doc.reporter === openid) return ['reporter']
  const relations: Relation[] = []
  const isStaff = grants.some((grant) => grant.role === 'staff')
  // a handler whose roles were taken away is none any more
  const isOwn = doc.handler.openid === openid && isCaseWorker(grants)
  if (isOwn || (doc.handler.openid === null && isStaff)) relations.push('handler')
  const isGrid = grants.some(
    (grant) =>
      (grant.role === 'worker' && grant.cluster === doc.cluster) ||
      (grant.role === 'mediator' && grant.building === doc.building && kindOf(doc.kind).hears === 'mediator'),
  )
  if (isGrid) relations.push('grid')
  if (grants.some((grant) => grant.role === 'leader' && grant.cluster === doc.cluster)) relations.push('leader')
  if (isStaff) relations.push('staff')
  return relations
}

export interface Decided {
  ok: true
  doc: CaseDoc
  event: CaseEvent
  /** the fields of `doc` that changed, events and pictures apart */
  set: Partial<CaseDoc>
  addedPictures: Picture[]
}

/** Moves that only add to the story; refused when it has grown too long. */
const ADDING: readonly CaseMove[] = ['note', 'record', 'occur']

/** What the move makes of the case, or why not. Nothing is changed in place. */
export function decide(doc: CaseDoc, actor: Actor, move: Move): Decided | Refused {
  const { input, requestId, now, pictures = [] } = move
  const name: CaseMove = input.move
  const rule = MOVES[name]
  const relations = relationsTo(doc, actor.openid, actor.grants)
  if (relations.length === 0) return refused('NOT_FOUND')
  const as = rule.by.find((relation) => relations.includes(relation))
  if (as === undefined) return refused('FORBIDDEN')
  if (!rule.from.includes(doc.state)) return refused('NOT_NOW')
  if (ADDING.includes(name) && doc.version >= CASE_LIMITS.events) return refused('LIMIT')

  const changed = changeOf(doc, actor, as, move)
  if ('ok' in changed) return changed
  const state = rule.to ?? doc.state
  const no = doc.version + 1
  const set = complete(doc, { ...changed, state, updatedAt: now, version: no }, now)
  const after: CaseDoc = { ...doc, ...set }
  const addedPictures = hidden(pictures, no)
  const event: CaseEvent = {
    no,
    at: now,
    requestId,
    command: name,
    state,
    dueAt: after.dueAt,
    by: { openid: actor.openid, as, role: roleIn(as, after, doc, actor), name: as === 'reporter' ? null : actor.name },
    text: 'text' in input ? (input.text ?? null) : null,
    pictures: pictures.map((picture) => picture.id),
    ...detailsOf(input),
    ...(after.handler.id === doc.handler.id ? {} : { handler: after.handler.name }),
    counts: countsDelta(doc, after),
    notices: noticesOf(name, doc, after, actor.openid),
  }
  return {
    ok: true,
    doc: { ...after, events: [...doc.events, event], pictures: [...doc.pictures, ...addedPictures] },
    event,
    set,
    addedPictures,
  }
}

function roleIn(as: Relation, after: CaseDoc, before: CaseDoc, actor: Actor): Role | null {
  if (as === 'handler') return before.handler.role
  if (as === 'grid') return after.handler.openid === actor.openid ? after.handler.role : gridRole(actor, before)
  if (as === 'leader' || as === 'staff') return as
  return null
}

function detailsOf(input: Move['input']): Partial<CaseEvent> {
  if (input.move === 'record') return { form: input.form }
  if (input.move === 'hand_over') return { outsider: { kind: input.outsider, name: input.name } }
  if (input.move === 'wait' && input.until !== undefined) return { until: input.until }
  if ((input.move === 'confirm' || input.move === 'rate') && input.stars !== undefined) return { stars: input.stars }
  return {}
}

/** Adds the fields that follow from the others. */
function complete(doc: CaseDoc, change: Partial<CaseDoc>, now: number): Partial<CaseDoc> {
  const after = { ...doc, ...change }
  const open = isOpen(after.state)
  return {
    ...change,
    open,
    handlerKey: handlerKey(after.handler),
    level: LEVELS[after.handler.role],
    nextCheckAt: nextCheck(doc, after, open, now),
    filters: filtersOf(after.state, after.kind, after.building),
  }
}

function nextCheck(before: CaseDoc, after: CaseDoc, open: boolean, now: number): number | null {
  if (after.state === 'resolved') {
    return before.state === 'resolved' ? before.nextCheckAt : now + CASE_LIMITS.confirmDays * DAY
  }
  if (!open) return null
  if (!after.late) return after.dueAt
  if (LEVELS[after.handler.role] === 2) return null
  const justRaised = before.handler.id !== after.handler.id || !before.late
  const raisedBy = justRaised ? now + CASE_LIMITS.raisedHours * HOUR : (before.nextCheckAt ?? after.dueAt)
  return Math.max(after.dueAt, raisedBy)
}
