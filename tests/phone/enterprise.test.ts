/** An enterprise on the phones of those who run it, by what they see and tap; the worker's side is done by calling routes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { ClaimDoc } from '../../cloudfunctions/crafts/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import { creditCode } from '../credit-code'
import {
  batchOf,
  claimOf,
  DAY,
  fetchedClaim,
  lookAt,
  moveClaim,
  openWorkshop,
  owedWage,
  productDoc,
  take,
  wagesIn,
  type Workshop,
} from '../functions/crafts'
import { ok, settle, SETTINGS, type People, type Person } from '../functions/people'
import { change, insert, rowsOf } from '../functions/store'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(300_000)

/** a busy machine draws late */
const SLOW = 20_000
const PAGES = 'packages/enterprise/pages'
const NODES = 1_000
const SET_DATA_BYTES = 64 * 1024

let phones: Phones
let people: People
let shop: Workshop
let folder: string
let photo: string

beforeAll(async () => {
  phones = await openPhones({
    seed: false,
    functionEnv: SETTINGS,
    functions: ['crafts', 'enterprises', 'estate', 'messages'],
  })
  people = await settle(phones.cloud)
  shop = await openWorkshop(phones.cloud, people)
  folder = await mkdtemp(join(tmpdir(), 'enterprise-'))
  photo = join(folder, 'cracked.png')
  await writeFile(photo, PNG.sync.write(new PNG({ width: 40, height: 30 })))
})
afterAll(async () => {
  await phones.stop()
  await rm(folder, { recursive: true, force: true })
})

const open = new Set<Phone>()
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
})

type Who = Pick<Person, 'openid'>

async function phoneOf({ openid }: Who, page: string, query = ''): Promise<Phone> {
  const phone = await phones.phone(openid, { path: `/${PAGES}/${page}/index${query}` })
  open.add(phone)
  return phone
}

/** Waits for the words; where they do not come, says what is there instead. */
async function see(phone: Phone, words: string | RegExp): Promise<void> {
  try {
    await phone.see(words, SLOW)
  } catch {
    throw new Error(`“${String(words)}” is not on the phone:\n${await phone.read()}`)
  }
}

async function tap(phone: Phone, words: string | RegExp, index = 0): Promise<void> {
  await see(phone, words)
  await phone.tap(words, index)
}

async function addPhoto(phone: Phone): Promise<void> {
  await tap(phone, /^(加照片|再加)$/)
  // asked the first time only
  await phone.text('同意').or(phone.text('从手机相册选择')).first().waitFor({ timeout: SLOW })
  if (await phone.isSeen('同意')) await phone.tap('同意')
  await see(phone, '从手机相册选择')
  await phone.chooseFiles([photo], () => phone.tap('从手机相册选择'))
  await see(phone, '再加')
}

const mine = async ({ openid }: Who): Promise<EnterpriseOwnView[]> =>
  (await ok(phones.cloud, openid, 'enterprises.mine', {})).enterprises

const codeOf = async (who: Person, claim: string): Promise<string> =>
  (await lookAt(phones.cloud, who, claim)).code ?? ''

/** What the worker's phone shows as a picture. */
async function scan(phone: Phone, text: string): Promise<void> {
  await tap(phone, '扫对方的码')
  await see(phone, '扫一扫')
  await phone.fill('码的内容', text)
  await phone.tap('识别')
}

