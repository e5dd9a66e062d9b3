/** The frame of the mini-program: messages, the look, the tabs by role, as people see and tap them. */
import type { Out } from '../../miniprogram/contract/api'
import type { Phone } from './browser'
import { callsOfOpening, LONG, RESIDENT, useDemo, WORKER } from './demo'

const demo = useDemo('frame')

describe('messages', () => {
  it('are counted at the tab, open their case and are read by that', async () => {
    await demo.told()
    const phone = await demo.phones.phone(RESIDENT)
    const { unread } = await demo.ok<{ unread: number }>(RESIDENT, 'messages.unread', {})
    await phone.see(`${unread} 条没看`, LONG)
    expect(await phone.page.locator('.phone-tabs').innerText()).toContain(String(unread))
    await phone.tap(`${unread} 条没看`)
    await phone.see('有人接手了，会跟您联系', LONG)
    await phone.tap('有人接手了，会跟您联系')
    await phone.atRoute('packages/cases/pages/case/index')
    await phone.back()
    await phone.back()
    await phone.see(unread > 1 ? `${unread - 1} 条没看` : '消息', LONG)
    expect(await demo.ok(RESIDENT, 'messages.unread', {})).toEqual({ unread: unread - 1 })
    await phone.close()
  })

  it('all can be marked as read', async () => {
    await demo.told()
    const phone = await demo.phones.phone(RESIDENT)
    expect(await callsOfOpening(phone, '/packages/me/pages/messages/index', '全部看过了')).toEqual([
      'messages messages.list',
    ])
    await phone.tap('全部看过了')
    await phone.gone('全部看过了', LONG)
    expect(await demo.ok(RESIDENT, 'messages.unread', {})).toEqual({ unread: 0 })
    await phone.close()
  })

  it('two hundred stay light to scroll', async () => {
    const openid = demo.newcomer()
    const { messageFor } = await import('../../cloudfunctions/kit/message-for')
    const now = demo.phones.cloud.now()
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
    demo.phones.cloud.cloud.database.load('messages', rows as unknown as Record<string, unknown>[])
    const phone = await demo.phones.phone(openid)
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
    const phone = await demo.phones.phone(demo.newcomer())
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
    const [standard, large] = [
      await demo.phones.phone(demo.newcomer()),
      await demo.phones.phone(demo.newcomer(), { fontScale: 1.3 }),
    ]
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
    const openid = demo.newcomer()
    await demo.ok(openid, 'estate.bind', { building: 'A1', unit: 1, floor: 1, room: 1 })
    const phone = await demo.phones.phone(openid)
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
    const { rows } = await demo.ok<Out<'cases.mine'>>(openid, 'cases.mine', {})
    expect(rows).toMatchObject([{ excerpt: '断网时写的' }])
    await phone.close()
  })
})

describe('首页 by role', () => {
  it('asks once, and shows what was there last while the network is away', async () => {
    const phone = await demo.phones.phone(RESIDENT)
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
    await demo.told()
    const worker = await demo.phones.phone(WORKER)
    await worker.see('今天要办的事', LONG)
    await worker.see('广场舞太吵')
    await worker.tap('全部要办的事')
    await worker.atRoute('packages/grid/pages/work/index')
    await worker.close()
    const leader = await demo.phones.phone('demo-leader-A')
    await leader.see('没人接手', LONG)
    await leader.tap('人手')
    await leader.atRoute('packages/grid/pages/team/index')
    await leader.close()
    const staff = await demo.phones.phone('demo-staff-one')
    await staff.see('值班台要办的事', LONG)
    await staff.tap('所有诉求')
    await staff.atRoute('packages/grid/pages/all/index')
    await staff.close()
  })
})

describe('诉求 by role', () => {
  it('leads a worker to the work on the very first opening of a phone, by one call', async () => {
    const worker = await demo.phones.phone(WORKER, { path: '/pages/cases/index' })
    await worker.see('我办的', LONG)
    expect((await worker.calls()).map(({ name }) => name)).toEqual(['cases cases.mine'])
    await worker.tap('我办的')
    await worker.atRoute('packages/grid/pages/work/index')
    await worker.close()
  })

  it('shows a resident no other list, and a new worker that there is one now', async () => {
    const openid = demo.newcomer()
    const phone = await demo.phones.phone(openid, { path: '/pages/cases/index' })
    await phone.see(/^您还没反映过事情/, LONG)
    expect(await phone.isSeen('我办的')).toBe(false)
    const grant = { role: 'worker', cluster: 'A', buildings: ['A1'] }
    const { code } = await demo.ok<Out<'estate.invite'>>('demo-staff-one', 'estate.invite', { grant })
    await demo.ok(openid, 'estate.join', { code, name: '钱新来' })
    await phone.tab('就业')
    await phone.see('找活干，在家门口')
    await phone.tab('诉求')
    await phone.see('我办的', LONG)
    await phone.close()
  })
})
