import { dayOf, HOUR, startOfDay } from '../kit/clock'
import { jobMessageFor, tell } from '../kit/messages'
import type { TimerCall } from '../kit/router'
import { matchOf, type Matched, type MatchPosting, type MatchSeeker } from './match.rules'
import * as repo from './match.repo'
import { offerOf } from './offer.rules'
import { isOpenAt } from './posting.rules'

/** Shanghai hours in which it runs, once a night. */
const FROM_HOUR = 2
const TO_HOUR = 4
/** writes of one run; the next one, five minutes later, finds what still differs */
const WRITES_PER_RUN = 400
const MESSAGES_AT_ONCE = 200

/**
 * Matches everybody who wants suggestions with the places that are free. The same people and postings give the same
 * match, so a run that could not write all of it is simply made again.
 */
export async function matchAtNight({ now, log }: TimerCall): Promise<void> {
  const hour = (now - startOfDay(now)) / HOUR
  if (hour < FROM_HOUR || hour >= TO_HOUR || (await repo.lastNight()) === dayOf(now)) return
  const open = await repo.openPostings()
  await putCountersRight(open)
  const seekers = await repo.matchingSeekers()
  const { postings, insiders } = await placesOf(open, now)
  const matched = matchOf(await whoLooks(seekers, insiders), postings)
  const changes = changesOf(seekers, matched)
  const some = changes.slice(0, WRITES_PER_RUN)
  const titles = new Map(open.map(({ _id, title }) => [_id, title]))
  await tellOf(some, titles, now)
  for (const { openids, after } of some) await repo.writeMatch(openids, after && { ...after, at: now })
  if (some.length === changes.length) await repo.noteNight(dayOf(now))
  log.info('matched', { seekers: seekers.length, postings: postings.length, changes: changes.length })
}

/** Postings with room, of enterprises that may look for people; and which of them are those of one's own enterprise. */
async function placesOf(
  open: readonly repo.PostingPart[],
  now: number,
): Promise<{ postings: MatchPosting[]; insiders: Map<string, string[]> }> {
  const enterprises = await repo.hiringEnterprises(open.map(({ enterprise }) => enterprise))
  const hiring = new Map(enterprises.map(({ id, openids }) => [id, openids]))
  const offered = open.filter((doc) => isOpenAt(doc, now) && hiring.has(doc.enterprise))
  const insiders = new Map<string, string[]>()
  for (const { _id, enterprise } of offered) {
    for (const openid of hiring.get(enterprise) ?? []) insiders.set(openid, [...(insiders.get(openid) ?? []), _id])
  }
  const postings = offered.map((doc) => ({ id: doc._id, offer: offerOf(doc), room: doc.wanted - doc.hired }))
  return { postings, insiders }
}

/** Nobody is sent to the own enterprise, or where one has applied already. */
async function whoLooks(
  seekers: readonly repo.SeekerPart[],
  insiders: ReadonlyMap<string, readonly string[]>,
): Promise<MatchSeeker[]> {
  const applied = await repo.appliedBy(seekers.map(({ _id }) => _id))
  return seekers.flatMap(({ _id, card, since }) => {
    if (!card) return []
    const without = new Set([...(applied.get(_id) ?? []), ...(insiders.get(_id) ?? [])])
    return [{ id: _id, wishes: card, since, without }]
  })
}

/** People for whom the same changes. */
interface Change {
  after: Matched | null
  openids: string[]
  /** of these, who gets another posting than last night */
  news: string[]
}

function changesOf(seekers: readonly repo.SeekerPart[], matched: ReadonlyMap<string, Matched>): Change[] {
  const changes = new Map<string, Change>()
  for (const { _id, matched: before } of seekers) {
    const after = matched.get(_id) ?? null
    if (after?.posting === before?.posting && after?.score === before?.score) continue
    const key = after ? `${after.posting} ${after.score}` : ''
    const change = changes.get(key) ?? { after, openids: [], news: [] }
    change.openids.push(_id)
    if (after && after.posting !== before?.posting) change.news.push(_id)
    changes.set(key, change)
  }
  return [...changes.values()]
}

/** Told before it is written: a run that dies in between tells again, which is no second message. */
async function tellOf(changes: readonly Change[], titles: ReadonlyMap<string, string>, now: number): Promise<void> {
  const messages = changes.flatMap(({ after, news }) =>
    news.map((openid) => {
      const subject = after?.posting ?? ''
      const title = titles.get(subject) ?? ''
      return jobMessageFor(openid, {
        about: 'posting',
        subject,
        eventNo: startOfDay(now),
        at: now,
        what: 'matched',
        title,
      })
    }),
  )
  for (let first = 0; first < messages.length; first += MESSAGES_AT_ONCE) {
    await tell(messages.slice(first, first + MESSAGES_AT_ONCE))
  }
}

/** A call that died between an application and its counter, or a person who had all deleted, left a counter wrong. */
async function putCountersRight(open: readonly repo.PostingPart[]): Promise<void> {
  for (let first = 0; first < open.length; first += repo.COUNTED_AT_ONCE) {
    const some = open.slice(first, first + repo.COUNTED_AT_ONCE)
    const counts = await repo.waitingAt(some.map(({ _id }) => _id))
    for (const { _id, waiting } of some) {
      const real = counts.get(_id) ?? 0
      if (real !== waiting) await repo.setWaiting(_id, waiting, real)
    }
  }
}
