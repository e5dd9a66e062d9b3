/** What is at one fair: booths, sign-ups and talks, brought together in one request each. */
import type { PostingRow } from '../../miniprogram/contract/jobs'
import { Collection, isDuplicate, type Change } from '../kit/db'
import { enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { command, database } from '../kit/sdk'
import type { BoothDoc, FairDoc, PostingFields, SeekerFields, SignupDoc, StandRow, TalkDoc } from './model.rules'
import { ALL, HERE } from './signup.rules'

const fairs = new Collection<FairDoc>('fairs')
const booths = new Collection<BoothDoc>('fair_booths')
const signups = new Collection<SignupDoc>('fair_signups')
const talks = new Collection<TalkDoc>('fair_talks')
const postings = new Collection<PostingFields>('postings')
const seekers = new Collection<SeekerFields>('seekers')

const POSTING_FIELDS = [
  'title',
  'kind',
  'pay',
  'place',
  'way',
  'shifts',
  'insurance',
  'wanted',
  'state',
  'enterprise',
  'enterpriseName',
  'hired',
  'publishedAt',
  'endsAt',
] as const satisfies readonly (keyof PostingRow)[]

const BOOTH_FIELDS = ['fair', 'enterprise', 'enterpriseName', 'no', 'postings', 'by', 'requestId', 'at'] as const

const kept = (...fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1]))
const OFFERS = { from: postings.name, localField: 'postings', foreignField: '_id', as: 'offers' }
const FIRMS = { from: enterpriseCollection.name, localField: 'enterprise', foreignField: '_id', as: 'firms' }
/** of a booth with both */
const STAND_FIELDS = [
  ...BOOTH_FIELDS,
  ...['_id', ...POSTING_FIELDS].map((field) => `offers.${field}`),
  'firms.state',
  'firms.wants',
]

/** Booths with their postings and whether the enterprise may look for people here, by number. */
const standStages = (where: object): object[] => [
  { $match: where },
  { $sort: { no: 1 } },
  { $lookup: OFFERS },
  { $lookup: FIRMS },
  { $project: kept(...STAND_FIELDS) },
]

type StandJoined = BoothDoc & { offers: PostingFields[]; firms: Pick<EnterpriseFields, 'state' | 'wants'>[] }

export const isHiring = ({ state, wants }: Pick<EnterpriseFields, 'state' | 'wants'>): boolean =>
  state === 'active' && wants.includes('hiring')

const standRow = ({ firms, ...booth }: StandJoined): StandRow => ({ ...booth, isActive: firms.some(isHiring) })

export interface Hall {
  fair: FairDoc
  stands: StandRow[]
  /** every talk, if it was asked for */
  talks: TalkDoc[]
  /** everybody who is signed up, if it was asked for */
  people: SignupDoc[]
  /** the greatest number on the board; 0: nobody yet */
  last: number
  /** the sign-up that was asked for, with its talks */
  mine: SignupDoc | null
  mineTalks: TalkDoc[]
  card: SeekerFields['card']
}

interface Asked {
  signup?: string
  talks?: boolean
  people?: boolean
  /** the card of this person */
  card?: string
}

type HallRow = FairDoc & {
  stands: StandJoined[]
  allTalks?: TalkDoc[]
  people?: SignupDoc[]
  numbers: { number: number }[]
  mine?: SignupDoc[]
  mineTalks?: TalkDoc[]
  cards?: SeekerFields[]
}

/** One request, whatever it brings together. */
export async function loadHall(id: string, asked: Asked = {}): Promise<Hall | null> {
  const { signup, card } = asked
  const numbers = [{ $match: { fair: id } }, { $sort: { number: -1 } }, { $limit: 1 }, { $project: kept('number') }]
  let query = database
    .collection(fairs.name)
    .aggregate()
    .match({ _id: id })
    .lookup({ from: booths.name, pipeline: standStages({ fair: id }), as: 'stands' })
    .lookup({ from: signups.name, pipeline: numbers, as: 'numbers' })
  if (asked.talks) query = query.lookup({ from: talks.name, pipeline: [{ $match: { fair: id } }], as: 'allTalks' })
  if (asked.people) {
    query = query.lookup({ from: signups.name, pipeline: [{ $match: { fair: id, keys: ALL } }], as: 'people' })
  }
  if (signup !== undefined) {
    query = query
      .lookup({ from: signups.name, pipeline: [{ $match: { _id: signup } }], as: 'mine' })
      .lookup({ from: talks.name, pipeline: [{ $match: { signup } }], as: 'mineTalks' })
  }
  if (card !== undefined)
    query = query.lookup({ from: seekers.name, pipeline: [{ $match: { _id: card } }], as: 'cards' })
  const [row] = ((await query.limit(1).end()) as unknown as { list: HallRow[] }).list
  if (!row) return null
  const { stands, allTalks = [], people = [], numbers: highest, mine = [], mineTalks = [], cards = [], ...fair } = row
  return {
    fair,
    stands: stands.map(standRow),
    talks: allTalks,
    people,
    last: highest[0]?.number ?? 0,
    mine: mine[0] ?? null,
    mineTalks,
    card: cards[0]?.card ?? null,
  }
}