describe('from the application to the wage', () => {
  const boss: Who = { openid: 'oP_boss_000000000001' }
  let enterprise = ''
  let batch = ''
  let claim = ''

  it('applies, with every mistake said at its field', async () => {
    const phone = await phoneOf(boss, 'home')
    await tap(phone, '申请入驻')
    await phone.atRoute(`${PAGES}/apply/index`)
    await tap(phone, '送出申请')
    await phone.see('请写营业执照上的名字')
    await phone.see('请填满 18 位')
    await phone.fill('和营业执照上一样', '重庆恒艺饰品有限公司')
    const code = creditCode(77)
    await phone.fill('18 位字母和数字', code.slice(0, 10))
    await phone.see('还差 8 位')
    await phone.fill('18 位字母和数字', `${code.slice(0, 16)}${code.at(-1) ?? ''}${code.at(-2) ?? ''}`)
    await phone.see('有一位不对，请对着营业执照再看一遍')
    await phone.fill('18 位字母和数字', code.toLowerCase())
    await phone.see('这串号码没有写错')
    await phone.fill('联系人', '罗敏')
    await phone.fill('手机，或者带区号的座机', '13912340099')
    await tap(phone, '发手工活')
    await phone.fill('介绍几句', '在华岩做饰品十二年')

    // what was written is there again tomorrow
    await phone.page.waitForTimeout(300)
    await phone.back()
    // the page that is left has these words in its bar
    await phone.gone('送出申请')
    await tap(phone, '申请入驻')
    await see(phone, '这串号码没有写错')
    await tap(phone, '送出申请')
    await see(phone, '申请送出去了')
    await tap(phone, '知道了')
    await see(phone, '等社区核实')
    expect(await phone.isSeen('柜台')).toBe(false)
    const [view] = await mine(boss)
    expect(view).toMatchObject({ state: 'applied', code, contact: { name: '罗敏', phone: '13912340099' } })
    enterprise = view?.id ?? ''

    const other = await phoneOf({ openid: 'oP_other_00000000001' }, 'apply')
    await other.fill('和营业执照上一样', '别的公司')
    await other.fill('18 位字母和数字', code)
    await other.fill('联系人', '王五')
    await other.fill('手机，或者带区号的座机', '13912340098')
    await tap(other, '招人')
    await other.fill('介绍几句', '招工')
    await tap(other, '送出申请')
    await see(other, '这家企业已经申请过了。请向申请的同事要邀请码。')
  })

  it('is refused with a reason, and applies again', async () => {
    const { cloud } = phones
    const decide = async (decision: 'approve' | 'refuse', reason?: string) => {
      const [view] = await mine(boss)
      await ok(cloud, people.staff.openid, 'enterprises.decide', {
        id: enterprise,
        version: view?.version ?? 0,
        decision,
        ...(reason === undefined ? {} : { reason }),
      })
    }
    await decide('refuse', '电话打不通')
    const phone = await phoneOf(boss, 'home')
    await see(phone, '社区写的原因：电话打不通')
    await tap(phone, '重新申请')
    await see(phone, '这串号码没有写错')
    await phone.fill('手机，或者带区号的座机', '13912340011')
    await tap(phone, '送出申请')
    await see(phone, '申请送出去了')
    await decide('approve')
    await phone.open(`/${PAGES}/home/index`)
    await see(phone, '核实过了，可以发活。')
    await phone.see('还没付过工钱')
    await phone.see('柜台')
  })

  it('writes a product and posts a batch of it, seeing the hour before', async () => {
    const phone = await phoneOf(boss, 'products', `?enterprise=${enterprise}`)
    await tap(phone, '写一个新产品')
    await see(phone, '叫什么')
    await phone.fill('比如：串珠手链', '串珠发圈')
    await addPhoto(phone)
    await phone.fill('第 1 步', '打结')
    await tap(phone, '＋ 再加一步')
    await phone.fill('第 2 步', '穿 20 颗珠子')
    await phone.tapRole('button', '第 2 步往上挪')
    await tap(phone, '存好')
    await phone.see('请写做成什么样算合格，免得以后说不清')
    await phone.fill('做成什么样算合格', '不松，不掉珠')
    await tap(phone, '有针、胶水或小零件')
    await tap(phone, '看看邻居看到的样子')
    await phone.see('有针、胶水或小零件，别让小孩碰')
    await tap(phone, '看好了')
    await tap(phone, '存好', -1)
    await see(phone, '产品存好了')
    await tap(phone, '发一批')
    await phone.atRoute(`${PAGES}/post/index`, SLOW)
    await see(phone, '串珠发圈')
    const [product] = (await ok(phones.cloud, boss.openid, 'crafts.products', { enterprise })).rows
    expect(product).toMatchObject({
      name: '串珠发圈',
      steps: ['穿 20 颗珠子', '打结'],
      needs: { unsafeForChildren: true, sewing: false },
    })
    expect(product?.pictures).toHaveLength(1)

    await tap(phone, '送去给社区看')
    await phone.see('请填一共多少个')
    await phone.fill('比如 1000', '100')
    await phone.fill('比如 1.20', '1.2')
    await phone.fill('比如 6.5', '5')
    await phone.see('照这样，1 小时能挣 ¥14.40')
    await phone.see('最低小时工资 ¥23.00')
    await phone.fill('比如 20', '10')
    await phone.fill('比如 60', '40')
    await phone.tapRole('switch', /新手先试做几个/)
    await phone.fill('地方，如 A区18栋底楼', 'A区18栋底楼')
    await phone.fill('时间，如 每天 9–17 点', '每天，先交押金')
    await tap(phone, '选日子')
    await tap(phone, '确定')
    await tap(phone, '送去给社区看')
    await phone.see(/^字里提到了钱/)
    await phone.fill('时间，如 每天 9–17 点', '每天 9 点到 17 点')
    await tap(phone, '送去给社区看')
    await see(phone, '送去给社区看了')

    const [row] = (await ok(phones.cloud, boss.openid, 'crafts.own', { enterprise })).rows
    expect(row).toMatchObject({ state: 'waiting', price: 120, pieces: 100, least: 10, most: 40 })
    batch = row?.id ?? ''
    expect(batchOf(phones.cloud, batch)).toMatchObject({ trial: false, claimedMinutes: 50 })
    await phone.open(`/${PAGES}/batches/index?enterprise=${enterprise}`)
    await see(phone, '等社区看')
    await ok(phones.cloud, people.staff.openid, 'crafts.approve', { id: batch, version: 1, approve: true })
    await phone.open(`/${PAGES}/batch/index?id=${batch}`)
    await see(phone, '大家可以领。')
    await phone.see('没人领 100')
  })

  it('hands out material only with the code of the day', async () => {
    const { cloud } = phones
    const { worker } = shop
    const warned = ['day', 'week'] as const
    ;({ id: claim } = await ok(cloud, worker.openid, 'crafts.take', {
      batch,
      price: 120,
      pieces: 20,
      agree: true,
      warned: [...warned],
    }))
    const phone = await phoneOf(boss, 'home')
    await tap(phone, '柜台')
    await see(phone, '等取料，20 个')
    await phone.fill('找名字', '没有')
    await phone.see('没有这个人，看看名字对不对')
    await phone.fill('找名字', worker.name.slice(0, 1))
    await tap(phone, worker.name)
    await tap(phone, '发料')
    await tap(phone, '料给了')
    await phone.see('码是 6 个字母和数字，看对方手机')
    await phone.fill('6 个字母和数字', '000000')
    await tap(phone, '料给了')
    await see(phone, '码不对。请对方重新打开那一页，每天的码不一样')
    expect(claimOf(cloud, claim).state).toBe('taken')
    const code = await codeOf(worker, claim)
    await phone.fill('6 个字母和数字', `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)
    await tap(phone, '料给了')
    await see(phone, '料发出去了')
    await see(phone, '手上 20 个')
    expect(claimOf(cloud, claim).state).toBe('working')
  })

  it('knows a scanned phone at once, takes undone pieces back, and is told of a code that is none', async () => {
    const { cloud } = phones
    const { worker } = shop
    const phone = await phoneOf(boss, 'counter', `?enterprise=${enterprise}`)
    await scan(phone, 'https://example.com')
    await phone.see(/这不是取料交货的码/)
    await scan(phone, `jmk-claim:${claim}:${await codeOf(worker, claim)}`)
    await see(phone, '码扫好了，接着点下面的按钮。')
    await tap(phone, '收回没做的')
    await phone.fill('收回几个', '2')
    await tap(phone, '收回来了')
    await see(phone, '收回来了，别人可以再领')
    await see(phone, '手上 18 个')
    expect(batchOf(cloud, batch)).toMatchObject({ left: 82, sums: { returned: 2, out: 18 } })
  })

  it('shows the telephone once, and it is written down', async () => {
    const phone = await phoneOf(boss, 'claim', `?id=${claim}`)
    await tap(phone, '联系对方')
    await tap(phone, '看一下')
    await see(phone, shop.worker.phone ?? '')
    await tap(phone, '关上')
    await phone.gone(shop.worker.phone ?? '')
    const { rows } = await ok(phones.cloud, shop.worker.openid, 'estate.looks', {})
    expect(rows[0]?.subject).toBe(claim)
  })

  it('counts what comes back: a reason for what is not accepted, a picture for what is rejected', async () => {
    const { cloud } = phones
    await moveClaim(cloud, shop.worker, claim, { move: 'hand_in', pieces: 18, minutes: 90 })
    const phone = await phoneOf(boss, 'counter', `?enterprise=${enterprise}&state=handed_in`)
    await tap(phone, shop.worker.name)
    await tap(phone, '点数')
    await see(phone, '合格 18 个，工钱 ¥21.60')
    await phone.fill('不合格几个', '2')
    await phone.see('合格 16 个，工钱 ¥19.20')
    await tap(phone, '就是这个数')
    await phone.see('请写哪里不行，对方才知道怎么改')
    await phone.see('不合格的要拍一张照片')
    await phone.fill('哪里不行', '两颗珠子裂了')
    await addPhoto(phone)
    await tap(phone, '就是这个数')
    await see(phone, '数点好了，等对方确认')
    await see(phone, /点好数了：合格 16 个，不合格 2 个/)
    expect(claimOf(cloud, claim).count).toMatchObject({ accepted: 16, rework: 0, rejected: 2, text: '两颗珠子裂了' })
    expect(claimOf(cloud, claim).pictures).toHaveLength(1)
    await phone.open(`/${PAGES}/home/index?id=${enterprise}`)
    await tap(phone, '看一看')
    await see(phone, '都办好了，没有等着您的。')
  })

  it('pays, is told that nothing came, pays again, and has the month as a file', async () => {
    const { cloud } = phones
    const { worker } = shop
    await moveClaim(cloud, worker, claim, { move: 'agree' })
    const phone = await phoneOf(boss, 'payments', `?enterprise=${enterprise}`)
    await see(phone, '还剩 15 天')
    await tap(phone, '全选')
    await phone.see('1 笔')
    const pay = async (proof: string) => {
      await tap(phone, '已付款')
      await see(phone, '怎么付的')
      await tap(phone, '已付款', -1)
      await phone.see(/请写一点凭据/)
      await phone.fill(/后四位/, proof)
      await tap(phone, '已付款', -1)
      await tap(phone, '付了')
      await see(phone, /^记好了，共 ¥19.20$/)
      await see(phone, '等对方说收到')
    }
    await pay('0291')
    const [wage] = wagesIn(cloud)
    expect(wage).toMatchObject({ state: 'marked', amount: 1_920, marked: { way: 'wechat', proof: '0291' } })
    expect(await phone.isSeen('全选')).toBe(false)

    const id = wage?._id ?? ''
    await ok(cloud, worker.openid, 'crafts.receive', { wage: id, came: false, text: '微信里没有这笔' })
    await phone.open(`/${PAGES}/payments/index?enterprise=${enterprise}`)
    await see(phone, /对方说：微信里没有这笔/)
    await tap(phone, '全选')
    await pay('0292')
    await ok(cloud, worker.openid, 'crafts.receive', { wage: id, came: true })

    await tap(phone, '按月看')
    await see(phone, '付清 ¥19.20')
    const [excel] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('导出 Excel')])
    expect(excel.suggestedFilename()).toMatch(/^重庆恒艺饰品有限公司.*\.xlsx$/)
    const [view] = await mine(boss)
    expect(view?.record).toMatchObject({ paidOnTime: 1, paidLate: 0 })
  })

  it('invites a colleague, who joins, and is asked to leave', async () => {
    const clerk: Who = { openid: 'oP_clerk_00000000001' }
    const phone = await phoneOf(boss, 'members', `?enterprise=${enterprise}`)
    await tap(phone, '做一个邀请码')
    await see(phone, /^[0-9A-Z]{5} [0-9A-Z]{5}$/)
    const code = await phone
      .text(/^[0-9A-Z]{5} [0-9A-Z]{5}$/)
      .first()
      .innerText()

    const other = await phoneOf(clerk, 'home')
    await tap(other, '同事给了邀请码，用它加入')
    await other.fill('10 个字母和数字', '00000 00000')
    await other.fill('领活的人看得到', '冯小雨')
    await tap(other, '加入')
    await see(other, '这个码不对、用过了或者过期了，请同事再给一个')
    await other.fill('10 个字母和数字', code.toLowerCase())
    await tap(other, '加入')
    await see(other, '加入好了')
    await tap(other, '知道了')
    await see(other, '重庆恒艺饰品有限公司')

    await phone.open(`/${PAGES}/members/index?enterprise=${enterprise}`)
    await see(phone, '冯小雨')
    await phone.tapRole('button', '请冯小雨离开')
    await tap(phone, '请离开', -1)
    await see(phone, '已经不在里面了')
    await phone.gone('冯小雨')
    expect(await mine(clerk)).toEqual([])
    await other.open(`/${PAGES}/home/index`)
    await see(other, '申请入驻')
  })
})

describe('several at one counter', () => {
  it('of two who count at once one is told who was faster, and nothing is counted twice', async () => {
    const { cloud } = phones
    const { worker, officer, enterprise } = shop
    const clerk: Who = { openid: 'oP_clerk_00000000002' }
    const { code } = await ok(cloud, officer.openid, 'enterprises.invite', { id: enterprise })
    await ok(cloud, clerk.openid, 'enterprises.join', { code, name: '冯小雨' })
    const id = await fetchedClaim(shop, shop.batch(), 10)
    await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 10, minutes: 200 })

    const first = await phoneOf(officer, 'claim', `?id=${id}`)
    const second = await phoneOf(clerk, 'claim', `?id=${id}`)
    for (const phone of [first, second]) {
      await tap(phone, '点数')
      await see(phone, '就是这个数')
    }
    await second.fill('要返工几个', '3')
    await second.fill('哪里不行', '线头没剪')
    await tap(first, '就是这个数')
    await see(first, '数点好了，等对方确认')
    await tap(second, '就是这个数')
    await see(second, '有人快了一步')
    await second.see(new RegExp(`^${officer.name} 点好数了：合格 10 个（刚刚）。`))
    await tap(second, '知道了')
    await see(second, '点好了，等对方确认')
    const { events, count } = claimOf(cloud, id)
    expect(events.filter(({ command }) => command === 'count')).toHaveLength(1)
    expect(count).toMatchObject({ accepted: 10, rework: 0 })
  })

  it('a new price is for later takes, and a stop is for good', async () => {
    const { cloud } = phones
    const id = shop.batch()
    const phone = await phoneOf(shop.officer, 'batch', `?id=${id}`)
    await tap(phone, '改价钱')
    await phone.fill('1.20', '1.1')
    await phone.see('照这样，1 小时能挣 ¥3.30')
    await tap(phone, '改好')
    await tap(phone, '改')
    await see(phone, '价钱改好了')
    await see(phone, '¥1.10 一个，共 100 个')
    await tap(phone, '不再让人领')
    await tap(phone, '停下')
    await see(phone, '停了，没人能再领')
    expect(batchOf(cloud, id)).toMatchObject({ state: 'stopped', prices: [{ price: 80 }, { price: 110 }] })
    await tap(phone, '照这个再发一批')
    await see(phone, '照这样，1 小时能挣 ¥3.30')
  })
})

describe('products', () => {
  it('are changed as long as no batch uses them; then the change is another product', async () => {
    const { cloud } = phones
    const { enterprise, officer } = shop
    const { prefix } = await ok(cloud, officer.openid, 'estate.uploads', {})
    const sent = await cloud.upload(officer.openid, `${prefix}bag.png`, await readFile(photo))
    const needs = { sewing: true, lifting: false, stairs: false, unsafeForChildren: false }
    const draft = { enterprise, name: '缝布袋', pictures: [sent], steps: ['缝三边'], standard: '针距两毫米', needs }
    const { id } = await ok(cloud, officer.openid, 'crafts.design', draft)
    const named = async () =>
      (await ok(cloud, officer.openid, 'crafts.products', { enterprise })).rows.filter(({ name }) =>
        name.includes('布袋'),
      )

    const phone = await phoneOf(officer, 'products', `?enterprise=${enterprise}`)
    await tap(phone, '缝布袋')
    await see(phone, '存好')
    await phone.fill('比如：串珠手链', '缝小布袋')
    await addPhoto(phone)
    await tap(phone, '存好')
    await see(phone, '产品存好了')
    await tap(phone, '先不发')
    await see(phone, '缝小布袋')
    expect(await named()).toMatchObject([{ id, version: 2, name: '缝小布袋', pictures: [{}, {}] }])

    await change(cloud, 'products', id, { frozen: true })
    await phone.open(`/${PAGES}/product/index?enterprise=${enterprise}&id=${id}`)
    await see(phone, /^这个产品发过活/)
    await phone.fill('比如：串珠手链', '缝大布袋')
    await tap(phone, '另存为新产品')
    await see(phone, '产品存好了')
    expect((await named()).map(({ name, frozen }) => [name, frozen])).toEqual([
      ['缝大布袋', false],
      ['缝小布袋', true],
    ])
  })

  it('of somebody else do not open', async () => {
    const phone = await phoneOf(
      shop.otherOfficer,
      'product',
      `?enterprise=${shop.otherEnterprise}&id=${shop.product._id}`,
    )
    await see(phone, '没有这个产品，或者不是您企业的。')
  })
})

describe('who may not, and a bad network', () => {
  it('others learn nothing of a claim, a batch or an enterprise', async () => {
    const batch = shop.batch({ state: 'waiting' })
    const { id } = await take(phones.cloud, shop.colleague, shop.batch(), 5)
    const stranger = shop.otherOfficer
    const phone = await phoneOf(stranger, 'claim', `?id=${id}`)
    await see(phone, '没有这一份，或者不是您企业的。')
    await phone.open(`/${PAGES}/batch/index?id=${batch}`)
    await see(phone, '没有这一批，或者不是您企业的。')
    await phone.open(`/${PAGES}/members/index?enterprise=${shop.enterprise}`)
    await see(phone, '没有这家企业，或者您不在里面。')
    await phone.open(`/${PAGES}/counter/index?enterprise=${shop.enterprise}`)
    await see(phone, '再试一次')
    expect(await phone.isSeen(shop.colleague.name)).toBe(false)
    await moveClaim(phones.cloud, shop.colleague, id, { move: 'cancel' })
  })

  it('without a network every page says so and comes back', async () => {
    const { enterprise, officer } = shop
    const phone = await phoneOf(officer, 'home')
    await see(phone, '山城串珠')
    const id = shop.batch()
    await phone.set({ network: 'offline' })
    for (const page of ['home', 'members', 'products', 'batches', 'counter', 'payments', 'post', `batch?id=${id}`]) {
      const [name, query = `enterprise=${enterprise}`] = page.split('?')
      await phone.open(`/${PAGES}/${name}/index?${query}`)
      await see(phone, '网络断了，请连上网再试')
    }
    await phone.set({ network: 'good' })
    await tap(phone, '再试一次')
    await see(phone, '大家可以领。')
  })

  it('what could not be sent stays in the form, and is sent once', async () => {
    const { enterprise, officer } = shop
    const phone = await phoneOf(officer, 'product', `?enterprise=${enterprise}`)
    await phone.fill('比如：串珠手链', '折月饼盒')
    await phone.fill('第 1 步', '沿线折')
    await phone.fill('做成什么样算合格', '不开胶')
    await phone.set({ network: 'lost' })
    await tap(phone, '存好')
    await phone.see('等太久没回音，请再试一次', 60_000)
    await phone.set({ network: 'good' })
    await tap(phone, '存好')
    await see(phone, '产品存好了')
    const { rows } = await ok(phones.cloud, officer.openid, 'crafts.products', { enterprise })
    expect(rows.filter(({ name }) => name === '折月饼盒')).toHaveLength(1)
  })
})

// late: the clock of the cloud goes on for all
describe('arrears', () => {
  it('block the next batch in plain words, with the way to pay, and no longer once it is paid', async () => {
    const { cloud } = phones
    const { otherEnterprise, otherOfficer } = shop
    const other = { ...shop, enterprise: otherEnterprise, officer: otherOfficer, worker: shop.colleague }
    const productId = newId(cloud.now())
    insert(cloud, 'products', [productDoc(cloud.now(), otherEnterprise, { _id: productId })])
    const wage = await owedWage(other, shop.batch({ enterprise: otherEnterprise, product: productId }), 10)
    await cloud.shift(16 * DAY)

    const phone = await phoneOf(otherOfficer, 'home')
    await tap(phone, '看一看')
    await see(phone, /1 笔工钱过期没付，共 ¥8.00/)
    await phone.see('欠着钱不能发新活')
    await phone.open(`/${PAGES}/post/index?enterprise=${otherEnterprise}&product=${productId}`)
    await see(phone, '有工钱过了期还没付。先付清，才能再发新活。')
    await phone.fill('比如 1000', '50')
    await phone.fill('比如 1.20', '1')
    await phone.fill('比如 6.5', '5')
    await phone.fill('比如 20', '5')
    await phone.fill('比如 60', '10')
    await phone.fill('地方，如 A区18栋底楼', '18栋')
    await phone.fill('时间，如 每天 9–17 点', '每天')
    await tap(phone, '选日子')
    await tap(phone, '确定')
    await tap(phone, '送去给社区看')
    await phone.quiet()
    const own = async () => (await ok(cloud, otherOfficer.openid, 'crafts.own', { enterprise: otherEnterprise })).rows
    expect(await own()).toHaveLength(1)

    await tap(phone, '去付款')
    await see(phone, '过期 1 天')
    await tap(phone, '全选')
    await tap(phone, '已付款')
    await tap(phone, '现金')
    await phone.fill('在哪里给的、谁签收的', '柜台，吴大勇签收')
    await tap(phone, '已付款', -1)
    await tap(phone, '付了')
    await see(phone, /^记好了/)
    expect(wagesIn(cloud).find(({ _id }) => _id === wage)).toMatchObject({ state: 'marked', late: true })
    await phone.back()
    await tap(phone, '送去给社区看')
    await see(phone, '送去给社区看了')
    expect(await own()).toHaveLength(2)
  })
})

describe('a large enterprise', () => {
  it('has a counter of hundreds that stays light', async () => {
    const { cloud } = phones
    const { worker, officer, enterprise } = shop
    const { id } = await take(cloud, worker, shop.batch(), 5)
    const model = rowsOf<ClaimDoc>(cloud, 'claims').find(({ _id }) => _id === id)
    if (!model) throw new Error('there is no claim')
    const claims = Array.from({ length: 400 }, (_, no) => {
      const claim = newId(cloud.now() + no)
      return { ...model, _id: claim, worker: `oP_many_${no}`, workerId: claim, requestId: claim, seat: '0' }
    })
    insert(cloud, 'claims', claims)
    const phone = await phoneOf(officer, 'counter', `?enterprise=${enterprise}`)
    await see(phone, '等取料，5 个')
    for (let scroll = 0; scroll < 60; scroll++) {
      const before = (await phone.calls()).length
      await phone.scroll(20_000)
      await phone.page.waitForTimeout(250)
      await phone.quiet()
      if ((await phone.calls()).length === before) break
    }
    const pages = (await phone.calls()).filter(({ name }) => name.includes('crafts.counter')).length
    expect(pages).toBeGreaterThan(20)
    expect(await phone.nodes()).toBeLessThan(NODES)
    expect(Math.max(...(await phone.setData()).map(({ bytes }) => bytes))).toBeLessThan(SET_DATA_BYTES)
  })
})
