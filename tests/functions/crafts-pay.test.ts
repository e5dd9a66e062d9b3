/** A wage from the count to the money: marked, received, denied, judged; and who may not. */
import { monthOf } from '../../cloudfunctions/crafts/pay.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { checkBooks, claimOf, owedWage, payOf, startWorkshop, type Workshop } from './crafts'
import { Payroll } from './payroll'
import { ok, refused } from './people'
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

// ---- the usual way

test('counted, marked with proof, received: in wage, ledger and record at once', async () => {
  const { enterprise, officer, worker } = workshop
  const id = await owedWage(workshop, batch, 10)
  expect(payroll.wageOf(id)).toMatchObject({ amount: 800, state: 'owed', open: true, month: monthOf(cloud.now()) })
  const before = payroll.recordOf(enterprise)
  const due = await ok(cloud, officer.openid, 'crafts.payments', { enterprise })
  expect(due).toMatchObject({ rows: [{ id, worker: worker.name, amount: 800, state: 'owed', late: false }], sum: null })

  expect(await payroll.pay(id)).toEqual({ done: [id], amount: 800 })
  expect((await payroll.newsOf(worker))[0]).toMatchObject({
    topic: 'craft',
    about: 'wage',
    what: 'marked',
    subject: payroll.wageOf(id).claim,
  })
  expect(payroll.recordOf(enterprise)).toEqual(before)
  const { rows } = await ok(cloud, worker.openid, 'crafts.money', {})
  expect(rows[0]).toMatchObject({ id, state: 'marked', marked: { way: 'wechat', proof: '尾号 0291' }, paidAt: null })

  expect(await payroll.receive(id)).toMatchObject({ id, state: 'paid', late: false, worker: worker.name })
  expect(claimOf(cloud, payroll.wageOf(id).claim)).toMatchObject({ money: { owed: 800, paid: 800, open: 0 } })
  expect(claimOf(cloud, payroll.wageOf(id).claim).entries.at(-1)).toMatchObject({ what: 'pay', amount: 800 })
  expect(payroll.recordOf(enterprise)).toEqual({ ...before, paidOnTime: (before?.paidOnTime ?? 0) + 1 })
  expect((await ok(cloud, officer.openid, 'crafts.payments', { enterprise })).rows).toEqual([])
  checkBooks(cloud, batch)
  payroll.check()
})

test('many wages in one call, each worker is told once a claim', async () => {
  const { worker } = workshop
  const ids = [
    await owedWage(workshop, batch, 5),
    await owedWage(workshop, batch, 6),
    await owedWage(workshop, batch, 7),
  ]
  const before = payroll.toldTo(worker).length
  // named twice is paid once
  expect(await payroll.pay(...ids, ids[0] ?? '')).toEqual({ done: ids, amount: 18 * 80 })
  expect(payroll.toldTo(worker)).toHaveLength(before + 3)
  for (const id of ids) await payroll.receive(id)
  payroll.check()
})

test('cash in hand without a mark: the worker’s word is enough', async () => {
  const id = await owedWage(workshop, batch)
  expect(await payroll.receive(id)).toMatchObject({ state: 'paid', marked: null })
  expect(await refused(cloud, workshop.officer.openid, 'crafts.pay', payOf(workshop.enterprise, id))).toEqual({
    code: 'NOT_NOW',
  })
  payroll.check()
})

// ---- when nothing came

