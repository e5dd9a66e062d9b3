/** Piece-work on the phone of a mother, by what she sees and taps; the counter's side is done by calling routes. */
import { openWage } from '../../cloudfunctions/crafts/pay.rules'
import type { Page } from '../../miniprogram/contract/paging'
import type { ClaimRow } from '../../miniprogram/contract/crafts'
import {
  batchOf,
  claimOf,
  countedClaim,
  DAY,
  fetchedClaim,
  HOUR,
  lookAt,
  moveClaim,
  openWorkshop,
  take,
  type Workshop,
} from '../functions/crafts'
import { ok, settle, SETTINGS, type Person } from '../functions/people'
import { insert } from '../functions/store'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(240_000)

/** a busy machine draws late */
const SLOW = 20_000
/** until a call whose answers are lost gives up */
const LOST = 60_000

const PACKAGE = 'packages/crafts/pages'
const BATCH = `${PACKAGE}/batch/index`
const CLAIM = `${PACKAGE}/claim/index`
const MONEY = `${PACKAGE}/money/index`

let phones: Phones
let shop: Workshop

beforeAll(async () => {
  phones = await openPhones({
    seed: false,
    functionEnv: SETTINGS,
    functions: ['crafts', 'estate', 'cases', 'messages'],
  })
  shop = await openWorkshop(phones.cloud, await settle(phones.cloud))
})
afterAll(() => phones.stop())

const open = new Set<Phone>()
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
  // nobody's hands stay full for the next test
  for (const who of [shop.worker, shop.colleague])
    for (const { id, state } of await heldBy(who))
      if (state === 'taken') await moveClaim(phones.cloud, who, id, { move: 'cancel' })
})

async function phoneOf({ openid }: Pick<Person, 'openid'>, path: string): Promise<Phone> {
  const phone = await phones.phone(openid, { path: `/${path}` })
  open.add(phone)
  return phone
}

const heldBy = async ({ openid }: Pick<Person, 'openid'>): Promise<ClaimRow[]> => {
  const page: Page<ClaimRow> = await ok(phones.cloud, openid, 'crafts.mine', {})
  return page.rows
}

const claimsIn = async (who: Pick<Person, 'openid'>, batch: string): Promise<ClaimRow[]> =>
  (await heldBy(who)).filter((row) => row.batch === batch)

/** Everything but the tap on the button. */
async function agreed(phone: Phone): Promise<void> {
  await phone.see(/^我同意让/, SLOW)
  await phone.tap(/^我同意让/)
}

/** Someone who lives here and has no card. */
async function newcomer(openid: string): Promise<Pick<Person, 'openid'>> {
  await ok(phones.cloud, openid, 'estate.bind', { building: 'A18', unit: 1, floor: 9, room: 1 })
  return { openid }
}

async function fillCard(phone: Phone): Promise<void> {
  for (const [answer, index] of [
    ['3 小时', 0],
    ['会', 0],
    ['方便', 0],
    ['方便', 1],
    ['没有', 0],
  ] as const) {
    await phone.see(answer, SLOW)
    await phone.tap(answer, index)
  }
}

