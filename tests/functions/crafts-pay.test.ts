import type { ClaimDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import { dayOf, monthOf, openWage } from '../../cloudfunctions/crafts/pay.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out } from '../../miniprogram/contract/api'
import { moneyOf, type WageRow } from '../../miniprogram/contract/crafts'
import { readSheet } from '../xlsx'
import {
  checkBooks,
  claimOf,
  countedClaim,
  DAY,
  HOUR,
  moveClaim,
  owedWage,
  payOf,
  startWorkshop,
  wagesIn,
  type Workshop,
} from './crafts'
import { ok, refused, type Person } from './people'
import { change, insert, remove, rowsOf } from './store'

let workshop: Workshop
let cloud: Workshop['cloud']
let people: Workshop['people']
let batch: string

beforeAll(async () => {
  workshop = await startWorkshop({ poolSize: 8 })
  ;({ cloud, people } = workshop)
})
beforeEach(() => {
  batch = workshop.batch({ pieces: 5_000, left: 5_000, most: 5_000, deadline: cloud.now() + 100 * DAY })
})
afterAll(() => cloud.stop())

const wageOf = (id: string): WageDoc => {
  const doc = wagesIn(cloud).find(({ _id }) => _id === id)
  if (!doc) throw new Error(`no wage ${id}`)
  return doc
}
const recordOf = (enterprise: string) =>
  rowsOf<EnterpriseDoc>(cloud, 'enterprises').find(({ _id }) => _id === enterprise)?.record
/** Every message this person was sent, however many. */
const toldTo = (who: Person) =>
  rowsOf<{ _id: string; to: string; subject: string }>(cloud, 'messages').filter(({ to }) => to === who.openid)
const newsOf = async (who: Person) => (await ok(cloud, who.openid, 'messages.list', {})).rows
const pay = (...wages: string[]) =>
  ok(cloud, workshop.officer.openid, 'crafts.pay', payOf(workshop.enterprise, ...wages))
const receive = (wage: string, came = true, text?: string): Promise<WageRow> =>
  ok(cloud, workshop.worker.openid, 'crafts.receive', { wage, came, ...(text === undefined ? {} : { text }) })
const judge = (wage: string, came: boolean): Promise<WageRow> =>
  ok(cloud, people.staff.openid, 'crafts.judge', { wage, came, text: '看了转账记录' })
const times = <T>(n: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, index) => run(index)))
const same = (answers: unknown[]) => new Set(answers.map((answer) => JSON.stringify(answer))).size

/** Nothing of wages and ledgers contradicts anything else. */
function checkMoney(): void {
  for (const claim of rowsOf<ClaimDoc>(cloud, 'claims')) {
    expect(claim.money).toEqual(moneyOf(claim.entries))
    expect(claim.entries.map(({ no }) => no)).toEqual(claim.entries.map((_, index) => index + 1))
    const own = wagesIn(cloud).filter((wage) => wage.claim === claim._id)
    const sum = (which: WageDoc[]) => which.reduce((total, { amount }) => total + amount, 0)
    expect(claim.money.owed).toBe(sum(own))
    expect(claim.money.paid).toBe(sum(own.filter(({ state }) => state === 'paid')))
    expect(claim.entries.filter(({ what }) => what === 'pay')).toHaveLength(
      own.filter(({ state }) => state === 'paid').length,
    )
  }
}

// ---- the usual way

