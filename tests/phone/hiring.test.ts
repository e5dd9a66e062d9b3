/** An enterprise writes a posting at its phone: asked, mended where the law forbids it, published, renewed, closed. */
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { draftPosting, movePosting, postBlocked, postingOf, postOpen } from '../functions/jobs'
import { ok } from '../functions/people'
import { change, insert, rowsOf } from '../functions/store'
import type { Phone } from './browser'
import { LOST, see, SLOW, tap, useMarket } from './market'

const PAGES = 'packages/enterprise/pages'
const DAY = 86_400_000

const { opened, phoneAt } = useMarket()
const cloud = () => opened().phones.cloud
const market = () => opened().market

const phoneOfFirm = (page: string, query = ''): Promise<Phone> =>
  phoneAt(market().officer, `${PAGES}/${page}/index?enterprise=${market().enterprise}${query}`)

const callsOf = async (phone: Phone, name: string): Promise<number> =>
  (await phone.calls()).filter((call) => call.name.includes(name)).length

const titled = (title: string): PostingDoc[] =>
  rowsOf<PostingDoc>(cloud(), 'postings').filter((posting) => posting.title === title)

/** Everything of a posting but its words. */
async function fillIn(phone: Phone, title: string): Promise<void> {
  await phone.fill('比如 小面馆服务员', title)
  await tap(phone, '选一类')
  await tap(phone, '确定')
  await phone.fill('最少', '3200')
  await see(phone, '一小时合 ¥15.32')
  await see(phone, '最低月工资 ¥2330')
  await phone.fill('街道、门牌，写清楚好找', '华龙大道 12 号')
  for (const chip of ['白班', '晚班', '交五险']) await tap(phone, chip)
}

describe('a posting', () => {
  it('is asked for field by field, mended where the law forbids it, and published', async () => {
    const phone = await phoneOfFirm('home')
    await tap(phone, '岗位')
    await tap(phone, '写一个岗位')
    await phone.atRoute(`${PAGES}/posting/index`, SLOW)
    await tap(phone, '发出去')
    await see(phone, '请写每天做些什么')
    await see(phone, '请选是哪一类活')
    await fillIn(phone, '面馆招女服务员')
    await phone.fill('每天做些什么', '端面、收碗。')
    await phone.fill('要求和待遇', '限女性，手脚麻利。入职交押金两百。包吃住。')
    expect(await callsOf(phone, 'jobs.check')).toBeLessThanOrEqual(6)
    await tap(phone, '发出去')

    await see(phone, '这几处要改')
    await see(phone, '妇女权益保障法第四十三条、就业促进法第二十七条')
    await see(phone, '劳动合同法第九条、第八十四条')
    expect(titled('面馆招女服务员')).toMatchObject([{ state: 'blocked' }])
    await phone.tap('用这句')
    await see(phone, '要求里写的')
    await phone.gone('岗位名字里写的', SLOW)
    await tap(phone, '全部照改')
    await phone.gone('这几处要改', SLOW)
    await tap(phone, '发出去')
    await see(phone, '有人应聘时告诉我')
    const [posting] = titled('面馆招服务员')
    expect(posting).toMatchObject({ state: 'open', needs: '手脚麻利。包吃住。', pay: { from: 320_000, to: 320_000 } })
    await phone.tap('知道了')
    await see(phone, '还有 14 天到期')
  })

  it('changed by hand is found no more; what the gate found below a field leads to the sheet', async () => {
    const phone = await phoneOfFirm('posting')
    await phone.fill('要求和待遇', '限男性，能搬重物。')
    await phone.field('每天做些什么').click()
    await see(phone, '“限男性”不能这样写')
    await phone.tap('看怎么改')
    await see(phone, '觉得没违法？点“发出去”以后，可以请社区看。')
    await tap(phone, '自己改')
    await phone.gone('这几处要改', SLOW)
    await phone.fill('要求和待遇', '能搬重物。')
    await phone.field('每天做些什么').click()
    await phone.gone('“限男性”不能这样写', SLOW)
    await tap(phone, '先看看写得行不行')
    await see(phone, '没有要改的，可以发')
    expect(titled('')).toEqual([])
  })

  it('half written is there again, and goes when it was sent', async () => {
    const phone = await phoneOfFirm('postings')
    await tap(phone, '写一个岗位')
    await see(phone, '岗位叫什么')
    await phone.fill('比如 小面馆服务员', '夜里没写完的')
    await phone.fill('每天做些什么', '切菜、洗菜。')
    await phone.back()
    await phone.gone('岗位叫什么', SLOW)
    await tap(phone, '写一个岗位')
    await see(phone, '岗位叫什么')
    expect(await phone.field('比如 小面馆服务员').inputValue()).toBe('夜里没写完的')
    expect(await phone.field('每天做些什么').inputValue()).toBe('切菜、洗菜。')
  })

  it('whose answer is lost is sent again and is one', async () => {
    const phone = await phoneOfFirm('posting')
    await fillIn(phone, '只发一次的')
    await phone.fill('每天做些什么', '端面。')
    await phone.field('比如 小面馆服务员').click()
    await phone.quiet()
    await phone.set({ network: 'lost' })
    await phone.tap('发出去')
    await see(phone, '等太久没回音，请再试一次', LOST)
    expect(await phone.field('每天做些什么').inputValue()).toBe('端面。')
    await phone.set({ network: 'good' })
    await tap(phone, '发出去')
    await see(phone, '有人应聘时告诉我')
    expect(titled('只发一次的')).toHaveLength(1)
  })

  it('that the gate blocked is looked at by the staff when its enterprise says why', async () => {
    const { id } = await postBlocked(market(), { title: '请社区看的' })
    const phone = await phoneOfFirm('posting', `&id=${id}`)
    await tap(phone, /^有 1 处要改才能发/)
    await tap(phone, '我觉得没违法，请社区看')
    await tap(phone, '送去给社区看')
    await see(phone, /^请写几句/)
    await phone.fill('为什么没违法', '卖的是男装')
    await phone.tap('送去给社区看')
    await see(phone, /^请社区看了/)
    expect(postingOf(cloud(), id)).toMatchObject({ state: 'blocked', asked: '卖的是男装' })
  })

  it('is renewed with one tap when it ends soon, and closed', async () => {
    const { id } = await postOpen(market(), { title: '快到期的' })
    await change(cloud(), 'postings', id, { endsAt: cloud().now() + DAY })
    const phone = await phoneOfFirm('postings', '&state=open')
    await see(phone, '还有 1 天到期')
    await phone.tap('再招 14 天')
    await phone.gone('还有 1 天到期', SLOW)
    expect(postingOf(cloud(), id).endsAt).toBeGreaterThan(cloud().now() + 13 * DAY)
    await tap(phone, '快到期的')
    await tap(phone, '不招了')
    await see(phone, '这个岗位不招了？')
    await phone.tap('不招了', -1)
    await see(phone, /^不招了，大家不能再应聘。还招就续期/)
    expect(postingOf(cloud(), id).state).toBe('ended')
  })

  it('taken away by the staff says why, and cannot be written any more', async () => {
    const { id } = await postOpen(market(), { title: '被撤下的' })
    await movePosting(cloud(), market().people.staff, id, { move: 'remove', reason: '收了服装费' })
    const phone = await phoneOfFirm('posting', `&id=${id}`)
    await see(phone, '社区写的：收了服装费')
    expect(await phone.isSeen('发出去')).toBe(false)
  })

  it('changed by a colleague meanwhile keeps what is written here', async () => {
    const { id, version } = await postOpen(market(), { title: '两人一起改' })
    const phone = await phoneOfFirm('posting', `&id=${id}`)
    await see(phone, '每天做些什么')
    await phone.fill('每天做些什么', '我写的这句。')
    await ok(cloud(), market().officer.openid, 'jobs.post', {
      enterprise: market().enterprise,
      id,
      version,
      ...draftPosting({ title: '两人一起改', wanted: 5 }),
    })
    await tap(phone, '改好了，发出去')
    await see(phone, '同事刚刚改过这个岗位。您写的还在，看一看再发一次。')
    expect(await phone.field('每天做些什么').inputValue()).toBe('我写的这句。')
    await tap(phone, '改好了，发出去')
    await see(phone, '有人应聘时告诉我')
    expect(postingOf(cloud(), id).duties).toBe('我写的这句。')
  })
})