describe('a payment that did not come', () => {
  test('lies with the staff until they know: it had come', async () => {
    const { enterprise, officer, worker } = workshop
    const id = await owedWage(workshop, batch)
    await payroll.pay(id)
    const before = payroll.recordOf(enterprise)
    expect(await payroll.receive(id, false, '账上没有')).toMatchObject({
      state: 'denied',
      denied: { text: '账上没有' },
    })
    expect((await payroll.newsOf(officer))[0]).toMatchObject({ what: 'pay_denied', subject: payroll.wageOf(id).claim })
    const desk = await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'denied' })
    expect(desk.wages?.rows).toMatchObject([{ id, worker: worker.name, denied: { text: '账上没有' } }])
    expect(payroll.recordOf(enterprise)).toEqual(before)

    expect(await payroll.judge(id, true)).toMatchObject({ state: 'paid', judged: { came: true, text: '看了转账记录' } })
    expect((await payroll.newsOf(worker))[0]).toMatchObject({ what: 'judged', subject: payroll.wageOf(id).claim })
    expect(payroll.recordOf(enterprise)).toEqual({
      ...before,
      paidOnTime: (before?.paidOnTime ?? 0) + 1,
      disputes: (before?.disputes ?? 0) + 1,
    })
    expect((await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'denied' })).wages?.rows).toEqual([])
    payroll.check()
  })

  test('it had not: it is owed again, and can be paid again', async () => {
    const { enterprise } = workshop
    const id = await owedWage(workshop, batch)
    await payroll.pay(id)
    await payroll.receive(id, false)
    const before = payroll.recordOf(enterprise)
    expect(await payroll.judge(id, false)).toMatchObject({ state: 'owed', marked: null, judged: { came: false } })
    expect(payroll.recordOf(enterprise)).toEqual({ ...before, disputes: (before?.disputes ?? 0) + 1 })
    expect(payroll.wageOf(id)).toMatchObject({ owing: true, open: true, disputed: true })
    await payroll.pay(id)
    expect(await payroll.receive(id)).toMatchObject({ state: 'paid' })
    payroll.check()
  })

  test('the worker finds it after all, before the staff have looked', async () => {
    const id = await owedWage(workshop, batch)
    await payroll.pay(id)
    await payroll.receive(id, false)
    const before = payroll.recordOf(workshop.enterprise)
    expect(await payroll.receive(id)).toMatchObject({ state: 'paid' })
    expect(payroll.recordOf(workshop.enterprise)?.disputes).toBe(before?.disputes)
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', { wage: id, came: true, text: '晚了' })).toEqual({
      code: 'NOT_NOW',
    })
  })

  test('what nobody said to have paid cannot have failed to come', async () => {
    const id = await owedWage(workshop, batch)
    expect(await refused(cloud, workshop.worker.openid, 'crafts.receive', { wage: id, came: false })).toEqual({
      code: 'NOT_NOW',
    })
    await payroll.receive(id)
    expect(await refused(cloud, workshop.worker.openid, 'crafts.receive', { wage: id, came: false })).toEqual({
      code: 'NOT_NOW',
    })
  })

  test('words that the platform refuses change nothing', async () => {
    const { officer, worker, enterprise } = workshop
    const id = await owedWage(workshop, batch)
    const bad = { ...payOf(enterprise, id), proof: '违规词' }
    expect(await refused(cloud, officer.openid, 'crafts.pay', bad)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(payroll.wageOf(id).state).toBe('owed')
    await payroll.pay(id)
    const denial = { wage: id, came: false, text: '辱骂词' }
    expect(await refused(cloud, worker.openid, 'crafts.receive', denial)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(payroll.wageOf(id).state).toBe('marked')
    await payroll.receive(id, false)
    const verdict = { wage: id, came: true, text: '广告词' }
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', verdict)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(payroll.wageOf(id).state).toBe('denied')
    await payroll.receive(id)
  })
})

// ---- who may not

describe('refusals', () => {
  test('a wage is its worker’s and its enterprise’s alone', async () => {
    const { enterprise, otherEnterprise, otherOfficer, officer, worker, colleague } = workshop
    const id = await owedWage(workshop, batch)
    const notFound = { code: 'NOT_FOUND' }
    for (const who of [colleague, officer, otherOfficer, people.staff, people.visitor]) {
      expect(await refused(cloud, who.openid, 'crafts.receive', { wage: id, came: true })).toEqual(notFound)
      expect(await refused(cloud, who.openid, 'crafts.receive', { wage: id, came: false })).toEqual(notFound)
    }
    for (const who of [colleague, worker, otherOfficer, people.staff]) {
      expect(await refused(cloud, who.openid, 'crafts.pay', payOf(enterprise, id))).toEqual(notFound)
      expect(await refused(cloud, who.openid, 'crafts.payments', { enterprise })).toEqual(notFound)
    }
    expect(await refused(cloud, otherOfficer.openid, 'crafts.pay', payOf(otherEnterprise, id))).toEqual(notFound)
    expect(await refused(cloud, officer.openid, 'crafts.pay', payOf(enterprise, id, `${newId(3)}.4`))).toEqual(notFound)
    expect(payroll.wageOf(id).state).toBe('owed')
    await payroll.receive(id)
  })

  test('all can be marked or none is', async () => {
    const { enterprise, officer } = workshop
    const [open, done] = [await owedWage(workshop, batch), await owedWage(workshop, batch)]
    await payroll.pay(done)
    expect(await refused(cloud, officer.openid, 'crafts.pay', payOf(enterprise, open, done))).toEqual({
      code: 'NOT_NOW',
    })
    expect(payroll.wageOf(open).state).toBe('owed')
    for (const id of [open, done]) await payroll.receive(id)
  })

  test.each([
    ['none', { wages: [] }],
    ['more than twenty', { wages: Array.from({ length: 21 }, (_, n) => `${newId(n)}.4`) }],
    ['an id that is none', { wages: ['x'] }],
    ['another way', { way: 'gold' }],
    ['no proof', { proof: ' ' }],
    ['a long proof', { proof: '长'.repeat(61) }],
    ['an amount of its own', { amount: 5 }],
  ])('%s is refused', async (_what, more) => {
    const input = { ...payOf(workshop.enterprise, `${newId(1)}.4`), ...more }
    expect((await refused(cloud, workshop.officer.openid, 'crafts.pay', input)).code).toBe('INVALID_INPUT')
  })

  test('staff who act for the enterprise judge nothing about it', async () => {
    const { enterprise } = workshop
    const id = await owedWage(workshop, batch)
    await payroll.pay(id)
    await payroll.receive(id, false)
    await change(cloud, 'members', people.staff.openid, { enterprises: [{ id: enterprise, name: '山城串珠' }] })
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', { wage: id, came: true, text: '来了' })).toEqual({
      code: 'FORBIDDEN',
    })
    await change(cloud, 'members', people.staff.openid, { enterprises: [] })
    await payroll.judge(id, true)
  })
})
