/** A small cast for the rules of the case: building A18 of cluster A. */
import type { Grant } from '../../miniprogram/contract/estate'
import type { Actor, Person } from '../../cloudfunctions/cases/model.rules'

export const NOW = Date.UTC(2026, 10, 24, 4)
export const HOUR = 3_600_000

export const person = (name: string, grants: Grant[], leave: Person['leave'] = null): Person => ({
  _id: `openid-${name}`,
  id: name.toUpperCase(),
  name,
  grants,
  leave,
})

export const mediator = person('mediator', [{ role: 'mediator', cluster: 'A', building: 'A18' }])
export const worker = person('worker', [{ role: 'worker', cluster: 'A', buildings: ['A18', 'A17'] }])
export const colleague = person('colleague', [{ role: 'worker', cluster: 'A', buildings: ['A1'] }])
export const leader = person('leader', [{ role: 'leader', cluster: 'A' }])
export const staff = person('staff', [{ role: 'staff' }])
export const reporter = person('reporter', [])
export const neighbour = person('neighbour', [])
export const foreignWorker = person('foreign', [{ role: 'worker', cluster: 'B', buildings: ['B1'] }])
export const foreignLeader = person('foreignleader', [{ role: 'leader', cluster: 'B' }])
export const admin = person('admin', [{ role: 'admin' }])

/** Those who serve A18, as one look-up brings them. */
export const people = [leader, colleague, worker, mediator]

export const actor = ({ _id, id, name, grants }: Person): Actor => ({ openid: _id, id, name, grants })