describe('the first page and the list', () => {
  it('of one that has none yet say what to do', async () => {
    const { otherOfficer, otherEnterprise } = market()
    const phone = await phoneAt(otherOfficer, `${PAGES}/home/index?enterprise=${otherEnterprise}`)
    await see(phone, '核实过了，可以招人。')
    for (const door of ['应聘的人', '提问', '成员']) await see(phone, door)
    expect(await phone.isSeen('柜台')).toBe(false)
    await tap(phone, '看一看')
    await see(phone, '都办好了，没有等着您的。')
    await tap(phone, '岗位')
    await see(phone, '还没有写过岗位。写一个，检查过就放出去给大家看。')
  })

  it('say what is to do, and lead there', async () => {
    await postBlocked(market(), { title: '首页上要改的' })
    const phone = await phoneOfFirm('home')
    await tap(phone, '看一看')
    await tap(phone, /^\d+ 个岗位要改几处$/)
    await phone.atRoute(`${PAGES}/postings/index`, SLOW)
    await see(phone, '首页上要改的')
  })

  it('of two hundred draws few at a time', async () => {
    const { id } = await postOpen(market(), { title: '两百个里的头一个' })
    const one = postingOf(cloud(), id)
    const many = Array.from({ length: 199 }, (_, no): PostingDoc => {
      const createdAt = one.createdAt - no - 1
      const own = { _id: newId(createdAt), title: `名字写满二十个字的岗位第${no}个啊啊`, requestId: newId(createdAt) }
      return { ...one, ...own, createdAt, keys: [], grams: [] }
    })
    insert(cloud(), 'postings', many)
    const phone = await phoneOfFirm('postings', '&state=open')
    await see(phone, '两百个里的头一个')
    while (await phone.isSeen('往下还有，点这里再看')) {
      await phone.scroll(9_000)
      await phone.quiet()
    }
    await see(phone, /岗位第198个/)
    expect(await phone.nodes()).toBeLessThan(1_000)
  })
})
