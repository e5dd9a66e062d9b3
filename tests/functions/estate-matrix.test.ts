/** Who may call what: every route of estate and messages × every role, in one table. */
import { randomUUID } from 'node:crypto'
import type { Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { settledCloud, type People } from './people'

const CALLERS = ['visitor', 'resident', 'mediator', 'worker', 'leader', 'staff', 'admin'] as const
type Caller = (typeof CALLERS)[number]

const HOME = { building: 'A18', unit: 1, floor: 3, room: 2 }
const NOBODY = '0'.repeat(26)

const ANYONE = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']
const STAFF = ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok', 'ok']
const ADMIN = ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok']
const LEADING = ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok', 'ok', 'ok']
const SERVING = ['FORBIDDEN', 'FORBIDDEN', 'ok', 'ok', 'ok', 'ok', 'ok']
const all = (code: string) => CALLERS.map(() => code)

/** visitor, resident, mediator, worker, leader, staff, admin; the caller is of cluster A. In this order: the last deletes. */
const TABLE: [Route, object, string[]][] = [
  ['estate.buildings', {}, ANYONE],
  ['estate.me', {}, ANYONE],
  ['estate.uploads', {}, ANYONE],
  ['estate.looks', {}, ANYONE],
  ['estate.export', {}, ANYONE],
  ['messages.list', {}, ANYONE],
  ['messages.unread', {}, ANYONE],
  ['messages.read', {}, ANYONE],
  ['messages.read', { ids: ['nothing.of.mine'] }, ANYONE],
  ['estate.grants', {}, STAFF],
  ['estate.colleagues', { cluster: 'A' }, SERVING],
  [
    'estate.colleagues',
    { cluster: 'B' },
    ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'ok', 'ok'],
  ],
  ['estate.code', { code: 'A18-1-L2' }, LEADING],
  ['estate.code', { code: 'B1-1' }, STAFF],
  ['estate.code', { code: 'A19-1' }, LEADING.map((c) => (c === 'ok' ? 'INVALID_INPUT' : c))],
  ['estate.invite', { grant: { role: 'mediator', cluster: 'A', building: 'A1' } }, STAFF],
  ['estate.invite', { grant: { role: 'worker', cluster: 'A', buildings: ['A1', 'A2'] } }, STAFF],
  ['estate.invite', { grant: { role: 'leader', cluster: 'A' } }, STAFF],
  ['estate.invite', { grant: { role: 'staff' } }, ADMIN],
  ['estate.invite', { grant: { role: 'admin' } }, ADMIN],
  [
    'estate.revoke',
    { person: NOBODY, grant: { role: 'leader', cluster: 'A' } },
    STAFF.map((c) => (c === 'ok' ? 'NOT_FOUND' : c)),
  ],
  ['estate.revoke', { person: NOBODY, grant: { role: 'admin' } }, ADMIN.map((c) => (c === 'ok' ? 'NOT_FOUND' : c))],
  ['estate.leave', { leave: null }, ['FORBIDDEN', 'FORBIDDEN', 'ok', 'ok', 'ok', 'FORBIDDEN', 'FORBIDDEN']],
  [
    'estate.leave',
    { leave: null, person: NOBODY },
    ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
  ],
  ['estate.join', { code: '0000000000', name: '某人' }, all('EXPIRED')],
  ['estate.phone', { code: 'no-such-code' }, all('EXPIRED')],
  ['messages.granted', { templates: ['caseProgress'] }, ANYONE],
  ['estate.profile', { phone: '13800001111' }, ANYONE],
  ['estate.bind', HOME, ANYONE],
  ['estate.unbind', {}, ANYONE],
  ['estate.erase', {}, ['ok', 'ok', 'NOT_NOW', 'NOT_NOW', 'NOT_NOW', 'NOT_NOW', 'NOT_NOW']],
]

/** database requests that one call may make, the look-up of the caller and the stored answer included */
const MOST_REQUESTS = 6

/** Once in a person's stay, and it has to look wherever a person may have left something. */
const MOST_TO_ERASE = 14

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
}, 60_000)

afterAll(() => cloud.stop())

const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)

describe.each(TABLE)('%s %j', (route, input, expected) => {
  it.each(CALLERS.map((caller, i): [Caller, string] => [caller, expected[i] ?? '?']))(
    '%s: %s',
    async (caller, code) => {
      const answer = await cloud.call(people[caller].openid, route, input)
      const { databaseRequests } = cloud.lastCost()
      expect(codeOf(answer)).toBe(code)
      expect(databaseRequests).toBeLessThanOrEqual(route === 'estate.erase' ? MOST_TO_ERASE : MOST_REQUESTS)
    },
  )

  it('no identity: UNAUTHENTICATED', async () => {
    const event = JSON.stringify({ route, input, requestId: randomUUID() })
    const answer = await cloud.cloud.functions?.invoke(route.split('.')[0] ?? '', { event, source: 'wx_unknown' })
    expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  })

  it('an unknown field: INVALID_INPUT, for those who may call', async () => {
    const answer = await cloud.call(people.admin.openid, route, { ...input, more: 1 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: { more: 'unknown_field' } } })
  })
})

test('the table names every route of both functions', async () => {
  const { routes: estate } = await import('../../cloudfunctions/estate/routes')
  const { routes: messages } = await import('../../cloudfunctions/messages/routes')
  expect([...new Set(TABLE.map(([route]) => route))].sort()).toEqual(Object.keys({ ...estate, ...messages }).sort())
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
