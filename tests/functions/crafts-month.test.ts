/** A month of wages: its sum, its pages, its statement. */
import type { ClaimDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import { dayOf, monthOf, openWage } from '../../cloudfunctions/crafts/pay.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Out } from '../../miniprogram/contract/api'
import type { WageRow } from '../../miniprogram/contract/crafts'
import { readSheet } from '../xlsx'
import { owedWage, startWorkshop, wagesIn, type Workshop } from './crafts'
import { Payroll } from './payroll'
import { ok, refused } from './people'
import { change, insert, remove, rowsOf } from './store'

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

describe('a month', () => {
  beforeAll(async () => {
    for (let n = 0; n < 23; n++) {
      const id = await owedWage(workshop, batch, 5 + (n % 7))
      if (n % 2 === 0) await payroll.receive(id)
    }
  }, 60_000)

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