it('goes from the tab to the money, with a card on the way', async () => {
  const { cloud } = phones
  const { officer } = shop
  const batch = shop.batch({ name: '手工蝴蝶结', trial: true })
  const mother = await newcomer('oP_mother_0000000001')
  const phone = await phoneOf(mother, 'pages/home/index')
  await phone.see(/您好/, SLOW)
  await phone.tab('就业')
  await phone.see('巧手梦工坊')
  const before = (await phone.calls()).length
  await phone.tap('巧手梦工坊')
  await phone.see('哪些适合我？', SLOW)
  expect((await phone.calls()).length - before).toBe(1)
  await phone.see('比最低小时工资 ¥23.00 低 ¥20.60')
  await phone.see('企业自己说的，没人做过：每个约 20 分钟')

  await phone.tap('手工蝴蝶结')
  await phone.tap('填小卡，就能领')
  await phone.tap('存好')
  await phone.see('还有 5 个问题没点')
  await fillCard(phone)
  await phone.tap('存好')
  await phone.see('还没选出生的年月')
  await phone.tap('选年月')
  await phone.tap('确定')
  await phone.tap('存好')
  await phone.atRoute(BATCH, SLOW)

  await phone.see(/先领 5 个以内试试手/, SLOW)
  await phone.see('适合您：时间来得及')
  await phone.tap('领这 5 个')
  await phone.see('企业要知道是谁领的，请先点一下同意')
  expect(await claimsIn(mother, batch)).toEqual([])
  await agreed(phone)
  await phone.tap('领这 5 个')
  await phone.see('领到了 5 个', SLOW)
  await phone.tap('点数、给钱时告诉我')
  await phone.tap('允许')
  await phone.see('好的，有事微信会告诉您')
  await phone.tap('看取料的码')
  await phone.atRoute(CLAIM, SLOW)

  const [row] = await claimsIn(mother, batch)
  const id = row?.id ?? ''
  const person: Person = { openid: mother.openid, id: '', name: '', phone: null }
  const { code } = await lookAt(cloud, person, id)
  await phone.see(`${code?.slice(0, 3)} ${code?.slice(3)}`, SLOW)
  await moveClaim(cloud, officer, id, { move: 'fetch', code: code ?? '' })

  await phone.open(`${PACKAGE}/mine/index`)
  await phone.see('报进度、交货', SLOW)
  await phone.tap('报进度、交货')
  await phone.tap('报进度')
  await phone.tap('全部')
  await phone.tap('1 小时')
  await phone.tap('报上去')
  await phone.see('您报了进度：做好 5 个，用了 1 小时', SLOW)
  await phone.gone('报上去')
  await phone.tap('交货', -1)
  await phone.tap('交了这些')
  await phone.see('交了，等企业点数', SLOW)

  await moveClaim(cloud, officer, id, { move: 'count', accepted: 4, rework: 1, rejected: 0, text: '一个松了' })
  await phone.open(`${CLAIM}?id=${id}`)
  await phone.see('企业说：一个松了', SLOW)
  await phone.see('¥3.20')
  await phone.tap('数对，同意')
  await phone.tap('数对')
  await phone.see('材料在您手上', SLOW)

  const { rows } = await ok(cloud, mother.openid, 'crafts.money', {})
  const proof = '尾号 0291'
  await ok(cloud, officer.openid, 'crafts.pay', {
    enterprise: shop.enterprise,
    wages: rows.map((wage) => wage.id),
    way: 'wechat',
    proof,
  })
  await phone.open(MONEY)
  await phone.see('有 1 笔企业说付了，请您看看收到没有', SLOW)
  await phone.see(new RegExp(`用微信付了：${proof}`))
  await phone.tap('收到了', -1)
  await phone.see('记好了，收到了', SLOW)
  await phone.gone('没收到')
  const { sum } = await ok(cloud, mother.openid, 'crafts.money', {})
  expect(sum).toMatchObject({ owed: 320, paid: 320, open: 0, pieces: 4 })

  const [excel] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('导出 Excel')])
  expect(excel.suggestedFilename()).toBe(`工钱 ${sum.month}.xlsx`)
  await phone.tap('存成图片')
  await phone.tap('同意')
  await phone.see('允许', SLOW)
  const [picture] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('允许')])
  expect(picture.suggestedFilename()).toMatch(/\.png$/)
  await phone.see('存到相册了')
})

describe('warnings', () => {
  it('both are shown and must be ticked before much work is taken', async () => {
    const batch = shop.batch({ name: '很多的活', pieces: 400, most: 400, deadline: phones.cloud.now() + 7 * DAY })
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await phone.see('领最多', SLOW)
    expect(await phone.isSeen(/久坐伤腰/)).toBe(false)
    await phone.tap('领最多')
    await phone.see(/久坐伤腰/)
    await phone.see(/会很累/)
    await agreed(phone)
    await phone.tap('领这 400 个')
    await phone.see('请先看完上面的提醒，点一下')
    await phone.tap('我知道一天会超过 4 小时')
    await phone.tap('领这 400 个')
    await phone.see('请先看完上面的提醒，点一下')
    expect(await claimsIn(shop.worker, batch)).toEqual([])
    await phone.tap('我知道一周会超过 24 小时')
    await phone.tap('领这 400 个')
    await phone.see('领到了 400 个', SLOW)
  })

  it('work that is in hand already counts too: the server asks, and the phone shows it', async () => {
    const first = shop.batch({ pieces: 40, deadline: phones.cloud.now() + 3 * DAY })
    await take(phones.cloud, shop.worker, first, 36)
    const batch = shop.batch({ name: '再来一点', pieces: 40, deadline: phones.cloud.now() + 3 * DAY })
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    await phone.tap('领这 5 个')
    await phone.see('连您手上的活一起算，有点多，请看看提醒', SLOW)
    await phone.tap('我知道一天会超过 4 小时')
    await phone.tap('领这 5 个')
    await phone.see('领到了 5 个', SLOW)
  })
})

