/** The job supermarket on the phone of one who looks for work, by what is seen and tapped. */
import type { ApplicationRow } from '../../miniprogram/contract/job-applications'
import type { Page } from '../../miniprogram/contract/paging'
import { movePosting, moreResidents, openMarket, postOpen, reportsOn, type Market } from '../functions/jobs'
import { ok, settle, SETTINGS, type Person } from '../functions/people'
import { answer, apply, applicationOf, INVITE, keepCard } from '../functions/seekers'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(240_000)

/** a busy machine draws late */
const SLOW = 20_000
/** until a call whose answers are lost gives up */
const LOST = 60_000

const PACKAGE = 'packages/jobs/pages'
const LIST = `${PACKAGE}/list/index`
const POSTING = `${PACKAGE}/posting/index`
const APPLICATION = `${PACKAGE}/application/index`

let phones: Phones
let market: Market

beforeAll(async () => {
  phones = await openPhones({
    seed: false,
    functionEnv: SETTINGS,
    functions: ['jobs', 'enterprises', 'estate', 'cases', 'messages'],
  })
  market = await openMarket(phones.cloud, await settle(phones.cloud))
})
afterAll(() => phones.stop())

const open = new Set<Phone>()
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
})

async function phoneOf({ openid }: Pick<Person, 'openid'>, path: string): Promise<Phone> {
  const phone = await phones.phone(openid, { path: `/${path}` })
  open.add(phone)
  return phone
}

const seekers = (count: number): Person[] => moreResidents(phones.cloud, count)
const seeker = (): Person => seekers(1)[0] ?? market.seeker

async function withCard(): Promise<Person> {
  const who = seeker()
  await keepCard(phones.cloud, who)
  return who
}

const applicationsOf = async ({ openid }: Person): Promise<ApplicationRow[]> => {
  const page: Page<ApplicationRow> = await ok(phones.cloud, openid, 'jobs.applications', {})
  return page.rows
}

it('goes from the tab to an application that is answered and taken back, with a card on the way', async () => {
  const { cloud } = phones
  const { id } = await postOpen(market, { title: '早班帮厨', kind: 'kitchen' })
  const who = seeker()
  const phone = await phoneOf(who, 'pages/home/index')
  await phone.see(/您好/, SLOW)
  await phone.tab('就业')
  await phone.see('家门口的岗位')
  const before = (await phone.calls()).length
  await phone.tap('家门口的岗位')
  await phone.see('早班帮厨', SLOW)
  expect((await phone.calls()).length - before).toBe(1)
  await phone.see('¥3200–3800')
  await phone.see('走路 10 分钟')

  await phone.tap('早班帮厨')
  await phone.see('报名', SLOW)
  await phone.see(/一小时合/)
  await phone.tap('报名')
  await phone.tap('填求职卡')
  await phone.see('存好', SLOW)
  await phone.tap('存好')
  await phone.see('点一样您想做的活')
  await phone.see('还没选出生的年月')
  for (const word of ['厨房', '白班', '30 分钟']) await phone.tap(word)
  await phone.fill('还会什么', '切菜快')
  await phone.tap('选年月')
  await phone.tap('确定')
  await phone.tap('存好')
  await phone.atRoute(POSTING, SLOW)

  await phone.see('报名', SLOW)
  await phone.tap('报名')
  await phone.see(/^渝味小面 会看到这些/, SLOW)
  for (const shared of [who.name, '切菜快', '一个月 ¥3500']) await phone.see(shared)
  await phone.tap('同意，报名')
  await phone.see('要您点一下同意，才能报名')
  expect(await applicationsOf(who)).toEqual([])
  await phone.tap('我同意给他们看')
  await phone.tap('同意，报名')
  await phone.see('报上了', SLOW)
  await phone.tap('有回音时告诉我')
  await phone.tap('允许')
  await phone.see('好的，有回音微信会告诉您')
  await phone.tap('看我的应聘')
  await phone.atRoute(APPLICATION, SLOW)
  await phone.see('报上去了，等单位看', SLOW)

  const [row] = await applicationsOf(who)
  if (!row) throw new Error('no application')
  await answer(cloud, market.officer, row.id, { move: 'see' })
  await answer(cloud, market.officer, row.id, INVITE)
  await phone.open('/packages/me/pages/messages/index')
  await phone.see('招人的单位请您去谈谈，时间写在里面', SLOW)
  await phone.tap('招人的单位请您去谈谈，时间写在里面')
  await phone.see('单位请您去谈谈', SLOW)
  await phone.see('明天上午九点到店里找罗师傅')
  await phone.tap('不去了，撤回应聘')
  await phone.tap('撤回')
  await phone.see('您撤回了', SLOW)
  await phone.gone('单位看得到您的这些')
  expect(applicationOf(cloud, row.id)).toMatchObject({ state: 'withdrawn', shared: null, posting: id })
})