test('counted, marked with proof, received: in wage, ledger and record at once', async () => {
  const { enterprise, officer, worker } = workshop
  const id = await owedWage(workshop, batch, 10)
  expect(wageOf(id)).toMatchObject({ amount: 800, state: 'owed', open: true, month: monthOf(cloud.now()) })
  const before = recordOf(enterprise)
  const due = await ok(cloud, officer.openid, 'crafts.payments', { enterprise })
  expect(due).toMatchObject({ rows: [{ id, worker: worker.name, amount: 800, state: 'owed', late: false }], sum: null })

  expect(await pay(id)).toEqual({ done: [id], amount: 800 })
  expect((await newsOf(worker))[0]).toMatchObject({
    topic: 'craft',
    about: 'wage',
    what: 'marked',
    subject: wageOf(id).claim,
  })
  expect(recordOf(enterprise)).toEqual(before)
  const { rows } = await ok(cloud, worker.openid, 'crafts.money', {})
  expect(rows[0]).toMatchObject({ id, state: 'marked', marked: { way: 'wechat', proof: '尾号 0291' }, paidAt: null })

  expect(await receive(id)).toMatchObject({ id, state: 'paid', late: false, worker: worker.name })
  expect(claimOf(cloud, wageOf(id).claim)).toMatchObject({ money: { owed: 800, paid: 800, open: 0 } })
  expect(claimOf(cloud, wageOf(id).claim).entries.at(-1)).toMatchObject({ what: 'pay', amount: 800 })
  expect(recordOf(enterprise)).toEqual({ ...before, paidOnTime: (before?.paidOnTime ?? 0) + 1 })
  expect((await ok(cloud, officer.openid, 'crafts.payments', { enterprise })).rows).toEqual([])
  checkBooks(cloud, batch)
  checkMoney()
})

test('many wages in one call, each worker is told once a claim', async () => {
  const { worker } = workshop
  const ids = [
    await owedWage(workshop, batch, 5),
    await owedWage(workshop, batch, 6),
    await owedWage(workshop, batch, 7),
  ]
  const before = toldTo(worker).length
  // named twice is paid once
  expect(await pay(...ids, ids[0] ?? '')).toEqual({ done: ids, amount: 18 * 80 })
  expect(toldTo(worker)).toHaveLength(before + 3)
  for (const id of ids) await receive(id)
  checkMoney()
})

test('cash in hand without a mark: the worker’s word is enough', async () => {
  const id = await owedWage(workshop, batch)
  expect(await receive(id)).toMatchObject({ state: 'paid', marked: null })
  expect(await refused(cloud, workshop.officer.openid, 'crafts.pay', payOf(workshop.enterprise, id))).toEqual({
    code: 'NOT_NOW',
  })
  checkMoney()
})

// ---- when nothing came

describe('a payment that did not come', () => {
  test('lies with the staff until they know: it had come', async () => {
    const { enterprise, officer, worker } = workshop
    const id = await owedWage(workshop, batch)
    await pay(id)
    const before = recordOf(enterprise)
    expect(await receive(id, false, '账上没有')).toMatchObject({ state: 'denied', denied: { text: '账上没有' } })
    expect((await newsOf(officer))[0]).toMatchObject({ what: 'pay_denied', subject: wageOf(id).claim })
    const desk = await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'denied' })
    expect(desk.wages?.rows).toMatchObject([{ id, worker: worker.name, denied: { text: '账上没有' } }])
    expect(recordOf(enterprise)).toEqual(before)

    expect(await judge(id, true)).toMatchObject({ state: 'paid', judged: { came: true, text: '看了转账记录' } })
    expect((await newsOf(worker))[0]).toMatchObject({ what: 'judged', subject: wageOf(id).claim })
    expect(recordOf(enterprise)).toEqual({
      ...before,
      paidOnTime: (before?.paidOnTime ?? 0) + 1,
      disputes: (before?.disputes ?? 0) + 1,
    })
    expect((await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'denied' })).wages?.rows).toEqual([])
    checkMoney()
  })

  test('it had not: it is owed again, and can be paid again', async () => {
    const { enterprise } = workshop
    const id = await owedWage(workshop, batch)
    await pay(id)
    await receive(id, false)
    const before = recordOf(enterprise)
    expect(await judge(id, false)).toMatchObject({ state: 'owed', marked: null, judged: { came: false } })
    expect(recordOf(enterprise)).toEqual({ ...before, disputes: (before?.disputes ?? 0) + 1 })
    expect(wageOf(id)).toMatchObject({ owing: true, open: true, disputed: true })
    await pay(id)
    expect(await receive(id)).toMatchObject({ state: 'paid' })
    checkMoney()
  })

  test('the worker finds it after all, before the staff have looked', async () => {
    const id = await owedWage(workshop, batch)
    await pay(id)
    await receive(id, false)
    const before = recordOf(workshop.enterprise)
    expect(await receive(id)).toMatchObject({ state: 'paid' })
    expect(recordOf(workshop.enterprise)?.disputes).toBe(before?.disputes)
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', { wage: id, came: true, text: '晚了' })).toEqual({
      code: 'NOT_NOW',
    })
  })

  test('what nobody said to have paid cannot have failed to come', async () => {
    const id = await owedWage(workshop, batch)
    expect(await refused(cloud, workshop.worker.openid, 'crafts.receive', { wage: id, came: false })).toEqual({
      code: 'NOT_NOW',
    })
    await receive(id)
    expect(await refused(cloud, workshop.worker.openid, 'crafts.receive', { wage: id, came: false })).toEqual({
      code: 'NOT_NOW',
    })
  })

  test('words that the platform refuses change nothing', async () => {
    const { officer, worker, enterprise } = workshop
    const id = await owedWage(workshop, batch)
    const bad = { ...payOf(enterprise, id), proof: '违规词' }
    expect(await refused(cloud, officer.openid, 'crafts.pay', bad)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(wageOf(id).state).toBe('owed')
    await pay(id)
    const denial = { wage: id, came: false, text: '辱骂词' }
    expect(await refused(cloud, worker.openid, 'crafts.receive', denial)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(wageOf(id).state).toBe('marked')
    await receive(id, false)
    const verdict = { wage: id, came: true, text: '广告词' }
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', verdict)).toMatchObject({ code: 'UNSAFE_CONTENT' })
    expect(wageOf(id).state).toBe('denied')
    await receive(id)
  })
})

