/** An enterprise with work in every state, and the screens of those who run it. */
import { PNG } from 'pngjs'
import type { In } from '../../miniprogram/contract/api'
import type { ClaimInput } from '../../miniprogram/contract/crafts'
import type { TestCloud } from '../../tests/cloud'
import { creditCode } from '../../tests/credit-code'
import type { Phone } from '../../tests/phone/phone'
import { change } from '../../tests/functions/store'
import { ask } from './ask'
import type { Screen } from './screens'

export const BOSS = 'shots-boss'
const APPLICANT = 'shots-applicant'
const REFUSED = 'shots-refused'
const NOBODY = 'shots-nobody'
const STAFF = 'demo-staff-one'
const WORKERS = ['demo-resident-1', 'demo-resident-2', 'demo-resident-3', 'demo-resident-4', 'demo-resident-5'] as const

const DAY = 86_400_000

/** What the addresses of the screens need. */
export interface EnterpriseStage {
  readonly enterprise: string
  readonly product: string
  readonly frozen: string
  readonly batch: { readonly open: string; readonly refused: string }
  readonly claim: {
    readonly taken: string
    readonly working: string
    readonly handedIn: string
    readonly counted: string
  }
}

export async function setEnterpriseStage(cloud: TestCloud): Promise<EnterpriseStage> {
  const enterprise = await applied(cloud, BOSS, '重庆恒艺饰品有限公司', 901)
  await ask(cloud, STAFF, 'enterprises.decide', { id: enterprise, version: 1, decision: 'approve' })
  await applied(cloud, APPLICANT, '渝州纸品厂', 902)
  const refused = await applied(cloud, REFUSED, '巴渝绣坊', 903)
  const reason = '营业执照上的地址和写的不一样，请改好再申请。'
  await ask(cloud, STAFF, 'enterprises.decide', { id: refused, version: 1, decision: 'refuse', reason })

  const bracelet = await designed(cloud, enterprise, '串珠手链', BRACELET)
  const box = await designed(cloud, enterprise, '折月饼盒', BOX)
  const bag = await designed(cloud, enterprise, '缝布袋', BAG)
  const open = await posted(cloud, enterprise, bracelet, { pieces: 1_000, price: 250 })
  await posted(cloud, enterprise, box, { pieces: 20_000, price: 30, least: 50, most: 500 }, null)
  const why = '一小时算下来太少，请把价钱提高一点。'
  const low = await posted(cloud, enterprise, bracelet, { pieces: 300, price: 20 }, why)

  const claims = []
  for (const worker of WORKERS) claims.push(await taken(cloud, worker, open))
  const [taken1 = '', working = '', handedIn = '', counted = '', done = ''] = claims
  const [, second = '', third = '', fourth = '', fifth = ''] = WORKERS
  for (const [worker, id] of [
    [second, working],
    [third, handedIn],
    [fourth, counted],
    [fifth, done],
  ] as const)
    await fetched(cloud, worker, id)
  await move(cloud, second, working, { move: 'progress', done: 8, minutes: 60 })
  for (const [worker, id] of [
    [third, handedIn],
    [fourth, counted],
    [fifth, done],
  ] as const)
    await move(cloud, worker, id, { move: 'hand_in', pieces: 20, minutes: 150 })
  const pictures = [await picture(cloud, BOSS)]
  const text = '两个珠子裂了，线头没剪干净。'
  await move(cloud, BOSS, counted, { move: 'count', accepted: 17, rework: 1, rejected: 2, text, pictures })
  await move(cloud, BOSS, done, { move: 'count', accepted: 20, rework: 0, rejected: 0 })
  await move(cloud, fifth, done, { move: 'agree' })
  await owe(cloud, enterprise)
  return {
    enterprise,
    product: bag,
    frozen: bracelet,
    batch: { open, refused: low },
    claim: { taken: taken1, working, handedIn, counted },
  }
}

const BRACELET = ['按图把 20 颗珠子穿好', '两头打死结，剪掉线头', '十条一捆']
const BOX = ['沿压线折四边', '粘好两侧']
const BAG = ['两片对齐，缝三边，针距两毫米', '翻面，袋口折一厘米再缝一圈', '穿好抽绳，两头打结']

async function applied(cloud: TestCloud, openid: string, name: string, no: number): Promise<string> {
  const application: In<'enterprises.apply'> = {
    name,
    code: creditCode(no),
    contact: { name: '罗敏', phone: '13912340099' },
    wants: ['piecework'],
    about: '在华岩做饰品十二年，活轻，可以拿回家做。',
  }
  return (await ask(cloud, openid, 'enterprises.apply', application)).id
}

async function designed(cloud: TestCloud, enterprise: string, name: string, steps: string[]): Promise<string> {
  const pictures = [await picture(cloud, BOSS), await picture(cloud, BOSS)]
  const needs = { sewing: false, lifting: true, stairs: false, unsafeForChildren: true }
  const standard = '珠子不裂、不松，长短差不过半厘米。'
  return (await ask(cloud, BOSS, 'crafts.design', { enterprise, name, pictures, steps, standard, needs })).id
}

const COUNTER = { place: 'A区18栋吊层 3 号，巧手梦工坊', hours: '每天 9 点到 17 点' }

