/** The people of a test: everyone gets the home and the roles through the routes, as on the real estate. */
import { buildingDocs } from '../../database/estate'
import type { In, Out, Route } from '../../miniprogram/contract/api'
import type { Grant, Home, Me } from '../../miniprogram/contract/estate'
import { settingsOf } from '../../simulator/our-app'
import { startCloud, type TestCloud, type TestCloudOptions } from '../cloud'
import { creditCode } from '../credit-code'
import { insert } from './store'

export interface Person {
  openid: string
  /** the public id */
  id: string
  name: string
  /** null for those who gave none */
  phone: string | null
}

/** A home in A18 or B1, or a role. */
const CAST = {
  resident: { name: '周小兰', phone: '13812340001', home: { building: 'A18', unit: 1, floor: 3, room: 2 } },
  neighbour: { name: '吴大勇', phone: '13912340002', home: { building: 'A18', unit: 1, floor: 4, room: 2 } },
  foreigner: { name: '郑远山', phone: '13712340003', home: { building: 'B1', unit: 1, floor: 1, room: 1 } },
  mediator: { name: '何明霞', phone: '13612340004', grant: { role: 'mediator', cluster: 'A', building: 'A18' } },
  worker: { name: '李建国', phone: '13512340005', grant: { role: 'worker', cluster: 'A', buildings: ['A17', 'A18'] } },
  colleague: { name: '孙志强', phone: '13412340006', grant: { role: 'worker', cluster: 'A', buildings: ['A1'] } },
  leader: { name: '陈桂芳', phone: '15012340007', grant: { role: 'leader', cluster: 'A' } },
  foreignMediator: { name: '许成林', phone: '15112340008', grant: { role: 'mediator', cluster: 'B', building: 'B1' } },
  foreignWorker: { name: '田玉珍', phone: '15212340009', grant: { role: 'worker', cluster: 'B', buildings: ['B1'] } },
  foreignLeader: { name: '罗世平', phone: '15312340010', grant: { role: 'leader', cluster: 'B' } },
} as const satisfies Record<string, { name: string; phone: string; home?: Home; grant?: object }>

type Played = keyof typeof CAST

/** visitor: has left nothing; admin: the first administrator, by setting; staff: invited by the admin. */
export type People = Record<Played | 'visitor' | 'admin' | 'staff', Person>

export const FIRST_ADMIN = 'oFirstAdmin0000000000000001'
const openidOf = (name: string) => `oP_${name}_9f3a7c51d2`

/** Settings of every function. */
export const SETTINGS = settingsOf({ FIRST_ADMIN })

/** The data of a call that must succeed. */
export async function ok<R extends Route>(cloud: TestCloud, openid: string, route: R, input: In<R>): Promise<Out<R>> {
  const answer = await cloud.call<Out<R>>(openid, route, input)
  if (answer.ok) return answer.data
  throw new Error(`${route} was refused: ${JSON.stringify(answer.error)}`)
}

/** The code of a call that must be refused, with the fields if it names some. */
export async function refused<R extends Route>(
  cloud: TestCloud,
  openid: string,
  route: R,
  input: unknown,
): Promise<{ code: string; fields?: unknown }> {
  const answer = await cloud.call(openid, route, input)
  if (answer.ok) throw new Error(`${route} was not refused: ${JSON.stringify(answer.data)}`)
  const { code, fields } = answer.error
  return fields === undefined ? { code } : { code, fields }
}

/** Invites to a role and joins it. */
export async function appoint(cloud: TestCloud, by: string, openid: string, grant: Grant, name: string): Promise<Me> {
  const { code } = await ok(cloud, by, 'estate.invite', { grant })
  return ok(cloud, openid, 'estate.join', { code, name })
}

