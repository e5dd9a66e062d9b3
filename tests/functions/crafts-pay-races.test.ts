/** Payments again and at once: nothing is paid twice, nothing is lost. */
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { Out } from '../../miniprogram/contract/api'
import { checkBooks, claimOf, countedClaim, moveClaim, owedWage, payOf, startWorkshop, type Workshop } from './crafts'
import { Payroll } from './payroll'
import { change, rowsOf } from './store'

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

const times = <T>(n: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, index) => run(index)))
const same = (answers: unknown[]) => new Set(answers.map((answer) => JSON.stringify(answer))).size

describe('retries and two at once', () => {
  test('each call sent ten times is one change, one message, one line in the record', async () => {
    const { enterprise, officer, worker } = workshop
    const id = await owedWage(workshop, batch)
    const before = payroll.recordOf(enterprise)
    const told = payroll.toldTo(worker).length
    const sendPay = () => cloud.call(officer.openid, 'crafts.pay', payOf(enterprise, id), 'pay-this-just-once')
    const paid = await times(10, sendPay)
    expect(same(paid)).toBe(1)
    expect(paid[0]).toEqual({ ok: true, data: { done: [id], amount: 800 } })
    expect(payroll.toldTo(worker)).toHaveLength(told + 1)

    const deny = () => cloud.call(worker.openid, 'crafts.receive', { wage: id, came: false }, 'deny-this-just-once')
    const denials = await times(10, deny)
    expect(same(denials)).toBe(1)
    // handed in, and denied
    expect(payroll.toldTo(officer).filter(({ subject }) => subject === payroll.wageOf(id).claim)).toHaveLength(2)
    // a retry of the payment is the same payment still
    expect(await sendPay()).toEqual(paid[0])
    expect(payroll.wageOf(id).state).toBe('denied')

    const input = { wage: id, came: false, text: '没有转过' }
    const sendJudge = () => cloud.call(people.staff.openid, 'crafts.judge', input, 'judge-this-just-once')
    expect(same(await times(10, sendJudge))).toBe(1)
    expect(payroll.recordOf(enterprise)).toEqual({ ...before, disputes: (before?.disputes ?? 0) + 1 })

    await payroll.pay(id)
    const sendReceive = () => cloud.call(worker.openid, 'crafts.receive', { wage: id, came: true }, 'receive-just-once')
    const received = await times(10, sendReceive)
    expect(same(received)).toBe(1)
    expect(received[0]).toMatchObject({ ok: true, data: { state: 'paid' } })
    expect(await sendReceive()).toEqual(received[0])
    expect(payroll.recordOf(enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 1)
    payroll.check()
  }, 60_000)

  test('it came and it did not, said at once: one of them', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await owedWage(workshop, batch)
      await payroll.pay(id)
      const answers = await Promise.all(
        [true, false].map((came) => cloud.call(workshop.worker.openid, 'crafts.receive', { wage: id, came })),
      )
      expect(['paid', 'denied']).toContain(payroll.wageOf(id).state)
      if (payroll.wageOf(id).state === 'denied') await payroll.receive(id)
      expect(answers.filter((answer) => answer.ok).length).toBeGreaterThan(0)
      payroll.check()
    }
  }, 60_000)

  test('two who act for the enterprise pay the same at once: it is marked once', async () => {
    const { enterprise, officer } = workshop
    const second = people.foreignMediator
    const { members } = rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(
      ({ _id }) => _id === enterprise,
    ) as EnterpriseDoc
    const more = { openid: second.openid, id: second.id, since: cloud.now(), isOwner: false }
    await change(cloud, 'enterprises', enterprise, { members: [...members, more] })
    await change(cloud, 'members', second.openid, { enterprises: [{ id: enterprise, name: '山城串珠' }] })
    const ids = [await owedWage(workshop, batch), await owedWage(workshop, batch)]
    const answers = await Promise.all(
      [officer, second].map((who) =>
        cloud.call<Out<'crafts.pay'>>(who.openid, 'crafts.pay', { ...payOf(enterprise, ...ids), proof: who.name }),
      ),
    )
    const done = answers.flatMap((answer) => (answer.ok ? answer.data.done : []))
    expect([...done].sort()).toEqual([...ids].sort())
    for (const id of ids) {
      const payer = answers.findIndex((answer) => answer.ok && answer.data.done.includes(id))
      expect(payroll.wageOf(id).marked?.proof).toBe([officer, second][payer]?.name)
      await payroll.receive(id)
    }
    payroll.check()
  }, 60_000)

  test('a payment confirmed while the next count is agreed to: neither is lost', async () => {
    const { officer, worker } = workshop
    for (let round = 0; round < 3; round++) {
      const claim = await countedClaim(workshop, batch, { accepted: 5, rework: 5 })
      const { version } = await moveClaim(cloud, worker, claim, { move: 'agree' })
      const id = `${claim}.${version}`
      await payroll.pay(id)
      await moveClaim(cloud, worker, claim, { move: 'hand_in', pieces: 5, minutes: 60 })
      await moveClaim(cloud, officer, claim, { move: 'count', accepted: 5, rework: 0, rejected: 0 })
      const [received, agreed] = await Promise.all([
        cloud.call(worker.openid, 'crafts.receive', { wage: id, came: true }),
        cloud.call(worker.openid, 'crafts.move', { id: claim, version: claimOf(cloud, claim).version, move: 'agree' }),
      ])
      expect([received.ok, agreed.ok]).toEqual([true, true])
      expect(claimOf(cloud, claim).money).toEqual({ owed: 800, paid: 400, open: 400 })
      payroll.check()
      checkBooks(cloud, batch)
    }
  }, 60_000)

  test('twenty workers confirm at once: twenty in the record', async () => {
    const { enterprise } = workshop
    const before = payroll.recordOf(enterprise)
    const ids: string[] = []
    for (let n = 0; n < 20; n++) ids.push(await owedWage(workshop, batch, 5))
    await payroll.pay(...ids)
    const answers = await Promise.all(
      ids.map((wage) => cloud.call(workshop.worker.openid, 'crafts.receive', { wage, came: true })),
    )
    // who had to wait too long is told to try again, and can
    for (const [index, answer] of answers.entries()) {
      if (answer.ok) continue
      expect(answer.error.code).toBe('BUSY')
      await payroll.receive(ids[index] ?? '')
    }
    expect(payroll.recordOf(enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 20)
    payroll.check()
  }, 120_000)
})