describe('what others do meanwhile', () => {
  it('sold out between', async () => {
    const batch = shop.batch({ pieces: 8, name: '抢手的活' })
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    await take(phones.cloud, shop.colleague, batch, 8)
    await phone.tap('领这 5 个')
    await phone.see('这批活刚领完，看看别的吧', SLOW)
    expect(await claimsIn(shop.worker, batch)).toEqual([])
  })

  it('fewer are left than were wanted', async () => {
    const batch = shop.batch({ pieces: 20, least: 1 })
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    await phone.tap('领最多')
    await take(phones.cloud, shop.colleague, batch, 17)
    await phone.tap('领这 20 个')
    await phone.see('刚刚有人先领了，现在您最多能领 3 个。', SLOW)
    await phone.tap('领这 3 个')
    await phone.see('领到了 3 个', SLOW)
    expect(batchOf(phones.cloud, batch).left).toBe(0)
  })

  it('another price is said before it is taken at that', async () => {
    const batch = shop.batch()
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    const { version } = batchOf(phones.cloud, batch)
    await ok(phones.cloud, shop.officer.openid, 'crafts.adjust', { id: batch, version, price: 70 })
    await phone.tap('领这 5 个')
    await phone.see('每个的价钱刚从 ¥0.80 改成 ¥0.70。要领，再点一次就按新的算。', SLOW)
    expect(await claimsIn(shop.worker, batch)).toEqual([])
    await phone.tap('领这 5 个')
    await phone.see('领到了 5 个', SLOW)
    expect(await claimsIn(shop.worker, batch)).toMatchObject([{ price: 70 }])
  })

  it('the counter hands out the material while the worker still thinks of cancelling', async () => {
    const batch = shop.batch()
    const { id } = await take(phones.cloud, shop.worker, batch, 5)
    const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
    await phone.see('领到了，等您去取料', SLOW)
    const { code } = await lookAt(phones.cloud, shop.worker, id)
    await moveClaim(phones.cloud, shop.officer, id, { move: 'fetch', code: code ?? '' })
    await phone.tap('还能做什么')
    await phone.tap('不去取了，退掉')
    await phone.tap('退掉')
    await phone.see('刚刚有了变化，给您看最新的', SLOW)
    await phone.see('材料在您手上', SLOW)
  })
})

describe('a bad network', () => {
  it('a take whose answer is lost is sent again and is one take', async () => {
    const batch = shop.batch()
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    await phone.set({ network: 'lost' })
    await phone.tap('领这 5 个')
    await phone.see(/上次没等到回音/, LOST)
    expect(await claimsIn(shop.worker, batch)).toHaveLength(1)
    await phone.set({ network: 'good' })
    await phone.tap('再试一次')
    await phone.see('领到了 5 个', SLOW)
    expect(await claimsIn(shop.worker, batch)).toHaveLength(1)
    expect(batchOf(phones.cloud, batch).left).toBe(95)
  })

  it('one who waits no longer is shown what has been taken', async () => {
    const batch = shop.batch()
    const phone = await phoneOf(shop.worker, `${BATCH}?id=${batch}`)
    await agreed(phone)
    await phone.set({ network: 'lost' })
    await phone.tap('领这 5 个')
    await phone.see(/上次没等到回音/, LOST)
    await phone.set({ network: 'good' })
    await phone.tap('不试了，看看领到没有')
    await phone.see('领到了 5 个', SLOW)
    expect(await claimsIn(shop.worker, batch)).toHaveLength(1)
  })

  it('a report whose answer is lost counts once, and its numbers cannot be changed under way', async () => {
    const id = await fetchedClaim(shop, shop.batch(), 5)
    const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
    await phone.see('材料在您手上', SLOW)
    await phone.tap('报进度')
    await phone.tap('2 小时')
    await phone.set({ network: 'lost' })
    await phone.tap('报上去')
    await phone.see(/上次没等到回音/, LOST)
    await phone.tap('3 小时')
    await phone.set({ network: 'good' })
    await phone.tap('再送一次')
    await phone.see(/您报了进度.*用了 2 小时/, SLOW)
    expect(claimOf(phones.cloud, id)).toMatchObject({ minutes: 120, version: 3 })
  })

  it('without a network the list says so and comes back', async () => {
    shop.batch({ name: '回来就有的活' })
    const phone = await phoneOf(shop.worker, 'pages/jobs/index')
    await phone.set({ network: 'offline' })
    await phone.tap('巧手梦工坊')
    await phone.see('网络断了，请连上网再试', SLOW)
    await phone.set({ network: 'good' })
    await phone.tap('再试一次')
    await phone.see('回来就有的活', SLOW)
  })
})

