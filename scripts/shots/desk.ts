/** A count in dispute and a payment that did not come, and the screens of the staff who look into them. */
import type { TestCloud } from '../../tests/cloud'
import type { Phone } from '../../tests/phone/phone'
import { ask } from './ask'
import { BOSS, fetched, move, picture, taken, type EnterpriseStage } from './enterprise'
import type { Screen } from './screens'

const STAFF = 'demo-staff-one'
const RESIDENT = 'demo-resident-1'
/** have no part in the other stages */
const DISPUTING = 'demo-resident-7'
const UNPAID = 'demo-resident-8'

/** What the addresses of the screens need. */
export interface DeskStage {
  readonly applied: string
  readonly active: string
  readonly waiting: string
  readonly objected: string
  readonly settled: string
  readonly denied: string
}

export async function setDeskStage(cloud: TestCloud, { enterprise, batch }: EnterpriseStage): Promise<DeskStage> {
  const settled = await objected(cloud, batch.open)
  const text = '三个人一起数过，裂的那一个是料的问题，算合格。'
  await move(cloud, STAFF, settled, { move: 'settle', accepted: 18, rework: 1, rejected: 1, text })
  const [application] = (await ask(cloud, STAFF, 'enterprises.list', { state: 'applied' })).rows
  const [waiting] = (await ask(cloud, STAFF, 'crafts.desk', { what: 'approvals' })).batches?.rows ?? []
  return {
    applied: application?.id ?? '',
    active: enterprise,
    waiting: waiting?.id ?? '',
    objected: await objected(cloud, batch.open),
    settled,
    denied: await denied(cloud, enterprise, batch.open),
  }
}

async function handedIn(cloud: TestCloud, worker: string, batch: string): Promise<string> {
  const id = await taken(cloud, worker, batch)
  await fetched(cloud, worker, id)
  await move(cloud, worker, id, { move: 'hand_in', pieces: 20, minutes: 140 })
  return id
}

async function objected(cloud: TestCloud, batch: string): Promise<string> {
  const id = await handedIn(cloud, DISPUTING, batch)
  const pictures = [await picture(cloud, BOSS)]
  const text = '两条珠子裂了，一条线头没剪。'
  await move(cloud, BOSS, id, { move: 'count', accepted: 17, rework: 1, rejected: 2, text, pictures })
  await move(cloud, DISPUTING, id, { move: 'object', text: '有一颗珠子拿来就是裂的，我当时就说了。' })
  return id
}

async function denied(cloud: TestCloud, enterprise: string, batch: string): Promise<string> {
  const id = await handedIn(cloud, UNPAID, batch)
  await move(cloud, BOSS, id, { move: 'count', accepted: 20, rework: 0, rejected: 0 })
  await move(cloud, UNPAID, id, { move: 'agree' })
  const [wage] = (await ask(cloud, UNPAID, 'crafts.claim', { id })).wages
  const one = wage?.id ?? ''
  await ask(cloud, BOSS, 'crafts.pay', { enterprise, wages: [one], way: 'wechat', proof: '尾号 0291' })
  await ask(cloud, UNPAID, 'crafts.receive', { wage: one, came: false, text: '微信里没有看到这笔。' })
  return one
}

// ---- the screens

const PAGES = '/packages/desk/pages'

export function deskScreens({ applied, active, waiting, objected, settled, denied }: DeskStage): Screen[] {
  const shown = (name: string, path: string, then?: Screen['then'], openid: string = STAFF): Screen => ({
    name: `desk-${name}`,
    openid,
    path: `${PAGES}/${path}`,
    ...(then ? { then } : {}),
  })
  const tap = (words: string) => (phone: Phone) => phone.tap(words)
  const down = (phone: Phone) => phone.scroll(4_000)
  return [
    shown('home', 'home/index'),
    shown('home-approvals', 'home/index?tab=approvals'),
    shown('home-objections', 'home/index?tab=objections'),
    shown('home-arrears', 'home/index?tab=arrears'),
    shown('home-denied', 'home/index?tab=denied'),
    shown('home-none', 'home/index', tap('暂停的')),
    shown('home-resident', 'home/index', undefined, RESIDENT),
    shown('applied', `enterprise/index?id=${applied}`),
    shown('refuse', `enterprise/index?id=${applied}`, tap('不批')),
    shown('active', `enterprise/index?id=${active}`),
    shown('active-end', `enterprise/index?id=${active}`, down),
    shown('batch', `batch/index?id=${waiting}`),
    shown('batch-end', `batch/index?id=${waiting}`, down),
    shown('claim', `claim/index?id=${objected}`),
    shown('claim-settle', `claim/index?id=${objected}`, tap('定数')),
    shown('claim-settled', `claim/index?id=${settled}`),
    shown('wage', `wage/index?id=${denied}`),
    shown('wage-end', `wage/index?id=${denied}`, down),
    shown('wage-judge', `wage/index?id=${denied}`, tap('没有收到')),
  ]
}
