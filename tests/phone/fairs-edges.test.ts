/** Fairs when the network is bad, when others are faster, when there is nothing, and when there is much. */
import {
  arrange,
  boothsIn,
  fairOf,
  giveCard,
  jobSeekers,
  MINUTE,
  moveTalk,
  moveToFair,
  signUp,
  signupsIn,
  talksIn,
  type Firm,
} from '../functions/fairs'
import { ok, type Person } from '../functions/people'
import { insert } from '../functions/store'
import type { Phone } from './browser'
import { LOST, openHall, PACKAGE, pageOf, signedUp, SLOW, type Hall } from './fairs'

jest.setTimeout(240_000)

let hall: Hall
const shop = (index: number): Firm => hall.shops[index] as Firm
const boothAt = (index: number): string => hall.booths[index] as string
const cloudOf = () => hall.phones.cloud
const fairId = () => hall.fair.fair
const fairPage = () => pageOf('fair', `id=${fairId()}`)
const ownOf = ({ openid }: Person) => signupsIn(cloudOf(), fairId()).filter((one) => one.openid === openid)

beforeAll(async () => {
  hall = await openHall(3)
})
afterAll(() => hall.phones.stop())
afterEach(() => hall.close())

/** Everything but the tap on the button. */
async function agreed(phone: Phone, ...names: string[]): Promise<void> {
  await phone.see('点企业，最想见的先点', SLOW)
  for (const name of names) await phone.tap(name)
  await phone.tap(/^报名，/)
  await phone.see('我同意给他们看', SLOW)
  await phone.tap('我同意给他们看')
}

describe('signing up', () => {
  it('whose answer is lost is sent again and is one', async () => {
    const [seeker] = jobSeekers(cloudOf(), 1) as [Person]
    const phone = await hall.phoneOf(seeker, fairPage())
    await agreed(phone, shop(0).name)
    await phone.set({ network: 'lost' })
    await phone.tap('同意，报名')
    await phone.see(/再点一次不会报重/, LOST)
    expect(ownOf(seeker)).toHaveLength(1)
    await phone.set({ network: 'good' })
    await phone.tap('同意，报名')
    await phone.see('您的号', SLOW)
    expect(ownOf(seeker)).toHaveLength(1)
    expect(fairOf(cloudOf(), fairId()).signedUp).toBe(signupsIn(cloudOf(), fairId()).length)
  })

  it('needs a card, and what was chosen is still chosen after it', async () => {
    const { seeker } = hall.fair
    const phone = await hall.phoneOf(seeker, fairPage())
    await phone.see('点企业，最想见的先点', SLOW)
    await phone.tap(shop(1).name)
    await phone.tap('报名，见这 1 家')
    await phone.see('先填一张求职卡', SLOW)
    await phone.tap('填求职卡')
    await phone.atRoute('packages/jobs/pages/card/index', SLOW)
    giveCard(cloudOf(), seeker.openid)
    await phone.back()
    await phone.see(`1 ${shop(1).name}`, SLOW)
    await phone.tap('报名，见这 1 家')
    await phone.see('我同意给他们看', SLOW)
  })

  it('goes on without a firm that gave its booth back meanwhile', async () => {
    const [seeker] = jobSeekers(cloudOf(), 1) as [Person]
    const phone = await hall.phoneOf(seeker, fairPage())
    await agreed(phone, shop(2).name, shop(0).name)
    await ok(cloudOf(), shop(2).officer.openid, 'fairs.unbook', { booth: boothAt(2) })
    await phone.tap('同意，报名')
    await phone.see('刚刚有了变化，给您看最新的', SLOW)
    await phone.see('报名，见这 1 家', SLOW)
    await phone.see(`1 ${shop(0).name}`)
    expect(ownOf(seeker)).toEqual([])
  })

  it('is changed, and taken back with the name', async () => {
    const [seeker] = (await signedUp(hall, 1)) as [Person]
    const phone = await hall.phoneOf(seeker, fairPage())
    await phone.see('改想见的企业', SLOW)
    await phone.tap('改想见的企业')
    await phone.tap(shop(1).name)
    await phone.tap('改成见这 2 家')
    await phone.see('我同意给他们看', SLOW)
    await phone.tap('我同意给他们看')
    await phone.tap('同意，报名')
    await phone.see(`最想见：1 ${shop(0).name}，2 ${shop(1).name}`, SLOW)
    await phone.tap('我不去了，退出')
    await phone.tap('不退')
    await phone.gone('退出这场招聘会？')
    expect(ownOf(seeker)).toMatchObject([{ left: false }])
    await phone.tap('我不去了，退出')
    await phone.tap('退出', -1)
    await phone.see('退出了，姓名已经收回', SLOW)
    await phone.see('点企业，最想见的先点', SLOW)
    expect(JSON.stringify(signupsIn(cloudOf(), fairId()))).not.toContain(seeker.name)
  })
})