// ---- again, and at once

describe('retries and two at once', () => {
  test('each call sent ten times is one change, one message, one line in the record', async () => {
    const { enterprise, officer, worker } = workshop
    const id = await owedWage(workshop, batch)
    const before = recordOf(enterprise)
    const told = toldTo(worker).length
    const sendPay = () => cloud.call(officer.openid, 'crafts.pay', payOf(enterprise, id), 'pay-this-just-once')
    const paid = await times(10, sendPay)
    expect(same(paid)).toBe(1)
    expect(paid[0]).toEqual({ ok: true, data: { done: [id], amount: 800 } })
    expect(toldTo(worker)).toHaveLength(told + 1)

    const deny = () => cloud.call(worker.openid, 'crafts.receive', { wage: id, came: false }, 'deny-this-just-once')
    const denials = await times(10, deny)
    expect(same(denials)).toBe(1)
    // handed in, and denied
    expect(toldTo(officer).filter(({ subject }) => subject === wageOf(id).claim)).toHaveLength(2)
    // a retry of the payment is the same payment still
    expect(await sendPay()).toEqual(paid[0])
    expect(wageOf(id).state).toBe('denied')

    const input = { wage: id, came: false, text: '没有转过' }
    const sendJudge = () => cloud.call(people.staff.openid, 'crafts.judge', input, 'judge-this-just-once')
    expect(same(await times(10, sendJudge))).toBe(1)
    expect(recordOf(enterprise)).toEqual({ ...before, disputes: (before?.disputes ?? 0) + 1 })

    await pay(id)
    const sendReceive = () => cloud.call(worker.openid, 'crafts.receive', { wage: id, came: true }, 'receive-just-once')
    const received = await times(10, sendReceive)
    expect(same(received)).toBe(1)
    expect(received[0]).toMatchObject({ ok: true, data: { state: 'paid' } })
    expect(await sendReceive()).toEqual(received[0])
    expect(recordOf(enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 1)
    checkMoney()
  }, 60_000)

  test('it came and it did not, said at once: one of them', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await owedWage(workshop, batch)
      await pay(id)
      const answers = await Promise.all(
        [true, false].map((came) => cloud.call(workshop.worker.openid, 'crafts.receive', { wage: id, came })),
      )
      expect(['paid', 'denied']).toContain(wageOf(id).state)
      if (wageOf(id).state === 'denied') await receive(id)
      expect(answers.filter((answer) => answer.ok).length).toBeGreaterThan(0)
      checkMoney()
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
      expect(wageOf(id).marked?.proof).toBe([officer, second][payer]?.name)
      await receive(id)
    }
    checkMoney()
  }, 60_000)

  test('a payment confirmed while the next count is agreed to: neither is lost', async () => {
    const { officer, worker } = workshop
    for (let round = 0; round < 3; round++) {
      const claim = await countedClaim(workshop, batch, { accepted: 5, rework: 5 })
      const { version } = await moveClaim(cloud, worker, claim, { move: 'agree' })
      const id = `${claim}.${version}`
      await pay(id)
      await moveClaim(cloud, worker, claim, { move: 'hand_in', pieces: 5, minutes: 60 })
      await moveClaim(cloud, officer, claim, { move: 'count', accepted: 5, rework: 0, rejected: 0 })
      const [received, agreed] = await Promise.all([
        cloud.call(worker.openid, 'crafts.receive', { wage: id, came: true }),
        cloud.call(worker.openid, 'crafts.move', { id: claim, version: claimOf(cloud, claim).version, move: 'agree' }),
      ])
      expect([received.ok, agreed.ok]).toEqual([true, true])
      expect(claimOf(cloud, claim).money).toEqual({ owed: 800, paid: 400, open: 400 })
      checkMoney()
      checkBooks(cloud, batch)
    }
  }, 60_000)

  test('twenty workers confirm at once: twenty in the record', async () => {
    const { enterprise } = workshop
    const before = recordOf(enterprise)
    const ids: string[] = []
    for (let n = 0; n < 20; n++) ids.push(await owedWage(workshop, batch, 5))
    await pay(...ids)
    const answers = await Promise.all(
      ids.map((wage) => cloud.call(workshop.worker.openid, 'crafts.receive', { wage, came: true })),
    )
    // who had to wait too long is told to try again, and can
    for (const [index, answer] of answers.entries()) {
      if (answer.ok) continue
      expect(answer.error.code).toBe('BUSY')
      await receive(ids[index] ?? '')
    }
    expect(recordOf(enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 20)
    checkMoney()
  }, 120_000)
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
    expect(wageOf(id).state).toBe('owed')
    await receive(id)
  })

  test('all can be marked or none is', async () => {
    const { enterprise, officer } = workshop
    const [open, done] = [await owedWage(workshop, batch), await owedWage(workshop, batch)]
    await pay(done)
    expect(await refused(cloud, officer.openid, 'crafts.pay', payOf(enterprise, open, done))).toEqual({
      code: 'NOT_NOW',
    })
    expect(wageOf(open).state).toBe('owed')
    for (const id of [open, done]) await receive(id)
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
    await pay(id)
    await receive(id, false)
    await change(cloud, 'members', people.staff.openid, { enterprises: [{ id: enterprise, name: '山城串珠' }] })
    expect(await refused(cloud, people.staff.openid, 'crafts.judge', { wage: id, came: true, text: '来了' })).toEqual({
      code: 'FORBIDDEN',
    })
    await change(cloud, 'members', people.staff.openid, { enterprises: [] })
    await judge(id, true)
  })
})

