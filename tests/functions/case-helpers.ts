/** Short ways to report and move cases in tests. */
import type { In, Out } from '../../miniprogram/contract/api'
import type { CaseView, MoveInput } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../cloud'
import { ok, type Person } from './people'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export type ReportInput = In<'cases.report'>

export const dance: ReportInput = {
  kind: 'noise.plaza',
  place: { building: 'A18', spot: '小广场' },
  text: '晚上九点还在放音乐跳舞',
  answers: { when: 'now', often: 'every_day' },
}

export const barking: ReportInput = {
  kind: 'dog.barking',
  place: { building: 'A18', unit: 1, floor: 3, room: 2 },
  text: '楼上的狗整夜叫',
  answers: { when: 'last_night', often: 'every_week', where: 'above' },
}

export const lift: ReportInput = {
  kind: 'facility.lift',
  place: { building: 'A18', unit: 1 },
  text: '电梯门关不上',
  answers: { when: 'now', hurt: 'no' },
  warned: ['trapped'],
}

export const report = (cloud: TestCloud, who: Person, input: ReportInput = dance): Promise<Out<'cases.report'>> =>
  ok(cloud, who.openid, 'cases.report', input)

export const look = (cloud: TestCloud, who: Person, id: string): Promise<CaseView> =>
  ok(cloud, who.openid, 'cases.get', { id })

/** A move by one who has just looked at the case. */
export async function move(cloud: TestCloud, who: Person, id: string, input: MoveInput): Promise<Out<'cases.move'>> {
  const { version } = await look(cloud, who, id)
  return ok(cloud, who.openid, 'cases.move', { id, version, ...input })
}
