/** A fair from the first booth to the question after thirty days, by what people see and tap. */
import { DAY, fairOf, firms, jobSeekers, MINUTE, moveToFair, signupsIn, talksIn, type Firm } from '../functions/fairs'
import type { Person } from '../functions/people'
import { openHall, pageOf, SLOW, type Hall } from './fairs'

jest.setTimeout(240_000)

let hall: Hall
let seeker: Person
let firm: Firm

beforeAll(async () => {
  hall = await openHall(2)
  ;[seeker] = jobSeekers(hall.phones.cloud, 1) as [Person]
  ;[firm] = (await firms(hall.phones.cloud, 1)) as [Firm]
})
afterAll(() => hall.phones.stop())
afterEach(() => hall.close())

const cloudOf = () => hall.phones.cloud
const fairId = () => hall.fair.fair
const mine = () => {
  const own = signupsIn(cloudOf(), fairId()).find(({ openid }) => openid === seeker.openid)
  if (!own) throw new Error('not signed up')
  return own
}

it('an enterprise books a booth with its postings', async () => {
  const phone = await hall.phoneOf(firm.officer, `packages/fairs/pages/list/index?enterprise=${firm.id}`)
  await phone.see('点开一场，就能订展位。展位不收钱，时间表排好前可以退。', SLOW)
  await phone.tap('赶集日招聘会')
  await phone.see('给单位订展位', SLOW)
  await phone.tap('给单位订展位')
  await phone.see('带哪几个岗位去？', SLOW)
  await phone.see('小面馆服务员', SLOW)
  await phone.tap('订这个展位')
  await phone.atRoute(pageOf('booth', '').slice(0, -1), SLOW)
  await phone.see('3', SLOW)
  await phone.see(/排时间表，排好了这里看得到谁几点来/)
  expect(fairOf(cloudOf(), fairId()).bookedBy).toContain(firm.id)
})

it('one who looks for work chooses firms, the dearest first, consents, and has a number', async () => {
  const phone = await hall.phoneOf(seeker, 'pages/jobs/index')
  await phone.see('现场招聘会', SLOW)
  await phone.tap('现场招聘会')
  await phone.see('赶集日招聘会', SLOW)
  await phone.tap('赶集日招聘会')
  await phone.see('点企业，最想见的先点', SLOW)
  await phone.tap(firm.name)
  await phone.tap(hall.shops[0]?.name ?? '')
  await phone.see(`1 ${firm.name}，2 ${hall.shops[0]?.name}`)
  // again: taken away, and the other moves up
  await phone.tap(firm.name)
  await phone.see(`1 ${hall.shops[0]?.name}`)
  await phone.tap(firm.name)
  await phone.tap('报名，见这 2 家')
  await phone.see('报名前，跟您说清楚', SLOW)
  await phone.see(seeker.name)
  await phone.tap('同意，报名')
  await phone.see('要您点一下同意，才能报名')
  await phone.tap('我同意给他们看')
  await phone.tap('同意，报名')
  await phone.see('您的号', SLOW)
  const { number, code, wants } = mine()
  expect(wants).toEqual([hall.booths[0], `${fairId()}.${firm.id}`])
  await phone.see(String(number))
  await phone.see(code)
  await phone.see(/排好时间，几点跟谁谈写在这里/)
})

it('the staff make the timetable, and each side sees the other', async () => {
  const phone = await hall.phoneOf(hall.fair.people.staff, 'pages/me/index')
  await phone.see(/^安排、签到/, SLOW)
  await phone.tap(/^安排、签到/)
  await phone.see('赶集日招聘会', SLOW)
  await phone.tap('赶集日招聘会')
  await phone.see('现在排时间表', SLOW)
  await phone.tap('现在排时间表')
  await phone.tap('现在排')
  await phone.see(/1 人排了 \d 场面谈。报名的人都排上了。/, SLOW)
  await phone.tap('知道了')
  await phone.see('时间排好了')

  const hers = await hall.phoneOf(seeker, pageOf('fair', `id=${fairId()}`))
  await hers.see('到了先去签到台，让他们扫这个码。', SLOW)
  await hers.see(/去 \d 号展位/)
  const theirs = await hall.phoneOf(firm.officer, pageOf('booth', `id=${fairId()}.${firm.id}`))
  await theirs.see('谁几点来', SLOW)
  await theirs.see(new RegExp(seeker.name))
})

