/** The frame of the mini-program: first run, my file, roles, care view, messages, as people see and tap them. */
import type { Out } from '../../miniprogram/contract/api'
import type { Me } from '../../miniprogram/contract/estate'
import { openPhones, type Phone, type Phones } from './browser'

const RESIDENT = 'demo-resident-1'
const WORKER = 'demo-worker-A1'
const BIND = '/packages/me/pages/bind/index'
const LONG = 20_000

let phones: Phones
let people = 0

beforeAll(async () => {
  phones = await openPhones({ functions: ['cases', 'estate', 'messages'] })
}, 120_000)
afterAll(() => phones.stop(), 60_000)
jest.setTimeout(120_000)

/** Somebody whom the estate has never seen. */
const newcomer = (): string => `frame-newcomer-${++people}`

async function ok<T>(openid: string, route: string, input: unknown): Promise<T> {
  const answer = await phones.cloud.call<T>(openid, route, input)
  if (!answer.ok) throw new Error(`${route}: ${JSON.stringify(answer.error)}`)
  return answer.data
}

const me = (openid: string) => ok<Me>(openid, 'estate.me', {})

async function told(): Promise<string> {
  const input = { kind: 'noise.plaza', place: { building: 'A1' }, text: '太吵了', answers: { when: 'now' } }
  const { id } = await ok<Out<'cases.report'>>(RESIDENT, 'cases.report', input)
  await ok(WORKER, 'cases.move', { id, version: 1, move: 'accept' })
  return id
}

/** Every page asks the server at most once when it is opened. */
async function callsOfOpening(phone: Phone, path: string, seen: string): Promise<string[]> {
  await phone.see(/您好/, LONG)
  const before = (await phone.calls()).length
  await phone.open(path)
  await phone.see(seen, LONG)
  return (await phone.calls()).slice(before).map(({ name }) => name)
}

describe('first run', () => {
  it('a newcomer finds the way to the home by lists, without typing', async () => {
    const openid = newcomer()
    const phone = await phones.phone(openid)
    await phone.see('您好，邻居', LONG)
    await phone.tap('登记您住哪一户，报事更快')
    await phone.see('您住哪一栋？', LONG)
    await phone.tap('B区')
    await phone.tap('3栋')
    await phone.tap('1单元')
    await phone.tap('12楼')
    // the floor was wrong: one tap opens it again
    await phone.tap('12楼')
    await phone.see('几楼？')
    await phone.tap('11楼')
    await phone.tap('02号')
    await phone.see('B区3栋1单元 11楼02号')
    await phone.tap('就住这里')
    await phone.see('B区3栋1单元 11楼02号', LONG)
    await phone.atRoute('pages/home/index', LONG)
    await phone.gone('登记您住哪一户，报事更快', LONG)
    expect((await me(openid)).home).toEqual({ building: 'B3', unit: 1, floor: 11, room: 2 })
    await phone.close()
  })

  it('the search finds a building of any cluster; nothing found is said', async () => {
    const phone = await phones.phone(newcomer(), { path: BIND })
    await phone.see('您住哪一栋？', LONG)
    await phone.fill('也可以搜楼号，比如 18', 'c7')
    await phone.tap('C区7栋')
    await phone.see('哪个单元？')
    await phone.tap('C区7栋')
    await phone.fill('也可以搜楼号，比如 18', '77')
    await phone.see('没有这个楼号，换一个试试')
    await phone.close()
  })

  it('a code at the door says all, one in the lift the building and the stair, a strange one nothing', async () => {
    const openid = newcomer()
    const phone = await phones.phone(openid, { path: `${BIND}?code=A18-1-0302` })
    await phone.see('A区18栋1单元 3楼02号', LONG)
    await phone.tap('就住这里')
    await phone.atRoute('pages/home/index', LONG)
    expect((await me(openid)).home).toEqual({ building: 'A18', unit: 1, floor: 3, room: 2 })
    await phone.open(`${BIND}?scene=A18-2-L1`)
    await phone.see('几楼？', LONG)
    await phone.open(`${BIND}?scene=E39-1-0101`)
    await phone.see('这个码不是我们小区的门')
    await phone.see('您住哪一栋？')
    await phone.close()
  })

  it('the code can be scanned; what is no code of ours is said', async () => {
    const phone = await phones.phone(newcomer(), { path: BIND })
    await phone.see('扫门口的码', LONG)
    await phone.tap('扫门口的码')
    await phone.tap('取消')
    for (const [code, seen] of [
      ['6901234567892', '这个码不是我们小区的门'],
      ['packages/me/pages/bind/index?scene=A18-1-0302', 'A区18栋1单元 3楼02号'],
    ] as const) {
      await phone.tap('扫门口的码')
      await phone.fill('输入码的内容', code)
      await phone.tap('识别')
      await phone.see(seen)
    }
    await phone.close()
  })

  it('it can be skipped, changed and taken back', async () => {
    const openid = newcomer()
    const phone = await phones.phone(openid, { path: BIND })
    await phone.see('先不登记', LONG)
    await phone.tap('先不登记')
    await phone.atRoute('pages/home/index')
    await ok(openid, 'estate.bind', { building: 'A1', unit: 1, floor: 1, room: 1 })
    await phone.tab('我的')
    await phone.see('A区1栋1单元 1楼01号', LONG)
    await phone.tap(/我住哪里/)
    await phone.tap('我搬走了')
    await phone.see('搬走了吗？')
    await phone.tap('搬走了')
    await phone.atRoute('pages/me/index', LONG)
    await phone.see('还没登记住处', LONG)
    expect((await me(openid)).home).toBeNull()
    await phone.close()
  })
})

