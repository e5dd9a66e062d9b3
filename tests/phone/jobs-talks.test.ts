/** Talks and applications on the phones of both sides: who may see what, and what is kept when sending fails. */
import { DAY, moreResidents, movePosting, openMarket, postOpen, type Market } from '../functions/jobs'
import { ok, settle, SETTINGS, type Person } from '../functions/people'
import { answer, apply, INVITE, keepCard, say, talkOf } from '../functions/seekers'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(240_000)

/** a busy machine draws late */
const SLOW = 20_000
/** until a call whose answers are lost gives up */
const LOST = 60_000

const PACKAGE = 'packages/jobs/pages'
const TALK = `${PACKAGE}/talk/index`
const WORDS = '写给对方'

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

const seeker = (): Person => moreResidents(phones.cloud, 1)[0] ?? market.seeker

describe('a talk', () => {
  it('begins with a question, hides numbers and says so once; both sides go on', async () => {
    const { id } = await postOpen(market, { title: '问得多的岗位' })
    const who = seeker()
    // the way over 首页: what can be told is known from there
    const phone = await phoneOf(who, 'pages/home/index')
    await phone.see(/您好/, SLOW)
    await phone.open(`${PACKAGE}/posting/index?id=${id}`)
    await phone.see('问一句', SLOW)
    await phone.tap('问一句')
    await phone.see(/电话、微信号会自动遮住/, SLOW)
    await phone.tap('发出去')
    await phone.see('先写几个字')
    await phone.tap('包吃住吗？')
    await phone.tap('发出去')
    await phone.see('回话时告诉我', SLOW)
    expect(await phone.field(WORDS).inputValue()).toBe('')
    const [row] = (await ok(phones.cloud, who.openid, 'jobs.talks', {})).rows
    const talk = row?.id ?? ''

    const boss = await phoneOf(market.officer, `${PACKAGE}/talks/index?enterprise=${market.enterprise}`)
    await boss.see('有新话', SLOW)
    expect(await boss.isSeen(who.name)).toBe(false)
    await boss.tap(/^求职者 /)
    await boss.see('包吃住吗？', SLOW)
    await boss.fill(WORDS, '包两餐，打 13912345678')
    await boss.tap('发出去')
    await boss.see(/^包两餐，打 •••/, SLOW)
    expect(talkOf(phones.cloud, talk).lines).toHaveLength(2)

    await phone.open('/packages/me/pages/messages/index')
    await phone.see('您打听的岗位回话了，看看怎么说', SLOW)
    await phone.tap('您打听的岗位回话了，看看怎么说')
    await phone.atRoute(TALK, SLOW)
    await phone.see(/^包两餐，打 •••/, SLOW)
    expect(await phone.isSeen(/电话、微信号会自动遮住/)).toBe(false)
  })

  it('keeps its words when sending fails, also when the page is left, and sends them once', async () => {
    const { id } = await postOpen(market)
    const who = seeker()
    const { talk } = await say(phones.cloud, who, { posting: id, text: '还招人吗？' })
    const phone = await phoneOf(who, `${TALK}?id=${talk}`)
    await phone.see('还招人吗？', SLOW)
    await phone.fill(WORDS, '几号发工资？')
    await phone.set({ network: 'offline' })
    await phone.tap('发出去')
    await phone.see(/字都还在，再点一次不会发重/, LOST)
    await phone.set({ network: 'good' })
    await phone.reload()
    await phone.see('还招人吗？', SLOW)
    expect(await phone.field(WORDS).inputValue()).toBe('几号发工资？')
    await phone.set({ network: 'lost' })
    await phone.tap('发出去')
    await phone.see(/字都还在，再点一次不会发重/, LOST)
    await phone.set({ network: 'good' })
    await phone.tap('发出去')
    await phone.see('几号发工资？', SLOW)
    expect(talkOf(phones.cloud, talk).lines.map(({ text }) => text)).toEqual(['还招人吗？', '几号发工资？'])
    expect(await phone.field(WORDS).inputValue()).toBe('')
  })

  it('shows new lines when the page is seen again, and is shut with the posting', async () => {
    const { id } = await postOpen(market)
    const who = seeker()
    const { talk } = await say(phones.cloud, who, { posting: id, text: '能只上白班吗？' })
    const phone = await phoneOf(who, `${TALK}?id=${talk}`)
    await phone.see('能只上白班吗？', SLOW)
    await phone.tap('小面馆服务员')
    await phone.see('做什么', SLOW)
    await say(phones.cloud, market.officer, { talk, text: '可以的' })
    await phone.back()
    await phone.see('可以的', SLOW)
    await movePosting(phones.cloud, market.officer, id, { move: 'close' })
    await phone.fill(WORDS, '那我来')
    await phone.tap('发出去')
    await phone.see('这个岗位不招了，这里不能再说话。', SLOW)
    await phone.gone('发出去')
  })

  it('one who has not said where she lives is led there and keeps her words', async () => {
    const { id } = await postOpen(market)
    const url = `${TALK}?posting=${id}&title=%E9%9D%A2&firm=%E5%BA%97`
    const phone = await phoneOf({ openid: 'oP_stranger_000000077' }, url)
    await phone.see('发出去', SLOW)
    await phone.fill(WORDS, '还招吗')
    await phone.tap('发出去')
    await phone.see('问话的都是院里的人，先登记您住哪一户', SLOW)
    await phone.tap('登记住在哪一户')
    await phone.atRoute('packages/me/pages/bind/index', SLOW)
    await phone.back()
    await phone.see('发出去', SLOW)
    expect(await phone.field(WORDS).inputValue()).toBe('还招吗')
  })

  it('is nobody else’s', async () => {
    const { id } = await postOpen(market)
    const { talk } = await say(phones.cloud, seeker(), { posting: id, text: '还招人吗？' })
    const phone = await phoneOf(seeker(), `${TALK}?id=${talk}`)
    await phone.see('这里的话看不了：只给两边的人看。', SLOW)
  })
})