// ---- a month

describe('a month', () => {
  const cents = (yuan: unknown) => Math.round(Number(yuan) * 100)

  test('its sum is that of all wages, its statement that of the ledger, to the fen', async () => {
    const { worker, officer, enterprise } = workshop
    const month = monthOf(cloud.now())
    const own = wagesIn(cloud).filter((wage) => wage.worker === worker.openid && wage.month === month)
    const total = (which: WageDoc[]) => which.reduce((sum, { amount }) => sum + amount, 0)
    expect(own.length).toBeGreaterThan(20)
    const { sum, next } = await ok(cloud, worker.openid, 'crafts.money', {})
    expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
    const paid = total(own.filter(({ open }) => !open))
    const pieces = own.reduce((count, wage) => count + wage.pieces, 0)
    expect(sum).toEqual({ month, pieces, owed: total(own), paid, open: total(own) - paid })
    expect(next).not.toBeNull()

    const { name, file } = await ok(cloud, worker.openid, 'crafts.statement', { month })
    expect(name).toBe(`工钱 ${month}.xlsx`)
    const sheet = readSheet(file)
    expect(sheet[0]?.slice(0, 6)).toEqual(['点数日期', '企业', '活', '件数', '单价（元）', '工钱（元）'])
    const lines = sheet.slice(1, -1)
    expect(lines).toHaveLength(own.length)
    const inLedger = rowsOf<ClaimDoc>(cloud, 'claims')
      .filter((claim) => claim.worker === worker.openid)
      .flatMap(({ entries }) => entries)
      .reduce((sums, { what, amount }) => (what === 'owe' ? sums + amount : sums), 0)
    expect(lines.reduce((sums, line) => sums + cents(line[5]), 0)).toBe(inLedger)
    expect(sheet.at(-1)?.slice(0, 6)).toEqual(['合计', null, null, pieces, null, total(own) / 100])
    for (const [, , , count, price, amount] of lines) expect(cents(amount)).toBe(Number(count) * cents(price))

    const firm = readSheet((await ok(cloud, officer.openid, 'crafts.statement', { month, enterprise })).file)
    expect(firm[0]?.[1]).toBe('做活的人')
    expect(new Set(firm.slice(1, -1).map((line) => line[1]))).toEqual(new Set([worker.name]))
    expect(cents(firm.at(-1)?.[5])).toBe(total(wagesIn(cloud).filter((wage) => wage.month === month)))
    expect(firm[1]?.[0]).toBe(dayOf(Math.min(...own.map(({ countedAt }) => countedAt))))
  })

  test('counts at midnight belong to the Shanghai month they were made in', async () => {
    const { colleague, enterprise, officer } = workshop
    const midnight = Date.parse(`${monthOf(cloud.now())}-01T00:00:00+08:00`)
    const worked = {
      batch,
      name: '=1+1',
      enterprise,
      enterpriseName: '@山城',
      worker: colleague.openid,
      workerId: colleague.id,
    }
    const wage = (n: number, countedAt: number, more: Partial<WageDoc> = {}): WageDoc => ({
      ...openWage({ _id: newId(n), price: 33, ...worked }, { no: 4, pieces: 3, countedAt }),
      ...more,
      nextCheckAt: null,
    })
    const wages = [wage(1, midnight - 1), wage(2, midnight), wage(3, midnight + 1)]
    insert(cloud, 'wages', wages)
    const monthsOf = async (month: string) => (await ok(cloud, colleague.openid, 'crafts.money', { month })).sum
    const before = monthOf(midnight - 1)
    expect(await monthsOf(before)).toEqual({ month: before, pieces: 3, owed: 99, paid: 0, open: 99 })
    expect(await monthsOf(monthOf(midnight))).toMatchObject({ pieces: 6, owed: 198 })

    const sheet = readSheet((await ok(cloud, colleague.openid, 'crafts.statement', { month: before })).file)
    // what begins like a formula is text
    expect(sheet[1]?.slice(0, 6)).toEqual([dayOf(midnight - 1), '@山城', '=1+1', 3, 0.33, 0.99])
    await change(cloud, 'members', colleague.openid, { name: '+86 小兰' })
    const firm = await ok(cloud, officer.openid, 'crafts.statement', { month: before, enterprise })
    expect(readSheet(firm.file)[1]?.[1]).toBe('+86 小兰')
    await change(cloud, 'members', colleague.openid, { name: colleague.name })
    // of a month in which one has earned nothing there are headings and a sum
    const nothing = await ok(cloud, people.leader.openid, 'crafts.statement', { month: before })
    expect(readSheet(nothing.file)).toHaveLength(2)
    for (const { _id } of wages) await remove(cloud, 'wages', _id)
  })

  test('is one that has been and is kept', async () => {
    const { worker, officer, enterprise, otherOfficer } = workshop
    for (const [month, problem] of [
      ['2099-01', 'too_large'],
      ['2020-01', 'too_small'],
      ['2026-13', 'wrong_form'],
      ['x', 'wrong_form'],
    ] as const) {
      const refusal = { code: 'INVALID_INPUT', fields: { month: problem } }
      expect(await refused(cloud, worker.openid, 'crafts.money', { month })).toEqual(refusal)
      expect(await refused(cloud, worker.openid, 'crafts.statement', { month })).toEqual(refusal)
      expect(await refused(cloud, officer.openid, 'crafts.payments', { enterprise, month })).toEqual(refusal)
    }
    const month = monthOf(cloud.now())
    expect(await refused(cloud, otherOfficer.openid, 'crafts.statement', { month, enterprise })).toEqual({
      code: 'NOT_FOUND',
    })
  })

  test('the enterprise sees its own, page by page, with the sum of all', async () => {
    const { officer, enterprise } = workshop
    const month = monthOf(cloud.now())
    const seen: WageRow[] = []
    let after: string | undefined
    do {
      const input: In<'crafts.payments'> = { enterprise, month, ...(after ? { after } : {}) }
      const page: Out<'crafts.payments'> = await ok(cloud, officer.openid, 'crafts.payments', input)
      expect(cloud.lastCost().databaseRequests).toBeLessThanOrEqual(6)
      seen.push(...page.rows)
      after = page.next ?? undefined
      if (!after) expect(page.sum?.owed).toBe(seen.reduce((sum, { amount }) => sum + amount, 0))
    } while (after)
    const ids = wagesIn(cloud).filter((wage) => wage.month === month && wage.enterprise === enterprise)
    expect(seen.map(({ id }) => id).sort()).toEqual(ids.map(({ _id }) => _id).sort())
  })
})

