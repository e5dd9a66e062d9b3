/** The database behind fairs, bookings, results and the timer. */
import { JOB_LIMITS } from '../../miniprogram/contract/jobs'
import type { Page } from '../../miniprogram/contract/paging'
import { Collection, withTransaction, type Change, type Sort } from '../kit/db'
import { countOnceOnRecord, enterpriseCollection, type EnterpriseFields } from '../kit/enterprises'
import { found } from '../kit/errors'
import { digest } from '../kit/ids'
import { members } from '../kit/members'
import { command } from '../kit/sdk'
import { ARRANGE_LEASE_MS } from './fair.rules'
import type { BoothDoc, FairDoc, PostingFields, SignupDoc, TalkDoc } from './model.rules'
import { ALL, HERE } from './signup.rules'
import type { Figures, TalkChange } from './talk.rules'

const fairs = new Collection<FairDoc>('fairs')
const booths = new Collection<BoothDoc>('fair_booths')
const signups = new Collection<SignupDoc>('fair_signups')
const talks = new Collection<TalkDoc>('fair_talks')
const postings = new Collection<PostingFields>('postings')

const byOpening = (order: Sort['order']): Sort => ({ field: 'opensAt', order })
/** of one fair: more than there may be */
const MOST_SIGNUPS = 1000
const MOST_BOOTHS = 200
const MOST_TALKS = 1000
/** fairs that are not over: those ahead, a few that were cancelled or have just closed */
const MOST_COMING = 60
/** The community has a handful. */
const MOST_STAFF = 50

const dueFirst = (field: string) => [
  { field, order: 'asc' as const },
  { field: '_id', order: 'asc' as const },
]

// ---- fairs

export const loadFair = (id: string): Promise<FairDoc | null> => fairs.get(id)

export const comingPage = (after: string | undefined): Promise<Page<FairDoc>> =>
  fairs.pageAfter({ where: { over: false }, sort: byOpening('asc'), after })

export const pastPage = (after: string | undefined): Promise<Page<FairDoc>> =>
  fairs.pageAfter({ where: { over: true }, sort: byOpening('desc'), after })

export const endedPage = (after: string | undefined): Promise<Page<FairDoc>> =>
  fairs.pageAfter({ where: { state: 'ended' }, sort: byOpening('desc'), after })

export const comingFairs = (): Promise<FairDoc[]> => fairs.find({ over: false }, { limit: MOST_COMING })

export function knownFairs(ids: readonly string[]): Promise<FairDoc[]> {
  return fairs.find({ _id: command.in([...ids]) }, { limit: ids.length })
}

export const addFairs = (docs: FairDoc[]): Promise<boolean> => fairs.insertAllOnce(docs)

/** False: it has changed since it was read. */
export const changeFair = ({ _id, version, state }: FairDoc, change: Partial<FairDoc>): Promise<boolean> =>
  fairs.updateIf({ _id, version, state }, { ...change, version: version + 1 })

export const dueFairs = (now: number, limit: number): Promise<FairDoc[]> =>
  fairs.find({ nextCheckAt: command.lte(now) }, { sort: dueFirst('nextCheckAt'), limit })

/** A planned fair that nobody is making the timetable of. */
export const freeToJoin = (now: number) => ({ state: 'planned', arrangingAt: command.lte(now - ARRANGE_LEASE_MS) })
const free = (id: string, now: number) => ({ _id: id, ...freeToJoin(now) })

/** From now on nobody else makes the timetable, signs up or books. False: it is made, or somebody is at it. */
export const beginArranging = (id: string, now: number): Promise<boolean> =>
  fairs.updateIf(free(id, now), { arrangingAt: now })

/** False: it took too long, and somebody else has begun. */
export const endArranging = (id: string, begun: number, set: Partial<FairDoc>): Promise<boolean> =>
  fairs.updateIf({ _id: id, state: 'planned', arrangingAt: begun }, { ...set, arrangingAt: 0, version: command.inc(1) })