describe('who may', () => {
  it('another’s booth is not looked at', async () => {
    const phone = await hall.phoneOf(shop(1).officer, pageOf('booth', `id=${boothAt(0)}`))
    await phone.see('这个展位看不了：没有订，或者不是您单位的。', SLOW)
  })

  it('the desk is the staff’s', async () => {
    const phone = await hall.phoneOf(hall.fair.seeker, pageOf('desk', `fair=${fairId()}`))
    await phone.see('这件事您现在办不了，要办请找网格员', SLOW)
  })

  it('a booth is given back by its own people until the timetable is made', async () => {
    const phone = await hall.phoneOf(shop(1).officer, pageOf('booth', `id=${boothAt(1)}`))
    await phone.see('不来了，退掉展位', SLOW)
    await phone.tap('不来了，退掉展位')
    await phone.tap('退掉')
    await phone.see('退掉了', SLOW)
    expect(boothsIn(cloudOf(), fairId()).map(({ enterprise }) => enterprise)).toEqual([shop(0).id])
  })
})

it('lists: none held yet, nobody to ask, and a network that is away', async () => {
  const phone = await hall.phoneOf(hall.fair.people.staff, `${PACKAGE}/list/index`)
  await phone.see('赶集日招聘会', SLOW)
  await phone.tap('办过的')
  await phone.see('还没有办过。', SLOW)
  await phone.set({ network: 'offline' })
  await phone.tap('快要办的')
  await phone.see('网络断了，请连上网再试', SLOW)
  await phone.set({ network: 'good' })
  await phone.tap('再试一次')
  await phone.see('赶集日招聘会', SLOW)
  await phone.open(pageOf('figures', 'tab=due'))
  await phone.see(/^现在没有要回访的/, SLOW)
})

it('the staff change theme and place, and cancel with a reason', async () => {
  const { rows } = await ok(cloudOf(), hall.fair.people.staff.openid, 'fairs.list', {})
  const other = rows.find(({ kind }) => kind === 'special')?.id ?? ''
  const phone = await hall.phoneOf(hall.fair.people.staff, pageOf('plan', `id=${other}`))
  await phone.see('存好', SLOW)
  await phone.fill('比如 餐饮专场，不写也行', '餐饮专场')
  await phone.fill('哪栋楼，哪个厅', '')
  await phone.tap('存好')
  await phone.see('写上地点')
  await phone.fill('哪栋楼，哪个厅', 'A区18栋吊层')
  await phone.set({ network: 'lost' })
  await phone.tap('存好')
  await phone.see(/再点一次不会改重/, LOST)
  await phone.set({ network: 'good' })
  await phone.tap('存好')
  await phone.see('改好了', SLOW)
  expect(fairOf(cloudOf(), other)).toMatchObject({ theme: '餐饮专场', place: 'A区18栋吊层', version: 2 })
  await phone.tap('这场不办了，取消')
  await phone.see('取消这场？', SLOW)
  await phone.fill('比如 停电，改天再办', '停电')
  await phone.tap('取消这场')
  await phone.see('取消了：停电', SLOW)
  const hers = await hall.phoneOf(hall.fair.seeker, pageOf('fair', `id=${other}`))
  await hers.see('这场不办了：停电', SLOW)
})

