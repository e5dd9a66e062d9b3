/** Talks about a posting: who may write, and what each sees. Nobody's name is in one; numbers are hidden. */
import type { ApplicationState, TalkLine, TalkRow, TalkView } from '../../miniprogram/contract/job-applications'
import { refused, type Refused } from '../../miniprogram/contract/errors'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { ALIVE_STATES, type Actor } from './application.rules'
import { masked } from './mask.rules'
import { DAY, type PostingDoc } from './posting-model.rules'
import type { TalkDoc, TalkLineDoc } from './seeker-model.rules'

const YEAR = 365 * DAY
const PERSONAL_MS = JOB_LIMITS.personalDays * DAY

export type TalkSide = 'seeker' | 'enterprise'

/** How a person stands to a talk; null: it is none of theirs. */
export function sideOf(
  { seeker, enterprise }: Pick<TalkDoc, 'seeker' | 'enterprise'>,
  { openid, enterprises }: Actor,
): TalkSide | null {
  if (seeker !== null && seeker === openid) return 'seeker'
  return enterprises.some(({ id }) => id === enterprise) ? 'enterprise' : null
}

export const otherSide = (side: TalkSide): TalkSide => (side === 'seeker' ? 'enterprise' : 'seeker')

/** What of posting and enterprise decides on whether people may go on talking. */
export interface Ground {
  /** the posting can be applied for now */
  isOpen: boolean
  /** the enterprise may look for people */
  isHiring: boolean
  /** states of the person's applications to it */
  applications: readonly ApplicationState[]
}

export const isAlive = (applications: readonly ApplicationState[]): boolean =>
  applications.some((state) => ALIVE_STATES.includes(state))

/** Why nobody may write any more; null: they may. */
export function writeProblem({ seeker, version }: Pick<TalkDoc, 'seeker' | 'version'>, ground: Ground): Refused | null {
  const mayGoOn = ground.isHiring && (ground.isOpen || isAlive(ground.applications))
  if (seeker === null || !mayGoOn) return refused('NOT_NOW')
  return version >= JOB_LIMITS.talkLines ? refused('LIMIT') : null
}

export interface Line {
  by: TalkSide
  text: string
  requestId: string
  now: number
}

type Said = Pick<TalkDoc, 'last' | 'unread' | 'updatedAt' | 'nextCheckAt' | 'version'>

/** What a line changes; it is added to the others beside it. */
export function said(
  { version, unread }: Pick<TalkDoc, 'version' | 'unread'>,
  { by, text, requestId, now }: Line,
): { line: TalkLineDoc; set: Said } {
  const line: TalkLineDoc = { no: version + 1, at: now, by, text: masked(text), requestId }
  return {
    line,
    set: {
      last: line.text,
      // who writes has read what came before
      unread: { ...unread, [by]: false, [otherSide(by)]: true },
      updatedAt: now,
      nextCheckAt: now + PERSONAL_MS,
      version: line.no,
    },
  }
}

export function newTalk(
  { id, alias, seeker }: { id: string; alias: string; seeker: string },
  {
    _id: posting,
    title,
    enterprise,
    enterpriseName,
  }: Pick<PostingDoc, '_id' | 'title' | 'enterprise' | 'enterpriseName'>,
  line: Line,
): TalkDoc {
  const first = said({ version: 0, unread: { seeker: false, enterprise: false } }, line)
  return {
    _id: id,
    posting,
    title,
    enterprise,
    enterpriseName,
    seeker,
    alias,
    lines: [first.line],
    createdAt: line.now,
    ...first.set,
  }
}

export const earlierLine = (
  { lines }: Pick<TalkDoc, 'lines'>,
  requestId: string,
  by: TalkSide,
): TalkLineDoc | undefined => lines.find((line) => line.requestId === requestId && line.by === by)

// ---- what time does

/** Nothing that anybody wrote stays; then the bare record goes too. */
export function overdueTalk(
  { seeker, updatedAt }: Pick<TalkDoc, 'seeker' | 'updatedAt'>,
  now: number,
): Partial<TalkDoc> | 'delete' {
  const endOfRecord = updatedAt + JOB_LIMITS.recordYears * YEAR
  if (seeker === null && now >= endOfRecord) return 'delete'
  return { seeker: null, lines: [], last: '', unread: { seeker: false, enterprise: false }, nextCheckAt: endOfRecord }
}

// ---- what each sees

export const TALK_ROW_FIELDS = [
  'posting',
  'title',
  'enterpriseName',
  'alias',
  'last',
  'updatedAt',
  'unread',
] as const satisfies readonly (keyof TalkDoc)[]

export type TalkRowDoc = Pick<TalkDoc, '_id' | (typeof TALK_ROW_FIELDS)[number]>

export const talkRow = (doc: TalkRowDoc, side: TalkSide): TalkRow => ({
  id: doc._id,
  posting: doc.posting,
  title: doc.title,
  enterpriseName: doc.enterpriseName,
  with: side === 'seeker' ? doc.enterpriseName : `求职者 ${doc.alias}`,
  last: doc.last,
  updatedAt: doc.updatedAt,
  unread: doc.unread[side],
})

export const talkView = (doc: TalkDoc, side: TalkSide, canWrite: boolean): TalkView => ({
  ...talkRow(doc, side),
  version: doc.version,
  lines: doc.lines.map(({ no, at, by, text }): TalkLine => ({ no, at, mine: by === side, text })),
  canWrite,
})