describe('a count', () => {
  it('is objected to with words that are kept when the sheet is closed', async () => {
    const id = await countedClaim(shop, shop.batch(), { accepted: 4, rework: 1 })
    const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
    await phone.see('企业说：珠子掉了', SLOW)
    await phone.tap('数不对')
    await phone.tap('请社区来看')
    await phone.see('请写几个字，或者点一句现成的话')
    await phone.fill('哪里不对，写几个字', '那一个是好的')
    await phone.tap('先不')
    await phone.gone('请社区来看')
    await phone.tap('数不对')
    expect(await phone.field('哪里不对，写几个字').inputValue()).toBe('那一个是好的')
    await phone.tap('点少了')
    await phone.tap('请社区来看')
    await phone.see('您说数不对，社区的人在看', SLOW)
    expect((await lookAt(phones.cloud, shop.worker, id)).events.at(-1)).toMatchObject({
      command: 'object',
      text: '那一个是好的，点少了',
    })
    await phone.gone('数对，同意')
  })

  it('payment that did not come goes to the staff without asking for words', async () => {
    const { cloud } = phones
    const id = await countedClaim(shop, shop.batch(), { accepted: 5 })
    await moveClaim(cloud, shop.worker, id, { move: 'agree' })
    const [wage] = (await lookAt(cloud, shop.worker, id)).wages
    const wages = [wage?.id ?? '']
    await ok(cloud, shop.officer.openid, 'crafts.pay', {
      enterprise: shop.enterprise,
      wages,
      way: 'cash',
      proof: '当面',
    })
    const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
    await phone.see('企业说付了', SLOW)
    await phone.tap('没收到')
    await phone.tap('没收到', -1)
    await phone.see('社区在查', SLOW)
    const desk = await ok(cloud, shop.people.staff.openid, 'crafts.desk', { what: 'denied' })
    expect(desk.wages?.rows.map((row) => row.id)).toContain(wage?.id)
  })

  it('what was lost is said in words and costs nothing', async () => {
    const id = await fetchedClaim(shop, shop.batch(), 5)
    const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
    await phone.see('材料在您手上', SLOW)
    await phone.tap('更多')
    await phone.tap('丢了或弄坏了')
    await phone.see('照实说就行。不扣您的钱，也不要您赔。')
    await phone.tap('材料本来就是坏的')
    await phone.tap('说明情况')
    await phone.see(/丢了坏了/, SLOW)
    expect(claimOf(phones.cloud, id)).toMatchObject({ pieces: { lost: 1, out: 4 }, money: { owed: 0 } })
  })
})

