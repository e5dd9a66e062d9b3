/** The list of work, leaders and staff on their phones, leave, and those who may not. */
import { barking, dance, HOUR, lift, look, move } from '../functions/case-helpers'
import { ok } from '../functions/people'
import { act, BOARD, callsFrom, CASE, casePage, useGrid, WORK } from './grid'

const grid = useGrid()

describe('the list of work', () => {
  it('walks through a building: the next case is one tap away', async () => {
    const texts = ['灯一直不亮', '门禁刷不开']
    const ids: string[] = []
    for (const [index, kind] of (['facility.light', 'facility.door'] as const).entries()) {
      const text = texts[index] ?? ''
      const place = { building: 'A18', unit: 1 }
      ids.push((await grid.reported(grid.people.resident, { kind, place, text, answers: {} })).id)
    }
    ids.push((await grid.reported(grid.people.foreigner, { ...dance, place: { building: 'A17' } })).id)
    const worker = await grid.phoneOf(grid.people.worker, WORK)
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

  it('leads from case to case of a building inside the case page, without another call, and back to the list', async () => {
    const place = { building: 'A18', unit: 1 }
    const kinds = [
      ['facility.light', '灯一直不亮'],
      ['facility.door', '门禁刷不开'],
      ['facility.other', '信箱坏了'],
    ] as const
    for (const [kind, text] of kinds) await grid.reported(grid.people.resident, { kind, place, text, answers: {} })
    const { id } = await grid.reported(grid.people.foreigner, { ...dance, place: { building: 'A17' } })
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('一共 4 件')
    await worker.tap('灯不亮')
    await worker.see('灯一直不亮')
    await worker.see('本栋还有 2 件')
    const before = (await worker.calls()).length
    await worker.tap('下一件')
    await worker.see('门禁刷不开')
    await worker.see('本栋还有 1 件')
    expect(await callsFrom(worker, before)).toEqual(['cases cases.get'])
    await worker.tap('我来办')
    await worker.see('接手了，还没开始处理')
    await worker.tap('办好了')
    await worker.tap('已经修好，可以正常用了')
    await worker.tap('办好了，请居民看看')
    // the work here has ended: the next one is a tap away
    await worker.atRoute(CASE)
    await worker.see('本栋还有 1 件')
    await worker.tap('下一件')
    await worker.see('信箱坏了')
    await worker.gone('下一件')
    await worker.back()
    await worker.atRoute(WORK)
    await worker.see('一共 3 件')
    expect(await worker.isSeen('同一栋下一件')).toBe(false)
    // the last of another building leads nowhere, and a phone without the list knows of nothing
    await worker.open(casePage(id))
    await worker.see('新报上来的，等人接手')
    expect(await worker.isSeen('下一件')).toBe(false)
  })

  it('a phone that never saw the list leads to no other case', async () => {
    for (const input of [dance, lift]) await grid.reported(grid.people.resident, input)
    const { id } = await grid.reported(grid.people.resident, dance)
    const worker = await grid.phoneOf(grid.people.worker, casePage(id))
    await worker.see('新报上来的，等人接手')
    expect(await worker.isSeen('下一件')).toBe(false)
    expect(await callsFrom(worker, 0)).toEqual(['cases cases.get'])
  })

  it('promises to tell of the next new case only to who has allowed it', async () => {
    const worker = await grid.phoneOf(grid.people.worker, '/pages/home/index')
    await worker.see(/您好/)
    await worker.open(WORK)
    await worker.tap('有新的事时，微信告诉我一次')
    await worker.see('新任务提醒')
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
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('今天没有要办的事')
    expect((await worker.calls()).map(({ name }) => name)).toEqual([expect.stringMatching(/cases\.work/)])
    expect(Math.max(...(await worker.setData()).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
  })
})

describe('leader and staff', () => {
  it('an overdue case goes up to the leader, who assigns it', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    await grid.phones.cloud.shift(5 * HOUR)
    const leader = await grid.phoneOf(grid.people.leader, BOARD)
    await leader.see('A组团')
    await leader.tap('看这个组团的单子')
    await leader.see('已超时')
    await leader.see(new RegExp(`网格长${grid.people.leader.name}在管`))
    await leader.tap('广场舞太吵')
    await leader.atRoute(CASE)
    await act(leader, '派给一个人')
    await leader.see('管这栋楼的网格员')
    await leader.tap('派给这个人')
    await leader.see('请先选一个人')
    await leader.tap(grid.people.worker.name)
    await leader.tap('请今天去看看')
    await leader.tap('派给这个人')
    await leader.atRoute(CASE)
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('广场舞太吵')
    expect((await look(grid.phones.cloud, grid.people.worker, id)).handler).toBe(grid.people.worker.name)
  })

  it('the leader declines with a reason that the resident reads', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    const leader = await grid.phoneOf(grid.people.leader, casePage(id))
    await act(leader, '这件事办不了')
    await leader.see(/一字不差地看到/)
    await leader.tap('告诉居民办不了')
    await leader.see('请写几个字，或者点一句现成的话')
    await leader.tap('要全体业主商量才能定')
    await leader.tap('告诉居民办不了')
    await leader.atRoute(CASE)
    const resident = await grid.phoneOf(grid.people.resident, casePage(id))
    await resident.see('要全体业主商量才能定')
  })

  it('a case is handed over to the property management', async () => {
    const { id } = await grid.reported(grid.people.resident, lift)
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    const worker = await grid.phoneOf(grid.people.worker, casePage(id))
    await act(worker, '转给别的单位')
    await worker.tap('物业')
    await worker.fill('单位和联系的人，比如“物业 王经理”', '物业 王经理')
    await worker.tap('转过去')
    await worker.atRoute(CASE)
    const view = await look(grid.phones.cloud, grid.people.resident, id)
    expect([view.state, view.events.at(-1)?.outsider]).toEqual([
      'handed_over',
      { kind: 'property', name: '物业 王经理' },
    ])
  })

  it('staff see the clusters beside each other, and one of them closer', async () => {
    await grid.reported(grid.people.resident, dance)
    const staff = await grid.phoneOf(grid.people.staff, BOARD)
    await staff.see('五个组团')
    await staff.see('全社区')
    await staff.tap('A组团')
    await staff.see('看全社区')
    await staff.tap('太吵了')
    await staff.see('广场舞太吵')
    await staff.back()
    await staff.tap('看谁在岗、谁请假')
    await staff.see(grid.people.mediator.name)
  })

  it('staff search all cases by what was chosen, and take it away again', async () => {
    await grid.reported(grid.people.resident, barking)
    const staff = await grid.phoneOf(grid.people.staff, '/packages/grid/pages/all/index')
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
    const worker = await grid.phoneOf(grid.people.worker, '/packages/grid/pages/leave/index')
    await worker.see('我要请假')
    await worker.tap('请这几天的假')
    await worker.see('请选从哪天开始')
    await worker.tap('今天起 3 天')
    await worker.tap(grid.people.colleague.name)
    await worker.tap('请这几天的假')
    await worker.see(new RegExp(`请假中：.*${grid.people.colleague.name}顶班`))
    const { handler } = await grid.reported(grid.people.resident, dance)
    expect(handler).toBe(grid.people.colleague.name)

    const leader = await grid.phoneOf(grid.people.leader, '/packages/grid/pages/team/index')
    await leader.see(new RegExp(`请假中：.*${grid.people.colleague.name}顶班`))
    await leader.tap(grid.people.worker.name)
    await leader.see('提前回来上班')

    await worker.tap('提前回来上班')
    await worker.tap('是的')
    await worker.see('好的，又在岗了')
    expect((await ok(grid.phones.cloud, grid.people.worker.openid, 'estate.me', {})).leave).toBeNull()
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
    const resident = await grid.phoneOf(grid.people.resident, `/packages/grid/pages/${page}/index${query}`)
    await resident.see(/您现在没有这个身份/)
    await resident.tap('回首页')
    await resident.atRoute('pages/home/index')
  })

  it('a worker has no search over all, and a leader only the own cluster', async () => {
    const worker = await grid.phoneOf(grid.people.worker, '/packages/grid/pages/all/index')
    await worker.see(/现在没有这个身份|只有社区干部能看/)
    const leader = await grid.phoneOf(grid.people.foreignLeader, `${WORK}?cluster=A`)
    await leader.see(/现在没有这个身份/)
  })

  it('a form without a case says where it belongs', async () => {
    const resident = await grid.phoneOf(grid.people.resident, '/packages/cases/pages/move/index?move=wait')
    await resident.see('这个页面要从一件事里打开')
  })

  it('a resident cannot decline a case by an address', async () => {
    const { id } = await grid.reported(grid.people.neighbour, dance)
    const resident = await grid.phoneOf(
      grid.people.resident,
      `/packages/cases/pages/move/index?id=${id}&move=decline&version=1`,
    )
    await resident.tap('已经有一件一样的在办')
    await resident.tap('告诉居民办不了')
    await resident.see('没找到，可能已经不在了，请返回刷新')
    expect((await look(grid.phones.cloud, grid.people.staff, id)).state).toBe('reported')
  })
})

it('time goes on for the phones too', async () => {
  await grid.reported(grid.people.resident, lift)
  const worker = await grid.phoneOf(grid.people.worker, WORK)
  await worker.see(/还剩/)
  await grid.phones.cloud.shift(2 * HOUR)
  const leader = await grid.phoneOf(grid.people.leader, WORK)
  await leader.see(/已超时/)
})
