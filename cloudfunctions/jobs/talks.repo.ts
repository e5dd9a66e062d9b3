/** The database behind talks. */
import type { ApplicationState } from '../../miniprogram/contract/job-applications'
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection } from '../kit/db'
import { enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { command, database } from '../kit/sdk'
import { ATTEMPTS } from './application.rules'
import type { PostingDoc } from './posting-model.rules'
import type { TalkDoc, TalkLineDoc } from './seeker-model.rules'
import { TALK_ROW_FIELDS, type TalkSide } from './talk.rules'

const talks = new Collection<TalkDoc>('talks')
const postings = new Collection<PostingDoc>('postings')

export const loadTalk = (id: string): Promise<TalkDoc | null> => talks.get(id)

const POSTING_PART = ['title', 'state', 'endsAt', 'enterprise', 'enterpriseName'] as const
type PostingPart = Pick<PostingDoc, '_id' | (typeof POSTING_PART)[number]>

/** What a posting's talk stands on; `seeker` is the person who asks. */
export interface TalkGround {
  posting: PostingPart
  enterprise: EnterpriseFields
  talk: TalkDoc | null
  applications: ApplicationState[]
}

type GroundRow = PostingPart & {
  enterprises: EnterpriseFields[]
  talks: TalkDoc[]
  applications: { state: ApplicationState }[]
}

/** One request, whatever it brings together; null: there is no such posting any more. */
export async function loadGround(posting: string, talk: string, seeker: string | null): Promise<TalkGround | null> {
  const reply = await database
    .collection(postings.name)
    .aggregate()
    .match({ _id: posting })
    .project(Object.fromEntries(POSTING_PART.map((field) => [field, 1])))
    .lookup({ from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
    .lookup({ from: talks.name, pipeline: [{ $match: { _id: talk } }], as: 'talks' })
    .lookup({
      from: 'applications',
      // nobody's applications have ""
      pipeline: [{ $match: { seeker: seeker ?? '', posting } }, { $limit: ATTEMPTS }, { $project: { state: 1 } }],
      as: 'applications',
    })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: GroundRow[] }).list
  if (!row) return null
  const { enterprises, talks: found, applications, ...part } = row
  const [enterprise] = enterprises
  if (!enterprise) throw new Error(`posting ${posting} has no enterprise`)
  return { posting: part, enterprise, talk: found[0] ?? null, applications: applications.map(({ state }) => state) }
}

/** How many talks the person has begun since then, as far as it matters. */
export async function begunSince(seeker: string, at: number): Promise<number> {
  const where = { seeker, createdAt: command.gte(at) }
  return (await talks.find(where, { limit: JOB_LIMITS.talksPerDay, fields: ['_id'] })).length
}

/** False: there is one already. */
export const addTalk = (doc: TalkDoc): Promise<boolean> => talks.insertOnce(doc)

/** False: somebody else wrote meanwhile. */
export const addLine = (
  { _id, version, seeker }: TalkDoc,
  line: TalkLineDoc,
  set: Partial<TalkDoc>,
): Promise<boolean> => talks.updateIf({ _id, version, seeker }, { ...set, lines: command.push([line]) })

/** Opened: nothing is unread on this side, unless a line came meanwhile. */
export const noteRead = ({ _id, version }: TalkDoc, side: TalkSide): Promise<boolean> =>
  talks.updateIf({ _id, version }, { [`unread.${side}`]: false })

/** The last written comes first. */
export const talkPage = (
  of: { seeker: string } | { enterprise: string },
  after: string | undefined,
): Promise<Page<TalkDoc>> =>
  talks.pageAfter({ where: { ...of }, sort: { field: 'updatedAt', order: 'desc' }, after, fields: TALK_ROW_FIELDS })

// ---- timer

export const dueTalks = (now: number, limit: number): Promise<TalkDoc[]> =>
  talks.find(
    { nextCheckAt: command.lte(now) },
    {
      sort: [
        { field: 'nextCheckAt', order: 'asc' },
        { field: '_id', order: 'asc' },
      ],
      limit,
    },
  )

/** False: it has changed since it was read. */
export const changeTalk = ({ _id, version }: TalkDoc, set: Partial<TalkDoc>): Promise<boolean> =>
  talks.updateIf({ _id, version }, { ...set })

export const removeTalks = (ids: readonly string[]): Promise<number> =>
  ids.length === 0 ? Promise.resolve(0) : talks.removeAll({ _id: command.in([...ids]) })