describe('name and telephone', () => {
  it('the number comes from WeChat, or is typed; both can be taken back', async () => {
    const openid = newcomer()
    const phone = await phones.phone(openid, {
      path: '/packages/me/pages/profile/index',
      phoneNumber: '13800001234',
    })
    await phone.see('怎么称呼您', LONG)
    await phone.tap('用微信里的号码')
    await phone.tap('允许')
    // the first use of anything personal is explained
    await phone.tap('同意')
    await phone.see('138****1234', LONG)
    await phone.fill('姓名，或者 李阿姨、王师傅', '王师傅')
    await phone.fill('换一个号码，在这里填', '1390000')
    await phone.tap('存好')
    await phone.see('手机号是 1 开头的 11 位数，请看看少了还是多了')
    await phone.fill('换一个号码，在这里填', '13900005678')
    await phone.tap('存好')
    await phone.atRoute('pages/home/index', LONG)
    await phone.see('王师傅，您好', LONG)
    expect(await me(openid)).toMatchObject({ name: '王师傅', phoneMasked: '139****5678' })
    await phone.open('/packages/me/pages/profile/index')
    await phone.tap('删掉电话')
    await phone.tap('删掉')
    await phone.see('电话删掉了', LONG)
    expect((await me(openid)).phoneMasked).toBeNull()
    await phone.close()
  })

  it('who refuses WeChat’s button can still type', async () => {
    const phone = await phones.phone(newcomer(), { path: '/packages/me/pages/profile/index' })
    await phone.see('怎么称呼您', LONG)
    await phone.tap('用微信里的号码')
    await phone.tap('不允许')
    await phone.see('没拿到微信里的号码，可以自己填')
    await phone.close()
  })
})

describe('roles', () => {
  it('the staff invite, a newcomer joins by the code, the staff take it back', async () => {
    const openid = newcomer()
    const staff = await phones.phone('demo-staff-one', { path: '/packages/me/pages/roles/index' })
    await staff.see('请人来帮忙', LONG)
    await staff.tap('网格员')
    await staff.tap('C区')
    await staff.tap('2栋')
    await staff.tap('4栋')
    await staff.tap('做一个邀请码')
    await staff.see('C组团网格员（2、4栋）', LONG)
    const code = /^[0-9A-Z]{5} [0-9A-Z]{5}$/m.exec(await staff.read())?.[0] ?? ''
    expect(code).not.toBe('')

    const phone = await phones.phone(openid)
    await phone.tab('我的')
    await phone.see('用邀请码加入', LONG)
    await phone.tap('用邀请码加入')
    await phone.tap('加入')
    await phone.see('请填邀请码')
    await phone.fill('邀请码，10 个字母和数字', 'AAAAA AAAAA')
    await phone.fill('您的姓名，邻居看得到', '钱新来')
    await phone.tap('加入')
    await phone.see('这个码不对、用过了或者过期了，请再要一个', LONG)
    await phone.fill('邀请码，10 个字母和数字', code.toLowerCase())
    await phone.tap('加入')
    await phone.see('您现在是C组团网格员（2、4栋）。要办的事在首页。', LONG)
    await phone.tap('知道了')
    expect((await me(openid)).grants).toEqual([{ role: 'worker', cluster: 'C', buildings: ['C2', 'C4'] }])

    // whoever holds a role cannot be deleted
    await phone.open('/packages/me/pages/kept/index')
    await phone.tap('删掉我的信息')
    await phone.see(/请先让社区收回身份/)

    await staff.open('/packages/me/pages/roles/index')
    await staff.see(/钱新来 当了C组团网格员/, LONG)
    await staff.tap('收回')
    await staff.see('收回身份？')
    await staff.tap('收回', -1)
    await staff.see(/收回了 钱新来 的C组团网格员/, LONG)
    expect((await me(openid)).grants).toEqual([])
    await Promise.all([phone.close(), staff.close()])
  })
})

