/** The money of a workshop: who pays, who receives, who judges, and whether the books agree. */
import type { ClaimDoc, WageDoc } from '../../cloudfunctions/crafts/model.rules'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import type { Out } from '../../miniprogram/contract/api'
import type { EnterpriseRecord } from '../../miniprogram/contract/enterprises'
import type { MessageRow } from '../../miniprogram/contract/messages'
import { moneyOf, type WageRow } from '../../miniprogram/contract/crafts'
import { DAY, payOf, wagesIn, type Workshop } from './crafts'
import { ok, type Person } from './people'
import { rowsOf } from './store'

export class Payroll {
  constructor(readonly workshop: Workshop) {}

  /** An open batch that never runs out. */
  largeBatch(): string {
    const { cloud } = this.workshop
    return this.workshop.batch({ pieces: 5_000, left: 5_000, most: 5_000, deadline: cloud.now() + 100 * DAY })
  }

  wageOf(id: string): WageDoc {
    const doc = wagesIn(this.workshop.cloud).find(({ _id }) => _id === id)
    if (!doc) throw new Error(`no wage ${id}`)
    return doc
  }

  recordOf(enterprise: string): EnterpriseRecord | undefined {
    return rowsOf<EnterpriseDoc>(this.workshop.cloud, 'enterprises').find(({ _id }) => _id === enterprise)?.record
  }

  /** Every message this person was sent, however many. */
  toldTo(who: Person): { to: string; subject: string }[] {
    const all = rowsOf<{ to: string; subject: string }>(this.workshop.cloud, 'messages')
    return all.filter(({ to }) => to === who.openid)
  }

  async newsOf(who: Person): Promise<MessageRow[]> {
    return (await ok(this.workshop.cloud, who.openid, 'messages.list', {})).rows
  }

  pay(...wages: string[]): Promise<Out<'crafts.pay'>> {
    const { cloud, officer, enterprise } = this.workshop
    return ok(cloud, officer.openid, 'crafts.pay', payOf(enterprise, ...wages))
  }

  receive(wage: string, came = true, text?: string): Promise<WageRow> {
    const { cloud, worker } = this.workshop
    return ok(cloud, worker.openid, 'crafts.receive', { wage, came, ...(text === undefined ? {} : { text }) })
  }

  judge(wage: string, came: boolean): Promise<WageRow> {
    const { cloud, people } = this.workshop
    return ok(cloud, people.staff.openid, 'crafts.judge', { wage, came, text: '看了转账记录' })
  }

  /** Nothing of wages and ledgers contradicts anything else. */
  check(): void {
    const { cloud } = this.workshop
    for (const claim of rowsOf<ClaimDoc>(cloud, 'claims')) {
      expect(claim.money).toEqual(moneyOf(claim.entries))
      expect(claim.entries.map(({ no }) => no)).toEqual(claim.entries.map((_, index) => index + 1))
      const own = wagesIn(cloud).filter((wage) => wage.claim === claim._id)
      const paid = own.filter(({ state }) => state === 'paid')
      const sum = (which: WageDoc[]) => which.reduce((total, { amount }) => total + amount, 0)
      expect(claim.money.owed).toBe(sum(own))
      expect(claim.money.paid).toBe(sum(paid))
      expect(claim.entries.filter(({ what }) => what === 'pay')).toHaveLength(paid.length)
    }
  }
}
