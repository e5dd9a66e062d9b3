/** Notices on the phones of those who publish and those who read, by what they see and tap. */
import { A18, CLUSTER_A, ESTATE, noticesIn } from '../functions/notice-helpers'
import { ok, settle, SETTINGS, type People, type Person } from '../functions/people'
import {
  HOME,
  LIST,
  NOTICE,
  PUBLISH,
  MANAGE,
  TITLE_FIELD,
  TEXT_FIELD,
  LOOK,
  answer,
  write,
  sendOut,
  sendNow,
  sendCorrection,
} from './notice-taps'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(180_000)

/** a busy machine draws late */
const SLOW = 20_000

let phones: Phones
let people: People
const { clear, correction, publish, stored } = noticesIn(() => phones.cloud)

beforeAll(async () => {
  phones = await openPhones({ seed: false, functionEnv: SETTINGS, functions: ['cases', 'estate', 'notices'] })
  people = await settle(phones.cloud)
}, 120_000)
afterAll(() => phones.stop())

const open = new Set<Phone>()
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
  await clear()
})

async function phoneOf({ openid }: Person, path: string): Promise<Phone> {
  const phone = await phones.phone(openid, { path })
  open.add(phone)
  return phone
}

const namesOf = async (phone: Phone): Promise<string[]> => (await phone.calls()).map(({ name }) => name)

