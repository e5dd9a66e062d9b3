/** One call of every route, by people who are there at every scale; what has to be before it is prepared uncounted. */
import type { In, Out, Route } from '../../miniprogram/contract/api'
import type { MoveInput } from '../../miniprogram/contract/cases'
import { CRAFT_CLAIM_SCENARIOS } from './craft-claim-scenarios'
import { CRAFT_TRADE_SCENARIOS } from './craft-trade-scenarios'
import { ENTERPRISE_SCENARIOS } from './enterprise-scenarios'
import { FAIR_SCENARIOS } from './fair-scenarios'
import { JOB_SCENARIOS } from './job-scenarios'
import {
  ADMIN,
  DAY,
  LEADER,
  NOTICE,
  page,
  REPORT,
  RESIDENT,
  scenario,
  STAFF,
  WORKER,
  type Bench,
  type Scenario,
} from './scenario'
import { SEEKER_SCENARIOS } from './seeker-scenarios'

export { Bench, RESIDENT, WORKER, type Scenario } from './scenario'

const NEWCOMER = 'bench-newcomer'
const HOME = { building: 'A1', unit: 1, floor: 1, room: 1 }

const moveOf = (openid: string, before: MoveInput[], input: MoveInput): Scenario =>
  scenario('cases.move', openid, async (bench) => ({ ...(await bench.caseAfter(...before)), ...input }), input.move)

const ACCEPT = { move: 'accept' } as const
const RESOLVE = { move: 'resolve', text: '修好了' } as const

const noticeFor = (now: number): In<'notices.publish'> => ({ ...NOTICE, audience: { to: 'estate' }, endsAt: now + DAY })

const publishedNotice = (bench: Bench): Promise<Out<'notices.publish'>> =>
  bench.call(STAFF, 'notices.publish', noticeFor(bench.cloud.now()))

/** At least one row for every route: a route that is missing does not compile. */
export const SCENARIOS: { readonly [R in Route]: readonly Scenario[] } = {
  ...CRAFT_CLAIM_SCENARIOS,
  ...CRAFT_TRADE_SCENARIOS,
  ...ENTERPRISE_SCENARIOS,
  ...FAIR_SCENARIOS,
  ...JOB_SCENARIOS,
  ...SEEKER_SCENARIOS,
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
  'estate.code': [scenario('estate.code', STAFF, { code: 'A1-1-L1' })],
  'estate.colleagues': [scenario('estate.colleagues', LEADER, { cluster: 'A' })],
  'estate.grants': [scenario('estate.grants', STAFF, {})],
  'estate.looks': [scenario('estate.looks', RESIDENT, {}), page('estate.looks', RESIDENT, {})],
  'estate.export': [scenario('estate.export', RESIDENT, {})],
  // looks wherever a person may have left something
  'estate.erase': [{ ...scenario('estate.erase', NEWCOMER, {}), most: 14 }],
  'messages.list': [scenario('messages.list', RESIDENT, {}), page('messages.list', RESIDENT, {})],
  'messages.unread': [scenario('messages.unread', RESIDENT, {})],
  'messages.read': [
    scenario('messages.read', RESIDENT, async (bench) => ({
      ids: (await bench.call(RESIDENT, 'messages.list', {})).rows.slice(0, 5).map((row) => row.id),
    })),
  ],
  'messages.granted': [scenario('messages.granted', RESIDENT, { templates: ['caseProgress'] })],
  'notices.list': [scenario('notices.list', RESIDENT, {}), page('notices.list', RESIDENT, {})],
  'notices.get': [scenario('notices.get', RESIDENT, async (bench) => ({ id: (await publishedNotice(bench)).id }))],
  'notices.publish': [
    scenario('notices.publish', STAFF, ({ cloud }) => Promise.resolve(noticeFor(cloud.now()))),
    scenario(
      'notices.publish',
      LEADER,
      ({ cloud }) =>
        Promise.resolve({ ...noticeFor(cloud.now()), audience: { to: 'buildings', buildings: ['A1', 'A2'] } }),
      'to buildings',
    ),
  ],
  'notices.change': [
    scenario('notices.change', STAFF, async (bench) => ({
      ...NOTICE,
      ...(await publishedNotice(bench)),
      title: '明天下午停水',
      endsAt: bench.cloud.now() + DAY,
    })),
  ],
  'notices.end': [scenario('notices.end', STAFF, async (bench) => ({ id: (await publishedNotice(bench)).id }))],
  'notices.managed': [
    scenario('notices.managed', STAFF, {}),
    page('notices.managed', STAFF, {}),
    scenario('notices.managed', LEADER, {}, 'leader'),
  ],
}