describe('applications', () => {
  it('open ones with who is invited on top, ended ones apart', async () => {
    const { cloud } = phones
    const who = seeker()
    await keepCard(cloud, who)
    const [first, second, third] = [
      await postOpen(market, { title: '等着看的' }),
      await postOpen(market, { title: '请去谈的' }),
      await postOpen(market, { title: '没选上的' }),
    ]
    const invited = await apply(cloud, who, second.id)
    await answer(cloud, market.officer, invited.id, INVITE)
    const declined = await apply(cloud, who, third.id)
    await answer(cloud, market.officer, declined.id, { move: 'decline', reason: 'filled' })
    await apply(cloud, who, first.id)
    const phone = await phoneOf(who, `${PACKAGE}/mine/index`)
    await phone.see('请去谈的', SLOW)
    const read = await phone.read()
    expect(read.indexOf('请去谈的')).toBeLessThan(read.indexOf('等着看的'))
    expect(read).not.toContain('没选上的')
    await phone.tap('有结果的')
    await phone.see('没选上的', SLOW)
    await phone.tap('没选上的')
    await phone.see(/^单位说：这次人招满了/, SLOW)
    await phone.tap('不给单位看我的信息了')
    await phone.tap('撤回')
    await phone.see('您的姓名、求职卡单位看不到了。', SLOW)
  })

  it('without any the page leads to the list', async () => {
    const phone = await phoneOf(seeker(), `${PACKAGE}/mine/index`)
    await phone.see('看看有什么岗位', SLOW)
    await phone.tap('看看有什么岗位')
    await phone.atRoute(`${PACKAGE}/list/index`, SLOW)
  })

  it('another’s cannot be looked at', async () => {
    const { id } = await postOpen(market)
    const who = seeker()
    await keepCard(phones.cloud, who)
    const { id: application } = await apply(phones.cloud, who, id)
    const phone = await phoneOf(seeker(), `${PACKAGE}/application/index?id=${application}`)
    await phone.see('这份应聘看不了：只给本人看。', SLOW)
  })
})

describe('the card and the enterprise', () => {
  it('the card is deleted with what waits, after it was said', async () => {
    const { id } = await postOpen(market)
    const who = seeker()
    await keepCard(phones.cloud, who)
    await apply(phones.cloud, who, id)
    const phone = await phoneOf(who, `${PACKAGE}/card/index`)
    await phone.see('删掉求职卡', SLOW)
    await phone.tap('删掉求职卡')
    await phone.see(/等回音的应聘都会撤回/)
    await phone.tap('删掉', -1)
    await phone.see('删掉了', SLOW)
    expect(await ok(phones.cloud, who.openid, 'jobs.card', {})).toEqual({ card: null })
    expect((await ok(phones.cloud, who.openid, 'jobs.applications', {})).rows).toEqual([])
  })

  it('who acts for it sees no way to apply, and from the record there is a way to its postings', async () => {
    const { id } = await postOpen(market, { title: '自家的岗位' })
    const own = await phoneOf(market.officer, 'pages/home/index')
    await own.see(/您好/, SLOW)
    await own.open(`${PACKAGE}/posting/index?id=${id}`)
    await own.see('这是您单位的岗位，去管它', SLOW)
    expect(await own.isSeen('报名')).toBe(false)
    const phone = await phoneOf(seeker(), `${PACKAGE}/posting/index?id=${id}`)
    await phone.see('渝味小面', SLOW)
    await phone.tap('渝味小面')
    await phone.see('看这家单位的岗位', SLOW)
    await phone.tap('看这家单位的岗位')
    await phone.see('找“渝味小面”', SLOW)
    await phone.see('自家的岗位', SLOW)
  })
})

describe('what an application needs', () => {
  it('a home first, then a card, then a name: each is led to', async () => {
    const { id } = await postOpen(market)
    const openid = 'oP_newcomer_0000000088'
    const phone = await phoneOf({ openid }, `${PACKAGE}/posting/index?id=${id}`)
    await phone.see('报名', SLOW)
    await phone.tap('报名')
    await phone.see('先登记您住哪一户', SLOW)
    await phone.tap('先不')
    await phone.gone('先登记您住哪一户')
    await ok(phones.cloud, openid, 'estate.bind', { building: 'A18', unit: 1, floor: 9, room: 1 })
    await phone.tap('报名')
    await phone.see('先填一张求职卡', SLOW)
    await phone.tap('先不')
    await keepCard(phones.cloud, { openid, id: '', name: '', phone: null })
    await phone.gone('先填一张求职卡')
    await phone.tap('报名')
    await phone.see('先写上您的姓名', SLOW)
    await phone.tap('写姓名')
    await phone.atRoute('packages/me/pages/profile/index', SLOW)
  })

  it('under sixteen there is a kind sentence and no card', async () => {
    const child = seeker()
    const phone = await phoneOf(child, `${PACKAGE}/card/index`)
    await phone.see('存好', SLOW)
    for (const word of ['厨房', '白班', '30 分钟']) await phone.tap(word)
    await phone.page.evaluate(`(() => {
      const page = getCurrentPages().at(-1)
      page.chooseBorn({ detail: { value: new Date(${phones.cloud.now() - 12 * 365 * DAY}).toISOString().slice(0, 7) } })
    })()`)
    await phone.tap('存好')
    await phone.see(/您还没满 16 岁/, SLOW)
    expect(await ok(phones.cloud, child.openid, 'jobs.card', {})).toEqual({ card: null })
  })
})
