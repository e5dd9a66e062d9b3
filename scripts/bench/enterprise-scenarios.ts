/** One call of every route of the enterprises. */
import { newEnterprise } from '../../cloudfunctions/enterprises/rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { In, Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../../tests/cloud'
import { creditCode } from '../../tests/credit-code'
import {
  BOSS,
  CLERK,
  inTransaction,
  page,
  RESIDENT,
  ROWS,
  scenario,
  STAFF,
  type Bench,
  type Scenario,
} from './scenario'

const APPLICANT = 'bench-applicant'
const COLLEAGUE = 'bench-colleague'

let applications = 0

const application = (): In<'enterprises.apply'> => ({
  name: '试算手工社',
  code: creditCode(10_000 + ++applications),
  contact: { name: '试算人', phone: '13800000002' },
  wants: ['piecework'],
  about: '做手套',
})

/** Fills the list of the staff with applications that wait. */
export function fillEnterprises({ cloud }: TestCloud, now: number, rows = ROWS): void {
  const docs = Array.from({ length: rows }, (_, n) =>
    newEnterprise(
      newId(now - n),
      application(),
      { openid: `bench-applicant-${n}`, requestId: `bench-${n}`, now: now - n },
      newId(now - n),
    ),
  )
  cloud.database.load('enterprises', docs as unknown as Record<string, unknown>[])
}

/** The enterprise of the boss, as it is now. */
async function own(bench: Bench): Promise<{ id: string; version: number }> {
  const [first] = (await bench.call(BOSS, 'enterprises.mine', {})).enterprises
  if (!first) throw new Error(`${BOSS} has no enterprise`)
  return { id: first.id, version: first.version }
}

const applied = async (bench: Bench): Promise<{ id: string; version: number }> => {
  // another applicant each time, for three may wait
  const { id } = await bench.call(`${APPLICANT}-${++applications}`, 'enterprises.apply', application())
  return { id, version: 1 }
}

const ownId = async (bench: Bench) => ({ id: (await own(bench)).id })

export const ENTERPRISE_SCENARIOS: {
  readonly [R in Extract<Route, `enterprises.${string}`>]: readonly Scenario[]
} = {
  'enterprises.apply': [
    inTransaction(scenario('enterprises.apply', APPLICANT, async () => application())),
    inTransaction(
      scenario(
        'enterprises.apply',
        'bench-refused',
        async (bench) => {
          const again = application()
          const { id } = await bench.call('bench-refused', 'enterprises.apply', again)
          await bench.call(STAFF, 'enterprises.decide', { id, version: 1, decision: 'refuse', reason: '材料不全' })
          return again
        },
        'anew',
      ),
    ),
  ],
  'enterprises.decide': [
    inTransaction(
      scenario(
        'enterprises.decide',
        STAFF,
        async (bench) => ({ ...(await applied(bench)), decision: 'approve' }),
        'approve',
      ),
    ),
    inTransaction(
      scenario(
        'enterprises.decide',
        STAFF,
        async (bench) => ({ ...(await applied(bench)), decision: 'refuse', reason: '材料不全' }),
        'refuse',
      ),
    ),
  ],
  'enterprises.mine': [scenario('enterprises.mine', BOSS, {})],
  'enterprises.get': [
    scenario('enterprises.get', CLERK, ownId, 'member'),
    scenario('enterprises.get', RESIDENT, ownId, 'resident'),
  ],
  'enterprises.list': [
    scenario('enterprises.list', STAFF, { state: 'applied' }),
    page('enterprises.list', STAFF, { state: 'applied' }),
  ],
  'enterprises.change': [
    scenario('enterprises.change', BOSS, async (bench) => ({ ...(await own(bench)), about: '做手套和帽子' })),
  ],
  'enterprises.invite': [inTransaction(scenario('enterprises.invite', BOSS, ownId))],
  'enterprises.join': [
    inTransaction(
      scenario('enterprises.join', COLLEAGUE, async (bench) => ({
        code: (await bench.call(BOSS, 'enterprises.invite', await ownId(bench))).code,
        name: '新同事',
      })),
    ),
  ],
  'enterprises.remove': [
    inTransaction(
      scenario('enterprises.remove', BOSS, async (bench) => ({
        ...(await ownId(bench)),
        person: (await bench.call(COLLEAGUE, 'estate.me', {})).id ?? '',
      })),
    ),
  ],
}
