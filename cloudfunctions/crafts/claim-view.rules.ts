/** What each person sees of a claim. No openid is in any of these. */
import {
  piecesOf,
  possibleClaimMoves,
  type ClaimEvent,
  type ClaimMoved,
  type ClaimRelation,
  type ClaimRow,
  type ClaimView,
} from '../../miniprogram/contract/crafts'
import type { BatchDoc, ClaimDoc, EventDoc } from './model.rules'

/** The fields a list needs; events, entries and pictures stay in the database. */
export const ROW_FIELDS = [
  'state',
  'batch',
  'name',
  'enterprise',
  'enterpriseName',
  'price',
  'pieces',
  'money',
  'count',
  'handedIn',
  'done',
  'takenAt',
  'updatedAt',
  'dueAt',
  'deadline',
  'worker',
] as const satisfies readonly (keyof ClaimDoc)[]

type RowDoc = Pick<ClaimDoc, '_id' | (typeof ROW_FIELDS)[number]>

/** `worker`: the name of the one who took it. */
export function rowView(doc: RowDoc, worker: string): ClaimRow {
  const { _id, state, batch, name, enterprise, enterpriseName, price, pieces, money, count } = doc
  const { handedIn, done, takenAt, updatedAt, dueAt, deadline } = doc
  return {
    id: _id,
    state,
    batch,
    name,
    enterprise,
    enterpriseName,
    price,
    pieces,
    money,
    tally: count && { accepted: count.accepted, rework: count.rework, rejected: count.rejected },
    handedIn,
    done,
    takenAt,
    updatedAt,
    dueAt,
    deadline,
    worker,
  }
}

/** The answer of a move, from its event alone: a retried call gets the same. */
export const movedView = ({ _id, entries }: ClaimDoc, event: EventDoc): ClaimMoved => ({
  id: _id,
  state: event.state,
  version: event.no,
  pieces: piecesOf(entries.slice(0, event.entries)),
})

function eventView({ no, at, command, state, by, text, pictures, pieces, minutes, tally }: EventDoc): ClaimEvent {
  return {
    no,
    at,
    command,
    state,
    by: { as: by.as, name: by.name },
    text,
    pictures,
    ...(pieces === undefined ? {} : { pieces }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(tally === undefined ? {} : { tally }),
  }
}

export interface Around extends Pick<ClaimView, 'code' | 'pictures' | 'wages' | 'worker'> {
  relations: ClaimRelation[]
  counters: Pick<BatchDoc, 'fetch' | 'giveBack'>
}

export function claimView(doc: ClaimDoc, around: Around): ClaimView {
  const { relations, counters, code, pictures, wages, worker } = around
  return {
    ...rowView(doc, worker),
    version: doc.version,
    relations,
    moves: possibleClaimMoves(doc.state, relations),
    code,
    minutes: doc.minutes,
    fetch: counters.fetch,
    giveBack: counters.giveBack,
    pictures,
    events: doc.events.map(eventView),
    entries: doc.entries,
    wages,
  }
}