describe('on the day', () => {
  const desk = () => hall.phoneOf(hall.fair.people.staff, pageOf('desk', `fair=${fairId()}`))

  beforeAll(async () => {
    await signedUp(hall, 2)
    await arrange(hall.fair, fairId())
    await moveToFair(cloudOf(), fairId(), -10 * MINUTE)
  })

  it('somebody without a phone is written down once, though the answer was lost', async () => {
    const phone = await desk()
    await phone.see('没手机、没报名的，点这里登记', SLOW)
    await phone.tap('没手机、没报名的，点这里登记')
    await phone.fill('怎么称呼', '老罗')
    await phone.tap('餐厅服务')
    await phone.tap('白班')
    await phone.tap('念过了，本人同意')
    await phone.set({ network: 'lost' })
    await phone.tap('登记，给号')
    await phone.see(/写的都在，再点一次不会登记重/, LOST)
    await phone.set({ network: 'good' })
    await phone.tap('登记，给号')
    await phone.see('没用手机：把号和时间抄在纸上给本人。', SLOW)
    expect(signupsIn(cloudOf(), fairId()).filter(({ name }) => name === '老罗')).toHaveLength(1)
    await phone.tap('好了，下一位')
    await phone.gone('好了，下一位')
    // the next one begins with an empty sheet
    await phone.tap('没手机、没报名的，点这里登记')
    expect(await phone.field('怎么称呼').inputValue()).toBe('')
  })

  it('codes are scanned, and people found by number and name; a wrong code says so', async () => {
    const [first, second] = signupsIn(cloudOf(), fairId()).filter(({ here, left }) => here === null && !left)
    const phone = await desk()
    await phone.see('扫码签到', SLOW)
    const scan = async (text: string) => {
      await phone.tap('扫码签到')
      await phone.fill('输入码的内容', text)
      await phone.page.keyboard.press('Enter')
    }
    await scan('jmk-fair:2026-01-01-market:0000')
    await phone.see('这是另一场招聘会的码', SLOW)
    await scan(`jmk-fair:${fairId()}:${first?.code}`)
    await phone.see('签到了', SLOW)
    await phone.tap('好了，下一位')
    await phone.gone('好了，下一位')
    await phone.fill('码、号或姓名', second?.name.slice(0, 3) ?? '')
    await phone.tap('找')
    await phone.see(`找“${second?.name.slice(0, 3)}”`, SLOW)
    await phone.tap(second?.name ?? '')
    await phone.tap('签到')
    await phone.see('签到了', SLOW)
    await phone.tap('好了，下一位')
    await phone.gone('好了，下一位')
    const codes = signupsIn(cloudOf(), fairId()).map(({ code }) => code)
    const wrong = ['0000', '1111', '2222', '3333', '4444'].find((code) => !codes.includes(code)) ?? ''
    await phone.fill('码、号或姓名', wrong)
    await phone.tap('找')
    await phone.see('没有这个码，或者本人退出了。换号码、姓名找找', SLOW)
  })

  it('a talk that somebody else has moved is shown as it is', async () => {
    await moveToFair(cloudOf(), fairId(), MINUTE)
    const phone = await hall.phoneOf(shop(0).officer, pageOf('booth', `id=${boothAt(0)}`))
    await phone.see('谁几点来', SLOW)
    await phone.see('叫号')
    const [talk] = talksIn(cloudOf(), fairId()).sort((a, b) => a.at - b.at)
    await moveTalk(cloudOf(), hall.fair.people.staff, talk?._id ?? '', { state: 'no_show' })
    await phone.tap('叫号')
    await phone.see('刚刚有了变化，给您看最新的', SLOW)
    await phone.see('没来', SLOW)
  })

  it('the hall’s screen asks again only while it is shown, lying or standing, and says when its numbers are old', async () => {
    const phone = await hall.phoneOf({ openid: 'oP_screen_00000000001' }, pageOf('board', `fair=${fairId()}`))
    await phone.page.setViewportSize({ width: 1280, height: 720 })
    await phone.see(/1 号展位/, SLOW)
    const asked = async () => (await phone.calls()).filter(({ name }) => name.includes('fairs.board')).length
    // within a quarter of a minute it finds out by itself, and finds back
    await phone.set({ network: 'offline' })
    await phone.see(/^网络断了，这是 \d\d:\d\d 的号/, SLOW)
    await phone.set({ network: 'good' })
    await phone.see('社区就业超市', SLOW)
    expect(await asked()).toBeGreaterThanOrEqual(2)
    await phone.open('pages/jobs/index')
    await phone.see('找活干，在家门口', SLOW)
    const after = await asked()
    await phone.page.waitForTimeout(16_000)
    expect(await asked()).toBe(after)
  })

  it('long lists are drawn in parts: people, fairs with their figures', async () => {
    const cloud = cloudOf()
    for (const person of jobSeekers(cloud, 45)) await signUp(cloud, person, fairId())
    const held = fairOf(cloud, fairId())
    const past = Array.from({ length: 65 }, (_, no) => ({
      ...held,
      _id: `20${10 + Math.floor(no / 12)}-${String(1 + (no % 12)).padStart(2, '0')}-20-market`,
      state: 'ended',
      over: true,
      nextCheckAt: null,
      opensAt: held.opensAt - (no + 1) * 86_400_000,
    }))
    insert(cloud, 'fairs', past)
    for (const path of [pageOf('desk', `fair=${fairId()}`), pageOf('figures', '')]) {
      const phone = await hall.phoneOf(hall.fair.people.staff, path)
      await phone.see(/^(?:还没到|报名 )/, SLOW)
      for (let before = -1; before < (await phone.calls()).length;) {
        before = (await phone.calls()).length
        await phone.scroll(20_000)
        await phone.quiet()
        await phone.page.waitForTimeout(200)
      }
      expect((await phone.calls()).length).toBeGreaterThanOrEqual(3)
      expect(await phone.nodes()).toBeLessThan(1_000)
    }
  })
})