/** Counts again who is signed up and who is here; not while somebody else counts. */
export async function recount({ _id, signedUp, here }: FairDoc): Promise<void> {
  const [all, present] = await Promise.all([ALL, HERE].map((keys) => signups.count({ fair: _id, keys })))
  if (all === signedUp && present === here) return
  await fairs.updateIf({ _id, signedUp, here }, { signedUp: all, here: present })
}

/** Deletes the record of a fair. */
export async function removeFair(id: string): Promise<void> {
  await talks.removeAll({ fair: id })
  await signups.removeAll({ fair: id })
  await booths.removeAll({ fair: id })
  await fairs.removeAll({ _id: id })
}

// ---- booths

export const loadEnterprise = (id: string): Promise<EnterpriseFields | null> => enterpriseCollection.get(id)

type Offered = Pick<PostingFields, '_id' | 'enterprise' | 'state' | 'endsAt'>

export const loadPostings = (ids: readonly string[]): Promise<Offered[]> =>
  postings.find({ _id: command.in([...ids]) }, { limit: ids.length, fields: ['enterprise', 'state', 'endsAt'] })

/** False: this enterprise has one already, or another has just got the number. */
export const addBooth = (doc: BoothDoc): Promise<boolean> => booths.insertOnce(doc)

export const changeBooth = (id: string, set: Partial<BoothDoc>): Promise<boolean> =>
  booths.updateIf({ _id: id }, { ...set })

export const removeBooth = (id: string): Promise<number> => booths.removeAll({ _id: id })

/** Safe to repeat. False: the timetable is made, or somebody is making it. */
export const noteBooked = (fair: string, enterprise: string, now: number): Promise<boolean> =>
  fairs.updateIf(free(fair, now), { bookedBy: command.addToSet(enterprise) })

export const noteUnbooked = (fair: string, enterprise: string, now: number): Promise<boolean> =>
  fairs.updateIf(free(fair, now), { bookedBy: command.pull(enterprise) })

export const boothsOf = (fair: string): Promise<BoothDoc[]> =>
  booths.find({ fair }, { sort: [{ field: 'no', order: 'asc' }], limit: MOST_BOOTHS })

export function membersOf(enterprises: readonly string[]): Promise<Pick<EnterpriseFields, '_id' | 'members'>[]> {
  if (enterprises.length === 0) return Promise.resolve([])
  const where = { _id: command.in([...enterprises]) }
  return enterpriseCollection.find(where, { limit: enterprises.length, fields: ['members'] })
}

// ---- people

/** Who is signed up. */
export const peopleOf = async (fair: string): Promise<string[]> =>
  (await signups.find({ fair, keys: ALL }, { limit: MOST_SIGNUPS, fields: ['_id'] })).map(({ _id }) => _id)

/** The numbers that people have. */
export async function numbersOf(fair: string): Promise<number[]> {
  const rows = await signups.find({ fair, keys: ALL }, { limit: MOST_SIGNUPS, fields: ['number'] })
  return rows.map(({ number }) => number)
}

export const deskPage = (fair: string, key: string, after: string | undefined): Promise<Page<SignupDoc>> =>
  signups.pageAfter({ where: { fair, keys: key }, sort: { field: 'number', order: 'asc' }, after })

export async function findAtDesk(fair: string, key: string): Promise<SignupDoc | null> {
  const [doc] = await signups.find({ fair, keys: key }, { limit: 1 })
  return doc ?? null
}

export const loadSignup = (id: string): Promise<SignupDoc | null> => signups.get(id)

export function loadSignups(ids: readonly string[]): Promise<SignupDoc[]> {
  if (ids.length === 0) return Promise.resolve([])
  return signups.find({ _id: command.in([...ids]) }, { limit: ids.length })
}

export const clearAll = (fair: string, clearAt: number): Promise<number> =>
  signups.updateAll({ fair, clearAt: null, keys: ALL }, { clearAt })

