/** What each move changes by itself. */
import { kindOf } from '../../miniprogram/contract/case-kinds'
import { CASE_LIMITS, type MoveInput, type Relation } from '../../miniprogram/contract/cases'
import {
  DAY,
  HOUR,
  MINUTE,
  refused,
  type Actor,
  type CaseDoc,
  type Handler,
  type NewPicture,
  type Person,
  type Refused,
} from './model.rules'
import { asHandler, handlerFrom, tierAfter, tierOf, type Route } from './routing.rules'

/** A move with what the server added: checked pictures, those who serve the building. */
export interface Move {
  input: MoveInput | { move: 'look' | 'escalate' | 'close' }
  requestId: string
  now: number
  pictures?: readonly NewPicture[]
  people?: readonly Person[]
}

/** The fields that the move sets; state, version and what follows from them are added after. Or why it cannot be. */
export function changeOf(doc: CaseDoc, actor: Actor, as: Relation, move: Move): Partial<CaseDoc> | Refused {
  const { input, now, people = [] } = move
  const { acceptHours, resolveHours } = kindOf(doc.kind)
  const route: Route = {
    kind: doc.kind,
    building: doc.building,
    cluster: doc.cluster,
    reporter: doc.reporter,
    now,
  }
  switch (input.move) {
    case 'accept': {
      const handler = takeOver(doc, actor, as)
      return { handler, dueAt: Math.max(doc.dueAt, doc.resolveBy) }
    }
    case 'start':
      return { dueAt: Math.max(doc.dueAt, doc.resolveBy) }
    case 'wait': {
      const until = input.until ?? now
      if (until < now || until > now + CASE_LIMITS.waitDays * DAY)
        return refused('INVALID_INPUT', { until: 'wrong_form' })
      const resolveBy = Math.max(doc.resolveBy, until)
      return { resolveBy, dueAt: Math.max(doc.dueAt, resolveBy) }
    }
    case 'pass': {
      const next = tierAfter(doc.handler.role)
      if (next === null) return refused('NOT_NOW')
      return handTo(doc, handlerFrom(next, people, route), now + acceptHours * HOUR)
    }
    case 'assign': {
      const person = people.find((candidate) => candidate.id === input.to)
      const tier = person ? tierOf(person, route) : null
      if (!person || tier === null || person._id === doc.reporter) return refused('INVALID_INPUT', { to: 'not_found' })
      return handTo(doc, asHandler(person, tier), now + acceptHours * HOUR)
    }
    case 'hand_over':
      return { dueAt: Math.max(doc.dueAt, now + CASE_LIMITS.followUpDays * DAY) }
    case 'resolve':
    case 'decline':
    case 'withdraw':
      return { endedAt: now }
    case 'occur':
      if (hasJustOccurred(doc, now)) return refused('LIMIT')
      return { occurrences: doc.occurrences + 1 }
    case 'confirm':
      if (isTooLate(doc, now)) return refused('NOT_NOW')
      return input.stars === undefined ? {} : { rating: { stars: input.stars, text: input.text ?? null } }
    case 'rate':
      if (doc.rating !== null) return refused('NOT_NOW')
      return { rating: { stars: input.stars, text: input.text ?? null } }
    case 'reopen': {
      if (isTooLate(doc, now)) return refused('NOT_NOW')
      const dueAt = Math.max(doc.dueAt, now + acceptHours * HOUR)
      const resolveBy = Math.max(doc.resolveBy, now + resolveHours * HOUR)
      return { dueAt, resolveBy, late: false, endedAt: null, rating: null, occurrences: doc.occurrences + 1 }
    }
    case 'escalate': {
      if (doc.nextCheckAt === null || doc.nextCheckAt > now) return refused('NOT_NOW')
      const next = tierAfter(doc.handler.role)
      return { late: true, handler: next === null ? doc.handler : handlerFrom(next, people, route) }
    }
    case 'close':
      return doc.nextCheckAt === null || doc.nextCheckAt > now ? refused('NOT_NOW') : {}
    case 'record':
    case 'note':
    case 'look':
      return {}
  }
}

/** A second tap, or an angry one: the handler has been told already. */
const hasJustOccurred = ({ events }: CaseDoc, now: number) =>
  events.some(({ command, at }) => command === 'occur' && at > now - CASE_LIMITS.occurMinutes * MINUTE)

const isTooLate = ({ endedAt }: CaseDoc, now: number) =>
  endedAt !== null && now > endedAt + CASE_LIMITS.reopenDays * DAY

/** "grid" people and staff at the desk become handler by accepting. */
function takeOver(doc: CaseDoc, actor: Actor, as: Relation): Handler {
  const { openid, id, name } = actor
  if (openid === null || id === null || doc.handler.openid === openid) return doc.handler
  return { openid, id, name: name ?? '', role: as === 'handler' ? 'staff' : gridRole(actor, doc) }
}

const handTo = (doc: CaseDoc, handler: Handler, acceptBy: number): Partial<CaseDoc> => {
  const dueAt = Math.max(doc.dueAt, acceptBy)
  return { handler, dueAt, resolveBy: Math.max(doc.resolveBy, dueAt) }
}

/** As what a person of the grid acts. */
export const gridRole = ({ grants }: Actor, doc: CaseDoc): 'worker' | 'mediator' =>
  grants.some((grant) => grant.role === 'worker' && grant.cluster === doc.cluster) ? 'worker' : 'mediator'