// ---- the due day; the clock is moved here, so it comes last

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
    // what the tests before left unpaid would be late as well
    for (const { _id, worker, state } of wagesIn(cloud))
      if (state !== 'paid') await cloud.call(worker, 'crafts.receive', { wage: _id, came: true })
    batch = workshop.batch({ pieces: 5_000, left: 5_000, most: 5_000, deadline: cloud.now() + 100 * DAY })
    late = await owedWage(workshop, batch, 9)
    waiting = ((await post()) as { data: { id: string } }).data.id
  }, 60_000)

  test('three days before the enterprise is reminded, once', async () => {
    const { dueAt } = wageOf(late)
    await cloud.shift(dueAt - 3 * DAY - HOUR - cloud.now())
    await cloud.timer('crafts')
    const reminders = async () =>
      (await newsOf(workshop.officer)).filter((news) => news.topic === 'craft' && news.what === 'pay_soon')
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
    expect(wageOf(late)).toMatchObject({ late: true, state: 'owed', nextCheckAt: null })
    const told = (await newsOf(workshop.officer)).filter((news) => news.topic === 'craft' && news.what === 'pay_late')
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
    const before = recordOf(workshop.enterprise)
    await pay(late)
    expect(await receive(late)).toMatchObject({ state: 'paid', late: true })
    expect(recordOf(workshop.enterprise)).toEqual({ ...before, paidLate: (before?.paidLate ?? 0) + 1 })
    expect(await post()).toMatchObject({ ok: true })
    const approved = { id: waiting, version: 1, approve: true }
    expect(await cloud.call(people.staff.openid, 'crafts.approve', approved)).toMatchObject({ ok: true })
    expect((await ok(cloud, people.staff.openid, 'crafts.desk', { what: 'arrears' })).wages?.rows).toEqual([])
  })

  test('one that is denied after its due day blocks again, until the staff have looked', async () => {
    const id = await owedWage(workshop, batch, 5)
    await pay(id)
    await cloud.shift(wageOf(id).dueAt + DAY - cloud.now())
    await cloud.timer('crafts')
    expect(wageOf(id).late).toBe(false)
    expect(await post()).toMatchObject({ ok: true })
    await receive(id, false, '一直没到')
    expect(await post()).toMatchObject(arrears)
    await cloud.timer('crafts')
    expect(wageOf(id).late).toBe(true)
    // it had been paid in time after all
    const before = recordOf(workshop.enterprise)
    expect(await judge(id, true)).toMatchObject({ state: 'paid', late: false })
    expect(recordOf(workshop.enterprise)?.paidOnTime).toBe((before?.paidOnTime ?? 0) + 1)
    expect(await post()).toMatchObject({ ok: true })
    checkMoney()
  }, 120_000)

  test('one that did not come and is past its day is late at once, and the enterprise hears of it', async () => {
    const id = await owedWage(workshop, batch, 5)
    await pay(id)
    await receive(id, false)
    // as if the day had gone by while the staff looked
    await change(cloud, 'wages', id, { dueAt: cloud.now() - 1, nextCheckAt: null })
    expect(await judge(id, false)).toMatchObject({ state: 'owed', late: true, worker: '' })
    expect((await newsOf(workshop.officer))[0]).toMatchObject({
      what: 'pay_late',
      about: 'wage',
      subject: wageOf(id).claim,
    })
    expect(await post()).toMatchObject(arrears)
    await pay(id)
    expect(await receive(id)).toMatchObject({ state: 'paid', late: true })
    expect(await post()).toMatchObject({ ok: true })
    checkMoney()
  })
})