describe('long lists', () => {
  const ROWS = 65
  const NODES = 1_000
  const SET_DATA_BYTES = 64 * 1024

  /** Scrolls until nothing more is asked for. */
  async function toTheEnd(phone: Phone): Promise<{ pages: number; nodes: number; bytes: number }> {
    for (let before = -1; before < (await phone.calls()).length;) {
      before = (await phone.calls()).length
      await phone.scroll(20_000)
      await phone.quiet()
      await phone.page.waitForTimeout(200)
    }
    const bytes = (await phone.setData()).map((one) => one.bytes)
    return { pages: (await phone.calls()).length, nodes: await phone.nodes(), bytes: Math.max(...bytes) }
  }

  it('are drawn in parts: batches', async () => {
    for (let no = 0; no < ROWS; no++) shop.batch({ name: `第 ${no} 批` })
    const phone = await phoneOf(shop.worker, `${PACKAGE}/batches/index`)
    await phone.see('第 64 批', SLOW)
    const { pages, nodes, bytes } = await toTheEnd(phone)
    await phone.see('就这些了')
    expect(pages).toBeGreaterThan(3)
    expect(nodes).toBeLessThan(NODES)
    expect(bytes).toBeLessThan(SET_DATA_BYTES)
  })

  it('are drawn in parts: a month of wages', async () => {
    const { cloud } = phones
    const who = shop.people.mediator
    const claim = { ...claimOf(cloud, (await take(cloud, shop.worker, shop.batch(), 5)).id), worker: who.openid }
    const wages = Array.from({ length: ROWS }, (_, no) => openWage(claim, { no, pieces: 5, countedAt: cloud.now() }))
    insert(cloud, 'wages', wages)
    const phone = await phoneOf(who, MONEY)
    await phone.see('合格 325 个', SLOW)
    const { pages, nodes, bytes } = await toTheEnd(phone)
    await phone.see('就这些了')
    expect(pages).toBe(4)
    expect(nodes).toBeLessThan(NODES)
    expect(bytes).toBeLessThan(SET_DATA_BYTES)
  })
})

describe('who may', () => {
  it('one who has not said where she lives is led there, and nothing she tapped is lost', async () => {
    const phone = await phoneOf({ openid: 'oP_stranger_000000001' }, `${PACKAGE}/card/index`)
    await fillCard(phone)
    await phone.tap('选年月')
    await phone.tap('确定')
    await phone.tap('存好')
    await phone.see(/先登记您住哪一户/, SLOW)
    await phone.tap('登记住在哪一户')
    await phone.atRoute('packages/me/pages/bind/index')
    await phone.back()
    await phone.see('存好')
    expect(await phone.isSeen('选年月')).toBe(false)
  })

  it('under sixteen there is a kind sentence and no card', async () => {
    const child = await newcomer('oP_child_00000000001')
    const phone = await phoneOf(child, `${PACKAGE}/card/index`)
    await fillCard(phone)
    await phone.page.evaluate(`(() => {
      const page = getCurrentPages().at(-1)
      page.chooseBorn({ detail: { value: new Date(${phones.cloud.now() - 12 * 365 * DAY}).toISOString().slice(0, 7) } })
    })()`)
    await phone.tap('存好')
    await phone.see(/您还没满 16 岁/, SLOW)
    expect(await ok(phones.cloud, child.openid, 'crafts.card', {})).toEqual({ card: null })
  })

  it('the card is deleted once nothing is in hand', async () => {
    const { id } = await take(phones.cloud, shop.colleague, shop.batch(), 5)
    const phone = await phoneOf(shop.colleague, `${PACKAGE}/card/index`)
    await phone.see('删掉我的小卡', SLOW)
    await phone.tap('删掉我的小卡')
    await phone.tap('删掉')
    await phone.see('手上还有活，交完了再删', SLOW)
    await moveClaim(phones.cloud, shop.colleague, id, { move: 'cancel' })
    await phone.tap('删掉我的小卡')
    await phone.tap('删掉')
    await phone.see('删掉了', SLOW)
    expect(await ok(phones.cloud, shop.colleague.openid, 'crafts.card', {})).toEqual({ card: null })
  })

  it('another’s work cannot be looked at', async () => {
    const { id } = await take(phones.cloud, shop.worker, shop.batch(), 5)
    const phone = await phoneOf({ openid: 'oP_mother_0000000001' }, `${CLAIM}?id=${id}`)
    await phone.see('这份活看不了：只给领的人自己看。', SLOW)
  })
})

it('a take that was not fetched goes back, and the page says so', async () => {
  const { id } = await take(phones.cloud, shop.worker, shop.batch(), 5)
  await phones.cloud.shift(49 * HOUR)
  await phones.cloud.timer('crafts')
  const phone = await phoneOf(shop.worker, `${CLAIM}?id=${id}`)
  await phone.see('过了时间没取，退回去了：5 个', SLOW)
  await phone.open(`${PACKAGE}/mine/index`)
  await phone.see('看做完的', SLOW)
  await phone.tap('看做完的')
  await phone.see('做完的', SLOW)
})
