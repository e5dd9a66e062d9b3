/** Those who work on cases, on their phones: by what they see and tap. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { appoint, ok, settle, SETTINGS, type People, type Person } from '../functions/people'
import { barking, dance, HOUR, lift, look, move, report, type ReportInput } from '../functions/case-helpers'
import { isOpen } from '../../miniprogram/contract/cases'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(180_000)

/** a busy machine draws late */
const SLOW = 20_000

const WORK = '/packages/grid/pages/work/index'
const CASE = '/packages/cases/pages/case/index'
const BOARD = '/packages/grid/pages/board/index'

let phones: Phones
let people: People
let picture: string

beforeAll(async () => {
  phones = await openPhones({ seed: false, functionEnv: SETTINGS, functions: ['cases', 'estate', 'messages'] })
  people = await settle(phones.cloud)
  picture = join(await mkdtemp(join(tmpdir(), 'grid-')), 'done.png')
  await writeFile(picture, PNG.sync.write(new PNG({ width: 40, height: 30 })))
})
afterAll(() => phones.stop())

const open = new Set<Phone>()
/** what was reported and by whom: taken back after each test, so that no list has what another test left */
const reports: { who: Person; id: string }[] = []
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
  for (const { who, id } of reports.splice(0)) {
    const { state } = await look(phones.cloud, who, id)
    if (isOpen(state)) await move(phones.cloud, who, id, { move: 'withdraw' })
  }
})

async function reported(who: Person, input: ReportInput): Promise<{ id: string; handler: string }> {
  const { id, handler } = await report(phones.cloud, who, input)
  reports.push({ who, id })
  return { id, handler }
}

async function phoneOf({ openid }: Person, path: string): Promise<Phone> {
  const phone = await phones.phone(openid, { path })
  open.add(phone)
  return phone
}

const casePage = (id: string): string => `${CASE}?id=${id}`

/** What is done now, whether the button stands on the page or behind "more". */
async function act(phone: Phone, name: string): Promise<void> {
  const more = /^(更多|还能做什么)$/
  await phone.text(name).or(phone.text(more)).first().waitFor({ timeout: SLOW })
  if (!(await phone.isSeen(name))) await phone.tap(more)
  try {
    await phone.see(name, SLOW)
  } catch {
    throw new Error(`“${name}” is not on the phone:\n${await phone.read()}`)
  }
  await phone.tap(name, -1)
}

describe('the life of a case across three phones', () => {
  it('goes from the mediator to the worker to a rating', async () => {
    const { id } = await reported(people.resident, barking)
    const mediator = await phoneOf(people.mediator, WORK)
    await mediator.see('狗一直叫')
    await mediator.see('今天要办')
    await mediator.tap('我来办')
    await mediator.see('接手了，居民会收到消息')
    await mediator.gone('我来办')

    await mediator.tap('狗一直叫')
    await act(mediator, '记一笔（劝阻、调解、上门）')
    await mediator.see('内容只有办事的人看得到；居民只知道您做了记录。')
    await mediator.tap('记下来')
    await mediator.see('请先点一下做了什么')
    await mediator.tap('劝了，对方不听')
    await mediator.fill('写在这里，几个字也行', '楼上说狗关阳台就好')
    await mediator.tap('加照片')
    await mediator.tap('同意')
    await mediator.chooseFiles([picture], () => mediator.tap('从手机相册选择'))
    await mediator.see('再加')
    await mediator.tap('记下来')
    await mediator.atRoute(CASE)
    await mediator.see(/劝了，对方不听/)

    await act(mediator, '我办不了，往上转')
    await mediator.tap('劝了几次，对方不听')
    await mediator.tap('转给上一级')
    await mediator.atRoute(CASE)
    expect((await look(phones.cloud, people.staff, id)).handler).toBe(people.worker.name)

    const worker = await phoneOf(people.worker, WORK)
    await worker.tap('我来办')
    await worker.see('接手了，居民会收到消息')
    await worker.tap('狗一直叫')
    await worker.see('楼上说狗关阳台就好')
    await act(worker, '办好了')
    await worker.see('反映的居民会看到您写的话。')
    await worker.tap('对方答应以后不再这样')
    await worker.tap('办好了，请居民看看')
    await worker.atRoute(CASE)

    const resident = await phoneOf(people.resident, casePage(id))
    await resident.see('对方答应以后不再这样')
    // mediation is kept secret: the reporter learns that it took place, no more
    expect(await resident.isSeen('楼上说狗关阳台就好')).toBe(false)
    await act(resident, '真的解决了')
    await resident.see(/给办事的人打个分/, SLOW)
    await resident.page.locator('.van-rate__icon').filter({ visible: true }).nth(4).click()
    await resident.see('5 颗星')
    await resident.tap('送出')
    await resident.gone(/给办事的人打个分/, SLOW)
    const { state, rating } = await look(phones.cloud, people.staff, id)
    expect([state, rating?.stars]).toEqual(['confirmed', 5])
  })

  it('is opened again by the resident, with what is not solved', async () => {
    const { id } = await reported(people.resident, lift)
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    await move(phones.cloud, people.worker, id, { move: 'resolve', text: '修好了' })
    const resident = await phoneOf(people.resident, casePage(id))
    await act(resident, '还没解决')
    await resident.tap('没有修好')
    await resident.tap('请接着办')
    await resident.atRoute(CASE)
    const view = await look(phones.cloud, people.worker, id)
    expect([view.state, view.events.at(-1)?.text]).toEqual(['reopened', '没有修好'])
  })
})

