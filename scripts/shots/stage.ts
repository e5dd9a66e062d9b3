/** Cases around building A1 of the demo estate, so that every screen has something to show. */
import type { In } from '../../miniprogram/contract/api'
import type { MoveInput } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../../tests/cloud'
import { ask } from './ask'
import { setCraftStage, type CraftStage } from './crafts'
import { setDeskStage, type DeskStage } from './desk'
import { setEnterpriseStage, type EnterpriseStage } from './enterprise'
import { setFairStage, type FairStage } from './fairs'
import { setHiringStage, type HiringStage } from './hiring'
import { setJobStage, type JobStage } from './jobs'

/** People of the demo estate whose roles meet at building A1. */
export const PEOPLE = {
  resident: 'demo-resident-1',
  neighbour: 'demo-resident-2',
  mediator: 'demo-mediator-A1',
  worker: 'demo-worker-A1',
  leader: 'demo-leader-A',
  staff: 'demo-staff-one',
  admin: 'demo-admin',
  stranger: 'new-resident-shots',
} as const

const HOUR = 3_600_000
const A1 = { building: 'A1', unit: 1 }

/** Ids of cases by where they stand. */
export interface Stage {
  /** reported just now, not yet accepted */
  readonly fresh: string
  /** accepted by the mediator, with records of what was done */
  readonly mediated: string
  /** the resident is asked whether it is solved */
  readonly resolved: string
  /** of the worker, past its time */
  readonly late: string
  /** for the building of the resident, and current */
  readonly notice: string
  readonly enterprise: EnterpriseStage
  readonly crafts: CraftStage
  readonly desk: DeskStage
  readonly hiring: HiringStage
  readonly jobs: JobStage
  readonly fairs: FairStage
}

export async function setStage(cloud: TestCloud): Promise<Stage> {
  const { resident, neighbour, mediator, worker } = PEOPLE
  const report = async (openid: string, input: In<'cases.report'>) =>
    (await ask(cloud, openid, 'cases.report', input)).id
  const move = async (openid: string, id: string, input: MoveInput) => {
    const { version } = await ask(cloud, openid, 'cases.get', { id })
    await ask(cloud, openid, 'cases.move', { id, version, ...input })
  }
  const late = await report(neighbour, lift)
  const mediated = await report(resident, upstairs)
  await move(mediator, mediated, { move: 'accept' })
  const resolved = await report(resident, light)
  await move(worker, resolved, { move: 'accept' })
  await cloud.shift(5 * HOUR)
  await move(mediator, mediated, { move: 'start' })
  const talk = '上门和楼上说了，愿意晚上十点以后不拖家具，铺上地垫。'
  await move(mediator, mediated, { move: 'record', form: 'dissuaded', text: talk })
  await move(resident, mediated, { move: 'occur' })
  await move(worker, resolved, { move: 'resolve', text: '换了灯管和声控开关，三楼到五楼都亮了。' })
  await cloud.shift(20 * HOUR)
  await report(neighbour, rubbish)
  await report(neighbour, longWords)
  const fresh = await report(resident, dancing)
  const notice = await setNotices(cloud)
  // last: its codes are those of the day on which the phones look
  const enterprise = await setEnterpriseStage(cloud)
  const crafts = await setCraftStage(cloud, enterprise)
  const desk = await setDeskStage(cloud, enterprise)
  const hiring = await setHiringStage(cloud)
  const jobs = await setJobStage(cloud)
  const fairs = await setFairStage(cloud)
  return { fresh, mediated, resolved, late, notice, enterprise, crafts, desk, hiring, jobs, fairs }
}

/** Beside those of the seed one that was corrected and one that was taken down. */
async function setNotices(cloud: TestCloud): Promise<string> {
  const { resident, leader } = PEOPLE
  const words = { title: 'A组团楼道清理', text: '星期六上午一起清理楼道杂物，请先把自家的东西收好。', pinned: false }
  const endsAt = cloud.now() + 20 * HOUR
  const audience = { to: 'clusters' as const, clusters: ['A' as const] }
  const { id, version } = await ask(cloud, leader, 'notices.publish', { ...words, audience, endsAt })
  await ask(cloud, leader, 'notices.change', { ...words, id, version, text: `${words.text}下雨就改到星期天。`, endsAt })
  const wrong = await ask(cloud, leader, 'notices.publish', { ...words, title: '发错了的通知', audience, endsAt })
  await ask(cloud, leader, 'notices.end', { id: wrong.id })
  const { rows } = await ask(cloud, resident, 'notices.list', {})
  return rows[0]?.id ?? ''
}

const lift: In<'cases.report'> = {
  kind: 'facility.lift',
  place: A1,
  text: '一单元的电梯门关不上，停在三楼',
  answers: { when: 'now', hurt: 'no' },
  warned: ['trapped'],
}

const upstairs: In<'cases.report'> = {
  kind: 'noise.neighbour',
  place: { ...A1, floor: 2, room: 1 },
  text: '楼上每天晚上十一点以后拖桌子、拍球，家里老人睡不着，已经三天了，说过一次没有用。',
  answers: { when: 'last_night', often: 'every_day', where: 'above' },
  warned: ['violence'],
}

const light: In<'cases.report'> = {
  kind: 'facility.light',
  place: A1,
  text: '楼道灯坏了，晚上看不见台阶',
  answers: { when: 'last_night' },
}

const rubbish: In<'cases.report'> = {
  kind: 'hygiene.rubbish',
  place: { building: 'A2', spot: '单元门口' },
  text: '垃圾堆了两天没人收，有味道',
  answers: { often: 'every_week' },
}

const dancing: In<'cases.report'> = {
  kind: 'noise.plaza',
  place: { building: 'A1', spot: '小广场' },
  text: '晚上九点还在放音乐跳舞',
  answers: { when: 'now', often: 'every_day' },
}

/** As long as it may be, without a place to break a line. */
const longWords: In<'cases.report'> = {
  kind: 'traffic.parking',
  place: { building: 'A3', spot: '地下车库' },
  text: `${'占用消防通道'.repeat(60)}https://example.com/${'a'.repeat(120)}`,
  answers: { when: 'today', often: 'every_day' },
}
