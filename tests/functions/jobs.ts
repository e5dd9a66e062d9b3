/** The market of a test: enterprises that look for people, a lawful posting, people who live somewhere. */
import type { PostingDoc, ReportDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import { newMember, type Member } from '../../cloudfunctions/kit/members'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out } from '../../miniprogram/contract/api'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import type { TestCloud, TestCloudOptions } from '../cloud'
import { enterpriseDoc } from './crafts'
import { ok, refused, settledCloud, type People, type Person } from './people'
import { change, insert, rowsOf } from './store'

export { DAY, HOUR } from './crafts'

export interface Market {
  cloud: TestCloud
  people: People
  /** active, and looks for people */
  enterprise: string
  enterpriseName: string
  /** acts for the enterprise */
  officer: Person
  /** acts for another one of the same kind */
  otherEnterprise: string
  otherOfficer: Person
  /** of the staff, and acts for `otherEnterprise` as well */
  insider: Person
  /** live in A18 and look for work */
  seeker: Person
  otherSeeker: Person
}

/** A cloud with everybody in it and a market. */
export async function startMarket(options: TestCloudOptions = {}): Promise<Market> {
  const only = ['jobs', 'enterprises', 'estate', 'messages']
  const { cloud, people } = await settledCloud({ only, ...options })
  return openMarket(cloud, people)
}

/** The market in a cloud where everybody lives already. */
export async function openMarket(cloud: TestCloud, people: People): Promise<Market> {
  const { foreigner: officer, foreignWorker: otherOfficer, resident: seeker, neighbour: otherSeeker } = people
  const insider = await insiderOf(cloud)
  const found = async (name: string, ...who: Person[]): Promise<string> => {
    const now = cloud.now()
    const members = who.map(({ openid, id }, index) => ({ openid, id, since: now, isOwner: index === 0 }))
    const doc = enterpriseDoc(now, { name, wants: ['hiring'], applicant: who[0]?.openid ?? '', members })
    insert(cloud, 'enterprises', [doc])
    for (const { openid } of who) await change(cloud, 'members', openid, { enterprises: [{ id: doc._id, name }] })
    return doc._id
  }
  const enterpriseName = '渝味小面'
  const enterprise = await found(enterpriseName, officer)
  const otherEnterprise = await found('山城电子', otherOfficer, insider)
  const firms = { enterprise, enterpriseName, officer, otherEnterprise, otherOfficer }
  return { cloud, people, ...firms, insider, seeker, otherSeeker }
}

async function insiderOf(cloud: TestCloud): Promise<Person> {
  const person = { openid: 'oP_insider_9f3a7c51d2', id: newId(cloud.now()), name: '蒋文静', phone: null }
  const { openid, id, name } = person
  const staff: Partial<Member> = { name, grants: [{ role: 'staff' }], roleKeys: ['staff'] }
  insert(cloud, 'members', [{ ...newMember(openid, id, cloud.now()), ...staff }])
  return person
}

/** Full-time, lawful, ten minutes on foot. */
export const draftPosting = (more: Partial<PostingInput> = {}): PostingInput => ({
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '华岩镇华龙大道 12 号',
  way: { by: 'foot', minutes: 10 },
  shifts: ['day', 'evening'],
  duties: '端面、收碗、擦桌子，忙的时候帮忙收银。',
  needs: '手脚麻利，会用手机收款。包两餐。',
  insurance: 'full',
  wanted: 2,
  ...more,
})

/** What the gate blocks, on the ground of sex. */
export const UNLAWFUL = { needs: '限男性，手脚麻利。' } as const

/** What the officer sends to post it. */
export const postOf = ({ enterprise }: Pick<Market, 'enterprise'>, more: Partial<In<'jobs.post'>> = {}) => ({
  enterprise,
  ...draftPosting(more),
  ...more,
})

/** A posting of the enterprise that is open. */
export async function postOpen(
  market: Market,
  more: Partial<PostingInput> = {},
): Promise<{ id: string; version: number }> {
  const { cloud, officer } = market
  const { id, state, version, findings } = await ok(cloud, officer.openid, 'jobs.post', postOf(market, more))
  if (state !== 'open') throw new Error(`the posting is ${state}: ${JSON.stringify(findings)}`)
  return { id, version }
}

/** A posting of the enterprise that the gate blocked. */
export async function postBlocked(
  market: Market,
  more: Partial<PostingInput> = {},
): Promise<{ id: string; version: number }> {
  const { cloud, officer } = market
  const { id, state, version } = await ok(cloud, officer.openid, 'jobs.post', postOf(market, { ...UNLAWFUL, ...more }))
  if (state !== 'blocked') throw new Error(`the posting is ${state}`)
  return { id, version }
}

export function postingOf(cloud: TestCloud, id: string): PostingDoc {
  const doc = rowsOf<PostingDoc>(cloud, 'postings').find(({ _id }) => _id === id)
  if (!doc) throw new Error(`no posting ${id}`)
  return doc
}

export const reportsOn = (cloud: TestCloud, id: string): ReportDoc[] =>
  rowsOf<ReportDoc>(cloud, 'posting_reports').filter(({ posting }) => posting === id)

type Move = Omit<In<'jobs.move'>, 'id' | 'version'>

/** A move by one who has just looked at the posting. */
export const movePosting = (cloud: TestCloud, who: Person, id: string, move: Move): Promise<Out<'jobs.move'>> =>
  ok(cloud, who.openid, 'jobs.move', { id, version: postingOf(cloud, id).version, ...move })

/** The same, refused. */
export const refusedMove = (cloud: TestCloud, who: Person, id: string, move: Move) =>
  refused(cloud, who.openid, 'jobs.move', { id, version: postingOf(cloud, id).version, ...move })

let residents = 0

/** More people, each with a home of their own, made without routes. */
export function moreResidents(cloud: TestCloud, count: number): Person[] {
  const now = cloud.now()
  const people = Array.from({ length: count }, (): Person & { no: number } => {
    const no = ++residents
    return { no, openid: `oP_resident${no}_5b2c81`, id: newId(now), name: `住户${no}`, phone: null }
  })
  insert(
    cloud,
    'members',
    people.map(({ no, openid, id, name }) => ({
      ...newMember(openid, id, now),
      name,
      home: { building: 'C2', unit: 1, floor: 1 + Math.floor(no / 4), room: 1 + (no % 4) },
    })),
  )
  return people
}

/** Two people of different homes say that it cheats. */
export async function reportTwice(market: Market, id: string): Promise<Person[]> {
  const reporters = moreResidents(market.cloud, 2)
  for (const { openid } of reporters) {
    await ok(market.cloud, openid, 'jobs.report', { posting: id, cheat: 'fee', text: '要我先交服装钱' })
  }
  return reporters
}

/** What a person is told of this posting, the newest first. */
export async function newsOf(cloud: TestCloud, who: Person, id: string): Promise<string[]> {
  const { rows } = await ok(cloud, who.openid, 'messages.list', {})
  return rows.flatMap((row) => (row.topic === 'job' && row.subject === id ? [row.what] : []))
}