export const signupsToClear = (now: number, limit: number): Promise<SignupDoc[]> =>
  signups.find({ clearAt: command.lte(now) }, { sort: dueFirst('clearAt'), limit })

export const updateSignups = (ids: readonly string[], set: Change): Promise<number> =>
  signups.updateAll({ _id: command.in([...ids]) }, set)

export const staffOpenids = async (): Promise<string[]> =>
  (await members.find({ roleKeys: 'staff' }, { limit: MOST_STAFF, fields: ['_id'] })).map(({ _id }) => _id)

// ---- talks

export const loadTalk = (id: string): Promise<TalkDoc | null> => talks.get(id)

export const loadBoothDoc = (id: string): Promise<BoothDoc | null> => booths.get(id)

export function talksOfPeople(ids: readonly string[]): Promise<TalkDoc[]> {
  if (ids.length === 0) return Promise.resolve([])
  return talks.find({ signup: command.in([...ids]) }, { limit: MOST_TALKS })
}

/** Those of some slots around now. */
export const talksBetween = (fair: string, from: number, to: number): Promise<TalkDoc[]> =>
  talks.find({ fair, slot: command.and([command.gte(from), command.lte(to)] as never) }, { limit: MOST_TALKS })

export const removeTalksOf = (people: readonly string[]): Promise<number> =>
  talks.removeAll({ signup: command.in([...people]), state: 'planned' })

export const removePlanned = (fair: string): Promise<number> => talks.removeAll({ fair, state: 'planned' })

/** False: it has gone on since it was read. */
export const changeTalk = ({ _id, version }: TalkDoc, set: Partial<TalkDoc>): Promise<boolean> =>
  talks.updateIf({ _id, version }, { ...set })

const increments = (figures: Figures): Change =>
  Object.fromEntries(Object.entries(figures).map(([field, by]) => [field, command.inc(by)]))

/**
 * Writes what came of a talk with the figures of the fair, as one. `decide` may be asked several times and refuses by
 * throwing.
 */
export const settleTalk = (id: string, lastCall: string, decide: (talk: TalkDoc) => TalkChange): Promise<TalkDoc> =>
  withTransaction(async (transaction) => {
    const talk = found(await transaction.get(talks, id))
    if (talk.lastCall === lastCall) return talk
    const { set, figures } = decide(talk)
    await transaction.update(talks, id, { ...set, lastCall })
    if (Object.keys(figures).length > 0) await transaction.update(fairs, talk.fair, increments(figures))
    return { ...talk, ...set, lastCall }
  })

/** Talks whose person is to be asked, the longest due first. */
export const duePage = (now: number, after: string | undefined): Promise<Page<TalkDoc>> =>
  talks.pageAfter({ where: { askAt: command.lte(now) }, sort: { field: 'askAt', order: 'asc' }, after })

export const talksToTell = (now: number, limit: number): Promise<TalkDoc[]> =>
  talks.find({ nextCheckAt: command.lte(now) }, { sort: dueFirst('nextCheckAt'), limit })

export const hiresToCount = (limit: number): Promise<TalkDoc[]> => talks.find({ toCount: true }, { limit })

/** On the enterprise's record and in the posting, each once, however often it is counted. */
export async function countHire({ _id, enterprise, posting }: TalkDoc): Promise<void> {
  const hire = digest(`hire ${_id}`)
  if (posting !== null)
    await postings.updateIf(
      { _id: posting, hiredOf: command.neq(hire) },
      { hired: command.inc(1), hiredOf: command.push({ each: [hire], slice: -JOB_LIMITS.applications } as never) },
    )
  await countOnceOnRecord(enterprise, 'hires', hire)
  await talks.updateIf({ _id, toCount: true }, { toCount: false })
}

export const noteTold = (ids: readonly string[]): Promise<number> =>
  talks.updateAll({ _id: command.in([...ids]) }, { nextCheckAt: null })
