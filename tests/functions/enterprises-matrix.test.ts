/** Who may call what: every route of the enterprises × everybody, in one table. */
import { randomUUID } from 'node:crypto'
import type { Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../cloud'
import { application, idOf, stranger } from './enterprise-helpers'
import { employ, ok, openEnterprise, tradingCloud, type People, type Person, type Trade } from './people'

const ROLES = [
  'visitor',
  'resident',
  'mediator',
  'worker',
  'leader',
  'admin',
  'staff',
  'foreignOwner',
  'clerk',
  'owner',
] as const
type Caller = (typeof ROLES)[number]

let cloud: TestCloud
let people: People
let trade: Trade
/** one that waits for the staff */
let waiting: string

beforeAll(async () => {
  ;({ cloud, people, trade } = await tradingCloud())
  ;({ id: waiting } = await ok(cloud, stranger(), 'enterprises.apply', application()))
}, 60_000)
afterAll(() => cloud.stop())

const NOBODY = '0'.repeat(26)
const personOf = (role: Caller): Person => ({ ...people, ...trade })[role]

const own = () => ({ id: trade.enterprise })

async function colleague(): Promise<string> {
  const openid = stranger()
  await employ(cloud, trade.owner.openid, trade.enterprise, openid, '同事')
  return idOf(cloud, openid)
}

async function openCode(): Promise<{ code: string }> {
  const owner = stranger()
  const id = await openEnterprise(cloud, people, owner, application())
  const { code } = await ok(cloud, owner, 'enterprises.invite', { id })
  return { code }
}

async function fresh(): Promise<string> {
  return (await ok(cloud, stranger(), 'enterprises.apply', application())).id
}

/** The owner's own change bumps it. */
async function version(): Promise<number> {
  const view = await ok(cloud, people.staff.openid, 'enterprises.get', own())
  return 'version' in view ? view.version : 0
}

// + may, F forbidden, H home needed, N not found, W not now: in the order of ROLES.
const TABLE: [route: Route, what: string, input: () => object | Promise<object>, answers: string][] = [
  ['enterprises.apply', 'a new one', () => application(), '++++++++++'],
  ['enterprises.mine', '', () => ({}), '++++++++++'],
  ['enterprises.get', 'an active one', own, 'H+++++++++'],
  ['enterprises.get', 'one that was never active', () => ({ id: waiting }), 'HNNNNN+NNN'],
  ['enterprises.get', 'none', () => ({ id: NOBODY }), 'HNNNNNNNNN'],
  ['enterprises.list', '', () => ({ state: 'applied' }), 'FFFFFF+FFF'],
  [
    'enterprises.decide',
    'to approve',
    async () => ({ id: await fresh(), version: 1, decision: 'approve' }),
    'FFFFFF+FFF',
  ],
  [
    'enterprises.decide',
    'to refuse',
    async () => ({ id: await fresh(), version: 1, decision: 'refuse', reason: '材料不全' }),
    'FFFFFF+FFF',
  ],
  ['enterprises.decide', 'none', () => ({ id: NOBODY, version: 1, decision: 'approve' }), 'FFFFFFNFFF'],
  ['enterprises.change', '', async () => ({ ...own(), version: await version(), about: '换一句' }), 'NNNNNNFNF+'],
  ['enterprises.invite', '', own, 'NNNNNNFNF+'],
  ['enterprises.invite', 'to one that waits', () => ({ id: waiting }), 'NNNNNNFNNN'],
  ['enterprises.remove', 'a colleague', async () => ({ ...own(), person: await colleague() }), 'NNNNNNFNF+'],
  ['enterprises.remove', 'nobody', () => ({ ...own(), person: NOBODY }), 'NNNNNNFNF+'],
  ['enterprises.remove', 'the owner', () => ({ ...own(), person: trade.owner.id }), 'NNNNNNFNFW'],
  ['enterprises.join', 'with a code', async () => ({ ...(await openCode()), name: '来的人' }), '++++++++++'],
]
const CODES: { readonly [letter: string]: string } = {
  F: 'FORBIDDEN',
  H: 'HOME_NEEDED',
  N: 'NOT_FOUND',
  W: 'NOT_NOW',
  '+': 'ok',
}

/** database requests that one call may make; a transaction begins, reads again and commits */
const MOST_REQUESTS = 6
const MOST_IN_TRANSACTION = 9
const TRANSACTIONS: readonly Route[] = [
  'enterprises.apply',
  'enterprises.decide',
  'enterprises.invite',
  'enterprises.join',
  'enterprises.remove',
]

describe.each(TABLE)('%s %s', (route, _what, input, answers) => {
  it.each(ROLES.map((role, i): [Caller, string] => [role, CODES[answers[i] ?? ''] ?? '?']))(
    '%s: %s',
    async (role, expected) => {
      // the visitor's first visit leaves something
      const openid = role === 'visitor' ? stranger() : personOf(role).openid
      const answer = await cloud.call(openid, route, await input())
      const { databaseRequests } = cloud.lastCost()
      expect(answer.ok ? 'ok' : answer.error.code).toBe(expected)
      expect(databaseRequests).toBeLessThanOrEqual(TRANSACTIONS.includes(route) ? MOST_IN_TRANSACTION : MOST_REQUESTS)
    },
  )

  it('no identity: UNAUTHENTICATED', async () => {
    const event = JSON.stringify({ route, input: await input(), requestId: randomUUID() })
    const answer = await cloud.cloud.functions?.invoke('enterprises', { event, source: 'wx_unknown' })
    expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  })

  it('an unknown field: INVALID_INPUT, for those who may call', async () => {
    const answer = await cloud.call(people.staff.openid, route, { ...(await input()), more: 1 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: { more: 'unknown_field' } } })
  })
})

test('anybody may leave but the owner', async () => {
  const { owner, clerk, foreignOwner, enterprise } = trade
  const leave = (openid: string, id: string, person: string) => cloud.call(openid, 'enterprises.remove', { id, person })
  expect(await leave(owner.openid, enterprise, owner.id)).toMatchObject({ error: { code: 'NOT_NOW' } })
  expect(await leave(clerk.openid, enterprise, clerk.id)).toEqual({ ok: true, data: { done: true } })
  // who is in no enterprise has nothing to leave, and learns nothing
  expect(await leave(foreignOwner.openid, enterprise, foreignOwner.id)).toEqual({ ok: true, data: { done: true } })
  expect(await leave(foreignOwner.openid, NOBODY, foreignOwner.id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('the staff do not decide on an enterprise that they act for', async () => {
  const { staff } = people
  const { id } = await ok(cloud, staff.openid, 'enterprises.apply', application())
  const answer = await cloud.call(staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' })
  expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
})

test('the table names every route', async () => {
  const { routes } = await import('../../cloudfunctions/enterprises/routes')
  expect([...new Set(TABLE.map(([route]) => route))].sort()).toEqual(Object.keys(routes).sort())
})

test.each(['enterprises.explode', 'enterprises.constructor', 'estate.me', 'enterprises.'])(
  'unknown route %s',
  async (route) => {
    const answer = await cloud.raw(people.staff.openid, 'enterprises', { route, input: {}, requestId: 'r'.repeat(16) })
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  },
)

test('a person cannot play the platform', async () => {
  const answer = await cloud.raw(people.staff.openid, 'enterprises', { Type: 'Timer' })
  expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
})

test('no query went without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
