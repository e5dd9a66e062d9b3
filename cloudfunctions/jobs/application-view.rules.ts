/** What each person sees of an application. No openid is in any of these. */
import {
  possibleApplicationMoves,
  type Applied,
  type ApplicationEvent,
  type ApplicationRelation,
  type ApplicationRow,
  type ApplicationView,
} from '../../miniprogram/contract/job-applications'
import type { ApplicationDoc, ApplicationEventDoc } from './seeker-model.rules'

/** The fields a list needs; events stay in the database. */
export const APPLICATION_ROW_FIELDS = [
  'posting',
  'title',
  'enterprise',
  'enterpriseName',
  'pay',
  'state',
  'at',
  'updatedAt',
  'shared',
] as const satisfies readonly (keyof ApplicationDoc)[]

export type ApplicationRowDoc = Pick<ApplicationDoc, '_id' | (typeof APPLICATION_ROW_FIELDS)[number]>

export function applicationRow(doc: ApplicationRowDoc): ApplicationRow {
  const { _id: id, posting, title, enterprise, enterpriseName, pay, state, at, updatedAt, shared } = doc
  return { id, posting, title, enterprise, enterpriseName, pay, state, at, updatedAt, shared }
}

/** Without a consent nobody reads what was written to the person either. */
const eventView = ({ at, what, state, by, text }: ApplicationEventDoc, hasConsent: boolean): ApplicationEvent => ({
  at,
  what,
  state,
  by,
  text: hasConsent ? text : null,
})

/** `talk`: its id, for who may know that it is the same person. */
export const applicationView = (
  doc: ApplicationDoc,
  relations: ApplicationRelation[],
  talk: string | null,
): ApplicationView => ({
  ...applicationRow(doc),
  version: doc.version,
  relations,
  moves: possibleApplicationMoves(doc.state, relations),
  events: doc.events.map((event) => eventView(event, doc.shared !== null)),
  talk,
})

/** The answer of a call, from its event alone: a retried call gets the same. */
export function appliedView({ _id, events }: ApplicationDoc, event: ApplicationEventDoc): Applied {
  return { id: _id, state: event.state, version: events.indexOf(event) + 1 }
}