describe('my file', () => {
  it('says what is kept, copies it after the consent of WeChat, and deletes it after asking twice', async () => {
    const openid = newcomer()
    await ok(openid, 'estate.profile', { name: '周小兰', phone: '13812340001' })
    const phone = await phones.phone(openid)
    await phone.tab('我的')
    await phone.see('138****0001', LONG)
    await phone.tap('记了我什么，怎么删')
    await phone.tap('看看记了我什么')
    await phone.see(/电话：13812340001/, LONG)
    await phone.tap('复制这些文字')
    // the first use of the clipboard is explained, and can be refused
    await phone.see('先跟您说清楚')
    await phone.tap('不同意')
    await phone.gone('先跟您说清楚')
    await phone.tap('复制这些文字')
    await phone.tap('同意')
    await phone.gone('先跟您说清楚')
    await phone.see('内容已复制')
    await phone.tap('删掉我的信息')
    await phone.tap('要删')
    await phone.see('删掉就找不回来了。')
    await phone.tap('真的删')
    await phone.see('您的姓名、电话和住处已经删掉。', LONG)
    await phone.tap('知道了')
    expect(await me(openid)).toMatchObject({ name: null, phoneMasked: null, home: null })
    await phone.back()
    await phone.see('还没留名字', LONG)
    await phone.close()
  })

  it('shows who looked, and leads to the case', async () => {
    const id = await told()
    await ok(WORKER, 'cases.contact', { id })
    const phone = await phones.phone(RESIDENT)
    expect(await callsOfOpening(phone, '/packages/me/pages/looks/index', '没有更早的了')).toEqual([
      'estate estate.looks',
    ])
    await phone.tap(/看了您的姓名和电话/)
    await phone.atRoute('packages/cases/pages/case/index')
    await phone.close()
  })
})

