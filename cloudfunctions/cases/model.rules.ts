import type { Answers, CaseGroup, CaseKind } from '../../miniprogram/contract/case-kinds'
import type {
  CaseCommand,
  CaseState,
  Outsider,
  PictureView,
  Place,
  RecordForm,
  Relation,
} from '../../miniprogram/contract/cases'
import type { ClusterId, Grant, Leave, Role } from '../../miniprogram/contract/estate'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The one who has the case now. openid null: the staff desk, where any of the staff may act. */
export interface Handler {
  openid: string | null
  /** public id; "desk" for the desk */
  id: string
  name: string
  role: Exclude<Role, 'admin'>
}

/** Somebody who could be handler, as the member document gives them. */
export interface Person {
  _id: string
  id: string
  name: string | null
  grants: readonly Grant[]
  leave: Leave | null
}

/** Who makes a move. openid null: the system itself. */
export interface Actor {
  openid: string | null
  id: string | null
  name: string | null
  grants: readonly Grant[]
}

export const SYSTEM: Actor = { openid: null, id: null, name: null, grants: [] }

/** How the counters of the case's cluster change, by path: "states.reported": 1. Zero entries are left out. */
export type CountsDelta = { [path: string]: number }

/** Somebody to be told of an event. */
export interface Notice {
  to: string
  as: 'reporter' | 'handler' | 'former'
}

/** Never changed once written. What follows from it (counts, notices) is kept in it, so that it can be made good later. */
export interface CaseEvent {
  no: number
  at: number
  requestId: string
  command: CaseCommand
  /** state after the event */
  state: CaseState
  dueAt: number
  by: { openid: string | null; as: Relation; role: Role | null; name: string | null }
  text: string | null
  /** ids of pictures in the case's list */
  pictures: string[]
  form?: RecordForm
  outsider?: { kind: Outsider; name: string }
  stars?: number
  until?: number
  /** name of the handler after the event, where it changed */
  handler?: string
  counts: CountsDelta
  notices: Notice[]
}

export interface Picture {
  id: string
  fileId: string
  traceId: string
  /** number of the event it came with */
  event: number
  state: PictureView['state']
}

/** A picture as it comes in: already handed to the platform's check. */
export type NewPicture = Pick<Picture, 'id' | 'fileId' | 'traceId'>

export interface CaseDoc {
  _id: string
  kind: CaseKind
  group: CaseGroup
  cluster: ClusterId
  building: string
  place: Place
  text: string
  answers: Answers
  private: boolean
  /** openid; leaves the server only as name and telephone, only to the handler, and each time logged */
  reporter: string
  requestId: string
  state: CaseState
  handler: Handler
  /** the handler's openid, or "desk" */
  handlerKey: string
  open: boolean
  /** when the next step is promised; never moves back */
  dueAt: number
  /** by when the whole is promised */
  resolveBy: number
  /** when the timer must look again; null: never */
  nextCheckAt: number | null
  /** place in the chain: 0 mediator or worker, 1 leader, 2 staff */
  level: number
  /** it went up the chain for lateness since it was last (re)opened */
  late: boolean
  occurrences: number
  rating: { stars: number; text: string | null } | null
  /** when it was last resolved or ended */
  endedAt: number | null
  createdAt: number
  updatedAt: number
  /** number of the last event */
  version: number
  events: CaseEvent[]
  pictures: Picture[]
  /** every combination of state, kind and building a list may ask for */
  filters: string[]
}

export { refused, type Refused } from '../../miniprogram/contract/errors'