describe('from the staff to the residents', () => {
  it('is written, looked at, sent out; read by the audience and by nobody else', async () => {
    const staff = await phoneOf(people.staff, '/pages/me/index')
    await staff.see(/^发通知/, SLOW)
    await staff.tap(/^发通知/)
    await staff.see(/还没发过通知/, SLOW)
    await staff.tap('发一条通知')
    await staff.see('给谁看', SLOW)
    await staff.tap(LOOK)
    for (const problem of ['请选给谁看', '请写个标题', '请写几句']) await staff.see(problem)
    await staff.tap('按楼栋')
    await staff.tap('18栋')
    await staff.see('发给：A区18栋')
    await write(staff, '明天18栋停电', '早上八点到十点换电表，请把冰箱里的东西安排好。')
    await staff.gone('请写个标题')
    await staff.tap(LOOK)
    await staff.see('A区18栋的住户看到的是这样：')
    await staff.see(/发给A区18栋/)
    await staff.tap('再改改')
    expect(await staff.field(TEXT_FIELD).inputValue()).toContain('换电表')
    await sendOut(staff)
    await staff.atRoute(MANAGE, SLOW)
    await staff.see('发出去了', SLOW)
    await staff.see('大家看得到', SLOW)
    expect(await staff.isSeen(/赵丽（社区干部）/)).toBe(true)

    const resident = await phoneOf(people.resident, HOME)
    await resident.see('明天18栋停电', SLOW)
    expect(await namesOf(resident)).toEqual(['cases cases.home'])
    await resident.tap('明天18栋停电')
    await resident.see(/换电表/, SLOW)
    expect(await namesOf(resident)).toEqual(['cases cases.home', 'notices notices.get'])
    expect(await resident.read()).not.toContain('赵丽')

    const foreigner = await phoneOf(people.foreigner, HOME)
    await foreigner.see('我要反映', SLOW)
    await foreigner.quiet()
    expect(await foreigner.isSeen('明天18栋停电')).toBe(false)
    await foreigner.open(`${NOTICE}?id=${stored()[0]?._id ?? ''}`)
    await foreigner.see(/不是发给您这里的/, SLOW)
    await foreigner.tap('看别的通知')
    await foreigner.see(/现在没有通知/, SLOW)
  })

  it('stands bold on 首页 until it was opened, pinned ones first, and all of them behind one tap', async () => {
    await publish(people.staff, { title: '要紧的事', audience: ESTATE, pinned: true })
    for (const title of ['第一条', '第二条', '第三条']) await publish(people.staff, { title, audience: ESTATE })
    const resident = await phoneOf(people.resident, HOME)
    await resident.see('要紧的事', SLOW)
    const isBold = async (words: string) =>
      (await resident.page.locator('.unread', { hasText: words }).filter({ visible: true }).count()) === 1
    expect(await resident.isSeen('第一条')).toBe(false)
    expect(await isBold('要紧的事')).toBe(true)
    await resident.tap('要紧的事')
    await resident.see(/请提前接水/, SLOW)
    await resident.back()
    await resident.see('第三条', SLOW)
    await resident.quiet()
    expect([await isBold('要紧的事'), await isBold('第三条')]).toEqual([false, true])
    await resident.tap('全部通知')
    await resident.see('第一条', SLOW)
    const text = await resident.read()
    expect(text.indexOf('要紧的事')).toBeLessThan(text.indexOf('第三条'))
    expect(text.indexOf('第三条')).toBeLessThan(text.indexOf('第一条'))
    expect((await namesOf(resident)).filter((name) => name.includes('notices.list'))).toHaveLength(1)
  })

  it('a newcomer reads what is for all, and is told how to get the rest', async () => {
    await publish(people.staff, { title: '全社区的事', audience: ESTATE })
    await publish(people.staff, { title: '18栋的事', audience: A18 })
    const newcomer = await phoneOf({ ...people.visitor, openid: 'oNotices_newcomer_01' }, HOME)
    await newcomer.see('全社区的事', SLOW)
    await newcomer.tap('全部通知')
    await newcomer.see('全社区的事', SLOW)
    expect(await newcomer.isSeen('18栋的事')).toBe(false)
    await newcomer.tap('登记您住哪一户，也能看到您那栋楼的通知')
    await newcomer.atRoute('/packages/me/pages/bind/index')
  })

  it('is corrected: people read the new words and that they are new', async () => {
    const { id } = await publish(people.staff, { title: '明天停水', audience: CLUSTER_A })
    const leader = await phoneOf(people.leader, MANAGE)
    await leader.see('明天停水', SLOW)
    expect(await namesOf(leader)).toContain('notices notices.managed')
    await leader.tap('改一改')
    await leader.see('给谁看不能改。发错了就撤下，重新发一条。', SLOW)
    await leader.fill(TEXT_FIELD, '改到下午两点。')
    await leader.tap(LOOK)
    await leader.see(/刚刚改过/)
    await sendCorrection(leader)
    await leader.atRoute(MANAGE, SLOW)
    const resident = await phoneOf(people.resident, `${NOTICE}?id=${id}`)
    await resident.see('改到下午两点。', SLOW)
    await resident.see(/改过$/)
  })

  it('is taken down: gone for people, kept for those who answer for it, and sent out once more', async () => {
    const { id } = await publish(people.leader, { title: '楼道清理' })
    const resident = await phoneOf(people.resident, LIST)
    await resident.see('楼道清理', SLOW)
    const leader = await phoneOf(people.leader, MANAGE)
    await leader.see('楼道清理', SLOW)
    await leader.tap('撤下')
    await leader.see('撤下这条通知？')
    await leader.tap('取消')
    await leader.see('大家看得到')
    await leader.tap('撤下')
    await leader.see('撤下这条通知？')
    await answer(leader, '撤下')
    await leader.see('照这条再发', SLOW)
    await leader.gone('大家看得到')

    await resident.tap('楼道清理')
    await resident.see(/这条通知撤下了/, SLOW)
    await resident.tap('看别的通知')
    await resident.see(/现在没有通知/, SLOW)

    await leader.tap('楼道清理')
    await leader.see('已经撤下，住户看不到了', SLOW)
    await leader.back()
    await leader.tap('照这条再发')
    await leader.see('发给：A组团', SLOW)
    await sendOut(leader)
    await leader.see('大家看得到', SLOW)
    expect(stored().map((doc) => [doc.title, doc.current])).toEqual(
      expect.arrayContaining([
        ['楼道清理', true],
        ['楼道清理', false],
      ]),
    )
    expect(stored().find((doc) => doc.current)?._id).not.toBe(id)
  })
})