describe('two at once', () => {
  it('the second to take a case hears who was quicker', async () => {
    const { id } = await reported(people.resident, barking)
    const mediator = await phoneOf(people.mediator, WORK)
    await mediator.see('我来办')
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    await mediator.tap('我来办')
    await mediator.see('有人快了一步')
    await mediator.see(new RegExp(`由${people.worker.name}接手了`))
    await mediator.tap('知道了')
    await mediator.see('今天没有要办的事')
  })

  it('exactly one of two taps at the same moment takes it', async () => {
    await appoint(phones.cloud, people.admin.openid, 'oP_second_staff_000001', { role: 'staff' }, '冯静')
    // nobody serves B2, so it lies on the desk
    const { id } = await reported(people.foreigner, { ...dance, place: { building: 'B2' } })
    await move(phones.cloud, people.foreignLeader, id, { move: 'accept' }).catch(() => undefined)
    const { handler } = await look(phones.cloud, people.staff, id)
    if (handler !== '社区值班台') await move(phones.cloud, people.foreignLeader, id, { move: 'pass' })
    const both = [
      await phoneOf(people.staff, `${WORK}?desk=1`),
      await phoneOf({ openid: 'oP_second_staff_000001', id: '', name: '冯静', phone: null }, `${WORK}?desk=1`),
    ]
    for (const phone of both) await phone.see('我来办')
    await Promise.all(both.map((phone) => phone.tap('我来办')))
    await Promise.all(both.map((phone) => phone.see(/^接手了，居民会收到消息$|^有人快了一步$/)))
    const winners = await Promise.all(both.map((phone) => phone.isSeen('接手了，居民会收到消息')))
    expect(winners.filter(Boolean)).toHaveLength(1)
    const view = await look(phones.cloud, people.foreignLeader, id)
    expect(view.events.filter(({ command, by }) => command === 'accept' && by.as === 'handler').length).toBeLessThan(3)
    expect(view.state).toBe('accepted')
  })

  it('a form about an older state says what has changed, keeps the words, and goes on where that is possible', async () => {
    const { id } = await reported(people.resident, dance)
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    const worker = await phoneOf(people.worker, casePage(id))
    await act(worker, '要等一等')
    await worker.tap('等维修师傅上门')
    await worker.tap('一个星期')
    await move(phones.cloud, people.resident, id, { move: 'occur' })
    await worker.tap('告诉居民要等')
    await worker.see(/反映的居民又发生了一次。现在是“有人接手了”/)
    await worker.tap('告诉居民要等')
    await worker.atRoute(CASE)
    const view = await look(phones.cloud, people.resident, id)
    expect([view.state, view.events.at(-1)?.text]).toEqual(['waiting', '等维修师傅上门'])
  })
})

describe('a bad network', () => {
  const recordsOf = async (id: string): Promise<number> =>
    (await look(phones.cloud, people.staff, id)).events.filter(({ command }) => command === 'record').length

  it('a record whose answer is lost is sent again and stands there once', async () => {
    const { id } = await reported(people.resident, dance)
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    const worker = await phoneOf(people.worker, casePage(id))
    await act(worker, '记一笔（劝阻、调解、上门）')
    await worker.tap('到现场看了')
    await worker.tap('到现场看了，情况属实')
    await worker.set({ network: 'lost' })
    await worker.tap('记下来')
    await worker.see(/上次没等到回音/, 60_000)
    // it did arrive: only the answer was lost
    expect(await recordsOf(id)).toBe(1)
    await worker.set({ network: 'good' })
    await worker.tap('再送一次')
    await worker.atRoute(CASE)
    expect(await recordsOf(id)).toBe(1)
  })

  it('what was written is still there after the page was left', async () => {
    const { id } = await reported(people.resident, dance)
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    const worker = await phoneOf(people.worker, casePage(id))
    await act(worker, '给同事留句话')
    await worker.fill('写在这里，几个字也行', '晚上八点再去')
    await worker.back()
    await worker.atRoute(CASE)
    // the sheet from before is still on its way down
    await worker.gone('给同事留句话')
    await act(worker, '给同事留句话')
    expect(await worker.field('写在这里，几个字也行').inputValue()).toBe('晚上八点再去')
    await worker.tap('留下')
    await worker.atRoute(CASE)
    await worker.see('晚上八点再去')
  })
})

