/** One call of every route, by people who are there at every scale; what has to be before it is prepared uncounted. */
import { messageFor } from '../../cloudfunctions/kit/message-for'
import type { CaseDoc } from '../../cloudfunctions/cases/model.rules'
import { openCase } from '../../cloudfunctions/cases/rules'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Route } from '../../miniprogram/contract/api'
import { HOME_ROWS, type MoveInput } from '../../miniprogram/contract/cases'
import type { TestCloud } from '../../tests/cloud'
import { CRAFT_CLAIM_SCENARIOS, fillClaims } from './craft-claim-scenarios'
import { fillCrafts } from './craft-stage'
import { CRAFT_TRADE_SCENARIOS } from './craft-trade-scenarios'
import { ENTERPRISE_SCENARIOS, fillEnterprises } from './enterprise-scenarios'
import { ADMIN, LEADER, page, REPORT, RESIDENT, ROWS, scenario, STAFF, WORKER, type Scenario } from './scenario'

export { Bench, RESIDENT, WORKER, type Scenario } from './scenario'

const NEWCOMER = 'bench-newcomer'
const HOME = { building: 'A1', unit: 1, floor: 1, room: 1 }

/** Fills the lists of those who call. */
export function fillLists(testCloud: TestCloud, now: number, rows = ROWS): void {
  const { database } = testCloud.cloud
  fillEnterprises(testCloud, now, rows)
  fillCrafts(testCloud, now, rows)
  fillClaims(testCloud, now, rows)
  const put = (collection: string, docs: object[]) => database.load(collection, docs as Record<string, unknown>[])
  const numbers = Array.from({ length: rows }, (_, index) => index)
  const worker = {
    _id: WORKER,
    id: newId(now),
    name: '网格员',
    leave: null,
    grants: [{ role: 'worker' as const, cluster: 'A' as const, buildings: ['A1'] }],
  }
  const leader = {
    ...worker,
    _id: LEADER,
    id: newId(now),
    grants: [{ role: 'leader' as const, cluster: 'A' as const }],
  }
  const caseOf = (reporter: string, people: Parameters<typeof openCase>[1], n: number): CaseDoc =>
    openCase(
      {
        id: newId(now - n),
        requestId: `bench-${n}`,
        // the day before, so that they do not count against today's limit
        now: now - 30 * 3_600_000 - n,
        reporter,
        kind: 'facility.door',
        cluster: 'A',
        place: { building: 'A1', unit: 1 },
        text: '单元门关不上',
        answers: {},
        pictures: [],
      },
      people,
    )
  put(
    'cases',
    numbers.map((n) => caseOf(RESIDENT, [worker], n)),
  )
  // what a leader sees first on the home page: no more rows than that
  put(
    'cases',
    numbers.slice(0, HOME_ROWS.work).map((n) => caseOf('bench-neighbour', [leader], n)),
  )
  put(
    'messages',
    numbers.map((n) => ({
      ...messageFor(RESIDENT, 'reporter', {
        caseId: newId(now - n),
        eventNo: 2,
        at: now - n,
        command: 'accept',
        state: 'accepted',
        kind: 'facility.door',
        building: 'A1',
      }),
      push: 'none',
    })),
  )
  put(
    'looks',
    numbers.map((n) => ({
      _id: newId(now - n),
      person: RESIDENT,
      at: now - n,
      by: '何',
      role: 'worker',
      subject: 'x',
    })),
  )
  put(
    'grant_events',
    numbers.map((n) => ({
      _id: newId(now - n),
      at: now - n,
      what: 'invited',
      grant: { role: 'staff' },
      by: STAFF,
      who: null,
    })),
  )
}

const moveOf = (openid: string, before: MoveInput[], input: MoveInput): Scenario =>
  scenario('cases.move', openid, async (bench) => ({ ...(await bench.caseAfter(...before)), ...input }), input.move)

const ACCEPT = { move: 'accept' } as const
const RESOLVE = { move: 'resolve', text: '修好了' } as const