/** The booth with its fair, its talks and the people of these. */
export interface BoothLoaded {
  stand: StandRow
  fair: FairDoc
  talks: TalkDoc[]
  signups: SignupDoc[]
}

export async function loadBooth(id: string): Promise<BoothLoaded | null> {
  const reply = await database
    .collection(booths.name)
    .aggregate()
    .match({ _id: id })
    .lookup(OFFERS)
    .lookup(FIRMS)
    .lookup({ from: fairs.name, localField: 'fair', foreignField: '_id', as: 'fairs' })
    .lookup({ from: talks.name, localField: '_id', foreignField: 'booth', as: 'talks' })
    .lookup({ from: signups.name, localField: 'talks.signup', foreignField: '_id', as: 'signups' })
    .project(kept(...STAND_FIELDS, 'fairs', 'talks', 'signups'))
    .limit(1)
    .end()
  type Row = StandJoined & { fairs: FairDoc[]; talks: TalkDoc[]; signups: SignupDoc[] }
  const [row] = (reply as unknown as { list: Row[] }).list
  const [fair] = row?.fairs ?? []
  if (!row || !fair) return null
  const { fairs: _fairs, talks: held, signups: people, ...stand } = row
  return { stand: standRow(stand), fair, talks: held, signups: people }
}

/** Who is here, each with all talks of that person. */
export type PresentDoc = SignupDoc & { talks: TalkDoc[] }

/** The booth, and everybody who is at its fair now. */
export async function loadPresent(
  booth: string,
  fair: string,
): Promise<{ stand: StandRow; people: PresentDoc[] } | null> {
  const people = [
    { $match: { fair, keys: HERE } },
    { $lookup: { from: talks.name, localField: '_id', foreignField: 'signup', as: 'talks' } },
  ]
  const reply = await database
    .collection(booths.name)
    .aggregate()
    .match({ _id: booth })
    .lookup({ from: booths.name, pipeline: standStages({ _id: booth }), as: 'stands' })
    .lookup({ from: signups.name, pipeline: people, as: 'people' })
    .limit(1)
    .end()
  const [row] = (reply as unknown as { list: { stands: StandJoined[]; people: PresentDoc[] }[] }).list
  const [stand] = row?.stands ?? []
  return row && stand ? { stand: standRow(stand), people: row.people } : null
}

// ---- writing

/** False: the person is signed up already, or somebody else has just got the number. */
export const addSignup = (doc: SignupDoc): Promise<boolean> => signups.insertOnce(doc)

/** False: it is no longer as it was, or somebody else has just got the number. */
export async function changeSignup(
  id: string,
  where: Partial<Pick<SignupDoc, 'left' | 'here'>>,
  set: Partial<SignupDoc>,
): Promise<boolean> {
  try {
    return await signups.updateIf({ _id: id, ...where }, set)
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** False: somebody else has one of these slots, or this person a talk at that time; those before it are in. */
export const addTalks = (docs: TalkDoc[]): Promise<boolean> =>
  docs.length === 0 ? Promise.resolve(true) : talks.insertAllOnce(docs)

/** What is counted of a fair goes up or down; `where`: only while it still is so. */
export function countFair(id: string, by: { signedUp?: number; here?: number }, where: object = {}): Promise<boolean> {
  const counts = Object.entries(by).map(([field, more]) => [field, command.inc(more)])
  return fairs.updateIf({ _id: id, ...where }, Object.fromEntries(counts) as Change)
}
