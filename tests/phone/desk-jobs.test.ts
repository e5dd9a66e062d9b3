/** The staff at their phone: postings that people report, and those that the gate blocked. */
import { movePosting, postBlocked, postingOf, postOpen, reportTwice } from '../functions/jobs'
import { ok, refused } from '../functions/people'
import { see, SLOW, tap, useMarket } from './market'
import type { Phone } from './browser'

const PAGES = 'packages/desk/pages'
const ENTRY = '企业、计件和招工'

const { opened, phoneAt } = useMarket()
const cloud = () => opened().phones.cloud
const market = () => opened().market
const staff = () => market().people.staff

const deskAt = (page: string, query = ''): Promise<Phone> => phoneAt(staff(), `${PAGES}/${page}/index${query}`)

async function hidden(title: string): Promise<string> {
  const { id } = await postOpen(market(), { title })
  await reportTwice(market(), id)
  return id
}

async function asked(title: string): Promise<string> {
  const { id } = await postBlocked(market(), { title })
  await movePosting(cloud(), market().officer, id, { move: 'ask', reason: '卖的是男装' })
  return id
}

describe('a reported posting', () => {
  it('is found from 首页 on, with what was said, and let be seen again with a reason', async () => {
    const id = await hidden('夜班收银')
    const phone = await phoneAt(staff(), 'pages/home/index')
    await tap(phone, ENTRY)
    await phone.atRoute(`${PAGES}/home/index`, SLOW)
    await tap(phone, '招工的岗位')
    await phone.atRoute(`${PAGES}/jobs/index`, SLOW)
    await see(phone, '叫我交钱、押证件（2 人）')
    await see(phone, /^还剩 2[34] 小时核实$/)
    await phone.quiet()
    const before = (await phone.calls()).length
    await phone.tap('夜班收银')
    await see(phone, '要我先交服装钱')
    await phone.quiet()
    expect((await phone.calls()).length - before).toBe(1)
    await phone.tap('没问题，放回去')
    await see(phone, '查到了什么')
    await phone.tap('没问题，放回去', -1)
    await see(phone, '请写几句，对方才知道为什么')
    expect(postingOf(cloud(), id).state).toBe('hidden')
    await phone.fill('查到了什么', '去店里问过，没有收钱')
    await phone.tap('没问题，放回去', -1)
    await see(phone, '社区看过没问题，放回去了')
    expect(postingOf(cloud(), id).state).toBe('open')
    await phone.back()
    await see(phone, '现在没有被举报的岗位')
  })

  it('is taken away with a reason, which its enterprise reads', async () => {
    const id = await hidden('真的骗人的')
    const phone = await deskAt('posting', `?id=${id}`)
    await tap(phone, '撤下，不能再发')
    await phone.fill('为什么撤下', '真的收了三百块')
    await phone.tap('撤下，不能再发', -1)
    await see(phone, '社区撤下了，不能再发。')
    expect(postingOf(cloud(), id).state).toBe('removed')
    const { own } = await ok(cloud(), market().officer.openid, 'jobs.get', { id })
    // what was said is for the staff alone
    expect(own).toMatchObject({
      look: null,
      events: expect.arrayContaining([expect.objectContaining({ text: '真的收了三百块' })]),
    })
  })

  it('is judged once: the second is told what the first did', async () => {
    const id = await hidden('两人都看的')
    const phone = await deskAt('posting', `?id=${id}`)
    await tap(phone, '撤下，不能再发')
    await phone.fill('为什么撤下', '收了钱')
    await movePosting(cloud(), staff(), id, { move: 'keep', reason: '问过了没收' })
    await phone.tap('撤下，不能再发', -1)
    await see(phone, /^社区看过没问题，放回去了：问过了没收。您这一步没有记/)
    await phone.tap('知道了')
    await see(phone, '大家看得到。')
    expect(postingOf(cloud(), id).state).toBe('open')
  })

  it('is opened by its message', async () => {
    const id = await hidden('消息里来的')
    const phone = await deskAt('jobs', `?id=${id}`)
    await see(phone, '大家怎么说')
    await phone.atRoute(`${PAGES}/posting/index`, SLOW)
  })
})

describe('a blocked posting', () => {
  it('that its enterprise asked about is published with a reason, the law and the words before one’s eyes', async () => {
    const id = await asked('男装导购')
    await postBlocked(market(), { title: '没请复核的' })
    const phone = await deskAt('jobs', '?tab=asked')
    await see(phone, '企业说：卖的是男装')
    expect(await phone.isSeen('没请复核的')).toBe(false)
    await phone.tap('男装导购')
    await see(phone, '妇女权益保障法第四十三条、就业促进法第二十七条')
    await see(phone, '限男性')
    await tap(phone, '没违法，放出来')
    await phone.fill('为什么没违法', '男装试衣间')
    await phone.tap('没违法，放出来', -1)
    await see(phone, '社区看过写法没问题，发出来了')
    expect(postingOf(cloud(), id).state).toBe('open')
    await phone.back()
    await see(phone, '现在没有企业请社区复核')
  })

  it('that nobody asked about is left to its enterprise', async () => {
    const { id } = await postBlocked(market(), { title: '等企业改的' })
    const phone = await deskAt('posting', `?id=${id}`)
    await see(phone, /企业没请复核，等它自己改/)
    expect(await phone.isSeen('没违法，放出来')).toBe(false)
  })
})

describe('for others', () => {
  it('there is no way in, and nothing behind the addresses', async () => {
    const id = await hidden('不给看的')
    const { id: shown } = await postOpen(market(), { title: '大家都看得到的' })
    const phone = await phoneAt(market().people.leader, 'pages/home/index')
    await see(phone, /您好/)
    await phone.quiet()
    expect(await phone.isSeen(ENTRY)).toBe(false)
    await phone.open(`${PAGES}/jobs/index`)
    await see(phone, '这件事您现在办不了，要办请找网格员')
    for (const one of [id, shown]) {
      await phone.open(`${PAGES}/posting/index?id=${one}`)
      await see(phone, '没有这个岗位，或者不归您看。')
    }
  })

  it('staff who act for the enterprise decide nothing about it', async () => {
    const { insider, otherOfficer, otherEnterprise } = market()
    const other = { ...market(), officer: otherOfficer, enterprise: otherEnterprise }
    const { id, version } = await postOpen(other, { title: '自己人的' })
    await reportTwice(other, id)
    const phone = await phoneAt(insider, 'pages/me/index')
    await see(phone, /^企业、计件和招工/)
    await phone.quiet()
    await phone.open(`${PAGES}/posting/index?id=${id}`)
    await see(phone, '您在这家企业里，这件事要请别的同事来定。')
    expect(await phone.isSeen('没问题，放回去')).toBe(false)
    expect(await phone.isSeen('要我先交服装钱')).toBe(false)
    const move = { id, version: version + 1, move: 'keep', reason: '没问题' } as const
    expect(await refused(cloud(), insider.openid, 'jobs.move', move)).toMatchObject({ code: 'FORBIDDEN' })
  })
})