/** At least one row for every route: a route that is missing does not compile. */
export const SCENARIOS: { readonly [R in Route]: readonly Scenario[] } = {
  ...CRAFT_CLAIM_SCENARIOS,
  ...CRAFT_TRADE_SCENARIOS,
  ...ENTERPRISE_SCENARIOS,
  'cases.home': [
    scenario('cases.home', RESIDENT, {}, 'resident'),
    scenario('cases.home', WORKER, {}, 'worker'),
    scenario('cases.home', LEADER, {}, 'leader'),
    scenario('cases.home', STAFF, {}, 'staff'),
  ],
  'cases.report': [scenario('cases.report', RESIDENT, REPORT)],
  'cases.get': [scenario('cases.get', WORKER, async (bench) => ({ id: (await bench.caseAfter(ACCEPT)).id }))],
  'cases.move': [
    moveOf(WORKER, [], ACCEPT),
    moveOf(WORKER, [ACCEPT], { move: 'start' }),
    moveOf(WORKER, [ACCEPT], { move: 'wait', text: '等配件' }),
    moveOf(WORKER, [ACCEPT], { move: 'record', form: 'repaired', text: '换了闭门器' }),
    moveOf(WORKER, [], { move: 'note', text: '上月也坏过' }),
    moveOf(WORKER, [], { move: 'pass' }),
    moveOf(WORKER, [ACCEPT], RESOLVE),
    moveOf(WORKER, [ACCEPT], { move: 'hand_over', outsider: 'property', name: '物业' }),
    moveOf(STAFF, [], { move: 'decline', text: '不归我们管' }),
    moveOf(RESIDENT, [], { move: 'occur' }),
    moveOf(RESIDENT, [ACCEPT, RESOLVE], { move: 'confirm', stars: 5 }),
    moveOf(RESIDENT, [ACCEPT, RESOLVE], { move: 'reopen', text: '又坏了' }),
    moveOf(RESIDENT, [], { move: 'withdraw' }),
    scenario(
      'cases.move',
      LEADER,
      async (bench) => {
        const { colleagues } = await bench.call(LEADER, 'estate.colleagues', { cluster: 'A' })
        const to = colleagues.find(({ grants }) => grants.some(({ role }) => role === 'worker'))?.id ?? ''
        return { ...(await bench.caseAfter()), move: 'assign', to }
      },
      'assign',
    ),
  ],
  'cases.contact': [scenario('cases.contact', WORKER, async (bench) => ({ id: (await bench.caseAfter(ACCEPT)).id }))],
  'cases.mine': [scenario('cases.mine', RESIDENT, {}), page('cases.mine', RESIDENT, {})],
  'cases.work': [scenario('cases.work', WORKER, {}), page('cases.work', WORKER, {})],
  'cases.cluster': [scenario('cases.cluster', LEADER, { cluster: 'A' })],
  'cases.all': [
    scenario('cases.all', STAFF, {}),
    page('cases.all', STAFF, {}),
    scenario('cases.all', STAFF, { kind: 'facility.door', state: 'reported', building: 'A1' }, 'all filters'),
    scenario(
      'cases.all',
      STAFF,
      async ({ cloud }) => ({ from: cloud.now() - 2 * 86_400_000, to: cloud.now() }),
      'time',
    ),
  ],
  'cases.counts': [scenario('cases.counts', STAFF, {})],
  'estate.buildings': [scenario('estate.buildings', RESIDENT, {})],
  'estate.me': [scenario('estate.me', RESIDENT, {})],
  'estate.uploads': [scenario('estate.uploads', RESIDENT, {})],
  'estate.bind': [scenario('estate.bind', NEWCOMER, HOME)],
  'estate.unbind': [scenario('estate.unbind', NEWCOMER, {})],
  'estate.profile': [scenario('estate.profile', NEWCOMER, { name: '新来的', phone: '13800000000' })],
  'estate.phone': [
    scenario('estate.phone', NEWCOMER, async ({ cloud }) => ({
      code: cloud.cloud.openapi.phoneCodes.issue(NEWCOMER, '13800000001'),
    })),
  ],
  'estate.invite': [scenario('estate.invite', STAFF, { grant: { role: 'leader', cluster: 'A' } })],
  'estate.join': [
    scenario('estate.join', 'bench-joiner', async (bench) => ({
      code: (await bench.call(ADMIN, 'estate.invite', { grant: { role: 'staff' } })).code,
      name: '新同事',
    })),
  ],
  'estate.revoke': [
    scenario('estate.revoke', ADMIN, async (bench) => ({
      person: (await bench.call('bench-joiner', 'estate.me', {})).id ?? '',
      grant: { role: 'staff' },
    })),
  ],
  'estate.leave': [
    scenario('estate.leave', WORKER, async ({ cloud }) => ({
      leave: { from: cloud.now() + 86_400_000, to: cloud.now() + 2 * 86_400_000, standIn: null },
    })),
  ],
  'estate.colleagues': [scenario('estate.colleagues', LEADER, { cluster: 'A' })],
  'estate.grants': [scenario('estate.grants', STAFF, {})],
  'estate.looks': [scenario('estate.looks', RESIDENT, {}), page('estate.looks', RESIDENT, {})],
  'estate.export': [scenario('estate.export', RESIDENT, {})],
  'estate.erase': [scenario('estate.erase', NEWCOMER, {})],
  'messages.list': [scenario('messages.list', RESIDENT, {}), page('messages.list', RESIDENT, {})],
  'messages.unread': [scenario('messages.unread', RESIDENT, {})],
  'messages.read': [
    scenario('messages.read', RESIDENT, async (bench) => ({
      ids: (await bench.call(RESIDENT, 'messages.list', {})).rows.slice(0, 5).map((row) => row.id),
    })),
  ],
  'messages.granted': [scenario('messages.granted', RESIDENT, { templates: ['caseProgress'] })],
}
