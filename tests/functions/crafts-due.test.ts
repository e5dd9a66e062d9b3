/** The due day: reminded, late, blocked, and free again. */
import type { In } from '../../miniprogram/contract/api'
import { DAY, HOUR, owedWage, startWorkshop, type Workshop } from './crafts'
import { Payroll } from './payroll'
import { ok } from './people'
import { change } from './store'

let workshop: Workshop
let cloud: Workshop['cloud']
let people: Workshop['people']
let payroll: Payroll
let batch: string

beforeAll(async () => {
  workshop = await startWorkshop({ poolSize: 8 })
  ;({ cloud, people } = workshop)
  payroll = new Payroll(workshop)
  batch = payroll.largeBatch()
})
afterAll(() => cloud.stop())

describe('the due day', () => {
  let late: string
  const post = (): Promise<unknown> => {
    const counter = { place: '三号', hours: '九点' }
    return cloud.call(workshop.officer.openid, 'crafts.post', {
      enterprise: workshop.enterprise,
      product: workshop.product._id,
      pieces: 100,
      price: 80,
      claimedMinutes: 100,
      least: 5,
      most: 20,
      materials: [],
      fetch: counter,
      giveBack: counter,
      deadline: cloud.now() + 60 * DAY,
      trial: false,
    } satisfies In<'crafts.post'>)
  }
  const arrears = { ok: false, error: { code: 'INVALID_INPUT', fields: { enterprise: 'arrears' } } }
  let waiting: string

  beforeAll(async () => {
    late = await owedWage(workshop, batch, 9)
    waiting = ((await post()) as { data: { id: string } }).data.id
  }, 60_000)

  test('three days before the enterprise is reminded, once', async () => {
    const { dueAt } = payroll.wageOf(late)
    await cloud.shift(dueAt - 3 * DAY - HOUR - cloud.now())
    await cloud.timer('crafts')
    const reminders = async () =>
      (await payroll.newsOf(workshop.officer)).filter((news) => news.topic === 'craft' && news.what === 'pay_soon')
    expect(await reminders()).toEqual([])
    await cloud.shift(2 * HOUR)
    await Promise.all([cloud.timer('crafts'), cloud.timer('crafts')])
    // the timer runs all the way to the last moment
    await cloud.shift(dueAt - 60_000 - cloud.now())
    expect(await reminders()).toMatchObject([{ about: 'enterprise', subject: workshop.enterprise, title: '山城串珠' }])
  }, 120_000)

  test('until its last moment the enterprise may post, a moment later it may not', async () => {
    expect(await post()).toMatchObject({ ok: true })
    await cloud.shift(2 * 60_000)
    expect(await post()).toMatchObject(arrears)
  }, 120_000)

  test('the wage is late, the enterprise is told once, the staff see it', async () => {
    await Promise.all([cloud.timer('crafts'), cloud.timer('crafts')])
    await cloud.timer('crafts')
    expect(payroll.wageOf(late)).toMatchObject({ late: true, state: 'owed', nextCheckAt: null })
    const told = (await payroll.newsOf(workshop.officer)).filter(
      (news) => news.topic === 'craft' && news.what === 'pay_late',
    )
    expect(told).toHaveLength(1)
    const desk = await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'arrears' })
    expect(desk.wages?.rows.map(({ id }) => id)).toEqual([late])
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
  }, 120_000)

  test('nor is a batch let in that waits already; others are not touched by it', async () => {
    const input = { id: waiting, version: 1, approve: true }
    const answer = await cloud.call(people.staff.openid, 'crafts.approve', input)
    expect(answer).toMatchObject(arrears)
    const { otherOfficer, otherEnterprise } = workshop
    expect((await ok(cloud, otherOfficer.openid, 'crafts.payments', { enterprise: otherEnterprise })).rows).toEqual([])
  })

  test('once it is paid and confirmed the enterprise may post again; its record keeps that it was late', async () => {
    const before = payroll.recordOf(workshop.enterprise)
    await payroll.pay(late)
    expect(await payroll.receive(late)).toMatchObject({ state: 'paid', late: true })
    expect(payroll.recordOf(workshop.enterprise)).toEqual({ ...before, paidLate: (before?.paidLate ?? 0) + 1 })
    expect(await post()).toMatchObject({ ok: true })
    const approved = { id: waiting, version: 1, approve: true }
    expect(await cloud.call(people.staff.openid, 'crafts.approve', approved)).toMatchObject({ ok: true })
    expect((await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'arrears' })).wages?.rows).toEqual([])
  })

  test('one that is denied after its due day blocks again, until the staff have looked', async () => {
    const id = await owedWage(workshop, batch, 5)
    await payroll.pay(id)
    const { claim, dueAt } = payroll.wageOf(id)
    const asked = async () =>
      (await payroll.newsOf(workshop.worker)).filter(
        (news) => news.topic === 'craft' && news.what === 'marked' && news.subject === claim,
      )
    expect(await asked()).toHaveLength(1)
    await cloud.shift(dueAt + DAY - cloud.now())
    await Promise.all([cloud.timer('crafts'), cloud.timer('crafts')])
    await cloud.timer('crafts')
    // who has not answered for three days is asked once more
    expect(await asked()).toHaveLength(2)
    expect(payroll.wageOf(id).late).toBe(false)
    expect(await post()).toMatchObject({ ok: true })
    await payroll.receive(id, false, '一直没到')
    expect(await post()).toMatchObject(arrears)
    await cloud.timer('crafts')
    expect(payroll.wageOf(id).late).toBe(true)
    // it had been paid in time after all
    const before = payroll.recordOf(workshop.enterprise)
    expect(await payroll.judge(id, true)).toMatchObject({ state: 'paid', late: false })
    expect(payroll.recordOf(workshop.enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 1)
    expect(await post()).toMatchObject({ ok: true })
    payroll.check()
  }, 120_000)

  test('one that did not come and is past its day is late at once, and the enterprise hears of it', async () => {
    const id = await owedWage(workshop, batch, 5)
    await payroll.pay(id)
    await payroll.receive(id, false)
    // as if the day had gone by while the staff looked
    await change(cloud, 'wages', id, { dueAt: cloud.now() - 1, nextCheckAt: null })
    expect(await payroll.judge(id, false)).toMatchObject({ state: 'owed', late: true, worker: '' })
    expect((await payroll.newsOf(workshop.officer))[0]).toMatchObject({
      what: 'pay_late',
      about: 'wage',
      subject: payroll.wageOf(id).claim,
    })
    expect(await post()).toMatchObject(arrears)
    await payroll.pay(id)
    expect(await payroll.receive(id)).toMatchObject({ state: 'paid', late: true })
    expect(await post()).toMatchObject({ ok: true })
    payroll.check()
  })
})