describe('the list', () => {
  it('is narrowed by pickers that the phone keeps, and words are looked for alone', async () => {
    await postOpen(market, {
      title: '夜班看仓库',
      kind: 'warehouse',
      shifts: ['night'],
      way: { by: 'bus', minutes: 50 },
    })
    await postOpen(market, { title: '收银员', kind: 'sales' })
    const who = seeker()
    const phone = await phoneOf(who, LIST)
    await phone.see('夜班看仓库', SLOW)
    await phone.tap('工种')
    await phone.tap('卖货收银')
    await phone.tap('确定')
    await phone.gone('夜班看仓库', SLOW)
    await phone.see('收银员')
    await phone.tap('多远')
    await phone.tap('30 分钟内')
    await phone.tap('确定')
    await phone.see('收银员', SLOW)

    await phone.reload()
    await phone.see('卖货收银', SLOW)
    await phone.see('30 分钟内')
    await phone.fill('找岗位、找单位', '仓库')
    await phone.tap('找')
    await phone.see('夜班看仓库', SLOW)
    await phone.gone('收银员')
    await phone.fill('找岗位、找单位', '宇航员')
    await phone.tap('找')
    await phone.see('没找到“宇航员”，换个词试试，或者看全部。', SLOW)
    await phone.tap('看全部岗位')
    await phone.see('收银员', SLOW)
  })

  it('shows what suits with its reasons, and says how to begin and how it is switched off', async () => {
    await postOpen(market, { title: '适合的服务员' })
    const who = seeker()
    const phone = await phoneOf(who, LIST)
    await phone.see('适合我', SLOW)
    await phone.tap('适合我')
    await phone.see('填一张求职卡，一分钟，就帮您挑出合适的岗位。', SLOW)
    await keepCard(phones.cloud, who)
    await phone.tap('填求职卡')
    await phone.see('删掉求职卡', SLOW)
    await phone.back()
    await phone.see('适合的服务员', SLOW)
    await phone.see(/^是您想做的活，上班时间对得上/)
    await phone.tap('改卡、关掉')
    await phone.tap('帮我挑合适的')
    await phone.tap('存好')
    await phone.see('您把推荐关了，所以这里不排。想看随时可以打开。', SLOW)
  })

  it('keeps what is saved, and takes it away again', async () => {
    const { id } = await postOpen(market, { title: '想了又想的活' })
    const who = seeker()
    const phone = await phoneOf(who, `${LIST}?tab=saved`)
    await phone.see('还没有收藏。看到中意的点一下星星，以后好找。', SLOW)
    await phone.open(`${POSTING}?id=${id}`)
    await phone.see('想了又想的活', SLOW)
    await phone.tapRole('checkbox', '收藏')
    await phone.see('收藏好了', SLOW)
    await phone.open(`${LIST}?tab=saved`)
    await phone.see('想了又想的活', SLOW)
    const { rows } = await ok(phones.cloud, who.openid, 'jobs.saved', {})
    expect(rows.map((row) => row.id)).toEqual([id])
  })

  it('is drawn in parts, however long it is', async () => {
    for (let no = 0; no < 45; no++) await postOpen(market, { title: `第 ${no} 个岗位` })
    const phone = await phoneOf(seeker(), LIST)
    await phone.see('第 44 个岗位', SLOW)
    for (let before = -1; before < (await phone.calls()).length;) {
      before = (await phone.calls()).length
      await phone.scroll(20_000)
      await phone.quiet()
      await phone.page.waitForTimeout(200)
    }
    await phone.see('就这些了', SLOW)
    expect((await phone.calls()).length).toBeGreaterThan(2)
    expect(await phone.nodes()).toBeLessThan(1_000)
    expect(Math.max(...(await phone.setData()).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
    const officer = await ok(phones.cloud, market.officer.openid, 'jobs.own', { enterprise: market.enterprise })
    for (const { id, state } of officer.rows)
      if (state === 'open') await movePosting(phones.cloud, market.officer, id, { move: 'close' })
  })
})

describe('a bad network', () => {
  it('an application whose answer is lost is sent again and is one', async () => {
    const { id } = await postOpen(market)
    const who = await withCard()
    const phone = await phoneOf(who, `${POSTING}?id=${id}`)
    await phone.see('报名', SLOW)
    await phone.tap('报名')
    await phone.see('我同意给他们看', SLOW)
    await phone.tap('我同意给他们看')
    await phone.set({ network: 'lost' })
    await phone.tap('同意，报名')
    await phone.see(/再点一次不会报重/, LOST)
    expect(await applicationsOf(who)).toHaveLength(1)
    await phone.set({ network: 'good' })
    await phone.tap('同意，报名')
    await phone.see('报上了', SLOW)
    expect(await applicationsOf(who)).toHaveLength(1)
  })

  it('without a network the list says so and comes back', async () => {
    await postOpen(market, { title: '回来就有的岗位' })
    const phone = await phoneOf(seeker(), 'pages/jobs/index')
    await phone.see('家门口的岗位', SLOW)
    await phone.set({ network: 'offline' })
    await phone.tap('家门口的岗位')
    await phone.see('网络断了，请连上网再试', SLOW)
    await phone.set({ network: 'good' })
    await phone.tap('再试一次')
    await phone.see('回来就有的岗位', SLOW)
  })
})

describe('what others do meanwhile', () => {
  it('a posting that was closed is not applied for', async () => {
    const { id } = await postOpen(market)
    const who = await withCard()
    const phone = await phoneOf(who, `${POSTING}?id=${id}`)
    await phone.see('报名', SLOW)
    await phone.tap('报名')
    await phone.see('我同意给他们看', SLOW)
    await phone.tap('我同意给他们看')
    await movePosting(phones.cloud, market.officer, id, { move: 'close' })
    await phone.tap('同意，报名')
    await phone.see('这个岗位不招了，看看别的吧。', SLOW)
    await phone.gone('报名')
    expect(await applicationsOf(who)).toEqual([])
  })

  it('what the enterprise answered is shown before it is taken back after all', async () => {
    const { id } = await postOpen(market)
    const who = await withCard()
    const { id: application } = await apply(phones.cloud, who, id)
    const phone = await phoneOf(who, `${APPLICATION}?id=${application}`)
    await phone.see('不去了，撤回应聘', SLOW)
    await answer(phones.cloud, market.officer, application, INVITE)
    await phone.tap('不去了，撤回应聘')
    await phone.tap('撤回')
    await phone.see('刚刚有了变化，给您看最新的。还要撤回就再点一次。', SLOW)
    await phone.see('单位请您去谈谈')
    await phone.tap('不去了，撤回应聘')
    await phone.tap('撤回')
    await phone.see('您撤回了', SLOW)
  })

  it('a cheat is reported once, with words or without', async () => {
    const { id } = await postOpen(market)
    const who = seeker()
    const phone = await phoneOf(who, `${POSTING}?id=${id}`)
    await phone.see('这个岗位有问题，我要举报', SLOW)
    await phone.tap('这个岗位有问题，我要举报')
    await phone.tap('送给社区')
    await phone.see('点一下是哪样')
    await phone.tap('叫我交钱、押证件')
    await phone.fill('怎么回事', '要我先交三百元服装费')
    await phone.tap('送给社区')
    await phone.see('收到了，社区的人会看。谢谢您', SLOW)
    await phone.gone('这个岗位有问题，我要举报')
    expect(reportsOn(phones.cloud, id)).toMatchObject([{ cheat: 'fee', text: '要我先交三百元服装费' }])
  })
})