it('on the day: the code at the desk, somebody without a phone, the board, talks and a hire', async () => {
  const cloud = cloudOf()
  await moveToFair(cloud, fairId(), -20 * MINUTE)
  const desk = await hall.phoneOf(hall.fair.people.staff, pageOf('desk', `fair=${fairId()}`))
  await desk.see('还没到', SLOW)
  await desk.fill('码、号或姓名', mine().code)
  await desk.tap('找')
  await desk.see('签到了', SLOW)
  await desk.tap('好了，下一位')
  await desk.gone('好了，下一位')
  expect(mine().here).not.toBeNull()

  await desk.tap('没手机、没报名的，点这里登记')
  await desk.see('没手机、没报名的', SLOW)
  await desk.tap('登记，给号')
  await desk.see('写上姓名')
  await desk.see('念给本人听，同意了再点')
  await desk.fill('怎么称呼', '老何')
  await desk.tap('餐厅服务')
  await desk.tap('白班')
  await desk.see(`3 ${firm.name}`, SLOW)
  await desk.tap(`3 ${firm.name}`)
  await desk.tap('念过了，本人同意')
  await desk.tap('登记，给号')
  await desk.see('没用手机：把号和时间抄在纸上给本人。', SLOW)
  await desk.see('3 号展位')
  await desk.tap('好了，下一位')

  const walkIn = signupsIn(cloud, fairId()).find(({ name }) => name === '老何')
  const talk = talksIn(cloud, fairId()).find(({ signup, no }) => signup === walkIn?._id && no === 3)
  expect(talk).toBeDefined()
  await moveToFair(cloud, fairId(), MINUTE)
  const booth = await hall.phoneOf(firm.officer, pageOf('booth', `id=${fairId()}.${firm.id}`))
  await booth.see('谁几点来', SLOW)
  await booth.tap('老何', -1)
  await booth.tap('叫号')
  await booth.see('在谈', SLOW)

  const board = await hall.phoneOf({ openid: 'oP_screen_00000000001' }, pageOf('board', `fair=${fairId()}`))
  await board.see(/3 号展位/, SLOW)
  await board.see(String(talk?.number))
  expect(await board.read()).not.toContain('老何')

  await booth.tap('谈过了')
  await booth.see('记好了：谈过了', SLOW)
  await booth.tap('录用')
  await booth.see('记好了：录用', SLOW)
  // set right, and back again
  await booth.tap('邀请')
  await booth.see('记好了：邀请', SLOW)
  await booth.tap('录用')
  await booth.see('录用了', SLOW)
  expect(fairOf(cloud, fairId())).toMatchObject({ met: 1, hired: 1 })
})

it('afterwards: the figures, and the question after thirty days', async () => {
  const cloud = cloudOf()
  await moveToFair(cloud, fairId(), DAY)
  await cloud.timer('fairs')
  await cloud.shift(31 * DAY)
  await cloud.timer('fairs')
  const phone = await hall.phoneOf(hall.fair.people.staff, 'pages/me/index')
  await phone.see(/^安排、签到/, SLOW)
  await phone.open(pageOf('figures', ''))
  await phone.see('报名 2，到场 2，录用 1', SLOW)
  await phone.see('比以前每场 7.1 人少 6.1 人')
  await phone.tap('报名 2，到场 2，录用 1')
  await phone.see('还没问')
  await phone.tap('该回访的')
  await phone.see('满 30 天了，还在那里上班吗？', SLOW)
  await phone.tap('还在')
  await phone.see('记好了，还在', SLOW)
  expect(fairOf(cloud, fairId())).toMatchObject({ asked30: 1, kept30: 1 })
  await phone.see('这些都问过了', SLOW)
})