/** `refusal`: why the staff refuse it; null: it waits; absent: they let it in. */
async function posted(
  cloud: TestCloud,
  enterprise: string,
  product: string,
  part: Partial<In<'crafts.post'>>,
  refusal?: string | null,
): Promise<string> {
  const { id, version } = await ask(cloud, BOSS, 'crafts.post', {
    enterprise,
    product,
    pieces: 100,
    price: 100,
    claimedMinutes: 50,
    least: 10,
    most: 60,
    materials: [
      { name: '珠子', amount: '每条 20 颗' },
      { name: '线', amount: '每条 30 厘米' },
    ],
    fetch: COUNTER,
    giveBack: COUNTER,
    deadline: cloud.now() + 20 * DAY,
    trial: false,
    ...part,
  })
  if (refusal === undefined) await ask(cloud, STAFF, 'crafts.approve', { id, version, approve: true })
  else if (refusal !== null) await ask(cloud, STAFF, 'crafts.approve', { id, version, approve: false, reason: refusal })
  return id
}

export async function taken(cloud: TestCloud, worker: string, batch: string): Promise<string> {
  const card = { hours: 3, sewing: true, lifting: true, stairs: true, smallChildren: false, match: true }
  const { card: known } = await ask(cloud, worker, 'crafts.card', {})
  if (!known) await ask(cloud, worker, 'crafts.keep', { ...card, born: '1990-05' })
  const { price } = await ask(cloud, worker, 'crafts.batch', { id: batch })
  const warned: In<'crafts.take'>['warned'] = ['day', 'week']
  return (await ask(cloud, worker, 'crafts.take', { batch, price, pieces: 20, agree: true, warned })).id
}

export async function fetched(cloud: TestCloud, worker: string, id: string): Promise<void> {
  const { code } = await ask(cloud, worker, 'crafts.claim', { id })
  await move(cloud, BOSS, id, { move: 'fetch', code: code ?? '' })
}

export async function move(cloud: TestCloud, openid: string, id: string, input: ClaimInput): Promise<void> {
  const { version } = await ask(cloud, openid, 'crafts.claim', { id })
  await ask(cloud, openid, 'crafts.move', { id, version, ...input })
}

/** The one wage there is becomes late: no clock has to be moved for it, and nothing else grows old. */
async function owe(cloud: TestCloud, enterprise: string): Promise<void> {
  const { rows } = await ask(cloud, BOSS, 'crafts.payments', { enterprise })
  const [wage] = rows
  if (wage) await change(cloud, 'wages', wage.id, { dueAt: cloud.now() - 2 * DAY, late: true })
}

const SIZE = 96

/** Coloured beads on cloth, so that there is something to see. */
export async function picture(cloud: TestCloud, openid: string): Promise<string> {
  const { prefix } = await ask(cloud, openid, 'estate.uploads', {})
  const png = new PNG({ width: SIZE, height: SIZE })
  for (let at = 0; at < SIZE * SIZE; at++) {
    const [x, y] = [at % SIZE, Math.floor(at / SIZE)]
    const isBead = (x % 24) ** 2 + (y % 24) ** 2 > 250
    png.data.set(isBead ? [200, 55 + y, 45 + x, 255] : [240, 232, 220, 255], at * 4)
  }
  return cloud.upload(openid, `${prefix}sample.png`, PNG.sync.write(png))
}

// ---- the screens

const PAGES = '/packages/enterprise/pages'

export function enterpriseScreens({ enterprise, product, frozen, batch, claim }: EnterpriseStage): Screen[] {
  const shown = (name: string, page: string, query = '', then?: Screen['then'], openid: string = BOSS): Screen => ({
    name: `enterprise-${name}`,
    openid,
    path: `${PAGES}/${page}/index?enterprise=${enterprise}${query}`,
    ...(then ? { then } : {}),
  })
  const without = (name: string, page: string, openid: string): Screen => ({
    name: `enterprise-${name}`,
    openid,
    path: `${PAGES}/${page}/index`,
  })
  const tap = (words: string | RegExp) => (phone: Phone) => phone.tap(words)
  return [
    without('none', 'home', NOBODY),
    without('applied', 'home', APPLICANT),
    without('refused', 'home', REFUSED),
    shown('home', 'home', '', tap('看一看')),
    without('apply', 'apply', NOBODY),
    without('join', 'join', NOBODY),
    shown('members', 'members', '', async (phone) => {
      await phone.tap('做一个邀请码')
      await phone.see('转发给同事')
    }),
    shown('products', 'products'),
    shown('product-new', 'product'),
    shown('product', 'product', `&id=${product}`),
    shown('product-frozen', 'product', `&id=${frozen}`),
    shown('product-preview', 'product', `&id=${product}`, async (phone) => {
      await phone.scroll(4_000)
      await phone.tap('看看邻居看到的样子')
      await phone.see('看好了')
    }),
    shown('batches', 'batches'),
    shown('post', 'post', '', async (phone) => {
      await phone.fill('比如 1.20', '1.20')
      await phone.fill('比如 6.5', '5')
    }),
    shown('batch', 'batch', `&id=${batch.open}`),
    shown('batch-refused', 'batch', `&id=${batch.refused}`),
    shown('batch-price', 'batch', `&id=${batch.open}`, tap('改价钱')),
    shown('counter', 'counter'),
    shown('counter-none', 'counter', '&state=counted', async (phone) => {
      await phone.fill('找名字', '没有这个人')
    }),
    shown('claim-taken', 'claim', `&id=${claim.taken}`, tap('发料')),
    shown('claim-working', 'claim', `&id=${claim.working}`, tap('收回没做的')),
    shown('claim-count', 'claim', `&id=${claim.handedIn}`, async (phone) => {
      await phone.tap('点数')
      await phone.see('就是这个数')
      await phone.fill('不合格几个', '2')
      await phone.scroll(-4_000)
    }),
    shown('claim-counted', 'claim', `&id=${claim.counted}`),
    shown('payments', 'payments', '', tap('全选')),
    shown('payments-pay', 'payments', '', async (phone) => {
      await phone.tap('全选')
      await phone.tap('已付款')
    }),
    shown('payments-month', 'payments', '', tap('按月看')),
  ]
}
