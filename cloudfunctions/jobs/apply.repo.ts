/** What a person has to do with a posting, brought together in one request. */
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import { Collection } from '../kit/db'
import { enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { database } from '../kit/sdk'
import { ATTEMPTS } from './application.rules'
import type { PostingDoc } from './posting-model.rules'
import type { ApplicationDoc, SeekerDoc, TalkDoc } from './seeker-model.rules'

const postings = new Collection<PostingDoc>('postings')
const seekers = new Collection<SeekerDoc>('seekers')
const applications = new Collection<ApplicationDoc>('applications')
const talks = new Collection<TalkDoc>('talks')

// ---- to apply

type PostingPart = Pick<
  PostingDoc,
  '_id' | 'title' | 'pay' | 'state' | 'endsAt' | 'enterprise' | 'enterpriseName' | 'applications'
>
const POSTING_PART = ['title', 'pay', 'state', 'endsAt', 'enterprise', 'enterpriseName', 'applications'] as const

/** A posting with all that decides on an application to it. */
export interface ApplyOffer {
  posting: PostingPart
  enterprise: EnterpriseFields
  seeker: SeekerDoc | null
  /** the person's own to this posting, the first at the beginning */
  earlier: ApplicationDoc[]
  /** the person's own that are open */
  open: number
}

type OfferRow = PostingPart & {
  enterprises: EnterpriseFields[]
  cards: SeekerDoc[]
  earlier: ApplicationDoc[]
  open: { _id: string }[]
}

const only = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1]))

/** One request, whatever it brings together. */
export async function loadApplyOffer(posting: string, openid: string): Promise<ApplyOffer | null> {
  const reply = await database
    .collection(postings.name)
    .aggregate()
    .match({ _id: posting })
    .project(only(POSTING_PART))
    .lookup({ from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'enterprises' })
    .lookup({ from: seekers.name, pipeline: [{ $match: { _id: openid } }], as: 'cards' })
    .lookup({
      from: applications.name,
      pipeline: [{ $match: { seeker: openid, posting } }, { $sort: { attempt: 1 } }, { $limit: ATTEMPTS }],
      as: 'earlier',
    })
    .lookup({
      from: applications.name,
      pipeline: [
        { $match: { seeker: openid, open: true } },
        { $limit: JOB_LIMITS.openApplications },
        { $project: { _id: 1 } },
      ],
      as: 'open',
    })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: OfferRow[] }).list
  if (!row) return null
  const { enterprises, cards, earlier, open, ...part } = row
  const [enterprise] = enterprises
  if (!enterprise) throw new Error(`posting ${posting} has no enterprise`)
  return { posting: part, enterprise, seeker: cards[0] ?? null, earlier, open: open.length }
}

// ---- what a person has to do with a posting

export interface Mine {
  saved: boolean
  /** the last one */
  application: Pick<ApplicationDoc, '_id' | 'state'> | null
  /** its id, if there is one */
  talk: string | null
}

interface MineRow {
  seekers: { saved: string[] }[]
  applications: Pick<ApplicationDoc, '_id' | 'state'>[]
  talks: { _id: string }[]
}

/** One request, whatever it brings together. */
export async function loadMine(posting: string, openid: string, talk: string): Promise<Mine> {
  const reply = await database
    .collection(postings.name)
    .aggregate()
    .match({ _id: posting })
    .project({ _id: 1 })
    .lookup({ from: seekers.name, pipeline: [{ $match: { _id: openid } }, { $project: { saved: 1 } }], as: 'seekers' })
    .lookup({
      from: applications.name,
      pipeline: [
        { $match: { seeker: openid, posting } },
        { $sort: { attempt: -1 } },
        { $limit: 1 },
        { $project: { state: 1 } },
      ],
      as: 'applications',
    })
    .lookup({ from: talks.name, pipeline: [{ $match: { _id: talk } }, { $project: { _id: 1 } }], as: 'talks' })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: MineRow[] }).list
  return {
    saved: row?.seekers[0]?.saved.includes(posting) ?? false,
    application: row?.applications[0] ?? null,
    talk: row?.talks[0]?._id ?? null,
  }
}
