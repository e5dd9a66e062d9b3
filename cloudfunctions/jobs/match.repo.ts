/** What the nightly match reads and writes. */
import { Collection, type Doc } from '../kit/db'
import { enterpriseCollection } from '../kit/enterprises'
import { command } from '../kit/sdk'
import { WAITING_STATES } from './application.rules'
import type { PostingDoc } from './posting-model.rules'
import { keyOf } from './search.rules'
import type { ApplicationDoc, SeekerDoc } from './seeker-model.rules'

const seekers = new Collection<SeekerDoc>('seekers')
const postings = new Collection<PostingDoc>('postings')
const applications = new Collection<ApplicationDoc>('applications')

/** Which night is done. */
interface Mark extends Doc {
  /** Shanghai day, "2026-11-30" */
  day: string
}

const settings = new Collection<Mark>('settings')
const MARK = 'jobs.matched'

export const lastNight = async (): Promise<string | null> => (await settings.get(MARK))?.day ?? null

export async function noteNight(day: string): Promise<void> {
  if (await settings.insertOnce({ _id: MARK, day })) return
  await settings.updateIf({ _id: MARK }, { day })
}

/** rows of one request */
const BATCH = 1_000

const SEEKER_FIELDS = ['card', 'since', 'matched'] as const
export type SeekerPart = Pick<SeekerDoc, '_id' | (typeof SEEKER_FIELDS)[number]>

/** Everybody who wants suggestions, whose card is oldest first. */
export const matchingSeekers = (): Promise<SeekerPart[]> =>
  all((after) =>
    seekers.pageAfter({
      where: { 'card.match': true },
      sort: { field: 'since', order: 'asc' },
      after,
      fields: SEEKER_FIELDS,
      size: BATCH - 1,
    }),
  )

const POSTING_FIELDS = [
  'title',
  'kind',
  'pay',
  'hoursPerDay',
  'daysPerWeek',
  'way',
  'shifts',
  'wanted',
  'hired',
  'waiting',
  'enterprise',
  'state',
  'publishedAt',
  'endsAt',
] as const satisfies readonly (keyof PostingDoc)[]
export type PostingPart = Pick<PostingDoc, '_id' | (typeof POSTING_FIELDS)[number]>

/** Everything that is open. */
export const openPostings = (): Promise<PostingPart[]> =>
  all((after) =>
    postings.pageAfter({
      where: { keys: keyOf({}) },
      sort: { field: 'publishedAt', order: 'desc' },
      after,
      fields: POSTING_FIELDS,
      size: BATCH - 1,
    }),
  )

async function all<R>(page: (after?: string) => Promise<{ rows: R[]; next: string | null }>): Promise<R[]> {
  const rows: R[] = []
  let after: string | undefined
  do {
    const { rows: more, next } = await page(after)
    rows.push(...more)
    after = next ?? undefined
  } while (after !== undefined)
  return rows
}

/** in one request, so that what comes back stays under the platform's number of rows */
const SEEKERS_AT_ONCE = 50

/** Postings that these people have applied for, by openid. */
export async function appliedBy(openids: readonly string[]): Promise<Map<string, Set<string>>> {
  const applied = new Map<string, Set<string>>()
  for (let first = 0; first < openids.length; first += SEEKERS_AT_ONCE) {
    const some = openids.slice(first, first + SEEKERS_AT_ONCE)
    const where = { seeker: command.in(some) }
    for (const { seeker, posting } of await applications.find(where, { limit: BATCH, fields: ['seeker', 'posting'] })) {
      if (seeker !== null) applied.set(seeker, (applied.get(seeker) ?? new Set()).add(posting))
    }
  }
  return applied
}

/** Those of these enterprises that may look for people, with who acts for them. */
export async function hiringEnterprises(ids: readonly string[]): Promise<{ id: string; openids: string[] }[]> {
  const wanted = [...new Set(ids)]
  const rows: { id: string; openids: string[] }[] = []
  for (let first = 0; first < wanted.length; first += BATCH) {
    const some = wanted.slice(first, first + BATCH)
    const where = { _id: command.in(some), state: 'active', wants: 'hiring' }
    for (const { _id, members } of await enterpriseCollection.find(where, { limit: BATCH, fields: ['members'] })) {
      rows.push({ id: _id, openids: members.map(({ openid }) => openid) })
    }
  }
  return rows
}

/** Writes the same match to these people, unless they switched suggestions off meanwhile. */
export const writeMatch = (openids: readonly string[], matched: SeekerDoc['matched']): Promise<number> =>
  seekers.updateAll({ _id: command.in([...openids]), 'card.match': true }, { matched })

/** postings in one request: the platform gives so many groups */
export const COUNTED_AT_ONCE = 100

/** How many applications wait at each of these postings; those with none are left out. */
export const waitingAt = (ids: readonly string[]): Promise<Map<unknown, number>> =>
  applications.countsBy({ posting: command.in([...ids]), state: command.in([...WAITING_STATES]) }, 'posting')

/** Puts a counter right that a call which died in between has left wrong; not if it has moved on meanwhile. */
export const setWaiting = (id: string, before: number, waiting: number): Promise<boolean> =>
  postings.updateIf({ _id: id, waiting: before }, { waiting })