describe('messages', () => {
  it('are counted at the tab, open their case and are read by that', async () => {
    await told()
    const phone = await phones.phone(RESIDENT)
    const { unread } = await ok<{ unread: number }>(RESIDENT, 'messages.unread', {})
    await phone.see(`${unread} 条没看`, LONG)
    expect(await phone.page.locator('.phone-tabs').innerText()).toContain(String(unread))
    await phone.tap(`${unread} 条没看`)
    await phone.see('有人接手了，会跟您联系', LONG)
    await phone.tap('有人接手了，会跟您联系')
    await phone.atRoute('packages/cases/pages/case/index')
    await phone.back()
    await phone.back()
    await phone.see(unread > 1 ? `${unread - 1} 条没看` : '消息', LONG)
    expect(await ok(RESIDENT, 'messages.unread', {})).toEqual({ unread: unread - 1 })
    await phone.close()
  })

  it('all can be marked as read', async () => {
    await told()
    const phone = await phones.phone(RESIDENT)
    expect(await callsOfOpening(phone, '/packages/me/pages/messages/index', '全部看过了')).toEqual([
      'messages messages.list',
    ])
    await phone.tap('全部看过了')
    await phone.gone('全部看过了', LONG)
    expect(await ok(RESIDENT, 'messages.unread', {})).toEqual({ unread: 0 })
    await phone.close()
  })

  it('two hundred stay light to scroll', async () => {
    const openid = newcomer()
    const { messageFor } = await import('../../cloudfunctions/kit/message-for')
    const now = phones.cloud.now()
    const rows = Array.from({ length: 200 }, (_, n) => ({
      ...messageFor(openid, 'reporter', {
        caseId: `01FRAME${String(n).padStart(19, '0')}`,
        eventNo: 2,
        at: now - n * 60_000,
        command: 'accept',
        state: 'accepted',
        kind: 'facility.lift',
        building: 'A18',
      }),
      push: 'none',
    }))
    phones.cloud.cloud.database.load('messages', rows as unknown as Record<string, unknown>[])
    const phone = await phones.phone(openid)
    await phone.open('/packages/me/pages/messages/index')
    await phone.see('往上拉，看更早的', LONG)
    for (let turn = 0; turn < 40 && !(await phone.isSeen('没有更早的了')); turn++) {
      await phone.scroll(20_000)
      await phone.page.waitForTimeout(400)
    }
    await phone.see('没有更早的了')
    expect(await phone.nodes()).toBeLessThan(1_000)
    expect(Math.max(...(await phone.setData()).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
    await phone.close()
  })
})

describe('the look', () => {
  it('care view makes everything larger at once, and stays', async () => {
    const phone = await phones.phone(newcomer())
    await phone.see('我要反映', LONG)
    const height = async () => (await phone.text('我要反映').first().boundingBox())?.height ?? 0
    const before = await height()
    await phone.tab('我的')
    await phone.tap('字大一点')
    await phone.tap('字更大，按钮更大，好看好点。')
    await phone.see('关怀版打开了')
    await phone.back()
    await phone.see('已打开')
    await phone.tab('首页')
    expect((await height()) / before).toBeGreaterThan(1.25)
    await phone.reload()
    await phone.see('我要反映', LONG)
    expect((await height()) / before).toBeGreaterThan(1.25)
    await phone.close()
  })

  it('follows the font size of WeChat', async () => {
    const [standard, large] = [await phones.phone(newcomer()), await phones.phone(newcomer(), { fontScale: 1.3 })]
    const height = async (phone: Phone) => {
      await phone.see('我要反映', LONG)
      return (await phone.text('我要反映').first().boundingBox())?.height ?? 0
    }
    expect((await height(large)) / (await height(standard))).toBeGreaterThan(1.25)
    await Promise.all([standard.close(), large.close()])
  })
})

describe('reports that wait on the phone', () => {
  it('are told on 首页 and go out once when the network is back', async () => {
    const openid = newcomer()
    await ok(openid, 'estate.bind', { building: 'A1', unit: 1, floor: 1, room: 1 })
    const phone = await phones.phone(openid)
    await phone.see('我要反映', LONG)
    const draft = {
      id: 'frame-draft',
      requestId: 'frame-draft-0000000001',
      savedAt: 1,
      state: 'queued',
      input: { kind: 'noise.plaza', place: { building: 'A1' }, text: '断网时写的', answers: {} },
      pictures: [],
    }
    await phone.set({ network: 'offline' })
    await phone.page.evaluate(`__phone.wx.setStorageSync('drafts', ${JSON.stringify([draft])})`)
    await phone.tab('就业')
    await phone.tab('首页')
    await phone.see('有 1 件等着发，连上网就自动发出')
    await phone.set({ network: 'lost' })
    await phone.page.waitForTimeout(1_000)
    await phone.set({ network: 'good' })
    await phone.gone('有 1 件等着发，连上网就自动发出', 40_000)
    const { rows } = await ok<Out<'cases.mine'>>(openid, 'cases.mine', {})
    expect(rows).toMatchObject([{ excerpt: '断网时写的' }])
    await phone.close()
  })
})

describe('首页 by role', () => {
  it('asks once, and shows what was there last while the network is away', async () => {
    const phone = await phones.phone(RESIDENT)
    await phone.see('我报的事', LONG)
    expect((await phone.calls()).map(({ name }) => name)).toEqual(['cases cases.home'])
    await phone.set({ network: 'offline' })
    await phone.tab('就业')
    await phone.see('找活干，在家门口')
    await phone.tab('首页')
    await phone.see('网络断了，请连上网再试', LONG)
    await phone.see('我报的事')
    await phone.close()
  })

  it('a worker sees today’s work, a leader the board, the staff every door', async () => {
    await told()
    const worker = await phones.phone(WORKER)
    await worker.see('今天要办的事', LONG)
    await worker.see('广场舞太吵')
    await worker.tap('全部要办的事')
    await worker.atRoute('packages/grid/pages/work/index')
    await worker.close()
    const leader = await phones.phone('demo-leader-A')
    await leader.see('没人接手', LONG)
    await leader.tap('人手')
    await leader.atRoute('packages/grid/pages/team/index')
    await leader.close()
    const staff = await phones.phone('demo-staff-one')
    await staff.see('值班台要办的事', LONG)
    await staff.tap('所有诉求')
    await staff.atRoute('packages/grid/pages/all/index')
    await staff.close()
  })
})