/** Puts up the buildings and moves everybody in. */
export async function settle(cloud: TestCloud): Promise<People> {
  insert(cloud, 'buildings', buildingDocs())
  const admin = await ok(cloud, FIRST_ADMIN, 'estate.profile', { name: '杨主任' })
  const staff = await appoint(cloud, FIRST_ADMIN, openidOf('staff'), { role: 'staff' }, '赵丽')
  const people: Partial<People> = {
    visitor: { openid: openidOf('visitor'), id: '', name: '', phone: null },
    admin: { openid: FIRST_ADMIN, id: admin.id ?? '', name: '杨主任', phone: null },
    staff: { openid: openidOf('staff'), id: staff.id ?? '', name: '赵丽', phone: null },
  }
  for (const [key, { name, phone, ...part }] of Object.entries(CAST)) {
    const openid = openidOf(key)
    if ('home' in part) await ok(cloud, openid, 'estate.bind', part.home)
    else await appoint(cloud, openidOf('staff'), openid, part.grant as unknown as Grant, name)
    const me = await ok(cloud, openid, 'estate.profile', { name, phone })
    people[key as Played] = { openid, id: me.id ?? '', name, phone }
  }
  return people as People
}

/** A fresh cloud with everybody in it. */
export async function settledCloud(options: TestCloudOptions = {}): Promise<{ cloud: TestCloud; people: People }> {
  const cloud = await startCloud({ functionEnv: SETTINGS, ...options })
  try {
    return { cloud, people: await settle(cloud) }
  } catch (error) {
    await cloud.stop()
    throw error
  }
}

// ---- enterprises

/** Two active enterprises; who acts for one lives elsewhere and has no role. */
export interface Trade {
  owner: Person
  /** a second member of `enterprise` */
  clerk: Person
  /** owner of `foreignEnterprise` */
  foreignOwner: Person
  enterprise: string
  foreignEnterprise: string
}

const TRADERS = {
  owner: { name: '钱学文', phone: '15512340011' },
  clerk: { name: '冯小雨', phone: '15612340012' },
  foreignOwner: { name: '彭大山', phone: '15712340013' },
} as const

export const FIRM = { name: '山城针织有限公司', code: creditCode(1), about: '做手套和帽子，有活可以拿回家做' }
export const FOREIGN_FIRM = { name: '渝州纸品厂', code: creditCode(2), about: '糊纸盒、穿手提绳' }

/** Lets the person apply and the staff approve; the id of the enterprise. */
export async function openEnterprise(
  cloud: TestCloud,
  { staff }: Pick<People, 'staff'>,
  openid: string,
  application: In<'enterprises.apply'>,
): Promise<string> {
  const { id } = await ok(cloud, openid, 'enterprises.apply', application)
  await ok(cloud, staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' })
  return id
}

/** Invites somebody to act for an enterprise, who joins it. */
export async function employ(cloud: TestCloud, by: string, id: string, openid: string, name: string): Promise<void> {
  const { code } = await ok(cloud, by, 'enterprises.invite', { id })
  await ok(cloud, openid, 'enterprises.join', { code, name })
}

/** Puts up both enterprises with their people. */
export async function openTrade(cloud: TestCloud, people: Pick<People, 'staff'>): Promise<Trade> {
  const applyAs = (who: 'owner' | 'foreignOwner', firm: typeof FIRM) =>
    openEnterprise(cloud, people, openidOf(who), { ...firm, contact: TRADERS[who], wants: ['hiring', 'piecework'] })
  const enterprise = await applyAs('owner', FIRM)
  const foreignEnterprise = await applyAs('foreignOwner', FOREIGN_FIRM)
  await employ(cloud, openidOf('owner'), enterprise, openidOf('clerk'), TRADERS.clerk.name)
  const person = async (who: keyof typeof TRADERS): Promise<Person> => {
    const { name, phone } = TRADERS[who]
    const me = await ok(cloud, openidOf(who), 'estate.profile', { phone })
    return { openid: openidOf(who), id: me.id ?? '', name, phone }
  }
  return {
    owner: await person('owner'),
    clerk: await person('clerk'),
    foreignOwner: await person('foreignOwner'),
    enterprise,
    foreignEnterprise,
  }
}

/** A fresh cloud with everybody and the two enterprises in it. */
export async function tradingCloud(
  options: TestCloudOptions = {},
): Promise<{ cloud: TestCloud; people: People; trade: Trade }> {
  const { cloud, people } = await settledCloud(options)
  try {
    return { cloud, people, trade: await openTrade(cloud, people) }
  } catch (error) {
    await cloud.stop()
    throw error
  }
}
