/** Short ways to look for work in tests. */
import type { ApplicationDoc, SeekerDoc, TalkDoc } from '../../cloudfunctions/jobs/model.rules'
import type { In, Out } from '../../miniprogram/contract/api'
import type { ApplicationInput, SeekerCard } from '../../miniprogram/contract/job-applications'
import type { TestCloud } from '../cloud'
import { ok, refused, type Person } from './people'
import { rowsOf } from './store'

export const INTRO = '在火锅店干过三年'

/** Suits the posting of draftPosting. */
export const card = (more: Partial<SeekerCard> = {}): SeekerCard => ({
  kinds: ['waiter', 'kitchen'],
  shifts: ['day', 'evening'],
  want: 350_000,
  minutes: 30,
  intro: INTRO,
  match: true,
  ...more,
})

export const keepCard = (cloud: TestCloud, who: Person, more: Partial<SeekerCard> = {}): Promise<Out<'jobs.keep'>> =>
  ok(cloud, who.openid, 'jobs.keep', { ...card(more), born: '1990-01' })

export const apply = (cloud: TestCloud, who: Person, posting: string): Promise<Out<'jobs.apply'>> =>
  ok(cloud, who.openid, 'jobs.apply', { posting, agree: true })

function one<T extends { _id: string }>(cloud: TestCloud, collection: string, id: string): T {
  const doc = rowsOf<T>(cloud, collection).find(({ _id }) => _id === id)
  if (!doc) throw new Error(`no ${id} in ${collection}`)
  return doc
}

export const applicationOf = (cloud: TestCloud, id: string): ApplicationDoc => one(cloud, 'applications', id)
export const talkOf = (cloud: TestCloud, id: string): TalkDoc => one(cloud, 'talks', id)
export const seekerOf = (cloud: TestCloud, { openid }: Person): SeekerDoc => one(cloud, 'seekers', openid)

export const INVITE: ApplicationInput = { move: 'invite', text: '明天上午九点到店里找罗师傅' }

/** A move by one who has just looked at the application. */
export const answer = (
  cloud: TestCloud,
  who: Person,
  id: string,
  move: ApplicationInput,
): Promise<Out<'jobs.answer'>> =>
  ok(cloud, who.openid, 'jobs.answer', { id, version: applicationOf(cloud, id).version, ...move })

/** The same, refused. */
export const refusedAnswer = (cloud: TestCloud, who: Person, id: string, move: object) =>
  refused(cloud, who.openid, 'jobs.answer', { id, version: applicationOf(cloud, id).version, ...move })

export const say = (cloud: TestCloud, who: Person, input: In<'jobs.say'>): Promise<Out<'jobs.say'>> =>
  ok(cloud, who.openid, 'jobs.say', input)
