/** Those who work on cases, on their phones: a case from hand to hand, two at once, a bad network. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { barking, dance, lift, look, move } from '../functions/case-helpers'
import { appoint } from '../functions/people'
import { act, callsFrom, CASE, casePage, SLOW, useGrid, WORK } from './grid'

const grid = useGrid()
let picture: string

beforeAll(async () => {
  picture = join(await mkdtemp(join(tmpdir(), 'grid-')), 'done.png')
  await writeFile(picture, PNG.sync.write(new PNG({ width: 40, height: 30 })))
})

describe('the life of a case across three phones', () => {
  it('goes from the mediator to the worker to a rating', async () => {
    const { id } = await grid.reported(grid.people.resident, barking)
    const mediator = await grid.phoneOf(grid.people.mediator, WORK)
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
    expect((await look(grid.phones.cloud, grid.people.staff, id)).handler).toBe(grid.people.worker.name)

    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.tap('我来办')
    await worker.see('接手了，居民会收到消息')
    await worker.tap('狗一直叫')
    await worker.see('楼上说狗关阳台就好')
    await act(worker, '办好了')
    await worker.see('反映的居民会看到您写的话。')
    await worker.tap('对方答应以后不再这样')
    await worker.tap('办好了，请居民看看')
    await worker.atRoute(CASE)

    const resident = await grid.phoneOf(grid.people.resident, casePage(id))
    await resident.see('对方答应以后不再这样')
    // mediation is kept secret: the reporter learns that it took place, no more
    expect(await resident.isSeen('楼上说狗关阳台就好')).toBe(false)
    await act(resident, '真的解决了')
    await resident.see(/给办事的人打个分/, SLOW)
    await resident.page.locator('.van-rate__icon').filter({ visible: true }).nth(4).click()
    await resident.see('5 颗星')
    await resident.tap('送出')
    await resident.gone(/给办事的人打个分/, SLOW)
    const { state, rating } = await look(grid.phones.cloud, grid.people.staff, id)
    expect([state, rating?.stars]).toEqual(['confirmed', 5])
  })

  it('is opened again by the resident, with what is not solved', async () => {
    const { id } = await grid.reported(grid.people.resident, lift)
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'resolve', text: '修好了' })
    const resident = await grid.phoneOf(grid.people.resident, casePage(id))
    await act(resident, '还没解决')
    await resident.tap('没有修好')
    await resident.tap('请接着办')
    await resident.atRoute(CASE)
    const view = await look(grid.phones.cloud, grid.people.worker, id)
    expect([view.state, view.events.at(-1)?.text]).toEqual(['reopened', '没有修好'])
  })
})

describe('two at once', () => {
  it('who is alone takes a case by one call, and its row stays with what was done to it', async () => {
    await grid.reported(grid.people.resident, dance)
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('我来办')
    const before = (await worker.calls()).length
    await worker.tap('我来办')
    await worker.see('接手了，居民会收到消息')
    await worker.see(/有人接手了/)
    await worker.gone('我来办')
    expect(await callsFrom(worker, before)).toEqual(['cases cases.move'])
  })

  it('what others only added to meanwhile is taken all the same', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('我来办')
    await move(grid.phones.cloud, grid.people.leader, id, { move: 'note', text: '请今天去看看' })
    const before = (await worker.calls()).length
    await worker.tap('我来办')
    await worker.see('接手了，居民会收到消息')
    expect(await callsFrom(worker, before)).toEqual(['cases cases.move', 'cases cases.get', 'cases cases.move'])
    expect((await look(grid.phones.cloud, grid.people.worker, id)).state).toBe('accepted')
  })

  it('a case that the resident took back meanwhile says so and leaves the list', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    const worker = await grid.phoneOf(grid.people.worker, WORK)
    await worker.see('我来办')
    await move(grid.phones.cloud, grid.people.resident, id, { move: 'withdraw' })
    await worker.tap('我来办')
    await worker.see('情况变了')
    await worker.see(/不用再接手/)
    await worker.tap('知道了')
    await worker.see('今天没有要办的事')
  })

  it('the second to take a case hears who was quicker', async () => {
    const { id } = await grid.reported(grid.people.resident, barking)
    const mediator = await grid.phoneOf(grid.people.mediator, WORK)
    await mediator.see('我来办')
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    await mediator.tap('我来办')
    await mediator.see('有人快了一步')
    await mediator.see(new RegExp(`由${grid.people.worker.name}接手了`))
    await mediator.tap('知道了')
    await mediator.see('今天没有要办的事')
  })

  it('exactly one of two taps at the same moment takes it', async () => {
    await appoint(grid.phones.cloud, grid.people.admin.openid, 'oP_second_staff_000001', { role: 'staff' }, '冯静')
    // nobody serves B2, so it lies on the desk
    const { id } = await grid.reported(grid.people.foreigner, { ...dance, place: { building: 'B2' } })
    await move(grid.phones.cloud, grid.people.foreignLeader, id, { move: 'accept' }).catch(() => undefined)
    const { handler } = await look(grid.phones.cloud, grid.people.staff, id)
    if (handler !== '社区值班台') await move(grid.phones.cloud, grid.people.foreignLeader, id, { move: 'pass' })
    const both = [
      await grid.phoneOf(grid.people.staff, `${WORK}?desk=1`),
      await grid.phoneOf({ openid: 'oP_second_staff_000001' }, `${WORK}?desk=1`),
    ]
    for (const phone of both) await phone.see('我来办')
    await Promise.all(both.map((phone) => phone.tap('我来办')))
    await Promise.all(both.map((phone) => phone.see(/^接手了，居民会收到消息$|^有人快了一步$/)))
    const winners = await Promise.all(both.map((phone) => phone.isSeen('接手了，居民会收到消息')))
    expect(winners.filter(Boolean)).toHaveLength(1)
    const view = await look(grid.phones.cloud, grid.people.foreignLeader, id)
    expect(view.events.filter(({ command, by }) => command === 'accept' && by.as === 'handler').length).toBeLessThan(3)
    expect(view.state).toBe('accepted')
  })

  it('a form about an older state says what has changed, keeps the words, and goes on where that is possible', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    const worker = await grid.phoneOf(grid.people.worker, casePage(id))
    await act(worker, '要等一等')
    await worker.tap('等维修师傅上门')
    await worker.tap('一个星期')
    await move(grid.phones.cloud, grid.people.resident, id, { move: 'occur' })
    await worker.tap('告诉居民要等')
    await worker.see(/反映的居民又发生了一次。现在是“有人接手了”/)
    await worker.tap('告诉居民要等')
    await worker.atRoute(CASE)
    const view = await look(grid.phones.cloud, grid.people.resident, id)
    expect([view.state, view.events.at(-1)?.text]).toEqual(['waiting', '等维修师傅上门'])
  })
})

describe('a bad network', () => {
  const recordsOf = async (id: string): Promise<number> =>
    (await look(grid.phones.cloud, grid.people.staff, id)).events.filter(({ command }) => command === 'record').length

  it('a record whose answer is lost is sent again and stands there once', async () => {
    const { id } = await grid.reported(grid.people.resident, dance)
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    const worker = await grid.phoneOf(grid.people.worker, casePage(id))
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
    const { id } = await grid.reported(grid.people.resident, dance)
    await move(grid.phones.cloud, grid.people.worker, id, { move: 'accept' })
    const worker = await grid.phoneOf(grid.people.worker, casePage(id))
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