describe('who may not', () => {
  it('a leader is offered the own cluster alone', async () => {
    const leader = await phoneOf(people.leader, PUBLISH)
    await leader.see('发给：A组团', SLOW)
    expect(await leader.isSeen('全社区')).toBe(false)
    await leader.tap('按楼栋')
    await leader.see('18栋', SLOW)
    expect(await leader.isSeen('B区')).toBe(false)
  })

  it.each([MANAGE, PUBLISH])('a resident who comes by a link to %s is told so', async (path) => {
    const resident = await phoneOf(people.resident, path)
    await resident.see(/您现在没有这个身份/, SLOW)
    await resident.tap('回首页')
    await resident.atRoute(HOME)
  })

  it('words that the platform refuses are not sent, and stay to be mended', async () => {
    const leader = await phoneOf(people.leader, PUBLISH)
    await leader.see('发给：A组团', SLOW)
    await write(leader, '停水', '里面有违规词')
    await sendOut(leader)
    await leader.see('文字或照片没通过微信的检查，请改一改再发', SLOW)
    expect(await leader.field(TEXT_FIELD).inputValue()).toBe('里面有违规词')
    expect(stored()).toEqual([])
  })

  it('a correction of what somebody else has just corrected asks before anything is lost', async () => {
    const target = await publish(people.staff, { title: '明天停水' })
    const leader = await phoneOf(people.leader, `${PUBLISH}?id=${target.id}`)
    await leader.see('给谁看不能改。发错了就撤下，重新发一条。', SLOW)
    await leader.fill(TEXT_FIELD, '我的说法')
    await ok(phones.cloud, people.staff.openid, 'notices.change', correction(target, { text: '社区的说法' }))
    await leader.tap(LOOK)
    await sendCorrection(leader)
    await leader.see('别人刚刚改过', SLOW)
    await leader.tap('先不看')
    expect(stored()).toMatchObject([{ text: '社区的说法' }])
    await sendCorrection(leader)
    await leader.see('别人刚刚改过', SLOW)
    await leader.tap('看看')
    await leader.see(LOOK, SLOW)
    expect(await leader.field(TEXT_FIELD).inputValue()).toBe('社区的说法')
  })
})

describe('a bad network', () => {
  it('offline a page says so and goes on when the network is back; 首页 keeps what it had', async () => {
    await publish(people.staff, { title: '明天停水' })
    const resident = await phoneOf(people.resident, HOME)
    await resident.see('明天停水', SLOW)
    await resident.set({ network: 'offline' })
    await resident.tap('全部通知')
    await resident.see('网络断了，请连上网再试', SLOW)
    await resident.set({ network: 'good' })
    await resident.tap('再试一次')
    await resident.see(/请提前接水/, SLOW)
    await resident.set({ network: 'offline' })
    await resident.back()
    await resident.see('明天停水')
  })

  it('a publishing whose answer is lost is sent again and stands there once', async () => {
    const leader = await phoneOf(people.leader, PUBLISH)
    await leader.see('发给：A组团', SLOW)
    await write(leader, '停水', '明天上午')
    await leader.tap(LOOK)
    await leader.set({ network: 'lost' })
    await sendNow(leader)
    await leader.see(/等太久没回音|网络断了/, 60_000)
    expect(stored()).toHaveLength(1)
    await leader.set({ network: 'good' })
    await sendNow(leader)
    await leader.see('发出去了', SLOW)
    expect(stored()).toHaveLength(1)
  })

  it('what was written and not sent is there the next time', async () => {
    const leader = await phoneOf(people.leader, MANAGE)
    await leader.tap('发一条通知')
    await leader.see('给谁看', SLOW)
    await write(leader, '写了一半', '还没写完')
    await leader.back()
    await leader.atRoute(MANAGE)
    await leader.tap('发一条通知')
    await leader.see('给谁看', SLOW)
    expect(await leader.field(TITLE_FIELD).inputValue()).toBe('写了一半')
    await sendOut(leader)
    await leader.atRoute(MANAGE, SLOW)
    await leader.see('写了一半', SLOW)
    await leader.tap('发一条通知')
    await leader.see('给谁看', SLOW)
    expect(await leader.field(TITLE_FIELD).inputValue()).toBe('')
    expect(stored()).toHaveLength(1)
  })
})

it('a long list stays light to scroll, for readers and for authors', async () => {
  for (let count = 0; count < 45; count++) await publish(people.staff, { title: `第${count}条`, audience: ESTATE })
  for (const path of [LIST, MANAGE]) {
    const phone = await phoneOf(people.staff, path)
    await phone.see('往上拉，看更早的', SLOW)
    for (let turn = 0; turn < 20 && !(await phone.isSeen('没有更早的了')); turn++) {
      await phone.scroll(20_000)
      await phone.page.waitForTimeout(300)
    }
    await phone.see('没有更早的了')
    await phone.see('第0条')
    expect(Math.max(...(await phone.setData()).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
  }
})