describe('the list of work', () => {
  it('walks through a building: the next case is one tap away', async () => {
    const texts = ['灯一直不亮', '门禁刷不开']
    const ids: string[] = []
    for (const [index, kind] of (['facility.light', 'facility.door'] as const).entries()) {
      const text = texts[index] ?? ''
      const place = { building: 'A18', unit: 1 }
      ids.push((await reported(people.resident, { kind, place, text, answers: {} })).id)
    }
    ids.push((await reported(people.foreigner, { ...dance, place: { building: 'A17' } })).id)
    const worker = await phoneOf(people.worker, WORK)
    await worker.see('一共 3 件')
    await worker.tap('按楼走')
    await worker.see('A区17栋')
    await worker.see('A区18栋')
    await worker.tap('灯不亮')
    await worker.atRoute(CASE)
    await worker.back()
    await worker.see('A区18栋还有 1 件')
    await worker.tap('同一栋下一件')
    await worker.atRoute(CASE)
    await worker.see('门禁刷不开')
    await worker.back()
    await worker.gone('同一栋下一件')

    await worker.tap('没人接的')
    await worker.see('有 3 件')
    await worker.tap('超时的')
    await worker.see('看过的事里没有这样的')
    await worker.tap('全部显示')
    await worker.see('一共 3 件')
  })

  it('promises to tell of the next new case only to who has allowed it', async () => {
    const worker = await phoneOf(people.worker, '/pages/home/index')
    await worker.see(/您好/)
    await worker.open(WORK)
    await worker.tap('有新的事时，微信告诉我一次')
    await worker.tap('允许')
    await worker.see('好的，下一件新的事会告诉您')
    const granted = (await worker.calls()).filter(({ name }) => name.includes('messages.granted'))
    expect(granted).toMatchObject([{ ok: true }])
    await worker.tap('有新的事时，微信告诉我一次')
    await worker.tap('取消')
    await worker.see('没有打开，新的事在“消息”里看')
    await worker.close()
  })

  it('asks the server once when it is opened, and little is drawn', async () => {
    const worker = await phoneOf(people.worker, WORK)
    await worker.see('今天没有要办的事')
    expect((await worker.calls()).map(({ name }) => name)).toEqual([expect.stringMatching(/cases\.work/)])
    expect(Math.max(...(await worker.setData()).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
  })
})

describe('leader and staff', () => {
  it('an overdue case goes up to the leader, who assigns it', async () => {
    const { id } = await reported(people.resident, dance)
    await phones.cloud.shift(5 * HOUR)
    const leader = await phoneOf(people.leader, BOARD)
    await leader.see('A组团')
    await leader.tap('看这个组团的单子')
    await leader.see('已超时')
    await leader.see(new RegExp(`网格长${people.leader.name}在管`))
    await leader.tap('广场舞太吵')
    await leader.atRoute(CASE)
    await act(leader, '派给一个人')
    await leader.see('管这栋楼的网格员')
    await leader.tap('派给这个人')
    await leader.see('请先选一个人')
    await leader.tap(people.worker.name)
    await leader.tap('请今天去看看')
    await leader.tap('派给这个人')
    await leader.atRoute(CASE)
    const worker = await phoneOf(people.worker, WORK)
    await worker.see('广场舞太吵')
    expect((await look(phones.cloud, people.worker, id)).handler).toBe(people.worker.name)
  })

  it('the leader declines with a reason that the resident reads', async () => {
    const { id } = await reported(people.resident, dance)
    const leader = await phoneOf(people.leader, casePage(id))
    await act(leader, '这件事办不了')
    await leader.see(/一字不差地看到/)
    await leader.tap('告诉居民办不了')
    await leader.see('请写几个字，或者点一句现成的话')
    await leader.tap('要全体业主商量才能定')
    await leader.tap('告诉居民办不了')
    await leader.atRoute(CASE)
    const resident = await phoneOf(people.resident, casePage(id))
    await resident.see('要全体业主商量才能定')
  })

  it('a case is handed over to the property management', async () => {
    const { id } = await reported(people.resident, lift)
    await move(phones.cloud, people.worker, id, { move: 'accept' })
    const worker = await phoneOf(people.worker, casePage(id))
    await act(worker, '转给别的单位')
    await worker.tap('物业')
    await worker.fill('单位和联系的人，比如“物业 王经理”', '物业 王经理')
    await worker.tap('转过去')
    await worker.atRoute(CASE)
    const view = await look(phones.cloud, people.resident, id)
    expect([view.state, view.events.at(-1)?.outsider]).toEqual([
      'handed_over',
      { kind: 'property', name: '物业 王经理' },
    ])
  })

  it('staff see the clusters beside each other, and one of them closer', async () => {
    await reported(people.resident, dance)
    const staff = await phoneOf(people.staff, BOARD)
    await staff.see('五个组团')
    await staff.see('全社区')
    await staff.tap('A组团')
    await staff.see('看全社区')
    await staff.tap('太吵了')
    await staff.see('广场舞太吵')
    await staff.back()
    await staff.tap('看谁在岗、谁请假')
    await staff.see(people.mediator.name)
  })

  it('staff search all cases by what was chosen, and take it away again', async () => {
    await reported(people.resident, barking)
    const staff = await phoneOf(people.staff, '/packages/grid/pages/all/index')
    await staff.see(/^(一共|先看了) \d+ 件/)
    await staff.tap('筛一筛')
    await staff.tap('等人接手')
    await staff.tap('养狗的事')
    await staff.tap('狗一直叫', -1)
    await staff.tap('A区')
    await staff.tap('18栋')
    await staff.tap('就这样找')
    await staff.see('一共 1 件')
    expect(await staff.isSeen('A区18栋')).toBe(true)
    await staff.tap('等人接手')
    await staff.gone('等人接手')
    await staff.see(/^一共 \d+ 件$/)
    await staff.tap('筛一筛')
    await staff.tap('等人接手')
    await staff.tap('流浪狗')
    await staff.tap('就这样找')
    await staff.see('没有这样的事，换个条件找找')
    await staff.tap('看全部')
    await staff.see(/^(一共|先看了) \d+ 件/)
  })
})

describe('leave', () => {
  it('sends new work to the stand-in, and ends early', async () => {
    const worker = await phoneOf(people.worker, '/packages/grid/pages/leave/index')
    await worker.see('我要请假')
    await worker.tap('请这几天的假')
    await worker.see('请选从哪天开始')
    await worker.tap('今天起 3 天')
    await worker.tap(people.colleague.name)
    await worker.tap('请这几天的假')
    await worker.see(new RegExp(`请假中：.*${people.colleague.name}顶班`))
    const { handler } = await reported(people.resident, dance)
    expect(handler).toBe(people.colleague.name)

    const leader = await phoneOf(people.leader, '/packages/grid/pages/team/index')
    await leader.see(new RegExp(`请假中：.*${people.colleague.name}顶班`))
    await leader.tap(people.worker.name)
    await leader.see('提前回来上班')

    await worker.tap('提前回来上班')
    await worker.tap('是的')
    await worker.see('好的，又在岗了')
    expect((await ok(phones.cloud, people.worker.openid, 'estate.me', {})).leave).toBeNull()
  })
})

describe('those who may not', () => {
  it.each([
    ['work', ''],
    ['board', ''],
    ['all', ''],
    ['team', '?cluster=A'],
    ['leave', ''],
  ])('a resident who opens %s by a link reads why', async (page, query) => {
    const resident = await phoneOf(people.resident, `/packages/grid/pages/${page}/index${query}`)
    await resident.see(/您现在没有这个身份/)
    await resident.tap('回首页')
    await resident.atRoute('pages/home/index')
  })

  it('a worker has no search over all, and a leader only the own cluster', async () => {
    const worker = await phoneOf(people.worker, '/packages/grid/pages/all/index')
    await worker.see(/现在没有这个身份|只有社区干部能看/)
    const leader = await phoneOf(people.foreignLeader, `${WORK}?cluster=A`)
    await leader.see(/现在没有这个身份/)
  })

  it('a form without a case says where it belongs', async () => {
    const resident = await phoneOf(people.resident, '/packages/cases/pages/move/index?move=wait')
    await resident.see('这个页面要从一件事里打开')
  })

  it('a resident cannot decline a case by an address', async () => {
    const { id } = await reported(people.neighbour, dance)
    const resident = await phoneOf(people.resident, `/packages/cases/pages/move/index?id=${id}&move=decline&version=1`)
    await resident.tap('已经有一件一样的在办')
    await resident.tap('告诉居民办不了')
    await resident.see('没找到，可能已经不在了，请返回刷新')
    expect((await look(phones.cloud, people.staff, id)).state).toBe('reported')
  })
})

it('time goes on for the phones too', async () => {
  await reported(people.resident, lift)
  const worker = await phoneOf(people.worker, WORK)
  await worker.see(/还剩/)
  await phones.cloud.shift(2 * HOUR)
  const leader = await phoneOf(people.leader, WORK)
  await leader.see(/已超时/)
})
